#include "schedule.h"

#include <numeric>

#include "clock.h"

namespace paigong {
namespace {

std::string fault_of(const Clock &clock, int count) {
    const std::string at = clock.fault_at < count ? "stop " + std::to_string(clock.fault_at) : "the end place";
    return clock.fault == Clock::Fault::window ? "no window of " + at + " is open any more"
                                               : at + " cannot be reached before the shift must end";
}

// What the run just made costs: lateness, overtime, pay by worked time.
Timing settle_timing(const Day &day, Clock &clock, int shift, const int *tickets, int count, Time soonest, int pause) {
    const Shift &s = day.shifts[shift];
    Timing timing;
    timing.pause = pause;
    timing.end = clock.end;
    timing.starts = std::accumulate(clock.start.begin(), clock.start.begin() + count, std::int64_t{0});
    timing.depart = s.flexible() ? clock.latest_departure(shift, tickets, count, soonest, pause) : soonest;
    const Money worked = static_cast<Money>(timing.end) - timing.depart;
    timing.feasible = !s.flexible() || s.max_work >= kNever || worked <= s.max_work;
    timing.cost = clock.late[count] + s.overtime(timing.end) + (s.work_rate > 0 ? s.work_rate * worked / 3600 : 0);
    return timing;
}

// Limits and prices that do not depend on the timing.
std::string add_fixed_parts(const Day &day, int shift, const int *tickets, int count, Schedule &out) {
    const Shift &s = day.shifts[shift];
    int at = s.start_place;
    const auto go = [&](int to) {
        const auto leg = day.leg(s.profile, at, to);
        out.driving += day.seconds[leg];
        out.travel += day.leg_money[leg];
        at = to;
    };
    for (int k = 0; k < count; ++k) {
        if (!day.may_serve(shift, tickets[k])) return "stop " + std::to_string(k) + " is not allowed on this shift";
        go(day.place[tickets[k]]);
        out.pair += day.pair_cost[day.pair(shift, tickets[k])];
    }
    go(s.end_place);
    out.fixed = s.fixed_cost;
    if (count > s.max_visits) return "more visits than the shift may make";
    if (out.driving > s.max_travel) return "more driving than the shift may do";
    for (int r = 0; r < day.resources; ++r) {
        std::int64_t load = 0;
        for (int k = 0; k < count; ++k) load += day.demand[static_cast<std::size_t>(tickets[k]) * day.resources + r];
        if (load > day.capacity[static_cast<std::size_t>(shift) * day.resources + r])
            return "more of resource " + std::to_string(r) + " than the shift can carry";
    }
    return {};
}

// When the break starts on a leg left at `depart`: as late as the drive allows, but never after its latest start.
Time break_start(const Day &day, int shift, int from, int to, Time depart) {
    const Shift &s = day.shifts[shift];
    const Time there = drive(day.blocks_of(shift), depart, day.seconds[day.leg(s.profile, from, to)]);
    return std::min(std::max(there, s.break_earliest), std::max(depart, s.break_latest));
}

void fill_times(const Day &day, Clock &clock, int shift, const int *tickets, int count, const Timing &timing,
                Schedule &out) {
    clock.forward(shift, tickets, count, timing.depart, timing.pause);
    const auto size = static_cast<std::size_t>(count);
    out.depart = timing.depart;
    out.end = clock.end;
    out.break_leg = timing.pause;
    out.arrivals.assign(clock.arrival.begin(), clock.arrival.begin() + size);
    out.starts.assign(clock.start.begin(), clock.start.begin() + size);
    for (int k = 0; k < count; ++k) out.finishes.push_back(clock.start[k] + day.duration[day.pair(shift, tickets[k])]);
    if (const int k = timing.pause; k >= 0) {
        const Shift &s = day.shifts[shift];
        out.break_start = break_start(day, shift, k > 0 ? day.place[tickets[k - 1]] : s.start_place,
                                      k < count ? day.place[tickets[k]] : s.end_place,
                                      k > 0 ? out.finishes[k - 1] : out.depart);
    }
}

}  // namespace

Timing best_timing(const Day &day, Clock &clock, int shift, const int *tickets, int count, Time soonest,
                   std::string *why) {
    const Shift &s = day.shifts[shift];
    const auto fail = [&](const std::string &reason) {
        if (why != nullptr) *why = reason;
    };
    static const std::string too_long = "the route takes longer than the shift may work";
    if (!clock.forward(shift, tickets, count, soonest, -1)) {
        if (why != nullptr) *why = fault_of(clock, count);
        return {};
    }
    if (s.break_length == 0 || clock.end <= s.break_latest) {
        const Timing plain = settle_timing(day, clock, shift, tickets, count, soonest, -1);
        if (!plain.feasible) fail(too_long);
        return plain;
    }
    Timing best;
    fail("no leg leaves room for the break");
    // Backwards, so that the legs before the break still hold what the run without a break has written.
    for (int pause = count; pause >= 0; --pause) {
        if (!clock.forward(shift, tickets, count, soonest, pause, pause)) continue;
        const Timing timing = settle_timing(day, clock, shift, tickets, count, soonest, pause);
        if (!timing.feasible) {
            fail(too_long);
        } else if (!best.feasible || timing.preferred_to(best)) {
            best = timing;
        }
    }
    return best;
}

void count_late(const Day &day, int ticket, Time start, Time duration, std::int64_t *usage) {
    const auto terms = day.terms_of(ticket);
    for (const Term *term = terms.begin(); term != terms.end(); ++term) {
        if (term->row < 0 || !term->is_late(start, duration)) continue;
        const bool counted = std::any_of(terms.begin(), term, [&](const Term &other) {
            return other.row == term->row && other.is_late(start, duration);
        });
        if (!counted) ++usage[term->row];
    }
}

Schedule evaluate(const Day &day, int shift, const int *tickets, int count, Time not_before, Time not_after) {
    Schedule out;
    out.usage.assign(static_cast<std::size_t>(day.rows), 0);
    const Shift &s = day.shifts[shift];
    const Time soonest = std::max(s.start, not_before);
    out.depart = out.end = s.start;
    if (count == 0) return out.feasible = true, out;
    out.why = add_fixed_parts(day, shift, tickets, count, out);
    if (!out.why.empty()) return out;
    Clock clock(day);
    const Timing timing = best_timing(day, clock, shift, tickets, count, soonest, &out.why);
    if (!timing.feasible) {
        if (soonest > s.start && best_timing(day, clock, shift, tickets, count, s.start).feasible)
            out.why = "the earlier shift of the same person ends too late";
        return out;
    }
    out.why = timing.end > not_after ? "the next shift of the same person could not begin in time" : "";
    if (!out.why.empty()) return out;
    fill_times(day, clock, shift, tickets, count, timing, out);
    out.feasible = true;
    out.late = clock.late[count];
    out.overtime = s.overtime(timing.end);
    out.work = s.work_rate > 0 ? s.work_rate * (static_cast<Money>(timing.end) - timing.depart) / 3600 : 0;
    out.cost = out.travel + out.pair + out.late + out.overtime + out.work + out.fixed;
    for (int k = 0; k < day.rows; ++k) {
        out.usage[k] += day.row_used[static_cast<std::size_t>(k) * day.m + shift];
        for (int q = 0; q < count; ++q)
            out.usage[k] += day.row_pair[(static_cast<std::size_t>(k) * day.m + shift) * day.n + tickets[q]];
    }
    for (int q = 0; q < count; ++q)
        count_late(day, tickets[q], out.starts[q], out.finishes[q] - out.starts[q], out.usage.data());
    return out;
}

}  // namespace paigong
