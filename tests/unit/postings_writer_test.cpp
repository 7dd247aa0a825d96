#include "indexer/postings_writer.hpp"

#include <string>

#include <gtest/gtest.h>

#include "common/error.hpp"
#include "common/vocabulary.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint::indexing {
namespace {

TEST(PostingsWriter, TranslatesWhatXapianThinksOfATerm) {
  const testing_support::TemporaryFolder shard;
  Vocabulary vocabulary;
  const WordId word =
      vocabulary.intern("w", std::string(300, 'w'));  // 245 bytes are Xapian's limit
  PostingsWriter writer(shard.path(), vocabulary);
  try {
    writer.add({}, std::span(&word, 1), LabelLevels{});
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::kIo);
  }
}

}  // namespace
}  // namespace smallprint::indexing
