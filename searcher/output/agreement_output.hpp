/// What `agree` prints.
#pragma once

#include <string>

#include "searcher/output/json_output.hpp"
#include "searcher/sampling/agreement.hpp"

namespace smallprint::searching {

/// schemas/agreement.schema.json. Sheets are numbered from 1, in the order of the command line.
[[nodiscard]] Json agreement_json(const Agreement& agreement);

/// A table: a line for each code and two sheets, four decimals.
[[nodiscard]] std::string agreement_text(const Agreement& agreement);

}  // namespace smallprint::searching
