/// A snapshot as a build knows it before its text is cut.
#pragma once

#include <cstdint>
#include <string>

#include "common/calendar.hpp"
#include "common/digest.hpp"

namespace smallprint::indexing {

/// A snapshot known by its header and digests; its text is read again when its policy is derived.
struct SnapshotEntry {
  std::string site;
  std::string policy;  ///< SITE, or SITE/Terms type where an archive holds several per site
  Day day;
  std::string timestamp;
  Digest128 body;
  std::string archive_url;
  std::uint32_t archive = 0;  ///< number of its SOURCE
  std::uint32_t record = 0;   ///< number of its candidate there
  std::string file;           ///< relative to the archive
  std::string commit = {};    ///< 40 hexadecimal digits; empty in a folder
  std::uint64_t bytes = 0;
  /// The policy was removed from the archive between the snapshot before and this one: no lifespan
  /// runs across.
  bool after_removal = false;
  std::string metadata = {};  ///< encoded SnapshotMetadata; empty where the archive records none
};

}  // namespace smallprint::indexing
