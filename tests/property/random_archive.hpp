/// Made-up policies that come back to what they said before.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/support/small_archive.hpp"

namespace smallprint::testing_support {

/// Sites with up to nine captures each, several on one day. Of one capture to the next paragraphs
/// stay, go, return, move under another heading and stand twice; whole captures repeat the one
/// before, some of them as duplicates. Words come from a vocabulary so small that phrases repeat.
/// Captures have metadata and removals before them, which files do not say.
[[nodiscard]] std::vector<SmallSnapshot> random_archive(std::uint32_t seed);

}  // namespace smallprint::testing_support
