#include "common/snapshot_header.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "common/printable.hpp"
#include "common/url.hpp"

namespace smallprint {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kWhiteSpace = " \t\n\v\f\r";
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The words around the site. The space between opening and site belongs to neither, so that an
// empty site ("from the privacy policy that") is still seen as a site, a bad one.
constexpr std::string_view kOpening = "extracted and transformed from the";
constexpr std::string_view kMiddle = " privacy policy that was archived on ";
constexpr std::string_view kAfterLink = ") for the most accurate reproduction";
constexpr std::string_view kArchiveHost = "://web.archive.org/web/";

constexpr std::size_t kDateBytes = 10;  // YYYY-MM-DD

std::string_view trim(std::string_view text) {
  text.remove_prefix(std::min(text.size(), text.find_first_not_of(kWhiteSpace)));
  return text.substr(0, text.find_last_not_of(kWhiteSpace) + 1);
}

// The beginning of untrusted text, short enough for a message.
std::string excerpt(std::string_view text) {
  constexpr std::size_t kMost = 60;
  if (text.size() <= kMost) {
    return printable(text);
  }
  std::size_t end = kMost;
  while (end > 0 && (static_cast<std::uint8_t>(text[end]) & 0xC0U) == 0x80U) {
    --end;  // not in the middle of a UTF-8 sequence
  }
  return printable(text.substr(0, end)) + "...";
}

// --- What is no text ----------------------------------------------------------------------------

struct Magic {
  std::string_view bytes;
  std::string_view what;
};

constexpr std::array kMagics{
    Magic{"\x89PNG\r\n\x1A\n"sv, "a PNG picture"},
    Magic{"\xFF\xD8\xFF"sv, "a JPEG picture"},
    Magic{"GIF87a"sv, "a GIF picture"},
    Magic{"GIF89a"sv, "a GIF picture"},
    Magic{"%PDF-"sv, "a PDF document"},
    Magic{"PK\x03\x04"sv, "a ZIP archive"},
    Magic{"PK\x05\x06"sv, "an empty ZIP archive"},
    Magic{"\x1F\x8B"sv, "gzip data"},
    Magic{"\x28\xB5\x2F\xFD"sv, "zstd data"},
    Magic{"\x7F\x45LF"sv, "an ELF program"},
    Magic{"RIFF"sv, "a RIFF picture or recording"},
    Magic{"\xFF\xFE\x00\x00"sv, "UTF-32 text"},  // before UTF-16, whose mark it begins with
    Magic{"\x00\x00\xFE\xFF"sv, "UTF-32 text"},
    Magic{"\xFF\xFE"sv, "UTF-16 text"},
    Magic{"\xFE\xFF"sv, "UTF-16 text"},
};

// "BM" begins many a text ("BMW ..."), so the reserved field behind the size is looked at too.
bool is_bitmap(std::string_view file) {
  return file.starts_with("BM") && file.size() >= 10 && file.substr(6, 4) == "\0\0\0\0"sv;
}

// UTF-16 without a byte order mark: one byte of each pair is NUL, always the same one.
bool is_unmarked_utf16(std::string_view file) {
  constexpr std::size_t kFewest = 8;
  const std::size_t looked_at = std::min<std::size_t>(file.size(), 64) / 2 * 2;
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < looked_at; ++i) {
    if (file[i] == '\0') {
      ++nuls[i % 2];
    }
  }
  return looked_at >= kFewest && std::max(nuls[0], nuls[1]) == looked_at / 2 &&
         std::min(nuls[0], nuls[1]) == 0;
}

std::optional<std::string_view> binary_format(std::string_view file) {
  const auto* const magic = std::find_if(kMagics.begin(), kMagics.end(), [&](const Magic& entry) {
    return file.starts_with(entry.bytes);
  });
  if (magic != kMagics.end()) {
    return magic->what;
  }
  if (is_bitmap(file)) {
    return "a BMP picture";
  }
  if (is_unmarked_utf16(file)) {
    return "UTF-16 text";
  }
  return std::nullopt;
}

// --- The header line ----------------------------------------------------------------------------

