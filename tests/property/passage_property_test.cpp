/// The invariants of passages over every corpus at hand.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <variant>

#include <gtest/gtest.h>

#include "common/passage_splitter.hpp"
#include "common/snapshot_header.hpp"
#include "tests/support/passage_invariants.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint {
namespace {

namespace fs = std::filesystem;
using testing_support::find_fault;
using testing_support::shared_path;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Checks each file below `folder` as the snapshot it is, or from its first byte. Returns the
/// number of files.
std::size_t check_folder(const fs::path& folder) {
  std::size_t files = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) {
      continue;
    }
    const std::string file = read_file(entry.path());
    const auto header = parse_snapshot_header(file);
    const auto* const snapshot = std::get_if<SnapshotHeader>(&header);
    const std::size_t body_begin = snapshot != nullptr ? snapshot->body_begin : 0;

    const PolicyText policy = split_passages(file, body_begin);

    EXPECT_EQ(find_fault(file, body_begin, policy).value_or(""), "") << entry.path();
    ++files;
  }
  return files;
}

void check_shared_folder(const std::string& name) {
  const auto folder = shared_path(name);
  if (!folder) {
    std::printf("skipped: ../shared/%s is not there\n", name.c_str());
    return;
  }
  EXPECT_GT(check_folder(*folder), 0U);
}

TEST(PassageProperties, HoldForTheFuzzSeeds) {
  const fs::path seeds = fs::path(SMALLPRINT_SOURCE_DIR) / "tests" / "fuzz" / "seeds" / "passage";

  EXPECT_EQ(check_folder(seeds), 12U);
}

TEST(PassageProperties, HoldForSeedPolicies) {
  check_shared_folder("corpus/seeds");
}

TEST(PassageProperties, HoldForTheMiniArchive) {
  check_shared_folder("corpus/archive-mini");
}

TEST(PassageProperties, HoldForBadInput) {
  check_shared_folder("corpus/bad-input/files");
}

TEST(PassageProperties, HoldForTheDevelopmentArchive) {
  const auto archive = shared_path("corpus/archive-dev.tar.zst");
  if (!archive) {
    std::puts("skipped: ../shared/corpus/archive-dev.tar.zst is not there");
    return;
  }
  const testing_support::TemporaryFolder folder;
  const std::string command = "tar --zstd -xf '" + fs::canonical(*archive).string() + "' -C '" +
                              folder.path().string() + "'";
  ASSERT_EQ(std::system(command.c_str()), 0) << command;

  EXPECT_EQ(check_folder(folder.path()), 1359U);
}

/// `policy` as if its file began `bytes` later.
PolicyText shifted(PolicyText policy, std::uint32_t bytes) {
  for (Passage& passage : policy.passages) {
    passage.byte_begin -= bytes;
    passage.byte_end -= bytes;
  }
  return policy;
}

bool same(const Passage& a, const Passage& b) {
  return a.text == b.text && a.heading == b.heading && a.cuts == b.cuts &&
         a.byte_begin == b.byte_begin && a.byte_end == b.byte_end;
}

TEST(PassageProperties, AreTheSameWhereverTheBodyBegins) {
  const fs::path seeds = fs::path(SMALLPRINT_SOURCE_DIR) / "tests" / "fuzz" / "seeds" / "passage";
  constexpr std::string_view kHeader = "> a header line\n";
  for (const fs::directory_entry& entry : fs::directory_iterator(seeds)) {
    const std::string body = read_file(entry.path());

    const PolicyText alone = split_passages(body, 0);
    const PolicyText behind =
        shifted(split_passages(std::string(kHeader) + body, kHeader.size()), kHeader.size());

    EXPECT_TRUE(alone.title == behind.title && std::equal(alone.passages.begin(),
                                                          alone.passages.end(),
                                                          behind.passages.begin(),
                                                          behind.passages.end(),
                                                          same))
        << entry.path();
  }
}

}  // namespace
}  // namespace smallprint
