#include "searcher/counting/first.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing_support::SmallIndex;

// Each is long enough to be a passage of its own.
constexpr const char* kCookies =
    "We place cookies on the computers of all those who visit our pages every day.\n\n";
constexpr const char* kMoreCookies =
    "Other companies set cookies too when you look at what they show on our pages.\n\n";
constexpr const char* kWeather =
    "The weather has been fine today in our town, and it will stay so tomorrow.\n\n";

/// Cookies come to a.example in 2011, leave it in 2013 and come again in 2014; b.example has them
/// in its first capture, on the day on which a.example gets them; c.example never has them.
SmallIndex archive() {
  return SmallIndex({{"b.example", "20110310120000", kCookies, "old.example"},
                     {"b.example", "20120910120000", kCookies, "new.example"},
                     {"a.example", "20100310120000", kWeather},
                     {"a.example", "20100610120000", kWeather},
                     {"a.example", "20110310120000", std::string(kMoreCookies) + kCookies},
                     {"a.example", "20130310120000", kWeather},
                     {"a.example", "20140310120000", kCookies},
                     {"c.example", "20120810120000", kWeather}});
}

/// The sites whose first capture it was.
std::vector<std::string> first_captures(SmallIndex& index, const FirstRequest& request) {
  std::vector<std::string> sites;
  for (const FirstPassage& first : index.searcher().first(request).sites) {
    if (first.first_capture) {
      sites.push_back(load_first(index.view(), first).site);
    }
  }
  return sites;
}

FirstRequest about(SmallIndex& index, const std::string& query) {
  FirstRequest request;
  request.query = index.parse(query);
  request.by = PeriodLength::kYear;
  return request;
}

/// Site, date, the capture before ("" when there is none), text.
using SiteRow = std::tuple<std::string, std::string, std::string, std::string>;

std::vector<SiteRow> sites_of(SmallIndex& index, const FirstRequest& request) {
  std::vector<SiteRow> rows;
  for (const FirstPassage& first : index.searcher().first(request).sites) {
    const FirstPassageText text = load_first(index.view(), first);
    rows.emplace_back(text.site,
                      format_day(first.date),
                      first.previous ? format_day(*first.previous) : std::string(),
                      text.passage.text.substr(0, text.passage.text.find(' ')));
  }
  return rows;
}

/// Period, new, of those at the first capture, so far, observed.
using AdoptionRow =
    std::tuple<std::string, std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t>;

std::vector<AdoptionRow> adoption_of(SmallIndex& index, const FirstRequest& request) {
  std::vector<AdoptionRow> rows;
  for (const AdoptionPeriod& period : index.searcher().first(request).adoption) {
    rows.emplace_back(name_of_period(period.period, request.by),
                      period.added,
                      period.at_first_capture,
                      period.adopted,
                      period.observed);
  }
  return rows;
}

TEST(First, CaptureIsOnlyTheFirstThereIs) {
  SmallIndex index = archive();
  FirstRequest request = about(index, "cookies");
  EXPECT_THAT(first_captures(index, request), ElementsAre("b.example"));

  request.filters.days.from = parse_day("2012-01-01");  // both were captured before
  EXPECT_THAT(first_captures(index, request), IsEmpty());
  EXPECT_THAT(sites_of(index, request),
              ElementsAre(SiteRow("b.example", "2012-09-10", "", "We"),
                          SiteRow("a.example", "2014-03-10", "2013-03-10", "We")));
  std::uint64_t at_first_capture = 0;
  for (const AdoptionPeriod& period : index.searcher().first(request).adoption) {
    at_first_capture += period.at_first_capture;
  }
  EXPECT_EQ(at_first_capture, 0U);
}

TEST(First, IsTheEarliestCaptureOfEachSiteByDateThenSite) {
  SmallIndex index = archive();

  EXPECT_THAT(sites_of(index, about(index, "cookies")),
              ElementsAre(SiteRow("a.example", "2011-03-10", "2010-06-10", "Other"),
                          SiteRow("b.example", "2011-03-10", "", "We")));
}

TEST(First, ShowsTheSnapshotItWasObservedIn) {
  SmallIndex index = archive();
  const FirstAnswer answer = index.searcher().first(about(index, "cookies"));

  const FirstPassageText text = load_first(index.view(), answer.sites.at(0));

  EXPECT_THAT(text.source.archive_url, testing::HasSubstr("/20110310120000id_/"));
  EXPECT_EQ(text.policy, "a.example");
}

TEST(First, CountsSitesFromTheirFirstCaptureOn) {
  SmallIndex index = archive();

  EXPECT_THAT(adoption_of(index, about(index, "cookies")),
              ElementsAre(AdoptionRow("2010", 0, 0, 0, 1),
                          AdoptionRow("2011", 2, 1, 2, 2),
                          AdoptionRow("2012", 0, 0, 2, 3),
                          AdoptionRow("2013", 0, 0, 2, 3),
                          AdoptionRow("2014", 0, 0, 2, 3)));
  EXPECT_EQ(index.searcher().first(about(index, "cookies")).observed_sites, 3U);
}

TEST(First, WithinDatesIsTheFirstObservedInThem) {
  SmallIndex index = archive();
  FirstRequest request = about(index, "cookies");
  request.filters.days = {.from = parse_day("2011-03-11"), .to = parse_day("2014-03-10")};

  EXPECT_THAT(sites_of(index, request),
              ElementsAre(SiteRow("b.example", "2012-09-10", "", "We"),
                          SiteRow("a.example", "2014-03-10", "2013-03-10", "We")));
  const FirstAnswer answer = index.searcher().first(request);
  EXPECT_EQ(format_day(answer.adoption.front().from), "2012-01-01");
  EXPECT_EQ(format_day(answer.adoption.back().to), "2014-03-10");
}

TEST(First, LooksAtTheSnapshotsThatTheFiltersLetThrough) {
  SmallIndex index = archive();
  FirstRequest request = about(index, "cookies");

  request.filters.policy_hosts = {"new.example"};
  EXPECT_THAT(sites_of(index, request), ElementsAre(SiteRow("b.example", "2012-09-10", "", "We")));
  EXPECT_EQ(index.searcher().first(request).observed_sites, 1U);

  request.filters.policy_hosts.clear();
  request.filters.excluded = {index.parse("site:a.example")};
  EXPECT_THAT(adoption_of(index, request),
              ElementsAre(AdoptionRow("2011", 1, 1, 1, 1), AdoptionRow("2012", 0, 0, 1, 2)));
}

TEST(First, OfWhatNobodySaysHasACurveAtZero) {
  SmallIndex index = archive();
  FirstRequest request = about(index, "pelicans");
  request.by = PeriodLength::kHalfYear;

  EXPECT_THAT(sites_of(index, request), IsEmpty());
  const std::vector<AdoptionRow> rows = adoption_of(index, request);
  ASSERT_EQ(rows.size(), 9U);
  EXPECT_EQ(rows.back(), AdoptionRow("2014_A", 0, 0, 0, 3));
}

TEST(First, OfNothingObservedHasNoCurve) {
  SmallIndex index = archive();
  FirstRequest request = about(index, "cookies");
  request.filters.sites = {"d.example"};

  EXPECT_THAT(adoption_of(index, request), IsEmpty());
  EXPECT_EQ(index.searcher().first(request).observed_sites, 0U);
}

}  // namespace
}  // namespace smallprint::searching
