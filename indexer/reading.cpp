#include "indexer/reading.hpp"

#include <chrono>
#include <utility>

#include "common/byte_io.hpp"

namespace smallprint::indexing {
namespace {

constexpr std::uint64_t kAccepted = 0;
constexpr std::uint64_t kRefused = 1;

void put_record(std::string& out, const SnapshotRecord& record) {
  const SnapshotHeader& header = record.header;
  put_string(out, header.site);
  put_varint(out, zigzag(header.day.time_since_epoch().count()));
  for (const std::string* const text :
       {&header.timestamp, &header.archive_url, &header.url, &header.policy_host}) {
    put_string(out, *text);
  }
  put_varint(out, header.body_begin);
  put_varint(out, header.warnings.size());
  for (const Warning warning : header.warnings) {
    put_varint(out, static_cast<std::uint64_t>(warning));
  }
  put_varint(out, record.body_digest.high);
  put_varint(out, record.body_digest.low);
}

SnapshotRecord read_record(ByteReader& in) {
  SnapshotRecord record;
  SnapshotHeader& header = record.header;
  header.site = in.string();
  header.day = Day(std::chrono::days(static_cast<int>(unzigzag(in.varint()))));
  for (std::string* const text :
       {&header.timestamp, &header.archive_url, &header.url, &header.policy_host}) {
    *text = in.string();
  }
  header.body_begin = in.varint();
  for (std::uint64_t left = in.varint(); left > 0; --left) {
    header.warnings.push_back(static_cast<Warning>(in.varint()));
  }
  record.body_digest.high = in.varint();
  record.body_digest.low = in.varint();
  return record;
}

}  // namespace

std::string encode(const Reading& reading) {
  std::string out;
  put_varint(out, reading.bytes);
  if (const auto* const refusal = std::get_if<Refusal>(&reading.content)) {
    put_varint(out, kRefused);
    put_varint(out, static_cast<std::uint64_t>(refusal->reason));
    put_string(out, refusal->detail);
  } else {
    put_varint(out, kAccepted);
    put_record(out, std::get<SnapshotRecord>(reading.content));
  }
  return out;
}

Reading decode_reading(std::string_view record) {
  ByteReader in(record);
  Reading reading{.content = Refusal{}, .bytes = in.varint()};
  if (in.varint() == kAccepted) {
    reading.content = read_record(in);
  } else {
    const auto reason = static_cast<Rejection>(in.varint());
    reading.content = Refusal{reason, std::string(in.string())};
  }
  return reading;
}

}  // namespace smallprint::indexing
