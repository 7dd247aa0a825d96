#include "tests/property/random_queries.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <sstream>
#include <string_view>
#include <utility>
#include <variant>

#include "schemas/practices.hpp"
#include "searcher/matching/statement_condition.hpp"
#include "searcher/query/query_parser.hpp"

namespace smallprint::testing_support {
namespace {

/// The words of a text that are letters, apostrophes and hyphens, but no operators.
std::vector<std::string> plain_words(const std::string& text) {
  constexpr std::array<std::string_view, 4> kOperators{{"AND", "OR", "NOT", "NEAR"}};
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) {
    while (!word.empty() && std::string_view(".,;:)!?").find(word.back()) != std::string::npos) {
      word.pop_back();
    }
    const bool is_plain = std::all_of(word.begin(), word.end(), [](unsigned char c) {
      return std::isalpha(c) != 0 || c == '\'' || c == '-';
    });
    const bool begins_well =
        !word.empty() && std::isalpha(static_cast<unsigned char>(word[0])) != 0;
    if (is_plain && begins_well &&
        std::find(kOperators.begin(), kOperators.end(), word) == kOperators.end()) {
      words.push_back(word);
    }
  }
  return words;
}

}  // namespace

RandomQueries::RandomQueries(const std::vector<SlowPolicy>& policies, std::uint32_t seed)
    : policies_(policies), random_(seed) {
}

// std::uniform_int_distribution differs from one library to the next.
std::size_t RandomQueries::below(std::size_t limit) {
  return random_() % limit;
}

bool RandomQueries::chance(unsigned percent) {
  return below(100) < percent;
}

void RandomQueries::choose_passage() {
  do {
    policy_ = &policies_[below(policies_.size())];
    const SlowPassage& passage = policy_->passage(policy_->runs[below(policy_->runs.size())]);
    words_ = plain_words(passage.text);
    statements_ = passage.statements;
    heading_words_.clear();
    for (const std::string& heading : passage.heading) {
      heading_words_ = plain_words(heading);
    }
  } while (words_.size() < 8);
}

std::string RandomQueries::word() {
  return words_[below(words_.size())];
}

std::string RandomQueries::words(std::size_t count) {
  const std::size_t begin = below(words_.size() - count);
  std::string text = words_[begin];
  for (std::size_t i = begin + 1; i < begin + count; ++i) {
    text += " " + words_[i];
  }
  return text;
}

std::string RandomQueries::prefix() {
  for (unsigned tries = 0; tries < 10; ++tries) {
    const std::string from = word();
    const bool has_letters_only = from.find_first_of("'-") == std::string::npos;
    if (from.size() >= 5 && has_letters_only) {
      return from.substr(0, 4 + below(from.size() - 4)) + "*";
    }
  }
  return word();
}

std::string RandomQueries::near() {
  std::string chain = word();
  for (std::size_t more = 1 + below(2); more > 0; --more) {
    chain += " NEAR/" + std::to_string(1 + below(12)) + " " + word();
  }
  return chain;
}

std::string RandomQueries::heading() {
  return heading_words_.empty() ? word()
                                : "heading:" + heading_words_[below(heading_words_.size())];
}

std::string RandomQueries::leaf() {
  switch (below(16)) {
    case 0:
    case 1:
      return "\"" + words(2 + below(3)) + "\"";
    case 2:
      return "exact:\"" + words(1 + below(3)) + "\"";
    case 3:
    case 4:
      return near();
    case 5:
      return prefix();
    case 6:
      return heading();
    case 7:
      return (chance(50) ? "site:" : "policy:") + policies_[below(policies_.size())].site;
    case 8:
      return "policy-host:" + policy_->snapshots[below(policy_->snapshots.size())].host;
    case 9:
      return chance(50) ? "practice:" + searching::name_of(practice())
                        : "data:" + std::string(searching::name_of_data(data_type()));
    case 10:
      return attribute(policy_->snapshots[below(policy_->snapshots.size())]);
    default:
      return word();
  }
}

/// `category:"news and media"`; a word where nothing is recorded.
std::string RandomQueries::attribute(const SlowSnapshot& snapshot) {
  if (snapshot.attributes.empty()) {
    return word();
  }
  auto field = snapshot.attributes.begin();
  std::advance(field, below(snapshot.attributes.size()));
  auto value = field->second.begin();
  std::advance(value, below(field->second.size()));
  return field->first + ":\"" + *value + "\"";
}

