/// The headings that a piece of text stands under.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smallprint {

/// `text` as an element of a heading path: at most 40 words and 300 bytes.
[[nodiscard]] std::string heading_text(std::string_view text);

/// Kept while walking through a document.
class HeadingPath {
 public:
  /// Below every Markdown heading.
  static constexpr std::uint8_t kPseudoLevel = 7;

  struct Heading {
    std::uint8_t level = kPseudoLevel;  ///< 1 to 6, or kPseudoLevel
    bool is_title = false;              ///< counts as a heading, but is not in texts()
    std::string text;
  };

  /// A Markdown heading ends those of its level and below, and all pseudo headings. A pseudo
  /// heading ends the pseudo headings that have had text below them; with none it is below them
  /// (`2. Sharing`, then `2.1 Advertisers`), three deep at most.
  void enter(Heading heading);

  /// To be called when text comes.
  void note_text() { pseudo_headings_have_text_ = true; }

  /// Outermost first.
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::vector<Heading> headings_;
  std::vector<std::string> texts_;
  bool pseudo_headings_have_text_ = false;
};

}  // namespace smallprint
