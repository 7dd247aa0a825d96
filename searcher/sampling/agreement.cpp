#include "searcher/sampling/agreement.hpp"

#include <algorithm>
#include <map>

namespace smallprint::searching {
namespace {

using CountByCategory = std::map<std::uint32_t, double>;

/// The ratings of one unit.
CountByCategory counts_of_unit(const Ratings& ratings, std::size_t unit) {
  CountByCategory counts;
  for (const std::vector<Rating>& coder : ratings) {
    if (coder[unit]) {
      ++counts[*coder[unit]];
    }
  }
  return counts;
}

double sum_of(const CountByCategory& counts) {
  double sum = 0;
  for (const auto& [category, count] : counts) {
    sum += count;
  }
  return sum;
}

/// Pairs of different ones that agree, in both orders.
double agreeing_pairs(const CountByCategory& counts) {
  double pairs = 0;
  for (const auto& [category, count] : counts) {
    pairs += count * (count - 1);
  }
  return pairs;
}

std::size_t units_of(const Ratings& ratings) {
  return ratings.empty() ? 0 : ratings.front().size();
}

/// Ratings of the passages in the order of their ids, `category_of(codes)` of a coded cell. All
/// sheets have the same passages.
template <typename CategoryOf>
Ratings rate(const std::vector<CodingSheet>& sheets, const CategoryOf& category_of) {
  Ratings ratings;
  for (const CodingSheet& sheet : sheets) {
    std::vector<Rating>& coder = ratings.emplace_back();
    for (const auto& [id, row] : sheet.rows) {
      coder.push_back(row.codes.empty() ? Rating() : Rating(category_of(row.codes)));
    }
  }
  return ratings;
}

CodeAgreement measure(const Ratings& ratings) {
  CodeAgreement agreement;
  agreement.alpha = krippendorff_alpha(ratings);
  for (std::size_t first = 0; first < ratings.size(); ++first) {
    for (std::size_t second = first + 1; second < ratings.size(); ++second) {
      agreement.pairs.push_back(compare(ratings, first, second));
    }
  }
  return agreement;
}

SheetSummary summarise(const CodingSheet& sheet) {
  const auto coded =
      std::ranges::count_if(sheet.rows, [](const auto& row) { return !row.second.codes.empty(); });
  return {.file = sheet.path.string(),
          .rows = sheet.rows.size(),
          .coded = static_cast<std::uint64_t>(coded)};
}

}  // namespace

PairAgreement compare(const Ratings& ratings, std::size_t first, std::size_t second) {
  PairAgreement pair{.first = first, .second = second, .observed = {}, .expected = {}, .kappa = {}};
  CountByCategory of_first;
  CountByCategory of_second;
  double same = 0;
  for (std::size_t unit = 0; unit < units_of(ratings); ++unit) {
    const Rating& a = ratings[first][unit];
    const Rating& b = ratings[second][unit];
    if (a && b) {
      ++pair.units;
      ++of_first[*a];
      ++of_second[*b];
      same += *a == *b ? 1 : 0;
    }
  }
  if (pair.units == 0) {
    return pair;
  }
  const auto units = static_cast<double>(pair.units);
  double by_chance = 0;  // times units * units
  for (const auto& [category, count] : of_first) {
    const auto other = of_second.find(category);
    by_chance += other == of_second.end() ? 0 : count * other->second;
  }
  pair.observed = same / units;
  pair.expected = by_chance / (units * units);
  if (by_chance < units * units) {
    pair.kappa = (same * units - by_chance) / (units * units - by_chance);
  }
  return pair;
}

std::optional<double> krippendorff_alpha(const Ratings& ratings) {
  CountByCategory values;   // pairable, over all units
  double coincidences = 0;  // of equal values
  for (std::size_t unit = 0; unit < units_of(ratings); ++unit) {
    const CountByCategory counts = counts_of_unit(ratings, unit);
    const double sum = sum_of(counts);
    if (sum < 2) {
      continue;
    }
    coincidences += agreeing_pairs(counts) / (sum - 1);
    for (const auto& [category, count] : counts) {
      values[category] += count;
    }
  }
  if (values.size() < 2) {
    return std::nullopt;
  }
  const double sum = sum_of(values);
  const double by_chance = agreeing_pairs(values);
  return ((sum - 1) * coincidences - by_chance) / (sum * (sum - 1) - by_chance);
}

std::uint64_t pairable_units(const Ratings& ratings) {
  std::uint64_t units = 0;
  for (std::size_t unit = 0; unit < units_of(ratings); ++unit) {
    units += sum_of(counts_of_unit(ratings, unit)) < 2 ? 0U : 1U;
  }
  return units;
}

Agreement measure_agreement(const std::vector<CodingSheet>& sheets) {
  require_same_passages(sheets);
  Agreement agreement;
  agreement.units = sheets.empty() ? 0 : sheets.front().rows.size();
  std::map<std::string, std::vector<std::uint64_t>> uses;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    agreement.sheets.push_back(summarise(sheets[i]));
    for (const auto& [id, row] : sheets[i].rows) {
      for (const std::string& code : row.codes) {
        std::vector<std::uint64_t>& of_code = uses[code];
        of_code.resize(sheets.size());
        ++of_code[i];
      }
    }
  }

  std::map<CodeSet, std::uint32_t> categories;
  const Ratings whole = rate(sheets, [&](const CodeSet& codes) {
    return categories.emplace(codes, static_cast<std::uint32_t>(categories.size())).first->second;
  });
  agreement.pairable = pairable_units(whole);
  agreement.overall = measure(whole);
  for (const SheetSummary& sheet : agreement.sheets) {
    agreement.overall.uses.push_back(sheet.coded);
  }
  for (auto& [code, of_code] : uses) {
    const std::string& name = code;
    agreement.codes.push_back(measure(
        rate(sheets, [&](const CodeSet& codes) { return codes.contains(name) ? 1U : 0U; })));
    agreement.codes.back().code = name;
    agreement.codes.back().uses = of_code;
  }
  return agreement;
}

}  // namespace smallprint::searching
