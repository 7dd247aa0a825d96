#include "searcher/counting/trend.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

using ::testing::ElementsAre;
using ::testing::FieldsAre;
using ::testing::IsEmpty;
using testing_support::SmallIndex;

// Each is long enough to be a passage of its own.
constexpr const char* kCookies =
    "We place cookies on the computers of all those who visit our pages every day.\n\n";
constexpr const char* kWeather =
    "The weather has been fine today in our town, and it will stay so tomorrow.\n\n";

std::string both() {
  return std::string(kCookies) + kWeather;
}

/// Cookies come to a.example in 2011, leave it in 2013 and come again in 2014; b.example, of
/// another host until 2012, always has them; nothing was captured in the second half of 2011 and in
/// all of 2012 but for b.example.
SmallIndex archive() {
  return SmallIndex({{"a.example", "20100310120000", kWeather},
                     {"a.example", "20110310120000", both()},
                     {"a.example", "20130310120000", kWeather},
                     {"a.example", "20130910120000", kWeather},
                     {"a.example", "20140310120000", both()},
                     {"b.example", "20110210120000", kCookies, "old.example"},
                     {"b.example", "20110410120000", kCookies, "old.example"},
                     {"b.example", "20120810120000", kCookies, "new.example"},
                     {"b.example", "20130610120000", kCookies, "new.example"}});
}

TrendRequest about(SmallIndex& index, const std::string& query, PeriodLength by) {
  TrendRequest request;
  request.query = index.parse(query);
  request.by = by;
  return request;
}

using Row = std::tuple<std::string, std::uint64_t, std::uint64_t>;

/// Of each period its name, matching and observed.
std::vector<Row> rows_of(SmallIndex& index, const TrendRequest& request) {
  std::vector<Row> rows;
  for (const TrendPeriod& period : index.searcher().trend(request).periods) {
    rows.emplace_back(
        name_of_period(period.period, request.by), period.counts.matching, period.counts.observed);
  }
  return rows;
}

TEST(Trend, CountsCapturesAndNothingBetweenThem) {
  SmallIndex index = archive();

  EXPECT_THAT(rows_of(index, about(index, "cookies", PeriodLength::kYear)),
              ElementsAre(Row("2010", 0, 1),
                          Row("2011", 2, 2),
                          Row("2012", 1, 1),
                          Row("2013", 1, 2),
                          Row("2014", 1, 1)));
}

TEST(Trend, ListsPeriodsWithoutACapture) {
  SmallIndex index = archive();

  EXPECT_THAT(rows_of(index, about(index, "cookies", PeriodLength::kHalfYear)),
              ElementsAre(Row("2010_A", 0, 1),
                          Row("2010_B", 0, 0),
                          Row("2011_A", 2, 2),
                          Row("2011_B", 0, 0),
                          Row("2012_A", 0, 0),
                          Row("2012_B", 1, 1),
                          Row("2013_A", 1, 2),
                          Row("2013_B", 0, 1),
                          Row("2014_A", 1, 1)));
}

TEST(Trend, CountsSnapshotsAndSitesBesideThem) {
  SmallIndex index = archive();
  TrendRequest request = about(index, "cookies", PeriodLength::kYear);
  request.unit = TrendUnit::kSnapshot;

  EXPECT_THAT(rows_of(index, request),
              ElementsAre(Row("2010", 0, 1),
                          Row("2011", 3, 3),
                          Row("2012", 1, 1),
                          Row("2013", 1, 3),
                          Row("2014", 1, 1)));
  EXPECT_EQ(index.searcher().trend(request).periods.at(1).counts.sites, 2U);
}

TEST(Trend, IsOfTheSitesAndSnapshotsThatTheFiltersLetThrough) {
  SmallIndex index = archive();
  TrendRequest request = about(index, "cookies", PeriodLength::kYear);

  request.filters.sites = {"b.example"};
  EXPECT_THAT(rows_of(index, request),
              ElementsAre(Row("2011", 1, 1), Row("2012", 1, 1), Row("2013", 1, 1)));

  request.filters.policy_hosts = {"new.example"};
  EXPECT_THAT(rows_of(index, request), ElementsAre(Row("2012", 1, 1), Row("2013", 1, 1)));
}

TEST(Trend, LeavesOutExcludedSitesAndHostsFromWhatIsObserved) {
  SmallIndex index = archive();
  TrendRequest request = about(index, "cookies", PeriodLength::kYear);

  request.filters.excluded = {index.parse("site:a.example")};
  EXPECT_THAT(rows_of(index, request),
              ElementsAre(Row("2011", 1, 1), Row("2012", 1, 1), Row("2013", 1, 1)));

  // One lifespan has both hosts; only the captures from the other one are left.
  request.filters.excluded = {index.parse("policy-host:old.example")};
  EXPECT_THAT(rows_of(index, request),
              ElementsAre(Row("2010", 0, 1),
                          Row("2011", 1, 1),
                          Row("2012", 1, 1),
                          Row("2013", 1, 2),
                          Row("2014", 1, 1)));
}

TEST(Trend, KeepsObservedWhatHasAnExcludedPassage) {
  SmallIndex index = archive();
  TrendRequest request = about(index, "cookies OR weather", PeriodLength::kYear);
  request.filters.excluded = {index.parse("data:cookies-tracking")};

  const std::vector<Row> rows = rows_of(index, request);

  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(std::get<2>(rows[1]), 2U);
}

TEST(Trend, StatementsRestrictWhatMatchesAlone) {
  SmallIndex index = archive();
  TrendRequest request = about(index, "", PeriodLength::kYear);
  request.filters.statement.data = {std::get<ValueId>(read_data_type("cookies-tracking"))};

  const std::vector<Row> rows = rows_of(index, request);

  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(rows[0], Row("2010", 0, 1));
  EXPECT_EQ(std::get<2>(rows[3]), 2U);
}

