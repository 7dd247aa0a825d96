// Facets of random questions against a count that keeps the units of every value in a set.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "searcher/query/query_parser.hpp"
#include "searcher/searcher.hpp"
#include "tests/property/random_archive.hpp"
#include "tests/property/random_queries.hpp"
#include "tests/property/slow_archive.hpp"
#include "tests/property/slow_facets.hpp"
#include "tests/support/recorded_index.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/small_archive.hpp"

namespace smallprint::testing_support {

// NOLINTNEXTLINE(readability-identifier-naming): the name GoogleTest looks for
void PrintTo(const SlowFacetValue& value, std::ostream* out) {
  *out << value.value << ' ' << value.count << " (" << value.polarity[0] << ", "
       << value.polarity[1] << ", " << value.polarity[2] << ")";
}

}  // namespace smallprint::testing_support

namespace smallprint::searching {
namespace {

namespace fs = std::filesystem;
using testing_support::build_small_index;
using testing_support::count_slowly;
using testing_support::random_archive;
using testing_support::RandomQueries;
using testing_support::read_slowly;
using testing_support::shared_path;
using testing_support::SlowFacetAnswer;
using testing_support::SlowFacetValue;
using testing_support::SlowPolicy;
using testing_support::TemporaryFolder;
using testing_support::write_recorded_index;
using testing_support::write_snapshots;

std::vector<SlowFacetValue> plain(const FacetAnswer& answer) {
  std::vector<SlowFacetValue> values;
  for (const FacetValue& value : answer.values) {
    SlowFacetValue slow{.value = value.value, .count = value.count, .polarity = {}};
    if (value.polarity) {
      std::copy(value.polarity->begin(), value.polarity->end(), slow.polarity.begin());
    }
    values.push_back(std::move(slow));
  }
  return values;
}

std::string describe(const FacetRequest& request) {
  std::string text = fmt::format("{} --by {} --unit {} --top {}",
                                 request.query.input,
                                 name_of(request.by),
                                 name_of(request.unit),
                                 request.top);
  const Filters& filters = request.filters;
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
  return text + (filters.days.unbounded() ? "" : " (days)");
}

/// Asks one question of both. True when something matches.
bool expect_equal_facet(Searcher& searcher,
                        const std::vector<SlowPolicy>& policies,
                        const FacetRequest& request) {
  SCOPED_TRACE(describe(request));
  const SlowFacetAnswer expected = count_slowly(policies, request);
  const FacetAnswer answer = searcher.facets(request);
  EXPECT_EQ(answer.matching, expected.matching);
  EXPECT_EQ(plain(answer), expected.values);
  EXPECT_EQ(answer.distinct, expected.distinct);
  EXPECT_EQ(answer.other, expected.other);
  EXPECT_EQ(answer.without_filter, expected.without_filter);
  return expected.matching > 0;
}

/// Random questions about one archive.
class Asker {
 public:
  Asker(const std::vector<SlowPolicy>& policies, std::uint32_t seed)
      : queries_(policies, seed), random_(seed) {}

  FacetRequest request() {
    FacetRequest request{
        .query = parse_query(below(4) == 0 ? "" : queries_.query(), analyzer_),
        .filters = queries_.filters(),
        .by = static_cast<FacetBy>(below(static_cast<unsigned>(FacetBy::kTemplate))),
        .unit = static_cast<FacetUnit>(below(static_cast<unsigned>(FacetUnit::kCount)))};
    request.top = below(3) == 0 ? 1 + below(5) : 0;
    return request;
  }

 private:
  std::size_t below(unsigned limit) { return random_() % limit; }

  RandomQueries queries_;
  std::mt19937 random_;
  TextAnalyzer analyzer_;
};

struct Questions {
  int count = 0;
  std::uint32_t seed = 0;
  std::uint64_t bytes_per_shard = 20'000;
};

/// Asks about the index of the policies.
void expect_equal_facets(const fs::path& index,
                         const std::vector<SlowPolicy>& policies,
                         const Questions& questions) {
  IndexView view(index);
  Searcher searcher(view);
  Asker asker(policies, questions.seed);

  int asked = 0;
  int found = 0;
  int refused = 0;
  while (asked < questions.count) {
    const FacetRequest request = asker.request();
    try {
      (void)searcher.count(request.query, {});
    } catch (const Error&) {  // a wildcard that stands for too many words
      ++refused;
      continue;
    }
    ++asked;
    found += expect_equal_facet(searcher, policies, request) ? 1 : 0;
  }
  std::cout << fmt::format("{} facets, {} of something that matches, {} refused, {} shards\n",
                           asked,
                           found,
                           refused,
                           view.manifest.shards.size());
  EXPECT_GE(found, questions.count / 3);
}

/// The same of an archive in a folder.
void expect_equal_facets(const fs::path& archive, const Questions& questions) {
  const TemporaryFolder home;
  indexing::BuildOptions options;
  options.bytes_per_shard = questions.bytes_per_shard;
  options.jobs = 2;
  (void)build_small_index(archive, home.path() / "index", options);
  expect_equal_facets(home.path() / "index", read_slowly(archive), questions);
}

TEST(FacetRecount, AgreesOnMadeUpPoliciesWithMetadataAndRemovals) {
  for (const std::uint32_t seed : {31U, 32U, 33U}) {
    const TemporaryFolder home;
    const auto snapshots = random_archive(seed);
    write_recorded_index(snapshots, home.path() / "index", 3);
    expect_equal_facets(
        home.path() / "index", read_slowly(snapshots), {.count = 400, .seed = seed});
  }
}

TEST(FacetRecount, AgreesOnMadeUpPoliciesThatReturnToWhatTheySaid) {
  for (const std::uint32_t seed : {11U, 12U}) {
    const TemporaryFolder archive;
    write_snapshots(archive, random_archive(seed));
    expect_equal_facets(archive.path(), {.count = 200, .seed = seed});
  }
}

TEST(FacetRecount, AgreesOnTheSample) {
  expect_equal_facets(fs::path(SMALLPRINT_SOURCE_DIR) / "data" / "sample",
                      {.count = 1'000, .seed = 13});
}

TEST(FacetRecount, AgreesOnTheDevelopmentArchive) {
  const auto packed = shared_path("corpus/archive-dev.tar.zst");
  if (!packed) {
    GTEST_SKIP() << "skipped: there is no corpus/archive-dev.tar.zst beside this checkout";
  }
  const TemporaryFolder archive;
  const std::string command =
      fmt::format("tar --zstd -xf '{}' -C '{}'", packed->string(), archive.path().string());
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
  expect_equal_facets(archive.path(), {.count = 1'000, .seed = 14, .bytes_per_shard = 20'000'000});
}

}  // namespace
}  // namespace smallprint::searching
