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
/// those of a snapshot: one snapshot of the lifespan within the days must have both.
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

/// The snapshots that a total counts: observed within the days, and of one of the policy hosts and
/// one of the categories where the filters name any.
class SnapshotCounter {
 public:
  /// `shard` must outlive the counter.
  SnapshotCounter(const ShardReader& shard, const Filters& filters);

  /// True when the filters name a policy host or a category.
  [[nodiscard]] bool restricts() const { return !any_host_ || !any_category_; }

  /// Of the snapshots [begin, end).
  [[nodiscard]] std::uint64_t count(std::uint32_t begin, std::uint32_t end) const;

  [[nodiscard]] bool counts(std::uint32_t snapshot) const;

 private:
  const ShardReader& shard_;
  DayRange days_;
  bool any_host_;
  std::vector<std::uint32_t> hosts_;
  bool any_category_;
  std::vector<char> sets_;  // of each attribute set, whether it has one of the categories
};

/// Keeps the rows whose lifespan holds a snapshot that counts.
void retain_counted(const ShardReader& shard, const SnapshotCounter& counter, PassageSet& rows);

}  // namespace smallprint::searching
