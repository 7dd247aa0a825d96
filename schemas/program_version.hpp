/// The version both programs print; equal to that of CMakeLists.txt (a test compares them).
#pragma once

namespace smallprint {

inline constexpr const char* kProgramVersion = "0.1.0";

}  // namespace smallprint
