#include "common/snapshot_attributes.hpp"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schemas/snapshot_values.hpp"

namespace smallprint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SnapshotAttributes, AreTheValuesOfAllFieldsThatFilter) {
  EXPECT_THAT(attributes_of({.categories = {"NEWS", "News", "Sports: Ball"},
                             .alexa_rank = 1'000,
                             .interval = "2013_a",
                             .policy_domain = "example.com",
                             .parked = false,
                             .word_count = 7}),
              ElementsAre("category:news",
                          "category:sports: ball",
                          "interval:2013_A",
                          "parked:false",
                          "rank:top-1k"));
  EXPECT_THAT(attributes_of({}), IsEmpty());
}

TEST(SnapshotAttributes, AreLookedUpWhateverTheCase) {
  EXPECT_EQ(attribute(FieldId::kCategory, "News and Media"), "category:news and media");
  EXPECT_EQ(attribute(FieldId::kInterval, "2013_b"), "interval:2013_B");
}

TEST(SnapshotAttributes, AreOfOneField) {
  EXPECT_EQ(attribute_value(FieldId::kRank, "rank:top-1k"), "top-1k");
  EXPECT_EQ(attribute_value(FieldId::kCategory, "rank:top-1k"), "");
  EXPECT_EQ(attribute_value(FieldId::kCategory, "category:rank:top-1k"), "rank:top-1k");
}

TEST(RankBand, EndsBeforeTheNextBegins) {
  const std::vector<std::pair<std::uint64_t, std::string_view>> cases{{1, "top-1k"},
                                                                      {1'000, "top-1k"},
                                                                      {1'001, "top-10k"},
                                                                      {10'000, "top-10k"},
                                                                      {10'001, "top-100k"},
                                                                      {100'000, "top-100k"},
                                                                      {100'001, "top-1m"},
                                                                      {1'000'000, "top-1m"},
                                                                      {1'000'001, "beyond"},
                                                                      {UINT64_MAX, "beyond"}};
  for (const auto& [rank, band] : cases) {
    EXPECT_EQ(rank_band(rank).id, band) << rank;
  }
}

}  // namespace
}  // namespace smallprint
