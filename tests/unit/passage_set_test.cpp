#include "searcher/matching/passage_set.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace smallprint::searching {
namespace {

using Rows = std::set<std::uint32_t>;

Rows rows_of(const PassageSet& set) {
  Rows rows;
  set.for_each([&](std::uint32_t row) { rows.insert(row); });
  return rows;
}

struct Pair {
  PassageSet set;
  Rows rows;
};

Pair random_pair(std::uint32_t size, std::mt19937& random) {
  Pair pair{PassageSet(size), {}};
  for (std::uint32_t i = 0; i < size / 3; ++i) {
    const auto row = static_cast<std::uint32_t>(random() % size);
    pair.set.insert(row);
    pair.rows.insert(row);
  }
  return pair;
}

class PassageSetSizes : public ::testing::TestWithParam<std::uint32_t> {
 protected:
  std::mt19937 random_{GetParam()};
  Pair a_ = random_pair(GetParam(), random_);
  Pair b_ = random_pair(GetParam(), random_);
};

INSTANTIATE_TEST_SUITE_P(AroundWords,
                         PassageSetSizes,
                         ::testing::Values(0U, 1U, 5U, 63U, 64U, 65U, 128U, 200U, 1000U));

TEST_P(PassageSetSizes, HoldsWhatWasInserted) {
  EXPECT_EQ(a_.set.rows(), GetParam());
  EXPECT_EQ(rows_of(a_.set), a_.rows);
  EXPECT_EQ(a_.set.size(), a_.rows.size());
  for (std::uint32_t row = 0; row < GetParam(); ++row) {
    EXPECT_EQ(a_.set.contains(row), a_.rows.contains(row)) << row;
  }
}

TEST_P(PassageSetSizes, JoinsAndCutsAsSetsDo) {
  Rows both;
  std::set_intersection(a_.rows.begin(),
                        a_.rows.end(),
                        b_.rows.begin(),
                        b_.rows.end(),
                        std::inserter(both, both.end()));
  Rows either = a_.rows;
  either.insert(b_.rows.begin(), b_.rows.end());
  Rows only_first;
  std::set_difference(a_.rows.begin(),
                      a_.rows.end(),
                      b_.rows.begin(),
                      b_.rows.end(),
                      std::inserter(only_first, only_first.end()));

  PassageSet set = a_.set;
  EXPECT_EQ(rows_of(set &= b_.set), both);
  set = a_.set;
  EXPECT_EQ(rows_of(set |= b_.set), either);
  set = a_.set;
  EXPECT_EQ(rows_of(set -= b_.set), only_first);
}

TEST_P(PassageSetSizes, HasAComplementWithinItsRows) {
  PassageSet set = a_.set;
  set.complement();
  EXPECT_EQ(set.size(), GetParam() - a_.rows.size());
  for (std::uint32_t row = 0; row < GetParam(); ++row) {
    EXPECT_NE(set.contains(row), a_.set.contains(row)) << row;
  }
  set |= a_.set;
  EXPECT_EQ(rows_of(set), rows_of(PassageSet::all(GetParam())));
  EXPECT_EQ(set.size(), GetParam());
}

TEST_P(PassageSetSizes, FindsTheNextRow) {
  for (std::uint32_t row = 0; row < GetParam() + 70; ++row) {
    const auto next = a_.rows.lower_bound(row);
    EXPECT_EQ(a_.set.next(row), next == a_.rows.end() ? GetParam() : *next) << row;
  }
}

TEST_P(PassageSetSizes, CountsARange) {
  for (std::uint32_t begin = 0; begin < GetParam(); begin += 7) {
    for (std::uint32_t end = begin; end <= GetParam(); end += 13) {
      const auto expected = std::count_if(a_.rows.begin(), a_.rows.end(), [&](std::uint32_t row) {
        return begin <= row && row < end;
      });
      EXPECT_EQ(a_.set.count_range(begin, end), static_cast<std::uint64_t>(expected));
    }
  }
}

TEST_P(PassageSetSizes, RetainsWhatIsAskedFor) {
  a_.set.retain([](std::uint32_t row) { return row % 3 == 0; });
  std::erase_if(a_.rows, [](std::uint32_t row) { return row % 3 != 0; });
  EXPECT_EQ(rows_of(a_.set), a_.rows);
}

TEST(PassageSet, InsertsARange) {
  PassageSet set(200);
  set.insert_range(60, 130);
  set.insert_range(150, 150);
  EXPECT_EQ(set.size(), 70U);
  EXPECT_EQ(set.next(0), 60U);
  EXPECT_TRUE(set.contains(129));
  EXPECT_FALSE(set.contains(130));
}

}  // namespace
}  // namespace smallprint::searching
