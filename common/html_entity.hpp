/// HTML character references (`&amp;`, `&#8217;`, `&#x2019;`) to text.
#pragma once

#include <string>
#include <string_view>

namespace smallprint {

/// `reference` is one whole reference with its `&` and `;`. Names beyond the common ones (HTML's
/// own five, punctuation, currency, Latin letters of Western Europe that policies use) come back as
/// written. Numbers 128 to 159 mean Windows-1252 as HTML says (section 13.2.5.80); 0, surrogates
/// and what is no code point become U+FFFD.
[[nodiscard]] std::string decode_entity(std::string_view reference);

/// What a C1 control (U+0080 to U+009F) stands for: pages that call Windows-1252 text Latin-1 are
/// common. A space for the five that mean nothing there.
[[nodiscard]] char32_t windows_1252(char32_t c1_control);

}  // namespace smallprint
