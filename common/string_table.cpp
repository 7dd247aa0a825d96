#include "common/string_table.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <numeric>

#include "common/array_checks.hpp"
#include "common/error.hpp"
#include "common/file_writer.hpp"

namespace smallprint {
namespace {

constexpr std::size_t kWord = sizeof(std::uint32_t);

}  // namespace

void write_string_table(const std::filesystem::path& path,
                        const std::vector<std::string_view>& strings) {
  std::vector<std::uint32_t> offsets{0};
  offsets.reserve(strings.size() + 1);
  std::uint64_t end = 0;
  FileWriter writer(path);
  for (const std::string_view text : strings) {
    end += text.size();
    if (end > UINT32_MAX) {
      throw Error(ExitCode::kIo, path.string() + ": more than 4 GiB of names in one shard");
    }
    offsets.push_back(static_cast<std::uint32_t>(end));
    writer.append(text);
  }
  writer.append(std::string_view("\0\0\0", (kWord - end % kWord) % kWord));

  std::vector<std::uint32_t> order(strings.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return strings[a] < strings[b];
  });
  const auto count = static_cast<std::uint32_t>(strings.size());
  writer.append_values(std::span<const std::uint32_t>(offsets));
  writer.append_values(std::span<const std::uint32_t>(order));
  writer.append_values(std::span<const std::uint32_t>(&count, 1));
  writer.close();
}

StringTable::StringTable(const std::filesystem::path& path) : file_(path) {
  const std::string_view bytes = file_.bytes();
  const Error damaged(ExitCode::kNoIndex, path.string() + ": not a table of strings", kRebuildHint);
  if (bytes.size() < 2 * kWord || bytes.size() % kWord != 0) {
    throw damaged;
  }
  std::memcpy(&count_, bytes.data() + bytes.size() - kWord, kWord);
  const std::uint64_t numbers = (2 * std::uint64_t{count_} + 2) * kWord;
  if (numbers > bytes.size()) {
    throw damaged;
  }
  const char* const begin = bytes.data() + bytes.size() - numbers;
  const auto* const values = reinterpret_cast<const std::uint32_t*>(begin);
  offsets_ = {values, std::size_t{count_} + 1};
  order_ = {values + count_ + 1, count_};
  text_ = bytes.substr(0, bytes.size() - numbers);
  if (offsets_.back() > text_.size() || !is_ascending(offsets_) || !all_below(order_, count_)) {
    throw damaged;
  }
}

std::optional<std::uint32_t> StringTable::find(std::string_view text) const {
  const auto numbers = equal_to(text);
  return numbers.empty() ? std::nullopt : std::optional(numbers.front());
}

std::span<const std::uint32_t> StringTable::equal_to(std::string_view text) const {
  const auto first = std::partition_point(
      order_.begin(), order_.end(), [&](std::uint32_t number) { return (*this)[number] < text; });
  const auto last = std::partition_point(
      first, order_.end(), [&](std::uint32_t number) { return (*this)[number] == text; });
  return {first, last};
}

std::span<const std::uint32_t> StringTable::with_prefix(std::string_view prefix) const {
  const auto begins = [&](std::uint32_t number) {
    return (*this)[number].substr(0, prefix.size());
  };
  const auto first = std::partition_point(
      order_.begin(), order_.end(), [&](std::uint32_t number) { return begins(number) < prefix; });
  const auto last = std::partition_point(
      first, order_.end(), [&](std::uint32_t number) { return begins(number) == prefix; });
  return {first, last};
}

}  // namespace smallprint
