# Debian packages only; configuring never touches the network. scripts/packages.txt names them.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
pkg_check_modules(jemalloc REQUIRED IMPORTED_TARGET jemalloc)
pkg_check_modules(xapian REQUIRED IMPORTED_TARGET xapian-core)
pkg_check_modules(libgit2 REQUIRED IMPORTED_TARGET libgit2)
pkg_check_modules(md4c REQUIRED IMPORTED_TARGET md4c)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(zlib REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)

# libstemmer ships neither a CMake package nor a pkg-config file.
find_path(SMALLPRINT_STEMMER_INCLUDE libstemmer.h REQUIRED)
find_library(SMALLPRINT_STEMMER_LIBRARY stemmer REQUIRED)
add_library(smallprint_stemmer INTERFACE)
target_include_directories(smallprint_stemmer SYSTEM INTERFACE "${SMALLPRINT_STEMMER_INCLUDE}")
target_link_libraries(smallprint_stemmer INTERFACE "${SMALLPRINT_STEMMER_LIBRARY}")

# For training only, and optional: liblinear ships neither a CMake package nor a pkg-config file.
find_path(SMALLPRINT_LINEAR_INCLUDE linear.h)
find_library(SMALLPRINT_LINEAR_LIBRARY linear)
