#include "searcher/output/git_command.hpp"

#include <string_view>

#include <gtest/gtest.h>

namespace smallprint::searching {
namespace {

TEST(ShellWord, LeavesPlainNamesAlone) {
  EXPECT_EQ(shell_word("/archives/a-b_c.git:x@y,z=1%+"), "/archives/a-b_c.git:x@y,z=1%+");
}

TEST(ShellWord, QuotesWhatAShellWouldReadOtherwise) {
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("Privacy Policy.md"), "'Privacy Policy.md'");
  EXPECT_EQ(shell_word("it's $(one)"), R"('it'\''s $(one)')");
  EXPECT_EQ(shell_word("~a"), "'~a'");
  EXPECT_EQ(shell_word("Gef\xC3\xA4hr"), "'Gef\xC3\xA4hr'");
}

TEST(ShellWord, EscapesWhatNoTerminalShouldSee) {
  using std::string_view_literals::operator""sv;
  EXPECT_EQ(shell_word("a\nb 'c'\xFF\x1B"sv), R"($'a\012b \047c\047\377\033')");
  EXPECT_EQ(shell_word("\xE2\x80\xAE"), R"($'\342\200\256')");  // turns text around
}

TEST(GitShowCommand, NamesArchiveCommitAndFile) {
  EXPECT_EQ(git_show_command("/a b", "0123", "x/it's.md"),
            R"(git -C '/a b' show '0123:x/it'\''s.md')");
}

}  // namespace
}  // namespace smallprint::searching
