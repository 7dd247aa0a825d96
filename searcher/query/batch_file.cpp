#include "searcher/query/batch_file.hpp"

#include <fstream>
#include <map>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "common/error.hpp"

namespace smallprint::searching {
namespace {

std::ifstream open_file(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {  // opens like a file, and has no lines
    throw Error(ExitCode::kNoInput,
                fmt::format("{}: is a folder, not a file of queries", path.string()));
  }
  std::ifstream file(path);
  if (!file) {
    throw Error(ExitCode::kNoInput, fmt::format("{}: cannot open", path.string()));
  }
  return file;
}

BatchQuery split_line(std::string line, std::size_t number) {
  const std::size_t first = line.find('\t');
  if (first == std::string::npos || first == 0) {
    return {.line = number, .qid = {}, .query = std::move(line), .site = {}, .is_split = false};
  }
  const std::size_t second = line.find('\t', first + 1);
  return {.line = number,
          .qid = line.substr(0, first),
          .query = line.substr(first + 1, second - first - 1),
          .site = second == std::string::npos ? "" : line.substr(second + 1)};
}

}  // namespace

std::vector<BatchQuery> read_batch_file(const std::filesystem::path& path) {
  std::ifstream file = open_file(path);
  std::vector<BatchQuery> queries;
  std::map<std::string, std::size_t> line_of_qid;
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (line.ends_with('\r')) {
      line.pop_back();
    }
    if (line.empty()) {
      continue;
    }
    const BatchQuery& query = queries.emplace_back(split_line(std::move(line), number));
    const auto [known, is_new] = line_of_qid.emplace(query.qid, number);
    if (query.is_split && !is_new) {
      throw Error(ExitCode::kUsage,
                  fmt::format("{}:{}: qid '{}' is that of line {} too",
                              path.string(),
                              number,
                              query.qid,
                              known->second),
                  "give every query a qid of its own; nothing was answered");
    }
  }
  if (file.bad()) {
    throw Error(ExitCode::kIo, fmt::format("{}: cannot read to its end", path.string()));
  }
  return queries;
}

}  // namespace smallprint::searching
