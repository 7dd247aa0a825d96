#include "indexer/snapshot_reader.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smallprint::indexing {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string header_line =
    "> *The following text is extracted and transformed from the x.com privacy policy that was "
    "archived on 2013-02-13. Please check the [original snapshot on the Wayback Machine]"
    "(https://web.archive.org/web/20130213114142id_/http%3A//x.com/privacy) for the most accurate "
    "reproduction.*\n";

SnapshotRecord record_of(const std::string& file) {
  const auto result = read_snapshot(file);
  return std::holds_alternative<SnapshotRecord>(result) ? std::get<SnapshotRecord>(result)
                                                        : SnapshotRecord();
}

std::vector<Warning> warnings_of(const std::string& body) {
  const auto result = read_snapshot(header_line + body);
  return std::get<SnapshotRecord>(result).header.warnings;
}

std::string refusal_of(const std::string& file) {
  const auto result = read_snapshot(file);
  const auto* const refusal = std::get_if<Refusal>(&result);
  return refusal == nullptr ? "read"
                            : std::string(reason_name(refusal->reason)) + ": " + refusal->detail;
}

TEST(ReadSnapshot, ReadsHeaderAndBody) {
  const SnapshotRecord record = record_of(header_line + "\n# Privacy\n\nWe share nothing.\n");

  EXPECT_EQ(record.header.site, "x.com");
  EXPECT_EQ(record.header.timestamp, "20130213114142");
  EXPECT_EQ(record.header.body_begin, header_line.size());
  EXPECT_THAT(record.header.warnings, IsEmpty());
}

TEST(ReadSnapshot, PassesOnTheHeadersRefusal) {
  EXPECT_EQ(refusal_of(""), "empty-body: the file is empty");
  EXPECT_EQ(refusal_of("# Privacy\n"),
            "no-header: the first line is \"# Privacy\", not the archive's header line");
}

TEST(ReadSnapshot, DigestsTheBodyWithXxh3) {
  // By XXH3_128bits of libxxhash 0.8.1 on the 18 bytes of the body.
  const SnapshotRecord record = record_of(header_line + "We share nothing.\n");

  EXPECT_EQ(record.body_digest.high, 0x4c8ba2fb1d713fe5U);
  EXPECT_EQ(record.body_digest.low, 0x4fa0d2c4e2acbb2fU);
}

TEST(ReadSnapshot, DigestsTheBodyAlone) {
  std::string later = header_line;
  later.replace(later.find("2013-02-13"), 10, "2014-03-14");

  EXPECT_EQ(record_of(header_line + "Text\n").body_digest, record_of(later + "Text\n").body_digest);
  EXPECT_NE(record_of(header_line + "Text\n").body_digest,
            record_of(header_line + "Text").body_digest);
  EXPECT_NE(record_of(header_line + "Text\n").body_digest,
            record_of(header_line + "\nText\n").body_digest);
}

TEST(ReadSnapshot, RefusesABodyOfWhiteSpace) {
  const std::string expected = "empty-body: there is no text below the header line";

  for (const std::string& body : {""s,
                                  "\n"s,
                                  "\n\n \t\r\n"s,
                                  "\u00A0\u2003\u3000\n"s,
                                  "\u2028\u2029\u200B"s,
                                  "\uFEFF\n"s,
                                  "\0\0\0"s,
                                  "\u0085\x1F"s}) {
    EXPECT_EQ(refusal_of(header_line + body), expected) << testing::PrintToString(body);
  }
  EXPECT_EQ(refusal_of(header_line.substr(0, header_line.size() - 1)), expected);
}

TEST(ReadSnapshot, AcceptsABodyOfOneLetter) {
  for (const std::string body : {"x", "\n\n\u00A0x", "\xFF", "\u2603", "-"}) {
    EXPECT_EQ(refusal_of(header_line + body), "read") << testing::PrintToString(body);
  }
}

TEST(ReadSnapshot, WarnsOfBytesThatAreNotUtf8) {
  for (const std::string body : {"Caf\xE9.",
                                 "cut short: \xE2\x82",
                                 "\xC0\xAF",
                                 "\xED\xA0\x80",
                                 "\xF4\x90\x80\x80",
                                 "12345678\xFF",
                                 "1234567\x80",
                                 "caf\u00E9\xC3"}) {
    EXPECT_THAT(warnings_of(body), ElementsAre(Warning::kInvalidUtf8))
        << testing::PrintToString(body);
  }
}

