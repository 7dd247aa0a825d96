#include "common/snapshot_header.hpp"

#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

using namespace std::string_literals;

const std::string wayback_link =
    "https://web.archive.org/web/20130213114142id_/http%3A//www.photodex.com/about/privacy";
const std::string reproduction = " for the most accurate reproduction.*";

// The header line as the archive writes it, without a line end.
std::string header_line(const std::string& site,
                        const std::string& date,
                        const std::string& link = wayback_link) {
  return "> *The following text is extracted and transformed from the " + site +
         " privacy policy that was archived on " + date + ". Please check the [original snapshot " +
         "on the Wayback Machine](" + link + ")" + reproduction;
}

std::string header_line_with_link(const std::string& link) {
  return header_line("photodex.com", "2013-02-13", link);
}

// What a header says, in one line: site|day|timestamp|url|policy host|warnings; or the refusal:
// `reason: detail`.
std::string summary(const std::string& file) {
  const auto result = parse_snapshot_header(file);
  if (const auto* refusal = std::get_if<Refusal>(&result)) {
    return std::string(reason_name(refusal->reason)) + ": " + refusal->detail;
  }
  const auto& header = std::get<SnapshotHeader>(result);
  std::string text = header.site + "|" + format_day(header.day) + "|" + header.timestamp + "|" +
                     header.url + "|" + header.policy_host + "|";
  for (const Warning warning : header.warnings) {
    text += std::string(text.ends_with('|') ? "" : ",") + std::string(reason_name(warning));
  }
  return text;
}

const std::string good_summary =
    "photodex.com|2013-02-13|20130213114142|http://www.photodex.com/about/privacy|"
    "www.photodex.com|";

std::string body_of(const std::string& file) {
  const auto result = parse_snapshot_header(file);
  const auto* const header = std::get_if<SnapshotHeader>(&result);
  return header == nullptr ? "refused" : file.substr(header->body_begin);
}

struct Case {
  std::string name;
  std::string file;
  std::string expected;
};

void PrintTo(const Case& entry, std::ostream* out) {
  *out << entry.name;
}

class HeaderTable : public testing::TestWithParam<Case> {};

TEST_P(HeaderTable, ReadsOrRefuses) {
  EXPECT_EQ(summary(GetParam().file), GetParam().expected);
}

std::string case_name(const testing::TestParamInfo<Case>& parameter) {
  return parameter.param.name;
}

// --- Headers that are read ----------------------------------------------------------------------

const std::string regular_line = header_line("photodex.com", "2013-02-13");

