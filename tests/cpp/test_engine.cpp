// The native engine without Python, made to be built with sanitizers (CMake option PAIGONG_SANITIZE).
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "ascent.h"
#include "insertion.h"
#include "maths.h"
#include "schedule.h"
#include "search.h"
#include "small_day.h"

namespace paigong {
namespace {

int failures = 0;

void expect(bool good, const char *what, std::uint64_t seed) {
    if (good) return;
    ++failures;
    std::fprintf(stderr, "FAILED (seed %llu): %s\n", static_cast<unsigned long long>(seed), what);
}

// Cost of a plan from nothing but evaluate() and the plan limits.
std::pair<std::int64_t, Money> plan_cost(const Day &day, const std::vector<std::vector<int>> &routes) {
    std::vector<std::int64_t> usage(static_cast<std::size_t>(day.rows), 0);
    std::vector<bool> served(static_cast<std::size_t>(day.n), false);
    Money cost = 0;
    std::vector<Time> end(static_cast<std::size_t>(day.m), 0);
    for (int e = 0; e < day.m; ++e) {  // in these days a person's later shift has the higher number
        Time begin = -kNever;
        for (const Tie &tie : day.ties)
            if (tie.second == e && !routes[tie.first].empty()) begin = std::max(begin, end[tie.first] + tie.gap);
        const Schedule schedule = evaluate(day, e, routes[e].data(), static_cast<int>(routes[e].size()), begin);
        end[e] = schedule.end;
        if (!schedule.feasible) throw std::runtime_error("infeasible route: " + describe(schedule.fault));
        cost += schedule.cost;
        for (int k = 0; k < day.rows; ++k) usage[k] += schedule.usage[k];
        for (const int i : routes[e]) served[i] = true;
    }
    for (int i = 0; i < day.n; ++i) {
        if (served[i]) continue;
        cost += day.unserved_cost[i];
        for (int k = 0; k < day.rows; ++k) usage[k] += day.row_unserved[static_cast<std::size_t>(k) * day.n + i];
    }
    std::int64_t excess = 0;
    for (int k = 0; k < day.rows; ++k) {
        const auto above = std::max<std::int64_t>(0, usage[k] - day.row_cap[k]);
        (day.row_price[k] < 0 ? excess : cost) += day.row_price[k] < 0 ? above : above * day.row_price[k];
    }
    return {excess, cost};
}

// Every two shifts belong to one person, the last three of an odd number to one.
std::shared_ptr<const Day> with_ties(const Day &day) {
    const auto made = std::make_shared<Day>(day);
    for (int e = 0; e + 1 < day.m; e += 2) made->ties.push_back({e, e + 1, 60 * e});
    if (day.m % 2 == 1 && day.m > 2) made->ties.push_back({day.m - 2, day.m - 1, 100});
    return made;
}

void search_costs_what_it_says(const SmallDay &want, std::uint64_t seed, bool tied) {
    auto day = make_day(want, seed);
    if (tied) day = with_ties(*day);
    Search search(std::make_shared<const Ground>(day), seed, {});
    search.greedy();
    search.run(300, 0, 1, nullptr);
    const auto [excess, cost] = plan_cost(*day, search.best());
    expect(cost == search.best_cost() && excess == search.best_excess(), "search cost is the cost of its plan", seed);
    Search again(std::make_shared<const Ground>(day), seed + 1, {});
    again.load(search.best());
    expect(again.best_excess() <= search.best_excess(), "a loaded plan is kept", seed);
    again.run(100, 0.5, 1, nullptr);
}

// No place found by an insertion may turn out infeasible or dearer than it said.
void insertions_keep_their_word(std::uint64_t seed) {
    const auto day = make_day({20, 4, 0}, seed);
    const Ground ground(day);
    Plan plan(ground);
    Insertion insertion(plan);
    Rng rng(seed);
    for (int round = 0; round < 60; ++round) {
        plan.begin();
        if (const int e = rng.below(day->m); rng.below(3) == 0 && !plan.route(e).empty()) {
            std::vector<int> removed;
            plan.cut(e, rng.below(plan.route(e).size()), 1, 0, 0, removed);
        }
        if (plan.absent().empty()) continue;
        const int ticket = plan.absent()[rng.below(static_cast<int>(plan.absent().size()))];
        Spot best{kInfeasible};
        for (const Option &option : ground.options_of(ticket)) insertion.try_option(option, best);
        if (best.option == nullptr) continue;
        const Money before = plan.cost() - day->unserved_cost[ticket];
        expect(plan.insert(*best.option, best.position), "a place that was found can be taken", seed);
        expect(plan.cost() - before <= best.cost, "a place costs at most what it promised", seed);
        if (rng.below(4) == 0) plan.rollback();
    }
}

void rollback_restores(std::uint64_t seed) {
    const auto day = make_day({15, 3, 2}, seed);
    const Ground ground(day);
    Plan plan(ground);
    Rng rng(seed);
    Ruin ruin(ground, {});
    Recreate recreate(ground, {});
    plan.begin();
    recreate.apply(plan, rng, plan.absent(), {});
    for (int round = 0; round < 50; ++round) {
        const Money cost = plan.cost();
        const auto excess = plan.excess();
        const auto absent = plan.absent().size();
        plan.begin();
        ruin.apply(plan, rng);
        recreate.apply(plan, rng, ruin.tickets(), ruin.shifts());
        plan.rollback();
        expect(plan.cost() == cost && plan.excess() == excess && plan.absent().size() == absent, "rollback restores", seed);
    }
}

// Climbing on columns of one ticket or two: the value never falls below that of the prices it began with, and the prices
// stay within their limits.
void climbing_goes_up(std::uint64_t seed) {
    Rng rng(seed);
    const int tickets = rng.below(12), shifts = 1 + rng.below(4);
    std::vector<Money> unserved;
    for (int i = 0; i < tickets; ++i) unserved.push_back(rng.below(2) == 0 ? 0 : 1000 + rng.below(9000));
    std::vector<int> count;
    for (int e = 0; e < shifts; ++e) count.push_back(1 + rng.below(3));
    Ascent ascent(count, unserved);
    for (int k = 0; tickets > 0 && k < 40; ++k) {
        const std::int32_t pair[] = {rng.below(tickets), rng.below(tickets)};
        ascent.add(rng.below(shifts), pair, 1 + rng.below(2), rng.below(8000) - 1000);
    }
    std::vector<double> pi(unserved.begin(), unserved.end());
    const double before = ascent.climb(pi, 500, 0, nullptr);
    for (const double tau : {500.0, 50.0, 5.0}) {
        const double after = ascent.climb(pi, tau, 50, nullptr);
        expect(after >= before - 1e-6, "climbing goes up", seed);
    }
    for (int i = 0; i < tickets; ++i)
        expect(pi[i] >= 0 && pi[i] <= static_cast<double>(unserved[i]), "prices keep their limits", seed);
}

void refused(const char *what, void (*spoil)(Day &)) {
    Day day = *make_day({5, 2, 1}, 1);
    spoil(day);
    bool thrown = false;
    try {
        check(day);
    } catch (const std::invalid_argument &) {
        thrown = true;
    }
    expect(thrown, what, 0);
}

void elementary_functions_are_right() {
    for (int k = 1; k < 2000; ++k) {
        const double x = k / 500.0;
        expect(std::abs(natural_log(x) - std::log(x)) < 1e-13, "natural_log", static_cast<std::uint64_t>(k));
        expect(std::abs(natural_exp(-x) - std::exp(-x)) < 1e-13, "natural_exp", static_cast<std::uint64_t>(k));
    }
}

}  // namespace
}  // namespace paigong

