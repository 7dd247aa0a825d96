#include "indexer/site_parts.hpp"

#include <string>

#include "common/byte_io.hpp"

namespace smallprint::indexing {
namespace {

void put_entry(std::string& out, const SnapshotEntry& entry) {
  put_string(out, entry.site);
  put_string(out, entry.policy);
  put_string(out, format_day(entry.day));
  put_string(out, entry.timestamp);
  put_varint(out, entry.body.high);
  put_varint(out, entry.body.low);
  put_string(out, entry.archive_url);
  put_varint(out, entry.archive);
  put_string(out, entry.file);
  put_string(out, entry.commit);
  put_varint(out, entry.bytes);  // a longer header line moves every passage
  put_varint(out, entry.after_removal ? 1 : 0);
  put_string(out, entry.metadata);
}

}  // namespace

std::vector<SitePart> site_parts(const std::vector<SnapshotEntry>& entries) {
  std::vector<SitePart> parts;
  std::string bytes;
  for (std::size_t begin = 0; begin < entries.size();) {
    SitePart part{.begin = begin, .end = begin, .bytes = 0, .fingerprint = {}};
    Digest digest;
    while (part.end < entries.size() && entries[part.end].site == entries[begin].site) {
      bytes.clear();
      put_entry(bytes, entries[part.end]);
      digest.update(bytes);
      part.bytes += entries[part.end].bytes;
      ++part.end;
    }
    part.fingerprint = digest.value();
    parts.push_back(part);
    begin = part.end;
  }
  return parts;
}

}  // namespace smallprint::indexing
