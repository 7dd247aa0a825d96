#include "indexer/piece_store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/record_store.hpp"
#include "common/stored_records.hpp"
#include "schemas/index_schema.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint::indexing {
namespace {

using ::testing::ElementsAre;
using testing_support::TemporaryFolder;

/// The passages [begin, end) of a file.
std::vector<Passage> passages(
    std::initializer_list<std::pair<std::uint32_t, std::uint32_t>> ranges) {
  std::vector<Passage> made;
  for (const auto& [begin, end] : ranges) {
    made.emplace_back();
    made.back().byte_begin = begin;
    made.back().byte_end = end;
  }
  return made;
}

std::string rebuild(const TemporaryFolder& folder, std::uint32_t snapshot) {
  RecordStoreReader pieces(folder.path(), shard_files::kPieces);
  RecordStoreReader recipes(folder.path(), shard_files::kRecipes);
  std::string file;
  for (const std::uint32_t piece : decode_recipe(recipes.get(snapshot))) {
    file += pieces.get(piece);
  }
  return file;
}

std::uint32_t number_of_pieces(const TemporaryFolder& folder) {
  return RecordStoreReader(folder.path(), shard_files::kPieces).size();
}

TEST(PieceStore, PutsAFileTogetherAgain) {
  const TemporaryFolder folder;
  PieceStore store(folder.path());
  store.begin_policy();
  EXPECT_THAT(store.add_file("head\n# One\n\nTwo\n", 5, passages({{7, 10}, {12, 15}})),
              ElementsAre(2, 4));
  store.close();

  EXPECT_EQ(rebuild(folder, 0), "head\n# One\n\nTwo\n");
  EXPECT_EQ(number_of_pieces(folder), 6U);  // head, "# ", One, "\n\n", Two, "\n"
}

TEST(PieceStore, StoresEqualPiecesOfAPolicyOnce) {
  const TemporaryFolder folder;
  PieceStore store(folder.path());
  store.begin_policy();
  EXPECT_THAT(store.add_file("1\naa bb", 2, passages({{2, 4}, {5, 7}})), ElementsAre(1, 3));
  EXPECT_THAT(store.add_file("2\nbb aa", 2, passages({{2, 4}, {5, 7}})), ElementsAre(3, 1));
  store.begin_policy();
  EXPECT_THAT(store.add_file("2\naa", 2, passages({{2, 4}})), ElementsAre(6));
  store.close();

  EXPECT_EQ(rebuild(folder, 0), "1\naa bb");
  EXPECT_EQ(rebuild(folder, 1), "2\nbb aa");
  EXPECT_EQ(rebuild(folder, 2), "2\naa");
  EXPECT_EQ(number_of_pieces(folder), 7U);
}

TEST(PieceStore, RepeatsABodyUnderAnotherHeaderLine) {
  const TemporaryFolder folder;
  PieceStore store(folder.path());
  store.begin_policy();
  (void)store.add_file("first\naa bb", 6, passages({{6, 8}, {9, 11}}));
  store.repeat_file("the second\naa bb", 11);
  store.repeat_file("first\naa bb", 6);
  store.close();

  EXPECT_EQ(rebuild(folder, 0), "first\naa bb");
  EXPECT_EQ(rebuild(folder, 1), "the second\naa bb");
  EXPECT_EQ(rebuild(folder, 2), "first\naa bb");
  EXPECT_EQ(number_of_pieces(folder), 5U);
}

TEST(PieceStore, KeepsAFileWithoutPassages) {
  const TemporaryFolder folder;
  PieceStore store(folder.path());
  store.begin_policy();
  (void)store.add_file(std::string_view("head\n---\0\xFF", 10), 5, {});
  store.close();

  EXPECT_EQ(rebuild(folder, 0), std::string_view("head\n---\0\xFF", 10));
}

}  // namespace
}  // namespace smallprint::indexing
