// A build from what is there is a build from nothing: whatever happens to an archive from night to
// night, the index that followed it answers as one that is made anew.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "searcher/output/json_output.hpp"
#include "searcher/query/query_error.hpp"
#include "searcher/query/query_parser.hpp"
#include "searcher/searcher.hpp"
#include "tests/property/random_archive.hpp"
#include "tests/property/random_queries.hpp"
#include "tests/property/slow_archive.hpp"
#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

namespace fs = std::filesystem;
using testing_support::build_small_index;
using testing_support::random_archive;
using testing_support::RandomQueries;
using testing_support::SmallSnapshot;
using testing_support::TemporaryFolder;

constexpr std::uint32_t kNights = 4;
constexpr int kQueries = 20;

/// 500 is what docs/operations.md quotes; a few find what is badly wrong.
std::uint32_t histories() {
  const char* const wanted = std::getenv("SMALLPRINT_HISTORIES");
  return wanted == nullptr ? 5 : static_cast<std::uint32_t>(std::stoul(wanted));
}

/// An archive that some snapshots enter and leave every night, under changing names.
class ChangingArchive {
 public:
  explicit ChangingArchive(std::uint32_t seed) : random_(seed) {
    for (std::uint32_t part = 0; part < 3; ++part) {
      for (SmallSnapshot& snapshot : random_archive(3 * seed + part)) {
        snapshot.site = fmt::format("{}-{}", part, snapshot.site);
        snapshots_.push_back(std::move(snapshot));
      }
    }
    for (std::size_t i = 0; i < snapshots_.size(); ++i) {
      if (below(4) != 0) {
        put(i);
      }
    }
  }

  void pass_a_night() {
    const std::size_t changes = below(6);  // sometimes none
    for (std::size_t change = 0; change < changes; ++change) {
      const std::size_t i = below(snapshots_.size());
      switch (below(4)) {
        case 0:  // another text under the same name
          snapshots_[i].body += fmt::format("\n\nAdded clause {} on cookies.\n", below(5));
          put(i);
          break;
        case 1:
          take(i);
          break;
        case 2:
          put(i);
          break;
        default:
          rename(i);
      }
    }
  }

  [[nodiscard]] const fs::path& path() const { return folder_.path(); }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  [[nodiscard]] fs::path name_of(std::size_t i) const {
    return folder_.path() / fmt::format("{}.md", i);
  }

  [[nodiscard]] fs::path other_name_of(std::size_t i) const {
    return folder_.path() / fmt::format("renamed-{}.md", i);
  }

  void put(std::size_t i) {
    take(i);
    std::ofstream(name_of(i), std::ios::binary) << file_of(snapshots_[i]);
  }

  void take(std::size_t i) const {
    fs::remove(name_of(i));
    fs::remove(other_name_of(i));
  }

  void rename(std::size_t i) const {
    if (fs::exists(name_of(i))) {
      fs::rename(name_of(i), other_name_of(i));
    }
  }

  std::mt19937 random_;
  TemporaryFolder folder_;
  std::vector<SmallSnapshot> snapshots_;
};

std::vector<std::string> answer(Searcher& searcher, IndexView& view, const SearchRequest& request) {
  const Answer found = searcher.answer(request);
  std::vector<std::string> lines{to_line(answer_head(view, request, found))};
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    lines.push_back(to_line(to_json(searcher.load(request, found, i))));
  }
  return lines;
}

void expect_equal_answers(const fs::path& one,
                          const fs::path& other,
                          const fs::path& archive,
                          std::uint32_t seed) {
  IndexView one_view(one);
  IndexView other_view(other);
  Searcher one_searcher(one_view);
  Searcher other_searcher(other_view);
  const auto policies = testing_support::read_slowly(archive);
  RandomQueries random(policies, seed);
  TextAnalyzer analyzer;
  for (int i = 0; i < kQueries; ++i) {
    const std::string query = random.query();
    const SearchRequest request{.query = parse_query(query, analyzer),
                                .filters = random.filters(),
                                .group = Group::kNone,
                                .sort = i % 3 == 0 ? Sort::kDate : Sort::kRelevance,
                                .limit = 0,
                                .explain = true};
    std::vector<std::string> expected;
    std::string refusal;
    try {
      expected = answer(one_searcher, one_view, request);
    } catch (const Error& error) {
      refusal = error.what();
    }
    if (refusal.empty()) {
      ASSERT_EQ(expected, answer(other_searcher, other_view, request)) << query;
    } else {
      EXPECT_THROW(static_cast<void>(answer(other_searcher, other_view, request)), Error)
          << refusal;
    }
  }
}