INSTANTIATE_TEST_SUITE_P(
    Forms,
    HeaderTable,
    testing::ValuesIn(std::vector<Case>{
        {"Regular", regular_line + "\n\n# Privacy\n", good_summary},
        {"LineFeedMissing", regular_line, good_summary},
        {"CarriageReturnLineFeed", regular_line + "\r\n\r\n# Privacy\r\n", good_summary},
        {"CarriageReturn", regular_line + "\r\r# Privacy\r", good_summary},
        {"ByteOrderMark", "\xEF\xBB\xBF" + regular_line + "\n\nText\n", good_summary},
        {"BlankLinesBefore", "\n\n" + regular_line + "\nText\n", good_summary},
        {"WhiteSpaceBefore", " \t\r\n \v\f\n" + regular_line + "\nText\n", good_summary},
        {"MarkAndBlankLinesBefore",
         "\xEF\xBB\xBF\r\n\r\n" + regular_line + "\nText\n",
         good_summary},
        {"Indented", "   " + regular_line + "\nText\n", good_summary},
        {"NoSpaceBehindQuoteSign", ">" + regular_line.substr(2) + "\nText\n", good_summary},
        {"NoEmphasis",
         "> " + regular_line.substr(3, regular_line.size() - 4) + "\nText\n",
         good_summary},
        {"WhiteSpaceAtTheEnd", regular_line + "  \t\nText\n", good_summary},
        {"OtherWordsBehindTheDate",
         "> The following text is extracted and transformed from the photodex.com privacy policy "
         "that was archived on 2013-02-13, see [here](" +
             wayback_link + ") or elsewhere (perhaps).\n",
         good_summary},
        {"BareLink",
         "> Extracted: extracted and transformed from the photodex.com privacy policy that was "
         "archived on 2013-02-13 " +
             wayback_link + " and so on\n",
         good_summary},
        {"NulsInTheBody", regular_line + "\none\0two\0\0"s, good_summary},
        {"InvalidUtf8InTheBody", regular_line + "\nCaf\xE9\n", good_summary},
        {"OnlyTheHeader", regular_line + "\n", good_summary},
    }),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Sites,
    HeaderTable,
    testing::ValuesIn(std::vector<Case>{
        {"UpperCaseIsLowered", header_line("PhotoDex.COM", "2013-02-13"), good_summary},
        {"WhiteSpaceIsTrimmed", header_line(" \tphotodex.com  ", "2013-02-13"), good_summary},
        {"Punycode",
         header_line("xn--bcher-kva.example", "2013-02-13"),
         "xn--bcher-kva.example" + good_summary.substr(12)},
        {"LettersBeyondAsciiStay",
         header_line("B\u00DCCHER.example", "2013-02-13"),
         "b\u00DCcher.example" + good_summary.substr(12)},
        {"SpacesInside",
         header_line("Honkai Star Rail", "2013-02-13"),
         "honkai star rail" + good_summary.substr(12)},
        {"WordsOfTheHeaderInside",
         header_line("my privacy policy that was archived on tape", "2013-02-13"),
         "my privacy policy that was archived on tape" + good_summary.substr(12)},
        {"WordsPrivacyPolicyInside",
         header_line("the privacy policy archive", "2013-02-13"),
         "the privacy policy archive" + good_summary.substr(12)},
        {"LongestSite",
         header_line(std::string(253, 'a'), "2013-02-13"),
         std::string(253, 'a') + good_summary.substr(12)},
    }),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Links,
    HeaderTable,
    testing::ValuesIn(std::vector<Case>{
        {"SiteIsNotThePolicyHost",
         header_line("profusehost.net",
                     "2016-03-15",
                     "https://web.archive.org/web/20160315114739id_/"
                     "https%3A//www.photonvps.com/privacy-policy.html"),
         "profusehost.net|2016-03-15|20160315114739|https://www.photonvps.com/privacy-policy.html|"
         "www.photonvps.com|"},
        {"NotPercentEncoded",
         header_line_with_link("https://web.archive.org/web/20130213114142id_/"
                               "http://www.photodex.com/about/privacy"),
         good_summary},
        {"PlainHttp",
         header_line_with_link("http://web.archive.org/web/20130213114142id_/"
                               "http%3A//www.photodex.com/about/privacy"),
         good_summary},
        {"NoFlag",
         header_line_with_link("https://web.archive.org/web/20130213114142/"
                               "http%3A//www.photodex.com/about/privacy"),
         good_summary},
        {"OtherFlag",
         header_line_with_link("https://web.archive.org/web/20130213114142if_/"
                               "http%3A//www.photodex.com/about/privacy"),
         good_summary},
        {"QueryAndFragment",
         header_line_with_link("https://web.archive.org/web/20130213114142id_/"
                               "https%3A//x.com/p%3Fa%3D1%26b%3D2%23top"),
         "photodex.com|2013-02-13|20130213114142|https://x.com/p?a=1&b=2#top|x.com|"},
        {"DecodedOnce",
         header_line_with_link("https://web.archive.org/web/20130213114142id_/"
                               "https%3A//x.com/A%2520B"),
         "photodex.com|2013-02-13|20130213114142|https://x.com/A%20B|x.com|"},
        {"ControlCharactersStayEncoded",
         header_line_with_link("https://web.archive.org/web/20130213114142id_/"
                               "http%3A//x.com/%0A%00%1B%20%FF"),
         "photodex.com|2013-02-13|20130213114142|http://x.com/%0A%00%1B%20%FF|x.com|"},
        {"PortUserAndCase",
         header_line_with_link("https://web.archive.org/web/20130213114142id_/"
                               "http%3A//me%3Apw%40WWW.X.com.%3A8080/p"),
         "photodex.com|2013-02-13|20130213114142|http://me:pw@WWW.X.com.:8080/p|www.x.com|"},
        {"AddressWithoutScheme",
         header_line_with_link("https://web.archive.org/web/20130213114142id_/www.x.com/privacy"),
         "photodex.com|2013-02-13|20130213114142|www.x.com/privacy|www.x.com|"},
        {"ParenthesesInTheAddress",
         header_line_with_link("https://web.archive.org/web/20130213114142id_/http://x.com/a(b)c)"),
         "photodex.com|2013-02-13|20130213114142|http://x.com/a(b)c)|x.com|"},
        {"SpaceInTheAddress",
         header_line_with_link("https://web.archive.org/web/20130213114142id_/http://x.com/a b"),
         "photodex.com|2013-02-13|20130213114142|http://x.com/a%20b|x.com|"},
        {"BalancedParenthesesBeforeAnotherEnd",
         "> extracted and transformed from the photodex.com privacy policy that was archived on "
         "2013-02-13 ([o](https://web.archive.org/web/20130213114142/http://x.com/a(b)))\n",
         "photodex.com|2013-02-13|20130213114142|http://x.com/a(b)|x.com|"},
        {"LinkWithinTheAddress",
         header_line_with_link("https://web.archive.org/web/20130213114142id_/"
                               "http://web.archive.org/web/20010101000000/http://x.com/"),
         "photodex.com|2013-02-13|20130213114142|"
         "http://web.archive.org/web/20010101000000/http://x.com/|web.archive.org|"},
    }),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    OddLinks,
    HeaderTable,
    testing::ValuesIn(std::vector<Case>{
        {"NoLink",
         "> *The following text is extracted and transformed from the x.com privacy policy that "
         "was archived on 2013-02-13.*\n\nText\n",
         "x.com|2013-02-13|20130213000000|||link-missing"},
        {"NothingBehindTheDate",
         "> *The following text is extracted and transformed from the x.com privacy policy that "
         "was archived on 2013-02-13",
         "x.com|2013-02-13|20130213000000|||link-missing"},
        {"LinkToAnotherSite",
         header_line("x.com", "2013-02-13", "https://example.org/web/20130213114142/http://x.com/"),
         "x.com|2013-02-13|20130213000000|||link-missing"},
        {"LinkWithoutHttp",
         header_line("x.com", "2013-02-13", "ftp://web.archive.org/web/20130213114142/http://x/"),
         "x.com|2013-02-13|20130213000000|||link-missing"},
        {"LinkOnTheNextLine",
         "> *The following text is extracted and transformed from the x.com privacy policy that "
         "was archived on 2013-02-13. Please check\n> [original](" +
             wayback_link + ").*\n",
         "x.com|2013-02-13|20130213000000|||link-missing"},
        {"NoAddress",
         header_line("x.com", "2013-02-13", "https://web.archive.org/web/20130213114142id_/"),
         "x.com|2013-02-13|20130213114142|||link-missing"},
        {"NoAddressAndNoSlash",
         header_line("x.com", "2013-02-13", "https://web.archive.org/web/20130213114142id_"),
         "x.com|2013-02-13|20130213114142|||link-missing"},
        {"NothingBehindTheHost",
         header_line("x.com", "2013-02-13", "https://web.archive.org/web/"),
         "x.com|2013-02-13|20130213000000|||link-missing"},
        {"NoTimestamp",
         header_line("x.com", "2013-02-13", "https://web.archive.org/web/http%3A//x.com/p"),
         "x.com|2013-02-13|20130213000000|http://x.com/p|x.com|"},
        {"NoTimestampBeforeAViewFlag",
         header_line("x.com", "2013-02-13", "https://web.archive.org/web/id_/http%3A//x.com/p"),
         "x.com|2013-02-13|20130213000000|http://x.com/p|x.com|"},
        {"ViewFlagAndNoAddress",
         header_line("x.com", "2013-02-13", "https://web.archive.org/web/if_/"),
         "x.com|2013-02-13|20130213000000|||link-missing"},
        {"HostOfTwoLettersInPlaceOfAViewFlag",
         header_line("x.com", "2013-02-13", "https://web.archive.org/web/x.com/id_/"),
         "x.com|2013-02-13|20130213000000|x.com/id_/|x.com|"},
        {"NoTimestampAndAHostOfDigits",
         header_line("x.com", "2013-02-13", "https://web.archive.org/web/123greetings.com/p"),
         "x.com|2013-02-13|20130213000000|123greetings.com/p|123greetings.com|"},
        {"AnyCapture",
         header_line("x.com", "2013-02-13", "https://web.archive.org/web/*/http%3A//x.com/p"),
         "x.com|2013-02-13|20130213000000|http://x.com/p|x.com|"},
        {"ShortTimestamp",
         header_line("x.com", "2013-02-13", "https://web.archive.org/web/2013021311/http://x.com/"),
         "x.com|2013-02-13|20130213000000|http://x.com/|x.com|"},
        {"LongTimestamp",
         header_line("x.com", "2013-02-13", "https://web.archive.org/web/201302131141420/x.com/"),
         "x.com|2013-02-13|20130213000000|x.com/|x.com|"},
        {"TimestampThatDoesNotExist",
         header_line("x.com", "2013-02-13", "https://web.archive.org/web/20130231114142id_/x.com/"),
         "x.com|2013-02-13|20130213000000|x.com/|x.com|"},
        {"DateDisagrees",
         header_line("x.com", "2013-02-14", "https://web.archive.org/web/20130213235959id_/x.com/"),
         "x.com|2013-02-14|20130213235959|x.com/|x.com|date-disagrees"},
        {"DateDisagreesAndNoAddress",
         header_line("x.com", "2013-02-14", "https://web.archive.org/web/20130213235959id_/"),
         "x.com|2013-02-14|20130213235959|||link-missing,date-disagrees"},
    }),
    case_name);

