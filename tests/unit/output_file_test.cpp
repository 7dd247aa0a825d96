#include "common/output_file.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "common/error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint {
namespace {

namespace fs = std::filesystem;
using testing_support::TemporaryFolder;

std::string content_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(OutputFile, ReplacesARegularFile) {
  const TemporaryFolder folder;
  const fs::path path = folder.write("report.json", "old and longer");

  OutputFile(path).write("new");

  EXPECT_EQ(content_of(path), "new");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

TEST(OutputFile, LeavesTheOldReportUntilTheNewOneIsWritten) {
  const TemporaryFolder folder;
  const fs::path path = folder.write("report.json", "old");

  const OutputFile report(path);

  EXPECT_EQ(content_of(path), "old");
}

TEST(OutputFile, FollowsLinks) {
  const TemporaryFolder folder;
  const fs::path there = folder.write("below/there.json", "old");
  fs::create_symlink("below/there.json", folder.path() / "first");
  fs::create_symlink(folder.path() / "first", folder.path() / "second");
  fs::create_symlink("below/not-yet.json", folder.path() / "dangling");

  OutputFile(folder.path() / "second").write("new");
  OutputFile(folder.path() / "dangling").write("made");

  EXPECT_TRUE(fs::is_symlink(folder.path() / "second"));
  EXPECT_EQ(content_of(there), "new");
  EXPECT_TRUE(fs::is_symlink(folder.path() / "dangling"));
  EXPECT_EQ(content_of(folder.path() / "below/not-yet.json"), "made");
}

TEST(OutputFile, WritesToANamedPipe) {
  const TemporaryFolder folder;
  const fs::path pipe = folder.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const OutputFile report(pipe);
  std::string read;
  std::thread reader([&] { read = content_of(pipe); });

  report.write("new");
  reader.join();

  EXPECT_EQ(read, "new");
  EXPECT_TRUE(fs::is_fifo(pipe));
}

TEST(OutputFile, WritesToADevice) {
  OutputFile("/dev/null").write("new");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST(OutputFile, IsFoundOutBeforeTheBuildWhereItCannotBeWritten) {
  const TemporaryFolder folder;
  fs::create_symlink("loop", folder.path() / "loop");
  for (const fs::path& path : {folder.path(),
                               folder.path() / "missing" / "report.json",
                               folder.path() / "loop",
                               fs::path("/dev/null/report.json"),
                               fs::path("/dev/fd/9999")}) {
    try {
      const OutputFile report(path);
      ADD_FAILURE() << "accepted " << path;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ExitCode::kIo) << path;
    }
  }
}

}  // namespace
}  // namespace smallprint
