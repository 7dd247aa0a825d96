/// Whether the templates of a generation fit its shards.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace smallprint::indexing {

/// So many templates are looked into, spread evenly over all.
inline constexpr std::uint32_t kSampledTemplates = 64;

/// What is wrong with the templates of texts and of whole policies, for people: a text of a living
/// row without a template or one of dead rows with one; a number of sites that is not what the rows
/// add up to; of the sampled templates, a text that is near to no other of the template. What
/// throws on the way is a problem, too. Cost: a pass over the texts, rows and snapshots.
[[nodiscard]] std::vector<std::string> check_templates(const std::filesystem::path& generation,
                                                       std::uint32_t shards);

}  // namespace smallprint::indexing
