/// Answers for people: text for a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searcher/matching/snapshot_view.hpp"
#include "searcher/searcher.hpp"

namespace smallprint::searching {

/// How matched words are marked and how wide lines may be.
struct TextStyle {
  std::string_view mark_begin = "*";
  std::string_view mark_end = "*";
  std::size_t columns = 100;
};

/// Bold where stdout is a terminal, asterisks where it is not.
[[nodiscard]] TextStyle style_of_stdout();

/// Breaks each line of `text` at spaces so that it fits, and indents it by four. Ends with a
/// line feed.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t columns);

/// The elements of a heading path in one line: `Sharing > With whom`.
[[nodiscard]] std::string join_heading(const std::vector<std::string>& heading);

/// `text` with the ranges marked; ranges with nothing but a space or hyphen between are joined.
/// Control characters of the text are made visible.
[[nodiscard]] std::string mark(std::string_view text,
                               const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ranges,
                               const TextStyle& style);

/// Breaks each line of `text` at spaces so that it fits, and indents it; a line feed at the end.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t columns);

/// A paragraph a statement: what is stated, of which data, and the sentence that says so, unless
/// it is all of `text`.
[[nodiscard]] std::string statements_text(const std::vector<PracticeStatement>& statements,
                                          std::string_view text,
                                          const TextStyle& style);

[[nodiscard]] std::string head_text(const IndexView& index,
                                    const SearchRequest& request,
                                    const Answer& answer);
[[nodiscard]] std::string hit_text(const Hit& hit, const TextStyle& style);
[[nodiscard]] std::string snapshot_text(const SnapshotView& snapshot, const TextStyle& style);

/// `412 sites, 412 policies, 3871 snapshots, 5120 passages`.
[[nodiscard]] std::string totals_text(const Totals& totals);

}  // namespace smallprint::searching
