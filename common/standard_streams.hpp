/// What the programs print, with the failures of printing decided once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/digest.hpp"

namespace smallprint {

/// Appends to stdout, buffered. Error(kIo) when it cannot be written; run_program flushes at the
/// end and looks again.
void print_answer(std::string_view text);

/// Hands on what is still buffered. Error(kIo) when it cannot be written.
void flush_answer();

/// Appends to stderr. What cannot be written there is lost: the exit code still says what happened.
void print_diagnostic(std::string_view text);

/// What is printed as answer while it lives, as a digest: two answers are the same, byte for byte,
/// when both parts are equal. One at a time, of one thread.
class AnswerRecord {
 public:
  AnswerRecord();
  ~AnswerRecord();
  AnswerRecord(const AnswerRecord&) = delete;
  AnswerRecord& operator=(const AnswerRecord&) = delete;

  void add(std::string_view text);

  [[nodiscard]] std::string digest() const;  ///< `xxh128:` and 32 hexadecimal digits

  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  Digest digest_;
  std::uint64_t bytes_ = 0;
};

/// An answer that is recorded must not depend on the terminal that shows it.
[[nodiscard]] bool answer_is_recorded();

}  // namespace smallprint
