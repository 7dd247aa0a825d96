#include "searcher/output/text_format.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

#include "common/practices/label_names.hpp"
#include "common/practices/labels_json.hpp"
#include "common/printable.hpp"
#include "common/standard_streams.hpp"
#include "common/utf8.hpp"
#include "searcher/matching/statement_condition.hpp"
#include "searcher/output/filters_text.hpp"
#include "searcher/output/git_command.hpp"
#include "searcher/output/json_output.hpp"

namespace smallprint::searching {
namespace {

constexpr std::string_view kIndent = "    ";
constexpr std::size_t kMinColumns = 40;

std::string plural(std::uint64_t count, std::string_view singular, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? singular : many);
}

/// Of a Hit or a SnapshotPassage; no line feed at the end.
template <typename Passage>
std::string in_force_text(const Passage& passage) {
  return fmt::format("{}in force {} to {}, {}",
                     kIndent,
                     format_day(passage.first),
                     format_day(passage.last),
                     plural(passage.snapshots, "snapshot", "snapshots"));
}

/// `third-party-sharing-collection/performed or conditional, data:contact`.
std::string intent_text(const QueryIntent& intent) {
  std::string text(entry(intent.practice).id);
  for (std::size_t i = 0; i < intent.polarities.size(); ++i) {
    text += fmt::format("{}{}", i == 0 ? "/" : " or ", id(intent.polarities[i]));
  }
  for (std::size_t i = 0; i < kValueCount; ++i) {
    if ((intent.values & bit(static_cast<ValueId>(i))) != 0) {
      text += fmt::format(", {}", label_name(label_of_value(static_cast<ValueId>(i))));
    }
  }
  return text;
}

std::string explanation_text(const Explanation& explanation) {
  std::string out =
      fmt::format("{}{:<20} {:>10} {:>9} {:>12}\n", kIndent, "term", "weight", "times", "score");
  for (const ScorePart& part : explanation.parts) {
    out += fmt::format("{}{:<20} {:>10.6f} {:>9} {:>12.6f}\n",
                       kIndent,
                       part.term,
                       part.weight,
                       part.frequency,
                       part.score);
  }
  out += fmt::format("{}passage of {} words, {:.1f} on average\n",
                     kIndent,
                     explanation.words,
                     explanation.average_words);
  return out;
}

/// `[third-party-sharing-collection denied (contact, location)]`.
std::string readable(const PracticeStatement& statement) {
  std::string text(entry(statement.practice).id);
  if (statement.polarity) {
    text += fmt::format(" {}", id(*statement.polarity));
  }
  const std::vector<std::string_view> data = names_of_data(statement.values);
  return data.empty() ? fmt::format("[{}]", text)
                      : fmt::format("[{} ({})]", text, fmt::join(data, ", "));
}

}  // namespace

std::string wrap(std::string_view text, std::size_t columns) {
  std::string out;
  std::size_t used = 0;
  const auto put_word = [&](std::string_view word) {
    const std::size_t width = count_code_points(word);
    if (used > 0 && used + 1 + width > columns) {
      out += '\n';
      used = 0;
    }
    out += used == 0 ? kIndent : " ";
    out += word;
    used += width + (used == 0 ? kIndent.size() : 1);
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    put_word(text.substr(0, end));
    if (end < text.size() && text[end] == '\n') {
      out += '\n';
      used = 0;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out + "\n";
}

TextStyle style_of_stdout() {
  TextStyle style;
  if (!answer_is_recorded() && ::isatty(STDOUT_FILENO) != 0) {
    style.mark_begin = "\033[1m";
    style.mark_end = "\033[0m";
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
      style.columns = std::clamp<std::size_t>(size.ws_col, kMinColumns, style.columns);
    }
  }
  return style;
}

std::string join_heading(const std::vector<std::string>& heading) {
  return fmt::format("{}", fmt::join(heading, " > "));
}

std::string mark(std::string_view text,
                 const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ranges,
                 const TextStyle& style) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const std::size_t begin = ranges[i].first;
    std::size_t end = ranges[i].second;
    while (i + 1 < ranges.size() && ranges[i + 1].first == end + 1 &&
           (text[end] == ' ' || text[end] == '-')) {
      end = ranges[++i].second;
    }
    out += printable_text(text.substr(done, begin - done));
    out += style.mark_begin;
    out += printable_text(text.substr(begin, end - begin));
    out += style.mark_end;
    done = end;
  }
  return out + printable_text(text.substr(done));
}

/// A line for each value that is recorded.
std::string metadata_text(const SnapshotMetadata& metadata) {
  std::string out;
  const Json values = to_json(metadata);
  for (const auto& [key, value] : values.items()) {
    const std::string text = value.is_array()
                                 ? fmt::format("{}", fmt::join(metadata.categories, ", "))
                             : value.is_string() ? value.get<std::string>()
                                                 : value.dump();
    out += fmt::format("{} {}\n", key, printable(text));
  }
  return out;
}

