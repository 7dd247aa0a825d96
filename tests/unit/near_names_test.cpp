#include "searcher/near_names.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing_support::SmallIndex;

std::vector<std::string> messages(const std::vector<UnknownName>& names) {
  std::vector<std::string> messages;
  for (const UnknownName& name : names) {
    messages.push_back(name.message());
  }
  return messages;
}

TEST(NearNames, CountsInsertedDroppedReplacedAndSwappedBytes) {
  EXPECT_EQ(edits_between("facets", "facets"), 0U);
  EXPECT_EQ(edits_between("facet", "facets"), 1U);
  EXPECT_EQ(edits_between("facetts", "facets"), 1U);
  EXPECT_EQ(edits_between("fasets", "facets"), 1U);
  EXPECT_EQ(edits_between("faecst", "facets"), 2U);
  EXPECT_EQ(edits_between("serach", "search"), 1U);
  EXPECT_EQ(edits_between("", "abc"), 3U);
  EXPECT_EQ(edits_between("abc", ""), 3U);
}

class NearNamesOfAnIndex : public ::testing::Test {
 protected:
  std::vector<std::string> unknown(const std::string& query, const Filters& filters = {}) {
    return messages(check_.unknown(index_.parse(query), filters));
  }

  SmallIndex index_{{{.site = "harbor.example", .timestamp = "20130213000000", .body = "alpha"},
                     {.site = "harbors.example", .timestamp = "20130213000000", .body = "alpha"},
                     {.site = "harbour.example", .timestamp = "20130213000000", .body = "alpha"},
                     {.site = "harbort.example", .timestamp = "20130213000000", .body = "alpha"},
                     {.site = "lantern.example", .timestamp = "20130213000000", .body = "alpha"}}};
  NameCheck check_{index_.view()};
};

TEST_F(NearNamesOfAnIndex, SaysNothingOfWhatIsThere) {
  Filters filters;
  filters.sites = {"Harbor.example"};
  filters.policy_hosts = {"www.lantern.example"};
  EXPECT_THAT(unknown("site:lantern.example policy:harbor.example heading:absent", filters),
              IsEmpty());
}

TEST_F(NearNamesOfAnIndex, NamesUpToThreeNearestFirst) {
  Filters filters;
  filters.sites = {"harbar.example"};
  EXPECT_THAT(unknown("alpha", filters),
              ElementsAre("no site 'harbar.example' in this index; near it: harbor.example, "
                          "harbors.example, harbort.example"));
}

TEST_F(NearNamesOfAnIndex, LooksAtFieldsAnywhereInAQueryAndAtWhatIsExcluded) {
  Filters filters;
  filters.excluded = {index_.parse("policy-host:www.lantern.exmple")};
  EXPECT_THAT(unknown("alpha AND NOT (site:www.lantern.example OR policy:zebra.test)", filters),
              ElementsAre("no site 'www.lantern.example' in this index; near it: lantern.example",
                          "no policy 'zebra.test' in this index",
                          "no policy-host 'www.lantern.exmple' in this index; near it: "
                          "www.lantern.example"));
}

TEST_F(NearNamesOfAnIndex, GivesANameOnce) {
  EXPECT_THAT(unknown("site:zebra.test"), ElementsAre("no site 'zebra.test' in this index"));
  EXPECT_THAT(unknown("site:zebra.test"), IsEmpty());
  EXPECT_THAT(unknown("policy:zebra.test"), ElementsAre("no policy 'zebra.test' in this index"));
}

}  // namespace
}  // namespace smallprint::searching
