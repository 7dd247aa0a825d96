/// What the options of the command line become once all are read: the texts behind them, looked at
/// together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.hpp"
#include "searcher/options.hpp"

namespace smallprint::searching {

/// The texts behind options that need a second look once all are read.
struct RawOptions {
  std::vector<std::string> practices;
  std::vector<std::string> data;
  std::string from;
  std::string to;
  std::string as_of;
  int format_version = 1;
  std::string by;
  std::string unit;
  std::size_t top = 0;
  std::string panel;
  std::optional<std::string> compare;
  std::string before;
  std::string after;
  std::string group;
  std::string collapse;
  std::string sort = "relevance";
  std::string format;  // none: the first of the verb's
  std::optional<std::size_t> size;
  std::optional<std::uint64_t> seed;
  std::string stratify;
  std::string diff;
};

[[nodiscard]] Error usage(const std::string& message);

/// As messages name it: a search has no name of its own.
[[nodiscard]] std::string_view shown_name(Verb verb);

/// Takes the verb from the front of `words`; the others and `queries`, which stood after --, are
/// its arguments.
void set_verb(std::vector<std::string> words, std::vector<std::string> queries, Options& options);

/// All else that `raw` says, for the verb that is set. Throws Error(kUsage) naming the option, its
/// value and the rule.
void set_question(const RawOptions& raw, Options& options);

}  // namespace smallprint::searching