// --- Files that are refused ---------------------------------------------------------------------

const std::string no_header = "no-header: the first line is \"";
const std::string not_the_header = "\", not the archive's header line";

INSTANTIATE_TEST_SUITE_P(
    NoHeader,
    HeaderTable,
    testing::ValuesIn(std::vector<Case>{
        {"PlainMarkdown",
         "# Privacy Policy\n\nWe may share.\n",
         no_header + "# Privacy Policy" + not_the_header},
        {"HeaderBelowOtherText",
         "# Title\n\n" + regular_line,
         no_header + "# Title" + not_the_header},
        {"NoBlockquote",
         regular_line.substr(2),
         no_header + "*The following text is extracted and transformed from the ph..." +
             not_the_header},
        {"AnotherBlockquote", "> We care.\n", no_header + "> We care." + not_the_header},
        {"NoWordsOfTheDate",
         "> extracted and transformed from the x.com terms\n",
         no_header + "> extracted and transformed from the x.com terms" + not_the_header},
        {"WordsInTheWrongOrder",
         "> privacy policy that was archived on extracted and transformed from the\n",
         no_header + "> privacy policy that was archived on extracted and transfor..." +
             not_the_header},
        {"ControlCharactersInTheMessage",
         "\x1B[31m\0\x9B\n"s,
         no_header + "\\x1B[31m\\x00\\x9B" + not_the_header},
        {"MessageCutBetweenCharacters",
         std::string(59, 'a') + "\u2603\u2603\n",
         no_header + std::string(59, 'a') + "..." + not_the_header},
        {"NulsOnly",
         std::string(16, '\0'),
         no_header +
             "\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00" +
             not_the_header},
        {"FirstLetterOfABitmap",
         "BMW and your data\n",
         no_header + "BMW and your data" + not_the_header},
    }),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    BadDates,
    HeaderTable,
    testing::ValuesIn(std::vector<Case>{
        {"NoSuchDay",
         header_line("x.com", "2013-02-30"),
         "bad-date: capture date 2013-02-30 does not exist"},
        {"NoSuchDayOfTheCorpus",
         header_line("x.com", "2013-02-31"),
         "bad-date: capture date 2013-02-31 does not exist"},
        {"NoSuchMonth",
         header_line("x.com", "2013-13-01"),
         "bad-date: capture date 2013-13-01 does not exist"},
        {"YearZero",
         header_line("x.com", "0000-01-01"),
         "bad-date: capture date 0000-01-01 does not exist"},
        {"ShortMonth",
         header_line("x.com", "2013-2-13"),
         "bad-date: capture date \"2013-2-13.\" is not written YYYY-MM-DD"},
        {"LongDay",
         header_line("x.com", "2013-02-133"),
         "bad-date: capture date \"2013-02-133.\" is not written YYYY-MM-DD"},
        {"Words",
         header_line("x.com", "Wednesday"),
         "bad-date: capture date \"Wednesday.\" is not written YYYY-MM-DD"},
        {"OtherOrder",
         header_line("x.com", "13-02-2013"),
         "bad-date: capture date \"13-02-2013.\" is not written YYYY-MM-DD"},
        {"ControlCharacters",
         header_line("x.com", "\x1B[2J\n"),
         "bad-date: capture date \"\\x1B[2J\" is not written YYYY-MM-DD"},
        {"Nothing",
         "> extracted and transformed from the x.com privacy policy that was archived on \n",
         "bad-date: capture date \"\" is not written YYYY-MM-DD"},
    }),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    BadSites,
    HeaderTable,
    testing::ValuesIn(std::vector<Case>{
        {"Empty", header_line("", "2013-02-13"), "bad-site: the header line names no site"},
        {"WhiteSpace",
         header_line(" \t ", "2013-02-13"),
         "bad-site: the header line names no site"},
        {"NoSiteAtAll",
         "> *The following text is extracted and transformed from the privacy policy that was "
         "archived on 2013-02-13.*\n",
         "bad-site: the header line names no site"},
        {"Slash",
         header_line("x.com/privacy", "2013-02-13"),
         "bad-site: site \"x.com/privacy\" has parts of a path"},
        {"ParentFolders",
         header_line("../../etc", "2013-02-13"),
         "bad-site: site \"../../etc\" has parts of a path"},
        {"Backslash",
         header_line("x\\y", "2013-02-13"),
         "bad-site: site \"x\\y\" has parts of a path"},
        {"Dot", header_line(".", "2013-02-13"), "bad-site: site \".\" has parts of a path"},
        {"TwoDots", header_line("..", "2013-02-13"), "bad-site: site \"..\" has parts of a path"},
        {"TooLong",
         header_line(std::string(254, 'a'), "2013-02-13"),
         "bad-site: site \"" + std::string(60, 'a') + "...\" has 254 bytes, over 253"},
        {"ControlCharacter",
         header_line("x\x07.com", "2013-02-13"),
         "bad-site: site \"x\\x07.com\" has control characters or is not UTF-8"},
        {"NulByte",
         header_line("x\0.com"s, "2013-02-13"),
         "bad-site: site \"x\\x00.com\" has control characters or is not UTF-8"},
        {"TextTurnedAround",
         header_line("x\u202Emoc.y", "2013-02-13"),
         "bad-site: site \"x\\u{202E}moc.y\" has control characters or is not UTF-8"},
        {"InvalidUtf8",
         header_line("caf\xE9.com", "2013-02-13"),
         "bad-site: site \"caf\\xE9.com\" has control characters or is not UTF-8"},
        {"SiteIsJudgedBeforeTheDate",
         header_line("", "2013-02-31"),
         "bad-site: the header line names no site"},
    }),
    case_name);

