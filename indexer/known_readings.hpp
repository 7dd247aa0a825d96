/// The readings of the build before, so that no file is read again that has not changed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/digest.hpp"
#include "common/mapped_file.hpp"
#include "common/record_store.hpp"
#include "indexer/reading.hpp"

namespace smallprint::indexing {

/// A reading to be kept. The stamp says what it is true for (ArchiveSource::stamp).
struct StampedReading {
  Digest128 stamp;
  std::string encoded;
};

/// Writes `readings.zst`, `readings.frames`, `readings.stamps` and `readings.numbers` into the
/// folder of a generation; of several with one stamp the first. Synced. Error(kIo).
void write_readings(const std::filesystem::path& generation, std::vector<StampedReading> readings);

/// Mapped, but for the frame at hand. One thread.
class KnownReadings {
 public:
  /// Error(kNoIndex) when the files are missing or do not belong together.
  explicit KnownReadings(const std::filesystem::path& generation);

  /// The encoded reading of a stamp; valid until the next call. Cost: a binary search; cheapest in
  /// the order in which they were written. Error(kIo) on damage.
  [[nodiscard]] std::optional<std::string_view> find(const Digest128& stamp);

 private:
  MappedArray<Digest128> stamps_;  // ascending
  MappedArray<std::uint32_t> numbers_;
  RecordStoreReader readings_;
};

}  // namespace smallprint::indexing
