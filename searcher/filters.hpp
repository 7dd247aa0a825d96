/// The filters of a search: what must hold besides the query.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/calendar.hpp"
#include "common/shard_reader.hpp"
#include "searcher/passage_set.hpp"
#include "searcher/query.hpp"
#include "searcher/statement_condition.hpp"

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

/// Values of one filter are alternatives; the filters must all hold.
struct Filters {
  std::vector<std::string> sites;
  std::vector<std::string> policy_hosts;
  StatementCondition statement;  ///< of one statement of the passage
  DayRange days;
  std::vector<ParsedQuery> excluded;  ///< --not FIELD:VALUE, each parsed as a query
};

/// Rows of a site or a policy; upper case in `value` is tried as written, then as lower case.
[[nodiscard]] PassageSet rows_of_site(const ShardReader& shard, const std::string& value);
[[nodiscard]] PassageSet rows_of_policy(const ShardReader& shard, const std::string& value);

/// Rows whose lifespan holds a snapshot within `days` that was taken from the host.
[[nodiscard]] PassageSet rows_of_host(const ShardReader& shard,
                                      const std::string& value,
                                      const DayRange& days);

/// Keeps the rows whose lifespan overlaps `days`: in force is what was seen before and after.
void retain_days(const ShardReader& shard, const DayRange& days, PassageSet& rows);

/// The snapshots of [begin, end) that a total counts: observed within `days`, and taken from one of
/// the hosts when any are named (lower case).
class SnapshotCounter {
 public:
  SnapshotCounter(const ShardReader& shard, const Filters& filters);

  [[nodiscard]] std::uint64_t count(std::uint32_t begin, std::uint32_t end) const;

  [[nodiscard]] bool counts(std::uint32_t snapshot) const;

 private:
  const ShardReader& shard_;
  DayRange days_;
  bool any_host_;
  std::vector<std::uint32_t> hosts_;
};

}  // namespace smallprint::searching
