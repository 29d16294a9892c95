// A partial route: where it is free, when, at what price, and what it must not forget.
#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

#include "memory.h"
#include "network.h"
#include "tolls.h"

namespace paigong {

// What labels count where something is limited or pay follows the worked time.
struct Counts {
    std::int32_t visits = 0;
    Time travel = 0;        // driving seconds
    Time busy = 0;          // driving, serving and resting
    Time depart = kNever;   // latest departure that no window forbids (Vidal et al. 2013)
    std::array<std::int32_t, kMostLoads> load{};
};
struct NoCounts {};

struct Touched {
    Halves halves;
};
struct Untouched {};

// `W` words of memory; parts that a shift has no use for take no room: labels are made by the million.
template <int W, bool kCounts, bool kCuts>
struct Label : std::conditional_t<kCounts, Counts, NoCounts>, std::conditional_t<kCuts, Touched, Untouched> {
    Fixed cost = 0;  // reduced cost so far, without the pay by worked time
    Time ready = 0;  // free after the last visit
    std::int32_t parent = -1;
    std::int16_t node = -1;
    bool rested = false;  // the break is behind it, or the shift has none
    Bits<W> memory;

    // Worked time if the route ended here: it cannot be shorter than what was done, nor start later than `depart`.
    Time worked() const { return std::max(this->busy, ready - this->depart); }
};

// Whether everything that `b` may still do, `a` may do as well: at no later time, with no more of any limit used.
template <int W, bool kCounts, bool kCuts>
bool at_least_as_free(const Label<W, kCounts, kCuts> &a, const Label<W, kCounts, kCuts> &b, const Limits &limits,
                      bool paid_by_time) {
    if (a.ready > b.ready || a.rested < b.rested) return false;
    if constexpr (kCounts) {
        if (paid_by_time && (a.busy > b.busy || a.depart < b.depart)) return false;
        if (limits.visits && a.visits > b.visits) return false;
        if (limits.travel && a.travel > b.travel) return false;
        for (int r = 0; r < limits.loads; ++r)
            if (a.load[r] > b.load[r]) return false;
    }
    return true;
}

}  // namespace paigong