TEST(ReadSnapshot, DoesNotWarnOfUtf8) {
  for (const std::string body : {"plain",
                                 "caf\u00E9 and then eight more ASCII bytes",
                                 "\u2603\U0001F512\u0436",
                                 "1234567\u00E9",
                                 "12345678\u00E9",
                                 "\uFFFD",
                                 "x\u007F\u0080",
                                 "\U0010FFFF"}) {
    EXPECT_THAT(warnings_of(body), IsEmpty()) << testing::PrintToString(body);
  }
}

TEST(ReadSnapshot, FindsABadByteWhereverItStands) {
  for (std::size_t place = 0; place < 40; ++place) {
    std::string body(40, 'x');
    body[place] = '\x80';
    EXPECT_THAT(warnings_of(body), ElementsAre(Warning::kInvalidUtf8)) << place;
  }
}

TEST(ReadSnapshot, WarnsOfNulBytes) {
  EXPECT_THAT(warnings_of("one\0two"s), ElementsAre(Warning::kNulBytes));
}

TEST(ReadSnapshot, WarnsOfLongLines) {
  const std::string longest(kLongLineBytes, 'x');

  EXPECT_THAT(warnings_of(longest + "\n" + longest), IsEmpty());
  EXPECT_THAT(warnings_of(longest + "\r\n" + longest + "\r\n"), IsEmpty());
  EXPECT_THAT(warnings_of(longest + "\r" + longest + "\r" + longest), IsEmpty());
  EXPECT_THAT(warnings_of(longest + "x\n"), ElementsAre(Warning::kLongLine));
  EXPECT_THAT(warnings_of("short\n" + longest + "x"), ElementsAre(Warning::kLongLine));
  EXPECT_THAT(warnings_of("short\r" + longest + "x\rshort"), ElementsAre(Warning::kLongLine));
}

TEST(ReadSnapshot, DoesNotJudgeTheHeaderLine) {
  std::string file = header_line;
  file.insert(file.size() - 1, "\xFF\0"s + std::string(kLongLineBytes, 'x'));

  EXPECT_THAT(record_of(file + "Text\n").header.warnings, IsEmpty());
}

TEST(ReadSnapshot, GivesEachWarningOnceInOrder) {
  std::string file = header_line + "\xFF\xFF\0\0"s + std::string(kLongLineBytes, 'x') + "\n" +
                     std::string(kLongLineBytes + 1, 'x');
  file.replace(file.find("2013-02-13"), 10, "2013-02-14");

  EXPECT_THAT(
      record_of(file).header.warnings,
      ElementsAre(
          Warning::kDateDisagrees, Warning::kInvalidUtf8, Warning::kNulBytes, Warning::kLongLine));
}

TEST(ReadPlainSnapshot, TakesTheWholeFileAsBody) {
  const auto read = read_plain_snapshot("\n# Privacy\xFF\n");

  ASSERT_TRUE(std::holds_alternative<SnapshotRecord>(read));
  const auto& record = std::get<SnapshotRecord>(read);
  EXPECT_EQ(record.header.body_begin, 0U);
  EXPECT_EQ(record.header.site, "");
  EXPECT_EQ(record.body_digest, digest("\n# Privacy\xFF\n"));
  EXPECT_THAT(record.header.warnings, ElementsAre(Warning::kInvalidUtf8));
}

TEST(ReadPlainSnapshot, RefusesBlankAndBinaryFiles) {
  const auto reason = [](std::string_view bytes) {
    return std::get<Refusal>(read_plain_snapshot(bytes)).reason;
  };

  EXPECT_EQ(reason(""), Rejection::kEmptyBody);
  EXPECT_EQ(reason(" \n\xC2\xA0\n"), Rejection::kEmptyBody);
  EXPECT_EQ(reason("%PDF-1.4\n"), Rejection::kBinary);
}

TEST(PolicySnapshot, KnowsItsBody) {
  const std::string file = header_line + "Text\n";
  const PolicySnapshot snapshot{.policy = "x.com", .record = record_of(file), .file = file};

  EXPECT_EQ(snapshot.body(), "Text\n");
}

}  // namespace
}  // namespace smallprint::indexing
