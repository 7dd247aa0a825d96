/// The fields a query and a filter can name: one table for the query parser, the filters, `fields`,
/// the help texts and docs/query-language.md.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace smallprint {

enum class FieldId {
  kSite,
  kPolicy,
  kPolicyHost,
  kHeading,
  kPractice,
  kData,
  kCategory,
  kRank,
  kInterval,
  kParked,
  kCount
};

/// What a field's value is compared with.
enum class FieldKind {
  kExact,  ///< the whole value, case ignored where the archive ignores it
  kText,   ///< words, stemmed like the rest
  kLabel   ///< one of a closed list (schemas/practices.hpp, schemas/snapshot_values.hpp)
};

struct Field {
  FieldId id;
  FieldKind kind;
  std::string_view name;         ///< as the user types it: `site:example.com`
  std::string_view description;  ///< one line, shown by `smallprint-search fields`
  std::string_view example;      ///< a query that must parse; checked by a test
};

inline constexpr std::array<Field, static_cast<std::size_t>(FieldId::kCount)> kFields{{
    {FieldId::kSite,
     FieldKind::kExact,
     "site",
     "site of the archive: the host in the header line",
     "site:harborbooks.example cookies"},
    {FieldId::kPolicy,
     FieldKind::kExact,
     "policy",
     "one series of snapshots: SITE, or SITE/Terms type where an archive holds several per site",
     "policy:harborbooks.example \"personal information\""},
    {FieldId::kPolicyHost,
     FieldKind::kExact,
     "policy-host",
     "host of the archived address, often another than the site",
     "policy-host:www.lanternmaps.example \"third parties\""},
    {FieldId::kHeading,
     FieldKind::kText,
     "heading",
     "words of the headings above a passage",
     "heading:\"information we collect\" email"},
    {FieldId::kPractice,
     FieldKind::kLabel,
     "practice",
     "practice a statement of the passage is about, with /performed, /denied or /conditional",
     "practice:third-party-sharing-collection/denied email"},
    {FieldId::kData,
     FieldKind::kLabel,
     "data",
     "data type a statement of the passage is about",
     "data:contact share"},
    {FieldId::kCategory,
     FieldKind::kExact,
     "category",
     "category of the site, where the archive records it",
     "category:\"news and media\" location"},
    {FieldId::kRank,
     FieldKind::kLabel,
     "rank",
     "band of the site's Alexa rank, where the archive records it",
     "rank:top-1k \"third parties\""},
    {FieldId::kInterval,
     FieldKind::kExact,
     "interval",
     "half-year of the archive's crawl, where the archive records it",
     "interval:2013_A cookies"},
    {FieldId::kParked,
     FieldKind::kLabel,
     "parked",
     "whether the site was a parked domain, where the archive records it",
     "parked:false cookies"},
}};

[[nodiscard]] constexpr bool fields_are_consistent() {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    if (static_cast<std::size_t>(kFields[i].id) != i || kFields[i].name.empty()) {
      return false;
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (kFields[i].name == kFields[j].name) {
        return false;
      }
    }
  }
  return true;
}

static_assert(fields_are_consistent());  // ids in order, names unique

[[nodiscard]] constexpr const Field& field(FieldId id) {
  return kFields[static_cast<std::size_t>(id)];
}

[[nodiscard]] constexpr std::optional<FieldId> find_field(std::string_view name) {
  for (const Field& entry : kFields) {
    if (entry.name == name) {
      return entry.id;
    }
  }
  return std::nullopt;
}

/// True for the fields that the metadata of a snapshot have values of
/// (common/snapshot_attributes.hpp).
[[nodiscard]] constexpr bool is_attribute(FieldId id) {
  return id == FieldId::kCategory || id == FieldId::kRank || id == FieldId::kInterval ||
         id == FieldId::kParked;
}

}  // namespace smallprint
