#include "searcher/histories/history.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/practices/statement_column.hpp"
#include "searcher/histories/site_policies.hpp"
#include "searcher/matching/columns.hpp"
#include "searcher/matching/matcher.hpp"
#include "searcher/matching/passage_statements.hpp"
#include "searcher/xapian_errors.hpp"

namespace smallprint::searching {
namespace {

/// Practice and polarity, in the order of kPractices.
using Kind = std::uint32_t;

Kind kind_of(const PracticeStatement& statement) {
  return statement_kind(pack(statement));
}

PracticeValue value_of(Kind kind) {
  const StatementEntry entry = statement_of_kind(kind);
  return {.practice = entry.practice, .polarity = entry.polarity};
}

/// Half-years since the year 0.
int half_year_of(Day day) {
  const std::chrono::year_month_day date(day);
  return static_cast<int>(date.year()) * 2 + (static_cast<unsigned>(date.month()) > 6 ? 1 : 0);
}

std::vector<HistoryPeriod> periods_of(const std::vector<Capture>& captures) {
  std::vector<HistoryPeriod> periods;
  std::size_t capture = 0;
  const int last = half_year_of(captures.back().day);
  for (int half = half_year_of(captures.front().day); half <= last; ++half) {
    HistoryPeriod period{.name = fmt::format("{:04}_{}", half / 2, half % 2 == 0 ? 'A' : 'B'),
                         .first_capture = capture};
    while (capture < captures.size() && half_year_of(captures[capture].day) == half) {
      ++capture;
      ++period.captures;
    }
    periods.push_back(std::move(period));
  }
  return periods;
}

/// What the captures of a policy state: for each practice and polarity the best evidence in each.
class StatedKinds {
 public:
  StatedKinds(const PolicyHistory& history, const StatementCondition& condition)
      : captures_(history.captures.size()), condition_(condition) {
    StatementCondition data;
    data.data = condition.data;
    const StatementTest of_data(data);
    for (std::size_t i = 0; i < history.passages.size(); ++i) {
      const HistoryPassage& passage = history.passages[i];
      for (std::size_t j = 0; j < passage.statements.size(); ++j) {
        const PracticeStatement& statement = passage.statements[j];
        if (of_data.accepts(pack(statement))) {
          add({.passage = i, .statement = j}, statement, passage);
        }
      }
    }
  }

  /// Those that are asked for.
  [[nodiscard]] std::vector<Kind> kinds() const {
    std::vector<Kind> kinds;
    for (const auto& [kind, evidence] : evidence_) {
      if (is_asked_for(value_of(kind))) {
        kinds.push_back(kind);
      }
    }
    return kinds;
  }

  [[nodiscard]] bool is_stated(Kind kind, std::size_t capture) const {
    return evidence_.at(kind)[capture].has_value();
  }

  [[nodiscard]] StatementPlace evidence(Kind kind, std::size_t capture) const {
    return evidence_.at(kind)[capture]->place;
  }

  /// In every polarity.
  [[nodiscard]] std::vector<StatementPlace> evidence_of(Practice practice,
                                                        std::size_t capture) const {
    std::vector<StatementPlace> places;
    for (const auto& [kind, evidence] : evidence_) {
      if (value_of(kind).practice == practice && evidence[capture]) {
        places.push_back(evidence[capture]->place);
      }
    }
    return places;
  }

 private:
  struct Evidence {
    StatementPlace place;
    float confidence = 0;
  };

  void add(StatementPlace place,
           const PracticeStatement& statement,
           const HistoryPassage& passage) {
    auto& evidence = evidence_.try_emplace(kind_of(statement), captures_).first->second;
    for (std::size_t capture = passage.begin; capture < passage.end; ++capture) {
      if (!evidence[capture] || statement.confidence > evidence[capture]->confidence) {
        evidence[capture] = {.place = place, .confidence = statement.confidence};
      }
    }
  }

