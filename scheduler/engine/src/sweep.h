// The inner loop of the completion bounds: one node, a block of time buckets, all stops that may follow.
#pragma once

#include <cstddef>
#include <cstdint>

namespace paigong {

constexpr std::int32_t kFar = 1 << 29;  // no completion; sums of two stay inside 32 bits
constexpr std::int32_t kHome = -2;      // "the next stop" of a completion that drives home

// Going on to node `head` moves `shift` buckets on and costs `cost`; impossible from buckets after `until`.
struct Arc {
    std::int32_t head, shift, cost, until;
};

// Best completion per bucket, the next stop it begins with, and the best that begins with another stop.
struct Twin {
    std::int32_t *best, *second, *next;
};

// For buckets first .. first+lanes-1 of node `self`: improves `own` (arrays of `lanes` entries) by every arc, reading the
// value of arriving at node h in bucket b at then.*[h * stride + b]. An immediate return to `self` takes the second best.
// `lanes` is 8 or 16. Integers only: the result is the same with every instruction set.
void sweep(int lanes, const Arc *arcs, std::size_t count, int first, int self, const Twin &then, std::size_t stride,
           const Twin &own);

}  // namespace paigong
