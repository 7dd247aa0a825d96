/// Any bytes as a model file: it is refused with an Error, or it labels text without a fault. Most
/// inputs fail at the digest, so each is read a second time with the digest it should have.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/digest.hpp"
#include "common/error.hpp"
#include "common/practices/practice_labeler.hpp"
#include "common/text_analyzer.hpp"

namespace {

using smallprint::PracticeModel;

constexpr std::string_view kText =
    "We never share your email address. We may collect cookies.\nYou can opt out.";

void require(bool promise) {
  if (!promise) {
    std::abort();
  }
}

void label_with(const std::shared_ptr<const PracticeModel>& model) {
  static const auto rules = std::make_shared<const smallprint::LabelingRules>();
  smallprint::TextAnalyzer analyzer;
  std::vector<smallprint::Token> tokens;
  analyzer.analyze(kText, tokens);
  smallprint::PracticeLabeler labeler({.rules = rules, .model = model});
  const auto labels =
      labeler.label({.text = kText, .text_tokens = tokens, .headings = {}, .previous = tokens},
                    analyzer.vocabulary());
  for (const smallprint::PracticeStatement& statement : labels.statements) {
    require(statement.evidence_begin <= statement.evidence_end &&
            statement.evidence_end <= kText.size());
    require(statement.confidence >= 0 && statement.confidence <= 1);
  }
}

void read(std::string_view bytes) {
  try {
    label_with(std::make_shared<const PracticeModel>("m.bin", bytes));
  } catch (const smallprint::Error& error) {
    require(error.code() == smallprint::ExitCode::kUsage &&
            std::string_view(error.what()).starts_with("m.bin: "));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  read(bytes);
  if (size >= smallprint::kModelBodyBegin) {
    const auto sum =
        smallprint::digest(std::string_view(bytes).substr(smallprint::kModelBodyBegin));
    std::memcpy(bytes.data() + smallprint::kModelDigestBegin, &sum.high, sizeof(sum.high));
    std::memcpy(
        bytes.data() + smallprint::kModelDigestBegin + sizeof(sum.high), &sum.low, sizeof(sum.low));
    read(bytes);
  }
  return 0;
}
