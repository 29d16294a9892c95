// What a partial route can still cost at least: for every (ticket, time free after it) the cheapest completion.
//
// A dynamic program backwards over time buckets. It forgets which tickets were served (but never turns straight back,
// Houck et al. 1980), lets time pass a little slower than it does (each step rounds down to a bucket), drives through
// blocks, and ignores limits and cuts: all of which only lowers it. Without these bounds labelling makes some 26 times
// as many labels at 100 tickets.
//
// Values are 32-bit whole multiples of a quantum, a power of two chosen so that the largest sum stays below 2^28; every
// single cost is rounded down to it.
#pragma once

#include <cstdint>
#include <vector>

#include "network.h"
#include "sweep.h"

namespace paigong {

class Completion {
  public:
    // `width` seconds per bucket, 0 = a 540th of the useful hours; `detour` as in Network.
    Completion(const Network &network, Time width, Fixed detour);

    // Lower bound on the rest of a route that is free after `node` at `ready` and came there from `before` (-1 = start).
    Fixed after(int node, Time ready, int before, bool rested) const {
        const Layer &layer = layers_[rested ? 0 : 1];
        const std::size_t at = static_cast<std::size_t>(node) * stride_ + bucket(ready);
        const std::int32_t value = layer.next[at] == before ? layer.second[at] : layer.best[at];
        return up(value) + instant_;
    }

    // Lower bound on visiting `node`, not reached before `arrival`, and all that follows.
    Fixed with(int node, Time arrival, bool rested) const {
        const Layer &layer = layers_[rested ? 0 : 1];
        const std::size_t at = static_cast<std::size_t>(node) * stride_ + bucket(arrival + network_.nodes[node].duration);
        return up(layer.then_best[at]) + instant_;
    }

    Time width() const { return width_; }

    // Width that gives this many buckets.
    static Time width_for(const Network &network, int buckets);

  private:
    // Either the break is behind us (or there is none), or it is still to come.
    struct Layer {
        std::vector<std::int32_t> best, second, next;                 // [node][bucket of being free after it]
        std::vector<std::int32_t> then_best, then_second, then_next;  // [node][bucket of being free, were there no wait]
    };
    struct Visit {
        std::int32_t bucket, cost;  // bucket -1 = closed
    };

    int bucket(Time time) const {
        return static_cast<int>(static_cast<std::uint64_t>(time - network_.shift.start) * inverse_ >> inverse_shift_);
    }
    Time time(int bucket) const { return network_.shift.start + bucket * width_; }
    std::int32_t down(Fixed cost) const { return static_cast<std::int32_t>(std::min<Fixed>(kFar / 2, cost >> scale_)); }
    Fixed up(std::int32_t value) const { return static_cast<Fixed>(value) << scale_; }

    void choose_width(Time width);
    void find_instant(Fixed detour);
    void choose_quantum();
    void link();
    void fill(Layer &layer, const Layer *rested);
    void fill_homes(std::int32_t *best, int node, int low, bool rested) const;
    std::int32_t go_home(int node, Time ready, bool rested) const;
    Visit visit(const Node &node, Time arrival) const;
    void arrive(Layer &layer, const Layer *rested, int node, int bucket) const;

    const Network &network_;
    Time width_ = 1;
    std::uint64_t inverse_ = 0;  // division by the width as a product: exact below 2^29 (Granlund and Montgomery 1994)
    int inverse_shift_ = 32;
    int buckets_ = 0, step_ = 0, lanes_ = 8;
    std::size_t stride_ = 0;
    int scale_ = 0;  // the quantum is 2^scale
    Fixed instant_ = 0;
    std::vector<bool> is_instant_;
    std::vector<int> first_, first_then_, last_;   // buckets worth computing
    std::vector<std::int32_t> home_;               // going home before that costs by the clock
    std::vector<Arc> arcs_;                        // of node j: arc_offset_[j] .. arc_offset_[j + 1]
    std::vector<std::size_t> arc_offset_;
    Layer layers_[2];
};

}  // namespace paigong
