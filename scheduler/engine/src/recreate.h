// Recreate: puts removed and absent tickets back, one by one, each at its cheapest place, in one of a dozen orders.
#pragma once

#include <vector>

#include "insertion.h"
#include "plan.h"
#include "rng.h"

namespace paigong {

struct RecreateSettings {
    // On days of `near_from` tickets and more, a removed ticket tries only shifts that serve one of its `near` nearest
    // neighbours, ruined shifts and unused ones.
    int near = 60, near_from = 1000;
};

class Recreate {
  public:
    Recreate(const Ground &ground, RecreateSettings settings);

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
    void try_all(const Plan &plan, const Entry &entry, const std::vector<int> &ruined, Insertion &insertion, Spot &best);
    template <typename Try> void each_near(const Plan &plan, int ticket, Try try_option);

    const Ground &ground_;
    RecreateSettings settings_;
    std::vector<std::vector<std::uint32_t>> orders_;  // [order][ticket]: smaller goes first
    std::vector<Entry> entries_;
    std::vector<int> ticket_stamp_of_, shift_stamp_of_, ruined_stamp_of_;
    int ticket_stamp_ = 0, shift_stamp_ = 0, ruined_stamp_ = 0;
};

}  // namespace paigong
