#include "tests/property/slow_archive.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <tuple>
#include <utility>
#include <variant>

#include "common/passage_splitter.hpp"
#include "common/practices/labeling_rules.hpp"
#include "common/practices/practice_labeler.hpp"
#include "common/text_analyzer.hpp"
#include "indexer/snapshot_reader.hpp"
#include "schemas/practices.hpp"

namespace smallprint::testing_support {

namespace fs = std::filesystem;

namespace {

std::string read_whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

void append_words(TextAnalyzer& analyzer, const std::string& text, std::vector<SlowWord>& words) {
  std::vector<Token> tokens;
  analyzer.analyze(text, tokens);
  if (!words.empty() && !tokens.empty()) {
    words.emplace_back();
  }
  const Vocabulary& vocabulary = analyzer.vocabulary();
  for (const Token& token : tokens) {
    words.push_back({.written = std::string(vocabulary.written(token.word)),
                     .term = std::string(vocabulary.term(vocabulary.stem(token.word)))});
  }
}

std::vector<SlowStatement> statements_of(const Passage& passage,
                                         const std::string& previous_text,
                                         TextAnalyzer& analyzer,
                                         PracticeLabeler& labeler) {
  std::vector<Token> text;
  analyzer.analyze(passage.text, text);
  std::vector<std::vector<Token>> headings(passage.heading.size());
  for (std::size_t i = 0; i < headings.size(); ++i) {
    analyzer.analyze(passage.heading[i], headings[i]);
  }
  std::vector<Token> previous;
  analyzer.analyze(previous_text, previous);
  const PassageLabels labels = labeler.label(
      {.text = passage.text, .text_tokens = text, .headings = headings, .previous = previous},
      analyzer.vocabulary());
  std::vector<SlowStatement> statements;
  for (const PracticeStatement& statement : labels.statements) {
    SlowStatement slow{.practice = std::string(entry(statement.practice).id),
                       .polarity = std::string(statement.polarity ? id(*statement.polarity) : ""),
                       .data = {}};
    for (std::size_t value = 0; value < kDataTypeCount; ++value) {
      if ((statement.values >> value & 1) != 0) {
        slow.data.emplace(kAttributeValues[value].id);
      }
    }
    statements.push_back(std::move(slow));
  }
  return statements;
}

SlowSnapshot snapshot_of(const SnapshotRecord& record,
                         const std::string& file,
                         TextAnalyzer& analyzer,
                         PracticeLabeler& labeler) {
  SlowSnapshot snapshot{.day = record.header.day,
                        .timestamp = record.header.timestamp,
                        .body = record.body_digest,
                        .host = record.header.policy_host,
                        .attributes = {},
                        .after_removal = false,
                        .passages = {}};
  std::string previous;
  for (const Passage& passage : split_passages(file, record.header.body_begin).passages) {
    SlowPassage slow{.heading = passage.heading,
                     .text = passage.text,
                     .heading_words = {},
                     .words = {},
                     .statements = statements_of(passage, previous, analyzer, labeler)};
    previous = passage.text;
    for (const std::string& heading : passage.heading) {
      append_words(analyzer, heading, slow.heading_words);
    }
    slow.words = slow.heading_words;
    append_words(analyzer, passage.text, slow.words);
    snapshot.passages.push_back(std::move(slow));
  }
  return snapshot;
}

/// Where a snapshot contains the passage first; the number of its passages when it does not.
std::size_t place_in(const SlowSnapshot& snapshot, const SlowPassage& passage) {
  const auto found =
      std::find_if(snapshot.passages.begin(), snapshot.passages.end(), [&](const auto& other) {
        return other.text == passage.text && other.heading == passage.heading;
      });
  return static_cast<std::size_t>(found - snapshot.passages.begin());
}

bool contains(const SlowSnapshot& snapshot, const SlowPassage& passage) {
  return place_in(snapshot, passage) < snapshot.passages.size();
}

void find_runs(SlowPolicy& policy) {
  const auto& snapshots = policy.snapshots;
  for (std::size_t first = 0; first < snapshots.size(); ++first) {
    for (std::size_t place = 0; place < snapshots[first].passages.size(); ++place) {
      const SlowPassage& passage = snapshots[first].passages[place];
      const bool goes_on =
          first > 0 && !snapshots[first].after_removal && contains(snapshots[first - 1], passage);
      if (goes_on || place_in(snapshots[first], passage) < place) {
        continue;
      }
      std::size_t end = first + 1;
      while (end < snapshots.size() && !snapshots[end].after_removal &&
             contains(snapshots[end], passage)) {
        ++end;
      }
      policy.runs.push_back({.first = first, .count = end - first, .place = place});
    }
  }
}

void put_in_order(std::vector<SlowSnapshot>& snapshots) {
  const auto key = [](const SlowSnapshot& snapshot) {
    return std::tie(snapshot.day, snapshot.timestamp, snapshot.body);
  };
  std::sort(snapshots.begin(), snapshots.end(), [&](const auto& a, const auto& b) {
    return key(a) < key(b);
  });
  const auto end = std::unique(snapshots.begin(),
                               snapshots.end(),
                               [&](const auto& a, const auto& b) { return key(a) == key(b); });
  snapshots.erase(end, snapshots.end());
}

std::string rank_band(std::uint64_t rank) {
  return rank <= 1'000       ? "top-1k"
         : rank <= 10'000    ? "top-10k"
         : rank <= 100'000   ? "top-100k"
         : rank <= 1'000'000 ? "top-1m"
                             : "beyond";
}

void add_attributes(const SnapshotMetadata& metadata, SlowSnapshot& snapshot) {
  for (std::string category : metadata.categories) {
    std::transform(category.begin(), category.end(), category.begin(), [](unsigned char c) {
      return static_cast<char>(std::tolower(c));
    });
    snapshot.attributes["category"].insert(category);
  }
  if (metadata.alexa_rank) {
    snapshot.attributes["rank"].insert(rank_band(*metadata.alexa_rank));
  }
  if (!metadata.interval.empty()) {
    snapshot.attributes["interval"].insert(metadata.interval);
  }
  if (metadata.parked) {
    snapshot.attributes["parked"].insert(*metadata.parked ? "true" : "false");
  }
}

/// Takes files in any order and makes policies of them.
class Reader {
 public:
  /// Nothing when the bytes are no snapshot.
  SlowSnapshot* add(const std::string& file) {
    const auto read = indexing::read_snapshot(file);
    const auto* const record = std::get_if<SnapshotRecord>(&read);
    if (record == nullptr) {
      return nullptr;
    }
    auto& snapshots = by_site_[record->header.site].snapshots;
    snapshots.push_back(snapshot_of(*record, file, analyzer_, labeler_));
    return &snapshots.back();
  }

  std::vector<SlowPolicy> policies() {
    std::vector<SlowPolicy> policies;
    for (auto& [site, policy] : by_site_) {
      policy.site = site;
      put_in_order(policy.snapshots);
      find_runs(policy);
      policies.push_back(std::move(policy));
    }
    return policies;
  }

 private:
  TextAnalyzer analyzer_;
  PracticeLabeler labeler_{{.rules = std::make_shared<const LabelingRules>(),
                            .model = std::make_shared<const PracticeModel>()}};
  std::map<std::string, SlowPolicy> by_site_;
};

}  // namespace

std::vector<SlowPolicy> read_slowly(const fs::path& folder) {
  Reader reader;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".md") {
      (void)reader.add(read_whole(entry.path()));
    }
  }
  return reader.policies();
}

std::vector<SlowPolicy> read_slowly(const std::vector<SmallSnapshot>& snapshots) {
  Reader reader;
  for (const SmallSnapshot& snapshot : snapshots) {
    if (SlowSnapshot* const slow = reader.add(file_of(snapshot))) {
      slow->after_removal = snapshot.after_removal;
      add_attributes(snapshot.metadata, *slow);
    }
  }
  return reader.policies();
}

}  // namespace smallprint::testing_support
