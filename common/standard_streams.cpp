#include "common/standard_streams.hpp"

#include <cstdio>

#include "common/error.hpp"

namespace smallprint {

void print_answer(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
    throw Error(ExitCode::kIo, "cannot write the answer to stdout");
  }
}

void print_diagnostic(std::string_view text) {
  (void)std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace smallprint