std::string statements_text(const std::vector<PracticeStatement>& statements,
                            std::string_view text,
                            const TextStyle& style) {
  std::string out;
  for (const PracticeStatement& statement : statements) {
    const std::string_view evidence = evidence_of(statement, text);
    std::string line = readable(statement);
    if (!evidence.empty() && evidence != text) {
      std::string quoted = printable_text(evidence);
      std::replace(quoted.begin(), quoted.end(), '\n', ' ');
      line += fmt::format(" \"{}\"", quoted);
    }
    out += wrap(line, style.columns);
  }
  return out;
}

std::string totals_text(const Totals& totals) {
  return fmt::format("{}, {}, {}, {}",
                     plural(totals.sites, "site", "sites"),
                     plural(totals.policies, "policy", "policies"),
                     plural(totals.snapshots, "snapshot", "snapshots"),
                     plural(totals.passages, "passage", "passages"));
}

std::string head_text(const IndexView& index, const SearchRequest& request, const Answer& answer) {
  std::string out = fmt::format("{} (exact)\n", totals_text(answer.totals));
  if (!request.query.input.empty()) {
    out += fmt::format("query   {}\n", printable(request.query.parsed));
  }
  for (const auto& [written, became] : request.query.normalised) {
    out += fmt::format("        {} read as {}\n", printable(written), printable(became));
  }
  for (const QueryWord& word : request.query.score_only) {
    out += fmt::format("        {} scores only\n", printable(word.written));
  }
  if (!request.query.ignored.empty()) {
    out += fmt::format("        left out: {}\n",
                       printable(fmt::format("{}", fmt::join(request.query.ignored, ", "))));
  }
  if (request.intent) {
    out += fmt::format("        asks for {}; --no-intent ranks by words alone\n",
                       intent_text(*request.intent));
  }
  out += filters_line(request.filters);
  out += fmt::format("index   {}\n", index.manifest.index_digest);
  return out;
}

std::string hit_text(const Hit& hit, const TextStyle& style) {
  std::string out = fmt::format("\n{:>2}. {}", hit.rank, hit.site);
  if (hit.policy_host != hit.site && !hit.policy_host.empty()) {
    out += fmt::format(" ({})", printable(hit.policy_host));
  }
  out += fmt::format("  {:.6f}\n", hit.at.score);
  std::string where = printable(hit.title);
  if (!hit.passage.heading.empty()) {
    where += (where.empty() ? "" : " > ") + printable(join_heading(hit.passage.heading));
  }
  if (!where.empty()) {
    out += wrap(where, style.columns);
  }
  out += wrap(mark(hit.passage.text, hit.highlights, style), style.columns);
  if (hit.highlights.empty() && hit.is_in_heading) {
    out += fmt::format("{}matched in heading\n", kIndent);
  }
  out += statements_text(hit.statements, hit.passage.text, style);
  out += in_force_text(hit);
  if (hit.more_from_site > 0) {
    out += fmt::format("; {} from this site", plural(hit.more_from_site, "more", "more"));
  }
  if (hit.collapsed && hit.collapsed->sites > 1) {
    out += fmt::format("\n{}same text, or nearly, on {} sites ({}); {} collapsed",
                       kIndent,
                       hit.collapsed->sites,
                       hit.collapsed->template_id,
                       plural(hit.collapsed->more, "hit", "hits"));
  }
  const std::string commit = hit.source.commit.empty() ? "" : hit.source.commit + ":";
  out += fmt::format("\n{}{}{} bytes {}-{}  {}\n",
                     kIndent,
                     commit,
                     printable(hit.source.file),
                     hit.passage.byte_begin,
                     hit.passage.byte_end,
                     hit.passage_id);
  if (!hit.source.archive_url.empty()) {
    out += fmt::format("{}{}\n", kIndent, printable(hit.source.archive_url));
  }
  if (hit.explanation) {
    out += explanation_text(*hit.explanation);
  }
  return out;
}

std::string snapshot_text(const SnapshotView& snapshot, const TextStyle& style) {
  std::string out = fmt::format("{}  {}\n{}\n{}\nfile {}\n",
                                snapshot.site,
                                format_day(snapshot.day),
                                printable(snapshot.title),
                                printable(snapshot.archive_url),
                                printable(snapshot.file));
  if (!snapshot.commit.empty()) {
    out += git_show_command(snapshot.archive, snapshot.commit, snapshot.file) + "\n";
  }
  out += metadata_text(snapshot.metadata);
  std::vector<std::string> heading;
  for (const SnapshotPassage& passage : snapshot.passages) {
    if (passage.heading != heading) {
      heading = passage.heading;
      out += fmt::format("\n{}\n", printable(join_heading(heading)));
    }
    out += fmt::format(
        "\n{}\n{}", passage.passage_id, wrap(mark(passage.text, {}, style), style.columns));
    out += statements_text(passage.statements, passage.text, style);
    out += in_force_text(passage) + "\n";
  }
  return out;
}

}  // namespace smallprint::searching