int main() {
    using namespace paigong;
    elementary_functions_are_right();
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        search_costs_what_it_says({25, 4, static_cast<int>(seed % 3)}, seed, false);
        search_costs_what_it_says({25, 5, static_cast<int>(seed % 3)}, seed, true);
        insertions_keep_their_word(seed);
        rollback_restores(seed);
        climbing_goes_up(seed);
    }
    for (const SmallDay &odd : {SmallDay{0, 3, 1}, SmallDay{4, 0, 1}, SmallDay{0, 0, 0}, SmallDay{12, 1, 0},
                                SmallDay{12, 3, 1, false, false, true}, SmallDay{12, 3, 1, false, true},
                                SmallDay{600, 3, 0, true}})
        search_costs_what_it_says(odd, 7, false);
    search_costs_what_it_says({3000, 2, 0, true}, 8, false);
    refused("money beyond 64 bits", [](Day &day) { day.unserved_cost[0] = Money{1} << 61; });
    refused("a rate whose product overflows", [](Day &day) { day.shifts[0].overtime_rate = Money{1} << 55; });
    refused("a place that does not exist", [](Day &day) { day.place[0] = day.places; });
    refused("windows out of order", [](Day &day) { std::swap(day.windows[1], day.windows[2]); });
    refused("a plan limit that does not exist", [](Day &day) { day.terms.push_back({0, 0, 0, false, 9}); });
    std::printf(failures == 0 ? "all native tests passed\n" : "%d native tests failed\n", failures);
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
