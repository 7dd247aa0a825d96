/// Any bytes, split into passages, keep the invariants.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "common/passage_splitter.hpp"
#include "tests/support/passage_invariants.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view file(reinterpret_cast<const char*>(data), size);
  const smallprint::PolicyText policy = smallprint::split_passages(file, 0);
  const auto fault = smallprint::testing_support::find_fault(file, 0, policy);
  if (fault) {
    std::fprintf(stderr, "%s\n", fault->c_str());
    std::abort();
  }
  return 0;
}
