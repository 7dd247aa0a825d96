/// The stored text of one shard: each policy's distinct pieces of source, and how to put every
/// file together again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/digest.hpp"
#include "common/passage.hpp"
#include "common/record_store.hpp"

namespace smallprint::indexing {

/// Cuts each file at the edges of its passages into pieces, and stores a piece once per policy.
class PieceStore {
 public:
  explicit PieceStore(const std::filesystem::path& shard_folder);

  /// Forgets the pieces of the policy before.
  void begin_policy();

  /// Stores one file and its recipe. `passages` are those of the file (disjoint, ascending).
  /// Returns the piece number of each passage.
  std::vector<std::uint32_t> add_file(std::string_view file,
                                      std::size_t body_begin,
                                      const std::vector<Passage>& passages);

  /// Stores a file whose body equals that of the file before; its header line may differ.
  void repeat_file(std::string_view file, std::size_t body_begin);

  void close();

 private:
  void put_piece(std::string_view piece);

  RecordStoreWriter pieces_;
  RecordStoreWriter recipes_;
  std::unordered_map<Digest128, std::uint32_t, DigestHash> known_;  // of this policy
  std::vector<std::uint32_t> recipe_;                               // of the last file
  std::size_t header_pieces_ = 0;  // how many pieces of recipe_ stand before the body
};

}  // namespace smallprint::indexing
