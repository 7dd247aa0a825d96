#include "searcher/near_names.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/ascii.hpp"
#include "common/string_table.hpp"
#include "searcher/query/query_walk.hpp"

namespace smallprint::searching {
namespace {

constexpr std::size_t kMostNames = 3;
constexpr std::size_t kFewestLetters = 4;  // of a value that is looked for inside names

using Names = std::set<std::pair<FieldId, std::string>>;

const StringTable& names_of(const ShardReader& shard, FieldId field) {
  switch (field) {
    case FieldId::kSite:
      return shard.sites;
    case FieldId::kPolicy:
      return shard.policies;
    default:
      return shard.hosts;
  }
}

void collect(const ParsedQuery& query, Names& names) {
  for_each_node(query.root, [&](const QueryNode& node) {
    if (node.kind == NodeKind::kField &&
        (node.field == FieldId::kSite || node.field == FieldId::kPolicy ||
         node.field == FieldId::kPolicyHost)) {
      names.emplace(node.field, node.value);
    }
  });
}

bool is_known(const IndexView& index, FieldId field, const std::string& value) {
  return std::any_of(index.shards.begin(), index.shards.end(), [&](const auto& shard) {
    return find_name(names_of(shard->data, field), value).has_value();
  });
}

bool holds(std::string_view text, std::string_view part) {
  return part.size() >= kFewestLetters && text.find(part) != std::string_view::npos;
}

/// Smaller is nearer; nothing for what is not near.
std::optional<std::size_t> distance(std::string_view value, std::string_view name) {
  const std::size_t shorter = std::min(value.size(), name.size());
  const std::size_t longer = std::max(value.size(), name.size());
  const bool is_part = holds(name, value) || holds(value, name);
  if (is_part) {
    return longer - shorter;
  }
  const std::size_t most = std::max<std::size_t>(longer / 4, 1);
  if (longer - shorter > most) {
    return std::nullopt;
  }
  const std::size_t edits = edits_between(value, name);
  return edits <= most ? std::optional(edits) : std::nullopt;
}

std::vector<std::string> near_names(const IndexView& index,
                                    FieldId field,
                                    const std::string& value) {
  const std::string lower = ascii_lower(value);
  std::set<std::pair<std::size_t, std::string>> nearest;
  for (const auto& shard : index.shards) {
    const StringTable& names = names_of(shard->data, field);
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      if (const auto edits = distance(lower, ascii_lower(names[i]))) {
        nearest.emplace(*edits, names[i]);
        if (nearest.size() > kMostNames) {
          nearest.erase(std::prev(nearest.end()));
        }
      }
    }
  }
  std::vector<std::string> near;
  for (const auto& [edits, name] : nearest) {
    near.push_back(name);
  }
  return near;
}

}  // namespace

std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before;  // the row above `above`
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      row[j + 1] = std::min({above[j] + (a[i] == b[j] ? 0U : 1U), row[j] + 1, above[j + 1] + 1});
      if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j]) {
        row[j + 1] = std::min(row[j + 1], before[j - 1] + 1);
      }
    }
    before = std::exchange(above, row);
  }
  return above.back();
}

std::string UnknownName::message() const {
  const std::string rule =
      fmt::format("no {} '{}' in this index", smallprint::field(field).name, value);
  return near.empty() ? rule : fmt::format("{}; near it: {}", rule, fmt::join(near, ", "));
}

std::vector<UnknownName> NameCheck::unknown(const ParsedQuery& query, const Filters& filters) {
  Names names;
  collect(query, names);
  for (const ParsedQuery& excluded : filters.excluded) {
    collect(excluded, names);
  }
  for (const std::string& site : filters.sites) {
    names.emplace(FieldId::kSite, site);
  }
  for (const std::string& host : filters.policy_hosts) {
    names.emplace(FieldId::kPolicyHost, host);
  }
  std::vector<UnknownName> unknown;
  for (const auto& [field, value] : names) {
    if (!is_known(index_, field, value) && given_.emplace(field, value).second) {
      unknown.push_back({.field = field, .value = value, .near = near_names(index_, field, value)});
    }
  }
  return unknown;
}

}  // namespace smallprint::searching
