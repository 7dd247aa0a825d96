#include "common/url.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace smallprint {
namespace {

using namespace std::string_literals;

struct Case {
  std::string input;
  std::string expected;
};

TEST(PercentDecode, DecodesOnce) {
  const std::vector<Case> cases = {
      {"", ""},
      {"http%3A//www.site.com/privacy", "http://www.site.com/privacy"},
      {"http://www.site.com/privacy", "http://www.site.com/privacy"},
      {"https%3a%2F%2fx.com%3Fa%3D1%26b%3D2%23c", "https://x.com?a=1&b=2#c"},
      {"PRIVACY%2520POLICY", "PRIVACY%20POLICY"},
      {"%2541", "%41"},
      {"b%C3%BCcher.de/%E2%98%83", "b\u00FCcher.de/\u2603"},
      {"a+b", "a+b"},
  };
  for (const Case& entry : cases) {
    EXPECT_EQ(percent_decode(entry.input), entry.expected) << entry.input;
  }
}

TEST(PercentDecode, LeavesWhatIsNoEncodedByte) {
  for (const std::string text : {"%", "%4", "100%", "%zz", "%4g", "%g4", "%%", "a%%"}) {
    EXPECT_EQ(percent_decode(text), text);
  }
  EXPECT_EQ(percent_decode("%%41"), "%A");
}

TEST(PercentDecode, KeepsControlCharactersSpacesAndInvalidUtf8Encoded) {
  const std::vector<Case> cases = {
      {"x%0Ay", "x%0Ay"},
      {"x%00y", "x%00y"},
      {"x%7f%1b", "x%7F%1B"},
      {"my%20policy", "my%20policy"},
      {"%C2%80", "%C2%80"},
      {"%E2%80%AE", "%E2%80%AE"},
      {"caf%E9", "caf%E9"},
      {"cut%E2%82", "cut%E2%82"},
      {"%E9%C3%A9", "%E9\u00E9"},
  };
  for (const Case& entry : cases) {
    EXPECT_EQ(percent_decode(entry.input), entry.expected) << entry.input;
  }
}

TEST(PercentDecode, JoinsWrittenAndEncodedBytesOfACharacter) {
  EXPECT_EQ(percent_decode("caf\xC3%A9"), "caf\u00E9");
}

TEST(EncodeUnprintable, EncodesWhatHasNoPlaceInAnAddress) {
  EXPECT_EQ(encode_unprintable("http://x.com/a b\tc\xFF\0"s), "http://x.com/a%20b%09c%FF%00");
  EXPECT_EQ(encode_unprintable("b\u00FCcher/%20/(a)"), "b\u00FCcher/%20/(a)");
}

TEST(HostOfUrl, FindsTheHost) {
  const std::vector<Case> cases = {
      {"http://www.optizmo.net/privacy.html", "www.optizmo.net"},
      {"https://WWW.Site.COM", "www.site.com"},
      {"http://www.site.com:8080/privacy", "www.site.com"},
      {"http://user:secret@www.site.com:80/x", "www.site.com"},
      {"http://a@b@www.site.com/", "www.site.com"},
      {"http://www.site.com./privacy", "www.site.com"},
      {"http://www.site.com?q=a/b", "www.site.com"},
      {"http://www.site.com#top", "www.site.com"},
      {"http://www.site.com\\path", "www.site.com"},
      {"http://www.site.com/a@b.com", "www.site.com"},
      {"http:/www.site.com/privacy", "www.site.com"},
      {"http:///www.site.com/privacy", "www.site.com"},
      {"//www.site.com/privacy", "www.site.com"},
      {"www.x.com/privacy", "www.x.com"},
      {"www.x.com:80/privacy", "www.x.com"},
      {"www.x.com", "www.x.com"},
      {"http://[2001:DB8::1]:80/x", "[2001:db8::1]"},
      {"http://127.0.0.1/x", "127.0.0.1"},
      {"http://b\u00FCcher.example/", "b\u00FCcher.example"},
      {"git+ssh://x.com/y", "x.com"},
  };
  for (const Case& entry : cases) {
    EXPECT_EQ(host_of_url(entry.input), entry.expected) << entry.input;
  }
}

TEST(HostOfUrl, IsEmptyWhereThereIsNoHost) {
  for (const char* const url : {"",
                                "/privacy",
                                "?q",
                                "http://",
                                "http:",
                                "http:/",
                                "//",
                                "file:///",
                                "mailto:me@x.com",
                                "about:blank",
                                "javascript:alert(1)",
                                "http://:80/",
                                "http://user@/",
                                "."}) {
    EXPECT_EQ(host_of_url(url), "") << url;
  }
}

TEST(LowerHost, LowersAsciiLettersOnly) {
  EXPECT_EQ(lower_host("WWW.Example.COM-\u00DC"), "www.example.com-\u00DC");
}

}  // namespace
}  // namespace smallprint
