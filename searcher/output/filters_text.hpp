/// Filters for people.
#pragma once

#include <string>
#include <string_view>

#include "searcher/matching/filters.hpp"

namespace smallprint::searching {

/// `practice data-security, site a.example or b.example, not heading:cookies, from 2013-01-01`;
/// empty without filters. One line that is safe to print.
[[nodiscard]] std::string filters_text(const Filters& filters);

/// The query as it was given and the filters: `gdpr, practice data-security`. One line that is safe
/// to print.
[[nodiscard]] std::string question_text(std::string_view query, const Filters& filters);

/// `filters ...` and a line feed for the head of an answer; empty without filters.
[[nodiscard]] std::string filters_line(const Filters& filters);

}  // namespace smallprint::searching
