#include "searcher/output/trend_chart.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "common/printable.hpp"
#include "common/utf8.hpp"
#include "searcher/output/filters_text.hpp"
#include "searcher/output/trend_words.hpp"

namespace smallprint::searching {
namespace {

// User units; a page shows them as pixels, a paper scales them.
constexpr double kWidth = 760;
constexpr double kPlotHeight = 280;
constexpr double kLeft = 64;
constexpr double kRight = 20;
constexpr double kPlotWidth = kWidth - kLeft - kRight;
constexpr double kTitleLine = 20;
constexpr double kLabelSize = 11;
constexpr double kWideLabel = 44;  ///< a period's name across needs so much
constexpr double kHighLabel = 13;  ///< and upright so much
constexpr double kPercent = 100;
constexpr std::size_t kTitleColumns = 72;
constexpr std::size_t kKeyColumns = 44;
constexpr double kDayWidth = 62;

/// The look of a question's line: blue and vermilion of M. Okabe and K. Ito, which people with any
/// colour vision tell apart, and marks that differ in print without colours.
struct Look {
  const char* colour;
  bool is_round;
};

constexpr std::array<Look, 2> kLooks{{{"#0072b2", true}, {"#d55e00", false}}};

/// Two questions stand side by side, so that where they agree neither hides the other.
constexpr double kApart = 2.5;

std::string escape(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      default:
        // U+FFFE and U+FFFF are no characters of XML.
        escaped += (c == '\xbe' || c == '\xbf') && escaped.ends_with("\xef\xbf") ? '\xbd' : c;
    }
  }
  return escaped;
}

/// The bytes of the first `columns` characters.
std::string_view beginning(std::string_view text, std::size_t columns) {
  std::size_t end = 0;
  while (end < text.size() && count_code_points(text.substr(0, end + 1)) <= columns) {
    ++end;
  }
  return text.substr(0, end);
}

/// Lines of at most kTitleColumns characters, broken at spaces where there are any.
std::vector<std::string> title_lines(std::string_view text) {
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  while (!text.empty()) {
    const std::string_view word = beginning(text.substr(0, text.find(' ')), kTitleColumns);
    const std::size_t columns = count_code_points(word);
    if (used > 0 && used + 1 + columns > kTitleColumns) {
      lines.emplace_back();
      used = 0;
    }
    lines.back() += used > 0 ? " " : "";
    lines.back() += word;
    used += columns + (used > 0 ? 1 : 0);
    text.remove_prefix(word.size());
    text.remove_prefix(text.starts_with(' ') ? 1 : 0);
  }
  return lines;
}

std::string title_of(const TrendRequest& request) {
  std::string title = question_text(request.query.input, request.filters);
  if (request.compare) {
    title += " compared with " + printable(request.compare->input);
  }
  return title;
}

std::string percent(double share) {
  return fmt::format("{:.1f} %", share * kPercent);
}

/// Draws one chart from top to bottom.
class Chart {
 public:
  Chart(const TrendRequest& request, const TrendAnswer& answer)
      : request_(request),
        answer_(answer),
        title_(title_lines(title_of(request))),
        scale_(scale_of(request, answer)),
        step_(kPlotWidth / static_cast<double>(std::max<std::size_t>(answer.periods.size(), 1))),
        top_(kTitleLine * (static_cast<double>(title_.size()) + 1) + (request.compare ? 38 : 26)),
        bottom_(top_ + kPlotHeight) {}

  [[nodiscard]] std::string draw(std::string_view index_digest) {
    begin();
    draw_title();
    draw_axes();
    draw_cut();
    draw_questions();
    draw_periods();
    draw_foot(index_digest);
    return out_ + "</svg>\n";
  }

 private:
  [[nodiscard]] bool is_upright() const { return step_ < kWideLabel; }

  /// Of the periods' names, and of the numbers below them.
  [[nodiscard]] double name_height() const { return is_upright() ? 56 : 16; }

  [[nodiscard]] double number_height() const { return is_upright() ? 40 : 16; }

  [[nodiscard]] double height() const { return bottom_ + name_height() + number_height() + 46; }

  [[nodiscard]] double x_of(std::size_t period) const {
    return kLeft + (static_cast<double>(period) + .5) * step_;
  }

  [[nodiscard]] double y_of(double rate) const { return bottom_ - rate / scale_ * kPlotHeight; }

  /// Of a day, between the edges of its period.
  [[nodiscard]] double x_of(Day day) const {
    const PeriodNumber period = period_of(day, request_.by);
    const Day first = first_day(period, request_.by);
    const auto days = static_cast<double>((first_day(period + 1, request_.by) - first).count());
    const auto since = static_cast<double>((day - first).count());
    const double number = period - answer_.periods.front().period;
    return kLeft + (number + since / days) * step_;
  }

