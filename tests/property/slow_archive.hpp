/// An archive in memory, every passage of every snapshot with its words and labels: what the
/// recount tests check the index against. Reads the files with the project's own header reader,
/// splitter, analyzer and labeller, and shares nothing with what comes after them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/calendar.hpp"
#include "common/digest.hpp"
#include "tests/support/small_archive.hpp"

namespace smallprint::testing_support {

/// Both empty: a break.
struct SlowWord {
  std::string written;
  std::string term;

  friend bool operator==(const SlowWord&, const SlowWord&) = default;
};

/// One statement of a passage, in the names that users write.
struct SlowStatement {
  std::string practice;
  std::string polarity;  ///< empty: none
  std::set<std::string> data;
};

struct SlowPassage {
  std::vector<std::string> heading;
  std::string text;
  std::vector<SlowWord> heading_words;
  std::vector<SlowWord> words;  ///< the headings', a break, the text's
  std::vector<SlowStatement> statements;
};

struct SlowSnapshot {
  Day day;
  std::string timestamp;
  Digest128 body;
  std::string host;
  /// By field: what an archive with metadata records, in the names that users write.
  std::map<std::string, std::set<std::string>> attributes;
  bool after_removal = false;
  std::vector<SlowPassage> passages;
};

/// A passage over consecutive snapshots of its policy, as many as contain it with no removal of the
/// policy between them.
struct SlowRun {
  std::size_t first = 0;
  std::size_t count = 0;
  std::size_t place = 0;  ///< of the passage in the first snapshot
};

struct SlowPolicy {
  std::string site;
  std::vector<SlowSnapshot> snapshots;  ///< in the order of DESIGN section 3, duplicates dropped
  std::vector<SlowRun> runs;

  [[nodiscard]] const SlowPassage& passage(const SlowRun& run) const {
    return snapshots[run.first].passages[run.place];
  }
};

/// Every policy below `folder`, by site.
[[nodiscard]] std::vector<SlowPolicy> read_slowly(const std::filesystem::path& folder);

/// Every policy of snapshots with metadata, by site. Equal snapshots have equal metadata.
[[nodiscard]] std::vector<SlowPolicy> read_slowly(const std::vector<SmallSnapshot>& snapshots);

}  // namespace smallprint::testing_support
