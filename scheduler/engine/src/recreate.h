// Recreate: puts removed and absent tickets back, one by one, each at its cheapest place, in one of a dozen orders.
#pragma once

#include <vector>

#include "insertion.h"
#include "plan.h"
#include "rng.h"

namespace paigong {

class Recreate {
  public:
    // On days of `near_from` tickets and more, a removed ticket tries only shifts that serve one of its `near` nearest
    // neighbours, ruined shifts and unused ones.
    Recreate(const Ground &ground, int near, int near_from);

    // `removed` may go anywhere; other absent tickets only into the ruined shifts.
    void apply(Plan &plan, Rng &rng, const std::vector<int> &removed, const std::vector<int> &ruined);

  private:
    struct Entry {
        std::uint64_t rank;  // place in the order, then chance
        int ticket;
        bool removed;
    };
    void rank_tickets();
    void collect(const Plan &plan, Rng &rng, const std::vector<int> &removed, const std::vector<int> &ruined);
    void try_shifts(Insertion &insertion, int ticket, const std::vector<int> &shifts, Spot &best) const;
    void try_others(Insertion &insertion, int ticket, Spot &best) const;
    void try_near(const Plan &plan, Insertion &insertion, int ticket, Spot &best);

    const Ground &ground_;
    int near_;
    std::vector<std::vector<std::uint32_t>> orders_;  // [order][ticket]: smaller goes first
    std::vector<Entry> entries_;
    std::vector<int> ticket_stamp_of_, shift_stamp_of_, ruined_stamp_of_;
    int ticket_stamp_ = 0, shift_stamp_ = 0, ruined_stamp_ = 0;
};

}  // namespace paigong
