#include "searcher/matching/filters.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing_support::SmallIndex;
using testing_support::SmallSnapshot;

/// One passage, captured on 10, 20 and 30 June 2013, the second time from another host.
SmallIndex one_lifespan() {
  return SmallIndex({{"a.example", "20130610120000", "we never sell personal data"},
                     {"a.example", "20130620120000", "we never sell personal data", "b.example"},
                     {"a.example", "20130630120000", "we never sell personal data"}});
}

Totals count(SmallIndex& index, const Filters& filters) {
  return index.searcher().count(index.parse(""), filters);
}

struct DayCase {
  const char* from;  ///< "" is open
  const char* to;
  bool in_force = false;
  std::uint64_t observed = 0;
};

TEST(Filters, MatchLifespansThatOverlapTheDaysAndCountWhatWasObserved) {
  SmallIndex index = one_lifespan();
  const std::vector<DayCase> cases{{"", "", true, 3},
                                   {"2013-06-10", "", true, 3},
                                   {"2013-06-30", "", true, 1},
                                   {"2013-07-01", "", false, 0},
                                   {"", "2013-06-09", false, 0},
                                   {"", "2013-06-10", true, 1},
                                   {"", "2013-06-20", true, 2},
                                   {"2013-06-11", "2013-06-19", true, 0},  // known before and after
                                   {"2013-06-15", "2013-06-15", true, 0},
                                   {"2013-06-20", "2013-06-20", true, 1},
                                   {"2013-06-01", "2013-07-31", true, 3},
                                   {"2013-07-01", "2013-07-31", false, 0}};
  for (const DayCase& one : cases) {
    Filters filters;
    filters.days = {.from = parse_day(one.from), .to = parse_day(one.to)};

    const Totals totals = count(index, filters);

    EXPECT_EQ(totals.passages, one.in_force ? 1U : 0U) << one.from << ".." << one.to;
    EXPECT_EQ(totals.snapshots, one.observed) << one.from << ".." << one.to;
  }
}

TEST(Filters, MatchAHostOfAnySnapshotWithinTheDays) {
  SmallIndex index = one_lifespan();
  Filters filters;
  filters.policy_hosts = {"B.example"};
  EXPECT_EQ(count(index, filters), (Totals{1, 1, 1, 1}));

  filters.days.from = parse_day("2013-06-25");  // when b.example was no longer it
  EXPECT_EQ(count(index, filters), Totals{});

  filters.policy_hosts = {"b.example", "www.a.example"};
  EXPECT_EQ(count(index, filters), (Totals{1, 1, 1, 1}));
}

