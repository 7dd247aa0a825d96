#include "common/forward_index.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "common/file_writer.hpp"
#include "schemas/index_schema.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing_support::TemporaryFolder;

struct Row {
  std::vector<WordId> heading;
  std::vector<WordId> text;
};

void write_rows(const TemporaryFolder& folder, const std::vector<Row>& rows) {
  std::string bytes;
  std::vector<std::uint32_t> ends;
  for (const Row& row : rows) {
    put_passage_words(bytes, row.heading, row.text);
    ends.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  (void)folder.write(std::string(shard_files::kForward), bytes);
  write_array(folder.path() / shard_files::kForwardEnds, std::span<const std::uint32_t>(ends));
}

TEST(ForwardIndex, PutsABreakBetweenHeadingsAndText) {
  const TemporaryFolder folder;
  write_rows(folder, {{{5, 1000, 0, 7}, {9, 0, 300}}});
  const ForwardIndex index(folder.path());
  PassageWords words;

  index.read(0, words);

  EXPECT_THAT(words.words, ElementsAre(5, 1000, 0, 7, kBreakWord, 9, 0, 300));
  EXPECT_EQ(words.heading_words, 4U);
}

TEST(ForwardIndex, PutsNoBreakWhereEitherPartIsMissing) {
  const TemporaryFolder folder;
  write_rows(folder, {{{}, {1, 2}}, {{3, 4}, {}}, {{}, {}}, {{8}, {9}}});
  const ForwardIndex index(folder.path());
  PassageWords words;

  ASSERT_EQ(index.rows(), 4U);
  index.read(0, words);
  EXPECT_THAT(words.words, ElementsAre(1, 2));
  EXPECT_EQ(words.heading_words, 0U);
  index.read(1, words);
  EXPECT_THAT(words.words, ElementsAre(3, 4));
  EXPECT_EQ(words.heading_words, 2U);
  index.read(2, words);
  EXPECT_THAT(words.words, IsEmpty());
  index.read(3, words);
  EXPECT_THAT(words.words, ElementsAre(8, kBreakWord, 9));
}

TEST(ForwardIndex, ShowsWhereTheTextOfAPackedRowBegins) {
  const TemporaryFolder folder;
  // nine heading words in ten bytes, then two text words in three
  write_rows(folder, {{{5, 1000, 0, 7, 1, 2, 3, 4, 6}, {300, 9}}, {{}, {1, 2}}});
  const ForwardIndex index(folder.path());

  const PackedWords row = index.packed(0);
  EXPECT_EQ(row.text_begin, 10U);
  EXPECT_EQ(row.bytes.size(), 13U);
  EXPECT_EQ(row.headings().bytes, row.bytes.substr(0, 10));
  EXPECT_EQ(index.packed(1).text_begin, 0U);
}

std::vector<WordId> decoded(const PackedWords& row, std::size_t begin, std::size_t end) {
  std::vector<WordId> words;
  row.decode(begin, end, words);
  return words;
}

TEST(ForwardIndex, DecodesPartOfARowWithTheBreakInIt) {
  const TemporaryFolder folder;
  write_rows(folder, {{{5, 1000, 7}, {300, 9}}});
  const ForwardIndex index(folder.path());
  const PackedWords row = index.packed(0);

  EXPECT_THAT(decoded(row, 1, 6), ElementsAre(1000, 7, kBreakWord, 300));
  EXPECT_THAT(decoded(row, 1, 4), ElementsAre(1000, 7));
  EXPECT_THAT(decoded(row, 4, 7), ElementsAre(300, 9));
  EXPECT_THAT(decoded(row, 4, 4), IsEmpty());
}

/// A shard of one row with these bytes.
ForwardIndex index_of_bytes(const TemporaryFolder& folder, const std::string& bytes) {
  const auto end = static_cast<std::uint32_t>(bytes.size());
  (void)folder.write(std::string(shard_files::kForward), bytes);
  write_array(folder.path() / shard_files::kForwardEnds, std::span<const std::uint32_t>(&end, 1));
  return ForwardIndex(folder.path());
}

TEST(ForwardIndex, RefusesARowWithFewerWordsThanItsHeadings) {
  const TemporaryFolder folder;
  const ForwardIndex index = index_of_bytes(folder, "\x04\x01\x02\x03");
  EXPECT_THROW((void)index.packed(0), Error);
}

TEST(ForwardIndex, RefusesARowThatEndsWithinAWord) {
  const TemporaryFolder folder;
  const ForwardIndex index = index_of_bytes(folder, std::string("\x00\x01\x82", 3));
  PassageWords words;
  EXPECT_THROW(index.read(0, words), Error);
}

TEST(ForwardIndex, RefusesRowsThatEndBeforeTheyBegin) {
  const TemporaryFolder folder;
  const std::vector<std::uint32_t> ends{9, 2};
  (void)folder.write(std::string(shard_files::kForward), std::string("\x00\x01", 2));
  write_array(folder.path() / shard_files::kForwardEnds, std::span<const std::uint32_t>(ends));
  const ForwardIndex index(folder.path());
  EXPECT_THROW((void)index.packed(1), Error);
}

TEST(ForwardIndex, RefusesRowsThatEndBehindTheFile) {
  const TemporaryFolder folder;
  const std::vector<std::uint32_t> ends{9, 2};
  (void)folder.write(std::string(shard_files::kForward), std::string("\x00\x01", 2));
  write_array(folder.path() / shard_files::kForwardEnds, std::span<const std::uint32_t>(ends));
  const ForwardIndex index(folder.path());
  EXPECT_THROW((void)index.packed(0), Error);
}

TEST(ForwardIndex, RefusesBytesThatDoNotMatchTheEnds) {
  const TemporaryFolder folder;
  write_rows(folder, {{{1}, {2, 3}}});
  (void)folder.write(std::string(shard_files::kForward), "short");
  EXPECT_THROW(ForwardIndex(folder.path()), Error);
}

}  // namespace
}  // namespace smallprint
