#include "searcher/options.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/generation.hpp"
#include "schemas/program_version.hpp"
#include "searcher/raw_options.hpp"

namespace smallprint::searching {
namespace {

constexpr const char* kHelp = R"(Examples:
  smallprint-search "shares email with third parties"
  smallprint-search '"behavioral advertising" -children' --from 2009-01-01 --to 2012-12-31
  smallprint-search 'location NEAR/5 share' --site lanternmaps.example --explain
  smallprint-search count '"do not track"' --as-of 2014-06-30
  smallprint-search facets "email" --by practice
  smallprint-search trend '"do not track"' --by year
  smallprint-search first '"do not track"'
  smallprint-search sample '"do not track"' --size 100 --seed 7 > sheet.csv
  smallprint-search history lanternmaps.example --practice do-not-track
  smallprint-search show lanternmaps.example@2013-12-18
  smallprint-search batch queries.tsv --format jsonl --limit 100

A query that begins with - or is a verb's name stands after --. docs/query-language.md has the
whole language.)";

// Groups of options, as the help shows them.
constexpr const char* kFilters = "Filters";
constexpr const char* kFacets = "Facets";
constexpr const char* kTrends = "Trends";
constexpr const char* kHistory = "History";
constexpr const char* kSimilar = "Similar";
constexpr const char* kSampling = "Sampling";
constexpr const char* kOutput = "Output";

// What every verb takes; the others stand in the rows of their verbs.
constexpr std::string_view kForAll = "QUERY --index --format --format-version";

/// The examples, and each verb with what it takes.
std::string help_text() {
  std::string text = kHelp;
  text += "\n\nVerbs; none: search.";
  for (const VerbEntry& verb : kVerbs) {
    if (!verb.name.empty()) {
      text += fmt::format("\n  {} {}", verb.name, verb.arguments);
    }
  }
  return text;
}

/// Says more than CLI11 does of a number that does not convert.
std::string whole_number(const std::string& text) {
  std::size_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end
             ? std::string()
             : fmt::format("'{}' is not a whole number below 2^64", text);
}

void add_filters(CLI::App& app, Options& options, RawOptions& raw) {
  const auto add_values = [&](const char* name, std::vector<std::string>& to, const char* help) {
    return app.add_option(name, to, help)->allow_extra_args(false)->group(kFilters);
  };
  add_values("--site", options.sites, "site of the archive; repeat for alternatives")
      ->type_name("HOST");
  add_values("--policy-host", options.policy_hosts, "host of the archived address")
      ->type_name("HOST");
  add_values("--category", options.categories, "category of the site, where the archive has one")
      ->type_name("NAME");
  add_values("--practice",
             raw.practices,
             "a statement about it; one that has both for --practice and --data")
      ->type_name("PRACTICE[/performed|denied|conditional]");
  add_values("--data", raw.data, "a statement about this type of data")->type_name("TYPE");
  add_values("--not", options.excluded, "leave out what has this value of a field")
      ->type_name("FIELD:VALUE");
  const auto add_day = [&](const char* name, std::string& to, const char* help) {
    app.add_option(name, to, help)->type_name("DATE")->group(kFilters);
  };
  add_day("--from", raw.from, "in force on or after this day");
  add_day("--to", raw.to, "in force on or before this day");
  add_day("--as-of", raw.as_of, "in force on this day");
}

constexpr std::size_t kMaxTop = 1'000'000'000;
constexpr std::size_t kMaxSampleSize = 1'000'000;

void add_facets(CLI::App& app, RawOptions& raw) {
  app.add_option(
         "--by",
         raw.by,
         fmt::format("what facets counts by: {}; of trend and first half-year (default) or year",
                     fmt::join(kFacetNames, ", ")))
      ->type_name("FACET")
      ->group(kFacets);
  app.add_option(
         "--unit",
         raw.unit,
         "what is counted: site (default), snapshot; facets also passage, trend also policy; what "
         "export lists: passage (default) or snapshot")
      ->type_name("UNIT")
      ->group(kFacets);
  app.add_option("--top", raw.top, "the N values that most have; default all")
      ->check(CLI::Range(std::size_t{1}, kMaxTop))
      ->type_name("N")
      ->group(kFacets);
}

void add_trends(CLI::App& app, Options& options, RawOptions& raw) {
  const auto add = [&](const char* name, auto& to, const char* type, const char* help) {
    app.add_option(name, to, help)->type_name(type)->group(kTrends);
  };
  add("--panel",
      raw.panel,
      "FROM..TO",
      "only sites observed in every period of a range, of days, years or half-years (2013_A)");
  add("--compare", raw.compare, "QUERY", "a second question, asked of the same units");
  add("--before", raw.before, "DATE", "compare what was observed before this day ...");
  add("--after", raw.after, "DATE", "... with what was from this day on; default the same day");
  add("--plot", options.trend.plot, "FILE", "also draw a chart, an SVG file");
}

void add_sampling(CLI::App& app, SamplingOptions& sampling, RawOptions& raw) {
  app.add_option("--size", raw.size, "how many rows sample draws")
      ->check(CLI::Range(std::size_t{1}, kMaxSampleSize))
      ->type_name("N")
      ->group(kSampling);
  app.add_option("--seed", raw.seed, "any whole number; the same one draws the same rows")
      ->check(whole_number)
      ->type_name("S")
      ->group(kSampling);
  app.add_option("--stratify", raw.stratify, "draw as many rows of each year, category or practice")
      ->check(
          CLI::IsMember(std::vector<std::string>(kStratifyNames.begin() + 1, kStratifyNames.end())))
      ->type_name("BY")
      ->group(kSampling);
  app.add_option("--codebook", sampling.codebook, "write the codebook to a new file, not to stderr")
      ->type_name("FILE")
      ->group(kSampling);
}

void add_similar(CLI::App& app, Options& options) {
  app.add_flag("--phrases",
               options.phrases,
               "of a site: count runs of five words that others have, too, not templates")
      ->group(kSimilar);
}

void add_history(CLI::App& app, RawOptions& raw) {
  app.add_option("--diff", raw.diff, "compare the captures of two days, sentence by sentence")
      ->type_name("DATE..DATE")
      ->group(kHistory);
}

void add_output(CLI::App& app, Options& options, RawOptions& raw) {
  app.add_option("--save",
                 options.save,
                 "also write the question, versions and digests, for the verb rerun")
      ->type_name("FILE")
      ->group(kOutput);
  app.add_option("--limit", options.limit, "hits to print, 0 for all; default 10")
      ->check(whole_number)
      ->type_name("N")
      ->group(kOutput);
  app.add_option("--offset", options.offset, "hits to pass over first, at most 10,000")
      ->check(CLI::Range(std::size_t{0}, kMaxOffset))
      ->type_name("N")
      ->group(kOutput);
  app.add_option("--group", raw.group, "one hit per site (default), per policy, or none: every hit")
      ->check(CLI::IsMember({"site", "policy", "none"}))
      ->type_name("BY")
      ->group(kOutput);
  app.add_option(
         "--collapse",
         raw.collapse,
         "template: passages of the same text, or nearly, are one hit and count once in facets; "
         "whole policies, once in trends")
      ->check(CLI::IsMember({"template"}))
      ->type_name("BY")
      ->group(kOutput);
  app.add_option("--sort", raw.sort, "relevance (default), or date: first seen first")
      ->check(CLI::IsMember({"relevance", "date"}))
      ->type_name("BY")
      ->group(kOutput);
  app.add_option(
         "--format", raw.format, "text, json, jsonl, csv, tsv or trec; each verb has its own")
      ->check(CLI::IsMember(std::vector<std::string>(kFormatNames.begin(), kFormatNames.end())))
      ->type_name("FORMAT")
      ->group(kOutput);
  app.add_option("--format-version", raw.format_version, "version of the output's shape: 1")
      ->check(CLI::Range(1, 1))
      ->type_name("1")
      ->group(kOutput);
  app.add_flag("--explain", options.explain, "show every part of each score")->group(kOutput);
  app.add_flag("!--no-intent", options.intent, "rank by words alone, not by what they ask for")
      ->group(kOutput);
  app.add_flag("--fail-if-empty", options.fail_if_empty, "exit with 1 when nothing is found")
      ->group(kOutput);
}

/// An option that would be ignored is a misunderstanding.
void check_options_of_verb(const CLI::App& app, const VerbEntry& verb) {
  for (const CLI::Option* const option : app.get_options()) {
    const std::string name = option->get_name();
    const bool applies = (option->get_group() == kFilters && verb.takes_filters) ||
                         (name == "--save" && verb.can_be_saved) || has_word(kForAll, name) ||
                         has_word(verb.options, name);
    if (option->count() == 0 || applies) {
      continue;
    }
    const auto* const owner = std::ranges::find_if(
        kVerbs, [&](const VerbEntry& other) { return has_word(other.options, name); });
    if (verb.verb == Verb::kSearch && owner != kVerbs.end()) {
      throw usage(fmt::format("{} is for the verb {}, which stands first", name, owner->name));
    }
    throw usage(fmt::format("{}: the option {} has no meaning here", shown_name(verb.verb), name));
  }
}

/// What is asked, apart from where and what becomes of it.
std::vector<std::string> question_of(std::span<const char* const> words) {
  constexpr std::array<std::string_view, 2> kLeftOut{"--index", "--save"};
  std::vector<std::string> question;
  bool is_query = false;  // after --
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = words[i];
    is_query = is_query || word == "--";
    if (is_query || std::ranges::none_of(kLeftOut, [&](std::string_view name) {
          return word == name || (word.starts_with(name) && word[name.size()] == '=');
        })) {
      question.emplace_back(word);
    } else if (word.find('=') == std::string_view::npos) {
      ++i;  // its value
    }
  }
  return question;
}

}  // namespace