  void begin() {
    out_ += fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
        "width=\"{0:.0f}\" height=\"{1:.0f}\" role=\"img\" aria-labelledby=\"title desc\" "
        "font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\">\n",
        kWidth,
        height());
    out_ += fmt::format("<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n",
                        escape(title_of(request_)),
                        escape(description()));
    out_ += "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n";
  }

  [[nodiscard]] std::string subtitle() const {
    return fmt::format("{} with a matching passage, % of those observed in the {}; 95 % interval",
                       plural_of(request_.unit),
                       name_of(request_.by));
  }

  [[nodiscard]] std::string description() const {
    std::string text = "Line chart: " + subtitle() + ".";
    for (const TrendPeriod& period : answer_.periods) {
      text += fmt::format(
          " {}: {}", name_of_period(period.period, request_.by), rate_words(period.counts.first()));
      if (request_.compare && period.counts.observed > 0) {
        text += ", second question " + rate_words(period.counts.second());
      }
      text += ".";
    }
    return text;
  }

  static std::string rate_words(const Proportion& proportion) {
    const auto estimate = rate(proportion);
    return estimate ? fmt::format("{} of {}, {} ({} to {})",
                                  proportion.matching,
                                  proportion.observed,
                                  percent(estimate->value),
                                  percent(estimate->low),
                                  percent(estimate->high))
                    : std::string("nothing observed");
  }

  void text(double x, double y, std::string_view attributes, std::string_view content) {
    out_ += fmt::format(
        "<text x=\"{:.1f}\" y=\"{:.1f}\" {}>{}</text>\n", x, y, attributes, escape(content));
  }

  void line(double x1, double y1, double x2, double y2, std::string_view attributes) {
    out_ += fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n",
                        x1,
                        y1,
                        x2,
                        y2,
                        attributes);
  }

  void mark(double x, double y, const Look& look) {
    constexpr double kSize = 3.2;
    out_ += look.is_round
                ? fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\" fill=\"{}\"/>\n",
                              x,
                              y,
                              kSize,
                              look.colour)
                : fmt::format(
                      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" height=\"{}\" "
                      "fill=\"{}\"/>\n",
                      x - kSize,
                      y - kSize,
                      2 * kSize,
                      2 * kSize,
                      look.colour);
  }

  void draw_title() {
    double y = kTitleLine + 4;
    for (const std::string& words : title_) {
      text(kLeft, y, R"(font-size="15" font-weight="bold" fill="#111111")", words);
      y += kTitleLine;
    }
    text(kLeft, y - 1, R"(font-size="12" fill="#444444")", subtitle());
    if (request_.compare) {
      draw_key(y + 15);
    }
  }

  /// The title has the whole of it.
  static std::string key_name(const std::string& query) {
    if (query.empty()) {
      return "the filters alone";
    }
    const std::string name = printable(query);
    const std::string_view shown = beginning(name, kKeyColumns);
    return std::string(shown) + (shown.size() < name.size() ? "..." : "");
  }

  /// Which line is which question.
  void draw_key(double y) {
    const std::array<std::string, 2> names{key_name(request_.query.input),
                                           key_name(request_.compare->input)};
    double x = kLeft;
    for (std::size_t i = 0; i < names.size(); ++i) {
      constexpr double kMarkWidth = 12;
      constexpr double kLetter = 6.4;
      mark(x + 4, y - 4, kLooks[i]);
      text(x + kMarkWidth,
           y,
           fmt::format(R"(font-size="12" fill="{}")", kLooks[i].colour),
           names[i]);
      x += kMarkWidth + kLetter * static_cast<double>(count_code_points(names[i])) + 24;
    }
  }

  void draw_axes() {
    constexpr int kTicks = 5;
    for (int tick = 0; tick <= kTicks; ++tick) {
      const double share = scale_ * tick / kTicks;
      line(kLeft,
           y_of(share),
           kLeft + kPlotWidth,
           y_of(share),
           tick == 0 ? "stroke=\"#444444\"" : "stroke=\"#dddddd\"");
      text(kLeft - 8,
           y_of(share) + 4,
           fmt::format(R"(font-size="{}" text-anchor="end" fill="#444444")", kLabelSize),
           fmt::format("{:g} %", share * kPercent));
    }
  }

  void draw_cut() {
    if (!request_.cut || answer_.periods.empty()) {
      return;
    }
    std::vector<Day> days{request_.cut->before};
    if (request_.cut->after != days.front()) {
      days.push_back(request_.cut->after);
    }
    for (const Day day : days) {
      const double x = x_of(day);
      if (x >= kLeft && x <= kLeft + kPlotWidth) {
        line(x, top_, x, bottom_, R"(stroke="#666666" stroke-dasharray="4 3")");
        const bool goes_left = days.size() > 1 && day == days.front();
        text(goes_left ? x : std::min(x, kWidth - kDayWidth),
             top_ - 4,
             fmt::format(R"(font-size="{}" text-anchor="{}" fill="#444444")",
                         kLabelSize,
                         goes_left ? "end" : "start"),
             format_day(day));
      }
    }
  }

  /// Periods that follow each other, all of them observed.
  struct Run {
    std::size_t begin = 0;
    std::vector<Estimate> rates;
  };

  using Question = Proportion (UnitCounts::*)() const;

  [[nodiscard]] std::vector<Run> runs(Question question) const {
    std::vector<Run> runs;
    bool goes_on = false;
    for (std::size_t i = 0; i < answer_.periods.size(); ++i) {
      const auto estimate = rate((answer_.periods[i].counts.*question)());
      if (estimate && !goes_on) {
        runs.push_back({.begin = i, .rates = {}});
      }
      goes_on = estimate.has_value();
      if (estimate) {
        runs.back().rates.push_back(*estimate);
      }
    }
    return runs;
  }

  /// The bands first, so that no line is under one.
  void draw_questions() {
    const std::vector<Run> first = runs(&UnitCounts::first);
    const std::vector<Run> second =
        request_.compare ? runs(&UnitCounts::second) : std::vector<Run>();
    const double apart = request_.compare ? kApart : 0;
    for (const Run& run : second) {
      draw_band(kLooks[1], run, apart);
    }
    for (const Run& run : first) {
      draw_band(kLooks[0], run, -apart);
    }
    for (const Run& run : second) {
      draw_line(kLooks[1], run, apart);
    }
    for (const Run& run : first) {
      draw_line(kLooks[0], run, -apart);
    }
  }

  /// The intervals, `aside` units to the right.
  void draw_band(const Look& look, const Run& run, double aside) {
    std::string upper;
    std::string lower;
    for (std::size_t i = 0; i < run.rates.size(); ++i) {
      const double x = x_of(run.begin + i) + aside;
      upper += fmt::format("{:.1f},{:.1f} ", x, y_of(run.rates[i].high));
      lower.insert(0, fmt::format("{:.1f},{:.1f} ", x, y_of(run.rates[i].low)));
    }
    lower.pop_back();
    out_ += fmt::format("<polygon points=\"{}{}\" fill=\"{}\" fill-opacity=\"0.15\"/>\n",
                        upper,
                        lower,
                        look.colour);
  }

  /// The rates and, through each, its interval.
  void draw_line(const Look& look, const Run& run, double aside) {
    std::string points;
    for (std::size_t i = 0; i < run.rates.size(); ++i) {
      const double x = x_of(run.begin + i) + aside;
      points += fmt::format("{}{:.1f},{:.1f}", i > 0 ? " " : "", x, y_of(run.rates[i].value));
      line(x,
           y_of(run.rates[i].low),
           x,
           y_of(run.rates[i].high),
           fmt::format(R"(stroke="{}" stroke-opacity="0.45")", look.colour));
    }
    out_ +=
        fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.6\"/>\n",
                    points,
                    look.colour);
    for (std::size_t i = 0; i < run.rates.size(); ++i) {
      mark(x_of(run.begin + i) + aside, y_of(run.rates[i].value), look);
    }
  }

  /// The periods' names and the number of units observed in each.
  void draw_periods() {
    const double room = is_upright() ? kHighLabel : kWideLabel;
    const auto every = static_cast<std::size_t>(room / step_) + 1;
    const std::string size = fmt::format(R"(font-size="{}" fill="#444444")", kLabelSize);
    const double names = bottom_ + 16;
    const double counts = names + name_height();
    for (std::size_t i = 0; i < answer_.periods.size(); ++i) {
      const TrendPeriod& period = answer_.periods[i];
      line(x_of(i), bottom_, x_of(i), bottom_ + 4, "stroke=\"#444444\"");
      if (i % every == 0) {
        label(x_of(i), names, size, name_of_period(period.period, request_.by));
        label(x_of(i), counts, size, fmt::format("{}", period.counts.observed));
      }
    }
    text(kLeft - 8, counts + (is_upright() ? 2 : 0), size + " text-anchor=\"end\"", "n");
  }

  void label(double x, double y, const std::string& size, const std::string& content) {
    if (is_upright()) {
      text(
          x + 4,
          y - 6,
          fmt::format(
              "{} text-anchor=\"end\" transform=\"rotate(-90 {:.1f} {:.1f})\"", size, x + 4, y - 6),
          content);
    } else {
      text(x, y, size + " text-anchor=\"middle\"", content);
    }
  }

  void draw_foot(std::string_view index_digest) {
    constexpr const char* kSmall = R"(font-size="10" fill="#666666")";
    std::string n =
        fmt::format("n: {} observed. {}.", plural_of(request_.unit), coverage_of(answer_));
    if (answer_.panel_sites) {
      n += fmt::format(" Panel: {} sites.", *answer_.panel_sites);
    }
    text(kLeft, height() - 24, kSmall, n);
    text(kLeft, height() - 10, kSmall, fmt::format("Smallprint, index {}", index_digest));
  }

  const TrendRequest& request_;
  const TrendAnswer& answer_;
  std::vector<std::string> title_;
  double scale_;
  double step_;  // of a period
  double top_;
  double bottom_;
  std::string out_;
};

}  // namespace

std::string trend_chart(std::string_view index_digest,
                        const TrendRequest& request,
                        const TrendAnswer& answer) {
  return Chart(request, answer).draw(index_digest);
}

}  // namespace smallprint::searching
