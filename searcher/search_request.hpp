/// What is asked and what is answered: plain data between the command line, retrieval and output.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/practices/practice_labeler.hpp"
#include "common/shard_reader.hpp"
#include "searcher/counting/facets.hpp"
#include "searcher/matching/filters.hpp"
#include "searcher/query/query.hpp"
#include "searcher/query/query_intent.hpp"
#include "searcher/ranking/collapse.hpp"

namespace smallprint::searching {

enum class Group { kSite, kPolicy, kNone };
enum class Sort { kRelevance, kDate };

/// Offsets beyond this are refused (docs/query-language.md); --limit 0 streams everything instead.
inline constexpr std::size_t kMaxOffset = 10'000;

struct SearchRequest {
  ParsedQuery query;
  std::optional<QueryIntent> intent{};  ///< what labels the ranking looks for
  Filters filters;
  Group group = Group::kSite;
  Sort sort = Sort::kRelevance;
  Collapse collapse = Collapse::kNone;  ///< kTemplate: of the groups' hits, one for each template
  std::size_t limit = 10;               ///< 0: every hit
  std::size_t offset = 0;
  bool explain = false;
  std::vector<FacetBy> facets = {};  ///< counted in sites beside the hits, over the same matches
  bool totals = true;                ///< off where nobody sees them (batch)
};

/// Exact numbers of what matches under the filters, before grouping and paging.
struct Totals {
  std::uint64_t sites = 0;
  std::uint64_t policies = 0;
  std::uint64_t snapshots = 0;  ///< observed within the date filter, with a matching passage
  std::uint64_t passages = 0;

  Totals& operator+=(const Totals& other) {
    sites += other.sites;
    policies += other.policies;
    snapshots += other.snapshots;
    passages += other.passages;
    return *this;
  }

  friend bool operator==(const Totals&, const Totals&) = default;
};

/// One summand of a score: what a term or a label that the query asks for adds to this passage.
struct ScorePart {
  enum class Kind { kTerm, kLabel };

  std::string term;  ///< or the label's name
  Kind kind = Kind::kTerm;
  double weight = 0;            ///< of the term: log of its rarity among passages; of one level
  std::uint32_t frequency = 0;  ///< in the passage, a heading's word counted kHeadingWeight times;
                                ///< or the label's level
  double score = 0;
};

struct Explanation {
  std::vector<ScorePart> parts;  ///< their sum is the hit's score
  std::uint32_t words = 0;       ///< length of the passage with its headings
  double average_words = 0;
};

/// What a hit stands for when hits of one template are shown once (docs/templates.md).
struct CollapsedHits {
  std::string template_id;
  std::uint32_t sites = 0;  ///< of the whole index that have had the text, or one near to it
  std::uint64_t more = 0;   ///< further hits of the template that are not shown
};

/// A row of a shard with what orders it.
struct RankedRow {
  std::uint32_t shard = 0;
  std::uint32_t row = 0;
  double score = 0;  ///< rounded to six decimals
};

struct Hit {
  std::size_t rank = 0;
  RankedRow at;
  std::string passage_id;  ///< `p:` and 16 hexadecimal digits
  std::string site;
  std::string policy;
  std::string policy_host;
  std::string title;
  PassageText passage;
  std::vector<PracticeStatement> statements;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> highlights;  ///< byte ranges in passage.text
  bool is_in_heading = false;  ///< the query found something in the headings
  Day first;
  Day last;
  std::uint32_t snapshots = 0;
  std::string archive;               ///< the SOURCE given to build
  SnapshotDetails source;            ///< first snapshot of the lifespan
  std::uint64_t more_from_site = 0;  ///< further matches of the group that are not shown
  std::optional<CollapsedHits> collapsed;
  std::optional<Explanation> explanation;
};

}  // namespace smallprint::searching
