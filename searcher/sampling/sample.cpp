#include "searcher/sampling/sample.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "common/practices/statement_column.hpp"
#include "common/snapshot_attributes.hpp"
#include "searcher/matching/columns.hpp"
#include "searcher/matching/passage_statements.hpp"
#include "searcher/matching/statement_condition.hpp"
#include "searcher/sampling/sample_number.hpp"

namespace smallprint::searching {
namespace {

constexpr std::string_view kNoValue = "(none)";
constexpr std::string_view kOnlyStratum = "all";

/// A unit with what represents it.
struct Unit {
  std::uint64_t number = 0;
  std::string_view site = {};
  std::string_view policy = {};
  std::uint64_t passage = 0;
  std::uint32_t shard = 0;
  std::uint32_t row = 0;
  std::uint32_t snapshot = 0;

  /// Equal numbers are as good as impossible; the names keep the order defined.
  friend bool operator<(const Unit& a, const Unit& b) {
    return std::tie(a.number, a.site, a.policy, a.passage) <
           std::tie(b.number, b.site, b.policy, b.passage);
  }
};

std::string id_of(const Unit& unit) {
  return passage_id_text(unit.passage);
}

/// Names of strata in their order, each with its units.
using UnitsByStratum = std::map<std::string, std::vector<Unit>>;

/// Chooses representatives and strata, by the steps of draw_sample().
class UnitReader {
 public:
  UnitReader(const IndexView& index, const SampleRequest& request)
      : index_(index),
        request_(request),
        statements_(request.filters.statement),
        passage_numbers_(request.seed, "passage"),
        snapshot_numbers_(request.seed, "snapshot"),
        value_numbers_(request.seed, "value"),
        unit_numbers_(request.seed, "unit") {}

  void read(std::uint32_t shard, const PassageSet& rows, UnitsByStratum& units) {
    const ShardReader& data = index_.shards[shard]->data;
    const SnapshotCounter counter(data, request_.filters);
    for (std::uint32_t row = rows.next(0); row < rows.rows();) {
      const std::uint32_t end = end_of_group(data, row, request_.group);
      Unit unit{.shard = shard, .row = draw_row(data, rows, row, end)};
      name_unit(data, unit);
      unit.snapshot = draw_snapshot(data, counter, unit);
      units[stratum_of(data, unit)].push_back(unit);
      row = rows.next(end);
    }
  }

 private:
  /// Of the rows of the set in [begin, end), the one with the smallest number.
  std::uint32_t draw_row(const ShardReader& shard,
                         const PassageSet& rows,
                         std::uint32_t begin,
                         std::uint32_t end) {
    if (rows.next(begin + 1) >= end) {
      return begin;
    }
    std::pair<std::uint64_t, std::uint32_t> smallest{UINT64_MAX, begin};
    for (std::uint32_t row = begin; row < end; row = rows.next(row + 1)) {
      smallest = std::min(smallest, {passage_numbers_.of(passage_id_text(shard.row_id[row])), row});
    }
    return smallest.second;
  }

  void name_unit(const ShardReader& shard, Unit& unit) {
    const std::uint32_t policy = shard.policy_of_row(unit.row);
    unit.site = shard.sites[shard.policy_spans[policy].site];
    unit.policy = shard.policies[policy];
    unit.passage = shard.row_id[unit.row];
    switch (request_.group) {
      case Group::kSite:
        unit.number = unit_numbers_.of(unit.site);
        break;
      case Group::kPolicy:
        unit.number = unit_numbers_.of(fmt::format("{}\n{}", unit.site, unit.policy));
        break;
      case Group::kNone:
        unit.number = unit_numbers_.of(id_of(unit));
        break;
    }
  }

  std::uint32_t draw_snapshot(const ShardReader& shard,
                              const SnapshotCounter& counter,
                              const Unit& unit) {
    const std::uint32_t first = shard.row_first[unit.row];
    const std::uint32_t end = first + shard.row_count[unit.row];
    const std::size_t counted = counter.count(first, end);
    if (counted == 0) {
      return last_before(shard, first, end);
    }
    std::size_t skipped = counted == 1 ? 0 : snapshot_numbers_.below(counted, id_of(unit));
    std::uint32_t snapshot = first;
    while (!counter.counts(snapshot) || skipped-- > 0) {
      ++snapshot;
    }
    return snapshot;
  }

  /// Of the snapshots [first, end), of which none is within the days, the last before them.
  [[nodiscard]] std::uint32_t last_before(const ShardReader& shard,
                                          std::uint32_t first,
                                          std::uint32_t end) const {
    const std::optional<Day>& from = request_.filters.days.from;
    while (from && first + 1 < end && day_of(shard, first + 1) < *from) {
      ++first;
    }
    return first;
  }

  std::string stratum_of(const ShardReader& shard, const Unit& unit) {
    if (request_.stratify == Stratify::kNone) {
      return std::string(kOnlyStratum);
    }
    std::vector<std::string> values = values_of(shard, unit);
    if (values.empty()) {
      return std::string(kNoValue);
    }
    const std::size_t drawn =
        values.size() == 1 ? 0 : value_numbers_.below(values.size(), id_of(unit));
    return std::move(values[drawn]);
  }

