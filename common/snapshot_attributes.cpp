#include "common/snapshot_attributes.hpp"

#include <algorithm>

#include "common/ascii.hpp"
#include "schemas/snapshot_values.hpp"

namespace smallprint {

std::string attribute(FieldId field_id, std::string_view value) {
  std::string text(field(field_id).name);
  text += ':';
  return text + (field_id == FieldId::kInterval ? ascii_upper(value) : ascii_lower(value));
}

std::string_view attribute_value(FieldId field_id, std::string_view attribute) {
  const std::string_view name = field(field_id).name;
  const bool is_of_field = attribute.size() > name.size() && attribute.starts_with(name) &&
                           attribute[name.size()] == ':';
  return is_of_field ? attribute.substr(name.size() + 1) : std::string_view();
}

std::vector<std::string> attributes_of(const SnapshotMetadata& metadata) {
  std::vector<std::string> attributes;
  for (const std::string& category : metadata.categories) {
    attributes.push_back(attribute(FieldId::kCategory, category));
  }
  if (metadata.alexa_rank) {
    attributes.push_back(attribute(FieldId::kRank, rank_band(*metadata.alexa_rank).id));
  }
  if (!metadata.interval.empty()) {
    attributes.push_back(attribute(FieldId::kInterval, metadata.interval));
  }
  if (metadata.parked) {
    const ListedValue& parked = *metadata.parked ? kParkedTrue : kParkedFalse;
    attributes.push_back(attribute(FieldId::kParked, parked.id));
  }
  std::sort(attributes.begin(), attributes.end());
  attributes.erase(std::unique(attributes.begin(), attributes.end()), attributes.end());
  return attributes;
}

}  // namespace smallprint
