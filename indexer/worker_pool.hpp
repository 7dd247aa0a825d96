/// Runs numbered tasks on a few threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace smallprint::indexing {

/// As many threads as run at once where nothing is said of it.
inline unsigned one_job_per_processor() {
  return std::max(1U, std::thread::hardware_concurrency());
}

/// Calls `task(i)` once for each i in [0, count), taken in this order by `jobs` threads (the caller
/// is one of them). After the first exception no new task is begun, and it is thrown again here.
template <typename Task>
void run_tasks(std::size_t count, unsigned jobs, const Task& task) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        task(i);
      } catch (...) {
        next = count;
        const std::lock_guard lock(failure_mutex);
        if (!failure) {
          failure = std::current_exception();
        }
      }
    }
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < jobs && i < count; ++i) {
      threads.emplace_back(work);
    }
    work();
  }
  if (failure) {
    std::rethrow_exception(failure);
  }
}

}  // namespace smallprint::indexing