std::string utf16(const std::string& ascii, std::size_t nul_first) {
  std::string text;
  for (const char letter : ascii) {
    text += nul_first == 1 ? "\0"s + letter : letter + "\0"s;
  }
  return text;
}

std::string binary(const std::string& what) {
  return "binary: the file is " + what + ", not Markdown";
}

INSTANTIATE_TEST_SUITE_P(
    Binaries,
    HeaderTable,
    testing::ValuesIn(std::vector<Case>{
        {"Png", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s, binary("a PNG picture")},
        {"Jpeg", "\xFF\xD8\xFF\xE0\0\x10JFIF"s, binary("a JPEG picture")},
        {"Gif87", "GIF87a\1\0"s, binary("a GIF picture")},
        {"Gif89", "GIF89a\1\0"s, binary("a GIF picture")},
        {"Pdf", "%PDF-1.4\n", binary("a PDF document")},
        {"Zip", "PK\x03\x04\x14\0"s, binary("a ZIP archive")},
        {"EmptyZip", "PK\x05\x06\0\0"s, binary("an empty ZIP archive")},
        {"Gzip", "\x1F\x8B\x08\0"s, binary("gzip data")},
        {"Zstd", "\x28\xB5\x2F\xFD\x04", binary("zstd data")},
        {"Elf",
         "\x7F"
         "ELF\2\1\1",
         binary("an ELF program")},
        {"Riff", "RIFF\x24\0\0\0WEBPVP8 "s, binary("a RIFF picture or recording")},
        {"Bitmap", "BM\x36\x10\0\0\0\0\0\0\x36\0"s, binary("a BMP picture")},
        {"Utf16LittleEndian", "\xFF\xFE" + utf16(regular_line, 0), binary("UTF-16 text")},
        {"Utf16BigEndian", "\xFE\xFF" + utf16(regular_line, 1), binary("UTF-16 text")},
        {"Utf16MarkAlone", "\xFF\xFE", binary("UTF-16 text")},
        {"Utf32LittleEndian", "\xFF\xFE\0\0>\0\0\0"s, binary("UTF-32 text")},
        {"Utf32BigEndian", "\0\0\xFE\xFF\0\0\0>"s, binary("UTF-32 text")},
        {"Utf16LittleEndianUnmarked", utf16(regular_line, 0), binary("UTF-16 text")},
        {"Utf16BigEndianUnmarked", utf16(regular_line, 1), binary("UTF-16 text")},
        {"ShortUtf16Unmarked", utf16("# Hi", 0), binary("UTF-16 text")},
    }),
    case_name);

