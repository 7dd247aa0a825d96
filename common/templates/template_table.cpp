#include "common/templates/template_table.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "common/array_checks.hpp"
#include "common/error.hpp"

namespace smallprint {

std::string template_id_text(std::uint64_t digest_of_leader) {
  return fmt::format("{}{:016x}", kTemplateIdPrefix, digest_of_leader);
}

std::vector<std::uint32_t> text_begins(std::span<const std::uint32_t> texts) {
  std::vector<std::uint32_t> begins{0};
  std::uint64_t end = 0;
  for (const std::uint32_t count : texts) {
    end += count;
    if (end >= kNoText) {
      throw Error(ExitCode::kNoIndex, "the index has too many texts to number", kRebuildHint);
    }
    begins.push_back(static_cast<std::uint32_t>(end));
  }
  return begins;
}

TemplateTable::TemplateTable(const std::filesystem::path& generation,
                             std::vector<std::uint32_t> begins,
                             const TemplateFiles& files)
    : of_text(generation / files.of_texts),
      leaders(generation / files.leaders),
      sites(generation / files.sites),
      begins_(std::move(begins)) {
  const auto require = [&](bool holds, std::string_view file) {
    if (!holds) {
      throw Error(
          ExitCode::kNoIndex,
          fmt::format("{}: does not fit the texts of the shards", (generation / file).string()),
          kRebuildHint);
    }
  };
  const std::uint32_t templates = size();
  const std::uint32_t* const numbers = of_text.values().data();
  require(of_text.size() == begins_.back() && all_hold(of_text.size(),
                                                       [=](std::size_t i) {
                                                         return numbers[i] < templates ||
                                                                numbers[i] == kNoTemplate;
                                                       }),
          files.of_texts);
  bool fits = leaders.size() == templates;
  for (std::uint32_t i = 0; fits && i < templates; ++i) {
    fits = leaders[i] < begins_.back() && of_text[leaders[i]] == i;
  }
  require(fits, files.leaders);
}

TextPlace TemplateTable::leader_of(std::uint32_t number) const {
  const std::uint32_t place = leaders[number];
  const auto after = std::upper_bound(begins_.begin(), begins_.end(), place);
  const auto shard = static_cast<std::uint32_t>(after - begins_.begin()) - 1;
  return {.shard = shard, .text = place - begins_[shard]};
}

}  // namespace smallprint
