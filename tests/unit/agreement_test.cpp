// Expected values are those that the papers print; where they print three digits, the fourth is the
// fraction worked out by hand.

#include "searcher/sampling/agreement.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"

namespace smallprint::searching {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr double kFourDigits = 0.00005;

/// A letter a unit; `.` for a missing one.
Ratings read(const std::vector<std::string_view>& coders) {
  Ratings ratings;
  for (const std::string_view coder : coders) {
    std::vector<Rating>& row = ratings.emplace_back();
    for (const char c : coder) {
      row.push_back(c == '.' ? Rating() : Rating(static_cast<std::uint32_t>(c)));
    }
  }
  return ratings;
}

/// Two coders, from a table of how often which category met which.
Ratings read_table(const std::vector<std::vector<int>>& table) {
  Ratings ratings(2);
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    for (std::uint32_t column = 0; column < table.size(); ++column) {
      ratings[0].insert(ratings[0].end(), static_cast<std::size_t>(table[row][column]), row);
      ratings[1].insert(ratings[1].end(), static_cast<std::size_t>(table[row][column]), column);
    }
  }
  return ratings;
}

/// Rows p:1, p:2 and so on, from line 2.
CodingSheet sheet(const char* path, const std::vector<CodeSet>& cells) {
  CodingSheet sheet{.path = path, .rows = {}};
  for (const CodeSet& codes : cells) {
    const std::size_t number = sheet.rows.size() + 1;
    sheet.rows[fmt::format("p:{}", number)] = {.codes = codes, .line = number + 1};
  }
  return sheet;
}

// Cohen 1960, "A Coefficient of Agreement for Nominal Scales", the example of 200 cases: kappa
// .492, (140 - 82) / (200 - 82).
TEST(Agreement, KappaIsThatOfCohensExample) {
  const PairAgreement pair = compare(read_table({{88, 14, 18}, {10, 40, 10}, {2, 6, 12}}), 0, 1);

  EXPECT_EQ(pair.units, 200U);
  EXPECT_NEAR(pair.observed.value(), 0.7000, kFourDigits);
  EXPECT_NEAR(pair.expected.value(), 0.4100, kFourDigits);
  EXPECT_NEAR(pair.kappa.value(), 0.4915, kFourDigits);
}

// Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section A: .095 = 2 / 21.
TEST(Agreement, AlphaOfTwoValuesAndTwoObserversIsKrippendorffs) {
  EXPECT_NEAR(krippendorff_alpha(read({"0100000010", "1110010000"})).value(), 0.0952, kFourDigits);
}

// Section B: .692 = 155 / 224.
TEST(Agreement, AlphaOfManyValuesAndTwoObserversIsKrippendorffs) {
  EXPECT_NEAR(
      krippendorff_alpha(read({"aabbdcccedda", "babbbccceddd"})).value(), 0.6920, kFourDigits);
}

// Section C: .743 = 113 / 152. One unit of twelve has a single value and does not count.
TEST(Agreement, AlphaOfManyObserversWithMissingValuesIsKrippendorffs) {
  const Ratings ratings = read({"123321412...", "1233224125.3", ".3332342251.", "12332441251."});

  EXPECT_NEAR(krippendorff_alpha(ratings).value(), 0.7434, kFourDigits);
  EXPECT_EQ(pairable_units(ratings), 11U);
}

TEST(Agreement, IsOneWhenAllAgreeAndUndefinedWhenNothingVaries) {
  EXPECT_DOUBLE_EQ(compare(read({"abca", "abca"}), 0, 1).kappa.value(), 1);
  EXPECT_DOUBLE_EQ(krippendorff_alpha(read({"abca", "abca"})).value(), 1);

  const PairAgreement same = compare(read({"aaa", "aaa"}), 0, 1);
  EXPECT_DOUBLE_EQ(same.observed.value(), 1);
  EXPECT_DOUBLE_EQ(same.expected.value(), 1);
  EXPECT_EQ(same.kappa, std::nullopt);
  EXPECT_EQ(krippendorff_alpha(read({"aaa", "aaa"})), std::nullopt);
}

