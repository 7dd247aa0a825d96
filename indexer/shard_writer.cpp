#include "indexer/shard_writer.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include "common/error.hpp"
#include "common/practices/label_levels.hpp"
#include "common/practices/statement_column.hpp"
#include "common/utf8.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {
namespace {

// Details of shown hits are read one by one, so their frames are small (docs/benchmarks.md).
constexpr RecordStoreSettings kPassageSettings{.frame_bytes = 32 * 1024, .level = 7};
constexpr RecordStoreSettings kSnapshotSettings{.frame_bytes = 8 * 1024, .level = 6};

std::vector<std::string_view> views(const std::vector<std::string>& strings) {
  return {strings.begin(), strings.end()};
}

}  // namespace

ShardWriter::ShardWriter(std::filesystem::path folder, const LabelingPlan& plan)
    : folder_(std::move(folder)),
      labelers_(plan),
      unlikely_(plan.has_model() ? kUnlikelyByModel : kUnlikelyByRules),
      postings_(folder_, analyzer_.vocabulary()),
      pieces_(folder_),
      passage_store_(folder_, shard_files::kPassages, kPassageSettings),
      snapshot_store_(folder_, shard_files::kSnapshots, kSnapshotSettings),
      forward_(folder_ / shard_files::kForward),
      texts_(analyzer_.vocabulary()) {
}

void ShardWriter::begin_policy(const SnapshotEntry& first, const Digest128& site_fingerprint) {
  if (sites_.empty() || sites_.back() != first.site) {
    sites_.push_back(first.site);
    site_fingerprints_.push_back(site_fingerprint);
  }
  policy_ = first.policy;
  policies_.push_back(policy_);
  spans_.push_back({.site = static_cast<std::uint32_t>(sites_.size() - 1),
                    .first_snapshot = static_cast<std::uint32_t>(snapshot_day_.size()),
                    .first_row = static_cast<std::uint32_t>(row_first_.size())});
  lifespans_ = LifespanBuilder();
  pieces_.begin_policy();
  has_last_ = false;
  labeler_ = &labelers_.labeler_for(first.site);
}

void ShardWriter::add_snapshot(const SnapshotEntry& entry,
                               const SnapshotHeader& header,
                               std::string_view file) {
  if (entry.after_removal) {
    lifespans_.end_all();
    has_last_ = false;
  }
  if (has_last_ && entry.body == last_body_) {
    lifespans_.repeat();
    pieces_.repeat_file(file, header.body_begin);
  } else {
    PolicyText text = split_passages(file, header.body_begin);
    const std::vector<std::uint32_t> piece_numbers =
        pieces_.add_file(file, header.body_begin, text.passages);
    analyzed_ = nullptr;
    std::size_t counted_bytes = 0;
    std::size_t counted_chars = 0;
    for (const std::uint32_t index : lifespans_.add(text.passages)) {
      Passage& passage = text.passages[index];
      counted_chars +=
          count_code_points(file.substr(counted_bytes, passage.byte_begin - counted_bytes));
      counted_bytes = passage.byte_begin;
      add_row(entry,
              text.passages,
              index,
              {.heading = passage.heading,
               .byte_begin = passage.byte_begin,
               .char_begin = static_cast<std::uint32_t>(counted_chars),
               .piece = piece_numbers[index],
               .evidence = {},
               .cuts = std::move(passage.cuts)});
    }
    last_body_ = entry.body;
    last_title_ = std::move(text.title);
    has_last_ = true;
  }
  snapshot_day_.push_back(static_cast<std::int32_t>(entry.day.time_since_epoch().count()));
  snapshot_host_.push_back(host_number(header.policy_host));
  snapshot_attributes_.add(entry.metadata);
  snapshot_store_.append(encode(SnapshotDetails{.timestamp = entry.timestamp,
                                                .archive_url = entry.archive_url,
                                                .file = entry.file,
                                                .archive = entry.archive,
                                                .title = last_title_,
                                                .body = entry.body,
                                                .commit = entry.commit,
                                                .metadata = entry.metadata}));
}

void ShardWriter::analyze(const Passage& passage) {
  heading_tokens_.resize(passage.heading.size());
  heading_words_.clear();
  for (std::size_t i = 0; i < passage.heading.size(); ++i) {
    heading_tokens_[i].clear();
    analyzer_.analyze(passage.heading[i], heading_tokens_[i]);
    if (!heading_words_.empty() && !heading_tokens_[i].empty()) {
      heading_words_.push_back(kBreakWord);
    }
    for (const Token& token : heading_tokens_[i]) {
      heading_words_.push_back(token.word);
    }
  }
  text_tokens_.clear();
  analyzer_.analyze(passage.text, text_tokens_);
  analyzed_ = &passage;
  text_words_.clear();
  for (const Token& token : text_tokens_) {
    text_words_.push_back(token.word);
  }
}

// The passage before may be no new row; then its words are not at hand.
void ShardWriter::analyze_previous(const std::vector<Passage>& passages, std::uint32_t index) {
  if (index > 0 && analyzed_ == &passages[index - 1]) {
    std::swap(previous_tokens_, text_tokens_);
    return;
  }
  previous_tokens_.clear();
  if (index > 0) {
    analyzer_.analyze(passages[index - 1].text, previous_tokens_);
  }
}

