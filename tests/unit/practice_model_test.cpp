#include "common/practices/practice_model.hpp"

#include <cmath>
#include <cstring>
#include <filesystem>
#include <limits>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/digest.hpp"
#include "common/error.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/tiny_model.hpp"

namespace smallprint {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;
using testing_support::tiny_model;

constexpr LabelId kSecurity = label_of(Practice::kSecurity);

/// What reading some bytes is refused with, or "".
std::string refusal(const std::string& bytes) {
  try {
    const PracticeModel model("m.bin", bytes);
    return "";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::kUsage);
    return error.what();
  }
}

/// A file whose digest is right whatever its body holds.
std::string with_right_digest(std::string bytes) {
  const Digest128 sum = digest(std::string_view(bytes).substr(kModelBodyBegin));
  std::memcpy(bytes.data() + kModelDigestBegin, &sum.high, sizeof(sum.high));
  std::memcpy(bytes.data() + kModelDigestBegin + sizeof(sum.high), &sum.low, sizeof(sum.low));
  return bytes;
}

TEST(PracticeModel, GivesBiasAndWeightsOfTheFeatures) {
  const PracticeModel model("m.bin", encode(tiny_model({{"lock", kSecurity, 127}})));
  FeatureVectors vectors;
  vectors[0].push_back({.number = 0, .value = 0.75F});
  std::vector<float> margins;

  model.score(vectors, margins);

  EXPECT_FLOAT_EQ(margins[static_cast<std::size_t>(model.place_of(kSecurity))], 0.25F);
  EXPECT_FLOAT_EQ(margins[0], -0.5F);
}

TEST(PracticeModel, GivesProbabilitiesByTheCalibrationOfEachLabel) {
  ModelContent content = tiny_model({});
  content.labels[0].slope = 2;
  content.labels[0].offset = -1;
  const PracticeModel model("m.bin", encode(content));

  EXPECT_FLOAT_EQ(model.probability(0, 0.5F), 0.5F);
  EXPECT_NEAR(model.probability(0, 1.5F), 1 / (1 + std::exp(-2.0)), 1e-6);
}

TEST(PracticeModel, HasNoPlaceForALabelItDoesNotTell) {
  const PracticeModel model("m.bin", encode(tiny_model({})));

  EXPECT_EQ(model.place_of(label_of_value(0)), -1);
}

TEST(PracticeModel, OfTheProgramIsWholeAndSmall) {
  const PracticeModel model;

  EXPECT_EQ(model.digest().size(), 32U);
  EXPECT_LE(std::filesystem::file_size(std::filesystem::path(SMALLPRINT_SOURCE_DIR) /
                                       "data/practices/model.bin"),
            2'000'000U);
}

TEST(PracticeModel, RefusesWhatIsNoModel) {
  EXPECT_EQ(refusal(""), "m.bin: no model of smallprint");
  EXPECT_EQ(refusal("hello"), "m.bin: no model of smallprint");
}

TEST(PracticeModel, RefusesAnotherFormat) {
  std::string bytes = encode(tiny_model({}));
  bytes[8] = 2;

  EXPECT_EQ(refusal(bytes), "m.bin: a model of format 2; this program reads format 1");
}

TEST(PracticeModel, RefusesEveryFileThatIsCutShort) {
  const std::string bytes = encode(tiny_model({{"lock", kSecurity, 127}}));

  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_THAT(refusal(bytes.substr(0, length)), StartsWith("m.bin: ")) << length;
    if (length >= kModelBodyBegin) {
      EXPECT_THAT(refusal(with_right_digest(bytes.substr(0, length))), StartsWith("m.bin: "))
          << length;
    }
  }
}

TEST(PracticeModel, RefusesEveryChangedByte) {
  const std::string bytes = encode(tiny_model({{"lock", kSecurity, 127}}));

  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_NE(refusal(changed), "") << at;
  }
}

TEST(PracticeModel, RefusesBytesBehindIt) {
  EXPECT_EQ(refusal(with_right_digest(encode(tiny_model({})) + "x")),
            "m.bin: damaged: bytes are left behind the model");
}

TEST(PracticeModel, RefusesALabelThatThisProgramDoesNotKnow) {
  std::string bytes = encode(tiny_model({}));
  bytes.replace(bytes.find("data-security"), 4, "dxtx");

  EXPECT_EQ(refusal(with_right_digest(bytes)),
            "m.bin: tells a label this program does not know: dxtx-security");
}

TEST(PracticeModel, RefusesToTellALabelTwice) {
  ModelContent content = tiny_model({});
  content.labels[1].label = content.labels[0].label;

  EXPECT_EQ(refusal(encode(content)), "m.bin: damaged: the model tells a label twice");
}

TEST(PracticeModel, RefusesToLeaveOutAPractice) {
  ModelContent content = tiny_model({});
  content.labels.erase(content.labels.begin() + kSecurity);
  content.context_labels = content.labels.size();

  EXPECT_EQ(refusal(encode(content)), "m.bin: does not tell data-security");
}

TEST(PracticeModel, RefusesNumbersOutOfRange) {
  for (const float bad :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), 1e30F}) {
    ModelContent content = tiny_model({});
    content.labels[0].bias = bad;

    EXPECT_THAT(refusal(encode(content)), EndsWith("a number of the model is out of range"));
  }
}

TEST(PracticeModel, RefusesFeaturesOutOfOrder) {
  ModelContent content = tiny_model({});
  content.features[0] = FeatureSet({2, 1}, {1, 1}, 1);
  content.weights[0].resize(2 * content.labels.size());

  EXPECT_THAT(refusal(encode(content)), HasSubstr("not in order"));
}

TEST(PracticeModel, SaysWhichFileCannotBeRead) {
  const testing_support::TemporaryFolder folder;

  for (const auto& path : {folder.path() / "none.bin", folder.path()}) {
    try {
      const PracticeModel model(path);
      FAIL() << path;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ExitCode::kNoInput);
      EXPECT_EQ(error.what(), path.string() + ": cannot read this model");
    }
  }
}

}  // namespace
}  // namespace smallprint
