#include "common/practices/statement_column.hpp"

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

TEST(StatementColumn, ReadsAnyNumberAsSomeStatement) {
  const StatementEntry entry = unpack_statement(0xFFFFFFFFU);

  EXPECT_LT(static_cast<std::size_t>(entry.practice), kPracticeCount);
  EXPECT_LE(entry.confidence_percent, 100U);
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
