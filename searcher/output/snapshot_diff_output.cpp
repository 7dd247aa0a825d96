#include "searcher/output/snapshot_diff_output.hpp"

#include <array>
#include <cstddef>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/printable.hpp"

namespace smallprint::searching {
namespace {

/// In the order of SentenceChange.
constexpr std::array<char, 4> kSigns{' ', '-', '+', '~'};

/// Longer runs of kept sentences are cut to their ends.
constexpr std::size_t kMostKeptShown = 3;

Json place_or_null(const std::optional<std::size_t>& place) {
  return place ? Json(*place) : Json(nullptr);
}

Json capture_json(const SnapshotView& view) {
  return {{"date", format_day(view.day)},
          {"timestamp", view.timestamp},
          {"archive_url", view.archive_url}};
}

/// The sign stands in the indent of the first line.
std::string sentence_text(const DiffSentence& sentence, const TextStyle& style) {
  const std::string text = sentence.is_heading ? "# " + sentence.text : sentence.text;
  std::string wrapped = wrap(printable_text(text), style.columns);
  wrapped[1] = kSigns[static_cast<std::size_t>(sentence.change)];
  return wrapped;
}

std::string sentences_text(const std::vector<DiffSentence>& sentences, const TextStyle& style) {
  std::string text;
  std::size_t end = 0;
  for (std::size_t i = 0; i < sentences.size(); i = end) {
    end = i + 1;
    if (sentences[i].change != SentenceChange::kKept) {
      text += sentence_text(sentences[i], style);
      continue;
    }
    while (end < sentences.size() && sentences[end].change == SentenceChange::kKept) {
      ++end;
    }
    for (std::size_t kept = i; kept < end; ++kept) {
      if (end - i > kMostKeptShown && kept == i + 1) {
        text += fmt::format("    ... {} more kept\n", end - i - 2);
        kept = end - 1;
      }
      text += sentence_text(sentences[kept], style);
    }
  }
  return text;
}

}  // namespace

Json diff_json(std::string_view index_digest, const SnapshotDiff& diff) {
  Json counts = Json::object();
  for (std::size_t i = 0; i < kSentenceChangeNames.size(); ++i) {
    counts[std::string(kSentenceChangeNames[i])] = diff.count(static_cast<SentenceChange>(i));
  }
  Json sentences = Json::array();
  for (const DiffSentence& sentence : diff.sentences) {
    sentences.push_back(
        {{"change", kSentenceChangeNames[static_cast<std::size_t>(sentence.change)]},
         {"text", sentence.text},
         {"heading", sentence.is_heading},
         {"from", place_or_null(sentence.from)},
         {"to", place_or_null(sentence.to)}});
  }
  return {{"format_version", 1},
          {"index_digest", index_digest},
          {"site", diff.to.site},
          {"policy", diff.to.policy},
          {"from", capture_json(diff.from)},
          {"to", capture_json(diff.to)},
          {"counts", counts},
          {"sentences", sentences}};
}

std::string diff_text(std::string_view index_digest,
                      const SnapshotDiff& diff,
                      const TextStyle& style) {
  std::string text = fmt::format("{}: {} to {}\nindex   {}\n",
                                 printable(diff.to.policy),
                                 format_day(diff.from.day),
                                 format_day(diff.to.day),
                                 index_digest);
  text +=
      fmt::format("{} sentences and headings kept, {} removed (-), {} added (+), {} moved (~)\n\n",
                  diff.count(SentenceChange::kKept),
                  diff.count(SentenceChange::kRemoved),
                  diff.count(SentenceChange::kAdded),
                  diff.count(SentenceChange::kMoved));
  return text + sentences_text(diff.sentences, style);
}

}  // namespace smallprint::searching
