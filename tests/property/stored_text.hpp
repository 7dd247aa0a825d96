/// Holding what an index stores against the files it was made of.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "searcher/index_view.hpp"

namespace smallprint::testing_support {

/// What was looked at, and what was wrong with it: one line each.
struct StoredTextReport {
  std::uint64_t snapshots = 0;
  std::uint64_t rows = 0;
  std::uint64_t with_interrupted_words = 0;  ///< rows with markup inside a word
  std::vector<std::string> not_rebuilt;      ///< snapshots whose file came out otherwise
  std::vector<std::string> untraceable;      ///< rows whose source range lacks a word of their text
  std::vector<std::string> other_text;       ///< rows that are no passage of split_passages
  std::vector<std::string> other_points;     ///< rows whose code points do not fit their bytes
};

/// Looks at every snapshot and every row of an index of the folder `archive`.
[[nodiscard]] StoredTextReport check_stored_text(const std::filesystem::path& archive,
                                                 searching::IndexView& index);

}  // namespace smallprint::testing_support
