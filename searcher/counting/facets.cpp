#include "searcher/counting/facets.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "common/snapshot_attributes.hpp"
#include "searcher/counting/facet_values.hpp"
#include "searcher/counting/unit_counter.hpp"
#include "searcher/matching/shard_matches.hpp"

namespace smallprint::searching {
namespace {

/// Calls `add(packed)` for each statement that `test` accepts.
template <typename Add>
void count_statements(const ShardMatches& matches,
                      const StatementTest& test,
                      UnitCounter& counter,
                      const Add& add) {
  for_each_row(matches,
               [&](std::uint32_t site, std::uint32_t row, std::uint32_t begin, std::uint32_t end) {
                 counter.stand_at(site, row, begin, end);
                 for (const std::uint32_t packed : matches.shard.statements_of(row)) {
                   if (test.accepts(packed)) {
                     add(packed);
                   }
                 }
               });
}

/// Calls `visit(type)` for each data type of a packed statement.
template <typename Visit>
void for_each_data_type(std::uint32_t packed, const Visit& visit) {
  for (auto types = packed & static_cast<std::uint32_t>(kDataTypes); types != 0;
       types &= types - 1) {
    visit(static_cast<ValueNumber>(std::countr_zero(types)));
  }
}

void add_practice(UnitCounter& counter, std::uint32_t packed) {
  const StatementEntry statement = unpack_statement(packed);
  counter.add(number_of(statement.practice));
  if (statement.polarity) {
    counter.add(polarity_number(statement.practice, *statement.polarity));
  }
}

void add_polarity(UnitCounter& counter, std::uint32_t packed) {
  if (const auto polarity = unpack_statement(packed).polarity) {
    counter.add(static_cast<ValueNumber>(*polarity));
  }
}

void add_data(UnitCounter& counter, std::uint32_t packed) {
  for_each_data_type(packed, [&](ValueNumber type) { counter.add(type); });
}

void add_pairs(UnitCounter& counter, std::uint32_t packed) {
  const ValueNumber practice = number_of(unpack_statement(packed).practice);
  for_each_data_type(packed, [&](ValueNumber type) {
    counter.add(practice * static_cast<ValueNumber>(kDataTypeCount) + type);
  });
}

/// True when it does not matter which practice goes with which data type.
bool counts_apart(const FacetRequest& request) {
  return request.unit == FacetUnit::kSite &&
         (request.by == FacetBy::kPractice || request.by == FacetBy::kPolarity ||
          request.by == FacetBy::kData);
}

/// Counts sites by what each states; counts_apart(request) holds.
void count_stated(const std::vector<StatedSet>& sites, FacetBy by, UnitCounter& counter) {
  for (std::uint32_t i = 0; i < sites.size(); ++i) {
    counter.stand_at(i, i, 0, 0);
    if (by == FacetBy::kData) {
      add_data(counter, sites[i]);
      continue;
    }
    for (StatedSet kinds = sites[i] >> kFirstStatedPractice; kinds != 0; kinds &= kinds - 1) {
      const std::uint32_t packed =
          kStatementsOfStatedKinds[static_cast<std::size_t>(std::countr_zero(kinds))];
      by == FacetBy::kPractice ? add_practice(counter, packed) : add_polarity(counter, packed);
    }
  }
}

void count_sites(const ShardMatches& matches, UnitCounter& counter) {
  for_each_row(matches,
               [&](std::uint32_t site, std::uint32_t row, std::uint32_t begin, std::uint32_t end) {
                 counter.stand_at(site, row, begin, end);
                 counter.add(site);
               });
}

/// Values of snapshots: `values_of(snapshot)` is a span of numbers. A snapshot that several rows
/// share is looked at once, unless the rows are what is counted.
template <typename ValuesOf>
void count_snapshot_values(const ShardMatches& matches,
                           const SnapshotCounter& snapshots,
                           const ValuesOf& values_of,
                           UnitCounter& counter) {
  std::uint32_t seen = 0;
  for_each_row(
      matches, [&](std::uint32_t site, std::uint32_t row, std::uint32_t begin, std::uint32_t end) {
        if (counter.unit() != FacetUnit::kPassage) {
          begin = std::max(begin, seen);
          seen = std::max(seen, end);
        }
        for (std::uint32_t snapshot = begin; snapshot < end; ++snapshot) {
          const std::span<const ValueNumber> values = values_of(snapshot);
          if (!values.empty() && snapshots.counts(snapshot)) {
            counter.stand_at(site, row, snapshot, snapshot + 1);
            std::for_each(
                values.begin(), values.end(), [&](ValueNumber value) { counter.add(value); });
          }
        }
      });
}

/// The same of a column with one number per snapshot. A number that is none of the facet's counts
/// for nothing (a damaged day).
void count_snapshot_column(const ShardMatches& matches,
                           const SnapshotCounter& snapshots,
                           std::span<const ValueNumber> numbers,
                           UnitCounter& counter) {
  count_snapshot_values(
      matches,
      snapshots,
      [&](std::uint32_t snapshot) {
        return numbers.subspan(snapshot, numbers[snapshot] < counter.values() ? 1 : 0);
      },
      counter);
}

/// The year of each snapshot, or its half-year.
std::vector<ValueNumber> periods_of(const ShardReader& shard, FacetBy by) {
  std::vector<ValueNumber> periods;
  periods.reserve(shard.snapshots());
  for (const std::int32_t day : shard.snapshot_day.values()) {
    const std::chrono::year_month_day date{Day(std::chrono::days(day))};
    const auto year = static_cast<ValueNumber>(static_cast<int>(date.year()));
    const ValueNumber half = static_cast<unsigned>(date.month()) > 6 ? 1 : 0;
    periods.push_back(by == FacetBy::kYear ? year : year * kHalves + half);
  }
  return periods;
}

void count_rows(const ShardMatches& matches,
                FacetBy by,
                const SnapshotCounter& snapshots,
                const StatementTest& test,
                UnitCounter& counter) {
  const auto count_by = [&](const auto& add) {
    count_statements(matches, test, counter, [&](std::uint32_t packed) { add(counter, packed); });
  };
  switch (by) {
    case FacetBy::kPractice:
      return count_by(add_practice);
    case FacetBy::kData:
      return count_by(add_data);
    case FacetBy::kPolarity:
      return count_by(add_polarity);
    case FacetBy::kPracticeAndData:
      return count_by(add_pairs);
    case FacetBy::kSite:
      return count_sites(matches, counter);
    case FacetBy::kPolicyHost:
      return count_snapshot_column(
          matches, snapshots, matches.shard.snapshot_host.values(), counter);
    case FacetBy::kCategory:
    case FacetBy::kRank:
    case FacetBy::kInterval:
    case FacetBy::kParked:
      return count_snapshot_values(
          matches,
          snapshots,
          [&](std::uint32_t snapshot) { return matches.shard.attributes_of(snapshot); },
          counter);
    case FacetBy::kYear:
    case FacetBy::kHalfYear:
      return count_snapshot_column(matches, snapshots, periods_of(matches.shard, by), counter);
    case FacetBy::kTemplate:
    case FacetBy::kPolicyTemplate:
    case FacetBy::kCount:
      break;
  }
}

/// Counts over all shards.
class FacetCounter {
 public:
  FacetCounter(const IndexView& index,
               const std::vector<PassageSet>& matches,
               const Filters& filters,
               const FacetRequest& request,
               const StatedBySites* stated)
      : index_(index),
        matches_(matches),
        filters_(filters),
        request_(request),
        stated_(stated),
        test_(filters.statement),
        attribute_field_(attribute_field(request.by)),
        counts_(matches.size()) {}

