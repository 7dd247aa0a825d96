/// Reads every file of a real archive and compares with its manifest, which was written by another
/// program, and with regular expressions over the header line.

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex.h>

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

  friend bool operator==(const ManifestRow&, const ManifestRow&) = default;
};

void PrintTo(const ManifestRow& row, std::ostream* out) {
  *out << row.path << ' ' << row.site << ' ' << row.day << ' ' << row.bytes;
}

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

// What a header line says, from whichever side it was read.
struct HeaderParts {
  std::string site;
  std::string day;
  std::string link;
  std::string digits;
  std::string host;
  bool has_http_url = false;
  std::size_t body_begin = 0;

  friend bool operator==(const HeaderParts&, const HeaderParts&) = default;
};

void PrintTo(const HeaderParts& parts, std::ostream* out) {
  *out << parts.site << ' ' << parts.day << ' ' << parts.link << ' ' << parts.digits << ' '
       << parts.host << ' ' << parts.has_http_url << ' ' << parts.body_begin;
}

HeaderParts parts_of(const SnapshotHeader& header) {
  return {.site = header.site,
          .day = format_day(header.day),
          .link = header.archive_url,
          .digits = header.timestamp,
          .host = header.policy_host,
          .has_http_url = header.url.starts_with("http://") || header.url.starts_with("https://"),
          .body_begin = header.body_begin};
}

// POSIX regular expressions: std::regex of g++ 12 does not compile without warnings when the
// address sanitizer is on.
class HeaderPattern {
 public:
  HeaderPattern() {
    EXPECT_EQ(
        ::regcomp(&pattern_,
                  "^> \\*The following text is extracted and transformed from the ([^ ]+) "
                  "privacy policy that was archived on ([0-9]{4}-[0-9]{2}-[0-9]{2})\\. Please "
                  "check the \\[original snapshot on the Wayback Machine\\]\\("
                  "(https://web\\.archive\\.org/web/([0-9]{14})id_/https?%3A//([^/%)]+)[^)]*)"
                  "\\) for the most accurate reproduction\\.\\*$",
                  REG_EXTENDED),
        0);
  }

  ~HeaderPattern() { ::regfree(&pattern_); }

  HeaderPattern(const HeaderPattern&) = delete;
  HeaderPattern& operator=(const HeaderPattern&) = delete;
  HeaderPattern(HeaderPattern&&) = delete;
  HeaderPattern& operator=(HeaderPattern&&) = delete;

  // All parts are empty when the line does not match.
  [[nodiscard]] HeaderParts match(const std::string& line) const {
    std::array<regmatch_t, 6> groups{};
    if (::regexec(&pattern_, line.c_str(), groups.size(), groups.data(), 0) != 0) {
      return {};
    }
    const auto part = [&](const regmatch_t& group) {
      return line.substr(static_cast<std::size_t>(group.rm_so),
                         static_cast<std::size_t>(group.rm_eo - group.rm_so));
    };
    HeaderParts parts{.site = part(groups[1]),
                      .day = part(groups[2]),
                      .link = part(groups[3]),
                      .digits = part(groups[4]),
                      .host = part(groups[5]),
                      .has_http_url = true,
                      .body_begin = line.size() + 1};
    std::transform(parts.host.begin(), parts.host.end(), parts.host.begin(), ::tolower);
    return parts;
  }

 private:
  regex_t pattern_{};
};

bool is_about_the_header(Warning warning) {
  return warning == Warning::kLinkMissing || warning == Warning::kDateDisagrees;
}

void expect_header_as_written(const std::string& file, const SnapshotHeader& header) {
  static const HeaderPattern pattern;
  EXPECT_EQ(parts_of(header), pattern.match(file.substr(0, file.find('\n'))));
  EXPECT_TRUE(std::none_of(header.warnings.begin(), header.warnings.end(), is_about_the_header));
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

void expect_as_in_manifest(const fs::path& root, const FileEntry& file, const ManifestRow& row) {
  const SnapshotHeader header = check_file(root, file.path);
  const ManifestRow seen{file.path, header.site, format_day(header.day), file.bytes};
  EXPECT_EQ(seen, row);
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
    expect_as_in_manifest(root, scan.files[i], rows[i]);
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
