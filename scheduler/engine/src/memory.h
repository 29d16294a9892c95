// What a label remembers of the tickets it has served (ng-routes: Baldacci, Mingozzi and Roberti 2011).
//
// A label forgets a ticket when it moves to one that does not have it among its neighbours; only then may it serve the
// forgotten ticket again. All bounds stay valid, and with few tickets in a network nothing is ever forgotten.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "network.h"

namespace paigong {

// A set of small numbers, W * 64 of them.
template <int W> struct Bits {
    std::array<std::uint64_t, W> words{};

    void add(int k) { words[static_cast<std::size_t>(k) >> 6] |= std::uint64_t{1} << (k & 63); }
    bool has(int k) const { return words[static_cast<std::size_t>(k) >> 6] >> (k & 63) & 1; }
    bool within(const Bits &other) const {
        std::uint64_t outside = 0;
        for (int w = 0; w < W; ++w) outside |= words[w] & ~other.words[w];
        return outside == 0;
    }
    bool operator==(const Bits &other) const = default;
    friend Bits operator&(Bits a, const Bits &b) {
        for (int w = 0; w < W; ++w) a.words[w] &= b.words[w];
        return a;
    }
    friend Bits operator|(Bits a, const Bits &b) {
        for (int w = 0; w < W; ++w) a.words[w] |= b.words[w];
        return a;
    }
};

// Pairs (at, of): while at ticket `at`, ticket `of` is remembered whatever the distance; learned from repetitions seen.
using Remembered = std::set<std::pair<std::int32_t, std::int32_t>>;

// Notes the pairs that forbid the repetitions of this route; how many of them are new.
int remember(Remembered &remembered, const std::vector<std::int32_t> &tickets);

// The neighbours of each node: the `size` nearest by driving time and the remembered ones.
using Neighbours = std::vector<std::vector<int>>;
Neighbours neighbours(const Network &network, int size, const Remembered &remembered);

}  // namespace paigong
