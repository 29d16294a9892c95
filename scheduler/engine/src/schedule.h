// What one shift does when it serves its tickets in a given order: times, money, feasibility, use of plan limits.
#pragma once

#include <string>
#include <vector>

#include "clock.h"

namespace paigong {

// When a route departs and ends, and on which leg its break lies (-1 = none).
struct Timing {
    bool feasible = false;
    Money cost = 0;  // of lateness, overtime and pay by worked time
    Time end = 0, depart = 0;
    int pause = -1;
    std::int64_t starts = 0;  // sum over the visits, departing as early as possible

    // Cheaper; else earlier home; else customers wait less. Of equals the one found first stays.
    bool preferred_to(const Timing &other) const {
        if (cost != other.cost) return cost < other.cost;
        return end != other.end ? end < other.end : starts < other.starts;
    }
};

// What an infeasible order breaks first. `stop`: the place in the order, -1 for the end place or where none is meant.
struct Fault {
    enum class Kind { none, pair, visits, travel, load, window, end, work, rest, earlier_shift, later_shift };
    Kind kind = Kind::none;
    int stop = -1, resource = -1;
};

// One word for a kind, as Python knows it.
const char *name(Fault::Kind kind);

// The fault in words, for whoever handed in a plan that cannot be.
std::string describe(const Fault &fault);

struct Schedule {
    bool feasible = false;
    Fault fault;  // of an infeasible order
    Money cost = 0, travel = 0, pair = 0, late = 0, overtime = 0, work = 0, fixed = 0;
    Time depart = 0, end = 0;
    int break_leg = -1;  // leg on which the break is taken: k = before stop k, len = on the way to the end place
    Time break_start = -1;
    std::int64_t driving = 0;                   // seconds
    std::vector<Time> arrivals, starts, finishes;  // an arrival counts after a break on the way
    std::vector<std::int64_t> usage;            // [row]
};

// Adds one to the use of each plan limit that counts this visit as late (once, however many of its terms say so).
void count_late(const Day &day, int ticket, Time start, Time duration, std::int64_t *usage);

// The break goes on the leg that makes the route cheapest, then earliest to end, then on the one with which the visits
// start earliest (in sum), then on the last such leg: nobody rests at the depot while the first customer could be served.
// The engineer departs at `soonest` or later.
Timing best_timing(const Day &day, Clock &clock, int shift, const int *tickets, int count, Time soonest,
                   Fault *fault = nullptr);

// Exact by the contract in scheduler/day.py. Tickets must be valid indices; a repeated ticket is the caller's affair.
// `not_before`: when the person's earlier shift leaves off; a departure before the shift is never meant. `not_after`: when
// the later one must be left for.
Schedule evaluate(const Day &day, int shift, const int *tickets, int count, Time not_before = -kNever,
                  Time not_after = kNever);

}  // namespace paigong
