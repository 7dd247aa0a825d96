#include "searcher/query/query_error.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <utf8proc.h>

#include "common/code_point.hpp"
#include "common/error.hpp"

namespace smallprint::searching {

namespace {

constexpr std::size_t kWidestQuery = 70;
constexpr std::size_t kExcerptWidth = 64;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// A query cut into what is shown in one column each.
struct Columns {
  std::vector<std::string_view> shown;
  std::size_t fault = 0;  ///< index in `shown`, or its size
};

bool is_shown_as_space(char32_t code_point) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    default:
      return false;
  }
}

Columns to_columns(std::string_view query, std::size_t fault_byte) {
  Columns columns;
  for (std::size_t begin = 0; begin < query.size();) {
    const CodePoint next = first_code_point(query.substr(begin));
    if (begin + next.size <= fault_byte) {
      ++columns.fault;
    }
    if (!next.valid) {
      columns.shown.push_back(kReplacement);
    } else {
      columns.shown.push_back(is_shown_as_space(next.value) ? " " : query.substr(begin, next.size));
    }
    begin += next.size;
  }
  return columns;
}

}  // namespace

void fail_query(std::string_view query,
                std::size_t column,
                const std::string& rule,
                const std::string& hint) {
  const Columns columns = to_columns(query, column);
  const std::size_t size = columns.shown.size();
  std::size_t begin = 0;
  std::size_t end = size;
  if (size > kWidestQuery) {
    const std::size_t half = kExcerptWidth / 2;
    begin = std::min(columns.fault > half ? columns.fault - half : 0, size - kExcerptWidth);
    end = begin + kExcerptWidth;
  }
  std::string excerpt = begin > 0 ? "..." : "";
  const std::size_t caret = excerpt.size() + (columns.fault - begin);
  for (std::size_t i = begin; i < end; ++i) {
    excerpt.append(columns.shown[i]);
  }
  excerpt.append(end < size ? "..." : "");
  throw Error(ExitCode::kUsage,
              fmt::format("{}\n  {}\n  {}^", rule, excerpt, std::string(caret, ' ')),
              hint);
}

}  // namespace smallprint::searching
