#include "indexer/verification.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/generation.hpp"
#include "common/manifest.hpp"
#include "indexer/shard_check.hpp"
#include "tests/support/small_archive.hpp"

namespace smallprint::indexing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void overwrite(const fs::path& path, std::string_view content) {
  std::ofstream(path, std::ios::binary) << content;
}

/// A generation of three sites in one shard.
class VerificationTest : public ::testing::Test {
 protected:
  VerificationTest() {
    testing_support::write_snapshots(
        archive_,
        {{.site = "a.com", .timestamp = "20100101000000", .body = "We sell your email address."},
         {.site = "a.com", .timestamp = "20110101000000", .body = "We keep cookies."},
         {.site = "b.com", .timestamp = "20100101000000", .body = "# Zoo\n\nWe sell zebras."},
         {.site = "c.com", .timestamp = "20100101000000", .body = "We keep cookies."}});
    testing_support::build_small_index(archive_.path(), home_.path() / "index");
    generation_ = home_.path() / "index" / "gen-000001";
  }

  [[nodiscard]] std::vector<Finding> findings(Scope scope = Scope::kAll) const {
    return verify_generation(generation_, scope, 2).findings;
  }

  /// Swaps the contents of a file of the shard and makes the manifest fit: a writer's mistake.
  void rewrite_signed(const std::string& name, std::string_view content) const {
    overwrite(generation_ / "shard-00" / name, content);
    Manifest manifest = read_sealed_manifest(generation_);
    for (ManifestFile& file : manifest.files) {
      file = digest_file(generation_, generation_ / file.path);
    }
    fs::remove(generation_ / "MANIFEST.json");
    fs::remove(generation_ / "MANIFEST.xxh128");
    write_manifest(generation_, manifest);
  }

  testing_support::TemporaryFolder archive_;
  testing_support::TemporaryFolder home_;
  fs::path generation_;
};

TEST_F(VerificationTest, FindsNothingInWhatABuildWrote) {
  const Verification verification = verify_generation(generation_, Scope::kAll, 2);

  EXPECT_THAT(verification.findings, IsEmpty());
  EXPECT_EQ(verification.files, read_manifest(generation_).files.size());
  EXPECT_EQ(verification.shards, 1U);
  EXPECT_EQ(verification.sampled_rows, 4U);
  EXPECT_EQ(verification.sampled_texts, 4U);
}

TEST_F(VerificationTest, FindsAChangedByteInEveryFile) {
  for (const auto& entry : fs::recursive_directory_iterator(generation_)) {
    if (!entry.is_regular_file() || entry.file_size() == 0) {
      continue;
    }
    const std::string content = content_of(entry.path());
    std::string changed = content;
    changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
    overwrite(entry.path(), changed);
    EXPECT_THAT(findings(), Not(IsEmpty())) << entry.path();
    overwrite(entry.path(), content);
  }
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(VerificationTest, FindsEveryFileThatIsMissing) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(generation_)) {
    if (entry.is_regular_file()) {
      files.push_back(entry.path());
    }
  }
  for (const fs::path& file : files) {
    const std::string content = content_of(file);
    fs::remove(file);
    EXPECT_THAT(findings(), Not(IsEmpty())) << file;
    overwrite(file, content);
  }
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(VerificationTest, FindsAFileThatDoesNotBelongThere) {
  overwrite(generation_ / "shard-00" / "extra", "");
  fs::create_symlink("words", generation_ / "shard-00" / "link");

  EXPECT_THAT(
      findings(),
      testing::UnorderedElementsAre(Finding{"gen-000001/shard-00/extra", "is not in the manifest"},
                                    Finding{"gen-000001/shard-00/link", "is not in the manifest"}));
}

TEST_F(VerificationTest, FindsAGenerationUnderTheNameOfAnother) {
  fs::rename(generation_, home_.path() / "index" / "gen-000007");
  generation_ = home_.path() / "index" / "gen-000007";

  EXPECT_THAT(findings(), ElementsAre(Field(&Finding::file, "gen-000007/MANIFEST.xxh128")));
}

TEST_F(VerificationTest, FindsCountsThatAreNotThoseOfTheShards) {
  Manifest manifest = read_sealed_manifest(generation_);
  manifest.sites = 4;
  manifest.shards[0].occurrences = 5;
  fs::remove(generation_ / "MANIFEST.json");
  fs::remove(generation_ / "MANIFEST.xxh128");
  write_manifest(generation_, manifest);

  EXPECT_THAT(
      findings(),
      testing::UnorderedElementsAre(
          Finding{"gen-000001/shard-00/", "4 passages, 4 occurrences; the manifest says 4 and 5"},
          Finding{"gen-000001/MANIFEST.json", "4 sites, the shards hold 3"}));
}

// The files are what the manifest says, but a writer that had mixed them up would have signed them.
TEST_F(VerificationTest, FindsPartsOfAShardThatDoNotSayTheSame) {
  std::string words = content_of(generation_ / "shard-00" / "words");
  const std::string::size_type at = words.find("zebras");
  ASSERT_NE(at, std::string::npos);
  std::string stems = content_of(generation_ / "shard-00" / "stems");
  stems.replace(stems.find("zebra"), 5, "zobra");
  rewrite_signed("stems", stems);

  EXPECT_THAT(
      findings(),
      Contains(AllOf(Field(&Finding::file, "gen-000001/shard-00/"),
                     Field(&Finding::problem, HasSubstr("other words than the stored text")))));
}

TEST_F(VerificationTest, FindsLengthsAndLifespansThatAreWrong) {
  std::string lengths = content_of(generation_ / "shard-00" / "rows.words");
  lengths[0] = static_cast<char>(lengths[0] + 1);
  rewrite_signed("rows.words", lengths);

  EXPECT_THAT(
      findings(),
      ElementsAre(Field(&Finding::problem, "row 0: its length is not the number of its words")));
}

TEST_F(VerificationTest, ReadsOnlyWhatIsNewWhenAskedTo) {
  const fs::path other = home_.path() / "other";
  fs::create_directory(other);
  for (const auto& entry : fs::recursive_directory_iterator(generation_ / "shard-00")) {
    if (entry.is_regular_file()) {
      fs::create_hard_link(entry.path(), other / entry.path().filename());
    }
  }

  const Verification verification = verify_generation(generation_, Scope::kNewFiles, 2);

  EXPECT_THAT(verification.findings, IsEmpty());
  EXPECT_EQ(verification.files, 11U);  // report.json, four of the readings, six of the templates
  EXPECT_EQ(verification.shards, 0U);
  EXPECT_EQ(verify_generation(generation_, Scope::kAll, 2).shards, 1U);
}

TEST_F(VerificationTest, NamesTheFirstFindingAndCountsTheOthers) {
  Verification verification;
  verification.findings = {{"gen-000001/a", "is gone"}};
  EXPECT_EQ(describe_findings(verification), "gen-000001/a: is gone");
  verification.findings.push_back({"gen-000001/b", "is gone"});
  EXPECT_EQ(describe_findings(verification), "gen-000001/a: is gone, and 1 more findings");
}

}  // namespace
}  // namespace smallprint::indexing
