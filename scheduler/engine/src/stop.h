// A flag that the outside world raises to end running native work; polled, never waited for.
#pragma once

#include <atomic>

namespace paigong {

class Stop {
  public:
    void set() { raised_.store(true, std::memory_order_relaxed); }
    bool is_set() const { return raised_.load(std::memory_order_relaxed); }

  private:
    std::atomic<bool> raised_{false};
};

inline bool raised(const Stop *stop) { return stop != nullptr && stop->is_set(); }

}  // namespace paigong
