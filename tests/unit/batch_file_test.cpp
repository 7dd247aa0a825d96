#include "searcher/query/batch_file.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint::searching {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::FieldsAre;
using testing_support::TemporaryFolder;

TEST(BatchFile, HasAQueryALine) {
  const TemporaryFolder folder;
  const auto path = folder.write(
      "q.tsv", "q1\tshare email\r\n\nq2\tcookies\ta.example\nno tab\n\tno qid\nq3\t\nlast\tline");

  EXPECT_THAT(read_batch_file(path),
              ElementsAre(FieldsAre(1U, "q1", "share email", "", true),
                          FieldsAre(3U, "q2", "cookies", "a.example", true),
                          FieldsAre(4U, "", "no tab", "", false),
                          FieldsAre(5U, "", "\tno qid", "", false),
                          FieldsAre(6U, "q3", "", "", true),
                          FieldsAre(7U, "last", "line", "", true)));
}

TEST(BatchFile, NamesBothLinesOfARepeatedQid) {
  const TemporaryFolder folder;
  const auto path = folder.write("q.tsv", "q1\temail\nq2\tphone\n\nq1\tcookies\n");
  try {
    (void)read_batch_file(path);
    ADD_FAILURE() << "accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::kUsage);
    EXPECT_THAT(error.what(), EndsWith("q.tsv:4: qid 'q1' is that of line 1 too"));
  }
}

}  // namespace
}  // namespace smallprint::searching
