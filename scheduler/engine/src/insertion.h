// The cheapest place for one ticket in one route.
#pragma once

#include <vector>

#include "plan.h"

namespace paigong {

// The best place found so far; `cost` is what a place must beat.
struct Spot {
    Money cost;
    const Option *option = nullptr;
    int position = -1;
};

class Insertion {
  public:
    explicit Insertion(const Plan &plan)
        : plan_(plan), ground_(plan.ground()), day_(ground_.day()), clock_(ground_.day()) {}

    // Tries every gap of the option's route and improves `best` where it can.
    void try_option(const Option &option, Spot &best);

  private:
    template <bool kOneWindow, bool kDear>
    void try_plain(const Option &option, const Route &route, Money base, Spot &best) const;
    void try_general(const Option &option, const Route &route, Money base, Spot &best);
    void try_exact(const Option &option, const Route &route, int k, Money travel, Spot &best);
    // What it costs the person's later shifts when this one ends at `end`; kInfeasible where they cannot follow.
    Money followers(int shift, Time end);
    bool loads_fit(const Option &option, const Route &route) const;
    Money late(const Option &option, Time start) const;
    Money push(const Route &route, int k, Time arrival, Money cost, Money limit) const;

    // Where the break lies when a ticket goes into the gap that carries it.
    enum class Break { elsewhere, before, after };
    Money detour_money(const Option &option, const Route &route, int k) const;
    void try_gap(const Option &option, const Route &route, int k, Break where, Money base, Spot &best);

    // What becomes of a route from visit k on when that visit is reached later than before.
    struct Rest {
        Money cost;  // in addition
        Time end;
        Time slack;  // how much later visit k could be reached without any further change
        bool known;  // false: the break does not fit on its leg any more, or one becomes necessary
    };
    Rest rest(const Route &route, int k, Time arrival, Money limit) const;

    const Plan &plan_;
    const Ground &ground_;
    const Day &day_;
    Clock clock_;
    std::vector<int> tickets_;
    std::vector<Time> ends_;
};

}  // namespace paigong
