/// What reading a candidate told, and how it is kept for the next build.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "common/snapshot.hpp"
#include "common/snapshot_header.hpp"

namespace smallprint::indexing {

/// The content of a candidate as ArchiveSource::read and examine tell it.
struct Reading {
  std::variant<SnapshotRecord, Refusal> content;
  std::uint64_t bytes = 0;  ///< size of the file; 0 for what could not be read
};

[[nodiscard]] std::string encode(const Reading& reading);

/// The reverse. Error(kIo) on damage.
[[nodiscard]] Reading decode_reading(std::string_view record);

}  // namespace smallprint::indexing
