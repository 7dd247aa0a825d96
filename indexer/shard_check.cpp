#include "indexer/shard_check.hpp"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <map>
#include <string_view>
#include <variant>

#include <fmt/format.h>
#include <unistd.h>
#include <xapian.h>

#include "common/digest.hpp"
#include "common/error.hpp"
#include "common/practices/statement_column.hpp"
#include "common/shard_reader.hpp"
#include "common/snapshot_header.hpp"
#include "common/templates/distinct_words.hpp"
#include "common/templates/shard_texts.hpp"
#include "common/text_analyzer.hpp"
#include "indexer/templates/minhash.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {

namespace fs = std::filesystem;

namespace {

using Frequencies = std::map<std::string, std::uint32_t, std::less<>>;

bool is_body_of(const Digest128& body, std::string_view file) {
  const auto parsed = parse_snapshot_header(file);
  const auto* const header = std::get_if<SnapshotHeader>(&parsed);
  return digest(file) == body ||  // archives without header lines
         (header != nullptr && digest(file.substr(header->body_begin)) == body);
}

/// Calls `visit(number)` for up to `sampled` of [0, count), spread evenly, first and last included.
template <typename Visit>
void for_sample(std::uint32_t count, std::uint32_t sampled, const Visit& visit) {
  const std::uint32_t steps = std::min(count, sampled);
  for (std::uint32_t i = 0; i < steps; ++i) {
    visit(steps == 1 ? 0
                     : static_cast<std::uint32_t>(std::uint64_t{i} * (count - 1) / (steps - 1)));
  }
}

class ShardChecker {
 public:
  explicit ShardChecker(const fs::path& folder)
      : shard_(folder),
        texts_(folder, shard_.rows()),
        words_(shard_.words, shard_.forward),
        postings_path_((folder / shard_files::kPostings).string()),
        postings_(postings_path_, Xapian::DB_BACKEND_GLASS) {}

  void look_into(ShardCheck& check) {
    check_postings(check);
    for_sample(shard_.rows(), kSampledRows, [&](std::uint32_t row) {
      ++check.sampled_rows;
      if (const std::string problem = problem_of_row(row); !problem.empty()) {
        check.problems.push_back(fmt::format("row {}: {}", row, problem));
      }
    });
    for_sample(shard_.snapshots(), kSampledTexts, [&](std::uint32_t snapshot) {
      ++check.sampled_texts;
      if (!is_body_of(shard_.snapshot_details(snapshot).body, shard_.rebuild_file(snapshot))) {
        check.problems.push_back(
            fmt::format("snapshot {}: the stored text is not what was indexed", snapshot));
      }
    });
  }

  void count(ShardCheck& check) const {
    for (std::uint32_t site = 0; site < shard_.sites.size(); ++site) {
      if (!shard_.is_live_site(site)) {
        continue;
      }
      const auto [first, last] = shard_.policies_of_site(site);
      const PolicySpan& begin = shard_.policy_spans[first];
      const PolicySpan& end = shard_.policy_spans[last];
      ++check.sites;
      check.policies += last - first;
      check.snapshots += end.first_snapshot - begin.first_snapshot;
      check.passages += end.first_row - begin.first_row;
      for (std::uint32_t row = begin.first_row; row < end.first_row; ++row) {
        check.occurrences += shard_.row_count[row];
      }
    }
  }

 private:
  void check_postings(ShardCheck& check) const {
    // Xapian opens for writing what it checks, though it writes nothing.
    const bool may_write =
        ::access((fs::path(postings_path_) / "postlist.glass").c_str(), W_OK) == 0;
    const std::size_t errors = may_write ? Xapian::Database::check(postings_path_, 0, nullptr) : 0;
    if (errors > 0) {
      check.problems.push_back(fmt::format("xapian-check finds {} errors in postings", errors));
    }
    if (postings_.get_doccount() != shard_.rows()) {
      check.problems.push_back(
          fmt::format("{} documents for {} rows", postings_.get_doccount(), shard_.rows()));
    }
  }

  /// "" when the four places that know a row's words agree.
  std::string problem_of_row(std::uint32_t row) {
    const PassageText passage = shard_.passage_text(row);
    const Frequencies expected = frequencies_of_text(passage);
    if (frequencies_of_words(row) != expected) {
      return "the forward index has other words than the stored text";
    }
    std::uint64_t length = 0;
    for (const auto& [term, frequency] : expected) {
      length += frequency;
      if (frequency_in_postings(term, row) != frequency) {
        return fmt::format("a search for '{}' does not find it as often as it stands there", term);
      }
    }
    if (shard_.row_words[row] != std::min<std::uint64_t>(length, UINT16_MAX)) {
      return "its length is not the number of its words";
    }
    const std::string problem = problem_of_statements(row, passage);
    return problem.empty() ? problem_of_text(row, passage) : problem;
  }

