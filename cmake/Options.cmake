# Flags shared by every target, on one INTERFACE library; nothing is set globally.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

add_library(smallprint_options INTERFACE)
target_include_directories(smallprint_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(
  smallprint_options
  INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Werror)
if(SMALLPRINT_ASSERTIONS)
  target_compile_definitions(smallprint_options INTERFACE _GLIBCXX_ASSERTIONS)
endif()
if(SMALLPRINT_SANITIZE)
  target_compile_options(smallprint_options INTERFACE -fsanitize=${SMALLPRINT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(smallprint_options INTERFACE -fsanitize=${SMALLPRINT_SANITIZE})
endif()
if(SMALLPRINT_FUZZ)
  target_compile_options(smallprint_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
  target_link_options(smallprint_options INTERFACE -fsanitize=address,undefined)
endif()
