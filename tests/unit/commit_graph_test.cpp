#include "indexer/git/commit_graph.hpp"

#include <string>

#include <gtest/gtest.h>

namespace smallprint::indexing {
namespace {

const std::string kTree = "tree " + std::string(40, '1') + "\n";
const std::string kCommitter = "committer C <c@x> 9 +0000\n";

std::string parent(char digit) {
  return "parent " + std::string(40, digit) + "\n";
}

TEST(ParseCommit, ReadsTreeParentsTimeAndMessage) {
  const std::string object = kTree + parent('2') + parent('3') +
                             "author A > B <a@x> 1577836800 +0200\n" + kCommitter +
                             "encoding latin-1\n\nsubject\n\n{}\n";

  const auto commit = parse_commit(object);

  ASSERT_TRUE(commit);
  EXPECT_EQ(to_hex(commit->tree), std::string(40, '1'));
  ASSERT_EQ(commit->parents.size(), 2U);
  EXPECT_EQ(to_hex(commit->parents[1]), std::string(40, '3'));
  EXPECT_EQ(commit->author_time, 1577836800);  // the zone is how it was shown
  EXPECT_EQ(object.substr(commit->message_begin), "subject\n\n{}\n");
}

TEST(ParseCommit, ReadsTimesBefore1970) {
  const auto commit = parse_commit(kTree + "author A <a@x> -1 +0000\n" + kCommitter + "\nm");

  ASSERT_TRUE(commit);
  EXPECT_EQ(commit->author_time, -1);
}

TEST(ParseCommit, HasNoTimeWithoutAnAuthorThatSaysOne) {
  for (const char* author : {"", "author A <a@x>\n", "author A <a@x> soon\n", "author 12\n"}) {
    const auto commit = parse_commit(kTree + author + kCommitter + "\nm");

    ASSERT_TRUE(commit) << author;
    EXPECT_FALSE(commit->author_time) << author;
  }
}

TEST(ParseCommit, AllowsNoMessage) {
  const std::string object = kTree + "author A <a@x> 1 +0000\n" + kCommitter;

  EXPECT_EQ(parse_commit(object)->message_begin, object.size());
  EXPECT_EQ(parse_commit(object + "\n")->message_begin, object.size() + 1);
}

TEST(ParseCommit, RefusesWhatIsNoCommit) {
  EXPECT_FALSE(parse_commit(""));
  EXPECT_FALSE(parse_commit("tree 123\n"));
  EXPECT_FALSE(parse_commit("tree " + std::string(40, '1')));
  EXPECT_FALSE(parse_commit(kTree + "parent 12\n"));
}

}  // namespace
}  // namespace smallprint::indexing
