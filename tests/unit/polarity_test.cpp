#include "common/practices/polarity.hpp"

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "common/practices/sentences.hpp"
#include "common/text_analyzer.hpp"

namespace smallprint {
namespace {

std::string polarity_rules() {
  std::ifstream file(SMALLPRINT_SOURCE_DIR "/data/practices/polarity.rules", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Reads sentences whose action is in square brackets: `We do not [sell] it.`
class PolarityOf {
 public:
  explicit PolarityOf(Practice practice) : practice_(practice) {
    parse_rules("polarity.rules", polarity_rules(), file_);
  }

  /// "performed denied", in the order of kPolarityIds; "" for no statement.
  std::string operator()(std::string text) {
    RuleLexicon lexicon;
    const PolarityReader reader(file_, lexicon);
    RuleWordCache rule_words(lexicon);
    const std::size_t action = text.find('[');
    text.erase(action, 1);
    text.erase(text.find(']'), 1);
    TextAnalyzer analyzer;
    std::vector<Token> tokens;
    analyzer.analyze(text, tokens);
    PassageSentences passage;
    split_into_sentences(text, tokens, analyzer.vocabulary(), rule_words, passage);
    return read(reader, tokens, passage, action);
  }

 private:
  // The last sentence that holds the action: an item rather than its lead-in, an answer rather than
  // its question.
  std::string read(const PolarityReader& reader,
                   const std::vector<Token>& tokens,
                   const PassageSentences& passage,
                   std::size_t action) const {
    std::string states = "(the action is in no sentence)";
    for (const Sentence& sentence : passage.sentences) {
      const SentenceWords words{.words = passage.words_of(sentence),
                                .pauses = passage.pauses_of(sentence),
                                .own_word = sentence.own_word - sentence.first_word,
                                .is_answer = sentence.is_answer};
      SentenceClauses clauses;
      reader.read_sentence(words, clauses);
      for (std::size_t word = sentence.first_word; word < sentence.end_word; ++word) {
        if (tokens[passage.token[word]].begin == action) {
          const PolaritySet polarities = PolarityReader::read(
              words, clauses, {.word = word - sentence.first_word, .practice = practice_});
          states = to_text(polarities);
        }
      }
    }
    return states;
  }

  static std::string to_text(PolaritySet polarities) {
    std::string text;
    for (const Polarity polarity :
         {Polarity::kPerformed, Polarity::kDenied, Polarity::kConditional}) {
      if (polarities.has(polarity)) {
        text += (text.empty() ? "" : " ") + std::string(id(polarity));
      }
    }
    return text;
  }

  RuleFile file_;
  Practice practice_;
};

struct Reading {
  std::string_view text;
  std::string_view states;
};

void expect_readings(const std::vector<Reading>& readings) {
  PolarityOf polarity_of(Practice::kThirdParty);
  for (const Reading& reading : readings) {
    EXPECT_EQ(polarity_of(std::string(reading.text)), reading.states) << reading.text;
  }
}

TEST(Polarity, IsPerformedWhenNothingSpeaksAgainstIt) {
  expect_readings({{"We [share] your name with partners.", "performed"},
                   {"Your name may be [passed] on.", "performed"},
                   {"If you buy a lamp, we [pass] your address to the carrier.", "performed"},
                   {"When you visit, advertisers [collect] your address.", "performed"},
                   {"You have the right to see what we [share].", "performed"}});
}

TEST(Polarity, IsDeniedByANegationOfItsVerb) {
  expect_readings({{"We do not [sell] data.", "denied"},
                   {"We don't ever [sell] data.", "denied"},
                   {"Your name has never been [sold].", "denied"},
                   {"We cannot and will not [sell] it.", "denied"},
                   {"Under no circumstances do we [sell] it.", "denied"},
                   {"We do not, now or later, [sell] it.", "denied"},
                   {"We will not, however, [sell] it.", "denied"}});
}

TEST(Polarity, IsDeniedByANegativeSubjectOrObject) {
  expect_readings({{"No data is [sold].", "denied"},
                   {"No names, addresses or ages are [sold].", "denied"},
                   {"Nothing you tell us is [sold].", "denied"},
                   {"No information that identifies you is [sold].", "denied"},
                   {"Neither we nor our staff [sell] it.", "denied"},
                   {"It is [given] to nobody.", "denied"},
                   {"We [make] no use of it.", "denied"}});
}

TEST(Polarity, IsDeniedByVerbsThatRefuse) {
  expect_readings({{"We refuse to [sell] it.", "denied"},
                   {"Our staff are prohibited from [sharing] it.", "denied"},
                   {"You can read it without [giving] us a name.", "denied"},
                   {"Rather than [sharing] it we delete it.", "denied"}});
}

TEST(Polarity, IsPerformedWhenADenialIsDenied) {
  expect_readings({{"We never fail to [tell] them.", "performed"},
                   {"We never ship without [telling] them.", "performed"},
                   {"We do not refuse to [share] it.", "performed"}});
}

TEST(Polarity, TakesNotOnlyAndItsLikeForNoNegation) {
  expect_readings({{"We not only [share] it but print it.", "performed"},
                   {"Names, including but not limited to yours, are [shared].", "performed"},
                   {"Whether or not you pay, we [share] it.", "performed"},
                   {"Do not hesitate to write, and we [share] it.", "performed"},
                   {"No matter who you are, we [share] it.", "performed"}});
}

TEST(Polarity, CarriesANegationOverJoinedVerbs) {
  expect_readings({{"We do not sell, rent or [trade] it.", "denied"},
                   {"It is neither sold nor [rented].", "denied"},
                   {"We do not sell it, nor do we [lend] it.", "denied"}});
}

TEST(Polarity, EndsANegationAtANewClause) {
  expect_readings({{"We do not rent it; we [sell] it.", "performed"},
                   {"We do not rent it, but [sell] it.", "performed"},
                   {"We do not rent it, and our partners may [sell] it.", "performed"},
                   {"It is not rented and is [sold] to others.", "performed"},
                   {"Although we do not rent it, we [sell] it.", "performed"},
                   {"If you do not object in time, we print it and [sell] it.", "conditional"}});
}

TEST(Polarity, IgnoresTheNegationOfAnotherClause) {
  expect_readings({{"Customers who have not paid are [reported].", "performed"},
                   {"Companies we do not own may [receive] it.", "performed"},
                   {"If you do not log in, we [share] it.", "performed"},
                   {"We [share] it even if you never pay.", "performed"},
                   {"Data that does not identify you is [sold].", "performed"}});
}

TEST(Polarity, IsConditionalWithAnException) {
  expect_readings({{"We do not [sell] it except to pay debts.", "conditional"},
                   {"Except as told here, we never [sell] it.", "conditional"},
                   {"We never [sell] it, other than to the courts.", "conditional"},
                   {"Unless you object, we [sell] it.", "conditional"},
                   {"We will not [sell] it until you agree.", "conditional"},
                   {"We don't [sell] it till you agree.", "conditional"},
                   {"We do not [sell] it without your written consent.", "conditional"},
                   {"Without your consent, we do not [sell] it.", "conditional"}});
}

TEST(Polarity, KeepsAnExceptionToTheDenialItBelongsTo) {
  expect_readings({{"We [share] it every day except Sunday.", "performed"},
                   {"We may [sell] it without your consent.", "performed"},
                   {"We do not [rent] it; we sell it only if you agree.", "denied"}});
}

TEST(Polarity, IsConditionalOnConsentAndOnlyIf) {
  expect_readings({{"We [sell] it only if you agree.", "conditional"},
                   {"With your permission, we may [sell] it.", "conditional"},
                   {"Only with your consent do we [sell] it.", "conditional"},
                   {"We [disclose] it only when a court orders it.", "conditional"},
                   {"We ask for your consent before we [sell] it.", "conditional"},
                   {"We [track] you only while you allow it.", "conditional"},
                   {"You tick the box, and only then do we [sell] it.", "conditional"},
                   {"We [sell] it to partners only.", "performed"},
                   {"We [share] it only to deliver the order.", "performed"},
                   {"We [share] it as permitted by law.", "performed"}});
}

TEST(Polarity, HoldsBothForANameNotAnAge) {
  expect_readings({{"We [tell] him your name, not your age.", "performed denied"},
                   {"We [tell] him your name, but not what you paid.", "performed denied"}});
}

TEST(Polarity, GoesFromALeadInToItsItems) {
  expect_readings({{"We will never:\n[sell] it\nlend it", "denied"},
                   {"We will never:\nsell it\n[lend] it", "denied"},
                   {"We will never: sell it; [lend] it.", "denied"},
                   {"We do not [sell] it, except:\nto our bank", "conditional"},
                   {"We do not sell it: our partners [see] it on paper.", "performed"}});
}

TEST(Polarity, IsReadOffTheAnswerToAQuestion) {
  expect_readings({{"Do you [sell] my name? No.", "denied"},
                   {"Do you [sell] my name? Yes, to our sponsors.", "performed"},
                   {"Is it [shown] to others? Only if you say so.", "conditional"},
                   {"Is it [shown] to others? Absolutely not.", "denied"},
                   {"What do we [keep]? Your name and your street.", "performed"}});
}

TEST(Polarity, StatesNothingOfWhatIsSupposedOrLeftToTheReader) {
  expect_readings({{"If we [sell] it, this page is rewritten.", ""},
                   {"You may [share] it with friends.", ""},
                   {"Please do not [give] out your address.", ""},
                   {"You may direct us not to [sell] it.", ""},
                   {"Suppose that we [sell] it.", ""},
                   {"If your website collects names, [share] them in your policy.", ""},
                   {"Some companies [sell] what they know.", ""},
                   {"To sell means to [give] for money.", ""},
                   {"We require them not to [share] it.", ""},
                   {"Should we [sell] it one day, you will hear of it.", ""},
                   {"You are not required to [give] your name.", ""},
                   {"We cannot guarantee that it will never be [disclosed].", ""}});
}

TEST(Polarity, IsDeniedByARecipientThatIsNobody) {
  expect_readings({{"We [tell] precisely nobody.", "denied"},
                   {"It is [given] to zero sponsors.", "denied"},
                   {"We have no clients to whom we [sell] it.", "denied"},
                   {"There is nobody with whom we [share] it.", "denied"}});
}

TEST(Polarity, IsConditionalWithAnExceptionBehindNobody) {
  expect_readings({{"It is [shown] to nobody but our bank.", "conditional"},
                   {"We [tell] no one but the carrier.", "conditional"},
                   {"In the absence of a warrant, we never [disclose] it.", "conditional"},
                   {"We shall not [lend] it, save at your request.", "conditional"},
                   {"We do not [send] it before you have agreed.", "conditional"},
                   {"Other than at the till, we never [read] it.", "conditional"}});
}

TEST(Polarity, IsConditionalOnAConsentThatIsNeeded) {
  expect_readings({{"Your consent is required for any [transfer].", "conditional"},
                   {"We [mention] you as long as you do not object.", "conditional"},
                   {"We [mention] you on condition that you have agreed.", "conditional"},
                   {"We [print] it once you have said yes.", "conditional"}});
}

TEST(Polarity, IsConditionalOnFewOccasions) {
  expect_readings(
      {{"Our [sharing] of it is limited to cases where a life is at risk.", "conditional"},
       {"Only in a fire do we [give] it to rescuers.", "conditional"},
       {"Only the town is [given] to rescuers.", "performed"}});
}

TEST(Polarity, IsDeniedOfWhatHasEnded) {
  expect_readings({{"The [sale] of our register was given up.", "denied"},
                   {"Any [disclosure] to agents is forbidden.", "denied"},
                   {"We have put an end to [lending] our list.", "denied"},
                   {"We stopped [selling] it.", "denied"}});
}

TEST(Polarity, IsDeniedByAClauseWithoutAVerbOfItsOwn) {
  expect_readings({{"[Selling] a name is something we never do.", "denied"},
                   {"Others [sell] such lists; we do not.", "denied"},
                   {"We [traded] lists once, but no longer do so.", "denied"},
                   {"Some clubs [sell] their lists. Ours does not.", "denied"},
                   {"We do not [sell] it. Our partners do.", "performed"}});
}

TEST(Polarity, TakesTwoNegationsForNone) {
  expect_readings({{"There is no order that we do not [pass] on.", "performed"},
                   {"No ticket is issued without our [telling] the airline.", "performed"},
                   {"No ticket is [issued] without our telling the airline.", ""}});
}

TEST(Polarity, SaysNothingOfWhatIsNotMeant) {
  expect_readings({{"That you see an advert does not mean that we [sold] your name.", ""},
                   {"It is not true that we [sell] your name.", ""}});
}

TEST(Polarity, LeavesOthersTheirOwnDuties) {
  expect_readings({{"Our vendors may not [use] it for anything else.", ""},
                   {"These firms are not permitted to [disclose] it.", ""},
                   {"They must not [sell] what they learn.", ""},
                   {"It is not allowed to [use] your address.", ""},
                   {"Our contracts forbid them to [disclose] it.", ""},
                   {"It is passed to a printer, who must not [share] it.", ""},
                   {"Your bank may [share] it with the state.", ""},
                   {"Third parties are not [given] your name.", "denied"},
                   {"Our partners do not [collect] your name.", "denied"},
                   {"Your name may be [shared].", "performed"}});
}

TEST(Polarity, SaysNothingOfFirmsInGeneral) {
  expect_readings({{"Most shops [sell] their lists.", ""},
                   {"Other clubs to which we link may [share] it.", ""},
                   {"Some of our sponsors [see] it.", "performed"},
                   {"Some advertisers [see] it.", "performed"}});
}

TEST(Polarity, TakesItForTheCompanyAsForTheData) {
  expect_readings({{"It does, however, [disclose] balances.", "performed"},
                   {"It is [shown] to sponsors.", "performed"}});
}

TEST(Polarity, IsDeniedByIdiomsOfKeepingBack) {
  expect_readings({{"Your letters are [kept] confidential.", "denied"},
                   {"Your letters are not [kept] confidential.", "performed"},
                   {"What you tell us [goes] no further.", "denied"}});
}

TEST(Polarity, KeepsAnExceptionInTheReasonThatHasIt) {
  expect_readings(
      {{"We [give] him your number, since he cannot find it unless he calls.", "performed"}});
}

TEST(Polarity, StaysInARelativeClauseOverABut) {
  expect_readings({{"Letters that you have written but not sent are [passed] on.", "performed"}});
}

TEST(Polarity, GoesFromALeadInWithoutAColonToItsItems) {
  expect_readings(
      {{"Here we never\n- [sell] it;\n- lend it.", "denied"},
       {"It is not sold unless\n(a) you agree;\n(b) a court [demands] it.", "conditional"}});
}

TEST(Polarity, KeepsTheReadersOwnActForCollection) {
  PolarityOf polarity_of(Practice::kFirstParty);

  EXPECT_EQ(polarity_of("You may [provide] your name."), "performed");
  EXPECT_EQ(polarity_of("You will not [receive] an invoice."), "");
}

TEST(Polarity, SurvivesSentencesOfAnySize) {
  PolarityOf polarity_of(Practice::kThirdParty);
  std::string text = "We do not [sell] it";
  for (std::size_t i = 0; i < 20'000; ++i) {
    text += i % 2 == 0 ? ", if we share what you" : " except that no one who";
  }

  EXPECT_EQ(polarity_of(text), "conditional");
  EXPECT_EQ(polarity_of("[sell]"), "performed");
}

TEST(Polarity, NamesTheSetThatIsMissing) {
  RuleFile file;
  parse_rules("polarity.rules", "set negation = not\n", file);
  RuleLexicon lexicon;

  EXPECT_THAT([&] { PolarityReader(file, lexicon); },
              testing::ThrowsMessage<Error>(testing::HasSubstr("`no-quantifier` is missing")));
}

}  // namespace
}  // namespace smallprint
