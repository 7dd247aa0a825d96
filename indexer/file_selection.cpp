#include "indexer/file_selection.hpp"

#include <algorithm>
#include <array>

#include <fnmatch.h>

#include "common/ascii.hpp"

namespace smallprint::indexing {

bool is_named_like_a_policy(std::string_view name) {
  constexpr std::array<std::string_view, 3> kEndings = {".md", ".markdown", ".txt"};
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
    return name.size() >= ending.size() &&
           equals_ignoring_case(name.substr(name.size() - ending.size()), ending);
  });
}

bool is_included(const std::vector<std::string>& patterns, const std::string& path) {
  const char* const name = path.c_str() + (path.rfind('/') + 1);  // npos + 1 is 0
  return patterns.empty() ||
         std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
           return ::fnmatch(pattern.c_str(), path.c_str(), 0) == 0 ||
                  ::fnmatch(pattern.c_str(), name, 0) == 0;
         });
}

}  // namespace smallprint::indexing
