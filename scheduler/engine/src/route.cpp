#include "route.h"

#include "schedule.h"

namespace paigong {
namespace {

// Latest start at which a visit is no later in the sense of any of its terms; on the safe side where it is late already.
Time same_price_until(const Day &day, const Option &option, Time start) {
    if (start <= option.punctual) return option.punctual;
    Time until = kNever;
    for (const Term &term : day.terms_of(option.ticket)) {
        const Time on_time = term.due - (term.on_finish ? option.duration : 0);
        if (start <= on_time) {
            until = std::min(until, on_time);
        } else if (term.rate > 0) {
            until = std::min(until, start);
        }
    }
    return until;
}

}  // namespace

Time calm_start(const Ground &ground, const Option &option, Time start) {
    const Day &day = ground.day();
    Time calm = option.close;
    for (int w = option.first_window; w < option.last_window; ++w)
        if (start <= day.windows[w].last) {
            calm = day.windows[w].last;
            break;
        }
    return std::min(calm, same_price_until(day, option, start));
}

bool Timer::time(Route &route) {
    const Day &day = ground_.day();
    const bool plain = ground_.plain(route.shift);
    route.gaps.resize(route.visits.size() + 2);
    route.cost = 0;
    route.hash = 0;
    if (!legs(route)) return false;
    if (plain ? !forward_plain(route) : !forward_general(route)) return false;
    if (!route.empty()) route.cost += day.shifts[route.shift].fixed_cost;
    if (plain) {
        backward_plain(route);
    } else {
        backward_general(route);
        if (day.shifts[route.shift].flexible()) fill_prefixes(route);
    }
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
        route.cost += (ground_.dear() ? ground_.leg_money(s.profile, at, o.place) : leg.in_cost) + o.pair_cost;
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
        route.cost += ground_.dear() ? ground_.leg_money(s.profile, at, s.end_place) : leg.out_cost;
    }
    for (int r = 0; r < day.resources; ++r)
        if (route.loads[r] > day.capacity[static_cast<std::size_t>(route.shift) * day.resources + r]) return false;
    return route.driving <= s.max_travel;
}

// Earliest times of a shift without blocks, break or flexible departure.
bool Timer::forward_plain(Route &route) const {
    const Day &day = ground_.day();
    const Shift &s = day.shifts[route.shift];
    Time now = s.start;
    for (int k = 0; k < route.size(); ++k) {
        Visit &visit = route.visits[k];
        const Option &o = *visit.option;
        route.gaps[k].leaves = now;
        visit.start = ground_.start_of(o, now + route.gaps[k].through_seconds);
        if (visit.start > s.last) return false;
        if (visit.start > o.punctual)
            for (const Term &term : day.terms_of(o.ticket)) route.cost += term.cost(visit.start, o.duration);
        now = visit.start + o.duration;
        if (now > s.last) return false;
    }
    Gap &home = route.gaps[route.size()];
    home.leaves = now;
    route.end = now + home.through_seconds;
    if (!route.empty()) route.cost += s.at_end(route.end);
    return route.end <= s.last;
}

// Latest arrivals, and how far a later arrival stays without consequence.
void Timer::backward_plain(Route &route) const {
    const Shift &s = ground_.day().shifts[route.shift];
    Time latest = s.last;
    Time calm = s.end_costs() ? std::max(route.end, std::min(s.idle_until(), s.last)) : s.last;
    route.roomiest = -kNever;
    for (int k = route.size();; --k) {
        Gap &gap = route.gaps[k];
        gap.latest = latest;
        gap.calm = calm;
        route.roomiest = std::max(route.roomiest, latest - gap.leaves);
        if (k == 0) return;
        const Visit &visit = route.visits[k - 1];
        const Option &o = *visit.option;
        latest = ground_.latest_start_of(o, latest - gap.through_seconds - o.duration);
        calm = calm - gap.through_seconds - o.duration;
        calm = ground_.latest_start_of(o, std::min(calm, same_price_until(ground_.day(), o, visit.start)));
    }
}