// Half-open byte range of the first line that is not blank, without its end; empty when all are.
struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Line first_line(std::string_view file) {
  std::size_t begin = file.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  begin = std::min(file.size(), file.find_first_not_of(kWhiteSpace, begin));
  return {begin, std::min(file.size(), file.find_first_of("\r\n", begin))};
}

std::size_t skip_line_end(std::string_view file, std::size_t line_end) {
  if (file.substr(line_end, 2) == "\r\n") {
    return line_end + 2;
  }
  return std::min(file.size(), line_end + 1);
}

// The header line, cut where its words allow it.
struct Sentence {
  std::string_view site;
  std::string_view date_and_link;
};

std::optional<Sentence> cut_sentence(std::string_view line) {
  const std::size_t opening = line.find(kOpening);
  if (!line.starts_with('>') || opening == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view rest = line.substr(opening + kOpening.size());
  // From the right: a site may contain the words "privacy policy" itself.
  const std::size_t middle = rest.rfind(kMiddle);
  if (middle == std::string_view::npos) {
    return std::nullopt;
  }
  return Sentence{trim(rest.substr(0, middle)), trim(rest.substr(middle + kMiddle.size()))};
}

std::optional<Refusal> check_site(std::string_view site) {
  const auto refuse = [&](std::string_view rule) {
    return Refusal{Rejection::kBadSite, fmt::format("site \"{}\" {}", excerpt(site), rule)};
  };
  if (site.empty()) {
    return Refusal{Rejection::kBadSite, "the header line names no site"};
  }
  if (site == "." || site == ".." || site.find_first_of("/\\") != std::string_view::npos) {
    return refuse("has parts of a path");
  }
  if (site.size() > kMaxSiteBytes) {
    return refuse(fmt::format("has {} bytes, over {}", site.size(), kMaxSiteBytes));
  }
  if (printable(site) != site) {
    return refuse("has control characters or is not UTF-8");
  }
  return std::nullopt;
}

bool has_shape_of_date(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  return text.size() == kShape.size() &&
         std::equal(text.begin(), text.end(), kShape.begin(), [](char letter, char shape) {
           return shape == 'd' ? letter >= '0' && letter <= '9' : letter == shape;
         });
}

std::variant<Day, Refusal> parse_capture_date(std::string_view date_and_link) {
  const std::string_view date = date_and_link.substr(0, kDateBytes);
  const std::string_view behind = date_and_link.substr(date.size(), 1);
  if (!has_shape_of_date(date) || behind.find_first_of(kDigits) == 0) {
    const std::string_view word = date_and_link.substr(0, date_and_link.find_first_of(" \t*"));
    return Refusal{Rejection::kBadDate,
                   fmt::format("capture date \"{}\" is not written YYYY-MM-DD", excerpt(word))};
  }
  if (const auto day = parse_day(date)) {
    return *day;
  }
  return Refusal{Rejection::kBadDate, fmt::format("capture date {} does not exist", date)};
}

// --- The Wayback link ---------------------------------------------------------------------------

struct WaybackLink {
  std::string_view written;
  std::string_view digits;   // in place of the timestamp; any number of them
  std::string_view address;  // as written, percent-encoded or not
};

// How the archive shall show a capture (`id_` as captured, `if_`, `js_`): two letters and a line.
bool is_view_flag(std::string_view part) {
  const auto is_small = [](char letter) { return letter >= 'a' && letter <= 'z'; };
  return part.size() == 3 && is_small(part[0]) && is_small(part[1]) && part[2] == '_';
}

// Bytes of the link at the beginning of `text`. The regular end of the header line is sure; behind
// another one the link ends at the first parenthesis that it did not open, or at white space.
std::size_t link_length(std::string_view text) {
  if (const std::size_t end = text.find(kAfterLink); end != std::string_view::npos) {
    return end;
  }
  std::size_t open = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kWhiteSpace.find(text[i]) != std::string_view::npos || (text[i] == ')' && open == 0)) {
      return i;
    }
    if (text[i] == '(') {
      ++open;
    } else if (text[i] == ')') {
      --open;
    }
  }
  return text.size();
}

