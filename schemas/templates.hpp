/// When two passages count as copies of one text (docs/templates.md).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace smallprint {

/// Passages with fewer words of text have no template: names, menus and "Contact us at ..." are
/// alike by chance. 13 % of the passages of archive-dev are shorter.
inline constexpr std::size_t kTemplateWords = 20;

/// Two texts are near when the words that both have are at least this part of those that either
/// has: Jaccard's coefficient of the sets of written forms is .9 or more. So a notice of twenty
/// words may have one other word, a site's name; one of eighty, four.
inline constexpr std::size_t kNearNumerator = 9;
inline constexpr std::size_t kNearDenominator = 10;

/// Texts are compared when one of their bands is equal; a band is the minima of so many hash
/// functions. At the threshold, 1 - (1 - .9^6)^6 = .989 of the pairs are; above it, more. Of the
/// near pairs of archive-dev, .998 are (docs/templates.md).
inline constexpr std::size_t kTemplateBands = 6;
inline constexpr std::size_t kMinimaPerBand = 6;

/// One 32-bit key a band.
using TextBands = std::array<std::uint32_t, kTemplateBands>;

/// In the columns of texts and templates: there is none.
inline constexpr std::uint32_t kNoText = UINT32_MAX;
inline constexpr std::uint32_t kNoTemplate = UINT32_MAX;

}  // namespace smallprint
