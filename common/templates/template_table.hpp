/// Which texts of all shards are copies of one, and which whole policies: the templates of a
/// generation.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/mapped_file.hpp"
#include "schemas/index_schema.hpp"
#include "schemas/templates.hpp"

namespace smallprint {

inline constexpr std::string_view kTemplateIdPrefix = "t:";

/// `t:` and the 16 hexadecimal digits of the digest of the template's text.
[[nodiscard]] std::string template_id_text(std::uint64_t digest_of_leader);

/// A text of a shard; of policy templates, a snapshot.
struct TextPlace {
  std::uint32_t shard = 0;
  std::uint32_t text = 0;
};

/// The files of one kind of templates.
struct TemplateFiles {
  std::string_view of_texts;
  std::string_view leaders;
  std::string_view sites;
};

inline constexpr TemplateFiles kPassageTemplates{.of_texts = index_files::kTemplateOfTexts,
                                                 .leaders = index_files::kTemplateLeaders,
                                                 .sites = index_files::kTemplateSites};
inline constexpr TemplateFiles kPolicyTemplates{.of_texts = index_files::kPolicyTemplateOfSnapshots,
                                                .leaders = index_files::kPolicyTemplateLeaders,
                                                .sites = index_files::kPolicyTemplateSites};

/// Where the texts of each shard begin when those of all stand one after another; one more, the
/// end. `texts` has the number of each shard. Error(kNoIndex) for 2^32 - 1 texts and more.
[[nodiscard]] std::vector<std::uint32_t> text_begins(std::span<const std::uint32_t> texts);

/// Mapped; safe to read from many threads. Templates are numbered by the digests of their texts, so
/// the numbers are the same however the sites are spread over shards.
class TemplateTable {
 public:
  /// `begins` is text_begins() of the generation's shards. Error(kNoIndex) naming the file where a
  /// number is out of its range.
  TemplateTable(const std::filesystem::path& generation,
                std::vector<std::uint32_t> begins,
                const TemplateFiles& files = kPassageTemplates);

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(sites.size()); }

  /// kNoTemplate for kNoText and for a text that no living row has.
  [[nodiscard]] std::uint32_t template_of(std::uint32_t shard, std::uint32_t text) const {
    return text == kNoText ? kNoTemplate : of_text[begins_[shard] + text];
  }

  /// A place of the text that gives the template its id: of its texts, the one of most sites.
  [[nodiscard]] TextPlace leader_of(std::uint32_t number) const;

  MappedArray<std::uint32_t> of_text;
  MappedArray<std::uint32_t> leaders;  ///< place of each when all texts stand one after another
  MappedArray<std::uint32_t> sites;    ///< living sites that have had a passage of it

 private:
  std::vector<std::uint32_t> begins_;
};

}  // namespace smallprint
