#include "indexer/postings_writer.hpp"

#include <numeric>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "common/error.hpp"
#include "common/file_writer.hpp"
#include "common/practices/label_names.hpp"
#include "schemas/index_schema.hpp"

namespace smallprint::indexing {

namespace fs = std::filesystem;

namespace {

// Xapian holds unwritten postings in a tree that is walked once per posting, so a small buffer is a
// fast one. Between 8,000 and 300,000 the time is the same within noise, the memory is not.
constexpr std::size_t kPostingsPerFlush = 25'000;

// No syncing here: the working database is thrown away, and what is compacted from it is synced
// before it is published. No term lists: nothing ever deletes a document of a shard.
constexpr int kWorkingFlags =
    Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST;

Error xapian_error(const fs::path& path, const Xapian::Error& error) {
  return {ExitCode::kIo, fmt::format("{}: {}", path.string(), error.get_description())};
}

}  // namespace

struct PostingsWriter::Database {
  explicit Database(const fs::path& path) : writable(path.string(), kWorkingFlags) {}

  Xapian::WritableDatabase writable;
};

PostingsWriter::PostingsWriter(fs::path shard_folder, const Vocabulary& vocabulary)
    : folder_(std::move(shard_folder)), vocabulary_(vocabulary) {
  for (std::size_t label = 0; label < kLabelCount; ++label) {
    label_terms_[label] =
        fmt::format("{}{}", kLabelPrefix, label_name(static_cast<LabelId>(label)));
  }
  try {
    database_ = std::make_unique<Database>(folder_ / "working");
  } catch (const Xapian::Error& error) {
    throw xapian_error(folder_, error);
  }
}

PostingsWriter::~PostingsWriter() = default;

void PostingsWriter::count(std::span<const WordId> words, std::uint32_t times) {
  for (const WordId word : words) {
    if (word == kBreakWord) {
      continue;
    }
    const StemId stem = vocabulary_.stem(word);
    if (frequency_[stem] == 0) {
      stems_.push_back(stem);
    }
    frequency_[stem] += times;
  }
}

std::uint32_t PostingsWriter::add(std::span<const WordId> heading,
                                  std::span<const WordId> text,
                                  const LabelLevels& levels) {
  frequency_.resize(vocabulary_.stems());
  stems_.clear();
  count(heading, kHeadingWeight);
  count(text, 1);

  std::uint32_t length = 0;
  try {
    Xapian::Document document;
    for (const StemId stem : stems_) {
      const std::uint32_t frequency = std::exchange(frequency_[stem], 0);
      document.add_term(std::string(vocabulary_.term(stem)), frequency);
      length += frequency;
    }
    std::size_t postings = stems_.size();
    for (std::size_t label = 0; label < levels.size(); ++label) {
      if (levels[label] > 0) {
        document.add_term(label_terms_[label], levels[label]);
        ++postings;
      }
    }
    database_->writable.add_document(document);
    pending_postings_ += postings;
    if (pending_postings_ >= kPostingsPerFlush) {
      database_->writable.commit();
      pending_postings_ = 0;
    }
  } catch (const Xapian::Error& error) {
    throw xapian_error(folder_, error);
  }
  return length;
}

void PostingsWriter::close() {
  const fs::path target = folder_ / shard_files::kPostings;
  try {
    database_->writable.commit();
    database_->writable.close();
    Xapian::Database((folder_ / "working").string())
        .compact(target.string(), Xapian::DBCOMPACT_NO_RENUMBER);
  } catch (const Xapian::Error& error) {
    throw xapian_error(folder_, error);
  }
  database_.reset();
  fs::remove_all(folder_ / "working");
  for (const auto& entry : fs::directory_iterator(target)) {
    sync_file(entry.path());
  }
  sync_folder(target);
}

}  // namespace smallprint::indexing
