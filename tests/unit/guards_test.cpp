#include "indexer/guards.hpp"

#include <functional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "indexer/build.hpp"
#include "tests/support/small_archive.hpp"

namespace smallprint::indexing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Changes changes(std::uint64_t removed, std::uint64_t changed, std::uint64_t unchanged) {
  Changes all;
  all.policies = {.added = 1000, .changed = changed, .unchanged = unchanged, .removed = removed};
  return all;
}

ExitCode code_of(const std::function<void()>& action, std::string& message) {
  try {
    action();
  } catch (const Error& error) {
    EXPECT_NE(error.hint(), "");
    message = error.what();
    return error.code();
  }
  return ExitCode::kOk;
}

TEST(Guards, LetATenthOfThePoliciesGo) {
  EXPECT_NO_THROW(check_shrink(changes(10, 40, 50)));
  EXPECT_NO_THROW(check_shrink(changes(0, 0, 0)));
}

TEST(Guards, RefuseAnArchiveThatLostMore) {
  std::string message;
  EXPECT_EQ(code_of([] { check_shrink(changes(11, 39, 50)); }, message), ExitCode::kDataRejected);
  EXPECT_THAT(message, HasSubstr("11 of 100 policies"));
}

TEST(Guards, EstimateFromTheShareOfTheLastGeneration) {
  constexpr std::uint64_t kLeast = 1 << 20;
  EXPECT_EQ(estimated_bytes(0, nullptr), kLeast);
  EXPECT_EQ(estimated_bytes(1'000'000, nullptr), kLeast + 250'000);

  Manifest before;
  EXPECT_EQ(estimated_bytes(1'000'000, &before), kLeast + 250'000);  // it holds nothing
  before.bytes_indexed = 2'000;
  before.files = {{.path = "a", .bytes = 300, .digest = ""},
                  {.path = "b", .bytes = 700, .digest = ""}};
  EXPECT_EQ(estimated_bytes(1'000'000, &before), kLeast + 625'000);  // half, and a quarter more
}

TEST(Guards, RefuseADiskThatIsTooFull) {
  const testing_support::TemporaryFolder folder;
  EXPECT_NO_THROW(check_free_space(folder.path(), 0));

  std::string message;
  EXPECT_EQ(code_of([&] { check_free_space(folder.path(), UINT64_MAX); }, message), ExitCode::kIo);
  EXPECT_THAT(message, HasSubstr(" MB free"));
  EXPECT_THAT(message, HasSubstr("takes about 18446744073709.6 MB"));
}

TEST(Guards, WarnOfAClockThatWasSetBack) {
  EXPECT_EQ(clock_warning("2026-01-02T00:00:00Z", "2026-01-01T23:59:59Z"), "");
  EXPECT_EQ(clock_warning("2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z"), "");
  EXPECT_EQ(clock_warning("2026-01-02T00:00:00Z", ""), "");
  EXPECT_THAT(clock_warning("2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"),
              HasSubstr("was the clock set back?"));
}

TEST(Guards, LetARunGoOnWhoseClockWasSetBack) {
  const testing_support::TemporaryFolder archive;
  const testing_support::TemporaryFolder home;
  testing_support::write_snapshots(
      archive, {{.site = "a.com", .timestamp = "20100101000000", .body = "We keep cookies."}});
  BuildOptions options;
  options.sources = {archive.path().string()};
  options.index = home.path() / "index";
  Progress progress;
  EXPECT_THAT(build_index(options, "2026-01-02T00:00:00Z", progress).warnings, IsEmpty());
  options.full = true;

  const BuildResult result = build_index(options, "2026-01-01T00:00:00Z", progress);

  EXPECT_EQ(result.report.generation, 2U);
  EXPECT_THAT(result.warnings, ElementsAre(HasSubstr("published at 2026-01-02T00:00:0")));
}

}  // namespace
}  // namespace smallprint::indexing
