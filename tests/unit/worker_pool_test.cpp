#include "indexer/worker_pool.hpp"

#include <atomic>
#include <cstddef>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace smallprint::indexing {
namespace {

TEST(RunTasks, CallsEachTaskOnce) {
  for (const unsigned jobs : {1U, 2U, 5U, 100U}) {
    std::vector<std::atomic<int>> calls(40);
    run_tasks(calls.size(), jobs, [&](std::size_t i) { ++calls[i]; });
    for (const auto& count : calls) {
      EXPECT_EQ(count, 1);
    }
  }
}

TEST(RunTasks, DoesNothingForNoTasks) {
  run_tasks(0, 4, [](std::size_t) { FAIL() << "called"; });
}

TEST(RunTasks, TakesTasksInOrderOnOneThread) {
  std::vector<std::size_t> order;
  run_tasks(5, 1, [&](std::size_t i) { order.push_back(i); });
  EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
}

TEST(RunTasks, UsesSoManyThreads) {
  std::mutex mutex;
  std::set<std::thread::id> threads;
  std::atomic<int> waiting{0};
  run_tasks(3, 3, [&](std::size_t) {
    ++waiting;
    while (waiting < 3) {  // each task waits for the others, so each has its own thread
      std::this_thread::yield();
    }
    const std::lock_guard lock(mutex);
    threads.insert(std::this_thread::get_id());
  });
  EXPECT_EQ(threads.size(), 3U);
  EXPECT_TRUE(threads.contains(std::this_thread::get_id()));
}

TEST(RunTasks, ThrowsAgainWhatATaskThrewAndBeginsNoOther) {
  std::vector<std::size_t> begun;
  try {
    run_tasks(10, 1, [&](std::size_t i) {
      begun.push_back(i);
      if (i == 3) {
        throw std::runtime_error("task 3");
      }
    });
    FAIL() << "nothing was thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "task 3");
  }
  EXPECT_EQ(begun.size(), 4U);
}

TEST(RunTasks, ThrowsFromOtherThreadsToo) {
  for (int round = 0; round < 20; ++round) {
    EXPECT_THROW(run_tasks(50,
                           4,
                           [](std::size_t i) {
                             if (i % 2 == 1) {
                               throw std::runtime_error("odd");
                             }
                           }),
                 std::runtime_error);
  }
}

}  // namespace
}  // namespace smallprint::indexing
