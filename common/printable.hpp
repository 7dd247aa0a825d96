/// Untrusted text made safe for one line of a message or a terminal.
#pragma once

#include <string>
#include <string_view>

namespace smallprint {

/// `bytes` as one line of valid UTF-8 that moves no cursor and turns no text around. Written as
/// `\xNN`: C0 controls, DEL and every byte that is not UTF-8; as `\u{NNNN}`: C1 controls, U+2028,
/// U+2029 and the bidirectional controls U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069.
/// Everything else stays as it is, a backslash too: the result is for reading, not for decoding.
/// Text without any of these comes back unchanged, and only such text does.
[[nodiscard]] std::string printable(std::string_view bytes);

/// The same, but line feeds stay: for text of several lines.
[[nodiscard]] std::string printable_text(std::string_view bytes);

}  // namespace smallprint
