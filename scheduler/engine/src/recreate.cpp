#include "recreate.h"

#include <functional>
#include <numeric>

namespace paigong {

Recreate::Recreate(const Ground &ground, RecreateSettings settings)
    : ground_(ground), settings_(settings),
      ticket_stamp_of_(static_cast<std::size_t>(ground.day().n), 0),
      shift_stamp_of_(static_cast<std::size_t>(ground.day().m), 0), ruined_stamp_of_(shift_stamp_of_) {
    rank_tickets();
}

// The orders: by chance (three times in twelve), and by what makes a ticket hard to place.
void Recreate::rank_tickets() {
    const Day &day = ground_.day();
    constexpr Time kStep = 600, kLongStep = 300;  // nearly equal tickets are ordered by chance
    struct Facts {
        Money unserved;
        int options;
        Time open, close, due, duration;
    };
    std::vector<Facts> facts;
    for (int i = 0; i < day.n; ++i) {
        const auto options = ground_.options_of(i);
        Facts f{day.unserved_cost[i], static_cast<int>(options.size()), kNever, -kNever, kNever, 0};
        for (const Option &o : options) {
            f.open = std::min(f.open, o.open);
            f.close = std::max(f.close, o.close);
            f.duration = std::max(f.duration, o.duration);
        }
        f.due = f.close;
        for (const Term &term : day.terms_of(i)) f.due = std::min(f.due, term.due);
        facts.push_back(f);
    }
    using Key = std::function<Money(const Facts &)>;
    const Key chance = [](const Facts &) { return 0; };
    const Key dear = [](const Facts &f) { return -f.unserved; };
    const std::vector<Key> keys = {
        chance,
        chance,
        chance,
        dear,
        dear,
        [](const Facts &f) { return f.options; },
        [](const Facts &f) { return (Money{f.close} - f.open) / kStep; },
        [](const Facts &f) { return f.open / kStep; },
        [](const Facts &f) { return -f.duration / kLongStep; },
        [](const Facts &f) { return f.duration / kLongStep; },
        [](const Facts &f) { return f.due / kStep; },
        [](const Facts &f) { return -f.unserved * 60 / (f.duration + 1200); },
    };
    std::vector<int> order(facts.size());
    for (const Key &key : keys) {
        std::vector<Money> value;
        for (const Facts &f : facts) value.push_back(key(f));
        std::iota(order.begin(), order.end(), 0);
        std::sort(order.begin(), order.end(), [&](int a, int b) { return value[a] < value[b]; });
        std::vector<std::uint32_t> rank(facts.size(), 0);
        for (std::size_t k = 1; k < order.size(); ++k)
            rank[order[k]] = rank[order[k - 1]] + (value[order[k]] != value[order[k - 1]]);
        orders_.push_back(std::move(rank));
    }
}

void Recreate::collect(const Plan &plan, Rng &rng, const std::vector<int> &removed, const std::vector<int> &ruined) {
    const auto &order = orders_[rng.below(static_cast<int>(orders_.size()))];
    entries_.clear();
    ++ticket_stamp_;
    const auto add = [&](int ticket, bool is_removed) {
        entries_.push_back({std::uint64_t{order[ticket]} << 32 | (rng.next() >> 32), ticket, is_removed});
    };
    for (const int i : removed) {
        ticket_stamp_of_[i] = ticket_stamp_;
        add(i, true);
    }
    for (const int i : plan.absent()) {
        if (ticket_stamp_of_[i] == ticket_stamp_) continue;
        for (const int e : ruined) {
            const Option *option = ground_.option(e, i);
            if (option == nullptr || option->duration > plan.route(e).roomiest) continue;
            add(i, false);
            break;
        }
    }
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry &a, const Entry &b) { return a.rank != b.rank ? a.rank < b.rank : a.ticket < b.ticket; });
}

// Shifts that serve a near neighbour, and those without any visit; none of the ruined ones.
template <typename Try> void Recreate::each_near(const Plan &plan, int ticket, Try try_option) {
    ++shift_stamp_;
    const auto neighbours = ground_.neighbours(ticket);
    const auto count = std::min<std::size_t>(neighbours.size(), static_cast<std::size_t>(settings_.near));
    for (std::size_t k = 0; k < count; ++k) {
        const int e = plan.shift_of(neighbours.first[k]);
        if (e < 0 || shift_stamp_of_[e] == shift_stamp_ || ruined_stamp_of_[e] == ruined_stamp_) continue;
        shift_stamp_of_[e] = shift_stamp_;
        if (const Option *option = ground_.option(e, ticket)) try_option(*option);
    }
    if (plan.used_shifts() == ground_.day().m) return;
    for (const Option &option : ground_.options_of(ticket))
        if (plan.route(option.shift).empty() && ruined_stamp_of_[option.shift] != ruined_stamp_) try_option(option);
}

// The ruined shifts come first: they have room, and a good place found early spares most other attempts.
void Recreate::try_all(const Plan &plan, const Entry &entry, const std::vector<int> &ruined, Insertion &insertion,
                       Spot &best) {
    const auto try_option = [&](const Option &option) { insertion.try_option(option, best); };
    for (const int e : ruined)
        if (const Option *option = ground_.option(e, entry.ticket)) try_option(*option);
    if (!entry.removed) return;
    if (ground_.day().n >= settings_.near_from) return each_near(plan, entry.ticket, try_option);
    for (const Option &option : ground_.options_of(entry.ticket))
        if (ruined_stamp_of_[option.shift] != ruined_stamp_) try_option(option);
}

void Recreate::apply(Plan &plan, Rng &rng, const std::vector<int> &removed, const std::vector<int> &ruined) {
    Insertion insertion(plan);
    ++ruined_stamp_;
    for (const int e : ruined) ruined_stamp_of_[e] = ruined_stamp_;
    collect(plan, rng, removed, ruined);
    for (const Entry &entry : entries_) {
        Spot best{ground_.day().unserved_cost[entry.ticket]};
        try_all(plan, entry, ruined, insertion, best);
        if (best.option != nullptr) plan.insert(*best.option, best.position);
    }
}

}  // namespace paigong
