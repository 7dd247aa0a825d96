#include "searcher/output/first_output.hpp"

#include <cmath>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/printable.hpp"
#include "searcher/output/filters_text.hpp"

namespace smallprint::searching {
namespace {

constexpr double kPercent = 100;

/// Of the sites observed until a period's end; there is always one.
double adopted_share(const AdoptionPeriod& period) {
  return static_cast<double>(period.adopted) / static_cast<double>(period.observed);
}

Json site_json(const FirstPassage& first, const FirstPassageText& text) {
  return {{"site", text.site},
          {"policy", text.policy},
          {"date", format_day(first.date)},
          {"previous", first.previous ? Json(format_day(*first.previous)) : Json(nullptr)},
          {"first_capture", first.first_capture},
          {"passage_id", text.passage_id},
          {"heading", text.passage.heading},
          {"text", text.passage.text},
          {"archive_url", text.source.archive_url}};
}

Json adoption_json(const FirstRequest& request, const AdoptionPeriod& period) {
  constexpr double kScale = 1e12;  // decimals, as of trends
  return {{"period", name_of_period(period.period, request.by)},
          {"from", format_day(period.from)},
          {"to", format_day(period.to)},
          {"new", period.added},
          {"at_first_capture", period.at_first_capture},
          {"adopted", period.adopted},
          {"observed", period.observed},
          {"rate", std::round(adopted_share(period) * kScale) / kScale}};
}

/// Since when at most: what was seen of the site before.
std::string since(const FirstPassage& first) {
  if (first.previous) {
    return fmt::format("(not yet on {})", format_day(*first.previous));
  }
  return first.first_capture ? "(first capture)" : "(captured before, outside the filters)";
}

std::string site_text(const FirstPassage& first,
                      const FirstPassageText& text,
                      const TextStyle& style) {
  return fmt::format("{}  {}  {}  {}\n{}",
                     format_day(first.date),
                     printable(text.site),
                     text.passage_id,
                     since(first),
                     wrap(mark(text.passage.text, {}, style), style.columns));
}

std::string adoption_text(const FirstRequest& request, const FirstAnswer& answer) {
  std::string text = fmt::format(
      "\nsites that have said it so far, of those observed so far, by {}\n\n"
      "{:<8}{:>7} {:>16} {:>7} {:>9}  {:>7}\n",
      name_of(request.by),
      "period",
      "new",
      "at first capture",
      "so far",
      "observed",
      "rate");
  for (const AdoptionPeriod& period : answer.adoption) {
    text += fmt::format("{:<8}{:>7} {:>16} {:>7} {:>9}  {:>5.1f} %\n",
                        name_of_period(period.period, request.by),
                        period.added,
                        period.at_first_capture,
                        period.adopted,
                        period.observed,
                        adopted_share(period) * kPercent);
  }
  return text + "\nWho says it in the first capture may have said it long before.\n";
}

}  // namespace

Json first_json(const IndexView& index, const FirstRequest& request, const FirstAnswer& answer) {
  Json sites = Json::array();
  for (const FirstPassage& first : answer.sites) {
    sites.push_back(site_json(first, load_first(index, first)));
  }
  Json adoption = Json::array();
  for (const AdoptionPeriod& period : answer.adoption) {
    adoption.push_back(adoption_json(request, period));
  }
  return {{"format_version", 1},
          {"index_digest", index.manifest.index_digest},
          {"query", to_json(request.query)},
          {"filters", to_json(request.filters)},
          {"by", name_of(request.by)},
          {"exact", true},
          {"observed_sites", answer.observed_sites},
          {"sites", sites},
          {"adoption", adoption}};
}

std::string first_table(TableKind kind, const IndexView& index, const FirstAnswer& answer) {
  std::string table = table_line(kind,
                                 std::vector<std::string>{"site",
                                                          "policy",
                                                          "date",
                                                          "previous",
                                                          "passage_id",
                                                          "heading",
                                                          "text",
                                                          "archive_url",
                                                          "first_capture"});
  for (const FirstPassage& first : answer.sites) {
    const FirstPassageText text = load_first(index, first);
    table += table_line(kind,
                        std::vector<std::string>{printable(text.site),
                                                 printable(text.policy),
                                                 format_day(first.date),
                                                 first.previous ? format_day(*first.previous) : "",
                                                 text.passage_id,
                                                 printable(join_heading(text.passage.heading)),
                                                 printable_text(text.passage.text),
                                                 printable(text.source.archive_url),
                                                 first.first_capture ? "true" : "false"});
  }
  return table;
}

std::string first_text(const IndexView& index,
                       const FirstRequest& request,
                       const FirstAnswer& answer,
                       const TextStyle& style) {
  std::string text = fmt::format("{} of {} sites observed have a matching passage (exact)\n",
                                 answer.sites.size(),
                                 answer.observed_sites);
  if (!request.query.input.empty()) {
    text += fmt::format("query   {}\n", printable(request.query.parsed));
  }
  text += filters_line(request.filters);
  text += fmt::format("index   {}\n\n", index.manifest.index_digest);
  for (const FirstPassage& first : answer.sites) {
    text += site_text(first, load_first(index, first), style);
  }
  return answer.adoption.empty() ? text : text + adoption_text(request, answer);
}

}  // namespace smallprint::searching
