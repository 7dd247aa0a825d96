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
  std::ranges::stable_sort(numbers, {}, [&](std::uint32_t number) -> const Digest128& {
    return readings[number].stamp;
  });
  const auto same = std::ranges::unique(numbers, {}, [&](std::uint32_t number) -> const Digest128& {
    return readings[number].stamp;
  });
  numbers.erase(same.begin(), same.end());
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
