/// Which files of an archive may be snapshots, by their names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smallprint::indexing {

/// True for names that end in .md, .markdown or .txt, in any case.
[[nodiscard]] bool is_named_like_a_policy(std::string_view name);

/// True when one of the fnmatch(3) patterns matches `path` as a whole (where `*` matches a '/' too)
/// or its last part, or when there are none.
[[nodiscard]] bool is_included(const std::vector<std::string>& patterns, const std::string& path);

}  // namespace smallprint::indexing
