#include "indexer/git/tree_changes.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace smallprint::indexing {
namespace {

const std::string kId(20, '\x07');

std::string entry(const std::string& mode, const std::string& name) {
  return mode + ' ' + name + '\0' + kId;
}

TEST(TakeTreeEntry, ReadsEveryKind) {
  struct Row {
    const char* mode;
    TreeEntry::Kind kind;
  };

  for (const Row& row : {Row{"100644", TreeEntry::Kind::kFile},
                         Row{"100755", TreeEntry::Kind::kFile},
                         Row{"100664", TreeEntry::Kind::kFile},
                         Row{"40000", TreeEntry::Kind::kFolder},
                         Row{"120000", TreeEntry::Kind::kLink},
                         Row{"160000", TreeEntry::Kind::kSubmodule}}) {
    const std::string tree = entry(row.mode, "a b") + entry("100644", "z");
    std::string_view rest = tree;

    const auto first = take_tree_entry(rest);

    ASSERT_TRUE(first) << row.mode;
    EXPECT_EQ(first->kind, row.kind) << row.mode;
    EXPECT_EQ(first->name, "a b");
    EXPECT_EQ(first->id.bytes[19], 7);
    EXPECT_EQ(take_tree_entry(rest)->name, "z");
    EXPECT_TRUE(rest.empty());
  }
}

TEST(TakeTreeEntry, RefusesWhatIsNoEntry) {
  const std::string whole = entry("100644", "name");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    std::string_view rest = std::string_view(whole).substr(0, size);
    EXPECT_FALSE(take_tree_entry(rest)) << size;
  }
  for (const std::string& tree : {entry("100644", ""), entry("777", "name"), entry("", "name")}) {
    std::string_view rest = tree;
    EXPECT_FALSE(take_tree_entry(rest));
  }
}

}  // namespace
}  // namespace smallprint::indexing
