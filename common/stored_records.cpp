#include "common/stored_records.hpp"

#include <cstddef>

#include "common/byte_io.hpp"

namespace smallprint {

std::string encode(const PassageDetails& details) {
  std::string out;
  put_varint(out, details.heading.size());
  for (const std::string& heading : details.heading) {
    put_string(out, heading);
  }
  put_varint(out, details.byte_begin);
  put_varint(out, details.char_begin);
  put_varint(out, details.piece);
  put_varint(out, details.evidence.size());
  for (const auto& [begin, end] : details.evidence) {
    put_varint(out, begin);
    put_varint(out, end - begin);
  }
  for (const TextCut& cut : details.cuts) {
    put_varint(out, cut.skip);
    put_varint(out, cut.copy);
    put_string(out, cut.literal);
  }
  return out;
}

PassageDetails decode_passage_details(std::string_view record) {
  ByteReader reader(record);
  PassageDetails details;
  for (std::uint64_t count = reader.varint(); count > 0; --count) {
    details.heading.emplace_back(reader.string());
  }
  details.byte_begin = reader.varint32();
  details.char_begin = reader.varint32();
  details.piece = reader.varint32();
  for (std::uint64_t count = reader.varint(); count > 0; --count) {
    const std::uint32_t begin = reader.varint32();
    details.evidence.emplace_back(begin, begin + reader.varint32());
  }
  while (!reader.at_end()) {
    const std::uint32_t skip = reader.varint32();
    const std::uint32_t copy = reader.varint32();
    details.cuts.push_back({skip, copy, std::string(reader.string())});
  }
  return details;
}

std::string encode(const SnapshotDetails& details) {
  std::string out;
  put_string(out, details.timestamp);
  put_string(out, details.archive_url);
  put_string(out, details.file);
  put_varint(out, details.archive);
  put_string(out, details.title);
  put_varint(out, details.body.high);
  put_varint(out, details.body.low);
  put_string(out, details.commit);
  put_string(out, details.metadata);
  return out;
}

SnapshotDetails decode_snapshot_details(std::string_view record) {
  ByteReader reader(record);
  SnapshotDetails details;
  details.timestamp = reader.string();
  details.archive_url = reader.string();
  details.file = reader.string();
  details.archive = reader.varint32();
  details.title = reader.string();
  details.body.high = reader.varint();
  details.body.low = reader.varint();
  details.commit = reader.string();
  details.metadata = reader.string();
  return details;
}

std::string encode_recipe(const std::vector<std::uint32_t>& pieces) {
  std::string out;
  std::int64_t expected = 0;  // pieces mostly follow one another
  for (const std::uint32_t piece : pieces) {
    put_varint(out, zigzag(std::int64_t{piece} - expected));
    expected = std::int64_t{piece} + 1;
  }
  return out;
}

std::vector<std::uint32_t> decode_recipe(std::string_view record) {
  ByteReader reader(record);
  std::vector<std::uint32_t> pieces;
  std::int64_t expected = 0;
  while (!reader.at_end()) {
    const std::int64_t step = unzigzag(reader.varint());
    if (step < -expected || step > UINT32_MAX - expected) {
      throw Error(ExitCode::kIo, "a recipe of the index is damaged", kRebuildHint);
    }
    const std::int64_t piece = expected + step;
    pieces.push_back(static_cast<std::uint32_t>(piece));
    expected = piece + 1;
  }
  return pieces;
}

}  // namespace smallprint
