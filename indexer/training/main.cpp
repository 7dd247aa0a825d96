/// smallprint_trainer: makes data/practices/model.bin. Run by scripts/train_practices.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/program.hpp"
#include "indexer/training/model_card.hpp"
#include "indexer/training/model_trainer.hpp"
#include "indexer/training/training_set.hpp"

namespace smallprint::training {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUsage =
    "usage: smallprint_trainer DEV.jsonl OUT model   writes OUT/model.bin and OUT/MODEL_CARD.md\n"
    "       smallprint_trainer DEV.jsonl OUT folds   writes OUT/fold-N.bin and OUT/folds.tsv\n";

void write(const fs::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  if (!file.flush()) {
    throw Error(ExitCode::kIo, path.string() + ": cannot write");
  }
}

void write_model(const TrainingSet& set, const fs::path& out) {
  const ModelTrainer trainer(set);
  const TrainedModel trained = trainer.train(std::nullopt);
  const std::string bytes = encode(trained.content);
  const HeldOutScores scores = score_held_out(set, trained.margins);
  fmt::print("{}", scores_table(scores));
  write(out / "model.bin", bytes);
  write(out / "MODEL_CARD.md",
        model_card({.set = set,
                    .content = trained.content,
                    .scores = scores,
                    .digest = PracticeModel("model.bin", bytes).digest(),
                    .bytes = bytes.size()}));
}

/// The table names each policy as sites are called and as segments are.
void write_folds(const TrainingSet& set, const fs::path& out) {
  const ModelTrainer trainer(set);
  std::string table;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    const std::string name = fmt::format("fold-{}.bin", fold);
    write(out / name, encode(trainer.train(fold).content));
    for (std::size_t i = 0; i < set.segments().size(); ++i) {
      const Segment& segment = set.segments()[i];
      if (trainer.fold_of(i) == fold && segment.previous == i) {
        table += fmt::format("{}\t{}\n{}\t{}\n", segment.domain, name, segment.id_of_policy, name);
      }
    }
  }
  write(out / "folds.tsv", table);
}

ExitCode train_from(const std::vector<std::string>& arguments) {
  if (arguments.size() != 3 || (arguments[2] != "model" && arguments[2] != "folds")) {
    throw Error(ExitCode::kUsage, kUsage);
  }
  const fs::path out = arguments[1];
  fs::create_directories(out);
  const TrainingSet set(arguments[0], std::make_shared<const LabelingRules>());
  if (arguments[2] == "model") {
    write_model(set, out);
  } else {
    write_folds(set, out);
  }
  return ExitCode::kOk;
}

}  // namespace
}  // namespace smallprint::training

int main(int argc, char** argv) {
  return smallprint::run_program("smallprint_trainer", [&] {
    return smallprint::training::train_from({argv + 1, argv + argc});
  });
}
