#include "indexer/lifespans.hpp"

#include <cstddef>

#include "common/byte_io.hpp"

namespace smallprint::indexing {
namespace {

/// Heading path and text, each with its length, so that no two passages give the same bytes.
void put_identity(std::string& out, const Passage& passage) {
  put_varint(out, passage.heading.size());
  for (const std::string& heading : passage.heading) {
    put_string(out, heading);
  }
  put_string(out, passage.text);
}

}  // namespace

std::vector<std::uint32_t> LifespanBuilder::add(const std::vector<Passage>& passages) {
  std::vector<std::uint32_t> fresh;
  const std::uint32_t snapshot = snapshots_++;
  open_.clear();
  std::string identity;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    identity.clear();
    put_identity(identity, passages[i]);
    const auto next = static_cast<std::uint32_t>(rows_.size());
    const auto [known, is_new] = row_of_.try_emplace(digest(identity), next);
    Lifespan* row = is_new ? nullptr : &rows_[known->second];
    if (row != nullptr && row->first + row->count == snapshot + 1) {
      continue;  // it stood earlier in this snapshot
    }
    if (row != nullptr && row->first + row->count == snapshot) {
      ++row->count;
    } else {  // new, or back after an absence
      known->second = next;
      rows_.push_back({.first = snapshot, .count = 1});
      fresh.push_back(static_cast<std::uint32_t>(i));
    }
    open_.push_back(known->second);
  }
  return fresh;
}

void LifespanBuilder::repeat() {
  ++snapshots_;
  for (const std::uint32_t row : open_) {
    ++rows_[row].count;
  }
}

void LifespanBuilder::end_all() {
  open_.clear();
  row_of_.clear();
}

std::uint64_t passage_id(std::string_view policy,
                         const Passage& passage,
                         std::string_view first_timestamp,
                         const Digest128& first_body) {
  std::string bytes;
  put_string(bytes, policy);
  put_identity(bytes, passage);
  put_string(bytes, first_timestamp);
  put_varint(bytes, first_body.high);
  put_varint(bytes, first_body.low);
  return hash64(bytes);
}

}  // namespace smallprint::indexing
