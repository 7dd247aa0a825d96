/// The queries of `batch`: a file with a line `qid TAB query [TAB site]` each.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace smallprint::searching {

struct BatchQuery {
  std::size_t line = 0;  ///< from 1
  std::string qid;
  std::string query;
  std::string site;      ///< empty: no site is named
  bool is_split = true;  ///< false: the line has no qid and TAB; `query` is all of it
};

/// Every line but empty ones, in the order of the file; a CR before a line's end is no part of it.
/// Reads to the end, so that nothing is answered when two lines have one qid.
/// Error(kUsage) naming both lines of a repeated qid, Error(kNoInput) when there is no such file,
/// Error(kIo) when it cannot be read to its end.
[[nodiscard]] std::vector<BatchQuery> read_batch_file(const std::filesystem::path& path);

}  // namespace smallprint::searching
