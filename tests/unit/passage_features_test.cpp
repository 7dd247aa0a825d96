#include "common/practices/passage_features.hpp"

#include <algorithm>
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/digest.hpp"

namespace smallprint {
namespace {

using testing::ElementsAre;
using testing::FloatNear;
using testing::IsEmpty;
using testing::Pair;

constexpr float kClose = 1e-4F;

/// A passage and what holds its words.
class Text {
 public:
  explicit Text(std::string text, std::string_view previous = "", std::string_view heading = "")
      : text_(std::move(text)) {
    analyzer_.analyze(text_, tokens_);
    analyzer_.analyze(previous, previous_);
    if (!heading.empty()) {
      analyzer_.analyze(heading, headings_.emplace_back());
    }
  }

  [[nodiscard]] AnalyzedPassage passage() const {
    return {.text = text_, .text_tokens = tokens_, .headings = headings_, .previous = previous_};
  }

  [[nodiscard]] const Vocabulary& vocabulary() const { return analyzer_.vocabulary(); }

  [[nodiscard]] std::vector<FeatureKey> keys(FeatureSpace space) const {
    FeatureTermCache terms;
    terms.grow(vocabulary(), {});
    return feature_keys(passage(), vocabulary(), terms)[static_cast<std::size_t>(space)];
  }

