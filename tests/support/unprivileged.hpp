/// Tests of what permissions keep a program from, also where root runs them.
#pragma once

#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

namespace smallprint::testing_support {

/// While it lives, root, whom no mode keeps out, is nobody, who may enter `folder`; others stay who
/// they are.
class Unprivileged {
 public:
  explicit Unprivileged(const std::filesystem::path& folder) {
    if (was_root_) {
      std::filesystem::permissions(folder, std::filesystem::perms(0755));
      EXPECT_EQ(::seteuid(kNobody), 0);
    }
  }

  ~Unprivileged() {
    if (was_root_) {
      EXPECT_EQ(::seteuid(0), 0);
    }
  }

  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;

 private:
  static constexpr uid_t kNobody = 65534;

  const bool was_root_ = ::geteuid() == 0;
};

}  // namespace smallprint::testing_support
