/// What is asked of an archived address: how it reads, and whose it is.
#pragma once

#include <string>
#include <string_view>

namespace smallprint {

/// `text` with every byte percent-encoded (`%0A`) that has no place in an address: the space, the
/// control characters that common/printable.hpp lists, and what is not UTF-8. So the result is
/// one printable word. `%` itself stays: encoding twice changes nothing.
[[nodiscard]] std::string encode_unprintable(std::string_view text);

/// Decodes each `%NN` once (`%2520` becomes `%20`); what encode_unprintable encodes stays encoded.
/// A `%` without two hexadecimal digits behind it stays. Cost: linear.
[[nodiscard]] std::string percent_decode(std::string_view text);

/// Host of a decoded URL: ASCII lower case, without user info, port and the dot at its end. Works
/// without a scheme (`www.x.com/privacy`) and with a single slash (`http:/x.com`, as some archives
/// write it). An IPv6 address keeps its brackets. Empty when there is none (`/privacy`,
/// `mailto:me@x.com`).
[[nodiscard]] std::string host_of_url(std::string_view url);

/// `host` in ASCII lower case, the form in which host names compare.
[[nodiscard]] std::string lower_host(std::string_view host);

}  // namespace smallprint
