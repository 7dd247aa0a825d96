/// Writes one shard: a policy's snapshots go in in order, columns, tables, stores and postings come
/// out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/manifest.hpp"
#include "common/passage_splitter.hpp"
#include "common/shard_reader.hpp"
#include "common/snapshot_header.hpp"
#include "common/text_analyzer.hpp"
#include "indexer/attribute_columns.hpp"
#include "indexer/labeling_plan.hpp"
#include "indexer/lifespans.hpp"
#include "indexer/piece_store.hpp"
#include "indexer/postings_writer.hpp"
#include "indexer/snapshot_list.hpp"
#include "indexer/templates/text_columns.hpp"

namespace smallprint::indexing {

/// One thread. Policies must come ordered by site and policy. Memory: the columns of the shard (22
/// bytes a row), its vocabulary, and one policy.
class ShardWriter {
 public:
  /// `folder` must exist and be empty; `plan` must outlive the writer.
  ShardWriter(std::filesystem::path folder, const LabelingPlan& plan);

  /// `site_fingerprint` is that of the policy's site (SitePart).
  void begin_policy(const SnapshotEntry& first, const Digest128& site_fingerprint);

  /// Adds the policy's next snapshot. `file` is the whole file `entry` was made from.
  void add_snapshot(const SnapshotEntry& entry,
                    const SnapshotHeader& header,
                    std::string_view file);

  void end_policy();

  /// Writes what is left; no file of the shard changes after it.
  RowTotals close();

 private:
  void add_row(const SnapshotEntry& entry,
               const std::vector<Passage>& passages,
               std::uint32_t index,
               PassageDetails details);
  void analyze(const Passage& passage);
  void analyze_previous(const std::vector<Passage>& passages, std::uint32_t index);
  void label(const Passage& passage, PassageDetails& details);
  void write_words();
  std::uint32_t host_number(const std::string& host);

  std::filesystem::path folder_;
  TextAnalyzer analyzer_;
  PlannedLabelers labelers_;
  double unlikely_;  // to the labeler: see label_level
  PostingsWriter postings_;
  PieceStore pieces_;
  RecordStoreWriter passage_store_;
  RecordStoreWriter snapshot_store_;
  FileWriter forward_;

  // of the policy at hand
  std::string policy_;
  LifespanBuilder lifespans_;
  Digest128 last_body_;
  std::string last_title_;
  bool has_last_ = false;
  PracticeLabeler* labeler_ = nullptr;  // of labelers_

  // of the shard
  std::vector<std::string> sites_;
  std::vector<Digest128> site_fingerprints_;
  std::vector<std::string> policies_;
  std::vector<std::string> hosts_;
  std::unordered_map<std::string, std::uint32_t> host_numbers_;
  std::vector<PolicySpan> spans_;
  std::vector<std::int32_t> snapshot_day_;
  std::vector<std::uint32_t> snapshot_host_;
  AttributeColumns snapshot_attributes_;
  std::vector<std::uint32_t> row_first_;
  std::vector<std::uint32_t> row_count_;
  std::vector<std::uint16_t> row_words_;
  std::vector<std::uint64_t> row_id_;
  TextColumns texts_;
  std::vector<std::uint32_t> forward_ends_;
  std::vector<std::uint32_t> statements_;
  std::vector<std::uint32_t> statement_ends_;
  RowTotals totals_;

  // of the passage at hand, and scratch
  std::vector<std::vector<Token>> heading_tokens_;
  std::vector<Token> text_tokens_;
  const Passage* analyzed_ = nullptr;  // whose tokens text_tokens_ are; null between snapshots
  std::vector<Token> previous_tokens_;
  LabelLevels levels_{};
  std::vector<WordId> heading_words_;
  std::vector<WordId> text_words_;
  std::string forward_row_;
};

}  // namespace smallprint::indexing
