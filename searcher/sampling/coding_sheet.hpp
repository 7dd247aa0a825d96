/// What a coder wrote into a sheet that `sample` printed.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace smallprint::searching {

/// The codes of one cell. Codes are compared as written; white space around them does not count.
using CodeSet = std::set<std::string>;

/// The codes of a cell, which stand between semicolons; none where it is empty.
[[nodiscard]] CodeSet read_codes(std::string_view cell);

struct CodedRow {
  CodeSet codes;         ///< empty: not coded
  std::size_t line = 0;  ///< of the file, where the row begins
};

struct CodingSheet {
  std::filesystem::path path;
  std::map<std::string, CodedRow> rows;  ///< by passage id
};

/// Reads the columns `passage_id` and `code`, wherever they stand; the others are the coder's own.
/// Error(kNoInput) naming file, line and rule: no CSV (see parse_csv), a column that is missing or
/// stands twice, no row, a row without a passage id, a passage id that stands twice.
[[nodiscard]] CodingSheet read_coding_sheet(const std::filesystem::path& path);

/// Sheets that are compared hold the same passages, in any order: what a coder left out stands
/// there with an empty code, so that a sheet of another sample cannot pass for one half coded.
/// Error(kNoInput) naming file and line of the first row that another sheet does not have, by the
/// order of sheets, then lines.
void require_same_passages(const std::vector<CodingSheet>& sheets);

}  // namespace smallprint::searching
