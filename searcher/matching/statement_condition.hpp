/// What a statement is asked to say: the practices and data types that filters and fields name.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/practices/statement_column.hpp"
#include "common/shard_reader.hpp"
#include "schemas/practices.hpp"
#include "searcher/matching/passage_set.hpp"
#include "searcher/unknown_value.hpp"

namespace smallprint::searching {

/// A practice in one polarity, or in any.
struct PracticeValue {
  Practice practice = Practice::kFirstParty;
  std::optional<Polarity> polarity;

  friend bool operator==(const PracticeValue&, const PracticeValue&) = default;
};

/// `data-security`, `third-party-sharing-collection/denied`; upper case does not count. A polarity
/// behind a practice that has none is unknown too.
[[nodiscard]] std::variant<PracticeValue, UnknownValue> read_practice(std::string_view text);

/// `contact`: the data type.
[[nodiscard]] std::variant<ValueId, UnknownValue> read_data_type(std::string_view text);

/// As a filter writes them.
[[nodiscard]] std::string name_of(const PracticeValue& value);
[[nodiscard]] std::string_view name_of_data(ValueId value);

/// The data types among `values`, in the order of schemas/practices.hpp.
[[nodiscard]] std::vector<std::string_view> names_of_data(ValueSet values);

/// Values of one list are alternatives, both lists must hold; an empty list asks for nothing.
struct StatementCondition {
  std::vector<PracticeValue> practices;
  std::vector<ValueId> data;

  [[nodiscard]] bool empty() const { return practices.empty() && data.empty(); }
};

/// A condition made ready for many statements.
class StatementTest {
 public:
  explicit StatementTest(const StatementCondition& condition);

  /// True when the one packed statement meets all of the condition.
  [[nodiscard]] bool accepts(std::uint32_t packed) const {
    return kinds_[statement_kind(packed)] && (data_ == 0 || (packed & data_) != 0);
  }

  /// True when one statement of the row does.
  [[nodiscard]] bool accepts_row(const ShardReader& shard, std::uint32_t row) const;

 private:
  std::array<bool, kStatementKinds> kinds_{};
  std::uint32_t data_ = 0;
};

/// Rows with a statement that meets the condition. Cost: a pass over the statements of the shard.
[[nodiscard]] PassageSet rows_stating(const ShardReader& shard,
                                      const StatementCondition& condition);

}  // namespace smallprint::searching
