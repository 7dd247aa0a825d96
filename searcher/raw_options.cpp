#include "searcher/raw_options.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace smallprint::searching {
namespace {

Day day_option(const char* option, const std::string& value) {
  const auto day = parse_day(value);
  if (!day) {
    throw usage(fmt::format("{}: {}", option, why_no_day(value)));
  }
  return *day;
}

template <typename Value>
Value known_value(const char* option, std::variant<Value, UnknownValue> read) {
  if (const auto* const unknown = std::get_if<UnknownValue>(&read)) {
    throw Error(ExitCode::kUsage, fmt::format("{}: {}", option, unknown->rule), unknown->hint);
  }
  return std::get<Value>(read);
}

void set_statement(const RawOptions& raw, StatementCondition& statement) {
  for (const std::string& text : raw.practices) {
    statement.practices.push_back(known_value("--practice", read_practice(text)));
  }
  for (const std::string& text : raw.data) {
    statement.data.push_back(known_value("--data", read_data_type(text)));
  }
}

void set_days(const RawOptions& raw, DayRange& days) {
  if (!raw.as_of.empty()) {
    if (!raw.from.empty() || !raw.to.empty()) {
      throw usage("--as-of is a range of one day and excludes --from and --to");
    }
    days.from = days.to = day_option("--as-of", raw.as_of);
  }
  if (!raw.from.empty()) {
    days.from = day_option("--from", raw.from);
  }
  if (!raw.to.empty()) {
    days.to = day_option("--to", raw.to);
  }
  if (days.from && days.to && *days.from > *days.to) {
    throw usage(fmt::format("--from {} is after --to {}", raw.from, raw.to));
  }
}

void check_arguments(const Options& options) {
  const VerbEntry& verb = entry(options.verb);
  const std::size_t count = options.arguments.size();
  if (verb.verb == Verb::kSearch && count > verb.most) {
    throw Error(ExitCode::kUsage,
                fmt::format("{} queries given; {}", count, verb.rule),
                resembles_verb(options.arguments.front()) ? std::string(verbs_hint())
                                                          : "smallprint-search --help");
  }
  const auto needed =
      options.arguments.begin() + static_cast<std::ptrdiff_t>(std::min(count, verb.least));
  if (count < verb.least || count > verb.most ||
      std::any_of(
          options.arguments.begin(), needed, [](const auto& word) { return word.empty(); })) {
    throw usage(fmt::format("{}: {}", verb.name, verb.rule));
  }
  if (verb.needs_question && count == 0 && !options.has_filter()) {
    throw usage(fmt::format("{}: no query and no filter given", shown_name(verb.verb)));
  }
}

std::string_view format_of(const RawOptions& raw, const VerbEntry& verb) {
  return raw.format.empty() ? verb.formats.substr(0, verb.formats.find(' ')) : raw.format;
}

void check_format(std::string_view format, const VerbEntry& verb) {
  if (!has_word(verb.formats, format)) {
    throw usage(fmt::format("{}: --format {} is not one of: {}", verb.name, format, verb.formats));
  }
}

Group default_group(Verb verb) {
  return verb == Verb::kBatch ? Group::kNone : Group::kSite;
}

/// The place of `name`, which is one of `names`.
template <std::size_t size>
std::size_t place_of(const std::array<std::string_view, size>& names, std::string_view name) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

/// The value of an option of this verb that `names` has, in the order of an enumeration.
template <typename Value, std::size_t size>
Value named_value(const Options& options,
                  const char* option,
                  const std::array<std::string_view, size>& names,
                  const std::string& name) {
  const std::size_t place = place_of(names, name);
  if (place == size) {
    throw usage(fmt::format("{}: {} {} is not one of: {}",
                            entry(options.verb).name,
                            option,
                            name,
                            fmt::join(names, ", ")));
  }
  return static_cast<Value>(place);
}

/// What `export` lists.
void set_export(const RawOptions& raw, Options& options) {
  if (options.verb != Verb::kExport) {
    return;
  }
  constexpr std::array<std::string_view, 2> kListed{"passage", "snapshot"};
  constexpr std::array kUnits{FacetUnit::kPassage, FacetUnit::kSnapshot};
  const std::string unit = raw.unit.empty() ? std::string(kListed.front()) : raw.unit;
  options.unit = kUnits[named_value<std::size_t>(options, "--unit", kListed, unit)];
}

void set_facet(const RawOptions& raw, Options& options) {
  if (options.verb != Verb::kFacets) {
    return;
  }
  if (raw.by.empty()) {
    throw usage(fmt::format("facets: --by is missing: {}", fmt::join(kFacetNames, ", ")));
  }
  options.by = named_value<FacetBy>(options, "--by", kFacetNames, raw.by);
  if (!raw.unit.empty()) {
    options.unit = named_value<FacetUnit>(options, "--unit", kUnitNames, raw.unit);
  }
  options.top = raw.top;
  if (!raw.collapse.empty() && options.unit != FacetUnit::kPassage) {
    throw usage("facets: --collapse template counts texts: it needs --unit passage");
  }
}

DayRange read_panel(const std::string& text) {
  const std::size_t dots = text.find("..");
  const auto from = days_of_name(text.substr(0, dots));
  const auto to = dots == std::string::npos ? std::nullopt : days_of_name(text.substr(dots + 2));
  if (!from || !to) {
    throw Error(ExitCode::kUsage,
                fmt::format("--panel: '{}' is no range of days, years or half-years", text),
                "for example 2013_A..2016_B, 2013..2016 or 2013-01-01..2016-12-31");
  }
  if (*from->from > *to->to) {
    throw usage(fmt::format("--panel: '{}' ends before it begins", text));
  }
  return {.from = from->from, .to = to->to};
}

DayCut read_cut(const RawOptions& raw) {
  const Day before =
      raw.before.empty() ? day_option("--after", raw.after) : day_option("--before", raw.before);
  const Day after = raw.after.empty() ? before : day_option("--after", raw.after);
  if (before > after) {
    throw usage(fmt::format("--before {} is after --after {}", raw.before, raw.after));
  }
  return {.before = before, .after = after};
}

void set_trend(const RawOptions& raw, Options& options) {
  if (options.verb != Verb::kTrend && options.verb != Verb::kFirst) {
    return;
  }
  TrendOptions& trend = options.trend;
  if (!raw.by.empty()) {
    trend.by = named_value<PeriodLength>(options, "--by", kPeriodLengthNames, raw.by);
  }
  if (!raw.unit.empty()) {
    if (!raw.collapse.empty()) {
      throw usage("trend: --collapse template counts different policies: it takes no --unit");
    }
    constexpr std::array<std::string_view, 3> kAsked{
        name_of(TrendUnit::kSite), name_of(TrendUnit::kPolicy), name_of(TrendUnit::kSnapshot)};
    trend.unit = named_value<TrendUnit>(options, "--unit", kAsked, raw.unit);
  }
  if (!raw.collapse.empty()) {
    if (!raw.before.empty() || !raw.after.empty()) {
      throw usage(
          "trend: --collapse template does not go with --before and --after: of the policies on "
          "both "
          "sides of a day it would pair those that did not change");
    }
    trend.unit = TrendUnit::kTemplate;
  }
  if (!raw.panel.empty()) {
    if (!options.days.unbounded()) {
      throw usage("--panel is a range of days and excludes --from, --to and --as-of");
    }
    trend.panel = read_panel(raw.panel);
  }
  trend.compare = raw.compare;
  if (!raw.before.empty() || !raw.after.empty()) {
    if (raw.compare) {
      throw usage("one comparison at a time: --compare, or --before and --after");
    }
    trend.cut = read_cut(raw);
  }
}

/// A diff is of whole captures: what would restrict it is refused.
void set_diff(const RawOptions& raw, Options& options) {
  if (raw.diff.empty()) {
    return;
  }
  options.diff = read_day_pair(raw.diff);
  if (options.has_filter() || options.arguments.size() > 1) {
    throw usage("--diff compares whole captures: it takes a SITE, no query and no filter");
  }
}

void set_sampling(const RawOptions& raw, Options& options) {
  if (options.verb != Verb::kSample) {
    return;
  }
  const auto given = [](const auto& number, const char* name) {
    if (!number) {
      throw usage(fmt::format("sample: {} is missing: a sample needs --size N and --seed S", name));
    }
    return *number;
  };
  options.sampling.size = given(raw.size, "--size");
  options.sampling.seed = given(raw.seed, "--seed");
  options.sampling.stratify = static_cast<Stratify>(place_of(kStratifyNames, raw.stratify));
}

/// Names were checked against the same sets when they were read.
void set_names(const RawOptions& raw, Options& options) {
  const std::map<std::string, Group> groups{
      {"site", Group::kSite}, {"policy", Group::kPolicy}, {"none", Group::kNone}};
  options.group = raw.group.empty() ? default_group(options.verb) : groups.at(raw.group);
  options.collapse = raw.collapse.empty() ? Collapse::kNone : Collapse::kTemplate;
  options.sort = raw.sort == "date" ? Sort::kDate : Sort::kRelevance;
  options.format =
      static_cast<OutputFormat>(place_of(kFormatNames, format_of(raw, entry(options.verb))));
}

}  // namespace

std::string_view shown_name(Verb verb) {
  return verb == Verb::kSearch ? "search" : entry(verb).name;
}

Error usage(const std::string& message) {
  return {ExitCode::kUsage, message, "smallprint-search --help"};
}

void set_verb(std::vector<std::string> words, std::vector<std::string> queries, Options& options) {
  if (!words.empty()) {
    if (const auto verb = find_verb(words.front())) {
      options.verb = *verb;
      words.erase(words.begin());
    }
  }
  options.arguments = std::move(words);
  options.arguments.insert(options.arguments.end(), queries.begin(), queries.end());
}

void set_question(const RawOptions& raw, Options& options) {
  set_statement(raw, options.statement);
  set_days(raw, options.days);
  set_names(raw, options);
  set_facet(raw, options);
  set_export(raw, options);
  set_trend(raw, options);
  set_diff(raw, options);
  set_sampling(raw, options);
  check_arguments(options);
  check_format(format_of(raw, entry(options.verb)), entry(options.verb));
}

}  // namespace smallprint::searching
