// The duals of the master problem as pricing adds them up: whole numbers of 1/1024 of a money unit.
//
// Labels add and compare such numbers by the thousand. As integers every sum is exact and the same on every machine, so a
// bound is a bound to the last unit; the callers' doubles hold multiples of 1/1024 without loss up to 2^42 money units.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "day.h"

namespace paigong {

using Fixed = std::int64_t;

constexpr Fixed kOne = 1024;                       // one money unit
constexpr Fixed kMostFixed = kOne << 42;           // larger costs are cut to this: lower, so still valid in a bound
constexpr Fixed kUnreachable = kMostFixed << 8;    // dearer than anything that is ever added up

inline Fixed fixed(Money money) { return std::clamp<Money>(money, -(Money{1} << 42), Money{1} << 42) * kOne; }

// Subset-row cut (Jepsen et al. 2008): a route pays `price` for every second visit to one of the three tickets.
struct Cut {
    std::array<std::int32_t, 3> tickets;
    Fixed price;  // minus the dual, positive
};

struct Prices {
    std::vector<Fixed> ticket;  // [n] what serving is worth, not negative
    std::vector<Fixed> shift;   // [m] not positive
    std::vector<Fixed> row;     // [rows] not positive
    std::vector<Cut> cuts;
};

}  // namespace paigong
