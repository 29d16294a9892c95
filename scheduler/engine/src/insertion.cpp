#include "insertion.h"

#include "schedule.h"

namespace paigong {

Money Insertion::late(const Option &option, Time start) const {
    Money money = 0;
    for (const Term &term : day_.terms_of(option.ticket)) {
        if (!term.is_late(start, option.duration)) continue;
        money += term.cost(start, option.duration);
        if (term.row >= 0) money += plan_.limits().price_of_late(term.row);
    }
    return money;
}

bool Insertion::loads_fit(const Option &option, const Route &route) const {
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
        if (option.last_window - option.first_window == 1) {
            try_plain<true>(option, route, base, best);
        } else {
            try_plain<false>(option, route, base, best);
        }
    }
}

// Detour and feasibility of what follows in one step (they are cheap, a mispredicted branch is not), then lateness, each
// only while the place can still win. An arrival at the next visit not above `calm` changes nothing later, so that the
// cost is already exact.
template <bool kOneWindow>
void Insertion::try_plain(const Option &option, const Route &route, Money base, Spot &best) const {
    const Shift &s = day_.shifts[option.shift];
    const Around *around = ground_.around(s.profile, option.place);
    const bool has_terms = !day_.terms_of(option.ticket).empty();
    const Gap *gap = route.gaps.data();
    const int size = route.size();
    Money limit = best.cost;
    Around from = around[gap->place];
    for (int k = 0; k <= size; ++k, ++gap) {
        const Around here = from, next = from = around[gap[1].place];
        const Time arrival = gap->leaves + here.in;
        if (arrival > option.close) return;
        Money cost = base + here.in_cost + next.out_cost - gap->through;
        const Time start = kOneWindow ? std::max(arrival, option.open) : ground_.start_of(option, arrival);
        const Time reach = start + option.duration + next.out;
        if ((cost >= limit) | (reach > gap->latest)) continue;
        if (has_terms) {
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
    return cost + s.overtime(arrival) - (route.empty() ? 0 : s.overtime(route.end));
}

// A break, blocks or a flexible departure: filter as if they were not there, then time the whole route.
void Insertion::try_general(const Option &option, const Route &route, Money base, Spot &best) {
    const Shift &s = day_.shifts[option.shift];
    const auto blocks = day_.blocks_of(option.shift);
    const Around *around = ground_.around(s.profile, option.place);
    tickets_.assign(1, option.ticket);
    for (const Visit &visit : route.visits) tickets_.push_back(visit.option->ticket);
    for (int k = 0; k <= route.size(); ++k) {
        if (k > 0) std::swap(tickets_[k - 1], tickets_[k]);
        const Gap &gap = route.gaps[k];
        const Around here = around[gap.place], next = around[route.gaps[k + 1].place];
        const Time arrival = drive(blocks, gap.leaves, here.in);
        if (arrival > option.close) return;
        const Money travel = base + here.in_cost + next.out_cost - gap.through;
        if (s.work_rate == 0 && travel >= best.cost) continue;
        const Time start = ground_.start_of(option, arrival);
        if (start > s.last || drive(blocks, start + option.duration, next.out) > gap.latest) continue;
        if (route.driving + here.in + next.out - gap.through_seconds > s.max_travel) continue;
        const Timing timing =
            best_timing(day_, clock_, option.shift, tickets_.data(), static_cast<int>(tickets_.size()));
        if (!timing.feasible) continue;
        const Money cost = travel + timing.cost - route.timed;
        if (cost < best.cost) best = {cost, &option, k};
    }
}

}  // namespace paigong
