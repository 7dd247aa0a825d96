#include "searcher/output/agreement_output.hpp"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/json_text.hpp"
#include "common/printable.hpp"
#include "common/utf8.hpp"

namespace smallprint::searching {
namespace {

constexpr std::string_view kAllCodes = "(whole cell)";

Json number_or_null(const std::optional<double>& number) {
  return number ? Json(*number) : Json(nullptr);
}

std::string number_text(const std::optional<double>& number) {
  return number ? fmt::format("{:.4f}", *number) : "-";
}

Json pair_json(const PairAgreement& pair) {
  return {{"sheets", {pair.first + 1, pair.second + 1}},
          {"n", pair.units},
          {"observed", number_or_null(pair.observed)},
          {"expected", number_or_null(pair.expected)},
          {"kappa", number_or_null(pair.kappa)}};
}

Json code_json(const CodeAgreement& code) {
  Json pairs = Json::array();
  for (const PairAgreement& pair : code.pairs) {
    pairs.push_back(pair_json(pair));
  }
  Json json = Json::object();
  if (!code.code.empty()) {
    json["code"] = code.code;
  }
  json["uses"] = code.uses;
  json["alpha"] = number_or_null(code.alpha);
  json["pairs"] = pairs;
  return json;
}

std::string shown_name(const CodeAgreement& code) {
  return code.code.empty() ? std::string(kAllCodes) : printable(code.code);
}

std::string code_text(const CodeAgreement& code, std::size_t width) {
  std::string text;
  for (const PairAgreement& pair : code.pairs) {
    const bool is_first = &pair == &code.pairs.front();
    const std::string name = is_first ? shown_name(code) : "";
    text += fmt::format("{}{:{}}  {:>3}-{:<3} {:>6} {:>6} {:>7} {:>9} {:>9} {:>8} {:>8}\n",
                        name,
                        "",
                        width - count_code_points(name),
                        pair.first + 1,
                        pair.second + 1,
                        code.uses[pair.first],
                        code.uses[pair.second],
                        pair.units,
                        number_text(pair.observed),
                        number_text(pair.expected),
                        number_text(pair.kappa),
                        is_first ? number_text(code.alpha) : "");
  }
  return text;
}

}  // namespace

Json agreement_json(const Agreement& agreement) {
  Json sheets = Json::array();
  for (const SheetSummary& sheet : agreement.sheets) {
    sheets.push_back(
        {{"file", json_file_name(sheet.file)}, {"rows", sheet.rows}, {"coded", sheet.coded}});
  }
  Json codes = Json::array();
  for (const CodeAgreement& code : agreement.codes) {
    codes.push_back(code_json(code));
  }
  return {{"format_version", 1},
          {"sheets", sheets},
          {"units", agreement.units},
          {"pairable", agreement.pairable},
          {"overall", code_json(agreement.overall)},
          {"codes", codes}};
}

std::string agreement_text(const Agreement& agreement) {
  std::string text;
  for (std::size_t i = 0; i < agreement.sheets.size(); ++i) {
    const SheetSummary& sheet = agreement.sheets[i];
    text += fmt::format(
        "sheet {}  {}: {} rows, {} coded\n", i + 1, printable(sheet.file), sheet.rows, sheet.coded);
  }
  text += fmt::format(
      "{} passages, {} coded in two sheets or more\n\n", agreement.units, agreement.pairable);
  std::size_t width = kAllCodes.size();
  for (const CodeAgreement& code : agreement.codes) {
    width = std::max(width, count_code_points(printable(code.code)));
  }
  text += fmt::format("{:<{}}  {:<7} {:>13} {:>7} {:>9} {:>9} {:>8} {:>8}\n",
                      "code",
                      width,
                      "sheets",
                      "uses",
                      "n",
                      "observed",
                      "expected",
                      "kappa",
                      "alpha");
  text += code_text(agreement.overall, width);
  for (const CodeAgreement& code : agreement.codes) {
    text += code_text(code, width);
  }
  return text +
         "\nkappa: Cohen 1960, of two sheets; alpha: Krippendorff 2011, nominal, of all sheets.\n"
         "-: not defined, as nothing varies or nothing is coded twice.\n";
}

}  // namespace smallprint::searching
