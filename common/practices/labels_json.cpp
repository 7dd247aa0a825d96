#include "common/practices/labels_json.hpp"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "schemas/practices.hpp"

namespace smallprint {
namespace {

using Json = nlohmann::ordered_json;

double rounded(float confidence) {
  return std::round(static_cast<double>(confidence) * 100) / 100;
}

Json data_types(ValueSet values) {
  Json data = Json::array();
  for (std::size_t value = 0; value < kDataTypeCount; ++value) {
    if ((values & bit(static_cast<ValueId>(value))) != 0) {
      data.push_back(kAttributeValues[value].id);
    }
  }
  return data;
}

}  // namespace

std::string_view evidence_of(const PracticeStatement& statement, std::string_view text) {
  const std::size_t begin = std::min<std::size_t>(statement.evidence_begin, text.size());
  const std::size_t end = std::clamp<std::size_t>(statement.evidence_end, begin, text.size());
  return text.substr(begin, end - begin);
}

Json statements_to_json(std::span<const PracticeStatement> statements, std::string_view text) {
  Json list = Json::array();
  for (const PracticeStatement& statement : statements) {
    const std::string_view evidence = evidence_of(statement, text);
    const auto begin = static_cast<std::size_t>(evidence.data() - text.data());
    list.push_back({{"practice", entry(statement.practice).id},
                    {"polarity", statement.polarity ? Json(id(*statement.polarity)) : Json()},
                    {"data", data_types(statement.values)},
                    {"confidence", rounded(statement.confidence)},
                    {"evidence", evidence},
                    {"evidence_range", {begin, begin + evidence.size()}}});
  }
  return list;
}

}  // namespace smallprint
