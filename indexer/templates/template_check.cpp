#include "indexer/templates/template_check.hpp"

#include <algorithm>
#include <exception>
#include <map>

#include <fmt/format.h>

#include "common/templates/template_table.hpp"
#include "indexer/templates/generation_contents.hpp"
#include "indexer/templates/generation_texts.hpp"

namespace smallprint::indexing {
namespace {

class TemplateChecker {
 public:
  TemplateChecker(const std::filesystem::path& generation,
                  const PlacedTexts& texts,
                  const TemplateFiles& files)
      : texts_(texts), files_(files), table_(generation, texts.begins(), files) {}

  void run(std::vector<std::string>& problems) {
    if (!assign(problems)) {
      return;
    }
    if (!std::ranges::equal(texts_.count_sites(template_of_, table_.size()),
                            table_.sites.values())) {
      problems.push_back(fmt::format("{} is not what the rows add up to", files_.sites));
    }
    check_sampled(problems);
  }

 private:
  /// Finds the template of each text; false when there are texts without, or dead ones with one.
  bool assign(std::vector<std::string>& problems) {
    template_of_.assign(texts_.size(), kNoTemplate);
    const std::vector<std::uint32_t>& numbers = texts_.numbers();
    bool fits = true;
    for (std::size_t place = 0; place < numbers.size(); ++place) {
      const std::uint32_t number = table_.of_text[place];
      fits &= (numbers[place] == kNoText) == (number == kNoTemplate);
      if (numbers[place] != kNoText) {
        std::uint32_t& known = template_of_[numbers[place]];
        fits &= known == kNoTemplate || known == number;
        known = number;
      }
    }
    if (!fits) {
      problems.push_back(fmt::format("{} does not fit the living rows", files_.of_texts));
    }
    return fits;
  }

  void check_sampled(std::vector<std::string>& problems) const {
    const std::uint32_t step = std::max(table_.size() / kSampledTemplates, 1U);
    std::map<std::uint32_t, std::vector<std::uint32_t>> texts_of;  // by template
    for (std::uint32_t text = 0; text < texts_.size(); ++text) {
      if (template_of_[text] % step == 0) {
        texts_of[template_of_[text]].push_back(text);
      }
    }
    for (const auto& [number, texts] : texts_of) {
      if (texts.size() > 1 && !are_near_each(texts, texts_.numbers()[table_.leaders[number]])) {
        problems.push_back(fmt::format(
            "{}: template {}: a text is near to no other of it", files_.of_texts, number));
      }
    }
  }

  [[nodiscard]] bool are_near_each(const std::vector<std::uint32_t>& texts,
                                   std::uint32_t leader) const {
    return std::ranges::all_of(texts,
                               [&](std::uint32_t text) { return has_near(text, leader, texts); });
  }

  /// The leader is looked at first: most texts are near to it.
  [[nodiscard]] bool has_near(std::uint32_t text,
                              std::uint32_t leader,
                              const std::vector<std::uint32_t>& others) const {
    DistinctWords words;
    DistinctWords other_words;
    texts_.read_words(text, words);
    const auto is_near = [&](std::uint32_t other) {
      if (other == text) {
        return false;
      }
      texts_.read_words(other, other_words);
      return are_near(words, other_words);
    };
    return is_near(leader) || std::ranges::any_of(others, is_near);
  }

  const PlacedTexts& texts_;
  const TemplateFiles& files_;
  TemplateTable table_;
  std::vector<std::uint32_t> template_of_;  // by number of the text
};

}  // namespace

std::vector<std::string> check_templates(const std::filesystem::path& generation,
                                         std::uint32_t shards) {
  std::vector<std::string> problems;
  try {
    const GenerationTexts texts(generation, shards);
    TemplateChecker(generation, texts, kPassageTemplates).run(problems);
    const GenerationContents contents(generation, shards);
    TemplateChecker(generation, contents, kPolicyTemplates).run(problems);
  } catch (const std::exception& error) {
    problems.emplace_back(error.what());
  }
  return problems;
}

}  // namespace smallprint::indexing
