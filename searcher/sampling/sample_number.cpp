#include "searcher/sampling/sample_number.hpp"

#include <fmt/format.h>

#include "common/digest.hpp"

namespace smallprint::searching {

SampleNumbers::SampleNumbers(std::uint64_t seed, std::string_view role)
    : bytes_(fmt::format("smallprint-sample/1\n{}\n{}\n", seed, role)), prefix_(bytes_.size()) {
}

std::uint64_t SampleNumbers::of(std::string_view name) {
  bytes_.resize(prefix_);
  bytes_ += name;
  return hash64(bytes_);
}

std::size_t SampleNumbers::below(std::size_t count, std::string_view name) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::size_t>(Wide{of(name)} * count >> 64);
}

}  // namespace smallprint::searching
