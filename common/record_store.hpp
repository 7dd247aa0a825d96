/// Numbered records in zstd frames, with random access: the stored text, the passages' and the
/// snapshots' details.
///
/// Two files. NAME.zst: the frames, one after another; a frame holds, uncompressed, the length of
/// each of its records as a varint, then the records. NAME.frames: a FrameStart per frame and one
/// past the last. Reading one record costs decompressing its frame (about 1 ns a byte).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.hpp"
#include "common/file_writer.hpp"
#include "common/mapped_file.hpp"

struct ZSTD_CCtx_s;

namespace smallprint {

/// Deleter of what zstd made.
struct FreeZstdContext {
  void operator()(ZSTD_CCtx_s* context) const noexcept;
};

struct FrameStart {
  std::uint64_t offset = 0;        ///< of the frame in NAME.zst
  std::uint32_t first_record = 0;  ///< number of the frame's first record
  std::uint32_t bytes = 0;         ///< uncompressed size
};

/// No frame is larger, uncompressed: the largest record derives from one file of at most 16 MiB.
inline constexpr std::size_t kMaxFrameBytes = std::size_t{256} * 1024 * 1024;

/// How a store trades size against the cost of reading one record.
struct RecordStoreSettings {
  std::size_t frame_bytes = 0;  ///< a frame is closed when its records reach this size
  int level = 0;                ///< of zstd
};

/// Appends records; memory is one frame. Not thread safe.
class RecordStoreWriter {
 public:
  RecordStoreWriter(const std::filesystem::path& folder,
                    std::string_view name,
                    RecordStoreSettings settings);

  /// The new record's number: 0, 1, 2, ...
  std::uint32_t append(std::string_view record);

  void close();

 private:
  void flush_frame();

  RecordStoreSettings settings_;
  FileWriter frames_;
  std::filesystem::path starts_path_;
  std::vector<FrameStart> starts_;
  std::string lengths_;
  std::string records_;
  std::uint32_t next_record_ = 0;
  std::uint32_t frame_first_ = 0;
  std::string compressed_;
  std::unique_ptr<ZSTD_CCtx_s, FreeZstdContext> context_;
};

/// Reads records. Keeps the frames read last (kCachedFrames of them). Not thread safe.
class RecordStoreReader {
 public:
  /// Checks the table of frames, not the frames. Error(kNoIndex) when it is none.
  RecordStoreReader(const std::filesystem::path& folder, std::string_view name);

  [[nodiscard]] std::uint32_t size() const { return starts_[starts_.size() - 1].first_record; }

  /// The record; valid until the next call. Error(kIo) when the frame is damaged.
  [[nodiscard]] std::string_view get(std::uint32_t number);

 private:
  struct Frame {
    std::size_t number = SIZE_MAX;
    std::string bytes;
    std::vector<std::uint32_t> ends;  // of each record, in `bytes`
    std::uint32_t records_begin = 0;
    std::uint64_t last_used = 0;
  };

  static constexpr std::size_t kCachedFrames = 16;

  Frame& load(std::size_t frame_number);
  [[nodiscard]] Error damaged(std::size_t frame_number) const;

  MappedFile frames_;
  MappedArray<FrameStart> starts_;
  std::filesystem::path path_;
  std::vector<Frame> cache_;
  std::uint64_t clock_ = 0;
};

}  // namespace smallprint
