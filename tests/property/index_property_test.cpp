// What must hold of every index, whatever it was built from: it gives back the files, and its
// answers do not depend on how it was built.

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "searcher/output/json_output.hpp"
#include "searcher/query/query_parser.hpp"
#include "searcher/searcher.hpp"
#include "tests/property/stored_text.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;
using testing_support::build_small_index;
using testing_support::check_stored_text;
using testing_support::shared_path;
using testing_support::StoredTextReport;
using testing_support::TemporaryFolder;

constexpr std::array<const char*, 12> kQueries{{"shares email with third parties",
                                                "cookies",
                                                "\"personal information\"",
                                                "exact:\"third parties\"",
                                                "location NEAR/5 share",
                                                "market* -email",
                                                "+children parents consent",
                                                "heading:information collect",
                                                "opt-out AND (email OR phone)",
                                                "never NOT (sell OR rent)",
                                                "security",
                                                ""}};

/// The archives to try: the sample, and real policies where they are there.
std::vector<fs::path> archives() {
  std::vector<fs::path> folders{fs::path(SMALLPRINT_SOURCE_DIR) / "data" / "sample"};
  if (const auto real = shared_path("corpus/archive-mini")) {
    folders.push_back(*real);
  } else {
    std::cout << "skipped: there is no corpus/archive-mini beside this checkout\n";
  }
  return folders;
}

indexing::BuildOptions with_jobs(unsigned jobs) {
  indexing::BuildOptions options;
  options.jobs = jobs;
  options.bytes_per_shard = 300'000;
  return options;
}

/// An index of any folder, in a folder of its own.
struct BuiltIndex {
  BuiltIndex(const fs::path& archive, const indexing::BuildOptions& options)
      : report(build_small_index(archive, home.path() / "index", options)),
        view(home.path() / "index"),
        searcher(view) {}

  TemporaryFolder home;
  indexing::RunReport report;
  IndexView view;
  Searcher searcher;
};

std::vector<Json> hits(BuiltIndex& index, const SearchRequest& request) {
  const Answer answer = index.searcher.answer(request);
  std::vector<Json> lines{answer_head(index.view, request, answer)};
  for (std::size_t i = 0; i < answer.rows.size(); ++i) {
    lines.push_back(to_json(index.searcher.load(request, answer, i)));
  }
  return lines;
}

/// Everything that kQueries print, by relevance and by date, one hit a site and every hit.
std::vector<Json> all_answers(BuiltIndex& index) {
  TextAnalyzer analyzer;
  std::vector<Json> lines;
  for (const char* const query : kQueries) {
    for (const auto& [group, sort] : {std::pair{Group::kNone, Sort::kRelevance},
                                      std::pair{Group::kSite, Sort::kRelevance},
                                      std::pair{Group::kPolicy, Sort::kDate}}) {
      const SearchRequest request{.query = parse_query(query, analyzer),
                                  .filters = {},
                                  .group = group,
                                  .sort = sort,
                                  .limit = 0,
                                  .explain = true};
      for (Json& line : hits(index, request)) {
        lines.push_back(std::move(line));
      }
    }
  }
  return lines;
}

void expect_equal(const std::vector<Json>& expected, const std::vector<Json>& got) {
  ASSERT_EQ(expected.size(), got.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    ASSERT_EQ(to_line(expected[i]), to_line(got[i])) << "line " << i;
  }
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".md") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(EveryIndex, GivesBackTheFilesAndThePlacesOfTheirPassages) {
  for (const fs::path& archive : archives()) {
    SCOPED_TRACE(archive);
    BuiltIndex index(archive, with_jobs(2));

    const StoredTextReport report = check_stored_text(archive, index.view);

    EXPECT_EQ(report.snapshots, index.view.manifest.snapshots);
    EXPECT_GT(report.rows, 400U);
    EXPECT_THAT(report.not_rebuilt, IsEmpty());
    EXPECT_THAT(report.untraceable, IsEmpty());
    EXPECT_THAT(report.other_text, IsEmpty());
    EXPECT_THAT(report.other_points, IsEmpty());
  }
}

