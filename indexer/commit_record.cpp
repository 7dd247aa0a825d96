#include "indexer/commit_record.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/ascii.hpp"
#include "common/calendar.hpp"
#include "common/printable.hpp"

namespace smallprint::indexing {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::size_t kShownBytes = 60;  // of a value, in a message

/// From the first line that begins with `{`, or empty.
std::string_view from_record(std::string_view message) {
  if (message.starts_with('{')) {
    return message;
  }
  const std::size_t line = message.find("\n{");
  return line == std::string_view::npos ? std::string_view() : message.substr(line + 1);
}

/// The end of the string literal that opens at `begin`, past its closing quote.
std::size_t end_of_literal(std::string_view text, std::size_t begin) {
  std::size_t at = begin + 1;
  while (at < text.size() && text[at] != '"') {
    at += text[at] == '\\' ? 2U : 1U;
  }
  return std::min(at + 1, text.size());
}

bool is_word_byte(char byte) {
  return (byte >= '0' && byte <= '9') || (ascii_lower(byte) >= 'a' && ascii_lower(byte) <= 'z') ||
         byte == '_' || byte == '-' || byte == '+' || byte == '.';
}

/// The JSON object at the beginning of `text`, its bare NaN and Infinity as null. Nothing when it
/// does not end. Only braces outside string literals count.
std::optional<std::string> strict_object(std::string_view text) {
  constexpr std::array<std::string_view, 3> kNoNumbers = {"NaN", "Infinity", "-Infinity"};
  std::string object;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (text[at] == '"') {
      at = end_of_literal(text, at);
      object.append(text.substr(begin, at - begin));
    } else if (is_word_byte(text[at])) {
      while (at < text.size() && is_word_byte(text[at])) {
        ++at;
      }
      const std::string_view word = text.substr(begin, at - begin);
      const bool absent = std::find(kNoNumbers.begin(), kNoNumbers.end(), word) != kNoNumbers.end();
      object.append(absent ? "null" : word);
    } else {
      object.push_back(text[at++]);
      depth += text[begin] == '{' ? 1U : 0U;
      if (text[begin] == '}' && --depth == 0) {
        return object;
      }
    }
  }
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  return begin == std::string_view::npos
             ? std::string_view()
             : text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::optional<std::uint64_t> whole_number(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole ? std::optional(number) : std::nullopt;
}

/// Fractions of nought count as whole below 2^53, where no integer is skipped.
std::optional<std::uint64_t> whole_number(const Json& value) {
  constexpr double kExact = 9007199254740992.0;
  if (value.is_number_unsigned()) {
    return value.get<std::uint64_t>();
  }
  if (value.is_number_float()) {
    const double number = value.get<double>();
    const bool whole = number >= 0 && number < kExact && number == std::floor(number);
    return whole ? std::optional(static_cast<std::uint64_t>(number)) : std::nullopt;
  }
  return value.is_string() ? whole_number(std::string_view(value.get_ref<const std::string&>()))
                           : std::nullopt;
}

/// Each reader gives false where the value is of no use.
bool read_timestamp(const Json& value, CommitRecord& record) {
  const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
  const bool valid = is_timestamp(text);
  record.timestamp = valid ? text : std::string();
  return valid;
}

bool read_categories(const Json& value, CommitRecord& record) {
  std::vector<std::string>& categories = record.metadata.categories;
  categories.clear();
  const auto add = [&](std::string_view category) {
    if (!trimmed(category).empty()) {
      categories.emplace_back(trimmed(category));
    }
  };
  if (value.is_string()) {
    std::string_view rest = value.get_ref<const std::string&>();
    for (std::size_t comma = rest.find(','); comma != std::string_view::npos;
         comma = rest.find(',')) {
      add(rest.substr(0, comma));
      rest.remove_prefix(comma + 1);
    }
    add(rest);
  } else if (value.is_array() && std::all_of(value.begin(), value.end(), [](const Json& item) {
               return item.is_string();
             })) {
    for (const Json& item : value) {
      add(item.get_ref<const std::string&>());
    }
  } else {
    return false;
  }
  std::sort(categories.begin(), categories.end());
  categories.erase(std::unique(categories.begin(), categories.end()), categories.end());
  return true;
}

bool read_alexa_rank(const Json& value, CommitRecord& record) {
  record.metadata.alexa_rank = whole_number(value);
  if (record.metadata.alexa_rank == std::uint64_t{0}) {
    record.metadata.alexa_rank.reset();
  }
  return record.metadata.alexa_rank.has_value();
}

bool read_text(const Json& value, std::string& text) {
  text = value.is_string() ? std::string(trimmed(value.get_ref<const std::string&>())) : "";
  return value.is_string();
}

bool read_interval(const Json& value, CommitRecord& record) {
  return read_text(value, record.metadata.interval);
}

bool read_policy_domain(const Json& value, CommitRecord& record) {
  return read_text(value, record.metadata.policy_domain);
}

bool read_parked(const Json& value, CommitRecord& record) {
  const std::string text =
      ascii_lower(value.is_string() ? value.get_ref<const std::string&>() : value.dump());
  const bool yes = text == "true" || text == "1" || text == "1.0";
  const bool no = text == "false" || text == "0" || text == "0.0";
  record.metadata.parked = yes || no ? std::optional(yes) : std::nullopt;
  return yes || no;
}

bool read_word_count(const Json& value, CommitRecord& record) {
  record.metadata.word_count = whole_number(value);
  return record.metadata.word_count.has_value();
}

bool read_readability(const Json& value, CommitRecord& record) {
  const bool usable = value.is_number() && std::isfinite(value.get<double>());
  record.metadata.readability = usable ? std::optional(value.get<double>()) : std::nullopt;
  return usable;
}

bool read_simhash(const Json& value, CommitRecord& record) {
  record.metadata.simhash = whole_number(value);
  return record.metadata.simhash.has_value();
}

struct Key {
  const char* name;
  bool (*read)(const Json& value, CommitRecord& record);
};

/// Of two names for one thing the later counts where both are given.
constexpr std::array<Key, 12> kKeys{{{"timestamp", read_timestamp},
                                     {"categories", read_categories},
                                     {"alexa_rank", read_alexa_rank},
                                     {"interval", read_interval},
                                     {"policy_domain", read_policy_domain},
                                     {"parked", read_parked},
                                     {"parked_domain", read_parked},
                                     {"word_count", read_word_count},
                                     {"flesch_kincaid", read_readability},
                                     {"flesch_kincaid_grade", read_readability},
                                     {"readability", read_readability},
                                     {"simhash", read_simhash}}};

bool is_absent(const Json& value) {
  return value.is_null() ||
         (value.is_string() && trimmed(value.get_ref<const std::string&>()).empty());
}

CommitRecord read_keys(const Json& object) {
  CommitRecord record;
  for (const Key& key : kKeys) {
    const auto found = object.find(key.name);
    if (found == object.end() || is_absent(*found) || key.read(*found, record)) {
      continue;
    }
    const std::string value = found->dump(-1, ' ', true);  // in ASCII, so it can be cut anywhere
    record.unreadable.push_back(fmt::format("{}: {}{}",
                                            key.name,
                                            value.substr(0, kShownBytes),
                                            value.size() > kShownBytes ? "..." : ""));
  }
  return record;
}

}  // namespace

ParsedCommitRecord parse_commit_record(std::string_view message) {
  const std::string_view text = from_record(message);
  if (text.empty()) {
    return std::monostate();
  }
  const std::optional<std::string> object = strict_object(text);
  if (!object) {
    return BrokenRecord{"the record in the commit message does not end"};
  }
  const Json json = Json::parse(*object, nullptr, false);
  if (json.is_discarded()) {
    return BrokenRecord{fmt::format("the record in the commit message is not JSON: {}",
                                    printable(object->substr(0, kShownBytes)))};
  }
  return read_keys(json);
}

}  // namespace smallprint::indexing
