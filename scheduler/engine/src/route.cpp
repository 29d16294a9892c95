#include "route.h"

#include "schedule.h"

namespace paigong {

bool Timer::time(Route &route) {
    const Day &day = ground_.day();
    const Shift &s = day.shifts[route.shift];
    route.gaps.resize(route.visits.size() + 2);
    route.cost = route.timed = 0;
    route.hash = 0;
    if (!legs(route)) return false;
    if (!forward(route)) return false;
    if (!route.empty()) {
        if (!ground_.plain(route.shift)) {
            tickets_.clear();
            for (const Visit &visit : route.visits) tickets_.push_back(visit.option->ticket);
            const Timing timing = best_timing(day, clock_, route.shift, tickets_.data(), route.size());
            if (!timing.feasible) return false;
            route.cost += route.timed = timing.cost;
            clock_.forward(route.shift, tickets_.data(), route.size(), timing.depart, timing.pause);
            for (int k = 0; k < route.size(); ++k) route.visits[k].start = clock_.start[k];
        } else {
            route.cost += s.overtime(route.end);
        }
        route.cost += s.fixed_cost;
    }
    backward(route);
    if (day.rows > 0) count_usage(route);
    return true;
}

// Places, travel, pair costs, loads: all that needs no clock.
bool Timer::legs(Route &route) const {
    const Day &day = ground_.day();
    const Shift &s = day.shifts[route.shift];
    route.driving = 0;
    route.loads.assign(static_cast<std::size_t>(day.resources), 0);
    if (route.size() > s.max_visits) return false;
    int at = s.start_place;
    for (int k = 0; k < route.size(); ++k) {
        const Option &o = *route.visits[k].option;
        const Around &leg = ground_.around(s.profile, o.place)[at];
        Gap &gap = route.gaps[k];
        gap.place = at;
        gap.through = leg.in_cost;
        gap.through_seconds = leg.in;
        route.driving += leg.in;
        if (route.driving > s.max_travel) return false;
        route.cost += leg.in_cost + o.pair_cost;
        route.hash += ground_.key(o.ticket);
        at = o.place;
        for (int r = 0; r < day.resources; ++r)
            route.loads[r] += day.demand[static_cast<std::size_t>(o.ticket) * day.resources + r];
    }
    Gap &home = route.gaps[route.size()];
    home.place = at;
    home.through = home.through_seconds = 0;
    route.gaps[route.size() + 1].place = s.end_place;
    if (!route.empty()) {
        const Around &leg = ground_.around(s.profile, at)[s.end_place];
        home.through = leg.out_cost;
        home.through_seconds = leg.out;
        route.driving += leg.out;
        route.cost += leg.out_cost;
    }
    for (int r = 0; r < day.resources; ++r)
        if (route.loads[r] > day.capacity[static_cast<std::size_t>(route.shift) * day.resources + r]) return false;
    return route.driving <= s.max_travel;
}

// Earliest times, without a break.
bool Timer::forward(Route &route) const {
    const Day &day = ground_.day();
    const Shift &s = day.shifts[route.shift];
    const auto blocks = day.blocks_of(route.shift);
    Time now = s.start;
    for (int k = 0; k < route.size(); ++k) {
        Visit &visit = route.visits[k];
        Gap &gap = route.gaps[k];
        gap.leaves = now;
        const Time arrival = drive(blocks, now, gap.through_seconds);
        if (arrival > s.last) return false;
        visit.start = ground_.start_of(*visit.option, arrival);
        if (visit.start > s.last) return false;
        for (const Term &term : day.terms_of(visit.option->ticket))
            if (ground_.plain(route.shift)) route.cost += term.cost(visit.start, visit.option->duration);
        now = visit.start + visit.option->duration;
        if (now > s.last) return false;
    }
    Gap &home = route.gaps[route.size()];
    home.leaves = now;
    route.end = route.empty() ? s.start : drive(blocks, now, home.through_seconds);
    return route.end <= s.last;
}

// Latest arrivals, and how far a later arrival stays without consequence.
void Timer::backward(Route &route) const {
    const Day &day = ground_.day();
    const Shift &s = day.shifts[route.shift];
    const auto blocks = day.blocks_of(route.shift);
    const bool plain = ground_.plain(route.shift);
    Time latest = s.last;
    Time calm = s.overtime_rate == 0 ? s.last : std::max(route.end, std::min(s.end, s.last));
    for (int k = route.size();; --k) {
        Gap &gap = route.gaps[k];
        gap.latest = latest;
        gap.calm = plain ? calm : -kNever;
        route.roomiest = k == route.size() ? latest - gap.leaves : std::max(route.roomiest, latest - gap.leaves);
        if (k == 0) return;
        const Visit &visit = route.visits[k - 1];
        const Option &o = *visit.option;
        latest = ground_.latest_start_of(o, drive_back(blocks, latest, gap.through_seconds) - o.duration);
        calm = calm - gap.through_seconds - o.duration;
        for (const Term &term : day.terms_of(o.ticket)) {
            const Time on_time = term.due - (term.on_finish ? o.duration : 0);
            if (visit.start <= on_time) {
                calm = std::min(calm, on_time);
            } else if (term.rate > 0) {
                calm = std::min(calm, visit.start);
            }
        }
        calm = ground_.latest_start_of(o, calm);
    }
}

void Timer::count_usage(Route &route) const {
    const Day &day = ground_.day();
    route.usage.assign(static_cast<std::size_t>(day.rows), 0);
    if (route.empty()) return;
    for (int k = 0; k < day.rows; ++k) {
        const auto at = static_cast<std::size_t>(k) * day.m + route.shift;
        route.usage[k] += day.row_used[at];
        for (const Visit &visit : route.visits) route.usage[k] += day.row_pair[at * day.n + visit.option->ticket];
    }
    for (const Visit &visit : route.visits)
        count_late(day, visit.option->ticket, visit.start, visit.option->duration, route.usage.data());
}

}  // namespace paigong
