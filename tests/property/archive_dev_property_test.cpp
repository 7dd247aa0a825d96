// The stored text over all of the development archive: 70 MB of real policies.

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/index_view.hpp"
#include "tests/property/stored_text.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/small_archive.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint::searching {
namespace {

using ::testing::IsEmpty;
using testing_support::build_small_index;
using testing_support::check_stored_text;
using testing_support::shared_path;
using testing_support::StoredTextReport;
using testing_support::TemporaryFolder;

void unpack(const std::filesystem::path& archive, const std::filesystem::path& folder) {
  const std::string command =
      fmt::format("tar --zstd -xf '{}' -C '{}'", archive.string(), folder.string());
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
}

TEST(ArchiveDev, ComesBackWholeAndEveryPassageIsWhereItsRowSays) {
  const auto packed = shared_path("corpus/archive-dev.tar.zst");
  if (!packed) {
    GTEST_SKIP() << "skipped: there is no corpus/archive-dev.tar.zst beside this checkout";
  }
  const TemporaryFolder archive;
  const TemporaryFolder home;
  unpack(*packed, archive.path());
  indexing::BuildOptions options;
  options.jobs = 2;
  const auto built = build_small_index(archive.path(), home.path() / "index", options);
  IndexView index(home.path() / "index");

  const StoredTextReport report = check_stored_text(archive.path(), index);

  std::cout << fmt::format("{} snapshots, {} passages ({} with markup in a word), {} occurrences\n",
                           report.snapshots,
                           report.rows,
                           report.with_interrupted_words,
                           built.passage_occurrences);
  EXPECT_EQ(report.snapshots, built.snapshots);
  EXPECT_EQ(report.rows, built.passages);
  EXPECT_THAT(report.not_rebuilt, IsEmpty());
  EXPECT_THAT(report.untraceable, IsEmpty());
  EXPECT_THAT(report.other_text, IsEmpty());
  EXPECT_THAT(report.other_points, IsEmpty());
  EXPECT_LE(report.rows * 2, built.passage_occurrences);
}

}  // namespace
}  // namespace smallprint::searching
