#include "searcher/counting/facets.hpp"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::Pair;
using testing_support::SmallIndex;

// Each is long enough to be a passage of its own.
constexpr const char* kShared =
    "We share your email address and your name with third parties of many kinds.\n\n";
constexpr const char* kNotShared =
    "We do not share your email address or your name with third parties of any kind.\n\n";
constexpr const char* kWeather =
    "The weather has been fine today in our town, and it will stay so tomorrow.\n\n";

/// a.example shares in 2010 and 2012, denies from 2011 on; b.example shares and denies in 2011;
/// c.example speaks of the weather.
SmallIndex three_sites() {
  const std::string both = std::string(kShared) + kNotShared;
  return SmallIndex({{"a.example", "20100310120000", kShared},
                     {"a.example", "20110310120000", kNotShared},
                     {"a.example", "20120910120000", both},
                     {"b.example", "20110810120000", both, "host.example"},
                     {"c.example", "20110310120000", kWeather, "host.example"}});
}

FacetAnswer count(SmallIndex& index, FacetBy by, FacetUnit unit, const Filters& filters = {}) {
  return index.searcher().facets(
      {.query = index.parse(""), .filters = filters, .by = by, .unit = unit});
}

std::vector<std::pair<std::string, std::uint64_t>> counts(const FacetAnswer& answer) {
  std::vector<std::pair<std::string, std::uint64_t>> counts;
  for (const FacetValue& value : answer.values) {
    counts.emplace_back(value.value, value.count);
  }
  return counts;
}

TEST(Facets, CountAUnitOncePerValueAndPolarity) {
  SmallIndex index = three_sites();
  const std::vector<std::pair<FacetUnit, std::pair<std::uint64_t, PolarityCounts>>> cases{
      {FacetUnit::kSite, {2, {2, 2, 0}}},
      {FacetUnit::kSnapshot, {4, {3, 3, 0}}},  // the two passages of one capture count it once
      {FacetUnit::kPassage, {5, {3, 2, 0}}}};  // what returns is another passage
  for (const auto& [unit, expected] : cases) {
    const FacetAnswer answer = count(index, FacetBy::kPractice, unit);

    EXPECT_THAT(counts(answer),
                ElementsAre(Pair("third-party-sharing-collection", expected.first)));
    EXPECT_THAT(answer.values.at(0).polarity, Optional(expected.second));
    EXPECT_EQ(answer.values.at(0).label, "Third Party Sharing/Collection");
    EXPECT_EQ(answer.other, 1U);
    EXPECT_EQ(answer.matching, expected.first + 1);
  }
}

TEST(Facets, CountOnlyObservedSnapshotsByPeriod) {
  SmallIndex index = three_sites();
  Filters filters;
  EXPECT_THAT(counts(count(index, FacetBy::kYear, FacetUnit::kSite, filters)),
              ElementsAre(Pair("2011", 3), Pair("2010", 1), Pair("2012", 1)));
  EXPECT_THAT(
      counts(count(index, FacetBy::kHalfYear, FacetUnit::kSnapshot, filters)),
      ElementsAre(Pair("2011_A", 2), Pair("2010_A", 1), Pair("2011_B", 1), Pair("2012_B", 1)));

  filters.days = {.from = parse_day("2011-01-01"), .to = parse_day("2012-06-30")};
  const FacetAnswer answer = count(index, FacetBy::kYear, FacetUnit::kPassage, filters);
  EXPECT_THAT(counts(answer), ElementsAre(Pair("2011", 4)));
}

TEST(Facets, CountMatchesThatWereNotObservedAmongTheOthers) {
  SmallIndex index = three_sites();
  Filters filters;
  filters.days.from = filters.days.to = parse_day("2012-01-01");  // between two captures

  const FacetAnswer answer = count(index, FacetBy::kYear, FacetUnit::kSite, filters);

  EXPECT_EQ(answer.matching, 1U);
  EXPECT_EQ(answer.other, 1U);
  EXPECT_THAT(answer.values, IsEmpty());
}

TEST(Facets, LeaveTheirOwnFilterOut) {
  SmallIndex index = three_sites();
  Filters filters;
  filters.sites = {"a.example"};
  filters.policy_hosts = {"www.a.example"};

  const FacetAnswer by_site = count(index, FacetBy::kSite, FacetUnit::kPassage, filters);
  const FacetAnswer by_host = count(index, FacetBy::kPolicyHost, FacetUnit::kSite, filters);

  EXPECT_EQ(by_site.without_filter, "site");
  EXPECT_THAT(counts(by_site), ElementsAre(Pair("a.example", 3)));  // the only one of the host
  EXPECT_EQ(by_host.without_filter, "policy-host");
  EXPECT_THAT(counts(by_host), ElementsAre(Pair("www.a.example", 1)));

  filters = {};
  filters.statement.practices = {{Practice::kThirdParty, Polarity::kDenied}};
  const FacetAnswer by_polarity = count(index, FacetBy::kPolarity, FacetUnit::kSnapshot, filters);
  EXPECT_EQ(by_polarity.without_filter, "polarity");
  EXPECT_THAT(counts(by_polarity), ElementsAre(Pair("denied", 3), Pair("performed", 3)));
  EXPECT_EQ(count(index, FacetBy::kData, FacetUnit::kSite, filters).without_filter, "");
}

