#include "indexer/folder_source.hpp"

#include <cstring>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "common/error.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/unprivileged.hpp"

namespace smallprint::indexing {

void PrintTo(const FileEntry& entry, std::ostream* out) {
  *out << entry.path << " (" << entry.bytes << " bytes)";
}

void PrintTo(const UnreadableEntry& entry, std::ostream* out) {
  *out << entry.path << ": " << entry.detail;
}

namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing_support::TemporaryFolder;
using testing_support::Unprivileged;

std::vector<std::string> paths_of(const FolderScan& scan) {
  std::vector<std::string> paths;
  for (const FileEntry& file : scan.files) {
    paths.push_back(file.path);
  }
  return paths;
}

std::vector<std::string> scan_paths(const TemporaryFolder& folder,
                                    const std::vector<std::string>& include = {}) {
  return paths_of(scan_folder(folder.path(), {.include = include}));
}

void make_pipe(const fs::path& path) {
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
}

void make_socket(const fs::path& path) {
  const int number = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(static_cast<char*>(address.sun_path), path.c_str(), sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(number, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ::close(number);
}

Refusal refusal_of(const fs::path& root, const std::string& path) {
  const auto result = read_file(root, path);
  const auto* const refusal = std::get_if<Refusal>(&result);
  return refusal != nullptr ? *refusal : Refusal{Rejection::kNoHeader, "it was read"};
}

ExitCode code_of_scan(const fs::path& root, std::string& message) {
  try {
    static_cast<void>(scan_folder(root, {}));
  } catch (const Error& error) {
    message = error.what();
    return error.code();
  }
  return ExitCode::kOk;
}

// --- Which files ---------------------------------------------------------------------------------

TEST(ScanFolder, FindsPoliciesByTheirEndingsInAnyCase) {
  const TemporaryFolder folder;
  for (const char* const name : {"a.md",
                                 "b.markdown",
                                 "c.txt",
                                 "D.MD",
                                 "e.MarkDown",
                                 "f.Txt",
                                 "g.html",
                                 "h.md.bak",
                                 "i.mdx",
                                 "md",
                                 "txt",
                                 "README",
                                 "k.tar.txt",
                                 ".hidden.md",
                                 ".md"}) {
    folder.write(name, "text");
  }

  EXPECT_THAT(scan_paths(folder),
              ElementsAre(".hidden.md",
                          ".md",
                          "D.MD",
                          "a.md",
                          "b.markdown",
                          "c.txt",
                          "e.MarkDown",
                          "f.Txt",
                          "k.tar.txt"));
}

std::vector<std::pair<std::string, std::uint64_t>> sizes_of(const FolderScan& scan) {
  std::vector<std::pair<std::string, std::uint64_t>> sizes;
  for (const FileEntry& file : scan.files) {
    sizes.emplace_back(file.path, file.bytes);
  }
  return sizes;
}

TEST(ScanFolder, TellsTheSizeOfEachFile) {
  const TemporaryFolder folder;
  folder.write("empty.md", "");
  folder.write("five.md", "12345");

  EXPECT_THAT(sizes_of(scan_folder(folder.path(), {})),
              ElementsAre(std::pair("empty.md", 0), std::pair("five.md", 5)));
}

TEST(ScanFolder, WalksTheTreeAndSortsByTheBytesOfThePaths) {
  const TemporaryFolder folder;
  for (const char* const name :
       {"b/x.md", "a.md", "a/z.md", "a/b/c.md", "a-b/x.md", "b\u00FC.md", "Z.md"}) {
    folder.write(name, "text");
  }

  EXPECT_THAT(
      scan_paths(folder),
      ElementsAre("Z.md", "a-b/x.md", "a.md", "a/b/c.md", "a/z.md", "b/x.md", "b\u00FC.md"));
}

TEST(ScanFolder, KeepsOddNamesByteForByte) {
  const TemporaryFolder folder;
  for (const char* const name : {"a name with spaces.md",
                                 "a\nnewline.md",
                                 "caf\xE9.md",
                                 "b\u00FCcher \u2603 \u0436.md",
                                 "--option.md",
                                 "back\\slash.md",
                                 "odd\n folder/*.md"}) {
    folder.write(name, "text");
  }

  const FolderScan scan = scan_folder(folder.path(), {});

  EXPECT_THAT(paths_of(scan),
              ElementsAre("--option.md",
                          "a\nnewline.md",
                          "a name with spaces.md",
                          "back\\slash.md",
                          "b\u00FCcher \u2603 \u0436.md",
                          "caf\xE9.md",
                          "odd\n folder/*.md"));
  EXPECT_THAT(scan.unreadable, IsEmpty());
}

TEST(ScanFolder, PassesOverFoldersThatBeginWithADot) {
  const TemporaryFolder folder;
  folder.write(".git/description.md", "text");
  folder.write("a/.cache/b/x.md", "text");
  folder.write("a/.../x.md", "text");
  folder.write("a/x.md", "text");

  EXPECT_THAT(scan_paths(folder), ElementsAre("a/x.md"));
}

TEST(ScanFolder, WalksARootThatBeginsWithADot) {
  const TemporaryFolder folder;
  folder.write(".archive/x.md", "text");

  EXPECT_THAT(paths_of(scan_folder(folder.path() / ".archive", {})), ElementsAre("x.md"));
}

TEST(ScanFolder, WalksAFolderNamedLikeAPolicy) {
  const TemporaryFolder folder;
  folder.write("directory.example.md/x.md", "text");
  fs::create_directory(folder.path() / "empty.example.md");

  const FolderScan scan = scan_folder(folder.path(), {});

  EXPECT_THAT(paths_of(scan), ElementsAre("directory.example.md/x.md"));
  EXPECT_THAT(scan.unreadable, IsEmpty());
}

TEST(ScanFolder, AcceptsASlashAtTheEndOfTheRoot) {
  const TemporaryFolder folder;
  folder.write("a/x.md", "text");

  EXPECT_THAT(paths_of(scan_folder(folder.path().string() + "/", {})), ElementsAre("a/x.md"));
}

TEST(ScanFolder, WalksVeryDeepTrees) {
  const TemporaryFolder folder;
  std::string deep;
  for (int i = 0; i < 1000; ++i) {
    deep += "d/";
  }
  folder.write(deep + "x.md", "text");

  EXPECT_THAT(scan_paths(folder), ElementsAre(deep + "x.md"));
}

// Folders within folders, 20 times `name`. Made step by step: no call takes so long a path.
void make_deep_folders(const fs::path& root, const std::string& name) {
  const fs::path start = fs::current_path();
  fs::current_path(root);
  for (int i = 0; i < 20; ++i) {
    fs::create_directory(name);
    fs::current_path(name);
  }
  fs::current_path(start);
}

TEST(ScanFolder, ReportsFoldersWhosePathIsTooLong) {
  const TemporaryFolder folder;
  const std::string name(250, 'd');
  make_deep_folders(folder.path(), name);  // 5,000 bytes, while PATH_MAX is 4,096
  folder.write("x.md", "text");

  const FolderScan scan = scan_folder(folder.path(), {});

  EXPECT_THAT(paths_of(scan), ElementsAre("x.md"));
  EXPECT_THAT(scan.unreadable,
              ElementsAre(testing::AllOf(
                  testing::Field(&UnreadableEntry::path, testing::StartsWith(name + "/" + name)),
                  testing::Field(&UnreadableEntry::detail, "File name too long"))));
}

// --- Patterns ------------------------------------------------------------------------------------

void write_three_sites(const TemporaryFolder& folder) {
  for (const char* const name :
       {"2013_A/p/photodex.com.md", "2013_B/p/photodex.com.md", "2013_B/x/x.com.md", "notes.txt"}) {
    folder.write(name, "text");
  }
}

TEST(ScanFolder, IncludesByName) {
  const TemporaryFolder folder;
  write_three_sites(folder);

  EXPECT_THAT(scan_paths(folder, {"photodex.com.md"}),
              ElementsAre("2013_A/p/photodex.com.md", "2013_B/p/photodex.com.md"));
  EXPECT_THAT(scan_paths(folder, {"x.com.*", "*.txt"}),
              ElementsAre("2013_B/x/x.com.md", "notes.txt"));
  EXPECT_THAT(scan_paths(folder, {"nothing"}), IsEmpty());
}

TEST(ScanFolder, IncludesByRelativePath) {
  const TemporaryFolder folder;
  write_three_sites(folder);

  EXPECT_THAT(scan_paths(folder, {"2013_B/*"}),
              ElementsAre("2013_B/p/photodex.com.md", "2013_B/x/x.com.md"));
  EXPECT_THAT(scan_paths(folder, {"2013_?/p/*.md"}),
              ElementsAre("2013_A/p/photodex.com.md", "2013_B/p/photodex.com.md"));
}

TEST(ScanFolder, IncludesOnlyFilesNamedLikePolicies) {
  const TemporaryFolder folder;
  folder.write("a.html", "text");
  folder.write("a.md", "text");

  EXPECT_THAT(scan_paths(folder, {"*"}), ElementsAre("a.md"));
}

TEST(ScanFolder, SaysNothingOfUnreadableFilesThatAreNotIncluded) {
  const TemporaryFolder folder;
  folder.write("a.md", "text");
  fs::create_symlink("nowhere", folder.path() / "b.md");

  EXPECT_THAT(scan_folder(folder.path(), {.include = {"a*"}}).unreadable, IsEmpty());
}

// --- Links, pipes, permissions -------------------------------------------------------------------

TEST(ScanFolder, FollowsLinksToFiles) {
  const TemporaryFolder folder;
  folder.write("real.md", "12345");
  folder.write("elsewhere.html", "123");
  fs::create_symlink("real.md", folder.path() / "again.md");
  fs::create_symlink("elsewhere.html", folder.path() / "page.md");

  EXPECT_THAT(
      sizes_of(scan_folder(folder.path(), {})),
      ElementsAre(std::pair("again.md", 5), std::pair("page.md", 3), std::pair("real.md", 5)));
}

TEST(ScanFolder, TellsWhenAFileWasWritten) {
  const TemporaryFolder folder;
  folder.write("page.md", "text");
  const std::chrono::sys_seconds time{std::chrono::seconds(1'000'000'000)};
  fs::last_write_time(folder.path() / "page.md", std::chrono::file_clock::from_sys(time));

  const FileEntry file = scan_folder(folder.path(), {}).files.front();
  EXPECT_EQ(file.modified, 1'000'000'000'000'000'000);
  EXPECT_GT(file.changed, file.modified);
}

TEST(ScanFolder, DoesNotFollowLinksToFolders) {
  const TemporaryFolder folder;
  folder.write("a/x.md", "text");
  fs::create_symlink("..", folder.path() / "a/up");
  fs::create_symlink("a", folder.path() / "b");
  fs::create_symlink("a", folder.path() / "named.md");

  const FolderScan scan = scan_folder(folder.path(), {});

  EXPECT_THAT(paths_of(scan), ElementsAre("a/x.md"));
  EXPECT_THAT(scan.unreadable, IsEmpty());
}

TEST(ScanFolder, FollowsARootThatIsALink) {
  const TemporaryFolder folder;
  folder.write("a/x.md", "text");
  fs::create_symlink("a", folder.path() / "link");

  EXPECT_THAT(paths_of(scan_folder(folder.path() / "link", {})), ElementsAre("x.md"));
}

TEST(ScanFolder, ReportsWhatIsNamedLikeAPolicyAndIsNoFile) {
  const TemporaryFolder folder;
  folder.write("file.md", "text");
  fs::create_symlink("nowhere.md", folder.path() / "dangling.md");
  fs::create_symlink("file.md/x", folder.path() / "through.md");
  fs::create_symlink("self.md", folder.path() / "self.md");
  fs::create_symlink("ping.txt", folder.path() / "pong.txt");
  fs::create_symlink("pong.txt", folder.path() / "ping.txt");
  fs::create_symlink("/dev/null", folder.path() / "null.md");
  make_pipe(folder.path() / "pipe.md");
  fs::create_symlink("pipe.md", folder.path() / "link-to-pipe.md");
  make_socket(folder.path() / "socket.md");

  const FolderScan scan = scan_folder(folder.path(), {});

  EXPECT_THAT(paths_of(scan), ElementsAre("file.md"));
  EXPECT_THAT(scan.unreadable,
              ElementsAre(UnreadableEntry{"dangling.md", "dangling link"},
                          UnreadableEntry{"link-to-pipe.md", "named pipe"},
                          UnreadableEntry{"null.md", "character device"},
                          UnreadableEntry{"ping.txt", "link loop"},
                          UnreadableEntry{"pipe.md", "named pipe"},
                          UnreadableEntry{"pong.txt", "link loop"},
                          UnreadableEntry{"self.md", "link loop"},
                          UnreadableEntry{"socket.md", "socket"},
                          UnreadableEntry{"through.md", "dangling link"}));
}

TEST(ScanFolder, SaysNothingOfOtherLinksAndPipes) {
  const TemporaryFolder folder;
  fs::create_symlink("nowhere", folder.path() / "dangling");
  make_pipe(folder.path() / "pipe");

  EXPECT_THAT(scan_folder(folder.path(), {}).unreadable, IsEmpty());
}

TEST(ScanFolder, ReportsFoldersThatCannotBeListed) {
  const TemporaryFolder folder;
  folder.write("locked/x.md", "text");
  folder.write("open/x.md", "text");
  fs::permissions(folder.path() / "open", fs::perms(0755));  // whatever the umask
  fs::permissions(folder.path() / "locked", fs::perms::none);

  const FolderScan scan = [&] {
    const Unprivileged nobody(folder.path());
    return scan_folder(folder.path(), {});
  }();

  fs::permissions(folder.path() / "locked", fs::perms::owner_all);
  EXPECT_THAT(paths_of(scan), ElementsAre("open/x.md"));
  EXPECT_THAT(scan.unreadable, ElementsAre(UnreadableEntry{"locked", "Permission denied"}));
}

TEST(ScanFolder, NeedsAFolderThatIsThere) {
  const TemporaryFolder folder;
  folder.write("x.md", "text");
  make_pipe(folder.path() / "pipe");
  std::string message;

  EXPECT_EQ(code_of_scan(folder.path() / "missing\n", message), ExitCode::kNoInput);
  EXPECT_EQ(message, folder.path().string() + "/missing\\x0A: no such folder");
  EXPECT_EQ(code_of_scan(folder.path() / "x.md", message), ExitCode::kNoInput);
  EXPECT_EQ(message, folder.path().string() + "/x.md: not a folder");
  EXPECT_EQ(code_of_scan(folder.path() / "pipe", message), ExitCode::kNoInput);
  EXPECT_EQ(message, folder.path().string() + "/pipe: not a folder");
}

TEST(ScanFolder, SaysWhyARootCannotBeOpened) {
  const TemporaryFolder folder;
  fs::create_symlink("loop", folder.path() / "loop");
  std::string message;

  EXPECT_EQ(code_of_scan(folder.path() / "loop", message), ExitCode::kIo);
  EXPECT_THAT(message, HasSubstr("/loop: Too many levels of symbolic links"));
}

// --- Reading -------------------------------------------------------------------------------------

TEST(ReadFile, GivesAllBytes) {
  const TemporaryFolder folder;
  const std::string bytes = std::string("nul\0 and \xFF", 10) + std::string(300'000, 'x');
  folder.write("a/b.md", bytes);
  folder.write("empty.md", "");

  EXPECT_EQ(std::get<std::string>(read_file(folder.path(), "a/b.md")), bytes);
  EXPECT_EQ(std::get<std::string>(read_file(folder.path(), "empty.md")), "");
}

TEST(ReadFile, ReadsFilesThatTellNoSize) {
  EXPECT_THAT(std::get<std::string>(read_file("/proc/self", "status")), HasSubstr("VmPeak"));
}

TEST(ReadFile, AcceptsTheLargestSnapshotAndRefusesOneByteMore) {
  const TemporaryFolder folder;
  const std::string largest(kMaxSnapshotBytes, 'x');
  folder.write("largest.md", largest);
  folder.write("larger.md", largest + "x");

  EXPECT_EQ(std::get<std::string>(read_file(folder.path(), "largest.md")).size(),
            kMaxSnapshotBytes);
  const Refusal refusal = refusal_of(folder.path(), "larger.md");
  EXPECT_EQ(refusal.reason, Rejection::kTooLarge);
  EXPECT_EQ(refusal.detail, "the file has 16777217 bytes, over 16777216");
}

TEST(ReadFile, SaysWhyAFileIsUnreadable) {
  const TemporaryFolder folder;
  fs::create_symlink("nowhere", folder.path() / "dangling.md");
  fs::create_symlink("self.md", folder.path() / "self.md");
  fs::create_directory(folder.path() / "folder.md");
  make_socket(folder.path() / "socket.md");

  std::vector<std::string> seen;
  for (const char* const path :
       {"missing.md", "dangling.md", "self.md", "folder.md", "socket.md"}) {
    const Refusal refusal = refusal_of(folder.path(), path);
    seen.push_back(std::string(reason_name(refusal.reason)) + ": " + refusal.detail);
  }

  EXPECT_THAT(seen,
              ElementsAre("unreadable: No such file or directory",
                          "unreadable: No such file or directory",
                          "unreadable: Too many levels of symbolic links",
                          "unreadable: folder",
                          "unreadable: No such device or address"));
}

TEST(ReadFile, NeverWaitsForAPipe) {
  const TemporaryFolder folder;
  make_pipe(folder.path() / "pipe.md");

  const Refusal refusal = refusal_of(folder.path(), "pipe.md");

  EXPECT_EQ(refusal.reason, Rejection::kUnreadable);
  EXPECT_EQ(refusal.detail, "named pipe");
}

TEST(ReadFile, RefusesALockedFile) {
  const TemporaryFolder folder;
  fs::permissions(folder.write("locked.md", "text"), fs::perms::none);
  const Unprivileged nobody(folder.path());

  EXPECT_EQ(refusal_of(folder.path(), "locked.md").detail, "Permission denied");
}

TEST(ReadFileInto, UsesTheBufferAgain) {
  const TemporaryFolder folder;
  folder.write("long.md", std::string(10'000, 'x'));
  folder.write("short.md", "short");
  std::string buffer;

  EXPECT_FALSE(read_file_into(folder.path(), "long.md", buffer).has_value());
  const std::size_t capacity = buffer.capacity();
  EXPECT_FALSE(read_file_into(folder.path(), "short.md", buffer).has_value());

  EXPECT_EQ(buffer, "short");
  EXPECT_EQ(buffer.capacity(), capacity);
}

}  // namespace
}  // namespace smallprint::indexing
