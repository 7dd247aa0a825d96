#include "indexer/templates/template_writer.hpp"

#include <span>
#include <vector>

#include "common/file_writer.hpp"
#include "indexer/templates/clusters.hpp"
#include "indexer/templates/generation_contents.hpp"
#include "indexer/templates/generation_texts.hpp"

namespace smallprint::indexing {
namespace {

void write_numbers(const std::filesystem::path& path, const std::vector<std::uint32_t>& numbers) {
  write_array(path, std::span<const std::uint32_t>(numbers));
}

void write_groups(const PlacedTexts& texts,
                  const TemplateFiles& files,
                  const std::filesystem::path& generation,
                  unsigned jobs) {
  const std::vector<std::uint32_t> leader_of = find_leaders(texts, jobs);
  std::vector<std::uint32_t> template_of(texts.size());
  std::vector<std::uint32_t> leaders;  // their first places
  for (std::uint32_t text = 0; text < texts.size(); ++text) {
    if (leader_of[text] == text) {
      template_of[text] = static_cast<std::uint32_t>(leaders.size());
      leaders.push_back(texts.first_place(text));
    }
  }
  for (std::uint32_t text = 0; text < texts.size(); ++text) {
    template_of[text] = template_of[leader_of[text]];
  }
  std::vector<std::uint32_t> of_places;
  of_places.reserve(texts.numbers().size());
  for (const std::uint32_t text : texts.numbers()) {
    of_places.push_back(text == kNoText ? kNoTemplate : template_of[text]);
  }
  write_numbers(generation / files.of_texts, of_places);
  write_numbers(generation / files.leaders, leaders);
  write_numbers(generation / files.sites,
                texts.count_sites(template_of, static_cast<std::uint32_t>(leaders.size())));
}

}  // namespace

void write_templates(const std::filesystem::path& generation, std::uint32_t shards, unsigned jobs) {
  write_groups(GenerationTexts(generation, shards), kPassageTemplates, generation, jobs);
  write_groups(GenerationContents(generation, shards), kPolicyTemplates, generation, jobs);
}

}  // namespace smallprint::indexing
