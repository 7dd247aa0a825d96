#include "tests/property/slow_facets.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace smallprint::testing_support {

using searching::FacetBy;
using searching::FacetRequest;
using searching::FacetUnit;
using searching::Filters;
using searching::PracticeValue;

namespace {

using Units = std::set<std::string>;

/// `practice`, `practice/polarity`, `2013_A`, a host: what one counts under, and the units.
using UnitsOfValue = std::map<std::string, Units>;

/// The request's filters but the facet's own; says which that is.
Filters other_filters(const FacetRequest& request, std::string& without) {
  Filters filters = request.filters;
  const auto drop = [&](auto& values, const char* name) {
    without = values.empty() ? "" : name;
    values.clear();
  };
  if (request.by == FacetBy::kPractice) {
    drop(filters.statement.practices, "practice");
  } else if (request.by == FacetBy::kData) {
    drop(filters.statement.data, "data");
  } else if (request.by == FacetBy::kSite) {
    drop(filters.sites, "site");
  } else if (request.by == FacetBy::kPolicyHost) {
    drop(filters.policy_hosts, "policy-host");
  } else if (request.by == FacetBy::kCategory) {
    drop(filters.categories, "category");
  } else if (request.by == FacetBy::kPolarity) {
    for (PracticeValue& practice : filters.statement.practices) {
      without = practice.polarity ? "polarity" : without;
      practice.polarity.reset();
    }
  }
  return filters;
}

std::string day_text(const SlowMatch& match, std::size_t snapshot) {
  return format_day(match.policy->snapshots[snapshot].day);
}

std::string half_year(const std::string& day) {
  return day.substr(0, 4) + (day.substr(5, 2) <= "06" ? "_A" : "_B");
}

/// The units that `snapshots` of a match are, or the match is when it has any.
Units units_of(const SlowMatch& match, FacetUnit unit, const std::vector<std::size_t>& snapshots) {
  Units units;
  if (unit == FacetUnit::kSnapshot) {
    for (const std::size_t snapshot : snapshots) {
      units.insert(match.policy->site + " #" + std::to_string(snapshot));
    }
  } else if (unit == FacetUnit::kSite) {
    units.insert(match.policy->site);
  } else {
    units.insert(match.policy->site + " " + std::to_string(match.run - match.policy->runs.data()));
  }
  return units;
}

void add(UnitsOfValue& all, const std::string& value, const Units& units) {
  all[value].insert(units.begin(), units.end());
}

void add_statement(const SlowStatement& statement,
                   FacetBy by,
                   const Units& units,
                   UnitsOfValue& all) {
  if (by == FacetBy::kPractice) {
    add(all, statement.practice, units);
    if (!statement.polarity.empty()) {
      add(all, statement.practice + "/" + statement.polarity, units);
    }
  } else if (by == FacetBy::kPolarity && !statement.polarity.empty()) {
    add(all, statement.polarity, units);
  } else if (by == FacetBy::kData || by == FacetBy::kPracticeAndData) {
    for (const std::string& type : statement.data) {
      add(all, by == FacetBy::kData ? type : statement.practice + ":" + type, units);
    }
  }
}

void add_match(const SlowMatch& match,
               const FacetRequest& request,
               const Filters& filters,
               UnitsOfValue& all) {
  const Units units = units_of(match, request.unit, match.observed);
  if (request.by == FacetBy::kSite) {
    add(all, match.policy->site, units);
  }
  for (const SlowStatement& statement : match.policy->passage(*match.run).statements) {
    if (states(statement, filters.statement)) {
      add_statement(statement, request.by, units, all);
    }
  }
  for (const std::size_t snapshot : match.observed) {
    const Units one = units_of(match, request.unit, {snapshot});
    const std::string day = day_text(match, snapshot);
    if (request.by == FacetBy::kYear) {
      add(all, day.substr(0, 4), one);
    } else if (request.by == FacetBy::kHalfYear) {
      add(all, half_year(day), one);
    } else if (request.by == FacetBy::kPolicyHost) {
      add(all, match.policy->snapshots[snapshot].host, one);
    }
    const auto& attributes = match.policy->snapshots[snapshot].attributes;
    const auto values = attributes.find(std::string(name_of(request.by)));
    if (values != attributes.end()) {
      for (const std::string& value : values->second) {
        add(all, value, one);
      }
    }
  }
}

bool is_hidden(const std::string& value, const FacetRequest& request) {
  const std::string practice = value.substr(0, value.find(':'));
  if (practice != "introductory-generic" && practice != "privacy-contact-information") {
    return false;
  }
  const auto& named = request.filters.statement.practices;
  return std::none_of(named.begin(), named.end(), [&](const PracticeValue& one) {
    return entry(one.practice).id == practice;
  });
}

std::vector<SlowFacetValue> values_of(const UnitsOfValue& all, const FacetRequest& request) {
  std::vector<SlowFacetValue> values;
  for (const auto& [name, units] : all) {
    if (units.empty() || name.find('/') != std::string::npos || is_hidden(name, request)) {
      continue;
    }
    SlowFacetValue value{.value = name, .count = units.size(), .polarity = {}};
    for (std::size_t i = 0; request.by == FacetBy::kPractice && i < kPolarityCount; ++i) {
      const auto of_polarity = all.find(name + "/" + std::string(kPolarityIds[i]));
      value.polarity[i] = of_polarity == all.end() ? 0 : of_polarity->second.size();
    }
    values.push_back(std::move(value));
  }
  std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
    return a.count > b.count || (a.count == b.count && a.value < b.value);
  });
  return values;
}

}  // namespace

SlowFacetAnswer count_slowly(const std::vector<SlowPolicy>& policies, const FacetRequest& request) {
  SlowFacetAnswer answer;
  const Filters filters = other_filters(request, answer.without_filter);
  Units matching;
  UnitsOfValue all;
  for (const SlowMatch& match : match_slowly(policies, request.query.root, filters)) {
    matching.merge(units_of(match, request.unit, match.observed));
    add_match(match, request, filters, all);
  }
  answer.matching = matching.size();
  answer.values = values_of(all, request);
  answer.distinct = answer.values.size();
  if (request.top != 0) {
    answer.values.resize(std::min(answer.values.size(), request.top));
  }
  Units with_value;
  for (const SlowFacetValue& value : answer.values) {
    with_value.insert(all[value.value].begin(), all[value.value].end());
  }
  answer.other = matching.size() - with_value.size();
  return answer;
}

}  // namespace smallprint::testing_support
