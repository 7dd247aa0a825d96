/// The command line of smallprint-index.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "common/exit_code.hpp"
#include "indexer/build.hpp"

namespace smallprint::indexing {

enum class ReportFormat { kText, kJson };

struct BuildCommand {
  BuildOptions options;
  std::optional<std::filesystem::path> report;   ///< where to write the run report as JSON
  std::optional<std::filesystem::path> metrics;  ///< where to write metrics for Prometheus
};

struct StatusCommand {
  std::filesystem::path index;
  ReportFormat format = ReportFormat::kText;
};

struct GenerationsCommand {
  std::filesystem::path index;
  ReportFormat format = ReportFormat::kText;
};

struct RollbackCommand {
  std::filesystem::path index;
  std::optional<std::uint64_t> to;  ///< nothing: the generation before the one in force
  std::chrono::seconds wait{0};     ///< for another writer to end
  ReportFormat format = ReportFormat::kText;
};

struct VerifyCommand {
  std::filesystem::path index;
  ReportFormat format = ReportFormat::kText;
};

struct LabelCommand {
  LabelerOptions labeler;
};

struct PracticesCommand {
  ReportFormat format = ReportFormat::kText;
};

using Command = std::variant<BuildCommand,
                             StatusCommand,
                             GenerationsCommand,
                             RollbackCommand,
                             VerifyCommand,
                             LabelCommand,
                             PracticesCommand>;

/// The command, or the exit code after --help or --version has been printed.
/// Throws Error(kUsage) for a wrong command line.
[[nodiscard]] std::variant<Command, ExitCode> parse_options(int argc, const char* const* argv);

}  // namespace smallprint::indexing
