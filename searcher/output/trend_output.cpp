#include "searcher/output/trend_output.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/printable.hpp"

namespace smallprint::searching {
namespace {

/// Twelve decimals: more than any count decides, and no tail of binary fractions.
double rounded(double value) {
  constexpr double kScale = 1e12;
  return std::round(value * kScale) / kScale;
}

/// The names of an estimate's three fields.
struct EstimateNames {
  const char* value;
  const char* low;
  const char* high;
};

constexpr EstimateNames kRate{"rate", "low", "high"};
constexpr EstimateNames kSecondRate{"rate_2", "low_2", "high_2"};
constexpr EstimateNames kDifference{"difference", "difference_low", "difference_high"};
constexpr EstimateNames kRatio{"risk_ratio", "risk_ratio_low", "risk_ratio_high"};

/// Three fields, null where there is no estimate.
void put(Json& json, const EstimateNames& names, const std::optional<Estimate>& estimate) {
  json[names.value] = estimate ? Json(rounded(estimate->value)) : Json(nullptr);
  json[names.low] = estimate ? Json(rounded(estimate->low)) : Json(nullptr);
  json[names.high] = estimate ? Json(rounded(estimate->high)) : Json(nullptr);
}

/// Of two questions asked of the same units.
void put_second(Json& json, const UnitCounts& counts) {
  json["matching_2"] = counts.matching_second;
  put(json, kSecondRate, rate(counts.second()));
  json["matching_both"] = counts.matching_both;
  put(json, kDifference, difference(counts.table()));
  put(json, kRatio, ratio(counts.table()));
}

struct Span {
  std::string name;
  std::optional<Day> from;
  std::optional<Day> to;
};

Json day_or_null(const std::optional<Day>& day) {
  return day ? Json(format_day(*day)) : Json(nullptr);
}

/// The fields of a span of days, in the order of the columns.
Json span_json(const Span& span, const UnitCounts& counts) {
  Json json = {{"period", span.name},
               {"from", day_or_null(span.from)},
               {"to", day_or_null(span.to)},
               {"matching", counts.matching},
               {"observed", counts.observed}};
  put(json, kRate, rate(counts.first()));
  json["sites"] = counts.sites;
  return json;
}

Json period_json(const TrendRequest& request, const TrendPeriod& period) {
  Json json = span_json(
      {.name = name_of_period(period.period, request.by), .from = period.from, .to = period.to},
      period.counts);
  if (request.compare) {
    put_second(json, period.counts);
  }
  return json;
}

DayRange days_of(const TrendRequest& request) {
  return request.panel.value_or(request.filters.days);
}

Json before_json(const TrendRequest& request, const CutCounts& cut) {
  return span_json({.name = "before",
                    .from = days_of(request).from,
                    .to = request.cut->before - std::chrono::days{1}},
                   cut.before);
}

Json after_json(const TrendRequest& request, const CutCounts& cut) {
  return span_json({.name = "after", .from = request.cut->after, .to = days_of(request).to},
                   cut.after);
}

/// The difference and the ratio, after against before, of all units as if none were on both sides.
void put_independent(Json& json, const CutCounts& cut) {
  put(json, kDifference, difference(cut.after.first(), cut.before.first()));
  put(json, kRatio, ratio(cut.after.first(), cut.before.first()));
}

/// The same of the units observed on both sides alone.
Json paired_json(const PairedTable& table) {
  Json json = {{"units", table.units()},
               {"both", table.both},
               {"after_only", table.first_only},
               {"before_only", table.second_only},
               {"neither", table.neither}};
  put(json, kDifference, difference(table));
  put(json, kRatio, ratio(table));
  return json;
}

Json cut_json(const TrendRequest& request, const CutCounts& cut) {
  Json independent = Json::object();
  put_independent(independent, cut);
  return {{"before", before_json(request, cut)},
          {"after", after_json(request, cut)},
          {"independent", independent},
          {"paired", paired_json(cut.in_both)}};
}

Json panel_json(const TrendRequest& request, const TrendAnswer& answer) {
  return request.panel ? Json{{"from", day_or_null(request.panel->from)},
                              {"to", day_or_null(request.panel->to)},
                              {"sites", *answer.panel_sites}}
                       : Json(nullptr);
}

std::string cell(const Json& value) {
  return value.is_null()     ? std::string()
         : value.is_string() ? value.get<std::string>()
                             : value.dump();
}

/// The rows of a table: objects with the same keys in the same order.
std::vector<Json> table_rows(const TrendRequest& request, const TrendAnswer& answer) {
  std::vector<Json> rows;
  if (answer.cut) {
    rows = {before_json(request, *answer.cut), after_json(request, *answer.cut)};
    put(rows[0], kDifference, std::nullopt);
    put(rows[0], kRatio, std::nullopt);
    put_independent(rows[1], *answer.cut);
    const Json paired = paired_json(answer.cut->in_both);
    for (const auto& [name, value] : paired.items()) {
      rows[0]["paired_" + name] = nullptr;
      rows[1]["paired_" + name] = value;
    }
    return rows;
  }
  for (const TrendPeriod& period : answer.periods) {
    rows.push_back(period_json(request, period));
  }
  return rows;
}

}  // namespace

Json trend_json(std::string_view index_digest,
                const TrendRequest& request,
                const TrendAnswer& answer) {
  Json periods = Json::array();
  for (const TrendPeriod& period : answer.periods) {
    periods.push_back(period_json(request, period));
  }
  return {{"format_version", 1},
          {"index_digest", index_digest},
          {"query", to_json(request.query)},
          {"compare", request.compare ? to_json(*request.compare) : Json(nullptr)},
          {"filters", to_json(request.filters)},
          {"by", name_of(request.by)},
          {"unit", name_of(request.unit)},
          {"panel", panel_json(request, answer)},
          {"exact", true},
          {"archive_sites", answer.archive_sites},
          {"periods", periods},
          {"cut", answer.cut ? cut_json(request, *answer.cut) : Json(nullptr)}};
}

std::string trend_table(TableKind kind, const TrendRequest& request, const TrendAnswer& answer) {
  const std::vector<Json> rows = table_rows(request, answer);
  // A table without rows has its head all the same.
  const Json names = rows.empty() ? period_json(request, {}) : rows.front();
  std::vector<std::string> fields;
  for (const auto& [name, value] : names.items()) {
    fields.push_back(name);
  }
  std::string table = table_line(kind, fields);
  for (const Json& row : rows) {
    fields.clear();
    for (const auto& [name, value] : row.items()) {
      fields.push_back(cell(value));
    }
    table += table_line(kind, fields);
  }
  return table;
}

}  // namespace smallprint::searching
