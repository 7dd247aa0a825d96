/// `show`: one snapshot as captured, with the passages it holds.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/calendar.hpp"
#include "common/practices/practice_labeler.hpp"
#include "common/snapshot_metadata.hpp"
#include "searcher/histories/site_policies.hpp"
#include "searcher/index_view.hpp"

namespace smallprint::searching {

struct SnapshotPassage {
  std::string passage_id;
  std::vector<std::string> heading;
  std::string text;
  std::vector<PracticeStatement> statements;
  std::uint32_t byte_begin = 0;  ///< half open, in this snapshot's file
  std::uint32_t byte_end = 0;
  Day first;  ///< of the passage's lifespan, which holds this snapshot
  Day last;
  std::uint32_t snapshots = 0;
};

struct SnapshotView {
  std::string site;
  std::string policy;
  std::string policy_host;
  std::string title;
  Day day;
  std::string timestamp;
  std::string archive_url;
  std::string url;
  std::string archive;  ///< the SOURCE given to build
  std::string file;
  std::string commit;  ///< empty where the archive is a folder
  SnapshotMetadata metadata;
  std::vector<SnapshotPassage> passages;  ///< in the order of the document
};

/// `what` is SITE (its latest snapshot), SITE@DATE (the last capture of exactly that day), or a
/// passage id (that passage, in the first snapshot of its lifespan). For SITE a policy may stand,
/// and must where the site has several: else Error(kUsage) naming them. Error(kNoInput) when there
/// is none, naming the nearest captures.
[[nodiscard]] SnapshotView show(IndexView& index, const std::string& what);

/// One snapshot of a policy, by its number in the shard.
[[nodiscard]] SnapshotView view_capture(IndexView& index,
                                        const PolicySeries& series,
                                        std::uint32_t snapshot);

}  // namespace smallprint::searching
