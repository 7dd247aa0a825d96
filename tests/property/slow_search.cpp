#include "tests/property/slow_search.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

namespace smallprint::testing_support {

using searching::Filters;
using searching::NodeKind;
using searching::QueryNode;
using searching::QueryWord;

namespace {

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return text;
}

bool same_term(const SlowWord& word, const QueryWord& wanted) {
  return !word.term.empty() && word.term == wanted.term;
}

bool same_writing(const SlowWord& word, const QueryWord& wanted) {
  return same_term(word, wanted) && word.written == wanted.written;
}

template <typename Same>
bool has_phrase(std::span<const SlowWord> words, std::span<const QueryWord> phrase, Same same) {
  for (std::size_t begin = 0; begin + phrase.size() <= words.size(); ++begin) {
    std::size_t i = 0;
    while (i < phrase.size() && same(words[begin + i], phrase[i])) {
      ++i;
    }
    if (i == phrase.size()) {
      return true;
    }
  }
  return false;
}

/// True when some stretch of `stretch` words has every one of `wanted`, as often as it is there.
bool has_near(std::span<const SlowWord> words,
              std::span<const QueryWord> wanted,
              std::size_t stretch) {
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    const auto part = words.subspan(begin, std::min(stretch, words.size() - begin));
    const bool has_all = std::all_of(wanted.begin(), wanted.end(), [&](const QueryWord& one) {
      const auto seen = std::count_if(
          part.begin(), part.end(), [&](const SlowWord& word) { return same_term(word, one); });
      return seen >= std::count_if(wanted.begin(), wanted.end(), [&](const QueryWord& other) {
               return other.term == one.term;
             });
    });
    if (has_all) {
      return true;
    }
  }
  return false;
}

/// One passage over one run of snapshots, under a date filter.
class Candidate {
 public:
  Candidate(const SlowPolicy& policy, const SlowRun& run, const searching::DayRange& days)
      : policy_(policy), run_(run), days_(days) {}

  [[nodiscard]] const SlowPassage& passage() const { return policy_.passage(run_); }

  [[nodiscard]] bool matches(const QueryNode& node) const {
    const auto& words = passage().words;
    switch (node.kind) {
      case NodeKind::kNothing:
        return true;
      case NodeKind::kWord:
      case NodeKind::kPhrase:
        return has_phrase(words, node.words, same_term);
      case NodeKind::kExact:
        return has_phrase(words, node.words, same_writing);
      case NodeKind::kNear:
        return has_near(words, node.words, node.distance + node.words.size() - 1);
      case NodeKind::kPrefix:
        return std::any_of(words.begin(), words.end(), [&](const SlowWord& word) {
          return word.written.starts_with(node.words.front().written);
        });
      case NodeKind::kField:
        return matches_field(node);
      case NodeKind::kAnd:
        return matches_all(node.children);
      case NodeKind::kOr:
        return matches_any(node.children);
      case NodeKind::kNot:
        return !matches(node.children.front());
      case NodeKind::kList:
        return matches_list(node);
    }
    throw std::logic_error("a node of no known kind");
  }

  [[nodiscard]] bool matches(const Filters& filters) const {
    return is_in_force() &&
           has_any(filters.sites, [&](const std::string& site) { return is_of_site(site); }) &&
           (!counts_some_only(filters) || !observed(filters).empty()) &&
           (filters.statement.empty() || has_statement(filters.statement)) &&
           std::none_of(filters.excluded.begin(), filters.excluded.end(), [&](const auto& query) {
             return !is_of_captures(query.root) && matches(query.root);
           });
  }

  /// The numbers of its snapshots that a total counts.
  [[nodiscard]] std::vector<std::size_t> observed(const Filters& filters) const {
    return observed([&](const SlowSnapshot& snapshot) {
      return has_any(filters.policy_hosts,
                     [&](const std::string& host) { return snapshot.host == lower_case(host); }) &&
             has_any(filters.categories,
                     [&](const std::string& category) {
                       return has_attribute(snapshot, "category", category);
                     }) &&
             std::none_of(filters.excluded.begin(), filters.excluded.end(), [&](const auto& query) {
               return is_of_captures(query.root) && snapshot_has(snapshot, query.root);
             });
    });
  }