  [[nodiscard]] bool is_asked_for(const PracticeValue& value) const {
    const std::vector<PracticeValue>& asked = condition_.practices;
    if (asked.empty()) {
      return !entry(value.practice).is_structural;
    }
    return std::ranges::any_of(asked, [&](const PracticeValue& one) {
      return one.practice == value.practice && (!one.polarity || one.polarity == value.polarity);
    });
  }

  std::size_t captures_;
  const StatementCondition& condition_;
  std::map<Kind, std::vector<std::optional<Evidence>>> evidence_;
};

void add_practice_events(const StatedKinds& stated, PolicyHistory& history) {
  for (const Kind kind : stated.kinds()) {
    const PracticeValue practice = value_of(kind);
    for (std::size_t capture = 1; capture < history.captures.size(); ++capture) {
      const bool is_stated = stated.is_stated(kind, capture);
      if (is_stated == stated.is_stated(kind, capture - 1)) {
        continue;
      }
      history.events.push_back(
          {.capture = capture,
           .change = is_stated ? Change::kAppeared : Change::kDisappeared,
           .practice = practice,
           .passage = stated.evidence(kind, is_stated ? capture : capture - 1).passage,
           .before = stated.evidence_of(practice.practice, capture - 1),
           .after = stated.evidence_of(practice.practice, capture)});
    }
  }
}

void add_passage_events(PolicyHistory& history) {
  const auto add = [&](std::size_t capture, Change change, std::size_t passage) {
    history.events.push_back({.capture = capture,
                              .change = change,
                              .practice = {},
                              .passage = passage,
                              .before = {},
                              .after = {}});
  };
  for (std::size_t i = 0; i < history.passages.size(); ++i) {
    const HistoryPassage& passage = history.passages[i];
    if (passage.is_listed && passage.begin > 0) {
      add(passage.begin, Change::kAppeared, i);
    }
    if (passage.is_listed && passage.end < history.captures.size()) {
      add(passage.end, Change::kDisappeared, i);
    }
  }
}

void sort_events(std::vector<HistoryEvent>& events) {
  std::ranges::stable_sort(events, {}, [](const HistoryEvent& event) {
    return std::tuple(event.capture,
                      !event.practice.has_value(),
                      event.practice ? event.practice->practice : Practice{},
                      event.change == Change::kAppeared);
  });
}

std::vector<PracticeTimeline> timelines_of(const StatedKinds& stated,
                                           const std::vector<HistoryPeriod>& periods) {
  std::vector<PracticeTimeline> timelines;
  for (const Kind kind : stated.kinds()) {
    PracticeTimeline timeline{.practice = value_of(kind), .states = {}};
    for (const HistoryPeriod& period : periods) {
      State state = period.captures == 0 ? State::kNotObserved : State::kNotStated;
      for (std::size_t i = 0; i < period.captures; ++i) {
        state = stated.is_stated(kind, period.first_capture + i) ? State::kStated : state;
      }
      timeline.states.push_back(state);
    }
    timelines.push_back(std::move(timeline));
  }
  return timelines;
}

/// Reads policies, of which several may stand in one shard.
class HistoryReader {
 public:
  HistoryReader(IndexView& index, const HistoryRequest& request)
      : index_(index), request_(request), test_(request.statement) {}

  /// Nothing when no capture is within the days.
  std::optional<PolicyHistory> read(const PolicySeries& series) {
    ShardReader& data = series.data();
    PolicyHistory history;
    history.policy = data.policies[series.policy];
    std::uint32_t first = series.first;
    for (std::uint32_t snapshot = series.first; snapshot < series.last; ++snapshot) {
      if (!request_.days.contains(day_of(data, snapshot))) {
        first += history.captures.empty() ? 1U : 0U;
        continue;
      }
      SnapshotDetails details = data.snapshot_details(snapshot);
      history.captures.push_back({.day = day_of(data, snapshot),
                                  .timestamp = std::move(details.timestamp),
                                  .archive_url = std::move(details.archive_url)});
    }
    if (history.captures.empty()) {
      return std::nullopt;
    }
    read_passages(series, first, history);
    const StatedKinds stated(history, request_.statement);
    history.periods = periods_of(history.captures);
    history.practices = timelines_of(stated, history.periods);
    add_practice_events(stated, history);
    add_passage_events(history);
    sort_events(history.events);
    return history;
  }

