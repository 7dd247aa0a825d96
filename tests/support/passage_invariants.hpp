/// What holds for the passages of every file, whatever its bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/code_point.hpp"
#include "common/passage.hpp"

namespace smallprint::testing_support {

/// What is wrong with plain text on its own, or "".
[[nodiscard]] inline std::string find_text_fault(std::string_view text) {
  if (text.empty()) {
    return "empty";
  }
  if (text.front() == ' ' || text.back() == ' ' || text.front() == '\n' || text.back() == '\n' ||
      text.find("  ") != std::string_view::npos || text.find("\n\n") != std::string_view::npos ||
      text.find(" \n") != std::string_view::npos || text.find("\n ") != std::string_view::npos) {
    return "white space is not collapsed";
  }
  while (!text.empty()) {
    const CodePoint next = first_code_point(text);
    if (next.value == 0xFFFD && !text.starts_with("\xEF\xBF\xBD")) {
      return "not UTF-8";
    }
    if ((next.value < 0x20 && next.value != U'\n') || (next.value >= 0x7F && next.value <= 0x9F)) {
      return "a control character";
    }
    text.remove_prefix(next.size);
  }
  return "";
}

/// The first violation, named, or nothing: byte ranges ascend and do not overlap, the cuts rebuild
/// the text, every text is clean and every heading is clean and short.
[[nodiscard]] inline std::optional<std::string> find_fault(std::string_view file,
                                                           std::size_t body_begin,
                                                           const PolicyText& policy) {
  std::size_t end_before = body_begin;
  for (std::size_t i = 0; i < policy.passages.size(); ++i) {
    const Passage& passage = policy.passages[i];
    const std::string name = "passage " + std::to_string(i) + ": ";
    if (passage.byte_begin < end_before || passage.byte_end <= passage.byte_begin ||
        passage.byte_end > file.size()) {
      return name + "its byte range is out of order";
    }
    end_before = passage.byte_end;
    const std::string_view source =
        file.substr(passage.byte_begin, passage.byte_end - passage.byte_begin);
    if (apply_cuts(source, passage.cuts) != passage.text) {
      return name + "the cuts do not rebuild the text";
    }
    if (const std::string fault = find_text_fault(passage.text); !fault.empty()) {
      return name + fault;
    }
    if (!has_alphanumeric(passage.text)) {
      return name + "no letter or digit";
    }
    for (const std::string& heading : passage.heading) {
      if (!find_text_fault(heading).empty() || heading.size() > 300 ||
          heading.find('\n') != std::string::npos) {
        return name + "its heading is not one clean line";
      }
    }
  }
  return std::nullopt;
}

}  // namespace smallprint::testing_support