  [[nodiscard]] std::vector<std::string> values_of(const ShardReader& shard,
                                                   const Unit& unit) const {
    switch (request_.stratify) {
      case Stratify::kYear: {
        const std::chrono::year_month_day day{day_of(shard, unit.snapshot)};
        return {fmt::format("{:04}", static_cast<int>(day.year()))};
      }
      case Stratify::kCategory:
        return categories_of(shard, unit.snapshot);
      case Stratify::kPractice:
        return practices_of(shard, unit.row);
      case Stratify::kNone:
        break;
    }
    return {};
  }

  /// In alphabetical order, as an index numbers attributes by their order of appearance.
  [[nodiscard]] std::vector<std::string> categories_of(const ShardReader& shard,
                                                       std::uint32_t snapshot) const {
    const std::vector<std::string>& asked = request_.filters.categories;
    std::vector<std::string> values;
    for (const std::uint32_t number : shard.attributes_of(snapshot)) {
      const std::string_view name = shard.attributes[number];
      const std::string_view value = attribute_value(FieldId::kCategory, name);
      const bool is_asked = asked.empty() || std::ranges::any_of(asked, [&](const auto& category) {
                              return attribute(FieldId::kCategory, category) == name;
                            });
      if (!value.empty() && is_asked) {
        values.emplace_back(value);
      }
    }
    std::ranges::sort(values);
    return values;
  }

  /// In the order of kPractices, as statements are; each once.
  [[nodiscard]] std::vector<std::string> practices_of(const ShardReader& shard,
                                                      std::uint32_t row) const {
    std::vector<std::string> values;
    for (const std::uint32_t packed : shard.statements_of(row)) {
      const PracticeEntry& practice = entry(unpack_statement(packed).practice);
      const bool is_new = values.empty() || values.back() != practice.id;
      if (is_new && statements_.accepts(packed) && is_shown(practice)) {
        values.emplace_back(practice.id);
      }
    }
    return values;
  }

  [[nodiscard]] bool is_shown(const PracticeEntry& practice) const {
    return !practice.is_structural ||
           std::ranges::any_of(
               request_.filters.statement.practices,
               [&](const PracticeValue& value) { return value.practice == practice.practice; });
  }

  const IndexView& index_;
  const SampleRequest& request_;
  StatementTest statements_;
  SampleNumbers passage_numbers_;
  SampleNumbers snapshot_numbers_;
  SampleNumbers value_numbers_;
  SampleNumbers unit_numbers_;
};

SampledPassage load(IndexView& index, const std::string& stratum, const Unit& unit) {
  ShardReader& shard = index.shards[unit.shard]->data;
  PassageText passage = shard.passage_text(unit.row);
  return {.stratum = stratum,
          .site = std::string(unit.site),
          .policy = std::string(unit.policy),
          .day = day_of(shard, unit.snapshot),
          .passage_id = id_of(unit),
          .heading = passage.heading,
          .text = passage.text,
          .statements = load_statements(shard, unit.row, passage),
          .archive_url = shard.snapshot_details(unit.snapshot).archive_url};
}

}  // namespace

std::vector<std::uint64_t> allocate_equally(const std::vector<std::uint64_t>& populations,
                                            std::uint64_t size) {
  std::vector<std::size_t> smallest_first(populations.size());
  std::iota(smallest_first.begin(), smallest_first.end(), std::size_t{0});
  std::ranges::stable_sort(smallest_first, {}, [&](std::size_t i) { return populations[i]; });
  std::vector<std::uint64_t> places(populations.size());
  std::uint64_t left = populations.size();
  for (const std::size_t i : smallest_first) {
    places[i] = std::min(populations[i], size / left);
    size -= places[i];
    --left;
  }
  return places;
}

Sample draw_sample(IndexView& index,
                   const std::vector<PassageSet>& matches,
                   const SampleRequest& request) {
  Sample sample;
  UnitsByStratum units;
  UnitReader reader(index, request);
  for (std::uint32_t shard = 0; shard < matches.size(); ++shard) {
    sample.passages += matches[shard].size();
    reader.read(shard, matches[shard], units);
  }
  std::vector<std::uint64_t> populations;
  for (const auto& [name, of_stratum] : units) {
    populations.push_back(of_stratum.size());
    sample.population += of_stratum.size();
  }
  const std::vector<std::uint64_t> places = allocate_equally(populations, request.size);
  for (auto& [name, of_stratum] : units) {
    const std::uint64_t drawn = places[sample.strata.size()];
    sample.strata.push_back({.name = name, .population = of_stratum.size(), .drawn = drawn});
    const auto end = of_stratum.begin() + static_cast<std::ptrdiff_t>(drawn);
    std::partial_sort(of_stratum.begin(), end, of_stratum.end());
    for (auto unit = of_stratum.begin(); unit != end; ++unit) {
      sample.rows.push_back(load(index, name, *unit));
    }
  }
  return sample;
}

}  // namespace smallprint::searching