  /// Counts all values.
  void count() {
    count_shards([&](std::size_t i, ValueNumber number) { return is_a_value(i, number); });
  }

  /// Counts again, with a unit counting among those with a value only by one of `values`.
  void count_among(const std::vector<FacetValue>& values) {
    std::set<std::string_view> names;
    for (const FacetValue& value : values) {
      names.insert(value.value);
    }
    count_shards([&](std::size_t i, ValueNumber number) {
      return is_a_value(i, number) && counts_[i][number] > 0 &&
             names.contains(value_of(request_.by, shard(i), number).value);
    });
  }

  /// Every value with a count, in the order of their names.
  [[nodiscard]] std::vector<FacetValue> values() const {
    std::map<std::string, FacetValue> all;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      for (ValueNumber number = 0; number < counts_[i].size(); ++number) {
        if (is_a_value(i, number) && counts_[i][number] > 0) {
          add(value_of(request_.by, shard(i), number), number, counts_[i], all);
        }
      }
    }
    std::vector<FacetValue> values;
    values.reserve(all.size());
    for (auto& [name, value] : all) {
      values.push_back(std::move(value));
    }
    return values;
  }

  /// Units that have a value of those last counted among.
  [[nodiscard]] std::uint64_t units_with_value() const { return units_with_value_; }

 private:
  [[nodiscard]] const ShardReader& shard(std::size_t i) const { return index_.shards[i]->data; }