 private:
  /// `first` is the first snapshot that is looked at.
  void read_passages(const PolicySeries& series, std::uint32_t first, PolicyHistory& history) {
    ShardReader& data = series.data();
    const auto last = first + static_cast<std::uint32_t>(history.captures.size());
    const PassageSet& matches = matches_of(*series.shard);
    const std::uint32_t end = data.policy_spans[series.policy + 1].first_row;
    for (std::uint32_t row = matches.next(data.policy_spans[series.policy].first_row); row < end;
         row = matches.next(row + 1)) {
      const std::uint32_t begin_of_row = std::max(first, data.row_first[row]);
      const std::uint32_t end_of_row = std::min(last, data.row_first[row] + data.row_count[row]);
      if (begin_of_row < end_of_row) {
        history.passages.push_back(load(data, row));
        history.passages.back().begin = begin_of_row - first;
        history.passages.back().end = end_of_row - first;
      }
    }
  }

  /// Rows that match the query.
  const PassageSet& matches_of(Shard& shard) {
    const auto known = matches_.find(&shard);
    return known != matches_.end()
               ? known->second
               : matches_.emplace(&shard, Matcher(shard, request_.days).rows(request_.query.root))
                     .first->second;
  }

  HistoryPassage load(ShardReader& shard, std::uint32_t row) {
    HistoryPassage passage;
    passage.id = passage_id_text(shard.row_id[row]);
    passage.passage = shard.passage_text(row);
    passage.statements = load_statements(shard, row, passage.passage);
    passage.is_listed = request_.statement.empty() || test_.accepts_row(shard, row);
    passage.source = shard.snapshot_details(shard.row_first[row]);
    passage.archive = archive_of(index_.manifest, passage.source);
    return passage;
  }

  IndexView& index_;
  const HistoryRequest& request_;
  StatementTest test_;
  std::map<Shard*, PassageSet> matches_;
};

std::vector<PolicySeries> find_series(IndexView& index, const std::string& name) {
  std::vector<PolicySeries> series = find_site(index, name);
  if (series.empty()) {
    const std::optional<PolicySeries> policy = find_policy(index, name);
    if (!policy) {
      throw Error(ExitCode::kNoInput, fmt::format("{}: no such site in this index", name));
    }
    series.push_back(*policy);
  }
  return series;
}

}  // namespace

SiteHistory read_history(IndexView& index, const HistoryRequest& request) {
  return translating_xapian_errors([&] {
    (void)expand_prefixes(index, request.query);  // refuses what a search would refuse
    const std::vector<PolicySeries> all = find_series(index, request.site);
    const ShardReader& shard = all.front().data();
    SiteHistory history{
        .site = std::string(shard.sites[shard.policy_spans[all.front().policy].site]),
        .policies = {}};
    HistoryReader reader(index, request);
    for (const PolicySeries& series : all) {
      if (std::optional<PolicyHistory> policy = reader.read(series)) {
        history.policies.push_back(std::move(*policy));
      }
    }
    if (history.policies.empty()) {
      throw Error(ExitCode::kNoInput,
                  fmt::format("{}: no capture within the days asked for", request.site),
                  "without --from and --to all captures are listed");
    }
    return history;
  });
}

std::pair<std::size_t, std::size_t> unobserved_before(const PolicyHistory& history,
                                                      std::size_t capture) {
  const auto later = std::ranges::find_if(history.periods, [&](const HistoryPeriod& period) {
    return period.captures > 0 && period.first_capture + period.captures > capture;
  });
  const auto end = static_cast<std::size_t>(later - history.periods.begin());
  std::size_t begin = end;
  while (later->first_capture == capture && begin > 0 && history.periods[begin - 1].captures == 0) {
    --begin;
  }
  return {begin, end};
}

}  // namespace smallprint::searching
