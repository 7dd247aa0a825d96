#include "searcher/matching/matcher.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "common/error.hpp"
#include "searcher/query/query_error.hpp"
#include "searcher/query/query_walk.hpp"
#include "searcher/query/word_pattern.hpp"

namespace smallprint::searching {
namespace {

enum class Compare { kTerm, kWritten };

/// The pattern of some words: for each the ids that are the same term, or also written the same.
WordPattern pattern_of(Shard& shard, const std::vector<QueryWord>& words, Compare compare) {
  std::vector<std::vector<WordId>> places;
  for (const QueryWord& word : words) {
    const auto ids = shard.words_of(word.term);
    auto& place = places.emplace_back(ids.begin(), ids.end());
    if (compare == Compare::kWritten) {
      std::erase_if(place, [&](WordId id) { return shard.data.words[id] != word.written; });
    }
  }
  return WordPattern(places);
}

}  // namespace

Expansions expand_prefixes(const IndexView& index, const ParsedQuery& query) {
  Expansions expansions;
  for_each_node(query.root, [&](const QueryNode& node) {
    if (node.kind != NodeKind::kPrefix) {
      return;
    }
    const std::string& prefix = node.words.front().written;
    std::set<std::string> words;
    std::set<std::string> terms;
    for (const auto& shard : index.shards) {
      for (const WordId word : shard->data.words.with_prefix(prefix)) {
        if (std::ranges::binary_search(shard->data.dead_words.values(), word)) {
          continue;
        }
        words.emplace(shard->data.words[word]);
        terms.emplace(shard->data.stems[shard->data.word_stem[word]]);
      }
    }
    if (words.size() > kMaxWildcardExpansions) {
      fail_query(query.input,
                 node.column,
                 fmt::format("{}* stands for {} words of this index, at most {} are allowed: "
                             "write more letters before the *",
                             prefix,
                             words.size(),
                             kMaxWildcardExpansions));
    }
    expansions[prefix] = {terms.begin(), terms.end()};
  });
  return expansions;
}

PassageSet Matcher::rows(const QueryNode& root, const Filters& filters) {
  PassageSet found = rows(root);
  found &= shard_.live_rows();
  const auto restrict = [&](FieldId field, const std::vector<std::string>& values) {
    if (!values.empty()) {
      PassageSet any(shard_.data.rows());
      for (const std::string& value : values) {
        any |= rows_of_value(field, value);
      }
      found &= any;
    }
  };
  restrict(FieldId::kSite, filters.sites);
  const SnapshotCounter counted(shard_.data, filters);
  if (counted.restricts()) {
    retain_counted(shard_.data, counted, found);
  }
  if (!filters.statement.empty()) {
    const StatementTest test(filters.statement);
    found.retain([&](std::uint32_t row) { return test.accepts_row(shard_.data, row); });
  }
  for (const ParsedQuery& excluded : filters.excluded) {
    if (!varies_with_snapshot(excluded.root.field)) {  // those, the counter has left out
      found -= rows(excluded.root);
    }
  }
  retain_days(shard_.data, days_, found);
  return found;
}

PassageSet Matcher::rows(const QueryNode& node) {
  switch (node.kind) {
    case NodeKind::kNothing:
      return PassageSet::all(shard_.data.rows());
    case NodeKind::kWord:
      return shard_.rows_with(node.words.front().term);
    case NodeKind::kPhrase:
    case NodeKind::kExact:
    case NodeKind::kNear:
      return rows_of_words(node);
    case NodeKind::kPrefix:
      return rows_of_prefix(node.words.front().written);
    case NodeKind::kField:
      return rows_of_field(node.field, node);
    case NodeKind::kOr:
      return union_of(node.children);
    case NodeKind::kAnd: {
      PassageSet all = rows(node.children.front());
      for (std::size_t i = 1; i < node.children.size(); ++i) {
        all &= rows(node.children[i]);
      }
      return all;
    }
    case NodeKind::kNot: {
      PassageSet others = rows(node.children.front());
      others.complement();
      return others;
    }
    case NodeKind::kList:
      return rows_of_list(node);
  }
  throw Error(ExitCode::kInternal, "a query node of no known kind");
}

PassageSet Matcher::union_of(const std::vector<QueryNode>& nodes) {
  PassageSet any(shard_.data.rows());
  for (const QueryNode& node : nodes) {
    any |= rows(node);
  }
  return any;
}

PassageSet Matcher::rows_of_list(const QueryNode& node) {
  PassageSet found = node.required.empty() && !node.optional.empty()
                         ? union_of(node.optional)
                         : PassageSet::all(shard_.data.rows());
  for (const QueryNode& child : node.required) {
    found &= rows(child);
  }
  for (const QueryNode& child : node.restricting) {
    found &= rows(child);
  }
  if (!node.excluded.empty()) {
    found -= union_of(node.excluded);
  }
  return found;
}

PassageSet Matcher::rows_of_words(const QueryNode& node) {
  const Compare compare = node.kind == NodeKind::kExact ? Compare::kWritten : Compare::kTerm;
  PassageSet found = PassageSet::all(shard_.data.rows());
  for (const QueryWord& word : node.words) {
    found &= shard_.rows_with(word.term);
  }
  WordPattern pattern = pattern_of(shard_, node.words, compare);
  found.retain([&](std::uint32_t row) {
    const PackedWords words = shard_.data.forward.packed(row);
    return node.kind == NodeKind::kNear ? pattern.near(words, node.distance)
                                        : pattern.in_order(words);
  });
  return found;
}

/// Rows with a term all of whose words begin with the prefix need no look at their words: most
/// prefixes are no longer than the terms.
PassageSet Matcher::rows_of_prefix(const std::string& prefix) {
  std::map<StemId, std::vector<WordId>> words_by_stem;
  for (const WordId word : shard_.data.words.with_prefix(prefix)) {
    words_by_stem[shard_.data.word_stem[word]].push_back(word);
  }
  PassageSet found(shard_.data.rows());
  for (const auto& [stem, words] : words_by_stem) {
    const std::string_view term = shard_.data.stems[stem];
    PassageSet rows = shard_.rows_with(term);
    if (words.size() < shard_.words_of(term).size()) {
      rows -= found;
      WordPattern pattern({words});
      rows.retain(
          [&](std::uint32_t row) { return pattern.in_order(shard_.data.forward.packed(row)); });
    }
    found |= rows;
  }
  return found;
}

PassageSet Matcher::rows_of_field(FieldId field, const QueryNode& node) {
  if (smallprint::field(field).kind != FieldKind::kText) {
    return rows_of_value(field, node.value);
  }
  PassageSet found = PassageSet::all(shard_.data.rows());
  for (const QueryWord& word : node.words) {
    found &= shard_.rows_with(word.term);
  }
  WordPattern pattern = pattern_of(shard_, node.words, Compare::kTerm);
  found.retain([&](std::uint32_t row) {
    return pattern.in_order(shard_.data.forward.packed(row).headings());
  });
  return found;
}

PassageSet Matcher::rows_of_value(FieldId field, const std::string& value) {
  switch (field) {
    case FieldId::kSite:
      return rows_of_site(shard_.data, value);
    case FieldId::kPolicy:
      return rows_of_policy(shard_.data, value);
    case FieldId::kPolicyHost:
      return rows_of_host(shard_.data, value, days_);
    case FieldId::kPractice:
      return rows_stating(
          shard_.data, {.practices = {std::get<PracticeValue>(read_practice(value))}, .data = {}});
    case FieldId::kData:
      return rows_stating(shard_.data,
                          {.practices = {}, .data = {std::get<ValueId>(read_data_type(value))}});
    case FieldId::kCategory:
    case FieldId::kRank:
    case FieldId::kInterval:
    case FieldId::kParked:
      return rows_of_attribute(shard_.data, field, value, days_);
    case FieldId::kHeading:
    case FieldId::kCount:
      break;
  }
  throw Error(ExitCode::kInternal, "a field without values");
}

}  // namespace smallprint::searching
