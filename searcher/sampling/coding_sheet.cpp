#include "searcher/sampling/coding_sheet.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "common/error.hpp"
#include "searcher/sampling/csv_reader.hpp"

namespace smallprint::searching {
namespace {

constexpr const char* kSheetHint =
    "a sheet is what `sample` prints, with its column code filled in";

std::string trimmed(std::string_view text) {
  constexpr std::string_view kWhiteSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kWhiteSpace);
  return begin == std::string_view::npos
             ? std::string()
             : std::string(text.substr(begin, text.find_last_not_of(kWhiteSpace) + 1 - begin));
}

std::size_t find_column(const CodingSheet& sheet, const CsvRecord& head, std::string_view name) {
  const auto found = std::ranges::find(head.fields, name, trimmed);
  if (found == head.fields.end()) {
    throw Error(ExitCode::kNoInput,
                fmt::format("{}:{}: no column '{}'", sheet.path.string(), head.line, name),
                kSheetHint);
  }
  if (std::ranges::count(head.fields, name, trimmed) > 1) {
    throw Error(
        ExitCode::kNoInput,
        fmt::format("{}:{}: the column '{}' stands twice", sheet.path.string(), head.line, name),
        kSheetHint);
  }
  return static_cast<std::size_t>(found - head.fields.begin());
}

/// Refuses the first row of `sheet` that `other` does not have.
void require_rows_in(const CodingSheet& sheet, const CodingSheet& other) {
  const std::string* missing = nullptr;
  std::size_t line = 0;
  for (const auto& [id, row] : sheet.rows) {
    if (!other.rows.contains(id) && (missing == nullptr || row.line < line)) {
      missing = &id;
      line = row.line;
    }
  }
  if (missing != nullptr) {
    throw Error(
        ExitCode::kNoInput,
        fmt::format("{}:{}: {} does not stand in {}; sheets that are compared hold the same "
                    "passages",
                    sheet.path.string(),
                    line,
                    *missing,
                    other.path.string()),
        "compare sheets of one sample; what a coder left out stays in the sheet with an "
        "empty code");
  }
}

}  // namespace

CodeSet read_codes(std::string_view cell) {
  CodeSet codes;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find(';'), cell.size());
    codes.insert(trimmed(cell.substr(0, end)));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  codes.erase("");
  return codes;
}

CodingSheet read_coding_sheet(const std::filesystem::path& path) {
  CodingSheet sheet{.path = path, .rows = {}};
  const std::vector<CsvRecord> records = read_csv(path);
  if (records.size() < 2) {
    throw Error(ExitCode::kNoInput, fmt::format("{}: has no row", path.string()), kSheetHint);
  }
  const std::size_t id_column = find_column(sheet, records.front(), "passage_id");
  const std::size_t code_column = find_column(sheet, records.front(), "code");
  for (auto record = records.begin() + 1; record != records.end(); ++record) {
    const std::string id = trimmed(record->fields[id_column]);
    if (id.empty()) {
      throw Error(ExitCode::kNoInput,
                  fmt::format("{}:{}: a row without a passage_id", path.string(), record->line),
                  kSheetHint);
    }
    CodedRow row{.codes = read_codes(record->fields[code_column]), .line = record->line};
    if (!sheet.rows.emplace(id, std::move(row)).second) {
      throw Error(
          ExitCode::kNoInput,
          fmt::format("{}:{}: {} stands in the sheet twice", path.string(), record->line, id),
          "keep one row of each passage");
    }
  }
  return sheet;
}

void require_same_passages(const std::vector<CodingSheet>& sheets) {
  for (const CodingSheet& sheet : sheets) {
    for (const CodingSheet& other : sheets) {
      require_rows_in(sheet, other);
    }
  }
}

}  // namespace smallprint::searching
