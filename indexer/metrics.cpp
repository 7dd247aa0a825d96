#include "indexer/metrics.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "common/generation.hpp"
#include "common/manifest.hpp"
#include "common/snapshot_header.hpp"
#include "common/utc_time.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {
namespace {

constexpr std::array kRejections{Rejection::kNoHeader,
                                 Rejection::kBadDate,
                                 Rejection::kBadSite,
                                 Rejection::kBinary,
                                 Rejection::kEmptyBody,
                                 Rejection::kTooLarge,
                                 Rejection::kUnreadable,
                                 Rejection::kDuplicateSnapshot};
static_assert(static_cast<std::size_t>(Rejection::kDuplicateSnapshot) + 1 == kRejections.size());

constexpr std::array kWarnings{Warning::kInvalidUtf8,
                               Warning::kNulBytes,
                               Warning::kLongLine,
                               Warning::kLinkMissing,
                               Warning::kDateDisagrees};
static_assert(static_cast<std::size_t>(Warning::kDateDisagrees) + 1 == kWarnings.size());

/// Lines of the text format, one metric after the other.
class Exposition {
 public:
  void describe(std::string_view name, std::string_view help) {
    name_ = name;
    text_ += fmt::format("# HELP smallprint_{0} {1}\n# TYPE smallprint_{0} gauge\n", name, help);
  }

  /// A sample of the metric described last.
  template <typename Number>
  void sample(Number value) {
    text_ += fmt::format("smallprint_{} {}\n", name_, value);
  }

  /// Likewise. `value` is one of our own names: nothing in it needs an escape.
  void sample(std::string_view label, std::string_view label_value, std::uint64_t value) {
    text_ += fmt::format("smallprint_{}{{{}=\"{}\"}} {}\n", name_, label, label_value, value);
  }

  template <typename Number>
  void gauge(std::string_view name, std::string_view help, Number value) {
    describe(name, help);
    sample(value);
  }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string_view name_;
  std::string text_;
};

template <typename Reasons>
void add_files(Exposition& out, const Reasons& reasons, const std::vector<ReportedFile>& files) {
  for (const auto reason : reasons) {
    const std::string_view name = reason_name(reason);
    out.sample("reason",
               name,
               static_cast<std::uint64_t>(std::ranges::count(files, name, &ReportedFile::reason)));
  }
}

template <typename Counts>
void add_changes(Exposition& out, const Counts& counts) {
  out.sample("change", "added", counts.added);
  out.sample("change", "changed", counts.changed);
  out.sample("change", "removed", counts.removed);
  out.sample("change", "unchanged", counts.unchanged);
}

void add_report(Exposition& out, const RunReport& report) {
  out.gauge("run_seconds", "Wall time of the last run.", report.seconds);
  out.gauge("run_peak_memory_bytes", "Peak memory of the last run.", report.peak_rss_bytes);
  out.gauge("run_read_bytes", "Bytes of the archive read by the last run.", report.bytes_read);
  out.gauge("run_published",
            "1 when the last run put a new generation in force.",
            report.changes.new_generation ? 1 : 0);
  out.describe("run_policies", "Policies against the generation before the last run.");
  add_changes(out, report.changes.policies);
  out.describe("run_snapshots", "Snapshots against the generation before the last run.");
  add_changes(out, report.changes.snapshots);
  out.describe("run_refused_files", "Files that are not in the index.");
  add_files(out, kRejections, report.rejected);
  out.describe("run_odd_files", "Files that are in the index with a warning.");
  add_files(out, kWarnings, report.warnings);
  out.gauge("run_drifted_practices",
            "Practices, by polarity, whose numbers of sites moved in the last run.",
            report.drift ? report.drift->practices.size() : 0);
}

void add_index(Exposition& out, const IndexState& index) {
  out.gauge("index_generation", "Number of the generation in force.", index.generation);
  if (index.published) {
    out.gauge("index_published_timestamp_seconds",
              "When the generation in force was published.",
              *index.published);
  }
  out.gauge("index_bytes", "Bytes of the generation in force.", index.bytes);
  out.gauge("index_sites", "Sites in the index.", index.sites);
  out.gauge("index_policies", "Policies in the index.", index.policies);
  out.gauge("index_snapshots", "Snapshots in the index.", index.snapshots);
  out.gauge("index_passages", "Distinct passages in the index.", index.passages);
}

}  // namespace

std::optional<IndexState> index_state(const std::filesystem::path& index) {
  try {
    const Manifest manifest = read_sealed_manifest(require_generation(index));
    IndexState state{.generation = manifest.generation,
                     .published = {},
                     .bytes = 0,
                     .sites = manifest.sites,
                     .policies = manifest.policies,
                     .snapshots = manifest.snapshots,
                     .passages = manifest.rows.passages};
    if (const auto published = parse_utc(manifest.published)) {
      state.published = published->time_since_epoch().count();
    }
    for (const ManifestFile& file : manifest.files) {
      state.bytes += file.path == index_files::kReport ? 0 : file.bytes;
    }
    return state;
  } catch (const std::exception&) {  // an index that cannot be opened is what the metrics then say
    return std::nullopt;
  }
}

std::string to_prometheus(const RunMetrics& metrics) {
  Exposition out;
  out.gauge("run_timestamp_seconds", "When the last run ended.", metrics.ended);
  out.gauge(
      "run_exit_code", "Exit code of the last run, 0 for success.", static_cast<int>(metrics.code));
  if (metrics.report != nullptr) {
    add_report(out, *metrics.report);
  }
  out.gauge("index_usable", "1 when there is a generation in force.", metrics.index ? 1 : 0);
  if (metrics.index) {
    add_index(out, *metrics.index);
  }
  return out.text();
}

}  // namespace smallprint::indexing