/// a.example is news at first, then news and sports; b.example is sports and parked; c.example has
/// no metadata.
SmallIndex recorded_sites() {
  return SmallIndex::recorded(
      {{"a.example",
        "20130610120000",
        kShared,
        "",
        {.categories = {"News"}, .alexa_rank = 10'000, .interval = "2013_A"}},
       {"a.example",
        "20130910120000",
        kShared,
        "",
        {.categories = {"NEWS", "Sports"}, .alexa_rank = 900, .interval = "2013_B"}},
       {"b.example",
        "20130610120000",
        kShared,
        "",
        {.categories = {"Sports"}, .interval = "2013_A", .parked = true}},
       {"c.example", "20130610120000", kShared}});
}

TEST(Facets, CountTheMetadataOfObservedSnapshots) {
  SmallIndex index = recorded_sites();
  const FacetAnswer sites = count(index, FacetBy::kCategory, FacetUnit::kSite);
  EXPECT_THAT(counts(sites), ElementsAre(Pair("sports", 2), Pair("news", 1)));
  EXPECT_EQ(sites.matching, 3U);
  EXPECT_EQ(sites.other, 1U);
  EXPECT_EQ(sites.distinct, 2U);
  EXPECT_THAT(counts(count(index, FacetBy::kCategory, FacetUnit::kSnapshot)),
              ElementsAre(Pair("news", 2), Pair("sports", 2)));
  EXPECT_THAT(counts(count(index, FacetBy::kInterval, FacetUnit::kPassage)),
              ElementsAre(Pair("2013_A", 2), Pair("2013_B", 1)));

  const FacetAnswer ranks = count(index, FacetBy::kRank, FacetUnit::kSite);
  EXPECT_THAT(counts(ranks), ElementsAre(Pair("top-10k", 1), Pair("top-1k", 1)));
  EXPECT_EQ(ranks.values.front().label, "Alexa rank 1,001 to 10,000");
  const FacetAnswer parked = count(index, FacetBy::kParked, FacetUnit::kSite);
  EXPECT_THAT(counts(parked), ElementsAre(Pair("true", 1)));
  EXPECT_EQ(parked.values.front().label, "Parked domain");

  Filters filters;
  filters.days.to = parse_day("2013-06-30");
  EXPECT_THAT(counts(count(index, FacetBy::kRank, FacetUnit::kSite, filters)),
              ElementsAre(Pair("top-10k", 1)));
}

TEST(Facets, LeaveTheFilterByCategoryOutOfCategoriesAlone) {
  SmallIndex index = recorded_sites();
  Filters filters;
  filters.categories = {"news"};

  const FacetAnswer by_category = count(index, FacetBy::kCategory, FacetUnit::kSite, filters);
  const FacetAnswer by_rank = count(index, FacetBy::kRank, FacetUnit::kSnapshot, filters);

  EXPECT_EQ(by_category.without_filter, "category");
  EXPECT_THAT(counts(by_category), ElementsAre(Pair("sports", 2), Pair("news", 1)));
  EXPECT_EQ(by_rank.without_filter, "");
  EXPECT_THAT(counts(by_rank), ElementsAre(Pair("top-10k", 1), Pair("top-1k", 1)));
}

TEST(Facets, CountTheRestOfACutListAsOther) {
  SmallIndex index = three_sites();

  const FacetAnswer answer = index.searcher().facets({.query = index.parse(""),
                                                      .filters = {},
                                                      .by = FacetBy::kPolicyHost,
                                                      .unit = FacetUnit::kSite,
                                                      .top = 1});

  EXPECT_THAT(counts(answer), ElementsAre(Pair("host.example", 2)));
  EXPECT_EQ(answer.distinct, 2U);
  EXPECT_EQ(answer.other, 1U);
}

TEST(Facets, OfAnAnswerAreThoseOfTheQueryAlone) {
  SmallIndex index = three_sites();
  SearchRequest request;
  request.query = index.parse("share");
  request.facets = {FacetBy::kPractice, FacetBy::kYear, FacetBy::kData};
  request.filters.statement.data = {std::get<ValueId>(read_data_type("contact"))};
  for (const bool totals : {true, false}) {
    request.totals = totals;

    const Answer answer = index.searcher().answer(request);

    ASSERT_EQ(answer.facets.size(), request.facets.size());
    for (std::size_t i = 0; i < answer.facets.size(); ++i) {
      const FacetAnswer alone = index.searcher().facets(
          {.query = request.query, .filters = request.filters, .by = request.facets[i]});
      EXPECT_EQ(counts(answer.facets[i]), counts(alone));
      EXPECT_EQ(answer.facets[i].matching, alone.matching);
      EXPECT_EQ(answer.facets[i].other, alone.other);
      EXPECT_EQ(answer.facets[i].without_filter, alone.without_filter);
    }
  }
}

}  // namespace
}  // namespace smallprint::searching