INSTANTIATE_TEST_SUITE_P(Empty,
                         HeaderTable,
                         testing::ValuesIn(std::vector<Case>{
                             {"NoBytes", "", "empty-body: the file is empty"},
                             {"OneLineFeed", "\n", "empty-body: the file is empty"},
                             {"WhiteSpace", " \t\r\n\v\f \n", "empty-body: the file is empty"},
                             {"MarkAlone", "\xEF\xBB\xBF", "empty-body: the file is empty"},
                             {"MarkAndBlank", "\xEF\xBB\xBF \n", "empty-body: the file is empty"},
                         }),
                         case_name);

// --- The rest -----------------------------------------------------------------------------------

TEST(ParseSnapshotHeader, PutsTheBodyJustPastTheLineEnd) {
  EXPECT_EQ(body_of(regular_line + "\nText\n"), "Text\n");
  EXPECT_EQ(body_of(regular_line + "\n\nText\n"), "\nText\n");
  EXPECT_EQ(body_of(regular_line + "\r\n\r\nText\r\n"), "\r\nText\r\n");
  EXPECT_EQ(body_of(regular_line + "\rText\r"), "Text\r");
  EXPECT_EQ(body_of("\xEF\xBB\xBF\n " + regular_line + " \nText\n"), "Text\n");
  EXPECT_EQ(body_of(regular_line + "\n"), "");
  EXPECT_EQ(body_of(regular_line), "");
  EXPECT_EQ(body_of(regular_line + "\r"), "");
}

