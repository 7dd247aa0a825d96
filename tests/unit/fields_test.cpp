#include "schemas/fields.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/text_analyzer.hpp"
#include "searcher/query/query.hpp"
#include "searcher/query/query_parser.hpp"

namespace smallprint {
namespace {

using ::testing::Optional;
using ::testing::StartsWith;

TEST(Fields, AreFoundByName) {
  EXPECT_THAT(find_field("site"), Optional(FieldId::kSite));
  EXPECT_THAT(find_field("policy-host"), Optional(FieldId::kPolicyHost));
  EXPECT_EQ(find_field("Site"), std::nullopt);
  EXPECT_EQ(find_field(""), std::nullopt);
  EXPECT_EQ(field(FieldId::kHeading).name, "heading");
}

TEST(Fields, HaveExamplesThatParseAndRestrict) {
  TextAnalyzer analyzer;
  for (const Field& field : kFields) {
    const searching::ParsedQuery query = searching::parse_query(field.example, analyzer);

    EXPECT_THAT(std::string(field.example), StartsWith(std::string(field.name) + ":"));
    ASSERT_EQ(query.root.kind, searching::NodeKind::kList) << field.example;
    ASSERT_EQ(query.root.restricting.size(), 1U) << field.example;
    EXPECT_EQ(query.root.restricting.front().field, field.id) << field.example;
    EXPECT_FALSE(query.root.optional.empty()) << field.example;
  }
}

}  // namespace
}  // namespace smallprint