TEST(EveryIndex, AnswersAlikeWhateverTheNumberOfJobs) {
  for (const fs::path& archive : archives()) {
    SCOPED_TRACE(archive);
    BuiltIndex one(archive, with_jobs(1));
    const std::vector<Json> answers = all_answers(one);
    for (const unsigned jobs : {2U, 5U}) {
      BuiltIndex many(archive, with_jobs(jobs));

      EXPECT_EQ(many.report.index_digest, one.report.index_digest);
      EXPECT_EQ(many.report.content_digest, one.report.content_digest);
      expect_equal(answers, all_answers(many));
    }
  }
}

TEST(EveryIndex, AnswersAlikeWhateverTheNumberOfShards) {
  for (const fs::path& archive : archives()) {
    SCOPED_TRACE(archive);
    indexing::BuildOptions options = with_jobs(2);
    options.bytes_per_shard = UINT64_MAX;
    BuiltIndex one(archive, options);
    ASSERT_EQ(one.view.manifest.shards.size(), 1U);
    const std::vector<Json> answers = all_answers(one);
    for (const std::uint64_t shards : {3U, 8U}) {
      options.bytes_per_shard = one.report.bytes_indexed / shards;
      BuiltIndex many(archive, options);

      ASSERT_EQ(many.view.manifest.shards.size(), shards);
      EXPECT_EQ(many.report.index_digest, one.report.index_digest);
      expect_equal(answers, all_answers(many));
    }
  }
}

TEST(EveryIndex, AnswersAlikeButForTheFileWhereverTheFilesLie) {
  for (const fs::path& archive : archives()) {
    SCOPED_TRACE(archive);
    const TemporaryFolder home;
    const fs::path folder = home.path() / "archive";
    fs::copy(archive, folder, fs::copy_options::recursive);
    BuiltIndex before(folder, with_jobs(2));
    std::vector<Json> expected = all_answers(before);

    fs::remove_all(folder);
    const std::vector<fs::path> files = files_below(archive);
    for (std::size_t i = files.size(); i-- > 0;) {  // the last is created first
      const fs::path target = folder / fmt::format("{}/{}.txt", i % 7, files.size() - i);
      fs::create_directories(target.parent_path());
      fs::copy_file(files[i], target);
    }
    BuiltIndex after(folder, with_jobs(2));
    std::vector<Json> got = all_answers(after);

    EXPECT_EQ(after.report.index_digest, before.report.index_digest);
    EXPECT_EQ(after.report.content_digest, before.report.content_digest);
    for (std::vector<Json>* lines : {&expected, &got}) {
      for (Json& line : *lines) {
        if (line.contains("source")) {
          line["source"].erase("file");
        }
      }
    }
    expect_equal(expected, got);
  }
}

TEST(EveryIndex, GivesPagesThatMakeUpTheWholeList) {
  TextAnalyzer analyzer;
  for (const fs::path& archive : archives()) {
    BuiltIndex index(archive, with_jobs(2));
    for (const char* const query : kQueries) {
      for (const Group group : {Group::kSite, Group::kPolicy, Group::kNone}) {
        SCOPED_TRACE(fmt::format("{}: {}", archive.string(), query));
        SearchRequest request{
            .query = parse_query(query, analyzer), .filters = {}, .group = group, .limit = 40};
        std::vector<Json> whole = hits(index, request);
        whole.erase(whole.begin());  // the head names the offset

        std::vector<Json> pages;
        request.limit = 3;
        for (request.offset = 0; request.offset < 39; request.offset += 3) {
          const std::vector<Json> page = hits(index, request);
          pages.insert(pages.end(), page.begin() + 1, page.end());
        }
        whole.resize(std::min<std::size_t>(whole.size(), 39));
        expect_equal(whole, pages);
      }
    }
  }
}

TEST(EveryIndex, GivesScoresThatFallWithRank) {
  for (const fs::path& archive : archives()) {
    BuiltIndex index(archive, with_jobs(2));
    TextAnalyzer analyzer;
    for (const char* const query : kQueries) {
      for (const Group group : {Group::kSite, Group::kNone}) {
        SCOPED_TRACE(fmt::format("{}: {}", archive.string(), query));
        const SearchRequest request{
            .query = parse_query(query, analyzer), .filters = {}, .group = group, .limit = 0};
        const std::vector<Json> lines = hits(index, request);
        for (std::size_t i = 2; i < lines.size(); ++i) {
          ASSERT_GE(lines[i - 1]["score"].get<double>(), lines[i]["score"].get<double>());
          ASSERT_EQ(lines[i]["rank"], i);
        }
      }
    }
  }
}

}  // namespace
}  // namespace smallprint::searching