  [[nodiscard]] SlowHit hit() const {
    return {.policy = policy_.site,
            .heading = passage().heading,
            .text = passage().text,
            .first = policy_.snapshots[run_.first].day,
            .last = policy_.snapshots[run_.first + run_.count - 1].day,
            .snapshots = run_.count};
  }

 private:
  [[nodiscard]] bool is_of_site(const std::string& site) const {
    return policy_.site == lower_case(site);
  }

  [[nodiscard]] bool has_statement(const searching::StatementCondition& condition) const {
    const auto& statements = passage().statements;
    return std::any_of(statements.begin(), statements.end(), [&](const SlowStatement& statement) {
      return states(statement, condition);
    });
  }

  /// No values ask for nothing.
  template <typename Holds>
  static bool has_any(const std::vector<std::string>& values, const Holds& holds) {
    return values.empty() || std::any_of(values.begin(), values.end(), holds);
  }

  static bool counts_some_only(const Filters& filters) {
    return !filters.policy_hosts.empty() || !filters.categories.empty() ||
           std::any_of(filters.excluded.begin(), filters.excluded.end(), [](const auto& query) {
             return is_of_captures(query.root);
           });
  }

  /// The snapshots within the days that hold.
  template <typename Holds>
  [[nodiscard]] std::vector<std::size_t> observed(const Holds& holds) const {
    std::vector<std::size_t> numbers;
    for (std::size_t i = run_.first; i < run_.first + run_.count; ++i) {
      if (days_.contains(policy_.snapshots[i].day) && holds(policy_.snapshots[i])) {
        numbers.push_back(i);
      }
    }
    return numbers;
  }

  /// Fields that one capture of a passage can have and another not.
  static bool is_of_captures(const QueryNode& node) {
    switch (node.field) {
      case FieldId::kPolicyHost:
      case FieldId::kCategory:
      case FieldId::kRank:
      case FieldId::kInterval:
      case FieldId::kParked:
        return true;
      default:
        return false;
    }
  }

  /// is_of_captures(node).
  static bool snapshot_has(const SlowSnapshot& snapshot, const QueryNode& node) {
    return node.field == FieldId::kPolicyHost
               ? snapshot.host == lower_case(node.value)
               : has_attribute(snapshot, std::string(field(node.field).name), node.value);
  }

  static bool has_attribute(const SlowSnapshot& snapshot,
                            const std::string& field,
                            const std::string& value) {
    const auto values = snapshot.attributes.find(field);
    return values != snapshot.attributes.end() &&
           std::any_of(values->second.begin(), values->second.end(), [&](const std::string& one) {
             return lower_case(one) == lower_case(value);
           });
  }

