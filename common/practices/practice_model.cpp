#include "common/practices/practice_model.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "common/digest.hpp"
#include "common/error.hpp"
#include "common/practices/label_names.hpp"
#include "common/printable.hpp"

// common/practices/embedded_model.S
extern "C" {
extern const char smallprint_model_begin[];
extern const char smallprint_model_end[];
}

namespace smallprint {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMagic = "SMALLPRM";
constexpr std::uint32_t kFormat = 1;

// No model is nearly as large; a file that claims more is not read.
constexpr std::size_t kMaxModelBytes = std::size_t{16} << 20U;

// Keeps every sum of products far from the end of the range of float.
constexpr float kLargestNumber = 1e6F;

template <typename T>
void put(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof(T));
}

template <typename T>
void put_all(std::string& out, std::span<const T> values) {
  out.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
}

/// Reads numbers one after the other; none beyond the end.
class ModelReader {
 public:
  ModelReader(std::string_view name, std::string_view bytes) : name_(name), bytes_(bytes) {}

  [[nodiscard]] Error error(std::string_view reason) const {
    return {ExitCode::kUsage, fmt::format("{}: {}", printable(name_), reason)};
  }

  std::string_view take(std::size_t length) {
    if (length > bytes_.size()) {
      throw error("damaged: the model ends early");
    }
    const std::string_view taken = bytes_.substr(0, length);
    bytes_.remove_prefix(length);
    return taken;
  }

  template <typename T>
  T number() {
    T value;
    std::memcpy(&value, take(sizeof(T)).data(), sizeof(T));
    return value;
  }

  float real() {
    const auto value = number<float>();
    if (!(std::abs(value) <= kLargestNumber)) {  // nor is NaN
      throw error("damaged: a number of the model is out of range");
    }
    return value;
  }

  template <typename T>
  std::vector<T> numbers(std::size_t count) {
    if (count > bytes_.size() / sizeof(T)) {
      throw error("damaged: the model ends early");
    }
    std::vector<T> values(count);
    const std::string_view taken = take(count * sizeof(T));
    if (count > 0) {
      std::memcpy(values.data(), taken.data(), taken.size());
    }
    return values;
  }

  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

  [[nodiscard]] std::string_view rest() const { return bytes_; }

 private:
  std::string_view name_;
  std::string_view bytes_;
};

Digest128 read_head(ModelReader& reader) {
  if (reader.rest().size() > kMaxModelBytes || !reader.rest().starts_with(kMagic)) {
    throw reader.error("no model of smallprint");
  }
  reader.take(kMagic.size());
  if (const auto format = reader.number<std::uint32_t>(); format != kFormat) {
    throw reader.error(
        fmt::format("a model of format {}; this program reads format {}", format, kFormat));
  }
  Digest128 stated;
  stated.high = reader.number<std::uint64_t>();
  stated.low = reader.number<std::uint64_t>();
  if (digest(reader.rest()) != stated) {
    throw reader.error("damaged: the digest of the model is another");
  }
  return stated;
}

ModelLabel read_label(ModelReader& reader) {
  const auto length = reader.number<std::uint8_t>();
  const std::string_view name = reader.take(length);
  const auto label = find_label(name);
  if (!label) {
    throw reader.error(
        fmt::format("tells a label this program does not know: {}", printable(name)));
  }
  ModelLabel read{.label = *label};
  for (float* const field : {&read.scale, &read.bias, &read.slope, &read.offset}) {
    *field = reader.real();
  }
  return read;
}

FeatureVocabulary read_features(ModelReader& reader) {
  const auto sizes = reader.numbers<std::uint32_t>(kFeatureSpaceCount);
  std::array<float, kFeatureSpaceCount> weights{};
  for (float& weight : weights) {
    weight = reader.real();
  }
  FeatureVocabulary features;
  for (std::size_t space = 0; space < kFeatureSpaceCount; ++space) {
    auto keys = reader.numbers<FeatureKey>(sizes[space]);
    if (std::ranges::adjacent_find(keys, std::greater_equal<>()) != keys.end()) {
      throw reader.error("damaged: the features of the model are not in order");
    }
    std::vector<float> rarity(sizes[space], 1.0F);
    if (space != static_cast<std::size_t>(FeatureSpace::kRules)) {
      for (float& value : rarity) {
        value = reader.real();
      }
    }
    features[space] = FeatureSet(std::move(keys), std::move(rarity), weights[space]);
  }
  return features;
}

