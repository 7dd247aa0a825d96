/// What may have been meant by a name that is none: sites, values of a list, verbs.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schemas/fields.hpp"
#include "searcher/index_view.hpp"
#include "searcher/matching/filters.hpp"
#include "searcher/query/query.hpp"

namespace smallprint::searching {

/// How many bytes must be inserted, dropped, replaced or swapped with the next to make `b` of `a`.
/// Cost: the product of their lengths.
[[nodiscard]] std::size_t edits_between(std::string_view a, std::string_view b);

/// A name that the index does not have.
struct UnknownName {
  FieldId field = FieldId::kSite;  ///< kSite, kPolicy or kPolicyHost
  std::string value;
  std::vector<std::string> near;  ///< up to three names of the index, the nearest first

  /// `no site 'harborbook.example' in this index; near it: harborbooks.example`.
  [[nodiscard]] std::string message() const;
};

/// Finds the sites, policies and policy hosts that queries and filters name and the index does not
/// have. Near is a name at most a quarter of its bytes away, or one that holds the value or is held
/// by it. The index outlives the object; one thread.
class NameCheck {
 public:
  explicit NameCheck(const IndexView& index) : index_(index) {}

  /// The unknown names that no call before has given. Cost: a look-up for each name; for one that
  /// is unknown a pass over those of the index, about 20 ms for 100,000.
  [[nodiscard]] std::vector<UnknownName> unknown(const ParsedQuery& query, const Filters& filters);

 private:
  const IndexView& index_;
  std::set<std::pair<FieldId, std::string>> given_;
};

}  // namespace smallprint::searching
