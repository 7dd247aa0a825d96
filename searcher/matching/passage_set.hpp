/// A set of the rows of one shard, one bit a row.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace smallprint::searching {

class PassageSet {
 public:
  /// The empty set over rows [0, rows).
  explicit PassageSet(std::uint32_t rows) : rows_(rows), bits_((std::size_t{rows} + 63) / 64) {}

  static PassageSet all(std::uint32_t rows) {
    PassageSet set(rows);
    set.complement();
    return set;
  }

  void insert(std::uint32_t row) { bits_[row / 64] |= std::uint64_t{1} << (row % 64); }

  /// Inserts [begin, end).
  void insert_range(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t row = begin; row < end; ++row) {
      insert(row);
    }
  }

  [[nodiscard]] bool contains(std::uint32_t row) const {
    return (bits_[row / 64] >> (row % 64) & 1) != 0;
  }

  PassageSet& operator|=(const PassageSet& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      bits_[i] |= other.bits_[i];
    }
    return *this;
  }

  PassageSet& operator&=(const PassageSet& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      bits_[i] &= other.bits_[i];
    }
    return *this;
  }

  PassageSet& operator-=(const PassageSet& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      bits_[i] &= ~other.bits_[i];
    }
    return *this;
  }

  void complement() {
    for (std::uint64_t& word : bits_) {
      word = ~word;
    }
    if (rows_ % 64 != 0) {
      bits_.back() &= (std::uint64_t{1} << (rows_ % 64)) - 1;
    }
  }

  [[nodiscard]] std::uint32_t rows() const { return rows_; }

  [[nodiscard]] std::size_t bytes() const { return bits_.size() * sizeof(std::uint64_t); }

  /// Number of rows in the set.
  [[nodiscard]] std::uint64_t size() const {
    std::uint64_t count = 0;
    for (const std::uint64_t word : bits_) {
      count += static_cast<std::uint64_t>(std::popcount(word));
    }
    return count;
  }

  /// Number of rows of the set in [begin, end).
  [[nodiscard]] std::uint64_t count_range(std::uint32_t begin, std::uint32_t end) const {
    std::uint64_t count = 0;
    for (std::uint32_t row = next(begin); row < end; row = next(row + 1)) {
      ++count;
    }
    return count;
  }

  /// The first row of the set at `row` or after it; `rows()` when there is none.
  [[nodiscard]] std::uint32_t next(std::uint32_t row) const {
    if (row >= rows_) {
      return rows_;
    }
    std::size_t i = row / 64;
    std::uint64_t word = bits_[i] >> (row % 64) << (row % 64);
    while (word == 0) {
      if (++i == bits_.size()) {
        return rows_;
      }
      word = bits_[i];
    }
    return static_cast<std::uint32_t>(i * 64) + static_cast<std::uint32_t>(std::countr_zero(word));
  }

  /// Calls `visit(row)` for every row of the set, ascending.
  template <typename Visit>
  void for_each(const Visit& visit) const {
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      for (std::uint64_t word = bits_[i]; word != 0; word &= word - 1) {
        visit(static_cast<std::uint32_t>(i * 64) +
              static_cast<std::uint32_t>(std::countr_zero(word)));
      }
    }
  }

  /// Removes the rows for which `keep(row)` is false.
  template <typename Keep>
  void retain(const Keep& keep) {
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      for (std::uint64_t word = bits_[i]; word != 0; word &= word - 1) {
        const auto bit = static_cast<unsigned>(std::countr_zero(word));
        if (!keep(static_cast<std::uint32_t>(i * 64) + bit)) {
          bits_[i] &= ~(std::uint64_t{1} << bit);
        }
      }
    }
  }

 private:
  std::uint32_t rows_;
  std::vector<std::uint64_t> bits_;
};

}  // namespace smallprint::searching
