#include "network.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace paigong {

Network::Network(const Day &day_, int number_, const Prices &prices, Choice choice, Fixed detour)
    : day(day_), number(number_), shift(day_.shifts[number_]), blocks(day_.blocks_of(number_)) {
    pay_rate_ = std::min(fixed(shift.work_rate), Fixed{1} << 34);  // times any time it stays below 2^62
    opening = fixed(shift.fixed_cost) - prices.shift[number];
    for (int r = 0; r < day.rows; ++r)
        opening -= prices.row[r] * day.row_used[static_cast<std::size_t>(r) * day.m + number];

    std::vector<Candidate> candidates;
    for (int i = 0; i < day.n; ++i) {
        if (!day.may_serve(number, i)) continue;
        Node node{};
        node.ticket = i;
        if (!timed(node)) continue;
        node.base = base_cost(i, prices);
        if (choice == Choice::profitable && node.base >= detour) continue;
        add_terms(node, prices);
        const Fixed best = visit_cost(node, node.earliest);
        if (choice == Choice::profitable && best >= detour) continue;
        candidates.push_back({node, best});
    }
    loosest = knapsack(candidates);
    if (candidates.size() > kMostTickets) {
        whole = false;
        std::nth_element(candidates.begin(), candidates.begin() + kMostTickets, candidates.end(),
                         [](const Candidate &a, const Candidate &b) {
                             return a.best != b.best ? a.best < b.best : a.node.ticket < b.node.ticket;
                         });
        candidates.resize(kMostTickets);
        std::sort(candidates.begin(), candidates.end(),
                  [](const Candidate &a, const Candidate &b) { return a.node.ticket < b.node.ticket; });
    }
    nodes.reserve(candidates.size());
    for (const Candidate &candidate : candidates) nodes.push_back(candidate.node);
    closing = shift.start;
    for (const Node &node : nodes) closing = std::max(closing, node.latest + node.duration);
    choose_limits();
    truthful = is_truthful();
    measure_legs();
}

// Fills the times of a visit; false when the shift can never make it.
bool Network::timed(Node &node) const {
    node.place = day.place[node.ticket];
    node.duration = day.duration[day.pair(number, node.ticket)];
    node.windows = day.windows_of(number, node.ticket);
    const auto out = day.leg(shift.profile, shift.start_place, node.place);
    const auto home = day.leg(shift.profile, node.place, shift.end_place);
    node.out = day.seconds[out];
    node.home = day.seconds[home];
    node.earliest = earliest_start(node.windows, drive(blocks, shift.start, node.out));
    if (node.earliest >= kNever) return false;
    node.latest = latest_start(node.windows, drive_back(blocks, shift.last, node.home) - node.duration);
    if (node.latest < node.earliest) return false;
    node.out_cost = fixed(day.leg_money[out]);
    node.home_cost = fixed(day.leg_money[home]);
    return true;
}

Fixed Network::base_cost(int ticket, const Prices &prices) const {
    Fixed cost = fixed(day.pair_cost[day.pair(number, ticket)]) - prices.ticket[ticket];
    for (const RowWeight &of : day.rows_of(number, ticket)) cost -= prices.row[of.row] * of.weight;
    return cost;
}

// A plan limit counts a late visit once: of several terms that feed it, the one that is late first carries its price.
void Network::add_terms(Node &node, const Prices &prices) {
    const auto terms = day.terms_of(node.ticket);
    const auto due = [&](const Term &t) { return t.due - (t.on_finish ? node.duration : 0); };
    node.first_term = static_cast<std::int32_t>(terms_.size());
    node.calm = kNever;
    for (const Term *term = terms.begin(); term != terms.end(); ++term) {
        const bool first = term->row >= 0 && std::none_of(terms.begin(), terms.end(), [&](const Term &other) {
            return other.row == term->row && (due(other) < due(*term) || (due(other) == due(*term) && &other < term));
        });
        terms_.push_back({*term, first ? -prices.row[term->row] : 0});
        node.calm = std::min(node.calm, due(*term));
    }
    node.last_term = static_cast<std::int32_t>(terms_.size());
}

