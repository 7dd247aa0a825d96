#include "indexer/training/model_card.hpp"

#include <fmt/format.h>

#include "common/practices/label_names.hpp"

namespace smallprint::training {
namespace {

double share(int part, int rest) {
  return part + rest == 0 ? 0 : static_cast<double>(part) / static_cast<double>(part + rest);
}

struct Averages {
  double micro = 0;
  double macro = 0;
};

/// Over the practices, with or without the structural ones.
Averages averages(const HeldOutScores& scores, bool with_structural) {
  LabelScore all;
  double sum = 0;
  int labels = 0;
  for (const LabelScore& score : scores) {
    if (score.label >= kPracticeCount ||
        (kPractices[score.label].is_structural && !with_structural)) {
      continue;
    }
    all.right += score.right;
    all.wrong += score.wrong;
    all.missed += score.missed;
    sum += score.f1();
    ++labels;
  }
  return {.micro = all.f1(), .macro = labels == 0 ? 0 : sum / labels};
}

constexpr const char* kCardHead = R"(# Model card: data/practices/model.bin

Written by `scripts/train_practices`, which makes both files anew.

- **What it does.** Tells for a passage of an English website privacy policy which practices it states,
  whether sharing or collection is denied, and attribute values such as data types. It is one linear model a
  label; the rules of this folder are among its features. `smallprint-index label` and `build` use it with
  the rules; `--labeler rules` does without it.
- **File.** Format 1 (common/practices/practice_model.hpp), {bytes} bytes, digest `{digest}`.
  {features} features, {labels} labels. It holds hashes of stems and of pairs of stems, and numbers; no text.
- **Features.** Stems and pairs of neighbouring stems, negations with what they reach, stems of the passage
  before, stems of the heading above, and what the rules give each label.
- **Trained on** the OPP-115 corpus (S. Wilson et al., *The Creation and Analysis of a Website Privacy Policy
  Corpus*, ACL 2016): {segments} segments of {policies} policies of the year 2015 and before, each read by three
  law students. A label holds where at least two of them gave it.
- **Terms.** OPP-115 may be used for research, teaching and scholarship; cite Wilson et al. 2016. The model is
  derived from it: use it on the same terms. None of the corpus's text is in this project.
- **Not for** legal advice, for policies in other languages, for documents that are no privacy policies, or for
  the conclusion that a practice does not occur because no passage has its label.
- **Limits.** American sites of 2015: newer words (GDPR, CCPA, legitimate interest) are rare in what it learnt
  from. Rare labels rest on few segments: see n below, and read the evidence before counting. Attribute values
  of fewer than 25 segments are not in it: the rules tell them. Annotators disagree too; no score can be much
  above what they reach among themselves.

## Scores

Cross-validation in five folds by policy: the i-th of the sorted policies is in fold i mod 5, and each fold is
scored by a model trained on the other four. A label is told where its margin is above 0, by itself and without what
the labeler adds (rules, gates between labels); `scripts/evaluate` scores the whole labeler. The settings were
chosen on these policies, and the rules were written looking at them, so expect somewhat less on others.

)";

}  // namespace

double LabelScore::precision() const {
  return share(right, wrong);
}

double LabelScore::recall() const {
  return share(right, missed);
}

double LabelScore::f1() const {
  return share(2 * right, wrong + missed);  // 2 right / (2 right + wrong + missed)
}

HeldOutScores score_held_out(const TrainingSet& set, const HeldOutMargins& margins) {
  HeldOutScores scores;
  for (std::size_t label = 0; label < kLabelCount; ++label) {
    LabelScore score{.label = static_cast<LabelId>(label)};
    bool is_trained = false;
    for (std::size_t segment = 0; segment < set.segments().size(); ++segment) {
      const auto margin = margins[label][segment];
      const bool holds = set.segments()[segment].judgements[label].holds;
      const bool is_told = margin && *margin > 0;
      is_trained = is_trained || margin;
      score.right += is_told && holds ? 1 : 0;
      score.wrong += is_told && !holds ? 1 : 0;
      score.missed += !is_told && holds ? 1 : 0;
    }
    if (is_trained) {
      scores.push_back(score);
    }
  }
  return scores;
}

std::string scores_table(const HeldOutScores& scores) {
  std::string table = "| label | n | precision | recall | F1 |\n|---|---:|---:|---:|---:|\n";
  for (const LabelScore& score : scores) {
    table += fmt::format("| {} | {} | {:.3f} | {:.3f} | {:.3f} |\n",
                         label_name(score.label),
                         score.right + score.missed,
                         score.precision(),
                         score.recall(),
                         score.f1());
  }
  const Averages nine = averages(scores, false);
  const Averages eleven = averages(scores, true);
  table += fmt::format(
      "\nNine practices: F1 micro {:.3f}, macro {:.3f}. With the two structural ones: micro "
      "{:.3f}, "
      "macro {:.3f}.\n",
      nine.micro,
      nine.macro,
      eleven.micro,
      eleven.macro);
  return table;
}

std::string model_card(const ModelCard& card) {
  std::size_t features = 0;
  for (const FeatureSet& set : card.content.features) {
    features += set.size();
  }
  return fmt::format(fmt::runtime(kCardHead),
                     fmt::arg("bytes", card.bytes),
                     fmt::arg("digest", card.digest),
                     fmt::arg("features", features),
                     fmt::arg("labels", card.content.labels.size()),
                     fmt::arg("segments", card.set.segments().size()),
                     fmt::arg("policies", card.set.policies().size())) +
         scores_table(card.scores);
}

}  // namespace smallprint::training
