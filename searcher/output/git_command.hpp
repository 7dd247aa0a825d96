/// The command that reproduces an indexed file from a git history.
#pragma once

#include <string>
#include <string_view>

namespace smallprint::searching {

/// One word of a shell's command line that stands for these bytes. As it is when it has no
/// character of meaning to a shell; in single quotes; or, where it holds control characters or
/// bytes that are not UTF-8, as `$'...'` with octal escapes, which bash, zsh and ksh read.
[[nodiscard]] std::string shell_word(std::string_view bytes);

/// `git -C ARCHIVE show COMMIT:FILE`, which writes the file to standard output.
[[nodiscard]] std::string git_show_command(std::string_view archive,
                                           std::string_view commit,
                                           std::string_view file);

}  // namespace smallprint::searching
