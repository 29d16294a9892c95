#include "insertion.h"

#include <algorithm>

#include "schedule.h"

namespace paigong {

Money Insertion::late(const Option &option, Time start) const {
    if (start <= option.punctual) return 0;
    Money money = 0;
    for (const Term &term : day_.terms_of(option.ticket)) {
        if (!term.is_late(start, option.duration)) continue;
        money += term.cost(start, option.duration);
        if (term.row >= 0) money += plan_.limits().price_of_late(term.row);
    }
    return money;
}

bool Insertion::loads_fit(const Option &option, const Route &route) const {
    if (!ground_.takes(option.ticket)) return true;
    for (int r = 0; r < day_.resources; ++r) {
        const auto demand = day_.demand[static_cast<std::size_t>(option.ticket) * day_.resources + r];
        if (route.loads[r] + demand > day_.capacity[static_cast<std::size_t>(option.shift) * day_.resources + r]) return false;
    }
    return true;
}

void Insertion::try_option(const Option &option, Spot &best) {
    const Route &route = plan_.route(option.shift);
    if (option.duration > route.roomiest) return;
    const Shift &s = day_.shifts[option.shift];
    if (route.size() >= s.max_visits || !loads_fit(option, route)) return;
    Money base = option.pair_cost;
    if (route.empty()) base += s.fixed_cost;
    if (plan_.limits().any()) {
        const Money charge = plan_.limits().probe(option.shift, option.ticket, route.empty());
        if (charge >= kInfeasible) return;
        base += charge;
    }
    if (!ground_.plain(option.shift)) {
        try_general(option, route, base, best);
    } else if (base < best.cost) {
        const bool one = option.last_window - option.first_window == 1;
        if (ground_.dear()) {
            one ? try_plain<true, true>(option, route, base, best) : try_plain<false, true>(option, route, base, best);
        } else {
            one ? try_plain<true, false>(option, route, base, best) : try_plain<false, false>(option, route, base, best);
        }
    }
}

// Detour and feasibility of what follows in one step (they are cheap, a mispredicted branch is not), then lateness, each
// only while the place can still win. An arrival at the next visit not above `calm` changes nothing later, so that the
// cost is already exact.
template <bool kOneWindow, bool kDear>
void Insertion::try_plain(const Option &option, const Route &route, Money base, Spot &best) const {
    const Shift &s = day_.shifts[option.shift];
    const Around *around = ground_.around(s.profile, option.place);
    const Gap *gap = route.gaps.data();
    const int size = route.size();
    Money limit = best.cost;
    for (int k = 1; k <= std::min(size + 1, 8); ++k) __builtin_prefetch(around + gap[k].place);
    Around from = around[gap->place];
    for (int k = 0; k <= size; ++k, ++gap) {
        const Around here = from, next = from = around[gap[1].place];
        const Time arrival = gap->leaves + here.in;
        if (arrival > option.close) return;
        Money cost = base + (kDear ? detour_money(option, route, k) : here.in_cost + next.out_cost - gap->through);
        const Time start = kOneWindow ? std::max(arrival, option.open) : ground_.start_of(option, arrival);
        const Time reach = start + option.duration + next.out;
        if ((cost >= limit) | (reach > gap->latest)) continue;
        if (start > option.punctual) {
            cost += late(option, start);
            if (cost >= limit) continue;
        }
        if (reach > gap->calm) {
            cost = push(route, k, reach, cost, limit);
            if (cost >= limit) continue;
        }
        if (route.driving + here.in + next.out - gap->through_seconds > s.max_travel) continue;
        best = {limit = cost, &option, k};
    }
}

// Adds to `cost` what arriving at visit k at `arrival` changes from there on; stops early at `limit`.
Money Insertion::push(const Route &route, int k, Time arrival, Money cost, Money limit) const {
    for (; k < route.size(); ++k) {
        if (arrival <= route.gaps[k].calm) return cost;
        const Visit &visit = route.visits[k];
        const Time start = ground_.start_of(*visit.option, arrival);
        cost += late(*visit.option, start) - late(*visit.option, visit.start);
        if (cost >= limit) return cost;
        arrival = start + visit.option->duration + route.gaps[k + 1].through_seconds;
    }
    const Shift &s = day_.shifts[route.shift];
    return cost + s.at_end(arrival) - (route.empty() ? 0 : s.at_end(route.end));
}

Insertion::Rest Insertion::rest(const Route &route, int k, Time arrival, Money limit) const {
    const Shift &s = day_.shifts[route.shift];
    const auto blocks = day_.blocks_of(route.shift);
    const Rest unknown{0, 0, 0, false};
    Money cost = 0;
    Time waited = 0, slack = kNever;
    for (; k < route.size(); ++k) {
        if (arrival <= route.gaps[k].calm)
            return {cost, route.end, std::min(slack, waited + route.gaps[k].calm - arrival), true};
        const Visit &visit = route.visits[k];
        const Option &o = *visit.option;
        const Time start = ground_.start_of(o, arrival);
        if (start > s.last) return unknown;
        cost += late(o, start) - late(o, visit.start);
        if (cost >= limit) return {cost, 0, 0, true};
        waited += start - arrival;
        if (s.flexible()) slack = std::min(slack, waited + calm_start(ground_, o, start) - start);
        const Time leaves = start + o.duration;
        if (leaves > s.last) return unknown;
        arrival = drive(blocks, leaves, route.gaps[k + 1].through_seconds);
        if (k + 1 == route.pause) {
            if (leaves > s.break_latest) return unknown;
            slack = std::min(slack, waited + s.break_latest - leaves);
            waited += std::max(0, s.break_earliest - arrival);
            arrival = drive(blocks, std::max(arrival, s.break_earliest), s.break_length);
        }
    }
    if (arrival > s.last || arrival > route.calm_until) return unknown;
    if (s.break_length > 0 && route.pause < 0 && arrival > s.break_latest) return unknown;
    cost += s.at_end(arrival) - (route.empty() ? 0 : s.at_end(route.end));
    return {cost, arrival, std::min(slack, waited), true};
}

// A break, blocks or a flexible departure. The break stays on its leg, or goes before or after the ticket that is put
// into that leg; where this cannot be, the whole route is timed anew.
void Insertion::try_general(const Option &option, const Route &route, Money base, Spot &best) {
    for (int k = 0; k <= route.size(); ++k) {
        if (route.gaps[k].leaves > option.close) return;
        if (k == route.pause) {
            try_gap(option, route, k, Break::before, base, best);
            try_gap(option, route, k, Break::after, base, best);
        } else {
            try_gap(option, route, k, Break::elsewhere, base, best);
        }
    }
}

// What driving to the ticket and on costs more than driving past, from the Day; for legs dearer than 32 bits.
Money Insertion::detour_money(const Option &option, const Route &route, int k) const {
    const int profile = day_.shifts[option.shift].profile;
    const int from = route.gaps[k].place, to = route.gaps[k + 1].place;
    const Money past = route.empty() ? 0 : ground_.leg_money(profile, from, to);
    return ground_.leg_money(profile, from, option.place) + ground_.leg_money(profile, option.place, to) - past;
}

void Insertion::try_gap(const Option &option, const Route &route, int k, Break where, Money base, Spot &best) {
    const Shift &s = day_.shifts[option.shift];
    const auto blocks = day_.blocks_of(option.shift);
    const Around *around = ground_.around(s.profile, option.place);
    const Gap &gap = route.gaps[k];
    const Around here = around[gap.place], next = around[route.gaps[k + 1].place];
    const Money travel =
        base + (ground_.dear() ? detour_money(option, route, k) : here.in_cost + next.out_cost - gap.through);
    // Blocks and the break only make it later: without them it must fit, too.
    const Time soonest = std::max(gap.leaves + here.in, option.open) + option.duration + next.out;
    if ((travel >= best.cost) | (soonest > gap.latest)) return;
    if (route.driving + here.in + next.out - gap.through_seconds > s.max_travel) return;
    const auto pause = [&](Time there) { return drive(blocks, std::max(there, s.break_earliest), s.break_length); };
    Time arrival = drive(blocks, gap.leaves, here.in);
    if (where == Break::before) arrival = pause(arrival);
    if (arrival > option.close || arrival > s.last) return;
    const Time start = ground_.start_of(option, arrival);
    const Time leaves = start + option.duration;
    if (start > s.last || leaves > s.last) return;
    Time reach = drive(blocks, leaves, next.out);
    if (where == Break::after) {
        if (leaves > s.break_latest) return;
        reach = pause(reach);
    }
    if (reach > gap.latest) return;
    Money cost = travel + late(option, start);
    if (cost >= best.cost) return;
    if (s.flexible() && !blocks.empty()) return try_exact(option, route, k, travel, best);
    const Rest after = rest(route, k, reach, best.cost - cost);
    if (!after.known) return try_exact(option, route, k, travel, best);
    cost += after.cost;
    if (cost >= best.cost) return;
    if (s.flexible()) {
        // As late a departure as the rest, the ticket itself and the visits before it permit.
        Time slack = after.slack;
        if (where == Break::after) {
            slack += std::max(0, s.break_earliest - leaves - next.out);
            slack = std::min(slack, s.break_latest - leaves);
        }
        slack = std::min(slack, calm_start(ground_, option, start) - start);
        Time leave = start + slack - here.in;
        if (where == Break::before) leave = std::min(leave - s.break_length, s.break_latest);
        const Prefix &before = route.prefixes[k];
        const Time depart = std::max(route.begin, std::min(before.cap, leave - before.busy));
        const Money worked = static_cast<Money>(after.end) - depart;
        if (s.max_work < kNever && worked > s.max_work) return;
        cost += s.work_rate * worked / 3600 - s.work_rate * route.worked / 3600;
        if (cost >= best.cost) return;
    }
    best = {cost, &option, k};
}

// Times the whole route with the ticket in gap k.
void Insertion::try_exact(const Option &option, const Route &route, int k, Money travel, Spot &best) {
    tickets_.clear();
    for (const Visit &visit : route.visits) tickets_.push_back(visit.option->ticket);
    tickets_.insert(tickets_.begin() + k, option.ticket);
    const Timing timing = best_timing(day_, clock_, option.shift, tickets_.data(), static_cast<int>(tickets_.size()), route.begin);
    if (!timing.feasible) return;
    Money cost = travel + timing.cost - route.timed;
    if (cost >= best.cost) return;
    if (!ground_.person_of(option.shift).empty()) cost += followers(option.shift, timing.end);
    if (cost < best.cost) best = {cost, &option, k};
}

Money Insertion::followers(int shift, Time end) {
    const std::vector<int> &person = ground_.person_of(shift);
    Money cost = 0;
    ends_.clear();
    bool later = false;
    for (const int e : person) {
        const Route &route = plan_.route(e);
        ends_.push_back(e == shift ? end : route.end);
        if (e == shift) later = true;
        if (e == shift || !later || route.empty()) continue;
        Time begin = day_.shifts[e].start;
        for (const Tie &tie : ground_.ties_into(e)) {
            if (tie.first != shift && plan_.route(tie.first).empty()) continue;
            const auto at = std::find(person.begin(), person.end(), tie.first) - person.begin();
            begin = std::max(begin, ends_[static_cast<std::size_t>(at)] + tie.gap);
        }
        if (begin == route.begin) continue;
        tickets_.clear();
        for (const Visit &visit : route.visits) tickets_.push_back(visit.option->ticket);
        const Timing timing = best_timing(day_, clock_, e, tickets_.data(), route.size(), begin);
        if (!timing.feasible) return kInfeasible;
        cost += timing.cost - route.timed;
        ends_.back() = timing.end;
    }
    return cost;
}

}  // namespace paigong