/// One passage, captured on 10, 20 and 30 June 2013: in news and on a rank, then in sports and from
/// b.example, then parked; before it, another policy without metadata.
SmallIndex recorded_lifespan() {
  const std::string body = "we never sell personal data";
  return SmallIndex::recorded(
      {{"a.example",
        "20130610120000",
        body,
        "",
        {.categories = {"News", "Sports and Games"}, .alexa_rank = 1'000, .interval = "2013_A"}},
       {"a.example", "20130620120000", body, "b.example", {.categories = {"Sports and Games"}}},
       {"a.example", "20130630120000", body, "", {.interval = "2013_B", .parked = true}},
       {"0.example", "20130610120000", body}});
}

TEST(Filters, MatchACategoryOfAnySnapshotWithinTheDays) {
  SmallIndex index = recorded_lifespan();
  Filters filters;
  filters.categories = {"sports AND games"};
  EXPECT_EQ(count(index, filters), (Totals{1, 1, 2, 1}));
  filters.days.from = parse_day("2013-06-15");
  EXPECT_EQ(count(index, filters), (Totals{1, 1, 1, 1}));
  filters.categories = {"news"};
  EXPECT_EQ(count(index, filters), Totals{});
  filters.categories = {"news", "Sports and Games"};
  EXPECT_EQ(count(index, filters), (Totals{1, 1, 1, 1}));
  filters.categories = {"2013_A"};  // no category
  EXPECT_EQ(count(index, filters), Totals{});
}

TEST(Filters, WantPolicyHostAndCategoryOfOneSnapshot) {
  SmallIndex index = recorded_lifespan();
  Filters filters;
  filters.categories = {"news"};
  filters.policy_hosts = {"b.example"};
  EXPECT_EQ(count(index, filters), Totals{});
  filters.policy_hosts = {"www.a.example"};
  EXPECT_EQ(count(index, filters), (Totals{1, 1, 1, 1}));
}

TEST(Filters, AreFieldsOfTheQueryToo) {
  SmallIndex index = recorded_lifespan();
  const std::vector<std::pair<const char*, Totals>> cases{
      {"category:NEWS", {1, 1, 3, 1}},
      {"category:\"sports and games\" AND category:news", {1, 1, 3, 1}},
      {"category:sports", {}},
      {"rank:Top-1k", {1, 1, 3, 1}},
      {"rank:top-10k", {}},
      {"interval:2013_b sell", {1, 1, 3, 1}},
      {"parked:true", {1, 1, 3, 1}},
      {"parked:false", {}},
      {"NOT parked:true", {1, 1, 1, 1}}};
  for (const auto& [query, expected] : cases) {
    EXPECT_EQ(index.searcher().count(index.parse(query), {}), expected) << query;
  }

  Filters filters;
  filters.excluded = {index.parse("category:news")};
  EXPECT_EQ(count(index, filters), (Totals{2, 2, 3, 2}));  // its captures elsewhere count
  filters.days.from = parse_day("2013-06-15");
  EXPECT_EQ(count(index, filters), (Totals{1, 1, 2, 1}));  // when it was in news no more
}

SmallIndex three_sites() {
  return SmallIndex({{"a.example", "20130610120000", "we never sell personal data"},
                     {"b.example", "20130610120000", "we never sell personal data"},
                     {"c.example", "20130610120000", "we never sell personal data"}});
}

std::vector<std::string> sites(SmallIndex& index, const Filters& filters) {
  std::vector<std::string> sites;
  for (const Hit& hit : index.hits("sell", filters)) {
    sites.push_back(hit.site);
  }
  return sites;
}

TEST(Filters, TakeSeveralValuesOfOneAsAlternatives) {
  SmallIndex index = three_sites();
  Filters filters;
  filters.sites = {"c.example", "A.Example"};
  EXPECT_THAT(sites(index, filters), ElementsAre("a.example", "c.example"));
  filters.sites = {"nowhere.example"};
  EXPECT_THAT(sites(index, filters), IsEmpty());
}

TEST(Filters, MustAllHold) {
  SmallIndex index = three_sites();
  Filters filters;
  filters.sites = {"a.example", "b.example"};
  filters.policy_hosts = {"www.b.example", "www.c.example"};
  EXPECT_THAT(sites(index, filters), ElementsAre("b.example"));
}

constexpr PracticeValue kSharing{Practice::kThirdParty, std::nullopt};
constexpr PracticeValue kSharingDenied{Practice::kThirdParty, Polarity::kDenied};
constexpr PracticeValue kSharingPerformed{Practice::kThirdParty, Polarity::kPerformed};

ValueId data_type(const char* name) {
  return std::get<ValueId>(read_data_type(name));
}

/// a.example denies sharing mail addresses, b.example shares them, c.example shares something else
/// and denies sharing mail addresses.
SmallIndex three_statements() {
  return SmallIndex(
      {{"a.example", "20130610120000", "We do not share your email address with third parties."},
       {"b.example", "20130610120000", "We share your email address with third parties."},
       {"c.example",
        "20130610120000",
        "We share anonymous statistics with third parties. We do not share your email address "
        "with third parties."}});
}

std::vector<std::string> all_sites(SmallIndex& index, const Filters& filters) {
  std::vector<std::string> sites;
  for (const Hit& hit : index.hits("", filters)) {
    sites.push_back(hit.site);
  }
  return sites;
}

TEST(Filters, FindPracticesInAPolarity) {
  SmallIndex index = three_statements();
  Filters filters;
  filters.statement.practices = {kSharing};
  EXPECT_THAT(all_sites(index, filters), ElementsAre("a.example", "b.example", "c.example"));
  filters.statement.practices = {kSharingDenied};
  EXPECT_THAT(all_sites(index, filters), ElementsAre("a.example", "c.example"));
  filters.statement.practices = {kSharingPerformed, {Practice::kRetention, std::nullopt}};
  EXPECT_THAT(all_sites(index, filters), ElementsAre("b.example", "c.example"));
}

TEST(Filters, WantPracticeAndDataInOneStatement) {
  SmallIndex index = three_statements();
  Filters filters;
  filters.statement.data = {data_type("health"), data_type("contact")};
  EXPECT_THAT(all_sites(index, filters), ElementsAre("a.example", "b.example", "c.example"));
  filters.statement.practices = {kSharingPerformed};
  EXPECT_THAT(all_sites(index, filters), ElementsAre("b.example"));
  filters.statement.data = {data_type("health")};
  EXPECT_THAT(all_sites(index, filters), IsEmpty());
}

TEST(Filters, WantFieldsOfAQueryInThePassageOnly) {
  SmallIndex index = three_statements();
  std::vector<std::string> found;
  for (const Hit& hit :
       index.hits("practice:third-party-sharing-collection/performed AND data:contact")) {
    found.push_back(hit.site);
  }
  EXPECT_THAT(found, ElementsAre("b.example", "c.example"));
}

TEST(Filters, LeaveOutExcludedStatements) {
  SmallIndex index = three_statements();
  Filters filters;
  filters.excluded = {index.parse("practice:third-party-sharing-collection/denied")};
  EXPECT_THAT(all_sites(index, filters), ElementsAre("b.example"));
}

TEST(Filters, LeaveOutWhatIsExcluded) {
  SmallIndex index = three_sites();
  Filters filters;
  filters.excluded = {index.parse("site:a.example"), index.parse("policy-host:www.b.example")};
  EXPECT_THAT(sites(index, filters), ElementsAre("c.example"));
}

}  // namespace
}  // namespace smallprint::searching
