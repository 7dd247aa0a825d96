/// The filters of a search: what must hold besides the query.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/calendar.hpp"
#include "common/shard_reader.hpp"
#include "searcher/matching/passage_set.hpp"
#include "searcher/matching/statement_condition.hpp"
#include "searcher/query/query.hpp"

namespace smallprint::searching {

/// Days, both inclusive; an open end is unbounded.
struct DayRange {
  std::optional<Day> from;
  std::optional<Day> to;

  [[nodiscard]] bool unbounded() const { return !from && !to; }

  [[nodiscard]] bool contains(Day day) const {
    return (!from || *from <= day) && (!to || day <= *to);
  }
};

/// Values of one filter are alternatives; the filters must all hold. Policy host and category are
/// those of a snapshot: one snapshot of the lifespan within the days must have both, and no
/// excluded value of a snapshot.
struct Filters {
  std::vector<std::string> sites;
  std::vector<std::string> policy_hosts;
  std::vector<std::string> categories;
  StatementCondition statement;  ///< of one statement of the passage
  DayRange days;
  std::vector<ParsedQuery> excluded;  ///< --not FIELD:VALUE, each parsed as a query
};

/// The number of a name, tried as written, then in lower case.
[[nodiscard]] std::optional<std::uint32_t> find_name(const StringTable& names,
                                                     const std::string& value);

/// Rows of a site or a policy; the value is found as by find_name().
[[nodiscard]] PassageSet rows_of_site(const ShardReader& shard, const std::string& value);
[[nodiscard]] PassageSet rows_of_policy(const ShardReader& shard, const std::string& value);

/// Rows whose lifespan holds a snapshot within `days` that was taken from the host.
[[nodiscard]] PassageSet rows_of_host(const ShardReader& shard,
                                      const std::string& value,
                                      const DayRange& days);

/// Rows whose lifespan holds a snapshot within `days` that has the attribute; is_attribute(field).
[[nodiscard]] PassageSet rows_of_attribute(const ShardReader& shard,
                                           FieldId field,
                                           const std::string& value,
                                           const DayRange& days);

/// Keeps the rows whose lifespan overlaps `days`: in force is what was seen before and after.
void retain_days(const ShardReader& shard, const DayRange& days, PassageSet& rows);

/// True for the fields that a whole snapshot has, whatever its passages say; and of these, for
/// those that can differ between the snapshots of a policy.
[[nodiscard]] bool is_of_snapshots(FieldId field);
[[nodiscard]] bool varies_with_snapshot(FieldId field);

/// The snapshots that a total counts: observed within the days, of one of the policy hosts and one
/// of the categories where the filters name any, and without an excluded value that
/// varies_with_snapshot().
class SnapshotCounter {
 public:
  /// `shard` must outlive the counter.
  SnapshotCounter(const ShardReader& shard, const Filters& filters);

  /// True when the filters ask for more of a snapshot than a day.
  [[nodiscard]] bool restricts() const { return restricts_; }

  /// Of the snapshots [begin, end).
  [[nodiscard]] std::uint64_t count(std::uint32_t begin, std::uint32_t end) const;

  [[nodiscard]] bool counts(std::uint32_t snapshot) const;

 private:
  void exclude(FieldId field, const std::string& value);

  const ShardReader& shard_;
  DayRange days_;
  bool restricts_ = false;
  std::vector<char> hosts_;  // of each host, whether its snapshots count
  std::vector<char> sets_;   // of each set of attributes
};

/// Keeps the rows whose lifespan holds a snapshot that counts.
void retain_counted(const ShardReader& shard, const SnapshotCounter& counter, PassageSet& rows);

}  // namespace smallprint::searching