TEST(Agreement, CountsOnlyUnitsThatBothCoded) {
  const PairAgreement pair = compare(read({"ab.a", "a.bb"}), 0, 1);
  EXPECT_EQ(pair.units, 2U);
  EXPECT_DOUBLE_EQ(pair.observed.value(), 0.5);

  const PairAgreement none = compare(read({"a.", ".a"}), 0, 1);
  EXPECT_EQ(none.units, 0U);
  EXPECT_EQ(none.observed, std::nullopt);
  EXPECT_EQ(none.kappa, std::nullopt);
  EXPECT_EQ(krippendorff_alpha(read({"a.", ".a"})), std::nullopt);
}

TEST(Agreement, OfSheetsIsOverallBySetsOfCodesAndOfEachCodeByPresence) {
  const CodingSheet first = sheet("a.csv", {{"ads", "sold"}, {"ads"}, {"none"}, {}, {"sold"}});
  const CodingSheet second = sheet("b.csv", {{"ads"}, {"ads"}, {"none"}, {"ads"}, {}});
  const Agreement agreement = measure_agreement({first, second});

  EXPECT_EQ(agreement.units, 5U);
  EXPECT_EQ(agreement.pairable, 3U);
  EXPECT_EQ(agreement.sheets[0].coded, 4U);
  EXPECT_EQ(agreement.sheets[1].coded, 4U);
  // Categories {ads, sold}, {ads}, {none} against {ads}, {ads}, {none}.
  EXPECT_NEAR(agreement.overall.pairs.at(0).observed.value(), 2.0 / 3, kFourDigits);
  EXPECT_NEAR(agreement.overall.pairs.at(0).expected.value(), 3.0 / 9, kFourDigits);
  EXPECT_NEAR(agreement.overall.pairs.at(0).kappa.value(), 0.5, kFourDigits);
  ASSERT_THAT(agreement.codes, SizeIs(3));
  EXPECT_EQ(agreement.codes[0].code, "ads");
  EXPECT_THAT(agreement.codes[0].uses, ElementsAre(2, 3));
  EXPECT_DOUBLE_EQ(agreement.codes[0].pairs.at(0).kappa.value(), 1);
  EXPECT_EQ(agreement.codes[2].code, "sold");
  EXPECT_THAT(agreement.codes[2].uses, ElementsAre(2, 0));
  EXPECT_NEAR(agreement.codes[2].pairs.at(0).observed.value(), 2.0 / 3, kFourDigits);
  EXPECT_DOUBLE_EQ(agreement.codes[2].pairs.at(0).kappa.value(), 0);
}

TEST(Agreement, RefusesSheetsOfDifferentPassagesNamingFileRowAndRule) {
  const CodingSheet shorter = sheet("short.csv", {{"a"}, {"b"}});
  const CodingSheet longer = sheet("long.csv", {{"a"}, {"b"}, {"a"}, {}});
  for (const auto& sheets : {std::vector{shorter, longer}, std::vector{longer, shorter}}) {
    try {
      (void)measure_agreement(sheets);
      ADD_FAILURE() << "not refused";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ExitCode::kNoInput);
      EXPECT_STREQ(error.what(),
                   "long.csv:4: p:3 does not stand in short.csv; sheets that are compared hold the "
                   "same passages");
      EXPECT_THAT(error.hint(), HasSubstr("with an empty code"));
    }
  }
}

TEST(Codes, StandBetweenSemicolons) {
  EXPECT_THAT(read_codes(" sold ;ads; ;ads"), ElementsAre("ads", "sold"));
  EXPECT_THAT(read_codes(" "), IsEmpty());
  EXPECT_THAT(read_codes("one code"), ElementsAre("one code"));
}

}  // namespace
}  // namespace smallprint::searching
