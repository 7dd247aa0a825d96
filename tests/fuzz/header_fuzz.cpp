/// Any bytes as a file: read_snapshot must neither crash nor break what its header promises.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/calendar.hpp"
#include "common/printable.hpp"
#include "common/url.hpp"
#include "indexer/snapshot_reader.hpp"

namespace {

using smallprint::SnapshotHeader;

void require(bool promise) {
  if (!promise) {
    std::abort();
  }
}

bool is_one_printable_line(std::string_view text) {
  return smallprint::printable(text) == text;
}

void check_header(const SnapshotHeader& header, std::size_t file_bytes) {
  require(!header.site.empty() && header.site.size() <= smallprint::kMaxSiteBytes);
  require(header.site.find_first_of("/\\") == std::string::npos);
  require(is_one_printable_line(header.site));
  require(smallprint::parse_day(smallprint::format_day(header.day)) == header.day);
  require(smallprint::is_timestamp(header.timestamp));
  require(is_one_printable_line(header.archive_url));
  require(is_one_printable_line(header.url) && header.url.find(' ') == std::string::npos);
  require(smallprint::host_of_url(header.url) == header.policy_host);
  require(header.body_begin <= file_bytes);
}

// A header reads the same when the file ends with its line.
void check_body_is_not_looked_at(std::string_view file, const SnapshotHeader& header) {
  const auto again = smallprint::parse_snapshot_header(file.substr(0, header.body_begin));
  const auto* const short_header = std::get_if<SnapshotHeader>(&again);
  require(short_header != nullptr && short_header->site == header.site &&
          short_header->url == header.url && short_header->timestamp == header.timestamp);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view file(reinterpret_cast<const char*>(data), size);
  require(is_one_printable_line(smallprint::printable(file)));
  const std::string decoded = smallprint::percent_decode(file);
  require(is_one_printable_line(decoded) && smallprint::encode_unprintable(decoded) == decoded);

  const auto read = smallprint::indexing::read_snapshot(file);
  if (const auto* const refusal = std::get_if<smallprint::Refusal>(&read)) {
    require(!refusal->detail.empty() && is_one_printable_line(refusal->detail));
    return 0;
  }
  const SnapshotHeader& header = std::get<smallprint::SnapshotRecord>(read).header;
  check_header(header, size);
  check_body_is_not_looked_at(file, header);
  return 0;
}
