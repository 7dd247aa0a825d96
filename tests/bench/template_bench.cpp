// How much of what is near by brute force the templates of an index have, and how long they take.
//
//   smallprint_template_bench INDEX [PASSAGES]
//
// Draws PASSAGES (20,000) passages of those long enough to have a template, with a fixed seed, and
// compares every two word by word. Precision: of the pairs in one template, those near. Recall: of
// the near pairs, those in one template. Both of passages, and of distinct texts, each counted
// once, which is harder: copies of one text are easy.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "common/generation.hpp"
#include "common/manifest.hpp"
#include "indexer/templates/clusters.hpp"
#include "indexer/templates/generation_texts.hpp"

namespace {

namespace indexing = smallprint::indexing;

struct Pairs {
  std::uint64_t near = 0;           // by brute force
  std::uint64_t near_together = 0;  // of these, in one template
  std::uint64_t together = 0;       // in one template, near or not

  void add(bool is_near, bool is_together, std::uint64_t pairs) {
    near += is_near ? pairs : 0;
    near_together += is_near && is_together ? pairs : 0;
    together += is_together ? pairs : 0;
  }
};

struct Comparison {
  Pairs passages;
  Pairs texts;
  std::uint64_t with_band = 0;       // pairs of texts with an equal band
  std::uint64_t near_with_band = 0;  // of these, near
};

bool share_band(const smallprint::TextBands& one, const smallprint::TextBands& other) {
  bool equal = false;
  for (std::size_t band = 0; band < one.size(); ++band) {
    equal |= one[band] == other[band];
  }
  return equal;
}

/// The text of each living passage that has one.
std::vector<std::uint32_t> texts_of_passages(const std::filesystem::path& generation,
                                             const indexing::GenerationTexts& texts) {
  std::vector<std::uint32_t> all;
  for (std::uint32_t number = 0; number + 1 < texts.begins().size(); ++number) {
    const std::filesystem::path folder = generation / smallprint::shard_name(number);
    const smallprint::ShardReader shard(folder);
    const smallprint::ShardTexts shard_texts(folder, shard.rows());
    for (std::uint32_t row = 0; row < shard.rows(); ++row) {
      const std::uint32_t text = shard_texts.text_of_row[row];
      if (text != smallprint::kNoText && shard.is_live_row(row)) {
        all.push_back(texts.numbers()[texts.begins()[number] + text]);
      }
    }
  }
  return all;
}

/// How many of the passages drawn have each text.
std::map<std::uint32_t, std::uint64_t> sample(std::vector<std::uint32_t> texts,
                                              std::size_t wanted) {
  std::mt19937 random(1);
  std::shuffle(texts.begin(), texts.end(), random);
  texts.resize(std::min(texts.size(), wanted));
  std::map<std::uint32_t, std::uint64_t> counts;
  for (const std::uint32_t text : texts) {
    ++counts[text];
  }
  return counts;
}

Comparison compare_all(const indexing::GenerationTexts& texts,
                       const std::vector<std::uint32_t>& leaders,
                       const std::map<std::uint32_t, std::uint64_t>& chosen) {
  struct Text {
    std::uint32_t number;
    std::uint64_t passages;
    smallprint::DistinctWords words;
  };

  std::vector<Text> all;
  for (const auto& [number, passages] : chosen) {
    all.push_back({.number = number, .passages = passages, .words = {}});
    texts.read_words(number, all.back().words);
  }
  Comparison result;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Text& one = all[i];
    result.passages.add(true, true, one.passages * (one.passages - 1) / 2);
    for (std::size_t j = 0; j < i; ++j) {
      const Text& other = all[j];
      const bool is_near = smallprint::are_near(one.words, other.words);
      const bool is_together = leaders[one.number] == leaders[other.number];
      const bool has_band = share_band(texts.bands(one.number), texts.bands(other.number));
      result.texts.add(is_near, is_together, 1);
      result.passages.add(is_near, is_together, one.passages * other.passages);
      result.with_band += has_band ? 1U : 0U;
      result.near_with_band += is_near && has_band ? 1U : 0U;
    }
  }
  return result;
}

double part(std::uint64_t some, std::uint64_t all) {
  return all == 0 ? 1 : static_cast<double>(some) / static_cast<double>(all);
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void print(const char* what, const Pairs& pairs) {
  fmt::print("  {} near pairs of {}; {} in one template: precision {:.4f}, recall {:.4f}\n",
             pairs.near,
             what,
             pairs.together,
             part(pairs.near_together, pairs.together),
             part(pairs.near_together, pairs.near));
}

void run(const std::string& index, std::size_t wanted) {
  const std::filesystem::path generation = smallprint::require_generation(index);
  const smallprint::Manifest manifest = smallprint::read_manifest(generation);
  const auto begin = std::chrono::steady_clock::now();
  const indexing::GenerationTexts texts(generation,
                                        static_cast<std::uint32_t>(manifest.shards.size()));
  const double opened = seconds_since(begin);
  const std::vector<std::uint32_t> leaders = indexing::find_leaders(texts, 1);
  const double grouped = seconds_since(begin) - opened;
  std::uint64_t templates = 0;
  for (std::uint32_t text = 0; text < texts.size(); ++text) {
    templates += leaders[text] == text ? 1U : 0U;
  }
  fmt::print("{} distinct texts in {} templates; read in {:.3f} s, grouped in {:.3f} s\n",
             texts.size(),
             templates,
             opened,
             grouped);
  const auto chosen = sample(texts_of_passages(generation, texts), wanted);
  const Comparison result = compare_all(texts, leaders, chosen);
  print("passages", result.passages);
  fmt::print("{} distinct texts\n", chosen.size());
  print("texts", result.texts);
  fmt::print("  {} pairs of texts share a band, {:.4f} of the near ones\n",
             result.with_band,
             part(result.near_with_band, result.texts.near));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    fmt::print(stderr, "usage: smallprint_template_bench INDEX [PASSAGES]\n");
    return 64;
  }
  try {
    run(argv[1], argc == 3 ? std::stoul(argv[2]) : 20'000);
  } catch (const std::exception& error) {
    fmt::print(stderr, "smallprint_template_bench: {}\n", error.what());
    return 1;
  }
  return 0;
}
