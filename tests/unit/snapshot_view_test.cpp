#include "searcher/matching/snapshot_view.hpp"

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "searcher/output/json_output.hpp"
#include "searcher/output/text_format.hpp"
#include "tests/support/recorded_index.hpp"
#include "tests/support/small_archive.hpp"

namespace smallprint::searching {
namespace {

using ::testing::HasSubstr;
using testing_support::SmallIndex;

constexpr std::string_view kDigest = "xxh128:00112233445566778899aabbccddeeff";

TEST(SnapshotView, ShowsWhatTheArchiveRecordsAndHowToReproduceTheFile) {
  SmallIndex index = SmallIndex::recorded({{"a.example",
                                            "20130610120000",
                                            "we never sell personal data",
                                            "",
                                            {.categories = {"News", "Sports"},
                                             .alexa_rank = 5,
                                             .parked = false,
                                             .readability = 12.5,
                                             .simhash = UINT64_MAX}}});
  const SnapshotView view = show(index.view(), "a.example");
  const Json json = to_json(view, kDigest);

  EXPECT_EQ(json["index_digest"], kDigest);
  EXPECT_EQ(json["archive"], testing_support::kRecordedArchive);
  EXPECT_EQ(json["file"], "a.example.md");
  EXPECT_EQ(json["commit"], testing_support::commit_of("20130610120000"));
  const std::string command = R"(git -C '/archives/it'\''s one.git' show )" +
                              testing_support::commit_of("20130610120000") + ":a.example.md";
  EXPECT_EQ(json["git_command"], command);
  EXPECT_EQ(json["metadata"].dump(),
            R"({"categories":["News","Sports"],"alexa_rank":5,"parked_domain":false,)"
            R"("readability":12.5,"simhash":18446744073709551615})");
  EXPECT_THAT(snapshot_text(view, {}),
              HasSubstr("file a.example.md\n" + command +
                        "\ncategories News, Sports\nalexa_rank 5\nparked_domain false\n"
                        "readability 12.5\nsimhash 18446744073709551615\n"));
}

TEST(SnapshotView, LeavesOutWhatAFolderDoesNotSay) {
  SmallIndex index({{"a.example", "20130610120000", "we never sell personal data"}});
  const SnapshotView view = show(index.view(), "a.example");
  const Json json = to_json(view, kDigest);

  EXPECT_EQ(json["commit"], nullptr);
  EXPECT_EQ(json["git_command"], nullptr);
  EXPECT_EQ(json["metadata"].dump(), "{}");
  EXPECT_THAT(snapshot_text(view, {}), ::testing::Not(HasSubstr("git ")));
}

TEST(SnapshotView, StandsBehindTheCommitOfAHit) {
  SmallIndex index =
      SmallIndex::recorded({{"a.example", "20130610120000", "we never sell personal data"}});
  const Hit hit = index.hits("sell").at(0);

  EXPECT_EQ(to_json(hit)["source"]["commit"], testing_support::commit_of("20130610120000"));
  EXPECT_EQ(to_json(hit)["source"]["file"], "a.example.md");
  EXPECT_THAT(hit_text(hit, {}),
              HasSubstr(testing_support::commit_of("20130610120000") + ":a.example.md bytes "));
}

TEST(SnapshotView, ShowsAPassageOnceForEachSideOfARemoval) {
  SmallIndex index = SmallIndex::recorded(
      {{"a.example", "20130610120000", "we never sell personal data"},
       {"a.example", "20130620120000", "we never sell personal data", "", {}, true},
       {"a.example", "20130630120000", "we never sell personal data"}});

  const std::vector<Hit> hits = index.hits("sell");

  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].snapshots + hits[1].snapshots, 3U);
  EXPECT_NE(hits[0].passage_id, hits[1].passage_id);
  EXPECT_EQ(show(index.view(), "a.example@2013-06-30").passages.at(0).text,
            "we never sell personal data");
}

}  // namespace
}  // namespace smallprint::searching
