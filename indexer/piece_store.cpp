#include "indexer/piece_store.hpp"

#include <algorithm>

#include "common/stored_records.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {
namespace {

// Measured on 70 MB of half-yearly snapshots and on 100,000 synthetic ones: docs/benchmarks.md.
constexpr RecordStoreSettings kPieceSettings{.frame_bytes = 192 * 1024, .level = 7};
constexpr RecordStoreSettings kRecipeSettings{.frame_bytes = 32 * 1024, .level = 6};

}  // namespace

PieceStore::PieceStore(const std::filesystem::path& shard_folder)
    : pieces_(shard_folder, shard_files::kPieces, kPieceSettings),
      recipes_(shard_folder, shard_files::kRecipes, kRecipeSettings) {
}

void PieceStore::begin_policy() {
  known_.clear();
  recipe_.clear();
  header_pieces_ = 0;
}

void PieceStore::put_piece(std::string_view piece) {
  if (piece.empty()) {
    return;
  }
  const auto [known, is_new] = known_.try_emplace(digest(piece), 0);
  if (is_new) {
    known->second = pieces_.append(piece);
  }
  recipe_.push_back(known->second);
}

std::vector<std::uint32_t> PieceStore::add_file(std::string_view file,
                                                std::size_t body_begin,
                                                const std::vector<Passage>& passages) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(passages.size());
  recipe_.clear();
  put_piece(file.substr(0, body_begin));
  header_pieces_ = recipe_.size();
  std::size_t done = body_begin;
  for (const Passage& passage : passages) {
    put_piece(file.substr(done, passage.byte_begin - done));
    put_piece(file.substr(passage.byte_begin, passage.byte_end - passage.byte_begin));
    numbers.push_back(recipe_.back());
    done = passage.byte_end;
  }
  put_piece(file.substr(done));
  recipes_.append(encode_recipe(recipe_));
  return numbers;
}

void PieceStore::repeat_file(std::string_view file, std::size_t body_begin) {
  const std::vector<std::uint32_t> body(
      recipe_.begin() + static_cast<std::ptrdiff_t>(header_pieces_), recipe_.end());
  recipe_.clear();
  put_piece(file.substr(0, body_begin));
  header_pieces_ = recipe_.size();
  recipe_.insert(recipe_.end(), body.begin(), body.end());
  recipes_.append(encode_recipe(recipe_));
}

void PieceStore::close() {
  pieces_.close();
  recipes_.close();
}

}  // namespace smallprint::indexing
