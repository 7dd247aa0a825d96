/// The random numbers of a sample (searcher/sampling/sample.hpp): a seed and a name give a number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace smallprint::searching {

/// The numbers of one role; roles are independent of each other.
class SampleNumbers {
 public:
  SampleNumbers(std::uint64_t seed, std::string_view role);

  /// The number of a name, uniform over all 64-bit numbers.
  [[nodiscard]] std::uint64_t of(std::string_view name);

  /// A number below `count`, which is above 0: `of(name) * count / 2^64`. No number is likelier
  /// than another by more than count / 2^64.
  [[nodiscard]] std::size_t below(std::size_t count, std::string_view name);

 private:
  std::string bytes_;
  std::size_t prefix_;
};

}  // namespace smallprint::searching
