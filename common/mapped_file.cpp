#include "common/mapped_file.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace smallprint {

MappedFile::MappedFile(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);

  struct stat status {};

  if (descriptor < 0 || ::fstat(descriptor, &status) != 0) {
    const int saved = errno;
    if (descriptor >= 0) {
      ::close(descriptor);
    }
    throw Error(ExitCode::kNoIndex,
                fmt::format("{}: cannot open: {}", path.string(), std::strerror(saved)),
                hint_of_unopened(saved));
  }
  size_ = static_cast<std::size_t>(status.st_size);
  if (size_ > 0) {  // mmap refuses a length of nought
    void* const address = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, descriptor, 0);
    if (address == MAP_FAILED) {
      const int saved = errno;
      ::close(descriptor);
      throw Error(ExitCode::kNoIndex,
                  fmt::format("{}: cannot map: {}", path.string(), std::strerror(saved)));
    }
    data_ = address;
  }
  ::close(descriptor);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) {
    ::munmap(data_, size_);
  }
}

}  // namespace smallprint
