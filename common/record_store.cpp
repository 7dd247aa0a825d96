#include "common/record_store.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>
#include <zstd.h>

#include "common/byte_io.hpp"
#include "common/error.hpp"

namespace smallprint {
namespace {

std::filesystem::path frames_path(const std::filesystem::path& folder, std::string_view name) {
  return folder / fmt::format("{}.zst", name);
}

std::filesystem::path starts_path(const std::filesystem::path& folder, std::string_view name) {
  return folder / fmt::format("{}.frames", name);
}

/// A frame after another from the first byte to the last, each with a record at least.
bool are_frames(std::span<const FrameStart> starts, std::size_t size) {
  bool ordered = !starts.empty() && starts.front().offset == 0 &&
                 starts.front().first_record == 0 && starts.back().offset == size;
  for (std::size_t i = 1; i < starts.size(); ++i) {
    ordered = ordered && starts[i - 1].offset <= starts[i].offset &&
              starts[i - 1].first_record < starts[i].first_record;
  }
  return ordered;
}

/// One a thread, for all stores: it takes 96 KB, and an index of eight shards opens 32 stores.
ZSTD_DCtx* decompressor() {
  thread_local const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                                                  &ZSTD_freeDCtx);
  return context.get();
}

}  // namespace

void FreeZstdContext::operator()(ZSTD_CCtx_s* context) const noexcept {
  ZSTD_freeCCtx(context);
}

RecordStoreWriter::RecordStoreWriter(const std::filesystem::path& folder,
                                     std::string_view name,
                                     RecordStoreSettings settings)
    : settings_(settings),
      frames_(frames_path(folder, name)),
      starts_path_(starts_path(folder, name)),
      context_(ZSTD_createCCtx()) {
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, settings_.level);
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_contentSizeFlag, 0);  // FrameStart has it
}

std::uint32_t RecordStoreWriter::append(std::string_view record) {
  if (next_record_ == UINT32_MAX) {
    throw Error(ExitCode::kIo, starts_path_.string() + ": more than 2^32 records in one shard");
  }
  put_varint(lengths_, record.size());
  records_.append(record);
  const std::uint32_t number = next_record_++;
  if (records_.size() >= settings_.frame_bytes) {
    flush_frame();
  }
  return number;
}

void RecordStoreWriter::flush_frame() {
  if (lengths_.empty()) {
    return;
  }
  lengths_.append(records_);
  if (lengths_.size() > kMaxFrameBytes) {
    throw Error(ExitCode::kIo,
                fmt::format("{}: a frame of {} bytes", starts_path_.string(), lengths_.size()));
  }
  compressed_.resize(ZSTD_compressBound(lengths_.size()));
  const std::size_t size = ZSTD_compress2(
      context_.get(), compressed_.data(), compressed_.size(), lengths_.data(), lengths_.size());
  if (ZSTD_isError(size) != 0) {
    throw Error(ExitCode::kInternal, fmt::format("zstd: {}", ZSTD_getErrorName(size)));
  }
  starts_.push_back({.offset = frames_.size(),
                     .first_record = frame_first_,
                     .bytes = static_cast<std::uint32_t>(lengths_.size())});
  frames_.append(std::string_view(compressed_).substr(0, size));
  lengths_.clear();
  records_.clear();
  frame_first_ = next_record_;
}

void RecordStoreWriter::close() {
  flush_frame();
  starts_.push_back({.offset = frames_.size(), .first_record = next_record_, .bytes = 0});
  frames_.close();
  write_array(starts_path_, std::span<const FrameStart>(starts_));
}

RecordStoreReader::RecordStoreReader(const std::filesystem::path& folder, std::string_view name)
    : frames_(frames_path(folder, name)),
      starts_(starts_path(folder, name)),
      path_(frames_path(folder, name)) {
  if (!are_frames(starts_.values(), frames_.bytes().size())) {
    throw Error(ExitCode::kNoIndex,
                fmt::format("{}: does not match its table of frames", path_.string()),
                kRebuildHint);
  }
}

std::string_view RecordStoreReader::get(std::uint32_t number) {
  const auto starts = starts_.values();
  if (number >= size()) {
    throw Error(ExitCode::kIo, fmt::format("{}: there is no record {}", path_.string(), number));
  }
  const auto after = std::upper_bound(
      starts.begin(), starts.end(), number, [](std::uint32_t wanted, const FrameStart& start) {
        return wanted < start.first_record;
      });
  const auto frame_number = static_cast<std::size_t>(after - starts.begin()) - 1;
  Frame& frame = load(frame_number);
  const std::uint32_t index = number - starts[frame_number].first_record;
  const std::uint32_t begin = index == 0 ? frame.records_begin : frame.ends[index - 1];
  return std::string_view(frame.bytes).substr(begin, frame.ends[index] - begin);
}

Error RecordStoreReader::damaged(std::size_t frame_number) const {
  return {ExitCode::kIo,
          fmt::format("{}: frame {} is damaged", path_.string(), frame_number),
          kRebuildHint};
}

RecordStoreReader::Frame& RecordStoreReader::load(std::size_t frame_number) {
  const auto cached = std::find_if(cache_.begin(), cache_.end(), [&](const Frame& frame) {
    return frame.number == frame_number;
  });
  if (cached != cache_.end()) {
    cached->last_used = ++clock_;
    return *cached;
  }
  if (cache_.size() < kCachedFrames) {
    cache_.emplace_back();
  }
  Frame& frame =
      *std::min_element(cache_.begin(), cache_.end(), [](const Frame& a, const Frame& b) {
        return a.last_used < b.last_used;
      });

  frame.number = SIZE_MAX;  // in case decoding throws
  const FrameStart& start = starts_[frame_number];
  const FrameStart& next = starts_[frame_number + 1];
  const std::uint32_t records = next.first_record - start.first_record;
  if (start.bytes > kMaxFrameBytes || records > start.bytes) {  // a record's length takes a byte
    throw damaged(frame_number);
  }
  const std::string_view source = frames_.bytes().substr(start.offset, next.offset - start.offset);
  frame.bytes.resize(start.bytes);
  const std::size_t size = ZSTD_decompressDCtx(
      decompressor(), frame.bytes.data(), frame.bytes.size(), source.data(), source.size());
  if (ZSTD_isError(size) != 0 || size != start.bytes) {
    throw damaged(frame_number);
  }
  ByteReader reader(frame.bytes);
  frame.ends.resize(records);
  std::uint64_t total = 0;
  for (std::uint32_t& end : frame.ends) {
    total += reader.varint32();
    end = static_cast<std::uint32_t>(total);
  }
  if (total != reader.rest().size()) {
    throw damaged(frame_number);
  }
  frame.records_begin = static_cast<std::uint32_t>(frame.bytes.size() - total);
  for (std::uint32_t& end : frame.ends) {
    end += frame.records_begin;
  }
  frame.number = frame_number;
  frame.last_used = ++clock_;
  return frame;
}

}  // namespace smallprint
