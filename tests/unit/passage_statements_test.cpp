#include "searcher/matching/passage_statements.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "common/practices/labels_json.hpp"
#include "searcher/output/table_format.hpp"
#include "searcher/output/text_format.hpp"
#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

using ::testing::HasSubstr;
using testing_support::SmallIndex;

SmallIndex one_passage() {
  return SmallIndex({{"a.example",
                      "20130610120000",
                      "Cards are fine. We do not share your email address with third parties."}});
}

Hit only_hit(SmallIndex& index) {
  const std::vector<Hit> hits = index.hits("share");
  EXPECT_EQ(hits.size(), 1U);
  return hits.at(0);
}

TEST(PassageStatements, CarryTheSentenceThatEarnedThem) {
  SmallIndex index = one_passage();

  const Hit hit = only_hit(index);

  ASSERT_EQ(hit.statements.size(), 1U);
  const PracticeStatement& statement = hit.statements.front();
  EXPECT_EQ(statement.practice, Practice::kThirdParty);
  EXPECT_EQ(statement.polarity, Polarity::kDenied);
  EXPECT_EQ(evidence_of(statement, hit.passage.text),
            "We do not share your email address with third parties.");
  EXPECT_GT(statement.confidence, 0);
  EXPECT_LE(statement.confidence, 1);
}

TEST(PassageStatements, AreOneFieldOfATableAndOneParagraphOfText) {
  SmallIndex index = one_passage();
  const Hit hit = only_hit(index);

  EXPECT_EQ(brief(hit.statements), "third-party-sharing-collection/denied:contact");
  EXPECT_THAT(table_row(TableKind::kCsv, hit),
              HasSubstr(",third-party-sharing-collection/denied:contact,"));
  EXPECT_THAT(hit_text(hit, {}),
              HasSubstr("    [third-party-sharing-collection denied (contact)] \"We do not share"));
}

TEST(PassageStatements, OfADamagedIndexStayWithinTheText) {
  const std::string text = "We share data.";
  PracticeStatement beyond{.practice = Practice::kThirdParty, .polarity = Polarity::kPerformed};
  beyond.evidence_begin = 3;
  beyond.evidence_end = 4'000'000'000;
  PracticeStatement backwards = beyond;
  backwards.evidence_begin = 90;
  backwards.evidence_end = 2;

  EXPECT_EQ(evidence_of(beyond, text), "share data.");
  EXPECT_EQ(evidence_of(backwards, text), "");
  EXPECT_EQ(evidence_of(beyond, ""), "");
  const nlohmann::ordered_json json = statements_to_json(std::vector{beyond, backwards}, text);
  EXPECT_EQ(json[0]["evidence_range"], (nlohmann::ordered_json{3, 14}));
  EXPECT_EQ(json[1]["evidence_range"], (nlohmann::ordered_json{14, 14}));
  EXPECT_THAT(statements_text({beyond, backwards}, text, {}), HasSubstr("\"share data.\""));
}

TEST(PassageStatements, WithoutStoredEvidenceHaveNone) {
  SmallIndex index = one_passage();
  const Hit hit = only_hit(index);
  PassageText damaged = hit.passage;
  damaged.evidence.clear();

  const auto statements =
      load_statements(index.view().shards[hit.at.shard]->data, hit.at.row, damaged);

  ASSERT_EQ(statements.size(), 1U);
  EXPECT_EQ(evidence_of(statements.front(), damaged.text), "");
}

}  // namespace
}  // namespace smallprint::searching