std::optional<WaybackLink> find_link(std::string_view text) {
  const std::size_t host = text.find(kArchiveHost);
  if (host == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view before = text.substr(0, host);
  const std::size_t scheme = before.ends_with("https") ? 5 : before.ends_with("http") ? 4 : 0;
  if (scheme == 0) {
    return std::nullopt;
  }
  WaybackLink link;
  link.written = text.substr(host - scheme);
  link.written = link.written.substr(0, link_length(link.written));
  link.address = link.written.substr(std::min(link.written.size(), scheme + kArchiveHost.size()));
  // `20130213114142id_`, `20130213114142`, `2013*`, `id_`, or no such part at all.
  const std::string_view part = link.address.substr(0, link.address.find('/'));
  const std::string_view digits = part.substr(0, part.find_first_not_of(kDigits));
  const bool is_capture_part =
      !part.empty() &&
      part.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz_*") == std::string_view::npos &&
      (!digits.empty() || part == "*" || is_view_flag(part));
  if (is_capture_part) {
    link.digits = digits;
    link.address.remove_prefix(std::min(link.address.size(), part.size() + 1));
  }
  return link;
}

void read_link(std::string_view date_and_link, SnapshotHeader& header) {
  header.timestamp = midnight_timestamp(header.day);
  const auto link = find_link(date_and_link);
  if (!link || link->address.empty()) {
    header.warnings.push_back(Warning::kLinkMissing);
  }
  if (!link) {
    return;
  }
  header.archive_url = encode_unprintable(link->written);
  header.url = percent_decode(link->address);
  header.policy_host = host_of_url(header.url);
  if (is_timestamp(link->digits)) {
    header.timestamp = std::string(link->digits);
    if (day_of_timestamp(header.timestamp) != header.day) {
      header.warnings.push_back(Warning::kDateDisagrees);
    }
  }
}

}  // namespace

std::string_view reason_name(Rejection rejection) {
  switch (rejection) {
    case Rejection::kNoHeader:
      return "no-header";
    case Rejection::kBadDate:
      return "bad-date";
    case Rejection::kBadSite:
      return "bad-site";
    case Rejection::kBinary:
      return "binary";
    case Rejection::kEmptyBody:
      return "empty-body";
    case Rejection::kTooLarge:
      return "too-large";
    case Rejection::kUnreadable:
      return "unreadable";
    case Rejection::kDuplicateSnapshot:
      return "duplicate-snapshot";
  }
  return "";
}

std::string_view reason_name(Warning warning) {
  switch (warning) {
    case Warning::kInvalidUtf8:
      return "invalid-utf8";
    case Warning::kNulBytes:
      return "nul-bytes";
    case Warning::kLongLine:
      return "long-line";
    case Warning::kLinkMissing:
      return "link-missing";
    case Warning::kDateDisagrees:
      return "date-disagrees";
    case Warning::kBadRecord:
      return "bad-record";
  }
  return "";
}

std::variant<SnapshotHeader, Refusal> parse_snapshot_header(std::string_view file) {
  if (const auto format = binary_format(file)) {
    return Refusal{Rejection::kBinary, fmt::format("the file is {}, not Markdown", *format)};
  }
  const Line range = first_line(file);
  const std::string_view line = file.substr(range.begin, range.end - range.begin);
  if (line.empty()) {
    return Refusal{Rejection::kEmptyBody, "the file is empty"};
  }
  const auto sentence = cut_sentence(line);
  if (!sentence) {
    return Refusal{
        Rejection::kNoHeader,
        fmt::format("the first line is \"{}\", not the archive's header line", excerpt(line))};
  }
  if (auto refusal = check_site(sentence->site)) {
    return *std::move(refusal);
  }
  const auto date = parse_capture_date(sentence->date_and_link);
  if (const auto* refusal = std::get_if<Refusal>(&date)) {
    return *refusal;
  }
  SnapshotHeader header;
  header.site = lower_host(sentence->site);
  header.day = std::get<Day>(date);
  header.body_begin = skip_line_end(file, range.end);
  read_link(sentence->date_and_link, header);
  return header;
}

}  // namespace smallprint
