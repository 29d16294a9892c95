#include "schedule.h"

#include <numeric>

#include "clock.h"

namespace paigong {
namespace {

Fault fault_of(const Clock &clock, int count) {
    const auto kind = clock.fault == Clock::Fault::window ? Fault::Kind::window : Fault::Kind::end;
    return {kind, clock.fault_at < count ? clock.fault_at : -1};
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
    timing.cost = clock.late[count] + s.at_end(timing.end) + (s.work_rate > 0 ? s.work_rate * worked / 3600 : 0);
    return timing;
}

// Limits and prices that do not depend on the timing.
Fault add_fixed_parts(const Day &day, int shift, const int *tickets, int count, Schedule &out) {
    const Shift &s = day.shifts[shift];
    int at = s.start_place;
    const auto go = [&](int to) {
        const auto leg = day.leg(s.profile, at, to);
        out.driving += day.seconds[leg];
        out.travel += day.leg_money[leg];
        at = to;
    };
    for (int k = 0; k < count; ++k) {
        if (!day.may_serve(shift, tickets[k])) return {Fault::Kind::pair, k};
        go(day.place[tickets[k]]);
        out.pair += day.pair_cost[day.pair(shift, tickets[k])];
    }
    go(s.end_place);
    out.fixed = s.fixed_cost;
    if (count > s.max_visits) return {Fault::Kind::visits};
    if (out.driving > s.max_travel) return {Fault::Kind::travel};
    for (int r = 0; r < day.resources; ++r) {
        std::int64_t load = 0;
        for (int k = 0; k < count; ++k) load += day.demand[static_cast<std::size_t>(tickets[k]) * day.resources + r];
        if (load > day.capacity[static_cast<std::size_t>(shift) * day.resources + r])
            return {Fault::Kind::load, -1, r};
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

const char *name(Fault::Kind kind) {
    switch (kind) {
        case Fault::Kind::none: return "";
        case Fault::Kind::pair: return "pair";
        case Fault::Kind::visits: return "visits";
        case Fault::Kind::travel: return "travel";
        case Fault::Kind::load: return "load";
        case Fault::Kind::window: return "window";
        case Fault::Kind::end: return "end";
        case Fault::Kind::work: return "work";
        case Fault::Kind::rest: return "rest";
        case Fault::Kind::earlier_shift: return "earlier-shift";
        case Fault::Kind::later_shift: return "later-shift";
    }
    return "";
}

std::string describe(const Fault &fault) {
    const std::string at = fault.stop >= 0 ? "stop " + std::to_string(fault.stop) : "the end place";
    switch (fault.kind) {
        case Fault::Kind::none: return "";
        case Fault::Kind::pair: return at + " is not allowed on this shift";
        case Fault::Kind::visits: return "more visits than the shift may make";
        case Fault::Kind::travel: return "more driving than the shift may do";
        case Fault::Kind::load: return "more of resource " + std::to_string(fault.resource) + " than the shift can carry";
        case Fault::Kind::window: return "no window of " + at + " is open any more";
        case Fault::Kind::end: return at + " cannot be reached before the shift must end";
        case Fault::Kind::work: return "the route takes longer than the shift may work";
        case Fault::Kind::rest: return "no leg leaves room for the break";
        case Fault::Kind::earlier_shift: return "the earlier shift of the same person ends too late";
        case Fault::Kind::later_shift: return "the next shift of the same person could not begin in time";
    }
    return "";
}

Timing best_timing(const Day &day, Clock &clock, int shift, const int *tickets, int count, Time soonest, Fault *fault) {
    const Shift &s = day.shifts[shift];
    const auto fail = [&](Fault found) {
        if (fault != nullptr) *fault = found;
    };
    if (!clock.forward(shift, tickets, count, soonest, -1)) {
        fail(fault_of(clock, count));
        return {};
    }
    if (s.break_length == 0 || clock.end <= s.break_latest) {
        const Timing plain = settle_timing(day, clock, shift, tickets, count, soonest, -1);
        if (!plain.feasible) fail({Fault::Kind::work});
        return plain;
    }
    Timing best;
    fail({Fault::Kind::rest});
    // Backwards, so that the legs before the break still hold what the run without a break has written.
    for (int pause = count; pause >= 0; --pause) {
        if (!clock.forward(shift, tickets, count, soonest, pause, pause)) continue;
        const Timing timing = settle_timing(day, clock, shift, tickets, count, soonest, pause);
        if (!timing.feasible) {
            fail({Fault::Kind::work});
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
    out.fault = add_fixed_parts(day, shift, tickets, count, out);
    if (out.fault.kind != Fault::Kind::none) return out;
    Clock clock(day);
    const Timing timing = best_timing(day, clock, shift, tickets, count, soonest, &out.fault);
    if (!timing.feasible) {
        if (soonest > s.start && best_timing(day, clock, shift, tickets, count, s.start).feasible)
            out.fault = {Fault::Kind::earlier_shift};
        return out;
    }
    if (timing.end > not_after) {
        out.fault = {Fault::Kind::later_shift};
        return out;
    }
    out.fault = {};
    fill_times(day, clock, shift, tickets, count, timing, out);
    out.feasible = true;
    out.late = clock.late[count];
    out.overtime = s.overtime(timing.end);
    out.work = s.work_rate > 0 ? s.work_rate * (static_cast<Money>(timing.end) - timing.depart) / 3600 : 0;
    out.work += s.paid(timing.end);
    out.cost = out.travel + out.pair + out.late + out.overtime + out.work + out.fixed;
    for (int k = 0; k < day.rows; ++k) out.usage[k] += day.row_used[static_cast<std::size_t>(k) * day.m + shift];
    for (int q = 0; q < count; ++q)
        for (const RowWeight &of : day.rows_of(shift, tickets[q])) out.usage[of.row] += of.weight;
    for (int q = 0; q < count; ++q)
        count_late(day, tickets[q], out.starts[q], out.finishes[q] - out.starts[q], out.usage.data());
    return out;
}

}  // namespace paigong
