#include "common/standard_streams.hpp"

#include <cstdio>

#include "common/error.hpp"

namespace smallprint {
namespace {

AnswerRecord*& record_in_use() {
  static AnswerRecord* record = nullptr;
  return record;
}

}  // namespace

AnswerRecord::AnswerRecord() {
  record_in_use() = this;
}

AnswerRecord::~AnswerRecord() {
  record_in_use() = nullptr;
}

void AnswerRecord::add(std::string_view text) {
  digest_.update(text);
  bytes_ += text.size();
}

std::string AnswerRecord::digest() const {
  return "xxh128:" + to_hex(digest_.value());
}

bool answer_is_recorded() {
  return record_in_use() != nullptr;
}

void print_answer(std::string_view text) {
  if (answer_is_recorded()) {
    record_in_use()->add(text);
  }
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
    throw Error(ExitCode::kIo, "cannot write the answer to stdout");
  }
}

void flush_answer() {
  if (std::fflush(stdout) != 0) {
    throw Error(ExitCode::kIo, "cannot write the answer to stdout");
  }
}

void print_diagnostic(std::string_view text) {
  (void)std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace smallprint