  /// In force from the first capture to the last, also between two captures.
  [[nodiscard]] bool is_in_force() const {
    const SlowHit lifespan = hit();
    for (Day day = lifespan.first; day <= lifespan.last; day += std::chrono::days(1)) {
      if (days_.contains(day)) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool matches_field(const QueryNode& node) const {
    switch (node.field) {
      case FieldId::kSite:
      case FieldId::kPolicy:
        return is_of_site(node.value);
      case FieldId::kPolicyHost:
      case FieldId::kCategory:
      case FieldId::kRank:
      case FieldId::kInterval:
      case FieldId::kParked:
        return !observed([&](const SlowSnapshot& snapshot) {
                  return snapshot_has(snapshot, node);
                }).empty();
      case FieldId::kPractice:
      case FieldId::kData:
        return has_label(node);
      case FieldId::kHeading:
        return has_phrase(std::span(passage().heading_words), node.words, same_term);
      case FieldId::kCount:
        break;
    }
    throw std::logic_error("a field of no known kind");
  }

  [[nodiscard]] bool has_label(const QueryNode& node) const {
    const auto& statements = passage().statements;
    return std::any_of(statements.begin(), statements.end(), [&](const SlowStatement& statement) {
      return node.field == FieldId::kData
                 ? statement.data.contains(node.value)
                 : node.value == statement.practice ||
                       node.value == statement.practice + "/" + statement.polarity;
    });
  }

  [[nodiscard]] bool matches_all(const std::vector<QueryNode>& nodes) const {
    return std::all_of(
        nodes.begin(), nodes.end(), [&](const QueryNode& node) { return matches(node); });
  }

  [[nodiscard]] bool matches_any(const std::vector<QueryNode>& nodes) const {
    return std::any_of(
        nodes.begin(), nodes.end(), [&](const QueryNode& node) { return matches(node); });
  }

  [[nodiscard]] bool matches_list(const QueryNode& list) const {
    const bool needs_no_optional = !list.required.empty() || list.optional.empty();
    return matches_all(list.restricting) && matches_all(list.required) &&
           !matches_any(list.excluded) && (needs_no_optional || matches_any(list.optional));
  }

  const SlowPolicy& policy_;
  const SlowRun& run_;
  const searching::DayRange& days_;
};

}  // namespace

bool states(const SlowStatement& statement, const searching::StatementCondition& condition) {
  const auto is_practice = [&](const searching::PracticeValue& value) {
    const std::string name = searching::name_of(value);
    return name == statement.practice || name == statement.practice + "/" + statement.polarity;
  };
  const auto is_data = [&](ValueId value) {
    return statement.data.contains(std::string(searching::name_of_data(value)));
  };
  return (condition.practices.empty() ||
          std::any_of(condition.practices.begin(), condition.practices.end(), is_practice)) &&
         (condition.data.empty() ||
          std::any_of(condition.data.begin(), condition.data.end(), is_data));
}

std::vector<SlowMatch> match_slowly(const std::vector<SlowPolicy>& policies,
                                    const QueryNode& root,
                                    const Filters& filters) {
  std::vector<SlowMatch> matches;
  for (const SlowPolicy& policy : policies) {
    for (const SlowRun& run : policy.runs) {
      const Candidate candidate(policy, run, filters.days);
      if (candidate.matches(root) && candidate.matches(filters)) {
        matches.push_back(
            {.policy = &policy, .run = &run, .observed = candidate.observed(filters)});
      }
    }
  }
  return matches;
}

SlowAnswer search_slowly(const std::vector<SlowPolicy>& policies,
                         const QueryNode& root,
                         const Filters& filters) {
  SlowAnswer answer;
  std::set<std::string> sites;
  std::set<std::pair<std::string, std::size_t>> snapshots;
  for (const SlowMatch& match : match_slowly(policies, root, filters)) {
    answer.hits.push_back(Candidate(*match.policy, *match.run, filters.days).hit());
    sites.insert(match.policy->site);
    for (const std::size_t number : match.observed) {
      snapshots.emplace(match.policy->site, number);
    }
  }
  answer.totals.sites = sites.size();
  answer.totals.policies = sites.size();
  answer.totals.snapshots = snapshots.size();
  answer.totals.passages = answer.hits.size();
  std::sort(answer.hits.begin(), answer.hits.end());
  return answer;
}

std::size_t count_words_with_prefix(const std::vector<SlowPolicy>& policies,
                                    const std::string& prefix) {
  std::set<std::string> words;
  for (const SlowPolicy& policy : policies) {
    for (const SlowRun& run : policy.runs) {
      for (const SlowWord& word : policy.passage(run).words) {
        if (word.written.starts_with(prefix)) {
          words.insert(word.written);
        }
      }
    }
  }
  return words.size();
}

}  // namespace smallprint::testing_support
