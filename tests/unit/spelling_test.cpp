#include "common/spelling.hpp"

#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

struct SpellingCase {
  std::string word;
  std::string american;
};

void PrintTo(const SpellingCase& test_case, std::ostream* out) {
  *out << test_case.word;
}

class AmericanSpelling : public testing::TestWithParam<SpellingCase> {};

TEST_P(AmericanSpelling, IsTheOneOfTheTable) {
  EXPECT_EQ(american_spelling(GetParam().word), GetParam().american);
}

INSTANTIATE_TEST_SUITE_P(Changes,
                         AmericanSpelling,
                         testing::ValuesIn(std::vector<SpellingCase>{
                             {"organisation", "organization"},
                             {"organisations", "organizations"},
                             {"organisational", "organizational"},
                             {"organise", "organize"},
                             {"organises", "organizes"},
                             {"organised", "organized"},
                             {"organising", "organizing"},
                             {"organiser", "organizer"},
                             {"organisers", "organizers"},
                             {"customisable", "customizable"},
                             {"personalisation", "personalization"},
                             {"unauthorised", "unauthorized"},
                             {"minimise", "minimize"},
                             {"realise", "realize"},
                             {"behaviour", "behavior"},
                             {"behavioural", "behavioral"},
                             {"favourite", "favorite"},
                             {"honoured", "honored"},
                             {"colours", "colors"},
                             {"centre", "center"},
                             {"centred", "centered"},
                             {"licence", "license"},
                             {"licencing", "licensing"},
                             {"programmes", "programs"},
                             {"cheques", "checks"},
                             {"practising", "practicing"},
                             {"judgement", "judgment"},
                             {"catalogued", "cataloged"},
                             {"analysing", "analyzing"},
                             {"enquiries", "inquiries"},
                             {"defence", "defense"},
                             {"whilst", "while"},
                             {"3rd", "third"},
                             {"u.s.a", "usa"},
                         }));

TEST(AmericanSpellingTest, KeepsWordsThatAreTrulySpeltWithS) {
  for (const std::string word :
       {"advertise",     "advertising", "advertiser",  "advertised",  "malvertising",
        "advise",        "advising",    "adviser",     "advisable",   "unadvised",
        "arise",         "arising",     "chastise",    "circumcised", "comprise",
        "comprising",    "compromise",  "compromised", "concise",     "cruise",
        "crises",        "despise",     "devise",      "devised",     "disable",
        "disguise",      "disguised",   "enterprise",  "enterprises", "excise",
        "exercise",      "exercised",   "exercising",  "expertise",   "franchise",
        "franchised",    "franchiser",  "fundraising", "imprecise",   "improvised",
        "improvisation", "liaise",      "liaising",    "likewise",    "merchandise",
        "merchandising", "noise",       "otherwise",   "paradise",    "poised",
        "praise",        "precise",     "premise",     "premises",    "promise",
        "promised",      "promising",   "raise",       "raising",     "revise",
        "revised",       "revising",    "rise",        "rising",      "supervise",
        "supervised",    "supervising", "surprise",    "surprised",   "surprising",
        "televised",     "treatise",    "uprising",    "wise",        "analyses",
        "basis",         "this",        "visit",       "programmer",  "programming",
        "hour",          "your",        "four",        "tour",        "centers",
        "enter",         "license",     "disability"}) {
    EXPECT_EQ(american_spelling(word), word);
  }
}

}  // namespace
}  // namespace smallprint