std::string RandomQueries::list() {
  std::string text;
  for (std::size_t items = 1 + below(4); items > 0; --items) {
    if (chance(15)) {
      choose_passage();  // a list need not be of one passage
    }
    text += text.empty() ? "" : " ";
    text += chance(15) ? "+" : chance(15) ? "-" : "";
    text += leaf();
  }
  return text;
}

std::string RandomQueries::boolean(unsigned depth) {
  if (depth == 0) {
    return list();
  }
  const std::string left = "(" + boolean(depth - 1) + ")";
  switch (below(4)) {
    case 0:
      return left + " AND (" + boolean(depth - 1) + ")";
    case 1:
      return left + " OR (" + boolean(depth - 1) + ")";
    case 2:
      return left + " NOT (" + boolean(depth - 1) + ")";
    default:
      return "NOT " + left;
  }
}

std::string RandomQueries::query() {
  choose_passage();
  while (true) {
    std::string query = boolean(static_cast<unsigned>(chance(50) ? 0 : 1 + below(2)));
    if (static_cast<std::size_t>(std::ranges::count(query, '*')) <= searching::kMaxWildcards) {
      return query;
    }
  }
}

searching::PracticeValue RandomQueries::practice() {
  if (!statements_.empty() && chance(80)) {
    const SlowStatement& stated = statements_[below(statements_.size())];
    const bool whole = !stated.polarity.empty() && chance(60);
    return std::get<searching::PracticeValue>(
        searching::read_practice(stated.practice + (whole ? "/" + stated.polarity : "")));
  }
  const PracticeEntry& entry = kPractices[chance(50) ? below(2) : below(kPracticeCount)];
  searching::PracticeValue value{.practice = entry.practice, .polarity = std::nullopt};
  if (entry.has_polarity && chance(70)) {
    value.polarity = static_cast<Polarity>(below(kPolarityCount));
  }
  return value;
}

ValueId RandomQueries::data_type() {
  for (const SlowStatement& stated : statements_) {
    if (!stated.data.empty() && chance(60)) {
      return std::get<ValueId>(searching::read_data_type(*stated.data.begin()));
    }
  }
  return static_cast<ValueId>(below(kDataTypeCount));
}

Day RandomQueries::day() {
  const SlowPolicy& policy = policies_[below(policies_.size())];
  const Day captured = policy.snapshots[below(policy.snapshots.size())].day;
  return captured + std::chrono::days(static_cast<int>(below(5)) - 2);
}

searching::Filters RandomQueries::filters() {
  searching::Filters filters;
  switch (below(6)) {
    case 0:
      filters.days.from = day();
      break;
    case 1:
      filters.days.to = day();
      break;
    case 2: {
      const auto [from, to] = std::minmax({day(), day()});
      filters.days = {.from = from, .to = to};
      break;
    }
    case 3:
      filters.days.from = filters.days.to = day();
      break;
    default:
      break;
  }
  for (std::size_t sites = chance(10) ? 1 + below(3) : 0; sites > 0; --sites) {
    filters.sites.push_back(policies_[below(policies_.size())].site);
  }
  for (std::size_t hosts = chance(10) ? 1 + below(3) : 0; hosts > 0; --hosts) {
    const SlowPolicy& policy = policies_[below(policies_.size())];
    filters.policy_hosts.push_back(policy.snapshots[below(policy.snapshots.size())].host);
  }
  for (std::size_t categories = chance(15) ? 1 + below(2) : 0; categories > 0; --categories) {
    const SlowPolicy& policy = policies_[below(policies_.size())];
    const auto& attributes = policy.snapshots[below(policy.snapshots.size())].attributes;
    if (const auto known = attributes.find("category"); known != attributes.end()) {
      filters.categories.push_back(*known->second.begin());
    }
  }
  for (std::size_t practices = chance(12) ? 1 + below(3) : 0; practices > 0; --practices) {
    filters.statement.practices.push_back(practice());
  }
  for (std::size_t types = chance(8) ? 1 + below(4) : 0; types > 0; --types) {
    filters.statement.data.push_back(data_type());
  }
  if (chance(10)) {
    const SlowPolicy& policy = policies_[below(policies_.size())];
    const std::string recorded = attribute(policy.snapshots.front());
    const bool is_recorded = recorded.find(':') != std::string::npos;
    const std::string value = is_recorded && chance(30) ? recorded
                              : chance(30) ? "practice:" + searching::name_of(practice())
                              : chance(50) ? "site:" + policy.site
                                           : "policy-host:" + policy.snapshots.front().host;
    filters.excluded.push_back(searching::parse_query(value, analyzer_));
  }
  return filters;
}

}  // namespace smallprint::testing_support
