#include "common/vocabulary.hpp"

#include <utility>

namespace smallprint {

Vocabulary::Vocabulary() : words_(1), stems_(1) {
  stem_ids_.emplace(std::string_view{}, 0);
}

WordId Vocabulary::intern(std::string_view written, std::string_view term) {
  std::string key;
  key.reserve(written.size() + 1 + term.size());
  key.append(written).push_back('\0');
  key.append(term);
  if (const auto known = word_ids_.find(key); known != word_ids_.end()) {
    return known->second;
  }

  const std::string_view owned = text_.emplace_back(std::move(key));
  const auto stem =
      stem_ids_.try_emplace(owned.substr(written.size() + 1), static_cast<StemId>(stems_.size()));
  if (stem.second) {
    stems_.push_back(stem.first->first);
  }
  const auto word = static_cast<WordId>(words_.size());
  words_.push_back({.written = owned.substr(0, written.size()), .stem = stem.first->second});
  word_ids_.emplace(owned, word);
  return word;
}

}  // namespace smallprint
