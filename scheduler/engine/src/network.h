// One shift's pricing problem: the tickets it could serve with profit, the legs between them, and what each visit costs
// after the duals are paid. Local numbers 0..size-1 replace ticket numbers.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "day.h"
#include "prices.h"

namespace paigong {

constexpr int kMostLoads = 4;         // resources that labels carry; further ones are relaxed
constexpr int kMostTickets = 1024;  // tickets in one network; a shift never serves more

// A ticket's term with the duals of the plan limit that counts late visits.
struct PricedTerm {
    Term term;
    Fixed row_price;

    Fixed cost(Time start, Time duration) const {
        return term.is_late(start, duration) ? fixed(term.cost(start, duration)) + row_price : 0;
    }
};

struct Node {
    std::int32_t ticket, place;
    Time duration, out, home;  // seconds of service, from the start place, to the end place
    Time earliest, latest;     // start of service
    Time calm;                 // no term costs anything until this start
    Fixed base;                // pair cost and plan limits less the ticket's dual
    Fixed out_cost, home_cost;
    Slice<Window> windows;
    std::int32_t first_term, last_term;
    std::array<std::int32_t, kMostLoads> demand;
};

// What can bind on this shift and must therefore be counted along a route.
struct Limits {
    bool visits = false, travel = false, work = false;
    int loads = 0;
    std::array<std::int32_t, kMostLoads> capacity{};
    bool any() const { return visits || travel || work || loads > 0; }
};

class Network {
  public:
    enum class Choice { profitable, all };

    // `detour` is the most that leaving out a stop may add to the legs' money (0 under the triangle inequality):
    // a visit that never earns more than that is left out of the profitable ones.
    Network(const Day &day, int shift, const Prices &prices, Choice choice, Fixed detour);

    const Day &day;
    const int number;
    const Shift &shift;
    Slice<Block> blocks;
    std::vector<Node> nodes;
    Limits limits;
    Fixed opening = 0;     // fixed cost and plan limits of using the shift, less its dual
    bool truthful = true;  // what labels add up is the true cost of a route, not only a lower bound
    bool whole = true;     // false: too many tickets, only the dearest are nodes
    Fixed loosest = 0;     // lower bound on any route, from prizes and durations alone
    Time closing = 0;      // nothing useful is served later

    int size() const { return static_cast<int>(nodes.size()); }
    bool has_break() const { return shift.break_length > 0; }

    Time seconds(int a, int b) const { return seconds_[index(a, b)]; }
    Fixed leg(int a, int b) const { return leg_[index(a, b)]; }
    const Time *seconds_from(int a) const { return &seconds_[index(a, 0)]; }
    const Fixed *legs_from(int a) const { return &leg_[index(a, 0)]; }

    Fixed visit_cost(const Node &node, Time start) const {
        Fixed cost = node.base;
        if (start <= node.calm) return cost;
        for (int k = node.first_term; k < node.last_term; ++k) cost += terms_[k].cost(start, node.duration);
        return cost;
    }
    Fixed at_end(Time end) const { return fixed(shift.at_end(end)); }
    // Pay for that long at work, rounded down to 1/1024: may exceed the true pay (rounded to a unit) by less than one.
    Fixed pay(Time worked) const { return worked > 0 ? pay_rate_ * worked / 3600 : 0; }
    Fixed pay_rounding() const { return shift.work_rate > 0 ? kOne : 0; }

    // Time to be at the next stop when leaving at `time`; with the break on the way it must start in time.
    Time arrive(Time time, Time seconds, bool rest) const {
        const Time there = drive(blocks, time, seconds);
        return rest ? drive(blocks, std::max(there, shift.break_earliest), shift.break_length) : there;
    }

  private:
    struct Candidate {
        Node node;
        Fixed best;  // cost of the visit at its earliest start
    };

    std::size_t index(int a, int b) const { return static_cast<std::size_t>(a) * nodes.size() + b; }
    bool timed(Node &node) const;
    Fixed base_cost(int ticket, const Prices &prices) const;
    void add_terms(Node &node, const Prices &prices);
    void choose_limits();
    bool is_truthful() const;
    Fixed knapsack(const std::vector<Candidate> &candidates) const;
    void measure_legs();

    Fixed pay_rate_ = 0;
    std::vector<PricedTerm> terms_;
    std::vector<Time> seconds_;
    std::vector<Fixed> leg_;
};

}  // namespace paigong