  template <typename IsListed>
  void count_shards(const IsListed& is_listed) {
    units_with_value_ = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      std::vector<char> listed(size_of(request_.by, shard(i)));
      for (ValueNumber number = 0; number < listed.size(); ++number) {
        listed[number] = is_listed(i, number) ? 1 : 0;
      }
      const SnapshotCounter snapshots(shard(i), filters_);
      UnitCounter counter(request_.unit, snapshots, std::move(listed));
      if (stated_ != nullptr) {
        count_stated(stated_->of_shard(i), request_.by, counter);
      } else {
        count_rows({shard(i), matches_[i]}, request_.by, snapshots, test_, counter);
      }
      counts_[i] = counter.counts();
      units_with_value_ += counter.with_listed();
    }
  }

  /// Not so: a polarity of a practice, a structural practice that was not asked for, an attribute
  /// of another field.
  [[nodiscard]] bool is_a_value(std::size_t i, ValueNumber number) const {
    if (attribute_field_) {
      return !attribute_value(*attribute_field_, shard(i).attributes[number]).empty();
    }
    if (request_.by == FacetBy::kPracticeAndData) {
      return is_shown(practice_of_pair(number));
    }
    if (request_.by == FacetBy::kPractice) {
      return number < kPracticeCount && is_shown(kPractices[number].practice);
    }
    return true;
  }

  [[nodiscard]] bool is_shown(Practice practice) const {
    const auto& named = request_.filters.statement.practices;
    return !entry(practice).is_structural ||
           std::any_of(named.begin(), named.end(), [&](const PracticeValue& value) {
             return value.practice == practice;
           });
  }

  /// Adds what a shard counted of one value to what the shards before it did.
  static void add(const FacetValue& value,
                  ValueNumber number,
                  const std::vector<std::uint64_t>& counts,
                  std::map<std::string, FacetValue>& all) {
    FacetValue& sum = all.try_emplace(value.value, value).first->second;
    sum.count += counts[number];
    for (std::size_t i = 0; sum.polarity && i < kPolarityCount; ++i) {
      (*sum.polarity)[i] += counts[polarity_number(*sum.practice, static_cast<Polarity>(i))];
    }
  }

  const IndexView& index_;
  const std::vector<PassageSet>& matches_;
  const Filters& filters_;
  const FacetRequest& request_;
  const StatedBySites* stated_;
  StatementTest test_;
  std::optional<FieldId> attribute_field_;
  std::vector<std::vector<std::uint64_t>> counts_;  // by shard and number
  std::uint64_t units_with_value_ = 0;
};

}  // namespace

FacetFilters filters_of_facet(const FacetRequest& request) {
  FacetFilters facet{.filters = request.filters, .left_out = {}};
  Filters& filters = facet.filters;
  const auto leave_out = [&](auto& values) {
    if (!values.empty()) {
      values.clear();
      facet.left_out = name_of(request.by);
    }
  };
  switch (request.by) {
    case FacetBy::kPractice:
      leave_out(filters.statement.practices);
      break;
    case FacetBy::kData:
      leave_out(filters.statement.data);
      break;
    case FacetBy::kPolarity:
      for (PracticeValue& practice : filters.statement.practices) {
        if (practice.polarity) {
          practice.polarity.reset();
          facet.left_out = name_of(request.by);
        }
      }
      break;
    case FacetBy::kSite:
      leave_out(filters.sites);
      break;
    case FacetBy::kPolicyHost:
      leave_out(filters.policy_hosts);
      break;
    case FacetBy::kCategory:
      leave_out(filters.categories);
      break;
    default:
      break;
  }
  return facet;
}

FacetAnswer count_facet(const IndexView& index,
                        const FacetMatches& matches,
                        const FacetFilters& filters,
                        const FacetRequest& request,
                        std::optional<StatedBySites>& stated) {
  if (counts_apart(request) && !stated) {
    stated.emplace(index, matches.rows, filters.filters.statement);
  }
  FacetCounter counter(
      index, matches.rows, filters.filters, request, counts_apart(request) ? &*stated : nullptr);
  counter.count();
  FacetAnswer answer;
  answer.matching = matches.units;
  answer.values = counter.values();
  answer.distinct = answer.values.size();
  answer.without_filter = filters.left_out;
  std::stable_sort(answer.values.begin(), answer.values.end(), [](const auto& a, const auto& b) {
    return a.count > b.count;
  });
  if (request.top != 0 && answer.values.size() > request.top) {
    answer.values.resize(request.top);
    counter.count_among(answer.values);
  }
  answer.other = matches.units - counter.units_with_value();
  return answer;
}

}  // namespace smallprint::searching
