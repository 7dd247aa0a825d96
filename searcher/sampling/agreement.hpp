/// How far coders agree: `agree`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "searcher/sampling/coding_sheet.hpp"

namespace smallprint::searching {

/// The category that a coder gave a unit, or none: not coded.
using Rating = std::optional<std::uint32_t>;

/// What each coder gave, the units in the same order.
using Ratings = std::vector<std::vector<Rating>>;

/// Two coders, over the units that both coded.
struct PairAgreement {
  std::size_t first = 0;  ///< numbers of the coders
  std::size_t second = 0;
  std::uint64_t units = 0;
  std::optional<double> observed;  ///< share of units with the same category; none without a unit
  std::optional<double> expected;  ///< the same by chance, from the categories of each coder
  std::optional<double> kappa;     ///< none also where chance alone explains everything
};

/// Cohen's kappa, (observed - expected) / (1 - expected): Cohen 1960, "A Coefficient of Agreement
/// for Nominal Scales", Educational and Psychological Measurement 20(1).
[[nodiscard]] PairAgreement compare(const Ratings& ratings, std::size_t first, std::size_t second);

/// Krippendorff's alpha for nominal data, any number of coders, missing ratings allowed: section C
/// of Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability". Units with fewer than two
/// ratings do not count. None where fewer than two categories were used: no variation, nothing to
/// agree on.
[[nodiscard]] std::optional<double> krippendorff_alpha(const Ratings& ratings);

/// Units with at least two ratings.
[[nodiscard]] std::uint64_t pairable_units(const Ratings& ratings);

struct CodeAgreement {
  std::string code;                 ///< empty: all codes of a cell together
  std::vector<std::uint64_t> uses;  ///< by sheet: cells that have it; of all codes, coded cells
  std::optional<double> alpha;
  std::vector<PairAgreement> pairs;  ///< every two sheets
};

struct SheetSummary {
  std::string file;
  std::uint64_t rows = 0;
  std::uint64_t coded = 0;
};

struct Agreement {
  std::vector<SheetSummary> sheets;
  std::uint64_t units = 0;     ///< passages, the same in all sheets
  std::uint64_t pairable = 0;  ///< coded in two sheets or more
  CodeAgreement overall;
  std::vector<CodeAgreement> codes;  ///< by name
};

/// Compares two sheets or more; rows belong together by passage id. A cell without a code is
/// missing, which is no disagreement. Overall, a cell's category is the set of its codes: cells
/// agree when they have the same. Of each code, a coded cell has it or has it not. Errors as of
/// require_same_passages().
[[nodiscard]] Agreement measure_agreement(const std::vector<CodingSheet>& sheets);

}  // namespace smallprint::searching
