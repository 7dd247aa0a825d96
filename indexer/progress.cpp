#include "indexer/progress.hpp"

#include <cstdio>
#include <stop_token>

#include <fmt/format.h>
#include <unistd.h>

#include "common/standard_streams.hpp"

namespace smallprint::indexing {
namespace {

constexpr auto kInterval = std::chrono::milliseconds(250);
constexpr const char* kWipe = "\r\033[K";

}  // namespace

Progress::Progress() : terminal_(::isatty(STDERR_FILENO) != 0) {
}

Progress::~Progress() {
  end();
}

void Progress::begin(const char* verb, const char* unit, std::uint64_t total) {
  end();
  verb_ = verb;
  unit_ = unit;
  total_ = total;
  done_ = 0;
  started_ = std::chrono::steady_clock::now();
  if (terminal_) {
    drawer_ = std::jthread([this](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        draw();
        std::this_thread::sleep_for(kInterval);
      }
    });
  }
}

void Progress::end() {
  if (drawer_.joinable()) {
    drawer_.request_stop();
    drawer_.join();
    print_diagnostic(kWipe);
  }
}

void Progress::draw() const {
  const std::uint64_t done = done_;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started_;
  const double rate = elapsed.count() > 0 ? static_cast<double>(done) / elapsed.count() : 0;
  std::string line = fmt::format("{}{} {} of {} {}", kWipe, verb_, done, total_, unit_);
  if (rate > 0) {
    line +=
        fmt::format(", {:.0f}/s, {:.0f} s left", rate, static_cast<double>(total_ - done) / rate);
  }
  print_diagnostic(line);
  std::fflush(stderr);
}

}  // namespace smallprint::indexing
