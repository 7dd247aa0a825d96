/// How well labels are told: of the policies whose annotators say that they state something, of how
/// many the labeler says so too. `smallprint-index practices` prints it, and notes on stderr say it
/// beside counts of labels.
///
/// Source: the 75 development policies of OPP-115 (Wilson et al. 2016), of 2015 and before, each
/// labelled by a model that has not seen it (five folds by policy). `scripts/evaluate` prints these
/// rows anew. The rules were written looking at half of these policies: expect somewhat less
/// elsewhere. Annotators marked no conditions, so nothing is known of `/conditional`; what they
/// call denied may have exceptions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace smallprint {

inline constexpr int kJudgedPolicies = 75;

/// The labelers that were measured, as an index names its own.
inline constexpr std::string_view kJudgedRules =
    "smallprint-labeler/4 rules:629d330670f9293949e568d3c7aa9fcc";
inline constexpr std::string_view kJudgedModel =
    "smallprint-labeler/4 rules:629d330670f9293949e568d3c7aa9fcc "
    "model:53202c09e055a45de1fb9b475e100cd9";

/// Policies. told - both were told wrongly, stated - both were missed.
struct LabelQuality {
  std::uint16_t stated = 0;  ///< by annotators
  std::uint16_t told = 0;    ///< by the labeler
  std::uint16_t both = 0;
};

struct JudgedLabel {
  struct Told {
    std::uint16_t told;
    std::uint16_t both;
  };

  std::string_view label;  ///< label_name()
  std::uint16_t stated;
  Told with_model;
  Told by_rules;
};

inline constexpr std::array<JudgedLabel, 27> kJudgedLabels{{
    {"first-party-collection-use", 73, {74, 73}, {74, 73}},
    {"third-party-sharing-collection", 74, {74, 74}, {74, 74}},
    {"user-choice-control", 62, {64, 59}, {69, 61}},
    {"user-access-edit-deletion", 56, {56, 54}, {53, 49}},
    {"data-retention", 38, {28, 26}, {40, 32}},
    {"data-security", 63, {62, 61}, {62, 61}},
    {"policy-change", 60, {60, 60}, {59, 59}},
    {"do-not-track", 23, {23, 21}, {26, 23}},
    {"international-specific-audiences", 58, {58, 58}, {58, 58}},
    {"introductory-generic", 72, {73, 72}, {69, 68}},
    {"privacy-contact-information", 60, {64, 59}, {65, 59}},
    {"first-party-collection-use/performed", 73, {74, 73}, {74, 73}},
    {"first-party-collection-use/denied", 14, {28, 12}, {40, 13}},
    {"third-party-sharing-collection/performed", 71, {71, 69}, {71, 69}},
    {"third-party-sharing-collection/denied", 45, {38, 33}, {52, 40}},
    {"data:contact", 68, {68, 65}, {68, 67}},
    {"data:financial", 47, {43, 39}, {49, 42}},
    {"data:location", 40, {35, 33}, {32, 32}},
    {"data:demographic", 43, {40, 34}, {45, 38}},
    {"data:health", 2, {2, 1}, {2, 1}},
    {"data:cookies-tracking", 67, {70, 66}, {70, 66}},
    {"data:computer", 57, {60, 54}, {50, 47}},
    {"data:ip-device-id", 60, {59, 58}, {58, 57}},
    {"data:online-activity", 64, {65, 61}, {53, 50}},
    {"data:generic", 68, {68, 64}, {68, 65}},
    {"data:identifier", 8, {6, 4}, {5, 3}},
    {"data:profile", 17, {7, 3}, {3, 1}},
}};

/// Nothing for a label that was not judged, and for a labeler that was not measured.
[[nodiscard]] constexpr std::optional<LabelQuality> quality_of(std::string_view label,
                                                               std::string_view labeler) {
  if (labeler != kJudgedModel && labeler != kJudgedRules) {
    return std::nullopt;
  }
  for (const JudgedLabel& judged : kJudgedLabels) {
    if (judged.label == label) {
      const auto told = labeler == kJudgedModel ? judged.with_model : judged.by_rules;
      return LabelQuality{.stated = judged.stated, .told = told.told, .both = told.both};
    }
  }
  return std::nullopt;
}

[[nodiscard]] constexpr bool quality_is_consistent() {
  for (const JudgedLabel& judged : kJudgedLabels) {
    for (const auto& told : {judged.with_model, judged.by_rules}) {
      if (told.both > judged.stated || told.both > told.told || told.told > kJudgedPolicies) {
        return false;
      }
    }
  }
  return true;
}

static_assert(quality_is_consistent());

}  // namespace smallprint
