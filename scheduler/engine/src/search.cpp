#include "search.h"

#include <cmath>
#include <stdexcept>

#include "maths.h"
#include "schedule.h"

namespace paigong {
namespace {

constexpr std::int64_t kTemperatureEvery = 64;  // iterations between changes of the temperature
constexpr std::int64_t kStopEvery = 256;
constexpr std::int64_t kTraceEvery = 256;

// Temperatures where tickets compete for too little time: half the median unserved cost, falling to a fiftieth.
// A ticket more or less is not all: the end must be cold enough for the legs to be put in order.
constexpr double kHotUnserved = 0.5, kColdUnserved = 0.02, kColdLeg = 0.125;
// Where everything is served and only the driving differs: a few typical legs, falling to a hundredth.
constexpr double kHotLegs = 5, kColdLegs = 0.01;
// Unserved costs of no more than this many legs are always weighed against driving.
constexpr double kModestLegs = 25;
// Where leaving a ticket is out of the question, heat beyond this many legs only costs time.
constexpr double kMostLegs = 100;
constexpr std::int64_t kTrial = 2000;     // iterations that show whether tickets stay absent
constexpr double kAbsentShare = 0.01;     // of all tickets

}  // namespace

Search::Search(std::shared_ptr<const Ground> ground, std::uint64_t seed, SearchSettings settings)
    : ground_(std::move(ground)), rng_(seed), settings_(settings), plan_(*ground_), ruin_(*ground_, settings.ruin),
      recreate_(*ground_, settings.recreate), best_(static_cast<std::size_t>(ground_->day().m)),
      best_cost_(plan_.cost()), best_excess_(plan_.excess()), differs_(best_.size(), 0) {
    trace_.emplace_back(0, best_cost_);
}

bool Search::better_than_best() const {
    return plan_.excess() != best_excess_ ? plan_.excess() < best_excess_ : plan_.cost() < best_cost_;
}

void Search::note_changes() {
    for (const int e : plan_.changed()) {
        if (differs_[e]) continue;
        differs_[e] = 1;
        differing_.push_back(e);
    }
}

void Search::keep_best() {
    for (const int e : differing_) {
        differs_[e] = 0;
        best_[e].clear();
        for (const Visit &visit : plan_.route(e).visits) best_[e].push_back(visit.option->ticket);
    }
    differing_.clear();
    best_cost_ = plan_.cost();
    best_excess_ = plan_.excess();
    if (trace_.size() > 1 && iterations_ - trace_.back().first < kTraceEvery) {
        trace_.back().second = best_cost_;
    } else {
        trace_.emplace_back(iterations_, best_cost_);
    }
}

void Search::load(const std::vector<std::vector<int>> &routes) {
    plan_.load(routes);
    loaded_ = true;
    note_changes();
    if (better_than_best()) keep_best();
}

void Search::greedy() {
    plan_.begin();
    const std::vector<int> absent = plan_.absent();
    recreate_.apply(plan_, rng_, absent, {});
    note_changes();
    if (better_than_best()) keep_best();
}

bool Search::acceptable(std::int64_t excess, Money cost, double temperature) {
    if (plan_.excess() != excess) return plan_.excess() < excess;
    const auto worse = static_cast<double>(plan_.cost() - cost);
    return worse < -temperature * natural_log(rng_.unit());
}

// A prohibitive unserved cost says nothing about the differences between good plans as long as all tickets are served;
// where they cannot be, it is all that matters. A plan that was loaded tells the two apart, or else a short trial at the
// lower temperature.
void Search::find_temperatures() {
    const double unserved = kHotUnserved * static_cast<double>(ground_->median_unserved());
    const double legs = static_cast<double>(ground_->typical_leg());
    if (settings_.hot <= 0 && (legs <= 0 || unserved <= kModestLegs * legs)) settings_.hot = unserved;
    if (settings_.hot <= 0) {
        for (std::int64_t k = 0; !loaded_ && k < kTrial; ++k) step(kHotLegs * legs, 0);
        const auto absent = static_cast<double>(plan_.absent().size());
        if (absent <= kAbsentShare * ground_->day().n) {
            settings_.hot = kHotLegs * legs;
            if (settings_.cold <= 0) settings_.cold = settings_.hot * kColdLegs;
        } else {
            settings_.hot = std::min(unserved, kMostLegs * legs);
        }
    }
    settings_.hot = std::max(settings_.hot, 1.0);
    if (settings_.cold <= 0) {
        settings_.cold = settings_.hot * kColdUnserved;
        if (legs > 0) settings_.cold = std::min(settings_.cold, kColdLeg * legs);
    }
}

std::int64_t Search::run(std::int64_t iterations, double from, double to, const Stop *stop) {
    if (ground_->day().n == 0 || ground_->day().m == 0) return 0;
    if (settings_.hot <= 0 || settings_.cold <= 0) find_temperatures();
    const double fall = natural_log(settings_.cold / settings_.hot);
    double temperature = settings_.hot, share = from;
    for (std::int64_t k = 0; k < iterations; ++k) {
        if (k % kTemperatureEvery == 0) {
            share = from + (to - from) * static_cast<double>(k) / static_cast<double>(iterations);
            temperature = settings_.hot * natural_exp(share * fall);
        }
        if (k % kStopEvery == 0 && raised(stop)) return k;
        step(temperature, share);
    }
    return iterations;
}

// One ruin, one recreate, one decision.
void Search::step(double temperature, double share) {
    ++iterations_;
    const Money cost = plan_.cost();
    const std::int64_t excess = plan_.excess();
    plan_.begin();
    ruin_.apply(plan_, rng_);
    recreate_.apply(plan_, rng_, ruin_.tickets(), ruin_.shifts());
    if (!acceptable(excess, cost, temperature)) return plan_.rollback();
    note_changes();
    if (better_than_best()) {
        if (share >= settings_.pool_from)
            for (const int e : differing_) pool_route(e);
        keep_best();
    }
    if (iterations_ % settings_.pool_every != 0) return;
    const double best = static_cast<double>(best_cost_), near_best = best + settings_.pool_gap * std::abs(best);
    if (static_cast<double>(plan_.cost()) < near_best)
        for (int e = 0; e < ground_->day().m; ++e) pool_route(e);
}

// The pool knows what a route costs alone: one that waits for the person's earlier shift may cost less.
void Search::pool_route(int shift) {
    const Route &route = plan_.route(shift);
    if (route.begin == ground_->day().shifts[shift].start) return pool_.add(route);
    std::vector<int> tickets;
    for (const Visit &visit : route.visits) tickets.push_back(visit.option->ticket);
    const Schedule alone = evaluate(ground_->day(), shift, tickets.data(), route.size());
    if (!alone.feasible) return;
    Route copy = route;
    copy.cost = alone.cost;
    pool_.add(copy);
}

void Search::add_route(int shift, const std::vector<int> &tickets) {
    const Schedule schedule = evaluate(ground_->day(), shift, tickets.data(), static_cast<int>(tickets.size()));
    if (!schedule.feasible) throw std::invalid_argument("route of shift " + std::to_string(shift) + ": " + describe(schedule.fault));
    Route route;
    route.shift = shift;
    route.cost = schedule.cost;
    for (const int i : tickets) {
        route.visits.push_back({ground_->option(shift, i), 0});
        route.hash += ground_->key(i);
    }
    pool_.add(route);
}

}  // namespace paigong
