#include "ground.h"

#include <numeric>

#include "check.h"
#include "rng.h"

namespace paigong {
namespace {

constexpr Money kMostLegCost = std::numeric_limits<std::int32_t>::max();

}  // namespace

Ground::Ground(std::shared_ptr<const Day> day) : day_(std::move(day)) {
    const Day &d = *day_;
    join_ties();
    for (int e = 0; e < d.m; ++e) {
        const Shift &s = d.shifts[e];
        plain_.push_back(d.blocks_of(e).empty() && s.break_length == 0 && !s.flexible() && person_of(e).empty());
    }
    Rng rng(0x5EED);
    for (int i = 0; i < d.n; ++i) {
        keys_.push_back(rng.next());
        const auto *demand = d.demand.data() + static_cast<std::size_t>(i) * d.resources;
        takes_.push_back(std::any_of(demand, demand + d.resources, [](auto amount) { return amount != 0; }));
    }
    collect_options();
    lay_out_legs();
    find_neighbours();
    find_scale();
}

void Ground::join_ties() {
    const Day &d = *day_;
    const auto m = static_cast<std::size_t>(d.m);
    into_.resize(m), out_of_.resize(m);
    std::vector<int> leader(m);
    std::iota(leader.begin(), leader.end(), 0);
    for (const Tie &tie : d.ties) {
        into_[tie.second].push_back(tie);
        out_of_[tie.first].push_back(tie);
        const int from = std::max(leader[tie.first], leader[tie.second]), to = std::min(leader[tie.first], leader[tie.second]);
        std::replace(leader.begin(), leader.end(), from, to);
    }
    persons_.emplace_back();
    person_.assign(m, 0);
    for (int e = 0; e < d.m; ++e) {
        if (into_[e].empty() && out_of_[e].empty()) continue;
        if (leader[e] == e) {
            person_[e] = static_cast<int>(persons_.size());
            persons_.emplace_back();
        }
        person_[e] = person_[leader[e]];
        persons_[person_[e]].push_back(e);
    }
    const std::vector<int> rank = ranks(d);
    for (auto &shifts : persons_)
        std::stable_sort(shifts.begin(), shifts.end(), [&](int a, int b) { return rank[a] < rank[b]; });
}

// By the triangle inequality a shift that cannot even serve the ticket alone cannot serve it at all.
bool Ground::alone(const Option &o) const {
    const Day &d = *day_;
    const Shift &s = d.shifts[o.shift];
    const auto blocks = d.blocks_of(o.shift);
    const Time arrival = drive(blocks, s.start, d.seconds[d.leg(s.profile, s.start_place, o.place)]);
    if (arrival > s.last) return false;
    const Time start = start_of(o, arrival);
    if (start > s.last) return false;
    const Time leaves = start + o.duration;
    return leaves <= s.last && drive(blocks, leaves, d.seconds[d.leg(s.profile, o.place, s.end_place)]) <= s.last;
}

void Ground::collect_options() {
    const Day &d = *day_;
    option_index_.assign(static_cast<std::size_t>(d.n) * d.m, -1);
    for (int i = 0; i < d.n; ++i) {
        option_offset_.push_back(static_cast<int>(options_.size()));
        for (int e = 0; e < d.m; ++e) {
            if (!d.may_serve(e, i)) continue;
            const auto pair = d.pair(e, i);
            const int set = d.window_set[pair];
            const int first = d.window_offset[set], last = d.window_offset[set + 1];
            const Time open = first < last ? d.windows[first].first : kNever;
            const Time close = first < last ? d.windows[last - 1].last : -kNever;
            Time punctual = kNever;
            for (const Term &term : d.terms_of(i))
                punctual = std::min(punctual, term.due - (term.on_finish ? d.duration[pair] : 0));
            options_.push_back({e, i, d.place[i], d.duration[pair], open, close, first, last, d.pair_cost[pair], punctual});
        }
        const auto end = std::stable_partition(options_.begin() + option_offset_.back(), options_.end(),
                                               [&](const Option &o) { return alone(o); });
        promising_end_.push_back(static_cast<int>(end - options_.begin()));
        for (auto k = static_cast<std::size_t>(option_offset_.back()); k < options_.size(); ++k)
            option_index_[static_cast<std::size_t>(i) * d.m + options_[k].shift] = static_cast<int>(k);
    }
    option_offset_.push_back(static_cast<int>(options_.size()));
}

void Ground::lay_out_legs() {
    const Day &d = *day_;
    around_row_.assign(static_cast<std::size_t>(d.places), -1);
    std::vector<int> places;
    for (const int place : d.place) {
        if (around_row_[place] >= 0) continue;
        around_row_[place] = static_cast<int>(places.size());
        places.push_back(place);
    }
    ticket_places_ = static_cast<int>(places.size());
    around_.reserve(static_cast<std::size_t>(d.profiles) * places.size() * d.places);
    dear_ = std::any_of(d.leg_money.begin(), d.leg_money.end(), [](Money money) { return money > kMostLegCost; });
    const auto cost = [&](std::size_t leg) { return static_cast<std::int32_t>(std::min(d.leg_money[leg], kMostLegCost)); };
    for (int p = 0; p < d.profiles; ++p) {
        for (const int here : places) {
            for (int x = 0; x < d.places; ++x) {
                const auto in = d.leg(p, x, here), out = d.leg(p, here, x);
                around_.push_back({d.seconds[in], cost(in), d.seconds[out], cost(out)});
            }
        }
    }
}

// The nearest tickets first, over all profiles; tickets at the very same place in a cycle, so that none of a large
// crowd at one address is ever left out.
void Ground::find_neighbours() {
    const Day &d = *day_;
    std::vector<std::vector<int>> at(static_cast<std::size_t>(d.places));
    for (int i = 0; i < d.n; ++i) at[d.place[i]].push_back(i);
    std::vector<int> order;
    for (int x = 0; x < d.places; ++x)
        if (!at[x].empty()) order.push_back(x);
    std::vector<std::vector<int>> near(static_cast<std::size_t>(d.places));
    const std::vector<int> inhabited = order;
    const auto reach = std::min<std::size_t>(inhabited.size(), kMostNeighbours);
    std::vector<Time> far(static_cast<std::size_t>(d.places));
    for (const int x : inhabited) {
        for (const int y : inhabited)
            far[y] = y == x ? -1 : std::min(d.seconds[d.leg(0, x, y)], d.seconds[d.leg(0, y, x)]);
        std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(reach), order.end(),
                          [&](int a, int b) { return far[a] != far[b] ? far[a] < far[b] : a < b; });
        near[x].assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(reach));
    }
    std::vector<int> rank(static_cast<std::size_t>(d.n));
    for (const int x : inhabited)
        for (std::size_t k = 0; k < at[x].size(); ++k) rank[at[x][k]] = static_cast<int>(k);
    neighbour_offset_.push_back(0);
    for (int i = 0; i < d.n; ++i) {
        const std::size_t full = neighbours_.size() + kMostNeighbours;
        for (const int x : near[d.place[i]]) {
            const std::size_t size = at[x].size(), first = x == d.place[i] ? static_cast<std::size_t>(rank[i]) : 0;
            for (std::size_t k = 0; k < size && neighbours_.size() < full; ++k)
                neighbours_.push_back(at[x][(first + k) % size]);
        }
        neighbour_offset_.push_back(static_cast<int>(neighbours_.size()));
    }
}

void Ground::find_scale() {
    const Day &d = *day_;
    if (d.n == 0) return;
    const auto median = [](std::vector<Money> values) {
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::nth_element(values.begin(), middle, values.end());
        return *middle;
    };
    median_unserved_ = median(d.unserved_cost);
    Money rate = 0;
    for (const Shift &s : d.shifts) rate += s.work_rate / d.m;
    std::vector<Money> legs;
    for (int i = 0; i < d.n; ++i) {
        const auto near = neighbours(i);
        const int j = near.begin()[std::min<std::size_t>(kTypicalRank, near.size() - 1)];
        const auto leg = d.leg(0, d.place[i], d.place[j]);
        legs.push_back(d.leg_money[leg] + rate * d.seconds[leg] / 3600);
    }
    typical_leg_ = median(legs);
}

}  // namespace paigong
