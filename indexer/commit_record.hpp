/// The JSON record that the Princeton-Leuven archive keeps in the message of each commit.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/snapshot_metadata.hpp"

namespace smallprint::indexing {

struct CommitRecord {
  std::string timestamp;  ///< 14 digits that name an existing second; empty: absent
  SnapshotMetadata metadata;

  /// Known keys whose value is of no use, each as `KEY: VALUE`, in the order of the table of keys.
  /// They are as if absent.
  std::vector<std::string> unreadable;
};

/// The message has a record, and it is no JSON object.
struct BrokenRecord {
  std::string reason;
};

/// Nothing (std::monostate) when the message carries no record.
using ParsedCommitRecord = std::variant<std::monostate, CommitRecord, BrokenRecord>;

/// Reads a whole commit message. The record begins at the first line that begins with `{` and ends
/// with the brace that closes it; lines before and after it are left alone. Never throws on
/// malformed text.
///
/// The archive's records are written by Python, so bare `NaN`, `Infinity` and `-Infinity` stand for
/// absent values; in strings they are text. Whole numbers are exact up to 2^64 - 1, and may be
/// written with a fraction of nought (a pandas column with a NaN holds no integers). A key that
/// stands twice counts as the last. Keys that are not listed here are ignored, the archive's flags
/// of what a capture updated among them: they are unreliable (docs/design.md).
///
///     timestamp        14 digits, as text or number
///     categories       text, separated by commas, or a list of texts; put in order, each once
///     alexa_rank       whole number from 1
///     interval         text
///     policy_domain    text
///     parked_domain    true or false, also 0, 1 and the words as text; or `parked`
///     word_count       whole number
///     readability      number; or `flesch_kincaid`, `flesch_kincaid_grade`
///     simhash          whole number, also as text
///
/// null and empty text are absent. Cost: two passes over the record.
[[nodiscard]] ParsedCommitRecord parse_commit_record(std::string_view message);

}  // namespace smallprint::indexing