  [[nodiscard]] std::string problem_of_text(std::uint32_t row, const PassageText& passage) const {
    PassageWords row_words;
    shard_.forward.read(row, row_words);
    const auto text_words = std::count_if(
        row_words.words.begin() + static_cast<std::ptrdiff_t>(row_words.heading_words),
        row_words.words.end(),
        [](WordId word) { return word != kBreakWord; });
    const std::uint32_t text = texts_.text_of_row[row];
    const bool is_long = static_cast<std::size_t>(text_words) >= kTemplateWords;
    if (!is_long || text == kNoText) {
      return is_long == (text != kNoText) ? "" : "the words of its text decide otherwise on copies";
    }
    DistinctWords words;
    words_.read(row, words);
    return texts_.digest[text] == text_digest(passage.text) &&
                   texts_.bands[text] == band_keys(words)
               ? ""
               : "the digest or the bands are not those of its text";
  }

  std::string problem_of_statements(std::uint32_t row, const PassageText& passage) const {
    const auto statements = shard_.statements_of(row);
    if (statements.size() != passage.evidence.size()) {
      return fmt::format(
          "{} statements with {} pieces of evidence", statements.size(), passage.evidence.size());
    }
    const bool is_evidence = std::ranges::all_of(passage.evidence, [&](const auto& range) {
      return range.first < range.second && range.second <= passage.text.size();
    });
    const bool is_statement = std::ranges::all_of(
        statements, [](std::uint32_t packed) { return pack(unpack_statement(packed)) == packed; });
    return is_evidence && is_statement ? "" : "its statements are none, or have no evidence";
  }

  void count_words(const std::string& text, std::uint32_t times, Frequencies& frequencies) {
    tokens_.clear();
    analyzer_.analyze(text, tokens_);
    for (const Token& token : tokens_) {
      if (token.word != kBreakWord) {
        const StemId stem = analyzer_.vocabulary().stem(token.word);
        frequencies[std::string(analyzer_.vocabulary().term(stem))] += times;
      }
    }
  }

  Frequencies frequencies_of_text(const PassageText& passage) {
    Frequencies frequencies;
    for (const std::string& heading : passage.heading) {
      count_words(heading, kHeadingWeight, frequencies);
    }
    count_words(passage.text, 1, frequencies);
    return frequencies;
  }

  Frequencies frequencies_of_words(std::uint32_t row) {
    Frequencies frequencies;
    shard_.forward.read(row, row_words_);
    for (std::size_t i = 0; i < row_words_.words.size(); ++i) {
      const WordId word = row_words_.words[i];
      if (word >= shard_.words.size()) {
        throw Error(ExitCode::kNoIndex,
                    fmt::format("row {} has word {}, which is none", row, word));
      }
      if (word != kBreakWord) {
        frequencies[std::string(shard_.stems[shard_.word_stem[word]])] +=
            i < row_words_.heading_words ? kHeadingWeight : 1;
      }
    }
    return frequencies;
  }

  std::uint32_t frequency_in_postings(const std::string& term, std::uint32_t row) const {
    auto posting = postings_.postlist_begin(term);
    if (posting != postings_.postlist_end(term)) {
      posting.skip_to(row + 1);
    }
    return posting != postings_.postlist_end(term) && *posting == row + 1 ? posting.get_wdf() : 0;
  }

  ShardReader shard_;
  ShardTexts texts_;
  DistinctWordsReader words_;
  std::string postings_path_;
  Xapian::Database postings_;
  TextAnalyzer analyzer_;
  std::vector<Token> tokens_;
  PassageWords row_words_;
};

}  // namespace

ShardCheck check_shard(const fs::path& folder, ShardDepth depth) {
  ShardCheck check;
  check.was_looked_into = depth == ShardDepth::kSamples;
  try {
    ShardChecker checker(folder);
    checker.count(check);
    if (depth == ShardDepth::kSamples) {
      checker.look_into(check);
    }
  } catch (const Xapian::Error& error) {
    check.problems.push_back("the postings do not read: " + error.get_description());
  } catch (const std::exception& error) {
    check.problems.emplace_back(error.what());
  }
  return check;
}

}  // namespace smallprint::indexing
