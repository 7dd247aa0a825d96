/// What an index looks like on disk: its version and the names of its files (docs/index-format.md).
#pragma once

#include <cstdint>
#include <string_view>

namespace smallprint {

/// Changes with anything that decides what stored bytes mean. A program reads its own version only;
/// another is exit code 78. History: docs/index-format.md.
inline constexpr int kSchemaVersion = 5;

/// A word of a passage's headings counts as this many words of its text, in frequencies and
/// lengths: measured on judged queries, docs/benchmarks.md.
inline constexpr std::uint32_t kHeadingWeight = 2;

/// Terms of the postings that are no words: this prefix and a label's name. Their frequency in a
/// document is the label's level, 1 to kLabelLevels (common/practices/label_levels.hpp).
inline constexpr std::string_view kLabelPrefix = "XL";
inline constexpr std::uint32_t kLabelLevels = 8;

namespace index_files {

inline constexpr std::string_view kCurrent = "CURRENT";         // seal of the one in force
inline constexpr std::string_view kPublished = "PUBLISHED";     // after a rollback: gen-000043
inline constexpr std::string_view kLock = "lock";               // flock of the one writer
inline constexpr std::string_view kManifest = "MANIFEST.json";  // in each generation
inline constexpr std::string_view kSeal = "MANIFEST.xxh128";    // its line, see GenerationSeal
inline constexpr std::string_view kReport = "report.json";      // run report of the build
inline constexpr std::string_view kReadings = "readings";       // record store: what files told
inline constexpr std::string_view kReadingStamps = "readings.stamps";    // Digest128, ascending
inline constexpr std::string_view kReadingNumbers = "readings.numbers";  // u32 record of each
inline constexpr std::string_view kTemplateOfTexts = "templates.texts";  // u32 of each shard's text
inline constexpr std::string_view kTemplateLeaders = "templates.leaders";  // u32 text of each
inline constexpr std::string_view kTemplateSites = "templates.sites";      // u32 sites of each
inline constexpr std::string_view kPolicyTemplateOfSnapshots =
    "policy-templates.snapshots";  // u32 of each shard's snapshots
inline constexpr std::string_view kPolicyTemplateLeaders =
    "policy-templates.leaders";  // u32 snapshot of each
inline constexpr std::string_view kPolicyTemplateSites =
    "policy-templates.sites";  // u32 sites of each

}  // namespace index_files

/// Files of one shard, `gen-000042/shard-00/NAME` (shard_name in common/generation.hpp). A row is
/// one passage in one lifespan; row r is document r + 1 of the shard's Xapian database. Arrays are
/// little endian.
namespace shard_files {

inline constexpr std::string_view kPostings = "postings";  // Xapian glass: terms, lengths
inline constexpr std::string_view kSites = "sites";        // string table, sorted
inline constexpr std::string_view kSiteFingerprints = "sites.fingerprint";  // Digest128 per site
inline constexpr std::string_view kPolicies = "policies";           // string table, ordered by site
inline constexpr std::string_view kHosts = "hosts";                 // string table of policy hosts
inline constexpr std::string_view kPolicySpans = "policies.spans";  // PolicySpan[policies + 1]
inline constexpr std::string_view kSnapshotDays = "snapshots.day";  // i32 days since 1970-01-01
inline constexpr std::string_view kSnapshotHosts = "snapshots.host";   // u32 number in `hosts`
inline constexpr std::string_view kAttributes = "attributes";          // string table: FIELD:VALUE
inline constexpr std::string_view kAttributeSets = "attributes.sets";  // u32 numbers in it, by set
inline constexpr std::string_view kAttributeSetEnds =
    "attributes.sets.ends";  // u32 end of each set
inline constexpr std::string_view kSnapshotAttributes =
    "snapshots.attributes";                                  // u32 number of a set
inline constexpr std::string_view kRowFirst = "rows.first";  // u32 first snapshot of the lifespan
inline constexpr std::string_view kRowCount = "rows.count";  // u32 snapshots in the lifespan
inline constexpr std::string_view kRowWords = "rows.words";  // u16 length, headings weighted
inline constexpr std::string_view kRowId = "rows.id";        // u64 passage id
inline constexpr std::string_view kRowText = "rows.text";    // u32 number of its text, or none
inline constexpr std::string_view kTextDigests = "texts.digest";  // u64 of each distinct long text
inline constexpr std::string_view kTextBands = "texts.bands";     // u32[kTemplateBands] of each
inline constexpr std::string_view kTextRows = "texts.row";        // u32 first row that has it
inline constexpr std::string_view kWords = "words";               // string table: written forms
inline constexpr std::string_view kWordStems = "words.stem";      // u32 number in `stems`
inline constexpr std::string_view kStems = "stems";               // string table: index terms
inline constexpr std::string_view kStatements =
    "statements";  // u32 StatementEntry, those of a row together
inline constexpr std::string_view kStatementEnds = "statements.ends";  // u32 end of each row's
inline constexpr std::string_view kForward = "forward";                // word ids of every row
inline constexpr std::string_view kForwardEnds =
    "forward.ends";                                           // u32 end of each row in `forward`
inline constexpr std::string_view kDeadSites = "dead.sites";  // u32 sites that count no more
inline constexpr std::string_view kDeadWords = "dead.words";  // u32 words of no living row
inline constexpr std::string_view kSnapshots = "snapshots";   // record store: SnapshotDetails
inline constexpr std::string_view kPassages = "passages";     // record store: PassageDetails
inline constexpr std::string_view kPieces = "text";           // record store: distinct source bytes
inline constexpr std::string_view kRecipes = "recipes";       // record store: pieces of a snapshot

}  // namespace shard_files

}  // namespace smallprint
