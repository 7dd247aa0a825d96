#include "indexer/rollback.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "common/error.hpp"
#include "common/generation.hpp"
#include "indexer/generations.hpp"
#include "indexer/index_lock.hpp"
#include "indexer/interruption.hpp"
#include "indexer/verification.hpp"
#include "indexer/worker_pool.hpp"

namespace smallprint::indexing {

namespace fs = std::filesystem;

namespace {

std::optional<std::uint64_t> trusted_current(const fs::path& index) {
  try {
    return current_generation(index);
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::uint64_t target_of(const fs::path& index,
                        std::optional<std::uint64_t> in_force,
                        std::optional<std::uint64_t> to) {
  const std::vector<std::uint64_t> numbers = generation_numbers(index);
  if (to) {
    if (!std::ranges::binary_search(numbers, *to)) {
      throw Error(ExitCode::kNoInput,
                  fmt::format("{}: no generation {} here", index.string(), *to),
                  "smallprint-index generations lists them");
    }
    return *to;
  }
  const auto end = in_force ? std::ranges::lower_bound(numbers, *in_force) : numbers.end();
  if (end == numbers.begin()) {
    if (!in_force) {
      throw Error(
          ExitCode::kNoIndex, fmt::format("{}: no generation here", index.string()), kRebuildHint);
    }
    throw Error(ExitCode::kNoIndex,
                fmt::format("{}: no generation before {} is kept; it stays in force",
                            index.string(),
                            generation_name(*in_force)),
                "where it is damaged, " + std::string(kRebuildHint) +
                    "; smallprint-index generations lists those kept");
  }
  return *(end - 1);
}

}  // namespace

Rollback roll_back(const fs::path& index,
                   std::optional<std::uint64_t> to,
                   std::chrono::seconds patience) {
  if (!fs::is_directory(index)) {
    (void)require_generation(index);  // says that there is no index
  }
  const InterruptionGuard guard;
  const IndexLock lock(index, patience);
  remove_leftovers(index);
  const auto in_force = trusted_current(index);
  const std::uint64_t target = target_of(index, in_force, to);
  const Verification verification =
      verify_generation(index / generation_name(target), Scope::kAll, one_job_per_processor());
  if (!verification.findings.empty()) {
    throw Error(ExitCode::kNoIndex,
                describe_findings(verification) + "; the index in force is as it was",
                "go back further with --to, or " + std::string(kRebuildHint));
  }
  if (in_force) {
    set_highest_published(index, highest_published(index));
  }
  set_current_generation(index, target);
  return {.from = in_force, .to = target};
}

}  // namespace smallprint::indexing
