#include "searcher/sampling/csv_reader.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

#include "common/code_point.hpp"
#include "common/error.hpp"

namespace smallprint::searching {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

char separator_of(std::string_view text) {
  bool quoted = false;
  bool has_semicolon = false;
  for (const char c : text) {
    quoted = quoted != (c == '"');
    if (quoted) {
      continue;
    }
    if (c == ',') {
      return ',';
    }
    if (c == '\n') {
      break;
    }
    has_semicolon = has_semicolon || c == ';';
  }
  return has_semicolon ? ';' : ',';
}

/// A place in a text that is read from its beginning to its end.
class CsvParser {
 public:
  CsvParser(std::string_view text, const std::string& name)
      : text_(text), name_(name), separator_(separator_of(text)) {}

  std::vector<CsvRecord> parse() {
    std::vector<CsvRecord> records;
    while (at_ < text_.size()) {
      CsvRecord record = next_record();
      if (record.fields.size() == 1 && record.fields.front().empty()) {
        continue;
      }
      if (!std::ranges::all_of(record.fields, is_utf8)) {
        fail(record.line, "a field is not in UTF-8");
      }
      if (!records.empty() && record.fields.size() != records.front().fields.size()) {
        fail(record.line,
             fmt::format("{} fields where the first line has {}",
                         record.fields.size(),
                         records.front().fields.size()));
      }
      records.push_back(std::move(record));
    }
    return records;
  }

 private:
  CsvRecord next_record() {
    CsvRecord record{.line = line_, .fields = {}};
    do {
      record.fields.push_back(starts_with('"') ? quoted_field() : plain_field());
    } while (skip(separator_));
    if (at_ < text_.size() && !skip_line_end()) {
      fail(line_, "behind the closing quote of a field something else stands");
    }
    return record;
  }

  std::string plain_field() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' &&
           !text_.substr(at_).starts_with("\r\n")) {
      if (text_[at_] == '"') {
        fail(line_, "a quote stands inside a field that is not in quotes");
      }
      ++at_;
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string quoted_field() {
    const std::size_t first_line = line_;
    std::string field;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        ++at_;
        if (!starts_with('"')) {
          return field;
        }
      }
      line_ += text_[at_] == '\n' ? 1U : 0U;
      field += text_[at_];
    }
    fail(first_line, "a quote is never closed");
  }

  [[nodiscard]] bool starts_with(char c) const { return at_ < text_.size() && text_[at_] == c; }

  bool skip(char c) {
    const bool found = starts_with(c);
    at_ += found ? 1U : 0U;
    return found;
  }

  bool skip_line_end() {
    at_ += text_.substr(at_).starts_with("\r\n") ? 1U : 0U;
    line_ += starts_with('\n') ? 1U : 0U;
    return skip('\n');
  }

  [[noreturn]] void fail(std::size_t line, std::string_view rule) const {
    throw Error(ExitCode::kNoInput,
                fmt::format("{}:{}: no CSV: {}", name_, line, rule),
                "save the sheet as CSV in UTF-8");
  }

  std::string_view text_;
  const std::string& name_;
  char separator_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

std::vector<CsvRecord> parse_csv(std::string_view text, const std::string& name) {
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  return CsvParser(text, name).parse();
}

std::vector<CsvRecord> read_csv(const std::filesystem::path& path) {
  std::error_code ignored;
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path, ignored)) {
    throw Error(ExitCode::kNoInput, fmt::format("{}: cannot open", path.string()));
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) {
    throw Error(ExitCode::kIo, fmt::format("{}: cannot read to its end", path.string()));
  }
  return parse_csv(text, path.string());
}

}  // namespace smallprint::searching
