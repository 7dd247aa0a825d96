#include "common/text_packer.hpp"

#include <string>

#include <gtest/gtest.h>

#include "common/word_scan.hpp"

namespace smallprint {
namespace {

std::string words(std::size_t count) {
  std::string text = "w";
  for (std::size_t i = 1; i < count; ++i) {
    text += " w";
  }
  return text;
}

TextUnit whole(const std::string& text) {
  return {.text = {0, static_cast<std::uint32_t>(text.size())}, .words = count_words(text)};
}

std::vector<std::uint32_t> unit_words(const std::string& text) {
  std::vector<TextUnit> units;
  append_units(text, whole(text), units);
  std::vector<std::uint32_t> result;
  for (const TextUnit& unit : units) {
    EXPECT_EQ(unit.words,
              count_words(std::string_view(text).substr(unit.text.begin, unit.text.size())));
    result.push_back(unit.words);
  }
  return result;
}

/// Units of the given lengths, each word a byte, one separator between units.
std::vector<TextUnit> make_units(const std::vector<std::uint32_t>& lengths) {
  std::vector<TextUnit> units;
  std::uint32_t begin = 0;
  for (const std::uint32_t length : lengths) {
    units.push_back({.text = {begin, begin + length}, .words = length});
    begin += length + 1;
  }
  return units;
}

using Words = std::vector<std::uint32_t>;

TEST(CountWords, CountsWhatSpacesAndLineFeedsSeparate) {
  EXPECT_EQ(count_words("one"), 1U);
  EXPECT_EQ(count_words("one two\nthree | four \u201Cfive\u201D"), 6U);
  EXPECT_EQ(count_words("a b c d e f g h i j k l"), 12U);
}

TEST(AppendUnits, LeavesShortTextWhole) {
  EXPECT_EQ(unit_words(words(180)), (Words{180}));
}

TEST(AppendUnits, CutsLongTextIntoSentences) {
  EXPECT_EQ(unit_words(words(100) + ". W " + words(100) + "."), (Words{100, 101}));
}

TEST(AppendUnits, LeavesASentenceOf240WordsWhole) {
  EXPECT_EQ(unit_words(words(240)), (Words{240}));
}

TEST(AppendUnits, CutsALongerSentenceEvenlyBetweenWords) {
  EXPECT_EQ(unit_words(words(241)), (Words{121, 120}));
  EXPECT_EQ(unit_words(words(600)), (Words{150, 150, 150, 150}));
}

TEST(AppendUnits, NeverCutsAWord) {
  EXPECT_EQ(unit_words(words(200) + std::string(100'000, 'x')).size(), 1U);
}

TEST(PackUnits, KeepsTogetherWhatFits) {
  EXPECT_EQ(pack_units(make_units({60, 60, 60})), (std::vector<ByteRange>{{0, 182}}));
}

TEST(PackUnits, CutsIntoPartsOfAboutEqualLength) {
  EXPECT_EQ(pack_units(make_units({60, 60, 60, 60})),
            (std::vector<ByteRange>{{0, 121}, {122, 243}}));
}

TEST(PackUnits, NeverLeavesAFragmentAlone) {
  EXPECT_EQ(pack_units(make_units({5, 180})), (std::vector<ByteRange>{{0, 186}}));
  EXPECT_EQ(pack_units(make_units({180, 5})), (std::vector<ByteRange>{{0, 186}}));
}

TEST(PackUnits, PutsUnitsThatStandAloneAlone) {
  std::vector<TextUnit> units = make_units({40, 20, 20, 40});
  units.front().stands_alone = true;
  units.back().stands_alone = true;

  EXPECT_EQ(pack_units(units), (std::vector<ByteRange>{{0, 40}, {41, 82}, {83, 123}}));
}

TEST(PackUnits, KeepsAnIntroductionWithWhatItIntroduces) {
  std::vector<TextUnit> units = make_units({50, 170});
  units.front().introduces = true;
  EXPECT_EQ(pack_units(units), (std::vector<ByteRange>{{0, 221}}));

  units = make_units({100, 170});
  units.front().introduces = true;
  EXPECT_EQ(pack_units(units), (std::vector<ByteRange>{{0, 100}, {101, 271}}));
}

TEST(PackUnits, OfNothingIsNothing) {
  EXPECT_TRUE(pack_units({}).empty());
}

}  // namespace
}  // namespace smallprint
