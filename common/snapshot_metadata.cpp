#include "common/snapshot_metadata.hpp"

#include <bit>
#include <cstddef>

#include "common/byte_io.hpp"

namespace smallprint {
namespace {

/// Values are stored: none is ever given another meaning.
enum Tag : std::uint64_t {
  kCategory = 1,  // once for each
  kAlexaRank = 2,
  kInterval = 3,
  kPolicyDomain = 4,
  kParked = 5,
  kWordCount = 6,
  kReadability = 7,
  kSimhash = 8
};

constexpr std::size_t kFixedBytes = sizeof(std::uint64_t);

void put_text(std::string& out, Tag tag, std::string_view text) {
  if (!text.empty()) {
    put_varint(out, tag);
    put_string(out, text);
  }
}

void put_number(std::string& out, Tag tag, const std::optional<std::uint64_t>& number) {
  if (number) {
    put_varint(out, tag);
    put_varint(out, *number);
  }
}

/// Eight bytes, the least significant first: for numbers that are mostly large.
void put_fixed(std::string& out, Tag tag, std::uint64_t number) {
  put_varint(out, tag);
  for (std::size_t byte = 0; byte < kFixedBytes; ++byte) {
    out.push_back(static_cast<char>(number >> (8 * byte)));
  }
}

std::uint64_t read_fixed(ByteReader& reader) {
  const std::string_view bytes = reader.bytes(kFixedBytes);
  std::uint64_t number = 0;
  for (std::size_t byte = 0; byte < kFixedBytes; ++byte) {
    number |= std::uint64_t{static_cast<unsigned char>(bytes[byte])} << (8 * byte);
  }
  return number;
}

/// Reads the value of one field. An unknown tag reads nothing.
void read_field(ByteReader& reader, std::uint64_t tag, SnapshotMetadata& metadata) {
  switch (tag) {
    case kCategory:
      metadata.categories.emplace_back(reader.string());
      break;
    case kAlexaRank:
      metadata.alexa_rank = reader.varint();
      break;
    case kInterval:
      metadata.interval = reader.string();
      break;
    case kPolicyDomain:
      metadata.policy_domain = reader.string();
      break;
    case kParked:
      metadata.parked = reader.varint() != 0;
      break;
    case kWordCount:
      metadata.word_count = reader.varint();
      break;
    case kReadability:
      metadata.readability = std::bit_cast<double>(read_fixed(reader));
      break;
    case kSimhash:
      metadata.simhash = read_fixed(reader);
      break;
    default:
      break;
  }
}

}  // namespace

std::string encode(const SnapshotMetadata& metadata) {
  std::string out;
  for (const std::string& category : metadata.categories) {
    put_text(out, kCategory, category);
  }
  put_number(out, kAlexaRank, metadata.alexa_rank);
  put_text(out, kInterval, metadata.interval);
  put_text(out, kPolicyDomain, metadata.policy_domain);
  put_number(out, kParked, metadata.parked);
  put_number(out, kWordCount, metadata.word_count);
  if (metadata.readability) {
    put_fixed(out, kReadability, std::bit_cast<std::uint64_t>(*metadata.readability));
  }
  if (metadata.simhash) {
    put_fixed(out, kSimhash, *metadata.simhash);
  }
  return out;
}

SnapshotMetadata decode_snapshot_metadata(std::string_view record) {
  ByteReader reader(record);
  SnapshotMetadata metadata;
  while (!reader.at_end()) {
    const std::uint64_t tag = reader.varint();
    read_field(reader, tag, metadata);
  }
  if (encode(metadata) != record) {  // an unknown field, or fields out of order
    throw Error(ExitCode::kIo, "the metadata of a snapshot are damaged in the index", kRebuildHint);
  }
  return metadata;
}

}  // namespace smallprint
