/// One archived policy, as both programs read it from its file.
#pragma once

#include <string>
#include <string_view>

#include "common/digest.hpp"
#include "common/snapshot_header.hpp"

namespace smallprint {

/// What reading a file tells about the snapshot in it. Two files with equal site, day, timestamp
/// and body digest hold the same snapshot.
struct SnapshotRecord {
  SnapshotHeader header;  ///< its warnings are those of the header line and of the body
  Digest128 body_digest;  ///< XXH3-128 of the bytes from header.body_begin to the end of the file
};

/// A snapshot with its text, as a member of the series it belongs to. Owns its bytes.
struct PolicySnapshot {
  std::string policy;  ///< SITE, or SITE/Terms type where an archive holds several per site
  SnapshotRecord record;
  std::string file;  ///< all bytes of the file, the header line included

  /// Valid as long as `file` is.
  [[nodiscard]] std::string_view body() const {
    return std::string_view(file).substr(record.header.body_begin);
  }
};

}  // namespace smallprint