TEST(ParseSnapshotHeader, KeepsTheLinkAsWritten) {
  const auto result = parse_snapshot_header(regular_line);

  EXPECT_EQ(std::get<SnapshotHeader>(result).archive_url, wayback_link);
}

TEST(ParseSnapshotHeader, EncodesWhatALinkMayNotHold) {
  const auto result = parse_snapshot_header(
      header_line_with_link("https://web.archive.org/web/20130213114142id_/http://x.com/\x1B\xFF"));

  EXPECT_EQ(std::get<SnapshotHeader>(result).archive_url,
            "https://web.archive.org/web/20130213114142id_/http://x.com/%1B%FF");
}

TEST(ParseSnapshotHeader, HasNoLinkWhereThereIsNone) {
  const auto result = parse_snapshot_header(header_line_with_link("https://example.org/"));

  EXPECT_EQ(std::get<SnapshotHeader>(result).archive_url, "");
}

TEST(ParseSnapshotHeader, NeedsNoMoreThanTheFirstBytes) {
  const std::string file = regular_line + "\n" + std::string(100'000, 'x');

  EXPECT_EQ(summary(file.substr(0, 4096)), summary(file));
}

TEST(ReasonName, NamesEveryRejection) {
  EXPECT_EQ(reason_name(Rejection::kNoHeader), "no-header");
  EXPECT_EQ(reason_name(Rejection::kBadDate), "bad-date");
  EXPECT_EQ(reason_name(Rejection::kBadSite), "bad-site");
  EXPECT_EQ(reason_name(Rejection::kBinary), "binary");
  EXPECT_EQ(reason_name(Rejection::kEmptyBody), "empty-body");
  EXPECT_EQ(reason_name(Rejection::kTooLarge), "too-large");
  EXPECT_EQ(reason_name(Rejection::kUnreadable), "unreadable");
  EXPECT_EQ(reason_name(Rejection::kDuplicateSnapshot), "duplicate-snapshot");
}

TEST(ReasonName, NamesEveryWarning) {
  EXPECT_EQ(reason_name(Warning::kInvalidUtf8), "invalid-utf8");
  EXPECT_EQ(reason_name(Warning::kNulBytes), "nul-bytes");
  EXPECT_EQ(reason_name(Warning::kLongLine), "long-line");
  EXPECT_EQ(reason_name(Warning::kLinkMissing), "link-missing");
  EXPECT_EQ(reason_name(Warning::kDateDisagrees), "date-disagrees");
}

}  // namespace
}  // namespace smallprint
