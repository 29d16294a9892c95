// What a route pays to the subset-row cuts that its shift can touch twice.
#pragma once

#include <vector>

#include "memory.h"
#include "prices.h"

namespace paigong {

constexpr int kTollWords = 4;
using Halves = Bits<kTollWords>;  // cuts that were touched an odd number of times

class Tolls {
  public:
    // At most 256 cuts are counted, the dearest; leaving one out only lowers what labels pay.
    // `repeats`: routes may serve a ticket twice, and so touch a cut twice that has no other ticket in the network.
    Tolls(const Network &network, const std::vector<Cut> &cuts, bool repeats);

    bool any() const { return !price_.empty(); }

    // Visits `node`: every second touch of a cut is paid.
    Fixed pay(Halves &halves, int node) const {
        const Halves touched = of_node_[node];
        const Fixed paid = sum(halves & touched);
        for (int w = 0; w < kTollWords; ++w) halves.words[w] ^= touched.words[w];
        return paid;
    }

    // The most that `less` may still pay more than `more` on the same way: cuts it has half paid and `more` has not.
    Fixed excess(const Halves &less, const Halves &more) const {
        Halves open;
        for (int w = 0; w < kTollWords; ++w) open.words[w] = less.words[w] & ~more.words[w];
        return sum(open);
    }

  private:
    Fixed sum(const Halves &halves) const;

    std::vector<Fixed> price_;
    std::vector<Halves> of_node_;
};

}  // namespace paigong
