#include "searcher/output/trend_chart.hpp"

#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smallprint::searching {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TrendRequest about(const std::string& query) {
  TrendRequest request;
  request.query.input = query;
  request.by = PeriodLength::kYear;
  return request;
}

/// A year with so many units observed, all of them sites.
TrendPeriod year(int number, UnitCounts counts) {
  const std::string name = std::to_string(number);
  counts.sites = counts.observed;
  return {.period = period_of(*parse_day(name + "-01-01"), PeriodLength::kYear),
          .from = *parse_day(name + "-01-01"),
          .to = *parse_day(name + "-12-31"),
          .counts = counts};
}

/// Half of four sites in 2010, nothing in 2011, three of four in 2012 and 2013.
TrendAnswer answer() {
  TrendAnswer answer;
  answer.archive_sites = 9;
  answer.periods = {year(2010, {.observed = 4, .matching = 2, .matching_second = 1}),
                    year(2011, {}),
                    year(2012, {.observed = 4, .matching = 3, .matching_second = 0}),
                    year(2013, {.observed = 4, .matching = 3, .matching_second = 4})};
  return answer;
}

std::string chart(const TrendRequest& request, const TrendAnswer& answer) {
  return trend_chart("xxh128:00", request, answer);
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

// The plot is 676 wide from 64 on, 280 high and ends at 346 below a title of one line; the scale
// ends at 100 %. Four years: centres at 64 + 676 / 4 * (i + .5).
TEST(TrendChart, PutsRatesWhereTheyBelongAndBreaksWhereNothingWasObserved) {
  const std::string svg = chart(about("email"), answer());

  EXPECT_THAT(svg, HasSubstr("<circle cx=\"148.5\" cy=\"206.0\""));  // 50 %: the middle
  EXPECT_THAT(svg, HasSubstr("<polyline points=\"148.5,206.0\""));
  EXPECT_THAT(svg, HasSubstr("<polyline points=\"486.5,136.0 655.5,136.0\""));  // 75 %
  EXPECT_EQ(occurrences(svg, "<polygon"), 2U);
  EXPECT_EQ(occurrences(svg, "<circle"), 3U);
}

// Wilson's interval of 2 of 4 is 15.0 to 85.0 %: 346 - 280 * .150 and 346 - 280 * .850.
TEST(TrendChart, ShowsTheIntervals) {
  const std::string svg = chart(about("email"), answer());

  EXPECT_THAT(svg, HasSubstr("<line x1=\"148.5\" y1=\"304.0\" x2=\"148.5\" y2=\"108.0\""));
  EXPECT_THAT(svg, HasSubstr("2010: 2 of 4, 50.0 % (15.0 % to 85.0 %)."));
  EXPECT_THAT(svg, HasSubstr("2011: nothing observed."));
}

TEST(TrendChart, SaysWhatWasCountedAndWhereItComesFrom) {
  TrendRequest request = about("email");
  request.unit = TrendUnit::kPolicy;
  request.panel = DayRange{.from = parse_day("2010-01-01"), .to = parse_day("2013-12-31")};
  TrendAnswer with_panel = answer();
  with_panel.panel_sites = 4;

  const std::string svg = chart(request, with_panel);

  EXPECT_THAT(svg, HasSubstr("policies with a matching passage, % of those observed in the year"));
  EXPECT_THAT(svg, HasSubstr("0 to 4 of 9 sites of the archive"));
  EXPECT_THAT(svg, HasSubstr("Panel: 4 sites."));
  EXPECT_THAT(svg, HasSubstr("index xxh128:00"));
}

TEST(TrendChart, DrawsTheSecondQuestionBesideTheFirst) {
  TrendRequest request = about("email");
  request.compare = ParsedQuery();
  request.compare->input = "telephone";

  const std::string svg = chart(request, answer());

  EXPECT_THAT(svg, HasSubstr(">email compared with telephone</text>"));
  EXPECT_EQ(occurrences(svg, "<polyline"), 4U);
  EXPECT_THAT(svg, HasSubstr("<circle cx=\"146.0\""));
  EXPECT_THAT(svg, HasSubstr("second question 1 of 4"));
}

TEST(TrendChart, MarksTheDaysOfACut) {
  TrendRequest request = about("email");
  request.cut = DayCut{.before = *parse_day("2012-01-01"), .after = *parse_day("2012-01-01")};

  const std::string svg = chart(request, answer());

  // Where 2012 begins: 64 + 676 / 2.
  EXPECT_EQ(occurrences(svg, "stroke-dasharray"), 1U);
  EXPECT_THAT(svg, HasSubstr("<line x1=\"402.0\" y1=\"66.0\" x2=\"402.0\" y2=\"346.0\""));
  EXPECT_THAT(svg, HasSubstr(">2012-01-01</text>"));
}

TEST(TrendChart, LeavesOutADayThatIsNotInThePlot) {
  TrendRequest request = about("email");
  request.cut = DayCut{.before = *parse_day("2009-12-31"), .after = *parse_day("2012-01-01")};

  EXPECT_EQ(occurrences(chart(request, answer()), "stroke-dasharray"), 1U);
}

TEST(TrendChart, EscapesWhatTheQueryHas) {
  const std::string svg = chart(about("\"a<b\" & c\x1b\xef\xbf\xbf"), answer());

  EXPECT_THAT(svg, HasSubstr("\"a&lt;b\" &amp; c\\x1B\xef\xbf\xbd</text>"));
  EXPECT_THAT(svg, Not(HasSubstr("\x1b")));
  EXPECT_THAT(svg, Not(HasSubstr("\xef\xbf\xbf")));
}

TEST(TrendChart, BreaksLongTitles) {
  const std::string words = std::string(60, 'a') + " " + std::string(80, 'b');

  const std::string svg = chart(about(words), answer());

  EXPECT_THAT(svg, HasSubstr(">" + std::string(60, 'a') + "</text>"));
  EXPECT_THAT(svg, HasSubstr(">" + std::string(72, 'b') + "</text>"));
  EXPECT_THAT(svg, HasSubstr(">" + std::string(8, 'b') + "</text>"));
}

TEST(TrendChart, OfNothingObservedIsAnEmptyPlot) {
  TrendRequest request = about("email");
  request.cut = DayCut{.before = *parse_day("2012-01-01"), .after = *parse_day("2012-01-01")};

  const std::string svg = chart(request, {});

  EXPECT_THAT(svg, Not(HasSubstr("<polyline")));
  EXPECT_THAT(svg, HasSubstr("0 of 0 sites of the archive are observed"));
}

}  // namespace
}  // namespace smallprint::searching
