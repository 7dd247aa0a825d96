#include "indexer/known_readings.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "common/array_checks.hpp"
#include "common/error.hpp"
#include "common/file_writer.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {

namespace fs = std::filesystem;

namespace {

// Neighbours are asked for one after another.
constexpr RecordStoreSettings kSettings{.frame_bytes = 64 * 1024, .level = 3};

}  // namespace

void write_readings(const fs::path& generation, std::vector<StampedReading> readings) {
  RecordStoreWriter store(generation, index_files::kReadings, kSettings);
  for (const StampedReading& reading : readings) {
    static_cast<void>(store.append(reading.encoded));
  }
  store.close();
  std::vector<std::uint32_t> numbers(readings.size());
  std::iota(numbers.begin(), numbers.end(), 0U);
  const auto stamp_of = [&](std::uint32_t number) -> const Digest128& {
    return readings[number].stamp;
  };
  std::ranges::stable_sort(numbers, {}, stamp_of);
  const auto are_same = [&](std::uint32_t a, std::uint32_t b) {
    return stamp_of(a) == stamp_of(b);
  };
  numbers.erase(std::unique(numbers.begin(), numbers.end(), are_same), numbers.end());
  std::vector<Digest128> stamps;
  stamps.reserve(numbers.size());
  for (const std::uint32_t number : numbers) {
    stamps.push_back(readings[number].stamp);
  }
  write_array(generation / index_files::kReadingStamps, std::span<const Digest128>(stamps));
  write_array(generation / index_files::kReadingNumbers, std::span<const std::uint32_t>(numbers));
}

KnownReadings::KnownReadings(const fs::path& generation)
    : stamps_(generation / index_files::kReadingStamps),
      numbers_(generation / index_files::kReadingNumbers),
      readings_(generation, index_files::kReadings) {
  if (stamps_.size() != numbers_.size() || !all_below(numbers_.values(), readings_.size())) {
    throw Error(ExitCode::kNoIndex,
                generation.string() + ": the readings of this generation do not belong together",
                kRebuildHint);
  }
}

std::optional<std::string_view> KnownReadings::find(const Digest128& stamp) {
  const auto stamps = stamps_.values();
  const auto at = std::ranges::lower_bound(stamps, stamp);
  if (at == stamps.end() || *at != stamp) {
    return std::nullopt;
  }
  return readings_.get(numbers_[static_cast<std::size_t>(at - stamps.begin())]);
}

}  // namespace smallprint::indexing
