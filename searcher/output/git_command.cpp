#include "searcher/output/git_command.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "common/ascii.hpp"
#include "common/printable.hpp"

namespace smallprint::searching {
namespace {

bool is_plain(char byte) {
  constexpr std::string_view kMarks = "%+,-./:=@_";
  const char lower = ascii_lower(byte);
  return (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9') ||
         kMarks.find(byte) != std::string_view::npos;
}

std::string in_single_quotes(std::string_view text) {
  std::string word = "'";
  for (const char byte : text) {
    word += byte == '\'' ? std::string("'\\''") : std::string(1, byte);
  }
  return word + "'";
}

std::string with_escapes(std::string_view bytes) {
  std::string word = "$'";
  for (const char byte : bytes) {
    word += is_plain(byte) || byte == ' '
                ? std::string(1, byte)
                : fmt::format("\\{:03o}", static_cast<unsigned>(static_cast<unsigned char>(byte)));
  }
  return word + "'";
}

}  // namespace

std::string shell_word(std::string_view bytes) {
  if (!bytes.empty() && std::all_of(bytes.begin(), bytes.end(), is_plain)) {
    return std::string(bytes);
  }
  return printable(bytes) == bytes ? in_single_quotes(bytes) : with_escapes(bytes);
}

std::string git_show_command(std::string_view archive,
                             std::string_view commit,
                             std::string_view file) {
  return fmt::format(
      "git -C {} show {}", shell_word(archive), shell_word(fmt::format("{}:{}", commit, file)));
}

}  // namespace smallprint::searching
