/// `history`: what a site's policies said, capture by capture, and what came and went in between.
///
/// There are three states. A practice is *stated* in a capture when a passage of it states it, and
/// *not stated* when none does. Where there is no capture, it is *not observed*: of a half-year
/// without one nothing is known, whatever the captures before and after say. So a change has no
/// day: it was made at some time after one capture and not later than the next.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/calendar.hpp"
#include "common/practices/practice_labeler.hpp"
#include "common/shard_reader.hpp"
#include "searcher/index_view.hpp"
#include "searcher/matching/filters.hpp"
#include "searcher/matching/statement_condition.hpp"
#include "searcher/query/query.hpp"

namespace smallprint::searching {

struct HistoryRequest {
  std::string site;              ///< or a policy
  ParsedQuery query;             ///< looks at the passages that match alone
  StatementCondition statement;  ///< and at these practices and types of data alone
  DayRange days;                 ///< captures to look at
};

struct Capture {
  Day day;
  std::string timestamp;  ///< 14 digits
  std::string archive_url;
};

/// A passage in one lifespan, with the captures that hold it: [begin, end) of those looked at.
struct HistoryPassage {
  std::string id;
  PassageText passage;
  std::vector<PracticeStatement> statements;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_listed = false;  ///< states what is asked for; else it is here as evidence alone
  std::string archive;     ///< the SOURCE given to build
  SnapshotDetails source;  ///< first snapshot of the lifespan
};

/// A statement of a passage, by their numbers.
struct StatementPlace {
  std::size_t passage = 0;
  std::size_t statement = 0;
};

enum class Change { kAppeared, kDisappeared };

/// A difference between two consecutive captures of a policy. A practice changes when the first
/// passage comes, or the last one goes, that states it in that polarity.
struct HistoryEvent {
  std::size_t capture = 0;  ///< the later of the two; never 0
  Change change = Change::kAppeared;
  std::optional<PracticeValue> practice;  ///< none: of a passage
  std::size_t passage = 0;                ///< that came or went, or that states the practice best
  /// Of a practice: what each of the two captures states of it, in every polarity, the best
  /// evidence of each: that of the highest confidence. Empty where it states nothing.
  std::vector<StatementPlace> before;
  std::vector<StatementPlace> after;
};

/// In the order of State.
inline constexpr std::array<std::string_view, 3> kStateNames{
    "stated", "not stated", "not observed"};
enum class State { kStated, kNotStated, kNotObserved };

/// A half-year: `2013_A` is January to June.
struct HistoryPeriod {
  std::string name;
  std::size_t first_capture = 0;
  std::size_t captures = 0;  ///< 0: not observed
};

/// The state of a practice in each period: stated when any capture of the period states it.
struct PracticeTimeline {
  PracticeValue practice;
  std::vector<State> states;
};

struct PolicyHistory {
  std::string policy;
  std::vector<Capture> captures;         ///< by time, at least one
  std::vector<HistoryPassage> passages;  ///< by first capture, then place in it
  /// By capture; practices first, in the order of kPractices; what goes before what comes.
  std::vector<HistoryEvent> events;
  std::vector<HistoryPeriod> periods;  ///< all from the first capture to the last
  std::vector<PracticeTimeline>
      practices;  ///< those stated in any capture, in the order of kPractices
};

struct SiteHistory {
  std::string site;
  std::vector<PolicyHistory> policies;  ///< by name; those with a capture within the days
};

/// The history of all policies of a site, each on its own, or of the one policy named. Passages are
/// the same when heading path and text are; one that goes and returns is told as two, and so is one
/// of a policy that was removed in between. Structural practices take part only when asked for.
/// Error(kNoInput) when there is no such site, or no capture within the days.
[[nodiscard]] SiteHistory read_history(IndexView& index, const HistoryRequest& request);

/// The half-years between two consecutive captures that have none, by their places in `periods`:
/// [first, last). `capture` is the later one.
[[nodiscard]] std::pair<std::size_t, std::size_t> unobserved_before(const PolicyHistory& history,
                                                                    std::size_t capture);

}  // namespace smallprint::searching
