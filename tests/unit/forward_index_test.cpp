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

TEST(ForwardIndex, RefusesBytesThatDoNotMatchTheEnds) {
  const TemporaryFolder folder;
  write_rows(folder, {{{1}, {2, 3}}});
  (void)folder.write(std::string(shard_files::kForward), "short");
  EXPECT_THROW(ForwardIndex(folder.path()), Error);
}

}  // namespace
}  // namespace smallprint
