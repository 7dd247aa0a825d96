#include "indexer/removals.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace smallprint::indexing {
namespace {

/// Knows nothing but when its documents were removed; the series of a record is its number / 10.
class RemovalSource final : public ArchiveSource {
 public:
  explicit RemovalSource(std::vector<Removal> removals) : removals_(std::move(removals)) {}

  [[nodiscard]] ReportedSource describe() const override { return {}; }

  [[nodiscard]] std::size_t records() const override { return 0; }

  [[nodiscard]] RecordIdentity identity(std::size_t /*record*/) const override { return {}; }

  [[nodiscard]] std::optional<Refusal> read(std::size_t /*record*/,
                                            std::string& /*buffer*/) const override {
    return std::nullopt;
  }

  [[nodiscard]] std::string stamp(std::size_t /*record*/) const override { return {}; }

  [[nodiscard]] std::variant<SnapshotRecord, Refusal> examine(
      std::string_view /*bytes*/) const override {
    return SnapshotRecord();
  }

  [[nodiscard]] std::optional<Refusal> complete(std::size_t /*record*/,
                                                SnapshotEntry& /*entry*/) const override {
    return std::nullopt;
  }

  [[nodiscard]] std::uint32_t series(std::size_t record) const override {
    return static_cast<std::uint32_t>(record / 10);
  }

  [[nodiscard]] std::vector<Removal> removals() const override { return removals_; }

 private:
  std::vector<Removal> removals_;
};

SnapshotEntry entry(const std::string& policy, const std::string& timestamp, std::uint32_t record) {
  SnapshotEntry made;
  made.policy = policy;
  made.day = day_of_timestamp(timestamp);
  made.timestamp = timestamp;
  made.record = record;
  return made;
}

std::vector<bool> marks(std::vector<SnapshotEntry> entries, std::vector<Removal> removals) {
  ArchiveSources sources;
  sources.push_back(std::make_unique<RemovalSource>(std::move(removals)));
  mark_removals(sources, entries);
  std::vector<bool> marks;
  for (const SnapshotEntry& made : entries) {
    marks.push_back(made.after_removal);
  }
  return marks;
}

const std::vector<SnapshotEntry> kEntries = {entry("a", "20200101000000", 0),
                                             entry("a", "20200103000000", 1),
                                             entry("a", "20200105000000", 2),
                                             entry("b", "20200104000000", 10)};

TEST(MarkRemovals, MarksTheFirstSnapshotAfterEach) {
  EXPECT_EQ(marks(kEntries, {{.series = 0, .timestamp = "20200102000000"}}),
            (std::vector{false, true, false, false}));
  EXPECT_EQ(marks(kEntries,
                  {{.series = 0, .timestamp = "20200104000000"},
                   {.series = 0, .timestamp = "20200102000000"}}),
            (std::vector{false, true, true, false}));
}

TEST(MarkRemovals, MarksNothingBeforeTheFirstOrAfterTheLastSnapshot) {
  const std::vector<bool> none(4, false);
  EXPECT_EQ(marks(kEntries, {{.series = 0, .timestamp = "20191231235959"}}), none);
  EXPECT_EQ(marks(kEntries, {{.series = 0, .timestamp = "20200105000001"}}), none);
  EXPECT_EQ(marks(kEntries, {{.series = 1, .timestamp = "20200102000000"}}), none);
  EXPECT_EQ(marks(kEntries, {{.series = 7, .timestamp = "20200102000000"}}), none);
}

TEST(MarkRemovals, TakesASnapshotOfTheSameSecondAsBefore) {
  EXPECT_EQ(marks(kEntries, {{.series = 0, .timestamp = "20200103000000"}}),
            (std::vector{false, false, true, false}));
}

}  // namespace
}  // namespace smallprint::indexing
