#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/calendar.hpp"
#include "common/error.hpp"
#include "searcher/options.hpp"

namespace smallprint::searching {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Arguments = std::vector<const char*>;

std::variant<Options, ExitCode> parse_any(Arguments arguments) {
  arguments.insert(arguments.begin(), "smallprint-search");
  return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

Options parse(const Arguments& arguments) {
  return std::get<Options>(parse_any(arguments));
}

TEST(SearcherOptions, HaveDefaults) {
  ::unsetenv("SMALLPRINT_INDEX");
  const Options options = parse({"email"});

  EXPECT_EQ(options.verb, Verb::kSearch);
  EXPECT_THAT(options.arguments, ElementsAre("email"));
  EXPECT_EQ(options.index, "smallprint.index");
  EXPECT_EQ(options.format, OutputFormat::kText);
  EXPECT_EQ(options.group, Group::kSite);
  EXPECT_EQ(options.sort, Sort::kRelevance);
  EXPECT_EQ(options.limit, 10U);
  EXPECT_EQ(options.offset, 0U);
  EXPECT_TRUE(options.days.unbounded());
  EXPECT_FALSE(options.explain);
  EXPECT_FALSE(options.fail_if_empty);
}

struct VerbCase {
  Arguments arguments;
  Verb verb = Verb::kSearch;
  std::vector<std::string> rest;
};

TEST(SearcherOptions, TakeAVerbInFirstPlaceAndAQueryBehindTwoDashes) {
  const std::vector<VerbCase> cases{
      {{"count", "a", "b"}, Verb::kCount, {"a", "b"}},
      {{"batch", "queries.tsv"}, Verb::kBatch, {"queries.tsv"}},
      {{"show", "a.example@2013-02-13"}, Verb::kShow, {"a.example@2013-02-13"}},
      {{"fields"}, Verb::kFields, {}},
      {{"Count"}, Verb::kSearch, {"Count"}},
      {{"--", "count"}, Verb::kSearch, {"count"}},
      {{"--", "-email share"}, Verb::kSearch, {"-email share"}},
      {{"--", "--limit"}, Verb::kSearch, {"--limit"}},
      {{"--", "--"}, Verb::kSearch, {"--"}},
      {{"count", "--", "count", "-a"}, Verb::kCount, {"count", "-a"}},
      {{"--format", "json", "count", "a"}, Verb::kCount, {"a"}}};
  for (const VerbCase& one : cases) {
    const Options options = parse(one.arguments);
    EXPECT_EQ(options.verb, one.verb) << ::testing::PrintToString(one.arguments);
    EXPECT_EQ(options.arguments, one.rest) << ::testing::PrintToString(one.arguments);
  }
}

TEST(SearcherOptions, StandBeforeAndAfterTheQuery) {
  for (const Arguments& arguments :
       {Arguments{"--limit", "3", "--site", "a.example", "email", "--format", "json"},
        Arguments{"email", "--site=a.example", "--format=json", "--limit=3"},
        Arguments{"--format", "json", "--limit", "3", "--site", "a.example", "--", "email"}}) {
    const Options options = parse(arguments);
    EXPECT_THAT(options.arguments, ElementsAre("email"));
    EXPECT_THAT(options.sites, ElementsAre("a.example"));
    EXPECT_EQ(options.limit, 3U);
    EXPECT_EQ(options.format, OutputFormat::kJson);
  }
}

TEST(SearcherOptions, CollectRepeatedFilters) {
  const Options options = parse({"--site",
                                 "a",
                                 "--site",
                                 "b",
                                 "email",
                                 "--policy-host",
                                 "c",
                                 "--not",
                                 "heading:sharing",
                                 "--not",
                                 "site:d"});
  EXPECT_THAT(options.sites, ElementsAre("a", "b"));
  EXPECT_THAT(options.policy_hosts, ElementsAre("c"));
  EXPECT_THAT(options.excluded, ElementsAre("heading:sharing", "site:d"));
  EXPECT_THAT(options.arguments, ElementsAre("email"));
}

TEST(SearcherOptions, ReadPracticesAndDataTypes) {
  const Options options = parse({"--practice",
                                 "third-party-sharing-collection/denied",
                                 "--practice",
                                 "data-security",
                                 "--data",
                                 "contact"});
  EXPECT_THAT(options.statement.practices,
              ElementsAre(PracticeValue{Practice::kThirdParty, Polarity::kDenied},
                          PracticeValue{Practice::kSecurity, std::nullopt}));
  EXPECT_THAT(options.statement.data, ElementsAre(find_value(Attribute::kData, "contact")));
  EXPECT_THAT(options.arguments, IsEmpty());
}

TEST(SearcherOptions, NeedNoQueryBesideAFilter) {
  EXPECT_THAT(parse({"--site", "a"}).arguments, IsEmpty());
  EXPECT_THAT(parse({"count", "--from", "2013-01-01"}).arguments, IsEmpty());
}

TEST(SearcherOptions, ReadDays) {
  Options options = parse({"email", "--from", "2009-01-31", "--to", "2012-02-29"});
  EXPECT_EQ(options.days.from, parse_day("2009-01-31"));
  EXPECT_EQ(options.days.to, parse_day("2012-02-29"));

  options = parse({"email", "--as-of", "2014-06-30"});
  EXPECT_EQ(options.days.from, parse_day("2014-06-30"));
  EXPECT_EQ(options.days.to, parse_day("2014-06-30"));
}

TEST(SearcherOptions, GroupBatchesByNothingUnlessAsked) {
  EXPECT_EQ(parse({"batch", "q.tsv"}).group, Group::kNone);
  EXPECT_EQ(parse({"batch", "q.tsv", "--group", "site"}).group, Group::kSite);
  EXPECT_EQ(parse({"email", "--group", "policy"}).group, Group::kPolicy);
}

TEST(SearcherOptions, RefuseAWrongCommandLine) {
  const std::vector<Arguments> cases{{},
                                     {"email", "phone"},
                                     {"email", "--", "phone"},
                                     {"count"},
                                     {"batch"},
                                     {"batch", "a", "b"},
                                     {"show"},
                                     {"fields", "site"},
                                     {"email", "--unknown"},
                                     {"email", "--limit", "-1"},
                                     {"email", "--limit", "ten"},
                                     {"email", "--offset", "10001"},
                                     {"email", "--format", "xml"},
                                     {"email", "--format-version", "2"},
                                     {"email", "--group", "host"},
                                     {"email", "--sort", "size"},
                                     {"email", "--from", "2013-02-30"},
                                     {"email", "--to", "yesterday"},
                                     {"email", "--as-of", "2013-2-3"},
                                     {"email", "--from", "2014-01-01", "--to", "2013-12-31"},
                                     {"email", "--as-of", "2014-01-01", "--to", "2014-12-31"},
                                     {"count", "email", "--format", "csv"},
                                     {"batch", "q.tsv", "--format", "json"},
                                     {"show", "a.example", "--format", "trec"},
                                     {"-email"}};
  for (const Arguments& arguments : cases) {
    try {
      (void)parse_any(arguments);
      ADD_FAILURE() << "accepted " << ::testing::PrintToString(arguments);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ExitCode::kUsage);
      EXPECT_STRNE(error.what(), "");
    }
  }
}

struct OptionCase {
  Arguments option;
  std::vector<Verb> verbs;  ///< that it means something to
};

TEST(SearcherOptions, AreRefusedByVerbsThatWouldIgnoreThem) {
  using enum Verb;
  const std::vector<OptionCase> cases{
      {{"--site", "a"}, {kSearch, kCount, kFacets, kBatch}},
      {{"--not", "site:a"}, {kSearch, kCount, kFacets, kBatch}},
      {{"--from", "2013-01-01"}, {kSearch, kCount, kFacets, kBatch}},
      {{"--top", "3"}, {kFacets}},
      {{"--unit", "site"}, {kFacets}},
      {{"--limit", "3"}, {kSearch, kBatch}},
      {{"--offset", "0"}, {kSearch, kBatch}},
      {{"--group", "none"}, {kSearch, kBatch}},
      {{"--sort", "date"}, {kSearch, kBatch}},
      {{"--no-intent"}, {kSearch, kBatch}},
      {{"--explain"}, {kSearch}},
      {{"--fail-if-empty"}, {kSearch, kCount, kFacets, kBatch}},
      {{"--index", "a"}, {kSearch, kCount, kFacets, kBatch, kShow, kFields}},
      {{"--format-version", "1"}, {kSearch, kCount, kFacets, kBatch, kShow, kFields}}};
  const std::vector<std::pair<Verb, Arguments>> commands{{kSearch, {"email"}},
                                                         {kCount, {"count", "email"}},
                                                         {kFacets, {"facets", "--by", "year"}},
                                                         {kBatch, {"batch", "q.tsv"}},
                                                         {kShow, {"show", "a"}},
                                                         {kFields, {"fields"}}};
  for (const OptionCase& one : cases) {
    for (const auto& [verb, command] : commands) {
      Arguments arguments = command;
      arguments.insert(arguments.end(), one.option.begin(), one.option.end());
      const bool is_meant = std::find(one.verbs.begin(), one.verbs.end(), verb) != one.verbs.end();
      try {
        (void)parse_any(arguments);
        EXPECT_TRUE(is_meant) << ::testing::PrintToString(arguments);
      } catch (const Error& error) {
        EXPECT_FALSE(is_meant) << ::testing::PrintToString(arguments) << error.what();
        EXPECT_THAT(error.what(), HasSubstr(one.option.front()));
      }
    }
  }
}

TEST(SearcherOptions, SayWhatKeepsAQueryFromBeingOne) {
  const std::vector<std::pair<Arguments, std::string>> cases{
      {{"-cookies"}, "-- '-cookies'"},
      {{"--colour"}, "smallprint-search --help"},
      {{"serach", "email"}, std::string(verbs_hint())},
      {{"Search", "email"}, std::string(verbs_hint())},
      {{"facet", "email"}, std::string(verbs_hint())},
      {{"personal", "email"}, "smallprint-search --help"}};
  for (const auto& [arguments, hint] : cases) {
    try {
      (void)parse_any(arguments);
      ADD_FAILURE() << "accepted " << ::testing::PrintToString(arguments);
    } catch (const Error& error) {
      EXPECT_THAT(error.hint(), HasSubstr(hint)) << ::testing::PrintToString(arguments);
    }
  }
}

TEST(SearcherOptions, EndWellAfterHelpAndVersion) {
  for (const char* const flag : {"--help", "--version"}) {
    ::testing::internal::CaptureStdout();
    const auto parsed = parse_any({flag});
    EXPECT_NE(::testing::internal::GetCapturedStdout(), "");
    ASSERT_TRUE(std::holds_alternative<ExitCode>(parsed));
    EXPECT_EQ(std::get<ExitCode>(parsed), ExitCode::kOk);
  }
}

}  // namespace
}  // namespace smallprint::searching
