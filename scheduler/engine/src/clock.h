// The timing of one route, forwards and backwards, for one choice of the leg that carries the break.
#pragma once

#include <vector>

#include "day.h"

namespace paigong {

// Latest start of a visit of `duration` at which this term costs exactly what it costs at `start`, and at which a plan
// limit counts it exactly as it does at `start`.
inline Time latest_same(const Term &term, Time start, Time duration) {
    const Money late = term.lateness(start, duration);
    const Money on_time = static_cast<Money>(term.due) - (term.on_finish ? duration : 0);
    if (late <= 0 && (term.step > 0 || term.row >= 0)) return static_cast<Time>(std::max<Money>(on_time, -kNever));
    if (term.rate == 0) return kNever;
    // floor(rate * late / 3600) stays the same up to the last second before the next whole unit.
    const Money next = (term.rate * std::max<Money>(late, 0) / 3600 + 1) * 3600;
    return static_cast<Time>(std::min<Money>((next + term.rate - 1) / term.rate - 1 + on_time, kNever));
}

// Scratch space for timing routes; reusable, grows to the longest route seen.
class Clock {
  public:
    explicit Clock(const Day &day) : day_(day) {}

    enum class Fault { none, window, last };

    // Drives the route from `depart`, with the break on leg `pause` (-1 = none). Fills arrival, start; sets end, late.
    // Legs before `from` keep what an earlier run wrote.
    bool forward(int shift, const int *tickets, int count, Time depart, int pause, int from = 0);

    // Latest departure that changes neither the end nor the cost of any visit of the run just made from `soonest`.
    Time latest_departure(int shift, const int *tickets, int count, Time soonest, int pause) const;

    std::vector<Time> arrival, start;
    std::vector<Money> late;  // [k]: lateness money of the stops before k; one more entry than stops
    Time end = 0;
    Fault fault = Fault::none;
    int fault_at = 0;

  private:
    const Day &day_;
};

}  // namespace paigong
