#include "common/byte_io.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

using namespace std::string_view_literals;

TEST(ByteIo, WritesVarintsLeastSignificantGroupFirst) {
  const std::vector<std::pair<std::uint64_t, std::string_view>> cases{
      {0, "\x00"sv},
      {1, "\x01"sv},
      {127, "\x7f"sv},
      {128, "\x80\x01"sv},
      {300, "\xac\x02"sv},
      {UINT64_MAX, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"sv}};
  for (const auto& [value, bytes] : cases) {
    std::string out;
    put_varint(out, value);
    EXPECT_EQ(out, bytes) << value;
    EXPECT_EQ(ByteReader(bytes).varint(), value);
  }
}

TEST(ByteIo, WritesAStringBehindItsLength) {
  std::string out;
  put_string(out, "policy");
  put_string(out, "");

  EXPECT_EQ(out, "\x06policy\x00"sv);
  ByteReader reader(out);
  EXPECT_EQ(reader.string(), "policy");
  EXPECT_FALSE(reader.at_end());
  EXPECT_EQ(reader.string(), "");
  EXPECT_TRUE(reader.at_end());
}

TEST(ByteIo, MapsSmallNumbersOfEitherSignToSmallOnes) {
  const std::vector<std::pair<std::int64_t, std::uint64_t>> cases{
      {0, 0},
      {-1, 1},
      {1, 2},
      {-2, 3},
      {std::numeric_limits<std::int64_t>::max(), UINT64_MAX - 1},
      {std::numeric_limits<std::int64_t>::min(), UINT64_MAX}};
  for (const auto& [number, mapped] : cases) {
    EXPECT_EQ(zigzag(number), mapped);
    EXPECT_EQ(unzigzag(mapped), number);
  }
}

TEST(ByteIo, SaysWhatIsNotYetRead) {
  ByteReader reader("abcdef");
  EXPECT_EQ(reader.bytes(2), "ab");
  EXPECT_EQ(reader.rest(), "cdef");
}

TEST(ByteIo, RefusesToReadPastTheEnd) {
  EXPECT_THROW((void)ByteReader(""sv).varint(), Error);
  EXPECT_THROW((void)ByteReader("\x80"sv).varint(), Error);
  EXPECT_THROW((void)ByteReader("\x05pol"sv).string(), Error);
  EXPECT_THROW((void)ByteReader("abc"sv).bytes(4), Error);
}

TEST(ByteIo, RefusesNumbersThatDoNotFit) {
  EXPECT_THROW((void)ByteReader("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01"sv).varint(), Error);
  EXPECT_EQ(ByteReader("\xff\xff\xff\xff\x0f"sv).varint32(), UINT32_MAX);
  EXPECT_THROW((void)ByteReader("\x80\x80\x80\x80\x10"sv).varint32(), Error);
}

TEST(ByteIo, CallsADamagedRecordAnInputError) {
  try {
    (void)ByteReader(""sv).varint();
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::kIo);
  }
}

}  // namespace
}  // namespace smallprint
