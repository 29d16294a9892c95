// Good routes seen by the search: for each shift and set of tickets the cheapest order.
#pragma once

#include <unordered_map>
#include <vector>

#include "route.h"

namespace paigong {

class Pool {
  public:
    void add(const Route &route);
    void clear();
    std::size_t size() const { return entries_.size(); }

    // The routes one after the other, in the order in which they were first seen.
    std::vector<std::int32_t> shifts() const;
    std::vector<std::int32_t> offsets() const;
    std::vector<std::int32_t> tickets() const;
    std::vector<Money> costs() const;

  private:
    struct Entry {
        int shift;
        std::size_t first, count;
        Money cost;
    };
    std::unordered_map<std::uint64_t, std::size_t> index_;  // by shift and set of tickets
    std::vector<Entry> entries_;
    std::vector<std::int32_t> tickets_;
};

}  // namespace paigong
