#include "common/snapshot_metadata.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "common/error.hpp"

namespace smallprint {
namespace {

SnapshotMetadata full() {
  return {.categories = {"News", "Sports"},
          .alexa_rank = 643'800,
          .interval = "2013_A",
          .policy_domain = "example.com",
          .parked = false,
          .word_count = 9'885,
          .readability = 12.25,
          .simhash = UINT64_MAX};
}

TEST(SnapshotMetadata, ComesBackFromItsBytes) {
  EXPECT_EQ(decode_snapshot_metadata(encode(full())), full());
}

TEST(SnapshotMetadata, TakesNoByteWhenNothingIsRecorded) {
  EXPECT_EQ(encode(SnapshotMetadata{}), "");
  EXPECT_EQ(decode_snapshot_metadata(""), SnapshotMetadata{});
}

TEST(SnapshotMetadata, TakesBytesForWhatIsThereOnly) {
  EXPECT_EQ(encode(SnapshotMetadata{.categories = {"ab"}, .alexa_rank = 5, .parked = true}),
            "\x01\x02"
            "ab\x02\x05\x05\x01");
}

TEST(SnapshotMetadata, TellsNoughtFromAbsent) {
  const SnapshotMetadata nought{.parked = false, .word_count = 0, .readability = 0, .simhash = 0};
  EXPECT_EQ(decode_snapshot_metadata(encode(nought)), nought);
  EXPECT_NE(encode(nought), "");
}

TEST(SnapshotMetadata, RefusesBytesCutShort) {
  const std::string record = encode(full());
  EXPECT_THROW((void)decode_snapshot_metadata(std::string_view(record).substr(0, 3)), Error);
  EXPECT_THROW(
      (void)decode_snapshot_metadata(std::string_view(record).substr(0, record.size() - 1)), Error);
}

TEST(SnapshotMetadata, RefusesBytesItDoesNotWrite) {
  using std::string_view_literals::operator""sv;
  EXPECT_THROW((void)decode_snapshot_metadata("\x09"), Error);              // unknown field
  EXPECT_THROW((void)decode_snapshot_metadata("\x06\x01\x02\x01"), Error);  // out of order
  EXPECT_THROW((void)decode_snapshot_metadata("\x02\x01\x02\x01"), Error);  // twice
  EXPECT_THROW((void)decode_snapshot_metadata("\x05\x02"), Error);    // neither true nor false
  EXPECT_THROW((void)decode_snapshot_metadata("\x03\x00"sv), Error);  // empty text
}

}  // namespace
}  // namespace smallprint
