/// Reads every file of a real archive and compares with its manifest, which was written by another
/// program, and with regular expressions over the header line.

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/calendar.hpp"
#include "indexer/folder_source.hpp"
#include "indexer/snapshot_reader.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temporary_folder.hpp"

namespace smallprint::indexing {
namespace {

namespace fs = std::filesystem;

using testing_support::shared_path;
using testing_support::TemporaryFolder;

struct ManifestRow {
  std::string path;
  std::string site;
  std::string day;
  std::uint64_t bytes = 0;
};

// Columns: path, service, domain, date, bytes, sha1; sorted here as scan_folder sorts.
std::vector<ManifestRow> read_manifest(const fs::path& path) {
  std::vector<ManifestRow> rows;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);  // names of the columns
  while (std::getline(file, line)) {
    std::istringstream columns(line);
    ManifestRow row;
    std::string service;
    std::string bytes;
    std::getline(columns, row.path, '\t');
    std::getline(columns, service, '\t');
    std::getline(columns, row.site, '\t');
    std::getline(columns, row.day, '\t');
    std::getline(columns, bytes, '\t');
    row.bytes = std::stoull(bytes);
    rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end(), [](const ManifestRow& left, const ManifestRow& right) {
    return left.path < right.path;
  });
  return rows;
}

bool unpack(const fs::path& archive, const fs::path& folder) {
  const std::string command =
      "tar --zstd -xf '" + archive.string() + "' -C '" + folder.string() + "'";
  return std::system(command.c_str()) == 0;
}

// The parts of a header line as regular expressions see it.
struct Expected {
  std::string site;
  std::string day;
  std::string digits;
  std::string link;
  std::string host;
};

Expected match_header(const std::string& line) {
  static const std::regex sentence(
      R"(> \*The following text is extracted and transformed from the (\S+) privacy policy that )"
      R"(was archived on (\d{4}-\d\d-\d\d)\. Please check the \[original snapshot on the Wayback )"
      R"(Machine\]\((https://web\.archive\.org/web/(\d{14})id_/https?%3A//([^/%)]+)[^)]*)\) for )"
      R"(the most accurate reproduction\.\*)");
  std::smatch match;
  if (!std::regex_match(line, match, sentence)) {
    return {};
  }
  Expected expected{match[1], match[2], match[4], match[3], match[5]};
  std::transform(expected.host.begin(), expected.host.end(), expected.host.begin(), ::tolower);
  return expected;
}

void expect_header_as_written(const std::string& file, const SnapshotHeader& header) {
  const std::string line = file.substr(0, file.find('\n'));
  const Expected expected = match_header(line);
  ASSERT_FALSE(expected.site.empty()) << line;
  EXPECT_EQ(header.site, expected.site);
  EXPECT_EQ(format_day(header.day), expected.day);
  EXPECT_EQ(header.timestamp, expected.digits);
  EXPECT_EQ(header.archive_url, expected.link);
  EXPECT_EQ(header.policy_host, expected.host);
  EXPECT_TRUE(header.url.starts_with("http://") || header.url.starts_with("https://"));
  EXPECT_EQ(header.body_begin, line.size() + 1);
  EXPECT_THAT(header.warnings, testing::Not(testing::Contains(Warning::kLinkMissing)));
  EXPECT_THAT(header.warnings, testing::Not(testing::Contains(Warning::kDateDisagrees)));
}

// Reads one file and compares it with its header line. Returns what was read.
SnapshotHeader check_file(const fs::path& root, const std::string& path) {
  SCOPED_TRACE(path);
  const auto content = read_file(root, path);
  const auto* const bytes = std::get_if<std::string>(&content);
  if (bytes == nullptr) {
    ADD_FAILURE() << std::get<Refusal>(content).detail;
    return {};
  }
  const auto read = read_snapshot(*bytes);
  const auto* const record = std::get_if<SnapshotRecord>(&read);
  if (record == nullptr) {
    ADD_FAILURE() << std::get<Refusal>(read).detail;
    return {};
  }
  expect_header_as_written(*bytes, record->header);
  return record->header;
}

TEST(ArchiveHeaders, AgreeWithTheManifestAndTheHeaderLines) {
  const auto archive = shared_path("corpus/archive-dev.tar.zst");
  const auto manifest = shared_path("corpus/archive-dev.tsv");
  if (!archive || !manifest) {
    GTEST_SKIP() << "skipped: there is no corpus/archive-dev beside this checkout";
  }
  const TemporaryFolder folder;
  ASSERT_TRUE(unpack(*archive, folder.path()));
  const fs::path root = folder.path() / "snapshots";
  const std::vector<ManifestRow> rows = read_manifest(*manifest);

  const FolderScan scan = scan_folder(root, {});

  EXPECT_TRUE(scan.unreadable.empty());
  ASSERT_EQ(scan.files.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(scan.files[i].path, rows[i].path);
    EXPECT_EQ(scan.files[i].bytes, rows[i].bytes) << rows[i].path;
    const SnapshotHeader header = check_file(root, scan.files[i].path);
    EXPECT_EQ(header.site, rows[i].site) << rows[i].path;
    EXPECT_EQ(format_day(header.day), rows[i].day) << rows[i].path;
  }
}

TEST(ArchiveHeaders, AreReadInTheSeeds) {
  const auto seeds = shared_path("corpus/seeds");
  if (!seeds) {
    GTEST_SKIP() << "skipped: there are no corpus/seeds beside this checkout";
  }

  const FolderScan scan = scan_folder(*seeds, {});

  std::vector<std::string> hosts;
  for (const FileEntry& file : scan.files) {
    const SnapshotHeader header = check_file(*seeds, file.path);
    hosts.push_back(header.site + " " + header.policy_host);
  }
  EXPECT_THAT(hosts,
              testing::ElementsAre("photodex.com www.photodex.com",
                                   "profusehost.net www.photonvps.com",
                                   "dextronet.com www.dextronet.com",
                                   "optizmo.net www.optizmo.net",
                                   "focuscamera.com www.focuscamera.com"));
}

}  // namespace
}  // namespace smallprint::indexing
