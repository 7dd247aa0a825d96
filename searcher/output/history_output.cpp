#include "searcher/output/history_output.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/json_text.hpp"
#include "common/practices/labels_json.hpp"
#include "common/printable.hpp"
#include "searcher/matching/passage_statements.hpp"

namespace smallprint::searching {
namespace {

/// In the order of Change.
constexpr std::array<std::string_view, 2> kChangeNames{"appeared", "disappeared"};

/// In the order of State.
constexpr std::array<char, 3> kStateMarks{'#', '-', ' '};

Json polarity_or_null(const std::optional<Polarity>& polarity) {
  return polarity ? Json(id(*polarity)) : Json(nullptr);
}

Json source_json(const HistoryPassage& passage) {
  const SnapshotDetails& source = passage.source;
  return {{"archive", json_file_name(passage.archive)},
          {"file", json_file_name(source.file)},
          {"commit", source.commit.empty() ? Json(nullptr) : Json(source.commit)},
          {"byte_start", passage.passage.byte_begin},
          {"byte_end", passage.passage.byte_end},
          {"char_start", passage.passage.char_begin},
          {"char_end", passage.passage.char_end},
          {"archive_url", source.archive_url}};
}

Json passage_json(const HistoryPassage& passage) {
  return {{"passage_id", passage.id},
          {"heading", passage.passage.heading},
          {"text", passage.passage.text},
          {"practices", statements_to_json(passage.statements, passage.passage.text)}};
}

const PracticeStatement& statement_at(const PolicyHistory& history, const StatementPlace& place) {
  return history.passages[place.passage].statements[place.statement];
}

std::string_view evidence_at(const PolicyHistory& history, const StatementPlace& place) {
  return evidence_of(statement_at(history, place), history.passages[place.passage].passage.text);
}

/// What one capture says of the practice of an event.
Json side_json(const PolicyHistory& history,
               const PracticeValue& practice,
               const std::vector<StatementPlace>& places) {
  State state = State::kNotStated;
  Json statements = Json::array();
  for (const StatementPlace& place : places) {
    const PracticeStatement& statement = statement_at(history, place);
    state = statement.polarity == practice.polarity ? State::kStated : state;
    statements.push_back({{"polarity", polarity_or_null(statement.polarity)},
                          {"passage_id", history.passages[place.passage].id},
                          {"evidence", evidence_at(history, place)}});
  }
  return {{"state", kStateNames[static_cast<std::size_t>(state)]}, {"statements", statements}};
}

Json names_of_unobserved(const PolicyHistory& history, std::size_t capture) {
  Json names = Json::array();
  const auto [first, last] = unobserved_before(history, capture);
  for (std::size_t period = first; period < last; ++period) {
    names.push_back(history.periods[period].name);
  }
  return names;
}

Json event_json(const PolicyHistory& history, const HistoryEvent& event) {
  const HistoryPassage& passage = history.passages[event.passage];
  const Capture& capture = history.captures[event.capture];
  const Capture& previous = history.captures[event.capture - 1];
  Json json = {{"date", format_day(capture.day)},
               {"event", kChangeNames[static_cast<std::size_t>(event.change)]},
               {"practice", nullptr},
               {"polarity", nullptr},
               {"passage_id", passage.id},
               {"text", passage.passage.text},
               {"previous_snapshot", format_day(previous.day)},
               {"source", source_json(passage)},
               {"policy", history.policy},
               {"heading", passage.passage.heading},
               {"timestamp", capture.timestamp},
               {"previous_timestamp", previous.timestamp},
               {"not_observed", names_of_unobserved(history, event.capture)},
               {"before", nullptr},
               {"after", nullptr}};
  if (event.practice) {
    json["practice"] = entry(event.practice->practice).id;
    json["polarity"] = polarity_or_null(event.practice->polarity);
    json["before"] = side_json(history, *event.practice, event.before);
    json["after"] = side_json(history, *event.practice, event.after);
  }
  return json;
}

Json policy_json(const PolicyHistory& history) {
  Json captures = Json::array();
  for (const Capture& capture : history.captures) {
    captures.push_back({{"date", format_day(capture.day)},
                        {"timestamp", capture.timestamp},
                        {"archive_url", capture.archive_url}});
  }
  Json first = Json::array();
  for (const HistoryPassage& passage : history.passages) {
    if (passage.is_listed && passage.begin == 0) {
      first.push_back(passage_json(passage));
    }
  }
  Json periods = Json::array();
  for (const HistoryPeriod& period : history.periods) {
    periods.push_back({{"period", period.name}, {"captures", period.captures}});
  }
  Json practices = Json::array();
  for (const PracticeTimeline& timeline : history.practices) {
    Json states = Json::array();
    for (const State state : timeline.states) {
      states.push_back(kStateNames[static_cast<std::size_t>(state)]);
    }
    practices.push_back({{"practice", entry(timeline.practice.practice).id},
                         {"polarity", polarity_or_null(timeline.practice.polarity)},
                         {"states", states}});
  }
  return {{"policy", history.policy},
          {"captures", captures},
          {"first_passages", first},
          {"periods", periods},
          {"practices", practices}};
}

/// An event with the policy it is of.
using PlacedEvent = std::pair<const PolicyHistory*, const HistoryEvent*>;

/// The events of all policies, by the time of their capture.
std::vector<PlacedEvent> all_events(const SiteHistory& site) {
  std::vector<PlacedEvent> events;
  for (const PolicyHistory& history : site.policies) {
    for (const HistoryEvent& event : history.events) {
      events.emplace_back(&history, &event);
    }
  }
  std::ranges::stable_sort(events, {}, [](const PlacedEvent& event) {
    return std::string_view(event.first->captures[event.second->capture].timestamp);
  });
  return events;
}

std::vector<std::string> all_days(const SiteHistory& site) {
  std::vector<std::string> days;
  for (const PolicyHistory& history : site.policies) {
    std::ranges::transform(history.captures, std::back_inserter(days), [](const Capture& capture) {
      return format_day(capture.day);
    });
  }
  std::ranges::sort(days);
  return days;
}

std::string quoted(std::string_view text) {
  std::string line = printable_text(text);
  std::ranges::replace(line, '\n', ' ');
  return fmt::format("\"{}\"", line);
}

std::string side_text(std::string_view name,
                      const PolicyHistory& history,
                      const std::vector<StatementPlace>& places,
                      const TextStyle& style) {
  if (places.empty()) {
    return wrap(fmt::format("{}: not stated", name), style.columns);
  }
  std::string text;
  for (const StatementPlace& place : places) {
    text += wrap(fmt::format("{}: {} {} {}",
                             name,
                             brief(statement_at(history, place)),
                             quoted(evidence_at(history, place)),
                             history.passages[place.passage].id),
                 style.columns);
  }
  return text;
}

/// Events of one practice between the same captures, whose evidence is the same.
bool is_told_with(const HistoryEvent& event, const HistoryEvent& next) {
  return event.practice && next.practice && event.capture == next.capture &&
         event.practice->practice == next.practice->practice;
}

std::string event_text(const PolicyHistory& history, std::size_t number, const TextStyle& style) {
  const HistoryEvent& event = history.events[number];
  const char sign = event.change == Change::kAppeared ? '+' : '-';
  const std::string_view change = kChangeNames[static_cast<std::size_t>(event.change)];
  if (event.practice) {
    const std::string text =
        fmt::format("{} practice {} {}\n", sign, name_of(*event.practice), change);
    const bool has_more =
        number + 1 < history.events.size() && is_told_with(event, history.events[number + 1]);
    return has_more ? text
                    : text + side_text("before", history, event.before, style) +
                          side_text("after", history, event.after, style);
  }
  const HistoryPassage& passage = history.passages[event.passage];
  const std::string heading = printable(join_heading(passage.passage.heading));
  return fmt::format("{} passage {}  {}\n", sign, passage.id, heading) +
         wrap(printable_text(passage.passage.text), style.columns);
}

std::string gap_text(const PolicyHistory& history, std::size_t capture) {
  const auto [first, last] = unobserved_before(history, capture);
  if (first == last) {
    return {};
  }
  const std::string& begin = history.periods[first].name;
  const std::string& end = history.periods[last - 1].name;
  return first + 1 == last ? fmt::format("; {} not observed", begin)
                           : fmt::format("; {} to {} not observed", begin, end);
}

std::string timelines_text(const PolicyHistory& history) {
  if (history.practices.empty()) {
    return {};
  }
  std::string text =
      fmt::format("\n{} to {}, a mark a half-year: # stated, - not stated, blank not observed\n",
                  history.periods.front().name,
                  history.periods.back().name);
  for (const PracticeTimeline& timeline : history.practices) {
    std::string marks;
    for (const State state : timeline.states) {
      marks += kStateMarks[static_cast<std::size_t>(state)];
    }
    text += fmt::format("    {:<44} |{}|\n", name_of(timeline.practice), marks);
  }
  return text;
}

std::string policy_text(const PolicyHistory& history, const TextStyle& style) {
  const auto first = std::ranges::count_if(history.passages, [](const HistoryPassage& passage) {
    return passage.is_listed && passage.begin == 0;
  });
  std::string text = fmt::format("\n{}: {} {}, {} to {}; {} {} in the first\n",
                                 printable(history.policy),
                                 history.captures.size(),
                                 history.captures.size() == 1 ? "snapshot" : "snapshots",
                                 format_day(history.captures.front().day),
                                 format_day(history.captures.back().day),
                                 first,
                                 first == 1 ? "passage" : "passages");
  text += timelines_text(history);
  std::size_t capture = 0;
  for (std::size_t number = 0; number < history.events.size(); ++number) {
    if (history.events[number].capture != capture) {
      capture = history.events[number].capture;
      text += fmt::format("\n{}, after {}{}\n",
                          format_day(history.captures[capture].day),
                          format_day(history.captures[capture - 1].day),
                          gap_text(history, capture));
    }
    text += event_text(history, number, style);
  }
  if (std::ranges::none_of(history.passages, &HistoryPassage::is_listed)) {
    return text + "\nno passage of these snapshots matches\n";
  }
  return history.events.empty() ? text + "\nnothing changed\n" : text;
}

}  // namespace

Json history_json(std::string_view index_digest,
                  const HistoryRequest& request,
                  const SiteHistory& history) {
  Filters filters;
  filters.statement = request.statement;
  filters.days = request.days;
  Json policies = Json::array();
  for (const PolicyHistory& policy : history.policies) {
    policies.push_back(policy_json(policy));
  }
  Json events = Json::array();
  for (const auto& [policy, event] : all_events(history)) {
    events.push_back(event_json(*policy, *event));
  }
  return {{"format_version", 1},
          {"index_digest", index_digest},
          {"site", history.site},
          {"query", to_json(request.query)},
          {"filters", to_json(filters)},
          {"snapshots", all_days(history)},
          {"policies", policies},
          {"events", events}};
}

std::string history_text(std::string_view index_digest,
                         const SiteHistory& history,
                         const TextStyle& style) {
  std::string text = fmt::format("{}\nindex   {}\n", printable(history.site), index_digest);
  for (const PolicyHistory& policy : history.policies) {
    text += policy_text(policy, style);
  }
  return text;
}

}  // namespace smallprint::searching
