// Totals and hits of random questions against a second search that has no index, no lifespans and
// no sets: it tries every condition on every passage.

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/calendar.hpp"
#include "common/error.hpp"
#include "searcher/query/query_parser.hpp"
#include "searcher/searcher.hpp"
#include "tests/property/random_archive.hpp"
#include "tests/property/random_queries.hpp"
#include "tests/property/slow_archive.hpp"
#include "tests/property/slow_search.hpp"
#include "tests/support/recorded_index.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/small_archive.hpp"

namespace smallprint::testing_support {

// NOLINTNEXTLINE(readability-identifier-naming): the name GoogleTest looks for
void PrintTo(const SlowHit& hit, std::ostream* out) {
  *out << hit.policy << ' ' << format_day(hit.first) << ".." << format_day(hit.last) << " x"
       << hit.snapshots << ": " << hit.text;
}

}  // namespace smallprint::testing_support

namespace smallprint::searching {

// NOLINTNEXTLINE(readability-identifier-naming): the name GoogleTest looks for
void PrintTo(const Totals& totals, std::ostream* out) {
  *out << totals.sites << " sites, " << totals.policies << " policies, " << totals.snapshots
       << " snapshots, " << totals.passages << " passages";
}

namespace {

namespace fs = std::filesystem;
using testing_support::build_small_index;
using testing_support::count_words_with_prefix;
using testing_support::random_archive;
using testing_support::RandomQueries;
using testing_support::read_slowly;
using testing_support::search_slowly;
using testing_support::shared_path;
using testing_support::SlowAnswer;
using testing_support::SlowHit;
using testing_support::SlowPolicy;
using testing_support::TemporaryFolder;
using testing_support::write_recorded_index;
using testing_support::write_snapshots;

constexpr int kQueries = 200;

std::string describe(const std::string& query, const Filters& filters) {
  const auto day = [](const std::optional<Day>& end) { return end ? format_day(*end) : ""; };
  std::string text =
      fmt::format("{}  [{}..{}]", query, day(filters.days.from), day(filters.days.to));
  for (const std::string& site : filters.sites) {
    text += " --site " + site;
  }
  for (const std::string& host : filters.policy_hosts) {
    text += " --policy-host " + host;
  }
  for (const std::string& category : filters.categories) {
    text += " --category " + category;
  }
  for (const PracticeValue& practice : filters.statement.practices) {
    text += " --practice " + name_of(practice);
  }
  for (const ValueId type : filters.statement.data) {
    text += fmt::format(" --data {}", name_of_data(type));
  }
  for (const ParsedQuery& excluded : filters.excluded) {
    text += " --not " + excluded.input;
  }
  return text;
}

std::vector<SlowHit> all_hits(Searcher& searcher, const SearchRequest& request) {
  const Answer answer = searcher.answer(request);
  std::vector<SlowHit> hits;
  for (std::size_t i = 0; i < answer.rows.size(); ++i) {
    const Hit hit = searcher.load(request, answer, i);
    hits.push_back({.policy = hit.policy,
                    .heading = hit.passage.heading,
                    .text = hit.passage.text,
                    .first = hit.first,
                    .last = hit.last,
                    .snapshots = hit.snapshots});
  }
  std::sort(hits.begin(), hits.end());
  return hits;
}

std::vector<SlowHit> first_lacking(const std::vector<SlowHit>& from,
                                   const std::vector<SlowHit>& in) {
  std::vector<SlowHit> lacking;
  std::set_difference(from.begin(), from.end(), in.begin(), in.end(), std::back_inserter(lacking));
  lacking.resize(std::min<std::size_t>(lacking.size(), 2));
  return lacking;
}

bool refuses_a_wildcard(const std::vector<SlowPolicy>& policies, const std::string& query) {
  for (std::size_t star = query.find('*'); star != std::string::npos;
       star = query.find('*', star + 1)) {
    const std::size_t begin = query.find_last_of(" (+-", star) + 1;
    TextAnalyzer analyzer;
    const ParsedQuery prefix = parse_query(query.substr(begin, star + 1 - begin), analyzer);
    if (count_words_with_prefix(policies, prefix.root.words.front().written) >
        kMaxWildcardExpansions) {
      return true;
    }
  }
  return false;
}

/// Asks one question of both. True when it has hits.
bool expect_equal_answer(Searcher& searcher,
                         const std::vector<SlowPolicy>& policies,
                         const SearchRequest& request) {
  const SlowAnswer expected = search_slowly(policies, request.query.root, request.filters);
  EXPECT_EQ(searcher.count(request.query, request.filters), expected.totals);
  const std::vector<SlowHit> hits = all_hits(searcher, request);
  EXPECT_EQ(hits.size(), expected.hits.size());
  EXPECT_THAT(first_lacking(expected.hits, hits), ::testing::IsEmpty()) << "not found";
  EXPECT_THAT(first_lacking(hits, expected.hits), ::testing::IsEmpty()) << "wrongly found";
  return !expected.hits.empty();
}

/// Asks kQueries questions about the index of the policies.
void expect_equal_answers(const fs::path& index,
                          const std::vector<SlowPolicy>& policies,
                          std::uint32_t seed) {
  IndexView view(index);
  Searcher searcher(view);
  TextAnalyzer analyzer;
  RandomQueries random(policies, seed);

  int refused = 0;
  int found = 0;
  for (int i = 0; i < kQueries; ++i) {
    const std::string query = random.query();
    const SearchRequest request{.query = parse_query(query, analyzer),
                                .filters = random.filters(),
                                .group = Group::kNone,
                                .limit = 0};
    SCOPED_TRACE(describe(query, request.filters));
    if (refuses_a_wildcard(policies, query)) {
      EXPECT_THROW((void)searcher.count(request.query, request.filters), Error);
      ++refused;
    } else if (expect_equal_answer(searcher, policies, request)) {
      ++found;
    }
  }
  std::cout << fmt::format("{} queries, {} with hits, {} refused for a wildcard, {} shards\n",
                           kQueries,
                           found,
                           refused,
                           view.manifest.shards.size());
  EXPECT_GE(found, kQueries / 3);  // filters by label leave little
}

/// The same of an archive in a folder.
void expect_equal_answers(const fs::path& archive, std::uint32_t seed) {
  const TemporaryFolder home;
  indexing::BuildOptions options;
  options.bytes_per_shard = 20'000;
  (void)build_small_index(archive, home.path() / "index", options);
  expect_equal_answers(home.path() / "index", read_slowly(archive), seed);
}

TEST(Recount, AgreesOnMadeUpPoliciesWithMetadataAndRemovals) {
  for (const std::uint32_t seed : {21U, 22U, 23U}) {
    const TemporaryFolder home;
    const auto snapshots = random_archive(seed);
    write_recorded_index(snapshots, home.path() / "index", 3);
    expect_equal_answers(home.path() / "index", read_slowly(snapshots), 100 + seed);
  }
}

TEST(Recount, AgreesOnMadeUpPoliciesThatReturnToWhatTheySaid) {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    const TemporaryFolder archive;
    write_snapshots(archive, random_archive(seed));
    expect_equal_answers(archive.path(), 100 + seed);
  }
}

TEST(Recount, AgreesOnTheSample) {
  expect_equal_answers(fs::path(SMALLPRINT_SOURCE_DIR) / "data" / "sample", 4);
}

TEST(Recount, AgreesOnRealPolicies) {
  const auto archive = shared_path("corpus/archive-mini");
  if (!archive) {
    GTEST_SKIP() << "skipped: there is no corpus/archive-mini beside this checkout";
  }
  expect_equal_answers(*archive, 5);
}

}  // namespace
}  // namespace smallprint::searching
