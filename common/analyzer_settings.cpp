#include <initializer_list>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "common/digest.hpp"
#include "common/passage_splitter.hpp"
#include "common/text_analyzer.hpp"
#include "schemas/normalisation.hpp"

namespace smallprint {

namespace {

// Fields end in a NUL and tables in two, so that no two sets of tables give the same bytes.
class TableDigest {
 public:
  void add_row(std::initializer_list<std::string_view> fields) {
    for (const std::string_view field : fields) {
      digest_.update(field);
      end();
    }
  }

  void add_words(const auto& words) {
    for (const std::string_view word : words) {
      add_row({word});
    }
    end();
  }

  void end() { digest_.update(std::string_view("\0", 1)); }

  [[nodiscard]] std::string hex() const { return to_hex(digest_.value()); }

 private:
  Digest digest_;
};

}  // namespace

std::string analyzer_settings() {
  TableDigest digest;
  digest.add_row({kStemmerNote});
  for (const JoinedPair& row : kJoinedPairs) {
    digest.add_row({row.first, row.second, row.by == JoinBy::kHyphen ? "-" : "- "});
  }
  digest.end();
  digest.add_words(kJoinedPrefixes);
  for (const SplitWord& row : kSplitWords) {
    digest.add_row({row.whole, row.first, row.second});
  }
  digest.end();
  for (const SplitEnding& row : kSplitEndings) {
    digest.add_row({row.ending, row.second});
  }
  digest.end();
  digest.add_words(kNonWords);
  for (const Spelling& row : kSpellings) {
    digest.add_row({row.from, row.to});
  }
  digest.end();
  digest.add_words(kIseEndings);
  digest.add_row({std::to_string(kMinIseLetters)});
  digest.add_words(kTrueIse);
  for (const TermOverride& row : kTermOverrides) {
    digest.add_row({row.word, row.term});
  }
  digest.end();
  digest.add_words(kStopWords);
  return fmt::format("{} {} xxh128:{}", kAnalyzerVersion, kSplitterVersion, digest.hex());
}

}  // namespace smallprint
