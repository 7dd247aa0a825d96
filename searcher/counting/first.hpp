/// Who said it first: the earliest observed passage of each site, and how many sites have said it
/// by each period.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/calendar.hpp"
#include "common/shard_reader.hpp"
#include "searcher/counting/period.hpp"
#include "searcher/index_view.hpp"
#include "searcher/matching/filters.hpp"
#include "searcher/matching/passage_set.hpp"
#include "searcher/query/query.hpp"

namespace smallprint::searching {

struct FirstRequest {
  ParsedQuery query;
  Filters filters;
  PeriodLength by = PeriodLength::kHalfYear;  ///< of the curve of adoption
};

/// The earliest observed snapshot of a site with a matching passage, and the first such passage.
struct FirstPassage {
  std::uint32_t shard = 0;
  std::uint32_t row = 0;
  std::uint32_t snapshot = 0;
  Day date;
  std::optional<Day> previous;  ///< the last observed capture of the site before
  bool first_capture = false;   ///< there is no capture before, observed or left out by filters
};

/// Sites, each counted from its first period on. Its end is not looked at: what was said once stays
/// said.
struct AdoptionPeriod {
  PeriodNumber period = 0;
  Day from;
  Day to;
  std::uint64_t added = 0;             ///< sites that say it first in this period
  std::uint64_t at_first_capture = 0;  ///< of those, the sites whose first capture it is
  std::uint64_t adopted = 0;           ///< sites that have said it until the period's end
  std::uint64_t observed = 0;          ///< sites observed until then
};

struct FirstAnswer {
  std::uint64_t observed_sites = 0;  ///< under the filters
  std::vector<FirstPassage> sites;   ///< by date, then site
  std::vector<AdoptionPeriod> adoption;
};

/// `rows` are the rows of each shard that match under split_filters(filters).passages. Of one day,
/// the first policy by name and the first passage by place count. Exact.
/// Cost: one pass over the snapshots and one over the rows.
[[nodiscard]] FirstAnswer find_first(const IndexView& index,
                                     const FirstRequest& request,
                                     const std::vector<PassageSet>& rows);

/// What an answer shows of a first passage.
struct FirstPassageText {
  std::string site;
  std::string policy;
  std::string passage_id;
  PassageText passage;
  SnapshotDetails source;  ///< the snapshot it was first observed in
};

[[nodiscard]] FirstPassageText load_first(const IndexView& index, const FirstPassage& first);

}  // namespace smallprint::searching
