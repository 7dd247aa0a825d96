/// A question with all that its answer depended on: `--save FILE` writes it, `rerun FILE` asks it
/// again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "common/manifest.hpp"
#include "common/standard_streams.hpp"

namespace smallprint::searching {

struct SavedQuestion {
  /// The words of the command line without the program, --index, --save and the files to write
  /// beside the answer.
  std::vector<std::string> arguments;

  std::string program_version;
  std::uint64_t schema_version = 0;
  std::string analyzer;
  std::string labeler;

  std::string index_digest;
  std::string content_digest;
  std::string source_digest;
  std::uint64_t sites = 0;
  std::uint64_t policies = 0;
  std::uint64_t snapshots = 0;
  std::uint64_t passages = 0;

  std::string answer_digest;  ///< of what stood on stdout
  std::uint64_t answer_bytes = 0;

  [[nodiscard]] bool has_same_answer(const SavedQuestion& other) const {
    return answer_digest == other.answer_digest && answer_bytes == other.answer_bytes;
  }
};

/// What is known once the answer has been printed.
[[nodiscard]] SavedQuestion saved_question(std::vector<std::string> arguments,
                                           const Manifest& index,
                                           const AnswerRecord& answer);

/// JSON of schemas/saved_question.schema.json. Throws Error(kUsage) when an argument is not UTF-8.
[[nodiscard]] std::string saved_text(const SavedQuestion& question);

/// Throws Error(kNoInput) naming the file and what is wrong with it.
[[nodiscard]] SavedQuestion read_saved_question(const std::filesystem::path& file);

/// What of the program and the index is otherwise than it was, a line each, most telling first.
[[nodiscard]] std::vector<std::string> changes_between(const SavedQuestion& before,
                                                       const SavedQuestion& now);

}  // namespace smallprint::searching
