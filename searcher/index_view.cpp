#include "searcher/index_view.hpp"

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/generation.hpp"
#include "schemas/index_schema.hpp"
#include "searcher/xapian_errors.hpp"

namespace smallprint::searching {

namespace fs = std::filesystem;

Shard::Shard(const fs::path& folder)
    : data(folder), postings(translating_xapian_errors([&] {
        return Xapian::Database((folder / shard_files::kPostings).string(),
                                Xapian::DB_BACKEND_GLASS);
      })) {
  if (postings.get_doccount() != data.rows()) {
    throw Error(ExitCode::kNoIndex,
                fmt::format("{}: {} documents for {} rows",
                            folder.string(),
                            postings.get_doccount(),
                            data.rows()),
                "build the index again");
  }
}

const PassageSet& Shard::rows_with(std::string_view term) {
  std::string key(term);
  const auto known = sets_.find(key);
  if (known != sets_.end()) {
    return known->second;
  }
  PassageSet rows(data.rows());
  const auto end = postings.postlist_end(key);
  for (auto posting = postings.postlist_begin(key); posting != end; ++posting) {
    rows.insert(*posting - 1);
  }
  if (cached_bytes_ + rows.bytes() > kMaxCachedBytes) {
    sets_.clear();
    cached_bytes_ = 0;
  }
  cached_bytes_ += rows.bytes();
  return sets_.emplace(std::move(key), std::move(rows)).first->second;
}

std::uint64_t Shard::frequency(std::string_view term) const {
  return postings.get_termfreq(std::string(term));
}

IndexView::IndexView(const fs::path& index) {
  const fs::path generation = require_generation(index);
  manifest = read_manifest(generation);
  for (std::uint32_t number = 0; number < manifest.shards; ++number) {
    shards.push_back(std::make_unique<Shard>(generation / shard_name(number)));
  }
}

}  // namespace smallprint::searching
