/// The records of a shard's stores: what is fetched only for what is shown.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/digest.hpp"
#include "common/passage.hpp"

namespace smallprint {

/// Details of a row, taken from the first snapshot of its lifespan.
struct PassageDetails {
  std::vector<std::string> heading;
  std::uint32_t byte_begin = 0;  ///< of the passage in the original file
  std::uint32_t char_begin = 0;  ///< the same in Unicode code points
  std::uint32_t piece = 0;       ///< number of its source bytes in the store `text`
  /// Evidence of each statement of the row, half-open byte ranges of the text.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> evidence;
  std::vector<TextCut> cuts;  ///< apply_cuts(piece, cuts) is the text

  friend bool operator==(const PassageDetails&, const PassageDetails&) = default;
};

struct SnapshotDetails {
  std::string timestamp;      ///< 14 digits
  std::string archive_url;    ///< as written in the header line; may be empty
  std::string file;           ///< relative to its archive, bytes as on disk
  std::uint32_t archive = 0;  ///< number of the SOURCE in the manifest
  std::string title;
  Digest128 body;
  std::string commit;    ///< full id in lower-case hexadecimal digits; empty for a folder's file
  std::string metadata;  ///< encoded SnapshotMetadata; empty where the archive records none

  friend bool operator==(const SnapshotDetails&, const SnapshotDetails&) = default;
};

[[nodiscard]] std::string encode(const PassageDetails& details);
[[nodiscard]] std::string encode(const SnapshotDetails& details);

/// The numbers of the pieces that make up a file, in order.
[[nodiscard]] std::string encode_recipe(const std::vector<std::uint32_t>& pieces);

/// The reverse. Error(kIo) on damaged records.
[[nodiscard]] PassageDetails decode_passage_details(std::string_view record);
[[nodiscard]] SnapshotDetails decode_snapshot_details(std::string_view record);
[[nodiscard]] std::vector<std::uint32_t> decode_recipe(std::string_view record);

}  // namespace smallprint
