/// The files of data/practices that are part of the programs.
#pragma once

#include <string_view>

namespace smallprint::embedded {

[[nodiscard]] std::string_view words_rules();
[[nodiscard]] std::string_view polarity_rules();
[[nodiscard]] std::string_view practices_rules();
[[nodiscard]] std::string_view attributes_rules();
[[nodiscard]] std::string_view intent_rules();

}  // namespace smallprint::embedded
