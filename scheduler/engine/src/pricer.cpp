#include "pricer.h"

#include <atomic>
#include <exception>
#include <map>
#include <thread>

#include "detour.h"
#include "schedule.h"

namespace paigong {
namespace {

constexpr int kCoarseBuckets = 180;        // three minutes of a nine-hour day
constexpr std::int64_t kCoarseLabels = 4000;  // more labels than this and narrower buckets pay
constexpr int kLeastMemory = 8;            // of the nearest tickets, labels of long routes remember these

}  // namespace

struct Pricer::Job {
    int shift = 0;
    Fixed threshold = 0;
    struct Route {
        Money cost;
        Fixed reduced;
        std::vector<std::int32_t> tickets;
    };
    std::vector<Route> routes;
    Fixed bound = 0;
    bool exact = true;
    std::int64_t labels = 0;
};

namespace {

// Runs job(0..count-1) on that many threads; the first exception is passed on.
template <typename Function> void in_parallel(int threads, int count, const Function &job) {
    std::atomic<int> next{0};
    std::atomic_flag failed;
    std::exception_ptr failure;
    const auto work = [&] {
        try {
            for (int k = next++; k < count; k = next++) job(k);
        } catch (...) {
            if (!failed.test_and_set()) failure = std::current_exception();
            next = count;
        }
    };
    std::vector<std::thread> others;
    for (int t = 1; t < std::min(threads, count); ++t) others.emplace_back(work);
    work();
    for (std::thread &thread : others) thread.join();
    if (failure) std::rethrow_exception(failure);
}

// Cost less duals of a route, by the true cost and use of plan limits.
Fixed reduced_cost(const Day &day, int shift, const Prices &prices, const Schedule &schedule,
                   const std::vector<std::int32_t> &tickets) {
    Fixed reduced = schedule.cost * kOne - prices.shift[shift];
    for (const int i : tickets) reduced -= prices.ticket[i];
    for (int r = 0; r < day.rows; ++r) reduced -= prices.row[r] * schedule.usage[r];
    for (const Cut &cut : prices.cuts) {
        int touched = 0;
        for (const int i : tickets) touched += std::count(cut.tickets.begin(), cut.tickets.end(), i);
        reduced += cut.price * (touched / 2);
    }
    return reduced;
}

}  // namespace

Pricer::Pricer(std::shared_ptr<const Day> day, int memory)
    : day_(std::move(day)), memory_(static_cast<std::size_t>(day_->m), memory),
      remembered_(static_cast<std::size_t>(day_->m)) {
    for (int p = 0; p < day_->profiles; ++p) detour_.push_back(fixed(largest_detour(*day_, p)));
}

int Pricer::remember(int shift, const std::vector<std::int32_t> &tickets) {
    return paigong::remember(remembered_[shift], tickets);
}

bool Pricer::forget(int shift) {
    if (memory_[shift] / 2 < kLeastMemory) return false;
    memory_[shift] /= 2;
    return true;
}

// Wide buckets first; where they leave too many labels, narrow ones, and a quick search beforehand to know how good the
// best route may be.
Harvest Pricer::search(const Network &network, const Prices &prices, const Task &task, Request request) const {
    const Fixed detour = detour_[network.shift.profile];
    const Time coarse = task.coarse > 0 ? task.coarse : Completion::width_for(network, kCoarseBuckets);
    const Neighbours near = neighbours(network, memory_[network.number], remembered_[network.number]);
    const auto run = [&](const Completion &completion) {
        return label(network, completion, prices.cuts, near, request);
    };
    if (request.depth == Depth::bound) return run(Completion(network, task.fine, detour));
    const std::int64_t limit = request.label_limit;
    request.label_limit = std::min(limit, kCoarseLabels);
    const Harvest first = run(Completion(network, coarse, detour));
    if (first.exact || request.depth == Depth::quick || limit <= kCoarseLabels) return first;

    const Completion fine(network, task.fine, detour);
    request.label_limit = limit;
    std::int64_t labels = first.labels;
    std::vector<Found> spare;
    if (request.depth == Depth::exact) {
        request.depth = Depth::quick;
        Harvest quick = run(fine);
        labels += quick.labels;
        const auto &routes = quick.routes;
        if (!routes.empty()) request.threshold = std::min(request.threshold, worth(routes.front().reduced));
        if (routes.size() == task.most_routes) request.threshold = std::min(request.threshold, routes.back().reduced + 1);
        request.depth = Depth::exact;
        spare = std::move(quick.routes);
    }
    Harvest second = run(fine);
    second.bound = std::max(first.bound, second.bound);
    second.labels += labels;
    if (!second.exact) std::move(spare.begin(), spare.end(), std::back_inserter(second.routes));
    return second;
}

void Pricer::work(Job &job, const Prices &prices, const Task &task) const {
    const bool all = task.depth == Depth::enumerate;
    const auto choice = all ? Network::Choice::all : Network::Choice::profitable;
    const Network network(*day_, job.shift, prices, choice, detour_[day_->shifts[job.shift].profile]);
    job.bound = network.loosest;
    job.exact = network.whole;
    if (network.size() == 0) return;
    if (raised(task.stop)) {
        job.exact = false;
        return;
    }
    const Request request{.depth = task.depth, .threshold = job.threshold, .most_routes = task.most_routes,
                          .label_limit = task.label_limit, .stop = task.stop};
    Harvest harvest = search(network, prices, task, request);
    job.labels = harvest.labels;
    if (network.whole) job.bound = std::max(job.bound, harvest.bound);
    job.exact = network.whole && harvest.exact;
    std::map<std::pair<std::vector<std::int32_t>, std::vector<std::int64_t>>, std::size_t> known;
    for (Found &found : harvest.routes) {
        const Schedule schedule =
            evaluate(*day_, job.shift, found.tickets.data(), static_cast<int>(found.tickets.size()));
        if (!schedule.feasible) continue;
        const Fixed reduced = reduced_cost(*day_, job.shift, prices, schedule, found.tickets);
        if (reduced >= job.threshold) continue;
        // The cheapest order of each set of tickets (and use of plan limits) is enough.
        std::vector<std::int32_t> set = found.tickets;
        std::sort(set.begin(), set.end());
        const auto [at, fresh] = known.try_emplace({std::move(set), schedule.usage}, job.routes.size());
        if (fresh) job.routes.push_back({schedule.cost, reduced, std::move(found.tickets)});
        else if (schedule.cost < job.routes[at->second].cost)
            job.routes[at->second] = {schedule.cost, reduced, std::move(found.tickets)};
    }
}

Priced Pricer::price(const Prices &prices, const std::vector<std::int32_t> &shifts,
                     const std::vector<Fixed> &thresholds, const Task &task) const {
    std::vector<Job> jobs(shifts.size());
    for (std::size_t k = 0; k < jobs.size(); ++k) jobs[k].shift = shifts[k], jobs[k].threshold = thresholds[k];
    // A list is complete for all shifts or of no use: after one that has too many routes the others are left out.
    std::atomic<bool> hopeless{false};
    in_parallel(task.threads, static_cast<int>(jobs.size()), [&](int k) {
        if (hopeless) {
            jobs[k].bound = -kUnreachable;
            jobs[k].exact = false;
            return;
        }
        work(jobs[k], prices, task);
        if (task.depth == Depth::enumerate && !jobs[k].exact) hopeless = true;
    });
    Priced priced;
    for (const Job &job : jobs) {
        priced.bound.push_back(job.bound);
        priced.exact.push_back(job.exact);
        priced.labels.push_back(job.labels);
        for (const Job::Route &route : job.routes) {
            priced.shift.push_back(job.shift);
            priced.tickets.insert(priced.tickets.end(), route.tickets.begin(), route.tickets.end());
            priced.offsets.push_back(static_cast<std::int32_t>(priced.tickets.size()));
            priced.cost.push_back(route.cost);
            priced.reduced.push_back(route.reduced);
        }
    }
    return priced;
}

}  // namespace paigong
