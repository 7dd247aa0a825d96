#include "common/practices/labeling_rules.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

#include "common/digest.hpp"
#include "common/error.hpp"
#include "common/practices/embedded_files.hpp"

namespace smallprint {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kFiles = 4;

// In this order: a set must be defined before it is used.
constexpr std::array<std::string_view, kFiles> kFileNames{
    "words.rules", "polarity.rules", "practices.rules", "attributes.rules"};

std::array<std::string, kFiles> embedded_files() {
  return {std::string(embedded::words_rules()),
          std::string(embedded::polarity_rules()),
          std::string(embedded::practices_rules()),
          std::string(embedded::attributes_rules())};
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