 private:
  std::string text_;
  TextAnalyzer analyzer_;
  std::vector<Token> tokens_;
  std::vector<Token> previous_;
  std::vector<std::vector<Token>> headings_;
};

FeatureSet set_of_keys(std::vector<FeatureKey> keys, float weight) {
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::vector<float> rarity(keys.size(), 1.0F);
  return {std::move(keys), std::move(rarity), weight};
}

/// Values by stem; other features under "".
std::map<std::string, float> values(const FeatureVocabulary& features,
                                    FeatureSpace space,
                                    const FeatureVectors& vectors,
                                    const std::vector<std::string>& stems) {
  std::map<std::string, float> values;
  for (const Feature& feature : vectors[static_cast<std::size_t>(space)]) {
    const FeatureKey key = in(features, space).keys()[feature.number];
    const auto stem =
        std::ranges::find_if(stems, [&](const auto& term) { return hash64(term) == key; });
    values[stem == stems.end() ? "" : *stem] = feature.value;
  }
  return values;
}

TEST(FeatureKeys, AreTheStemsAndThePairsOfNeighbours) {
  const Text two("sharing data");

  EXPECT_EQ(two.keys(FeatureSpace::kText).size(), 3U);
  EXPECT_THAT(two.keys(FeatureSpace::kText), testing::Contains(hash64("share")));
  EXPECT_THAT(two.keys(FeatureSpace::kText), testing::Contains(hash64("data")));
}

TEST(FeatureKeys, TellAPairFromItsReverse) {
  std::vector<FeatureKey> forward = Text("sharing data").keys(FeatureSpace::kText);
  std::vector<FeatureKey> backward = Text("data sharing").keys(FeatureSpace::kText);
  std::ranges::sort(forward);
  std::ranges::sort(backward);

  EXPECT_NE(forward, backward);
}

TEST(FeatureKeys, PairNoWordsOfTwoBlocks) {
  EXPECT_EQ(Text("sharing\ndata").keys(FeatureSpace::kText).size(), 2U);
}

// never | we never | not~sell | we not~sell | not~name | we not~name; "your" is a function word.
TEST(FeatureKeys, OfANegationAreItWhoDeniesAndTheWordsItReaches) {
  EXPECT_EQ(Text("We never sell your name.").keys(FeatureSpace::kNegation).size(), 6U);
}

// never | - never | not~sell
TEST(FeatureKeys, OfANegationNeedNobodyWhoDenies) {
  EXPECT_EQ(Text("Never sell.").keys(FeatureSpace::kNegation).size(), 3U);
}

TEST(FeatureKeys, OfANegationEndWithTheSentence) {
  EXPECT_EQ(Text("We never sell. Names are kept").keys(FeatureSpace::kNegation),
            Text("We never sell.").keys(FeatureSpace::kNegation));
  EXPECT_EQ(Text("We\nnever sell").keys(FeatureSpace::kNegation),
            Text("never sell").keys(FeatureSpace::kNegation));
}

TEST(FeatureKeys, OfANegationReachEightWords) {
  const std::string reached = "never aa bb cc dd ee ff gg hh";

  EXPECT_EQ(Text(reached + " ii jj").keys(FeatureSpace::kNegation),
            Text(reached).keys(FeatureSpace::kNegation));
}

TEST(FeatureKeys, WithoutNegationThereAreNone) {
  EXPECT_THAT(Text("We sell your name.").keys(FeatureSpace::kNegation), IsEmpty());
}

// share twice and data once: 1 + ln 2 and 1, over the root of the sum of their squares.
TEST(FeatureReader, CountsLogarithmicallyAndBringsToOneLength) {
  const Text text("share data share");
  FeatureVocabulary features;
  features[0] = set_of_keys({hash64("share"), hash64("data")}, 1);
  FeatureReader reader(features);

  const auto& vectors = reader.read(text.passage(), {}, text.vocabulary());

  EXPECT_THAT(values(features, FeatureSpace::kText, vectors, {"share", "data"}),
              ElementsAre(Pair("data", FloatNear(0.5086F, kClose)),
                          Pair("share", FloatNear(0.8610F, kClose))));
}

// 3 and 4 over 5.
TEST(FeatureReader, MultipliesByRarity) {
  const Text text("share data");
  FeatureVocabulary features;
  std::vector<FeatureKey> keys{hash64("share"), hash64("data")};
  std::vector<float> rarity{3, 4};
  if (keys[0] > keys[1]) {
    std::swap(keys[0], keys[1]);
    std::swap(rarity[0], rarity[1]);
  }
  features[0] = FeatureSet(keys, rarity, 1);
  FeatureReader reader(features);

  const auto& vectors = reader.read(text.passage(), {}, text.vocabulary());

  EXPECT_THAT(
      values(features, FeatureSpace::kText, vectors, {"share", "data"}),
      ElementsAre(Pair("data", FloatNear(0.8F, kClose)), Pair("share", FloatNear(0.6F, kClose))));
}

TEST(FeatureReader, FindsPairsOfKnownWords) {
  const Text text("share data");
  FeatureVocabulary features;
  features[0] = set_of_keys(text.keys(FeatureSpace::kText), 1);
  FeatureReader reader(features);

  EXPECT_EQ(reader.read(text.passage(), {}, text.vocabulary())[0].size(), 3U);
}

TEST(FeatureReader, GivesEachSpaceItsOwnWeight) {
  const Text text("share", "cookies", "Email");
  FeatureVocabulary features;
  features[static_cast<std::size_t>(FeatureSpace::kText)] = set_of_keys({hash64("share")}, 1);
  features[static_cast<std::size_t>(FeatureSpace::kPrevious)] =
      set_of_keys({hash64("cooki")}, 0.3F);
  features[static_cast<std::size_t>(FeatureSpace::kHeading)] = set_of_keys({hash64("email")}, 0.2F);
  FeatureReader reader(features);

  const auto& vectors = reader.read(text.passage(), {}, text.vocabulary());

  EXPECT_THAT(values(features, FeatureSpace::kText, vectors, {"share"}),
              ElementsAre(Pair("share", FloatNear(1, kClose))));
  EXPECT_THAT(values(features, FeatureSpace::kPrevious, vectors, {"cooki"}),
              ElementsAre(Pair("cooki", FloatNear(0.3F, kClose))));
  EXPECT_THAT(values(features, FeatureSpace::kHeading, vectors, {"email"}),
              ElementsAre(Pair("email", FloatNear(0.2F, kClose))));
}

TEST(FeatureReader, TakesRulesAsTheyAreAndPolaritiesTwice) {
  const Text text("x");
  const LabelId sharing = label_of(Practice::kThirdParty);
  const LabelId denied = label_of(Practice::kThirdParty, Polarity::kDenied);
  FeatureVocabulary features;
  features[static_cast<std::size_t>(FeatureSpace::kRules)] =
      set_of_keys({rule_feature_key(sharing), rule_feature_key(denied)}, 0.2F);
  RuleWeights rules{};
  rules[sharing] = 0.5F;
  rules[denied] = 0.5F;
  FeatureReader reader(features);

  const auto& vectors = reader.read(text.passage(), rules, text.vocabulary());

  EXPECT_THAT(values(features,
                     FeatureSpace::kRules,
                     vectors,
                     {"third-party-sharing-collection", "third-party-sharing-collection/denied"}),
              ElementsAre(Pair("third-party-sharing-collection", FloatNear(0.1F, kClose)),
                          Pair("third-party-sharing-collection/denied", FloatNear(0.2F, kClose))));
}

TEST(FeatureReader, KeepsNothingFromThePassageBefore) {
  const Text text("share data share", "cookies");
  FeatureVocabulary features;
  features[0] = set_of_keys({hash64("share")}, 1);
  FeatureReader reader(features);
  const FeatureVectors first = reader.read(text.passage(), {}, text.vocabulary());

  const FeatureVectors second = reader.read(text.passage(), {}, text.vocabulary());

  ASSERT_EQ(first[0].size(), 1U);
  ASSERT_EQ(second[0].size(), 1U);
  EXPECT_EQ(first[0][0].value, second[0][0].value);
}

}  // namespace
}  // namespace smallprint
