#include "common/practices/labeling_rules.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

#include "common/digest.hpp"
#include "common/error.hpp"

// common/practices/embedded.S
extern "C" {
extern const char smallprint_words_rules_begin[];
extern const char smallprint_words_rules_end[];
extern const char smallprint_polarity_rules_begin[];
extern const char smallprint_polarity_rules_end[];
extern const char smallprint_practices_rules_begin[];
extern const char smallprint_practices_rules_end[];
extern const char smallprint_attributes_rules_begin[];
extern const char smallprint_attributes_rules_end[];
}

namespace smallprint {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kFiles = 4;

// In this order: a set must be defined before it is used.
constexpr std::array<std::string_view, kFiles> kFileNames{
    "words.rules", "polarity.rules", "practices.rules", "attributes.rules"};

std::array<std::string, kFiles> embedded_files() {
  return {std::string(smallprint_words_rules_begin, smallprint_words_rules_end),
          std::string(smallprint_polarity_rules_begin, smallprint_polarity_rules_end),
          std::string(smallprint_practices_rules_begin, smallprint_practices_rules_end),
          std::string(smallprint_attributes_rules_begin, smallprint_attributes_rules_end)};
}

std::array<std::string, kFiles> files_of(const fs::path& folder) {
  std::array<std::string, kFiles> files;
  for (std::size_t i = 0; i < kFiles; ++i) {
    const fs::path path = folder / kFileNames[i];
    std::ifstream file(path, std::ios::binary);
    files[i].assign(std::istreambuf_iterator<char>(file), {});
    if (!file) {
      throw Error(ExitCode::kNoInput, path.string() + ": cannot read these labelling rules");
    }
  }
  return files;
}

}  // namespace

struct LabelingRules::Source {
  RuleFile rules;
  std::string digest;

  Source(const std::array<std::string, kFiles>& files, const fs::path& folder) {
    Digest all;
    for (std::size_t i = 0; i < kFiles; ++i) {
      parse_rules((folder / kFileNames[i]).string(), files[i], rules);
      all.update(std::string_view(digest_hex(files[i])));
    }
    digest = to_hex(all.value());
  }
};

LabelingRules::LabelingRules() : LabelingRules(Source(embedded_files(), "data/practices")) {
}

LabelingRules::LabelingRules(const fs::path& folder)
    : LabelingRules(Source(files_of(folder), folder)) {
}

LabelingRules::LabelingRules(const Source& source)
    : digest_(source.digest), matcher_(source.rules, lexicon_), polarity_(source.rules, lexicon_) {
}

}  // namespace smallprint
