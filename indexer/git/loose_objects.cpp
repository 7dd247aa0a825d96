#include "indexer/git/loose_objects.hpp"

#include <array>
#include <cstddef>
#include <fstream>
#include <span>
#include <string>
#include <system_error>

#include <zlib.h>

namespace smallprint::indexing {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kChunkBytes = std::size_t{64} * 1024;
constexpr std::size_t kMaxFolders = 64;  // a chain of alternates that leads in a circle is short

/// Inflates a stream that comes in pieces and throws away what it gives.
class Inflation {
 public:
  Inflation() { usable_ = ::inflateInit(&stream_) == Z_OK; }

  ~Inflation() {
    if (usable_) {
      ::inflateEnd(&stream_);
    }
  }

  Inflation(const Inflation&) = delete;
  Inflation& operator=(const Inflation&) = delete;
  Inflation(Inflation&&) = delete;
  Inflation& operator=(Inflation&&) = delete;

  /// Z_OK when more is needed, Z_STREAM_END at the end, an error otherwise.
  int add(std::span<char> input) {
    stream_.next_in = reinterpret_cast<Bytef*>(input.data());
    stream_.avail_in = static_cast<uInt>(input.size());
    int state = usable_ ? Z_OK : Z_MEM_ERROR;
    do {
      stream_.next_out = output_.data();
      stream_.avail_out = static_cast<uInt>(output_.size());
      state = state == Z_OK ? ::inflate(&stream_, Z_NO_FLUSH) : state;
    } while (state == Z_OK && (stream_.avail_in > 0 || stream_.avail_out == 0));
    if (state == Z_BUF_ERROR) {  // nothing was left to give
      state = Z_OK;
    }
    return state;
  }

 private:
  z_stream stream_{};
  bool usable_ = false;
  std::array<Bytef, kChunkBytes> output_{};
};

bool inflates_to_its_end(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  Inflation inflation;
  std::array<char, kChunkBytes> input{};
  int state = Z_OK;
  while (state == Z_OK && file) {
    file.read(input.data(), static_cast<std::streamsize>(input.size()));
    const auto count = static_cast<std::size_t>(file.gcount());
    state = count == 0 ? Z_OK : inflation.add(std::span(input).first(count));
  }
  return state == Z_STREAM_END;
}

}  // namespace

LooseObjects::LooseObjects(const fs::path& objects) : folders_{objects} {
  for (std::size_t i = 0; i < folders_.size(); ++i) {  // alternates make the list longer
    const fs::path folder = folders_[i];
    for (unsigned byte = 0; byte < 256; ++byte) {
      ObjectId first;
      first.bytes[0] = static_cast<unsigned char>(byte);
      const std::string name = to_hex(first).substr(0, 2);
      std::error_code error;
      for (fs::directory_iterator entry(folder / name, error), end; !error && entry != end;
           entry.increment(error)) {
        if (const auto id = parse_object_id(name + entry->path().filename().string())) {
          folder_of_.emplace(*id, i);
        }
      }
    }
    std::ifstream alternates(folder / "info/alternates");
    for (std::string line; std::getline(alternates, line) && folders_.size() < kMaxFolders;) {
      if (!line.empty() && !line.starts_with('#')) {
        folders_.push_back(folder / line);  // an absolute path stays as it is
      }
    }
  }
}

bool LooseObjects::is_whole(const ObjectId& id) const {
  const auto found = folder_of_.find(id);
  if (found == folder_of_.end()) {
    return true;
  }
  const std::string hex = to_hex(id);
  return inflates_to_its_end(folders_[found->second] / hex.substr(0, 2) / hex.substr(2));
}

}  // namespace smallprint::indexing