std::variant<Options, ExitCode> parse_options(int argc, const char* const* argv) {
  const std::span<const char* const> all(argv, static_cast<std::size_t>(argc));
  const auto dashes = std::find(all.begin(), all.end(), std::string_view("--"));
  std::vector<std::string> queries;  // what stands after --
  if (dashes != all.end()) {
    queries.assign(dashes + 1, all.end());
  }

  CLI::App app(help_text(), "smallprint-search");
  app.set_version_flag("--version", fmt::format("smallprint-search {}", kProgramVersion));
  Options options;
  RawOptions raw;
  std::vector<std::string> words;
  app.add_option("QUERY", words, "a verb and its arguments, or one query");
  options.index = default_index();
  app.add_option(
         "--index", options.index, "the index; default $SMALLPRINT_INDEX, else ./smallprint.index")
      ->type_name("DIR");
  add_filters(app, options, raw);
  add_facets(app, raw);
  add_trends(app, options, raw);
  add_history(app, raw);
  add_similar(app, options);
  add_sampling(app, options.sampling, raw);
  add_output(app, options, raw);
  try {
    app.parse(static_cast<int>(dashes - all.begin()), argv);
  } catch (const CLI::Success& success) {  // --help, --version
    app.exit(success);
    return ExitCode::kOk;
  } catch (const CLI::ExtrasError& error) {
    const std::string first = app.remaining().empty() ? "" : app.remaining().front();
    const bool is_excluded_word = first.starts_with('-') && !first.starts_with("--");
    throw Error(ExitCode::kUsage,
                error.what(),
                is_excluded_word ? "a query that begins with - stands after --: "
                                   "smallprint-search [OPTIONS] -- '" +
                                       first + "'"
                                 : "smallprint-search --help");
  } catch (const CLI::ParseError& error) {
    throw usage(error.what());
  }
  options.command_line = question_of(all);
  set_verb(std::move(words), std::move(queries), options);
  check_options_of_verb(app, entry(options.verb));
  set_question(raw, options);
  return options;
}

}  // namespace smallprint::searching
