#include "tests/support/small_archive.hpp"

#include <exception>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "common/calendar.hpp"
#include "searcher/query/query_parser.hpp"
#include "tests/support/recorded_index.hpp"

namespace smallprint::testing_support {
namespace {

TemporaryFolder& filled(TemporaryFolder& archive, const std::vector<SmallSnapshot>& snapshots) {
  write_snapshots(archive, snapshots);
  return archive;
}

}  // namespace

std::string file_of(const SmallSnapshot& snapshot) {
  return fmt::format(
      "> *The following text is extracted and transformed from the {} privacy policy that was "
      "archived on {}. Please check the [original snapshot on the Wayback "
      "Machine](https://web.archive.org/web/{}id_/http%3A//{}/privacy) for the most accurate "
      "reproduction.*\n\n{}",
      snapshot.site,
      format_day(day_of_timestamp(snapshot.timestamp)),
      snapshot.timestamp,
      snapshot.host.empty() ? "www." + snapshot.site : snapshot.host,
      snapshot.body);
}

void write_snapshots(const TemporaryFolder& archive, const std::vector<SmallSnapshot>& snapshots) {
  for (std::size_t i = 0; i < snapshots.size(); ++i) {
    (void)archive.write(fmt::format("{:04}.md", i), file_of(snapshots[i]));
  }
}

indexing::RunReport build_small_index(const std::filesystem::path& archive,
                                      const std::filesystem::path& index,
                                      indexing::BuildOptions options) {
  options.sources = {archive.string()};
  options.index = index;
  indexing::Progress progress;
  indexing::BuildResult result = indexing::build_index(options, "2026-01-31T23:59:59Z", progress);
  if (result.failure) {
    std::rethrow_exception(result.failure);
  }
  if (result.code != ExitCode::kOk) {
    throw std::runtime_error("no index was published of " + archive.string());
  }
  return std::move(result.report);
}

SmallIndex::SmallIndex(const std::vector<SmallSnapshot>& snapshots, indexing::BuildOptions options)
    : index_(home_.path() / "index"),
      view_((build_small_index(filled(archive_, snapshots).path(), index_, std::move(options)),
             index_)),
      searcher_(view_) {
}

SmallIndex::SmallIndex(const WriteIndex& write)
    : index_(home_.path() / "index"), view_((write(index_), index_)), searcher_(view_) {
}

SmallIndex SmallIndex::recorded(const std::vector<SmallSnapshot>& snapshots) {
  return SmallIndex(
      [&](const std::filesystem::path& index) { write_recorded_index(snapshots, index); });
}

searching::ParsedQuery SmallIndex::parse(const std::string& query) {
  return searching::parse_query(query, analyzer_);
}

std::vector<searching::Hit> SmallIndex::hits(const std::string& query,
                                             const searching::Filters& filters) {
  const searching::SearchRequest request{
      .query = parse(query), .filters = filters, .group = searching::Group::kNone, .limit = 0};
  const searching::Answer answer = searcher_.answer(request);
  std::vector<searching::Hit> hits;
  for (std::size_t i = 0; i < answer.rows.size(); ++i) {
    hits.push_back(searcher_.load(request, answer, i));
  }
  return hits;
}

}  // namespace smallprint::testing_support