ModelContent read_content(ModelReader& reader) {
  ModelContent content;
  const auto labels = reader.number<std::uint32_t>();
  content.context_labels = reader.number<std::uint32_t>();
  if (labels > kLabelCount || content.context_labels > labels) {
    throw reader.error("damaged: the model has more labels than there are");
  }
  for (std::uint32_t i = 0; i < labels; ++i) {
    content.labels.push_back(read_label(reader));
  }
  content.features = read_features(reader);
  for (std::size_t space = 0; space < kFeatureSpaceCount; ++space) {
    content.weights[space] = reader.numbers<std::int8_t>(
        content.features[space].size() * content.labels_in(static_cast<FeatureSpace>(space)));
  }
  if (!reader.at_end()) {
    throw reader.error("damaged: bytes are left behind the model");
  }
  return content;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || fs::is_directory(path)) {
    throw Error(ExitCode::kNoInput, path.string() + ": cannot read this model");
  }
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  return bytes;
}

}  // namespace

std::string encode(const ModelContent& content) {
  std::string body;
  put(body, static_cast<std::uint32_t>(content.labels.size()));
  put(body, static_cast<std::uint32_t>(content.context_labels));
  for (const ModelLabel& label : content.labels) {
    const std::string name = label_name(label.label);
    put(body, static_cast<std::uint8_t>(name.size()));
    body += name;
    for (const float value : {label.scale, label.bias, label.slope, label.offset}) {
      put(body, value);
    }
  }
  for (const FeatureSet& set : content.features) {
    put(body, static_cast<std::uint32_t>(set.size()));
  }
  for (const FeatureSet& set : content.features) {
    put(body, set.weight());
  }
  for (std::size_t space = 0; space < kFeatureSpaceCount; ++space) {
    const FeatureSet& set = content.features[space];
    put_all(body, set.keys());
    if (space != static_cast<std::size_t>(FeatureSpace::kRules)) {
      put_all(body, set.rarity());
    }
  }
  for (const std::vector<std::int8_t>& weights : content.weights) {
    put_all(body, std::span<const std::int8_t>(weights));
  }
  const Digest128 sum = digest(body);
  std::string file(kMagic);
  put(file, kFormat);
  put(file, sum.high);
  put(file, sum.low);
  return file + body;
}

PracticeModel::PracticeModel()
    : PracticeModel("data/practices/model.bin",
                    std::string_view(
                        smallprint_model_begin,
                        static_cast<std::size_t>(smallprint_model_end - smallprint_model_begin))) {
}

PracticeModel::PracticeModel(const fs::path& file) : PracticeModel(file.string(), bytes_of(file)) {
}

PracticeModel::PracticeModel(std::string_view name, std::string_view bytes) {
  ModelReader reader(name, bytes);
  digest_ = to_hex(read_head(reader));
  content_ = read_content(reader);
  place_.fill(-1);
  for (std::size_t i = 0; i < content_.labels.size(); ++i) {
    int& place = place_[content_.labels[i].label];
    if (place >= 0) {
      throw reader.error("damaged: the model tells a label twice");
    }
    place = static_cast<int>(i);
  }
  for (const PracticeEntry& practice : kPractices) {
    if (place_of(label_of(practice.practice)) < 0) {
      throw reader.error(fmt::format("does not tell {}", practice.id));
    }
  }
}

void PracticeModel::score(const FeatureVectors& vectors, std::vector<float>& margins) const {
  margins.assign(content_.labels.size(), 0);
  for (std::size_t space = 0; space < kFeatureSpaceCount; ++space) {
    const std::size_t labels = content_.labels_in(static_cast<FeatureSpace>(space));
    for (const Feature& feature : vectors[space]) {
      const std::int8_t* const weights = content_.weights[space].data() + feature.number * labels;
      for (std::size_t i = 0; i < labels; ++i) {
        margins[i] += feature.value * static_cast<float>(weights[i]);
      }
    }
  }
  for (std::size_t i = 0; i < margins.size(); ++i) {
    margins[i] = content_.labels[i].bias + content_.labels[i].scale * margins[i];
  }
}

float PracticeModel::score_text(std::span<const Feature> text, std::size_t place) const {
  const auto& weights = content_.weights[static_cast<std::size_t>(FeatureSpace::kText)];
  float sum = 0;
  for (const Feature& feature : text) {
    sum += feature.value *
           static_cast<float>(weights[feature.number * content_.labels.size() + place]);
  }
  return content_.labels[place].scale * sum;
}

float PracticeModel::probability(std::size_t place, float margin) const {
  const ModelLabel& label = content_.labels[place];
  return 1 / (1 + std::exp(-(label.slope * margin + label.offset)));
}

}  // namespace smallprint