TEST(Trend, DatesRestrictThePeriods) {
  SmallIndex index = archive();
  TrendRequest request = about(index, "cookies", PeriodLength::kYear);
  request.filters.days = {.from = parse_day("2011-03-10"), .to = parse_day("2013-06-09")};

  EXPECT_THAT(rows_of(index, request),
              ElementsAre(Row("2011", 2, 2), Row("2012", 1, 1), Row("2013", 0, 1)));
  const TrendAnswer answer = index.searcher().trend(request);
  EXPECT_EQ(format_day(answer.periods.front().from), "2011-03-10");
  EXPECT_EQ(format_day(answer.periods.front().to), "2011-12-31");
  EXPECT_EQ(format_day(answer.periods.back().to), "2013-06-09");
}

TEST(Trend, OfNothingObservedHasNoPeriod) {
  SmallIndex index = archive();
  TrendRequest request = about(index, "cookies", PeriodLength::kYear);
  request.filters.sites = {"c.example"};

  EXPECT_THAT(rows_of(index, request), IsEmpty());
  EXPECT_EQ(index.searcher().trend(request).archive_sites, 2U);
}

TEST(TrendPanel, KeepsTheSitesObservedInEveryPeriodThatTheIndexHas) {
  SmallIndex index = archive();
  TrendRequest request = about(index, "cookies", PeriodLength::kYear);
  request.panel = DayRange{.from = parse_day("2011-01-01"), .to = parse_day("2013-12-31")};

  EXPECT_THAT(rows_of(index, request),
              ElementsAre(Row("2011", 1, 1), Row("2012", 1, 1), Row("2013", 1, 1)));
  EXPECT_EQ(index.searcher().trend(request).panel_sites, 1U);
}

TEST(TrendPanel, DoesNotAskForPeriodsWithoutAnyCapture) {
  SmallIndex index = archive();
  TrendRequest request = about(index, "cookies", PeriodLength::kHalfYear);
  request.panel = DayRange{.from = parse_day("2010-07-01"), .to = parse_day("2012-06-30")};

  EXPECT_THAT(rows_of(index, request), ElementsAre(Row("2011_A", 2, 2)));
  EXPECT_EQ(index.searcher().trend(request).panel_sites, 2U);
}

TEST(TrendPanel, IsEmptyWhereNoSiteLasts) {
  SmallIndex index = archive();
  TrendRequest request = about(index, "cookies", PeriodLength::kYear);
  request.panel = DayRange{.from = parse_day("2010-01-01"), .to = parse_day("2014-12-31")};

  EXPECT_THAT(rows_of(index, request), IsEmpty());
  EXPECT_EQ(index.searcher().trend(request).panel_sites, 0U);
}

TEST(TrendComparison, AsksBothQuestionsOfTheSameUnits) {
  SmallIndex index = archive();
  TrendRequest request = about(index, "cookies", PeriodLength::kYear);
  request.compare = index.parse("weather");

  const UnitCounts counts = index.searcher().trend(request).periods.at(3).counts;

  // In 2013 a.example speaks of the weather alone, b.example of cookies alone.
  EXPECT_THAT(counts, FieldsAre(2, 1, 1, 0, 2));
  const UnitCounts before = index.searcher().trend(request).periods.at(1).counts;
  EXPECT_THAT(before, FieldsAre(2, 2, 1, 1, 2));
  EXPECT_EQ(before.table().first_only, 1U);
  EXPECT_EQ(before.table().neither, 0U);
}

TEST(TrendCut, CountsUnitsOnEachSideAndThoseOnBoth) {
  SmallIndex index = archive();
  TrendRequest request = about(index, "cookies", PeriodLength::kYear);
  const Day day = *parse_day("2013-03-10");
  request.cut = DayCut{.before = day, .after = day};

  const CutCounts cut = *index.searcher().trend(request).cut;

  EXPECT_THAT(cut.before, FieldsAre(2, 2, 0, 0, 2));
  EXPECT_THAT(cut.after, FieldsAre(2, 2, 0, 0, 2));
  EXPECT_EQ(cut.in_both.both, 2U);
  EXPECT_EQ(cut.in_both.units(), 2U);
}

TEST(TrendCut, LeavesOutTheDaysBetween) {
  SmallIndex index = archive();
  TrendRequest request = about(index, "cookies", PeriodLength::kYear);
  request.cut = DayCut{.before = *parse_day("2011-01-01"), .after = *parse_day("2013-09-01")};

  const CutCounts cut = *index.searcher().trend(request).cut;

  EXPECT_THAT(cut.before, FieldsAre(1, 0, 0, 0, 1));
  EXPECT_THAT(cut.after, FieldsAre(1, 1, 0, 0, 1));
  EXPECT_EQ(cut.in_both.first_only, 1U);  // a.example, after and not before
  EXPECT_EQ(cut.in_both.units(), 1U);
}

TEST(TrendCut, NoSnapshotIsOnBothSides) {
  SmallIndex index = archive();
  TrendRequest request = about(index, "cookies", PeriodLength::kYear);
  request.unit = TrendUnit::kSnapshot;
  request.cut = DayCut{.before = *parse_day("2013-01-01"), .after = *parse_day("2013-01-01")};

  const CutCounts cut = *index.searcher().trend(request).cut;

  EXPECT_EQ(cut.before.observed, 5U);
  EXPECT_EQ(cut.after.observed, 4U);
  EXPECT_EQ(cut.in_both.units(), 0U);
}

}  // namespace
}  // namespace smallprint::searching
