/// The provenance line that opens every file of the archive, and the reasons to refuse a file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/calendar.hpp"

namespace smallprint {

/// Why a file is left out of the index. `reason_name` gives the stable name of the run report.
enum class Rejection {
  kNoHeader,           ///< no provenance line where one is due
  kBadDate,            ///< the date does not exist
  kBadSite,            ///< empty, path parts, control characters, over 253 bytes
  kBinary,             ///< a magic number, or UTF-16/32
  kEmptyBody,          ///< nothing but white space below the header line (or an empty file)
  kTooLarge,           ///< over kMaxSnapshotBytes
  kUnreadable,         ///< dangling or looping link, pipe, no permission, read error
  kDuplicateSnapshot,  ///< same policy, timestamp and body as another file
};

/// What is odd about a file that is indexed all the same.
enum class Warning {
  kInvalidUtf8,    ///< bytes that are not UTF-8 became U+FFFD
  kNulBytes,       ///< NUL bytes became spaces
  kLongLine,       ///< a line over kLongLineBytes; its text is cut into passages
  kLinkMissing,    ///< no Wayback link, or one without an address
  kDateDisagrees,  ///< the link's timestamp is of another day than the header's date
  kBadRecord       ///< the record of the file's commit, or a value of it, cannot be used
};

/// `no-header`, `bad-date`, ... as in the run report.
[[nodiscard]] std::string_view reason_name(Rejection rejection);
[[nodiscard]] std::string_view reason_name(Warning warning);

inline constexpr std::size_t kMaxSnapshotBytes = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t kLongLineBytes = std::size_t{64} * 1024;
inline constexpr std::size_t kMaxSiteBytes = 253;  // RFC 1035, a full host name

struct SnapshotHeader {
  std::string site;            ///< host, ASCII lower case
  Day day;                     ///< the header's date; it wins over the link's
  std::string timestamp;       ///< 14 digits of the link; `day` and 000000 when there is none
  std::string archive_url;     ///< the Wayback link, control bytes encoded; empty when missing
  std::string url;             ///< archived address, percent-decoded; control bytes stay encoded
  std::string policy_host;     ///< host of `url`, lower case, without port and credentials
  std::size_t body_begin = 0;  ///< byte offset in the file just past the header line's end
  std::vector<Warning> warnings;
};

struct Refusal {
  Rejection reason;
  std::string
      detail;  ///< names the value and the rule, e.g. `capture date 2013-02-30 does not exist`
};

/// Reads the header of a whole file, or of its first bytes (4 KiB are enough for any valid header).
/// A byte order mark and blank lines before the header line are allowed, CRLF too. Never throws on
/// malformed input: a bad file is data, not an error. Checks magic numbers and UTF-16/32 first, so
/// that a picture is `binary` and not `no-header`. Does not look at the body.
[[nodiscard]] std::variant<SnapshotHeader, Refusal> parse_snapshot_header(std::string_view file);

}  // namespace smallprint
