#include "common/practices/statement_column.hpp"

#include <set>

#include <gtest/gtest.h>

#include "common/practices/label_levels.hpp"

namespace smallprint {
namespace {

TEST(StatementColumn, GivesBackWhatWasPacked) {
  for (const PracticeEntry& practice : kPractices) {
    for (const auto polarity : {std::optional<Polarity>(),
                                std::optional(Polarity::kPerformed),
                                std::optional(Polarity::kConditional)}) {
      const StatementEntry entry{.practice = practice.practice,
                                 .polarity = polarity,
                                 .data = bit(0) | bit(kDataTypeCount - 1),
                                 .confidence_percent = 93};
      EXPECT_EQ(unpack_statement(pack(entry)), entry);
    }
  }
}

TEST(StatementColumn, KeepsDataTypesOnly) {
  const StatementEntry entry{.polarity = {}, .data = bit(3) | bit(kDataTypeCount)};

  EXPECT_EQ(unpack_statement(pack(entry)).data, bit(3));
}

TEST(StatementColumn, TellsPracticesAndPolaritiesApartInASet) {
  std::set<StatedSet> bits;
  for (const PracticeEntry& practice : kPractices) {
    for (std::size_t polarity = 0; polarity < (practice.has_polarity ? kPolarityCount : 1);
         ++polarity) {
      StatementEntry statement;
      statement.practice = practice.practice;
      if (practice.has_polarity) {
        statement.polarity = static_cast<Polarity>(polarity);
      }
      statement.data = 0x6;
      const StatedSet stated = stated_set(pack(statement));

      EXPECT_EQ(stated & kDataTypes, 0x6U);
      bits.insert(stated);
      statement.data = 0;
      EXPECT_EQ(unpack_statement(kStatementsOfStatedKinds[stated_kind(statement)]), statement);
    }
  }
  EXPECT_EQ(bits.size(), kPracticeCount - 2 + 2 * kPolarityCount);
}

TEST(StatementColumn, ReadsAnyNumberAsSomeStatement) {
  for (const std::uint32_t damaged : {0xFFFFFFFFU, 0x0000F000U, 0x01FC0000U, 0x80000000U}) {
    const StatementEntry statement = unpack_statement(damaged);

    EXPECT_LT(static_cast<std::size_t>(statement.practice), kPracticeCount);
    EXPECT_LE(statement.confidence_percent, 100U);
    EXPECT_NE(stated_set(damaged) >> kFirstStatedPractice, 0U);
  }
}

TEST(LabelLevel, IsTheLogarithmOfAProbabilityInEightSteps) {
  EXPECT_EQ(label_level(1, 0.05), 8U);
  EXPECT_EQ(label_level(0.5, 0.05), 6U);  // 8 (1 - .231)
  EXPECT_EQ(label_level(0.2, 0.05), 4U);  // 8 (1 - .537) = 3.7
  EXPECT_EQ(label_level(0.05, 0.05), 0U);
  EXPECT_EQ(label_level(0, 0.05), 0U);
  EXPECT_EQ(label_level(0.2, 0.02), 5U);  // 8 (1 - .411) = 4.7
}

}  // namespace
}  // namespace smallprint
