/// Reads tables that other programs wrote: RFC 4180, strictly.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace smallprint::searching {

struct CsvRecord {
  std::size_t line = 1;  ///< of the file, where the record begins
  std::vector<std::string> fields;
};

/// The records of a CSV text in UTF-8, empty lines left out. The separator is the comma, or the
/// semicolon where the first line has one outside quotes and no comma (spreadsheets write it where
/// the comma is the decimal mark). Lines end in LF or CR LF; a byte order mark is passed over.
/// `name` is what messages call the text. Error(kNoInput) naming line and rule: a quote inside a
/// field that is not quoted, anything behind a closing quote, a quote that is never closed, a
/// record with more or fewer fields than the first, a field that is not UTF-8 (another encoding
/// would make two codes of one).
[[nodiscard]] std::vector<CsvRecord> parse_csv(std::string_view text, const std::string& name);

/// parse_csv() of a file. Error(kNoInput) when it cannot be opened, Error(kIo) when not be read.
[[nodiscard]] std::vector<CsvRecord> read_csv(const std::filesystem::path& path);

}  // namespace smallprint::searching