// The exact schedule of the contract, departing as early as possible.
bool Timer::forward_general(Route &route) {
    const Day &day = ground_.day();
    const Shift &s = day.shifts[route.shift];
    route.pause = -1;
    route.worked = 0;
    route.timed = 0;
    tickets_.clear();
    for (const Visit &visit : route.visits) tickets_.push_back(visit.option->ticket);
    const int size = route.size();
    route.end = route.gaps[0].leaves = route.begin;
    if (size == 0) return s.start <= s.last;
    const Timing timing = best_timing(day, clock_, route.shift, tickets_.data(), size, route.begin);
    if (!timing.feasible) return false;
    clock_.forward(route.shift, tickets_.data(), size, route.begin, timing.pause);
    for (int k = 0; k < size; ++k) {
        route.visits[k].start = clock_.start[k];
        route.gaps[k + 1].leaves = clock_.start[k] + route.visits[k].option->duration;
    }
    route.pause = timing.pause;
    route.end = timing.end;
    route.worked = timing.end - timing.depart;
    route.cost += route.timed = timing.cost;
    return true;
}

// Two latest arrivals go backwards side by side: with no break to come, and with the break still to be taken on some
// later leg. `calm` keeps the break on its leg.
void Timer::backward_general(Route &route) const {
    const Day &day = ground_.day();
    const Shift &s = day.shifts[route.shift];
    const auto blocks = day.blocks_of(route.shift);
    Time calm = s.end_costs() ? std::max(route.end, std::min(s.idle_until(), s.last)) : s.last;
    if (s.break_length > 0 && route.pause < 0) calm = std::min(calm, s.break_latest);
    if (s.flexible()) calm = route.end;
    calm = std::min(calm, route.calm_until);
    Time done = route.until, to_come = -kNever;
    route.roomiest = -kNever;
    for (int k = route.size();; --k) {
        Gap &gap = route.gaps[k];
        gap.calm = calm;
        gap.latest = k < route.pause ? to_come : done;
        route.roomiest = std::max(route.roomiest, gap.latest - gap.leaves);
        if (k == 0) break;
        const Visit &visit = route.visits[k - 1];
        const Option &o = *visit.option;
        const Time leg = gap.through_seconds;
        if (s.break_length > 0) {
            const Time before_break = drive_back(blocks, done, s.break_length);
            const Time break_here = before_break >= s.break_earliest ? std::min(drive_back(blocks, before_break, leg), s.break_latest) : -kNever;
            const Time leave = std::max(break_here, drive_back(blocks, to_come, leg));
            to_come = ground_.latest_start_of(o, std::max(leave, -kNever) - o.duration);
        }
        done = ground_.latest_start_of(o, drive_back(blocks, done, leg) - o.duration);
        if (k == route.pause) calm = drive_back(blocks, calm, s.break_length);
        calm = drive_back(blocks, calm, leg);
        if (k == route.pause) calm = std::min(calm, s.break_latest);
        calm = ground_.latest_start_of(o, std::min(calm - o.duration, calm_start(ground_, o, visit.start)));
    }
    const Time leg = route.gaps[0].through_seconds;
    route.latest_departure = drive_back(blocks, done, leg);  // as if there were no break: rather too late than too early
    if (route.pause == 0) calm = drive_back(blocks, calm, s.break_length);
    calm = drive_back(blocks, calm, leg);
    route.calm_departure = route.pause == 0 ? std::min(calm, s.break_latest) : calm;
}

void Timer::fill_prefixes(Route &route) const {
    const Shift &s = ground_.day().shifts[route.shift];
    route.prefixes.resize(route.visits.size() + 1);
    Prefix prefix{0, kNever};
    for (int k = 0;; ++k) {
        route.prefixes[k] = prefix;
        if (k == route.size()) return;
        const Visit &visit = route.visits[k];
        if (k == route.pause) {
            prefix.cap = std::min(prefix.cap, s.break_latest - prefix.busy);
            prefix.busy += s.break_length;
        }
        prefix.busy += route.gaps[k].through_seconds;
        prefix.cap = std::min(prefix.cap, calm_start(ground_, *visit.option, visit.start) - prefix.busy);
        prefix.busy += visit.option->duration;
    }
}

void Timer::count_usage(Route &route) const {
    const Day &day = ground_.day();
    route.usage.assign(static_cast<std::size_t>(day.rows), 0);
    if (route.empty()) return;
    for (int k = 0; k < day.rows; ++k) route.usage[k] = day.row_used[static_cast<std::size_t>(k) * day.m + route.shift];
    for (const Visit &visit : route.visits)
        for (const RowWeight &of : day.rows_of(route.shift, visit.option->ticket)) route.usage[of.row] += of.weight;
    for (const Visit &visit : route.visits)
        count_late(day, visit.option->ticket, visit.start, visit.option->duration, route.usage.data());
}

}  // namespace paigong
