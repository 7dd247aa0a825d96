/// The verbs of smallprint-search, each a row of one table: what it takes and what it prints.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace smallprint::searching {

enum class Verb {
  kSearch,
  kCount,
  kFacets,
  kTrend,
  kFirst,
  kBatch,
  kExport,
  kShow,
  kHistory,
  kSample,
  kSimilar,
  kRerun,
  kAgree,
  kFields
};

enum class OutputFormat { kText, kJson, kJsonl, kCsv, kTsv, kTrec };

/// In the order of OutputFormat.
inline constexpr std::array<std::string_view, 6> kFormatNames{
    "text", "json", "jsonl", "csv", "tsv", "trec"};

struct VerbEntry {
  Verb verb;
  std::string_view name;            ///< none: a search
  std::string_view arguments = {};  ///< as the help shows them
  std::size_t least = 0;            ///< arguments
  std::size_t most = 0;
  std::string_view rule = {};     ///< said when there are fewer or more
  std::string_view formats = {};  ///< names, with spaces between; the first is the default
  std::string_view options = {};  ///< besides --index, --format and --format-version
  bool takes_filters = false;   ///< all options of the group Filters, of which none is named above
  bool needs_question = false;  ///< a query or a filter
  bool can_be_saved = false;  ///< takes --save: the answer depends on index and command line alone
};

inline constexpr std::size_t kAnyNumber = SIZE_MAX;

inline constexpr std::array<VerbEntry, 14> kVerbs{{
    {.verb = Verb::kSearch,
     .name = "",
     .arguments = "[QUERY]",
     .most = 1,
     .rule = "one argument is one query: put it in quotes",
     .formats = "text json jsonl csv tsv trec",
     .options = "--limit --offset --group --collapse --sort --explain --no-intent --fail-if-empty",
     .takes_filters = true,
     .needs_question = true,
     .can_be_saved = true},
    {.verb = Verb::kCount,
     .name = "count",
     .arguments = "QUERY...",
     .most = kAnyNumber,
     .formats = "text json jsonl",
     .options = "--fail-if-empty",
     .takes_filters = true,
     .needs_question = true,
     .can_be_saved = true},
    {.verb = Verb::kFacets,
     .name = "facets",
     .arguments = "[QUERY] --by ...",
     .most = 1,
     .rule = "one argument is one query: put it in quotes",
     .formats = "text json csv tsv",
     .options = "--by --unit --top --collapse --fail-if-empty",
     .takes_filters = true,
     .can_be_saved = true},
    {.verb = Verb::kTrend,
     .name = "trend",
     .arguments = "[QUERY]",
     .most = 1,
     .rule = "one argument is one query: put it in quotes",
     .formats = "text json csv tsv",
     .options = "--by --unit --collapse --panel --compare --before --after --plot --fail-if-empty",
     .takes_filters = true,
     .needs_question = true,
     .can_be_saved = true},
    {.verb = Verb::kFirst,
     .name = "first",
     .arguments = "[QUERY]",
     .most = 1,
     .rule = "one argument is one query: put it in quotes",
     .formats = "text json csv tsv",
     .options = "--by --fail-if-empty",
     .takes_filters = true,
     .needs_question = true,
     .can_be_saved = true},
    {.verb = Verb::kBatch,
     .name = "batch",
     .arguments = "FILE",
     .least = 1,
     .most = 1,
     .rule = "name one file of queries",
     .formats = "text jsonl trec",
     .options = "--limit --offset --group --sort --no-intent --fail-if-empty",
     .takes_filters = true},
    {.verb = Verb::kExport,
     .name = "export",
     .arguments = "[QUERY]",
     .most = 1,
     .rule = "one argument is one query: put it in quotes",
     .formats = "jsonl csv tsv",
     .options = "--unit --fail-if-empty",
     .takes_filters = true,
     .can_be_saved = true},
    {.verb = Verb::kShow,
     .name = "show",
     .arguments = "SITE[@DATE]|PASSAGE_ID",
     .least = 1,
     .most = 1,
     .rule = "name one SITE[@DATE] or passage id",
     .formats = "text json",
     .can_be_saved = true},
    {.verb = Verb::kHistory,
     .name = "history",
     .arguments = "SITE [QUERY]",
     .least = 1,
     .most = 2,
     .rule = "name one SITE; a query behind it is one argument: put it in quotes",
     .formats = "text json",
     .options = "--practice --data --from --to --diff",
     .can_be_saved = true},
    {.verb = Verb::kSample,
     .name = "sample",
     .arguments = "[QUERY] --size N --seed S",
     .most = 1,
     .rule = "one argument is one query: put it in quotes",
     .formats = "csv tsv json jsonl",
     .options = "--size --seed --stratify --codebook --group --fail-if-empty",
     .takes_filters = true,
     .needs_question = true,
     .can_be_saved = true},
    {.verb = Verb::kSimilar,
     .name = "similar",
     .arguments = "PASSAGE_ID|SITE",
     .least = 1,
     .most = 1,
     .rule = "name one passage id or site",
     .formats = "text json",
     .options = "--phrases --limit --offset --fail-if-empty",
     .can_be_saved = true},
    {.verb = Verb::kRerun,
     .name = "rerun",
     .arguments = "FILE",
     .least = 1,
     .most = 1,
     .rule = "name one file that --save wrote",
     .formats = "text"},
    {.verb = Verb::kAgree,
     .name = "agree",
     .arguments = "SHEET SHEET...",
     .least = 2,
     .most = kAnyNumber,
     .rule = "name two coding sheets or more",
     .formats = "text json"},
    {.verb = Verb::kFields, .name = "fields", .rule = "takes no argument", .formats = "text json"},
}};

[[nodiscard]] const VerbEntry& entry(Verb verb);

[[nodiscard]] std::optional<Verb> find_verb(std::string_view name);

/// True when `word` is one of `words`, which have spaces between them.
[[nodiscard]] bool has_word(std::string_view words, std::string_view word);

/// The names of all verbs, as a hint says them.
[[nodiscard]] std::string_view verbs_hint();

/// True when the first word of `query` is the name of a verb, or `search`, but for one slip.
[[nodiscard]] bool resembles_verb(std::string_view query);

}  // namespace smallprint::searching