void ShardWriter::label(const Passage& passage, PassageDetails& details) {
  const PassageLabels labels = labeler_->label({.text = passage.text,
                                                .text_tokens = text_tokens_,
                                                .headings = heading_tokens_,
                                                .previous = previous_tokens_},
                                               analyzer_.vocabulary());
  for (std::size_t label = 0; label < kLabelCount; ++label) {
    levels_[label] = static_cast<std::uint8_t>(label_level(labels.probability[label], unlikely_));
  }
  for (const PracticeStatement& statement : labels.statements) {
    statements_.push_back(pack(statement));
    details.evidence.emplace_back(statement.evidence_begin, statement.evidence_end);
  }
  statement_ends_.push_back(static_cast<std::uint32_t>(statements_.size()));
}

void ShardWriter::add_row(const SnapshotEntry& entry,
                          const std::vector<Passage>& passages,
                          std::uint32_t index,
                          PassageDetails details) {
  const Passage& passage = passages[index];
  analyze_previous(passages, index);
  analyze(passage);
  label(passage, details);

  const std::uint32_t length = postings_.add(heading_words_, text_words_, levels_);
  totals_.words += length;
  row_words_.push_back(static_cast<std::uint16_t>(std::min<std::uint32_t>(length, UINT16_MAX)));
  forward_row_.clear();
  put_passage_words(forward_row_, heading_words_, text_words_);
  forward_.append(forward_row_);
  if (forward_.size() > UINT32_MAX) {
    throw Error(ExitCode::kIo, folder_.string() + ": more than 4 GiB of words in one shard");
  }
  forward_ends_.push_back(static_cast<std::uint32_t>(forward_.size()));
  texts_.add_row(passage.text, text_words_);
  row_id_.push_back(passage_id(policy_, passage, entry.timestamp, entry.body));
  passage_store_.append(encode(details));
}

void ShardWriter::end_policy() {
  const std::uint32_t first_snapshot = spans_.back().first_snapshot;
  for (const Lifespan& row : lifespans_.rows()) {
    row_first_.push_back(first_snapshot + row.first);
    row_count_.push_back(row.count);
    totals_.occurrences += row.count;
  }
}

std::uint32_t ShardWriter::host_number(const std::string& host) {
  const auto [known, is_new] =
      host_numbers_.try_emplace(host, static_cast<std::uint32_t>(hosts_.size()));
  if (is_new) {
    hosts_.push_back(host);
  }
  return known->second;
}

void ShardWriter::write_words() {
  const Vocabulary& vocabulary = analyzer_.vocabulary();
  std::vector<std::string_view> written;
  std::vector<std::uint32_t> stem_of;
  for (WordId word = 0; word < vocabulary.words(); ++word) {
    written.push_back(vocabulary.written(word));
    stem_of.push_back(vocabulary.stem(word));
  }
  std::vector<std::string_view> stems;
  for (StemId stem = 0; stem < vocabulary.stems(); ++stem) {
    stems.push_back(vocabulary.term(stem));
  }
  write_string_table(folder_ / shard_files::kWords, written);
  write_array(folder_ / shard_files::kWordStems, std::span<const std::uint32_t>(stem_of));
  write_string_table(folder_ / shard_files::kStems, stems);
}

RowTotals ShardWriter::close() {
  totals_.passages = row_first_.size();
  spans_.push_back({.site = static_cast<std::uint32_t>(sites_.size()),
                    .first_snapshot = static_cast<std::uint32_t>(snapshot_day_.size()),
                    .first_row = static_cast<std::uint32_t>(row_first_.size())});
  write_string_table(folder_ / shard_files::kSites, views(sites_));
  write_array(folder_ / shard_files::kSiteFingerprints,
              std::span<const Digest128>(site_fingerprints_));
  write_string_table(folder_ / shard_files::kPolicies, views(policies_));
  write_string_table(folder_ / shard_files::kHosts, views(hosts_));
  write_array(folder_ / shard_files::kPolicySpans, std::span<const PolicySpan>(spans_));
  write_array(folder_ / shard_files::kSnapshotDays, std::span<const std::int32_t>(snapshot_day_));
  write_array(folder_ / shard_files::kSnapshotHosts,
              std::span<const std::uint32_t>(snapshot_host_));
  snapshot_attributes_.write(folder_);
  write_array(folder_ / shard_files::kRowFirst, std::span<const std::uint32_t>(row_first_));
  write_array(folder_ / shard_files::kRowCount, std::span<const std::uint32_t>(row_count_));
  write_array(folder_ / shard_files::kRowWords, std::span<const std::uint16_t>(row_words_));
  write_array(folder_ / shard_files::kRowId, std::span<const std::uint64_t>(row_id_));
  write_array(folder_ / shard_files::kForwardEnds, std::span<const std::uint32_t>(forward_ends_));
  write_array(folder_ / shard_files::kStatements, std::span<const std::uint32_t>(statements_));
  write_array(folder_ / shard_files::kStatementEnds,
              std::span<const std::uint32_t>(statement_ends_));
  write_array(folder_ / shard_files::kDeadSites, std::span<const std::uint32_t>());
  write_array(folder_ / shard_files::kDeadWords, std::span<const std::uint32_t>());
  texts_.write(folder_);
  forward_.close();
  write_words();
  pieces_.close();
  passage_store_.close();
  snapshot_store_.close();
  postings_.close();
  sync_folder(folder_);
  return totals_;
}

}  // namespace smallprint::indexing
