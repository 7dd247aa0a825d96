#include "searcher/histories/snapshot_diff.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/sentence_splitter.hpp"
#include "searcher/histories/sequence_match.hpp"
#include "searcher/histories/site_policies.hpp"

namespace smallprint::searching {
namespace {

constexpr std::string_view kWhiteSpace = " \n";

struct Sentence {
  std::string text;
  bool is_heading = false;
};

void add_sentences(std::string_view text, std::vector<Sentence>& sentences) {
  std::size_t begin = text.find_first_not_of(kWhiteSpace);
  while (begin != std::string_view::npos) {
    const std::size_t end = sentence_end(text, begin);
    std::string_view sentence = text.substr(begin, end - begin);
    sentence = sentence.substr(0, sentence.find_last_not_of(kWhiteSpace) + 1);
    sentences.push_back({.text = std::string(sentence), .is_heading = false});
    begin = text.find_first_not_of(kWhiteSpace, end);
  }
}

/// Each passage with what is new of its headings before it.
std::vector<Sentence> sentences_of(const std::vector<SnapshotPassage>& passages) {
  std::vector<Sentence> sentences;
  std::vector<std::string> heading;
  for (const SnapshotPassage& passage : passages) {
    const auto differs = std::ranges::mismatch(heading, passage.heading).in2;
    for (auto element = differs; element != passage.heading.end(); ++element) {
      sentences.push_back({.text = *element, .is_heading = true});
    }
    heading = passage.heading;
    add_sentences(passage.text, sentences);
  }
  return sentences;
}

/// A number for each text; a heading is another than a sentence of the same text.
class SentenceNumbers {
 public:
  std::vector<std::uint32_t> of(const std::vector<Sentence>& sentences) {
    std::vector<std::uint32_t> numbers;
    for (const Sentence& sentence : sentences) {
      const auto next = static_cast<std::uint32_t>(numbers_.size());
      numbers.push_back(
          numbers_.emplace(std::pair(sentence.is_heading, sentence.text), next).first->second);
    }
    return numbers;
  }

 private:
  std::map<std::pair<bool, std::string>, std::uint32_t> numbers_;
};

/// For each sentence of the second, its place in the first; and of those of the first that have
/// none in the second, where they stand.
class Alignment {
 public:
  Alignment(const std::vector<std::uint32_t>& from, const std::vector<std::uint32_t>& to)
      : from_of_(to.size()), is_used_(from.size()), is_kept_(to.size()) {
    for (const auto& [a, b] : longest_common_subsequence(from, to)) {
      from_of_[b] = a;
      is_kept_[b] = true;
      is_used_[a] = true;
    }
    std::unordered_map<std::uint32_t, std::deque<std::size_t>> left;
    for (std::size_t a = 0; a < from.size(); ++a) {
      if (!is_used_[a]) {
        left[from[a]].push_back(a);
      }
    }
    for (std::size_t b = 0; b < to.size(); ++b) {
      const auto places = left.find(to[b]);
      if (!from_of_[b] && places != left.end() && !places->second.empty()) {
        from_of_[b] = places->second.front();
        is_used_[places->second.front()] = true;
        places->second.pop_front();
      }
    }
  }

  [[nodiscard]] std::optional<std::size_t> from_of(std::size_t b) const { return from_of_[b]; }

  [[nodiscard]] bool is_kept(std::size_t b) const { return is_kept_[b]; }

  [[nodiscard]] bool is_removed(std::size_t a) const { return !is_used_[a]; }

 private:
  std::vector<std::optional<std::size_t>> from_of_;
  std::vector<bool> is_used_;
  std::vector<bool> is_kept_;
};

Day read_day(std::string_view text, std::string_view part) {
  const auto day = parse_day(part);
  if (!day) {
    throw Error(ExitCode::kUsage,
                fmt::format("--diff {}: {}", text, why_no_day(part)),
                "two days of captures: --diff 2012-03-31..2013-02-13");
  }
  return *day;
}

}  // namespace

std::size_t SnapshotDiff::count(SentenceChange change) const {
  return static_cast<std::size_t>(std::ranges::count(sentences, change, &DiffSentence::change));
}

DayPair read_day_pair(std::string_view text) {
  constexpr std::string_view kBetween = "..";
  const std::size_t middle = std::min(text.find(kBetween), text.size());
  const std::size_t second = std::min(middle + kBetween.size(), text.size());
  return {.from = read_day(text, text.substr(0, middle)),
          .to = read_day(text, text.substr(second))};
}

std::vector<DiffSentence> diff_sentences(const std::vector<SnapshotPassage>& from,
                                         const std::vector<SnapshotPassage>& to) {
  const std::vector<Sentence> old_sentences = sentences_of(from);
  const std::vector<Sentence> new_sentences = sentences_of(to);
  SentenceNumbers numbers;
  const std::vector<std::uint32_t> old_numbers = numbers.of(old_sentences);
  const Alignment alignment(old_numbers, numbers.of(new_sentences));

  std::vector<std::size_t> next_kept(new_sentences.size() + 1, old_sentences.size());
  for (std::size_t b = new_sentences.size(); b-- > 0;) {
    next_kept[b] = alignment.is_kept(b) ? *alignment.from_of(b) : next_kept[b + 1];
  }
  std::vector<DiffSentence> diff;
  std::size_t a = 0;
  const auto add_removed_before = [&](std::size_t end) {
    for (; a < end; ++a) {
      if (alignment.is_removed(a)) {
        diff.push_back({.change = SentenceChange::kRemoved,
                        .text = old_sentences[a].text,
                        .is_heading = old_sentences[a].is_heading,
                        .from = a,
                        .to = {}});
      }
    }
  };
  for (std::size_t b = 0; b < new_sentences.size(); ++b) {
    add_removed_before(next_kept[b]);
    const std::optional<std::size_t> place = alignment.from_of(b);
    const SentenceChange change = alignment.is_kept(b) ? SentenceChange::kKept
                                  : place              ? SentenceChange::kMoved
                                                       : SentenceChange::kAdded;
    diff.push_back({.change = change,
                    .text = new_sentences[b].text,
                    .is_heading = new_sentences[b].is_heading,
                    .from = place,
                    .to = b});
  }
  add_removed_before(old_sentences.size());
  return diff;
}

SnapshotDiff diff_snapshots(IndexView& index, const std::string& name, const DayPair& days) {
  const std::optional<PolicySeries> series = find_policy(index, name);
  if (!series) {
    throw Error(ExitCode::kNoInput, fmt::format("{}: no such site in this index", name));
  }
  SnapshotDiff diff{.from = view_capture(index, *series, find_capture(*series, name, days.from)),
                    .to = view_capture(index, *series, find_capture(*series, name, days.to)),
                    .sentences = {}};
  diff.sentences = diff_sentences(diff.from.passages, diff.to.passages);
  return diff;
}

}  // namespace smallprint::searching
