/// What an archive records about a snapshot besides its text: in the Princeton-Leuven archive, the
/// JSON record in the message of the snapshot's commit (indexer/commit_record.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smallprint {

/// Folders and Open Terms Archive record nothing: then all members are empty, and so is the encoded
/// string. Strings are UTF-8, as the archive writes them.
struct SnapshotMetadata {
  std::vector<std::string> categories = {};      ///< of the site; sorted, each once, none empty
  std::optional<std::uint64_t> alexa_rank = {};  ///< of the site; 1 is the most visited
  std::string interval = {};                     ///< half-year of the archive's crawl: `2013_A`
  std::string policy_domain = {};                ///< domain that served the policy
  std::optional<bool> parked = {};               ///< the domain was parked
  std::optional<std::uint64_t> word_count = {};
  std::optional<double> readability = {};  ///< finite; on the scale of the archive
  std::optional<std::uint64_t> simhash = {};

  friend bool operator==(const SnapshotMetadata&, const SnapshotMetadata&) = default;
};

/// Tagged fields (docs/index-format.md): one that is absent takes no byte. Equal metadata give
/// equal bytes, so the digests of an index take the encoded string.
[[nodiscard]] std::string encode(const SnapshotMetadata& metadata);

/// The reverse. Error(kIo) for bytes that encode() does not write.
[[nodiscard]] SnapshotMetadata decode_snapshot_metadata(std::string_view record);

}  // namespace smallprint
