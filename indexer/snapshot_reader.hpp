/// From the bytes of one file to a snapshot, or the reason why it is none.
#pragma once

#include <string_view>
#include <variant>

#include "common/snapshot.hpp"

namespace smallprint::indexing {

/// Reads the header line and looks through the body. A body of nothing but white space (Unicode
/// spaces count, and so do NULs and other control characters) is refused as kEmptyBody. Adds to the
/// header's warnings, once each and in this order: kInvalidUtf8, kNulBytes, kLongLine. The size of
/// the file is not judged here.
/// Never throws on malformed input. Cost: linear; about .5 ms per MB of real policies.
[[nodiscard]] std::variant<SnapshotRecord, Refusal> read_snapshot(std::string_view bytes);

/// The same for a file without a header line: all of it is body, and site and date are not said.
[[nodiscard]] std::variant<SnapshotRecord, Refusal> read_plain_snapshot(std::string_view bytes);

}  // namespace smallprint::indexing
