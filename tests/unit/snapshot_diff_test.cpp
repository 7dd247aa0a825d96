#include "searcher/histories/snapshot_diff.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"

namespace smallprint::searching {
namespace {

using ::testing::ElementsAre;

SnapshotPassage passage(const std::vector<std::string>& heading, const std::string& text) {
  SnapshotPassage passage;
  passage.heading = heading;
  passage.text = text;
  return passage;
}

/// The sign of each change and the text, headings with `#`.
std::vector<std::string> lines(const std::vector<DiffSentence>& diff) {
  std::vector<std::string> lines;
  for (const DiffSentence& sentence : diff) {
    lines.push_back(std::string(1, " -+~"[static_cast<std::size_t>(sentence.change)]) +
                    (sentence.is_heading ? "#" : "") + sentence.text);
  }
  return lines;
}

TEST(SnapshotDiff, TellsMovedSentencesFromThoseRemovedAndAdded) {
  const std::vector<SnapshotPassage> from{
      passage({"Data"}, "We keep it. We never sell it. Thanks."),
      passage({"Cookies"}, "We set one.")};
  const std::vector<SnapshotPassage> to{passage({"Cookies"}, "We set two. We never sell it."),
                                        passage({"Data"}, "We keep it. Thanks.")};

  EXPECT_THAT(lines(diff_sentences(from, to)),
              ElementsAre("~#Cookies",
                          "+We set two.",
                          "~We never sell it.",
                          " #Data",
                          " We keep it.",
                          " Thanks.",
                          "-We set one."));
}

TEST(SnapshotDiff, PutsWhatIsRemovedBeforeWhatReplacesIt) {
  EXPECT_THAT(
      lines(diff_sentences({passage({}, "One. Two. Three.")}, {passage({}, "One. Zwei. Three.")})),
      ElementsAre(" One.", "-Two.", "+Zwei.", " Three."));
}

TEST(SnapshotDiff, CountsARepeatedSentenceAsOftenAsItStands) {
  EXPECT_THAT(
      lines(diff_sentences({passage({}, "Same. Same. Last.")}, {passage({}, "Same. Last.")})),
      ElementsAre(" Same.", "-Same.", " Last."));
}

TEST(SnapshotDiff, NamesAHeadingOnceWhereItBegins) {
  EXPECT_THAT(lines(diff_sentences({}, {passage({"A", "B"}, "One."), passage({"A", "C"}, "Two.")})),
              ElementsAre("+#A", "+#B", "+One.", "+#C", "+Two."));
}

TEST(SnapshotDiff, HoldsBothCaptures) {
  const std::vector<SnapshotPassage> from{passage({"H"}, "Aa. Bb. Cc. Dd."),
                                          passage({}, "Ee. Aa.")};
  const std::vector<SnapshotPassage> to{passage({}, "Dd. Cc. Xx."), passage({"H"}, "Aa. Aa. Aa.")};
  std::map<std::size_t, std::string> first;
  std::map<std::size_t, std::string> second;
  for (const DiffSentence& sentence : diff_sentences(from, to)) {
    if (sentence.from) {
      EXPECT_TRUE(first.emplace(*sentence.from, sentence.text).second);
    }
    if (sentence.to) {
      EXPECT_TRUE(second.emplace(*sentence.to, sentence.text).second);
    }
  }
  const auto texts = [](const std::map<std::size_t, std::string>& places) {
    std::string all;
    for (const auto& [place, text] : places) {
      all += text + " ";
    }
    return all;
  };

  EXPECT_EQ(texts(first), "H Aa. Bb. Cc. Dd. Ee. Aa. ");
  EXPECT_EQ(texts(second), "Dd. Cc. Xx. H Aa. Aa. Aa. ");
}

TEST(DayPair, IsTwoDaysWithTwoDotsBetween) {
  const DayPair days = read_day_pair("2012-03-31..2013-02-13");
  EXPECT_EQ(format_day(days.from), "2012-03-31");
  EXPECT_EQ(format_day(days.to), "2013-02-13");
  for (const char* const wrong : {"",
                                  "..",
                                  "2012-03-31",
                                  "2012-03-31..",
                                  "2012-03-31..2013-02-30",
                                  "2012-03-31...2013-02-13",
                                  "2012-03-31-2013-02-13"}) {
    EXPECT_THROW((void)read_day_pair(wrong), Error) << wrong;
  }
}

}  // namespace
}  // namespace smallprint::searching
