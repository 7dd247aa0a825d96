#include "searcher/sampling/csv_reader.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint::searching {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Fields = std::vector<std::string>;

std::vector<Fields> fields_of(std::string_view text) {
  std::vector<Fields> all;
  for (CsvRecord& record : parse_csv(text, "sheet.csv")) {
    all.push_back(std::move(record.fields));
  }
  return all;
}

TEST(CsvReader, ReadsQuotesLineBreaksAndEmptyFields) {
  EXPECT_THAT(fields_of("a,b,c\n1,,3\n"), ElementsAre(Fields{"a", "b", "c"}, Fields{"1", "", "3"}));
  EXPECT_THAT(fields_of("a,b\n\"say \"\"no\"\"\",\"two\nlines, one comma\""),
              ElementsAre(Fields{"a", "b"}, Fields{"say \"no\"", "two\nlines, one comma"}));
  EXPECT_THAT(fields_of("a,b\n,\n"), ElementsAre(Fields{"a", "b"}, Fields{"", ""}));
  EXPECT_THAT(fields_of(""), IsEmpty());
}

TEST(CsvReader, ReadsWhatSpreadsheetsWrite) {
  EXPECT_THAT(fields_of("\xEF\xBB\xBF"
                        "a,b\r\n1,2\r\n\r\n"),
              ElementsAre(Fields{"a", "b"}, Fields{"1", "2"}));
  EXPECT_THAT(fields_of("a;b\n\"x;y\";1,5\n"), ElementsAre(Fields{"a", "b"}, Fields{"x;y", "1,5"}));
  EXPECT_THAT(fields_of("\"a;b\",c\n1,2\n"), ElementsAre(Fields{"a;b", "c"}, Fields{"1", "2"}));
}

TEST(CsvReader, KnowsTheLineOfEachRecord) {
  const std::vector<CsvRecord> records = parse_csv("a\n\"1\n2\"\n\n3\n", "sheet.csv");

  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[1].line, 2U);
  EXPECT_EQ(records[2].line, 5U);
}

TEST(CsvReader, RefusesWhatIsNoCsvAndNamesTheLine) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"a,b\n1\n", "sheet.csv:2: no CSV: 1 fields where the first line has 2"},
      {"a,b\n1,2,3\n", "sheet.csv:2: no CSV: 3 fields"},
      {"a\n\nx\"y\n", "sheet.csv:3: no CSV: a quote stands inside"},
      {"a\n\"x\" y\n", "sheet.csv:2: no CSV: behind the closing quote"},
      {"a\n\"x\ny\n", "sheet.csv:2: no CSV: a quote is never closed"},
      {"a\n1\ncaf\xE9\n", "sheet.csv:3: no CSV: a field is not in UTF-8"},
      {"a\n\"x\"\"", "sheet.csv:2: no CSV: a quote is never closed"}};
  for (const auto& [text, message] : cases) {
    try {
      (void)parse_csv(text, "sheet.csv");
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ExitCode::kNoInput);
      EXPECT_THAT(error.what(), HasSubstr(message));
    }
  }
}

TEST(CsvReader, RefusesAFolderAndAFileThatIsNotThere) {
  const testing_support::TemporaryFolder folder;
  EXPECT_THROW((void)read_csv(folder.path()), Error);
  EXPECT_THROW((void)read_csv(folder.path() / "none.csv"), Error);
}

}  // namespace
}  // namespace smallprint::searching