// Its shard may have no living row left, and still it is the site's only place.
TEST(IncrementalBuild, KeepsASiteWithoutPassages) {
  const TemporaryFolder archive;
  const TemporaryFolder home;
  const fs::path index = home.path() / "index";
  std::string long_text;
  for (int i = 0; i < 200; ++i) {
    long_text += fmt::format("We keep record number {} of what you buy.\n\n", i);
  }
  const auto write = [&](const std::string& name, const SmallSnapshot& snapshot) {
    std::ofstream(archive.path() / name, std::ios::binary) << file_of(snapshot);
  };
  write("b.md", {.site = "b.com", .timestamp = "20100101000000", .body = long_text});
  build_small_index(archive.path(), index);
  write("a.md", {.site = "a.com", .timestamp = "20100101000000", .body = "We sell."});
  write("x.md", {.site = "x.com", .timestamp = "20100101000000", .body = "![](x.png)"});
  build_small_index(archive.path(), index);
  write("a.md", {.site = "a.com", .timestamp = "20100101000000", .body = "We share."});
  build_small_index(archive.path(), index);

  IndexView view(index);
  std::set<std::string> sites;
  for (const auto& shard : view.shards) {
    for (std::uint32_t site = 0; site < shard->data.sites.size(); ++site) {
      if (shard->data.is_live_site(site)) {
        sites.emplace(shard->data.sites[site]);
      }
    }
  }
  EXPECT_EQ(sites, (std::set<std::string>{"a.com", "b.com", "x.com"}));
  EXPECT_LT(view.manifest.shards_of_full, view.manifest.shards.size());
}

TEST(IncrementalBuild, EqualsAFullOneWhateverHappenedToTheArchive) {
  std::uint32_t updated = 0;  // generations with shards of an earlier one
  std::uint32_t unchanged = 0;
  for (std::uint32_t seed = 1; seed <= histories(); ++seed) {
    SCOPED_TRACE(fmt::format("history {}", seed));
    ChangingArchive archive(seed);
    const TemporaryFolder home;
    indexing::BuildOptions options;
    options.labeler.kind = indexing::LabelerKind::kRules;
    options.bytes_per_shard = 20'000;
    options.allow_shrink = true;
    build_small_index(archive.path(), home.path() / "followed", options);
    for (std::uint32_t night = 1; night <= kNights; ++night) {
      archive.pass_a_night();
      const auto followed = build_small_index(archive.path(), home.path() / "followed", options);
      const fs::path anew = home.path() / fmt::format("anew-{}", night);
      const auto full = build_small_index(archive.path(), anew, options);

      ASSERT_EQ(followed.index_digest, full.index_digest);
      ASSERT_EQ(followed.content_digest, full.content_digest);
      ASSERT_EQ(followed.passages, full.passages);
      ASSERT_EQ(followed.passage_occurrences, full.passage_occurrences);
      const IndexView view(home.path() / "followed");
      updated += view.manifest.shards_of_full < view.manifest.shards.size() ? 1U : 0U;
      unchanged += followed.changes.new_generation ? 0U : 1U;
      expect_equal_answers(home.path() / "followed", anew, archive.path(), 100 * seed + night);
      if (HasFatalFailure()) {
        return;
      }
    }
  }
  std::cout << histories() << " histories, " << updated << " nights on shards of earlier ones, "
            << unchanged << " without a change\n";
  EXPECT_GT(updated, histories());
  EXPECT_GT(unchanged, 0U);
}

}  // namespace
}  // namespace smallprint::searching
