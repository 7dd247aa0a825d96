#include "indexer/templates/components.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smallprint::indexing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Numbers = std::vector<std::uint32_t>;

std::vector<Numbers> split(Components& components, const Numbers& items) {
  return components.split(std::span<const std::uint32_t>(items), std::identity());
}

TEST(Components, AreConnectedThroughOthers) {
  Components components(5);
  components.connect(0, 4);
  components.connect(2, 3);
  components.connect(3, 4);

  EXPECT_EQ(components.of(0), components.of(2));
  EXPECT_NE(components.of(0), components.of(1));
}

TEST(Components, KeepTheOrderOfTheirItemsAndComeBySize) {
  Components components(6);
  components.connect(5, 0);
  components.connect(1, 3);
  components.connect(3, 2);

  EXPECT_THAT(split(components, {5, 3, 4, 1, 0, 2}),
              ElementsAre(ElementsAre(3, 1, 2), ElementsAre(5, 0), ElementsAre(4)));
}

TEST(Components, HaveOnlyTheItemsGiven) {
  Components components(3);
  components.connect(0, 2);

  EXPECT_THAT(split(components, {2}), ElementsAre(ElementsAre(2)));
  EXPECT_THAT(split(components, {}), IsEmpty());
}

}  // namespace
}  // namespace smallprint::indexing
