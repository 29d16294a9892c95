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
    template <bool kOneWindow>
    void try_plain(const Option &option, const Route &route, Money base, Spot &best) const;
    void try_general(const Option &option, const Route &route, Money base, Spot &best);
    bool loads_fit(const Option &option, const Route &route) const;
    Money late(const Option &option, Time start) const;
    Money push(const Route &route, int k, Time arrival, Money cost, Money limit) const;

    const Plan &plan_;
    const Ground &ground_;
    const Day &day_;
    Clock clock_;
    std::vector<int> tickets_;
};

}  // namespace paigong