void Network::choose_limits() {
    std::vector<Time> durations;
    for (const Node &node : nodes) durations.push_back(node.duration);
    std::sort(durations.begin(), durations.end());
    std::int64_t filled = 0, fit = 0;
    for (const Time duration : durations)
        if ((filled += duration) <= static_cast<std::int64_t>(shift.last) - shift.start) ++fit;
    limits.visits = shift.max_visits < fit;
    limits.travel = shift.max_travel < shift.last - shift.start;
    limits.work = shift.max_work < shift.last - shift.start;

    // Resources by how scarce they are; only those that the tickets together can exhaust.
    std::vector<std::pair<double, int>> scarce;
    for (int r = 0; r < day.resources; ++r) {
        std::int64_t wanted = 0;
        for (const Node &node : nodes) wanted += day.demand[static_cast<std::size_t>(node.ticket) * day.resources + r];
        const auto capacity = day.capacity[static_cast<std::size_t>(number) * day.resources + r];
        if (wanted > capacity) scarce.push_back({static_cast<double>(capacity) / static_cast<double>(wanted), r});
    }
    std::sort(scarce.begin(), scarce.end());
    limits.loads = std::min(kMostLoads, static_cast<int>(scarce.size()));
    for (int k = 0; k < limits.loads; ++k) {
        const int r = scarce[k].second;
        limits.capacity[k] = day.capacity[static_cast<std::size_t>(number) * day.resources + r];
        for (Node &node : nodes) node.demand[k] = day.demand[static_cast<std::size_t>(node.ticket) * day.resources + r];
    }
}

// Where pay follows the worked time, labels take windows as one and forget what delaying the departure must not change.
// Where a plan limit counts late visits, cost alone does not tell which order is the better one.
bool Network::is_truthful() const {
    bool simple = blocks.empty() && !has_break(), counted = false;
    for (const Node &node : nodes) {
        simple = simple && node.windows.size() == 1 && node.first_term == node.last_term;
        for (int k = node.first_term; k < node.last_term; ++k) counted = counted || terms_[k].term.row >= 0;
    }
    return (simple || !shift.flexible()) && !counted;
}

// Dantzig's bound: prizes by value for time into the hours of the shift, the last one in part; legs cost nothing.
// Likewise at most `max_visits` of the largest prizes.
Fixed Network::knapsack(const std::vector<Candidate> &candidates) const {
    std::vector<std::pair<double, double>> items;  // prize, duration
    for (const Candidate &c : candidates)
        if (c.best < 0) items.push_back({-static_cast<double>(c.best), static_cast<double>(c.node.duration)});
    std::sort(items.begin(), items.end(), [](const auto &a, const auto &b) {
        return a.first * b.second != b.first * a.second ? a.first * b.second > b.first * a.second : a < b;
    });
    if (items.empty()) return opening;
    double room = static_cast<double>(shift.last) - shift.start, by_time = 0;
    for (const auto &[prize, duration] : items) {
        by_time += duration <= room ? prize : prize * room / duration;
        if (duration > room) break;
        room -= duration;
    }
    std::sort(items.begin(), items.end(), std::greater<>());
    double by_visits = 0;
    for (std::size_t k = 0; k < items.size() && k < static_cast<std::size_t>(std::max(0, shift.max_visits)); ++k)
        by_visits += items[k].first;
    // Doubles may be off by a few parts in 2^50 here: lower it by more than that.
    const double most = std::min(by_time, by_visits) * (1 + 1e-9) + 1;
    return std::max<Fixed>(-kUnreachable, opening - static_cast<Fixed>(std::min(most, 1e17)));
}

void Network::measure_legs() {
    const std::size_t k = nodes.size();
    seconds_.resize(k * k);
    leg_.resize(k * k);
    for (std::size_t a = 0; a < k; ++a) {
        const std::size_t row = day.leg(shift.profile, nodes[a].place, 0);
        for (std::size_t b = 0; b < k; ++b) {
            const auto leg = row + nodes[b].place;
            seconds_[a * k + b] = day.seconds[leg];
            leg_[a * k + b] = fixed(day.leg_money[leg]);
        }
    }
}

}  // namespace paigong
