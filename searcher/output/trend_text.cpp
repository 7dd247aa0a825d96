#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "common/printable.hpp"
#include "searcher/output/filters_text.hpp"
#include "searcher/output/trend_output.hpp"
#include "searcher/output/trend_words.hpp"

namespace smallprint::searching {
namespace {

constexpr std::size_t kBarColumns = 40;
constexpr double kPercent = 100;

/// `##==--`: to the low end of the interval, to the rate, to the high end.
std::string bar(const Estimate& estimate, double scale) {
  const auto columns = [&](double value) {
    return static_cast<std::size_t>(std::lround(value / scale * static_cast<double>(kBarColumns)));
  };
  std::string text(columns(estimate.low), '#');
  text.resize(std::max(text.size(), columns(estimate.value)), '=');
  text.resize(std::max(text.size(), columns(estimate.high)), '-');
  return text;
}

std::string rate_text(const Proportion& proportion, double scale) {
  const auto estimate = rate(proportion);
  if (!estimate) {
    return fmt::format("{:>9} {:>9}  nothing observed", proportion.matching, proportion.observed);
  }
  return fmt::format("{:>9} {:>9}  {:>5.1f} %  {:>5.1f} to {:>5.1f} %  {}",
                     proportion.matching,
                     proportion.observed,
                     estimate->value * kPercent,
                     estimate->low * kPercent,
                     estimate->high * kPercent,
                     bar(*estimate, scale));
}

/// Percentage points with their sign: to a tenth, and near 0 to two digits, so that no bound that
/// is not 0 reads as 0.
std::string points_text(double difference) {
  constexpr double kHalfOfTenth = .05;
  const double points = difference * kPercent;
  return points != 0 && std::abs(points) < kHalfOfTenth ? fmt::format("{:+.2g}", points)
                                                        : fmt::format("{:+.1f}", points);
}

/// `difference 3.1 points (1.0 to 5.2), ratio 1.31 (1.02 to 1.70)`.
std::string comparison_text(const std::optional<Estimate>& difference,
                            const std::optional<Estimate>& ratio) {
  if (!difference) {
    return "no difference: nothing observed";
  }
  const std::string text = fmt::format("difference {} points ({} to {})",
                                       points_text(difference->value),
                                       points_text(difference->low),
                                       points_text(difference->high));
  return ratio ? fmt::format("{}, ratio {:.2f} ({:.2f} to {:.2f})",
                             text,
                             ratio->value,
                             ratio->low,
                             ratio->high)
               : text + ", no ratio: a rate is 0 or 100 %";
}

std::string period_text(const TrendRequest& request, const TrendPeriod& period, double scale) {
  std::string text = fmt::format("{:<8}{}\n",
                                 name_of_period(period.period, request.by),
                                 rate_text(period.counts.first(), scale));
  if (request.compare && period.counts.observed > 0) {
    text += fmt::format("{:<8}{}\n", "  second", rate_text(period.counts.second(), scale));
    text += fmt::format(
        "{:<8}  {}\n",
        "",
        comparison_text(difference(period.counts.table()), ratio(period.counts.table())));
  }
  return text;
}

std::string head_text(std::string_view index_digest,
                      const TrendRequest& request,
                      const TrendAnswer& answer) {
  std::string text = fmt::format("{} with a matching passage among those observed, by {} (exact)\n",
                                 plural_of(request.unit),
                                 name_of(request.by));
  text += fmt::format("question  {}\n", question_text(request.query.input, request.filters));
  if (!request.query.input.empty()) {
    text += fmt::format("query     {}\n", printable(request.query.parsed));
  }
  if (request.compare) {
    text += fmt::format("second    {}\nquery     {}\n",
                        question_text(request.compare->input, request.filters),
                        printable(request.compare->parsed));
  }
  if (request.panel) {
    text += fmt::format("panel     {} sites observed in every period from {} to {}\n",
                        *answer.panel_sites,
                        format_day(*request.panel->from),
                        format_day(*request.panel->to));
  }
  return text + fmt::format("index     {}\ncoverage  {}\n", index_digest, coverage_of(answer));
}

std::string cut_text(const TrendRequest& request, const CutCounts& cut, double scale) {
  const std::string_view units = plural_of(request.unit);
  std::string text = fmt::format("\nbefore  {}   before {}\nafter   {}   from {} on\n",
                                 rate_text(cut.before.first(), scale),
                                 format_day(request.cut->before),
                                 rate_text(cut.after.first(), scale),
                                 format_day(request.cut->after));
  text += fmt::format("the {} {} observed on both sides, paired: {}\n",
                      cut.in_both.units(),
                      units,
                      comparison_text(difference(cut.in_both), ratio(cut.in_both)));
  text += fmt::format("all {}, as if independent: {}\n",
                      units,
                      comparison_text(difference(cut.after.first(), cut.before.first()),
                                      ratio(cut.after.first(), cut.before.first())));
  return text;
}

}  // namespace

std::string trend_text(std::string_view index_digest,
                       const TrendRequest& request,
                       const TrendAnswer& answer) {
  const double scale = scale_of(request, answer);
  std::string text = head_text(index_digest, request, answer);
  text += fmt::format("\n{:<8}{:>9} {:>9}  {:>7}  {:>16}  0{:>{}}\n",
                      "period",
                      "matching",
                      "observed",
                      "rate",
                      "95 % interval",
                      fmt::format("{:g} %", scale * kPercent),
                      kBarColumns - 1);
  for (const TrendPeriod& period : answer.periods) {
    text += period_text(request, period, scale);
  }
  if (answer.cut) {
    text += cut_text(request, *answer.cut, scale);
  }
  return text + fmt::format(
                    "\nA bar is # to the low end of the interval (Wilson), = to the rate, "
                    "- to the high end.\nCaptures count, not what was in force between "
                    "them.\n");
}

}  // namespace smallprint::searching
