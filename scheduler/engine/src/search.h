// The search: ruin and recreate under simulated annealing, with absent tickets at their unserved cost.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "plan.h"
#include "pool.h"
#include "recreate.h"
#include "ruin.h"
#include "stop.h"

namespace paigong {

struct SearchSettings {
    RuinSettings ruin;
    RecreateSettings recreate;
    double hot = 0, cold = 0;         // first and last temperature [money]; 0 = found on the first run
    double pool_gap = 0.01;           // plans within this share of the best one give their routes to the pool
    int pool_every = 2000;            // iterations between looks at the current plan for the pool
    double pool_from = 0.3;           // share of the temperature range before which plans are too poor for the pool
};

class Search {
  public:
    Search(std::shared_ptr<const Ground> ground, std::uint64_t seed, SearchSettings settings);

    void load(const std::vector<std::vector<int>> &routes);
    void greedy();
    // Anneals from share `from` to share `to` of the temperature range; returns the iterations done.
    std::int64_t run(std::int64_t iterations, double from, double to, const Stop *stop);

    Money best_cost() const { return best_cost_; }
    std::int64_t best_excess() const { return best_excess_; }
    const std::vector<std::vector<int>> &best() const { return best_; }
    Pool &pool() { return pool_; }
    Ruin &ruin() { return ruin_; }
    std::int64_t iterations() const { return iterations_; }
    const std::vector<std::pair<std::int64_t, Money>> &trace() const { return trace_; }
    double hot() const { return settings_.hot; }
    double cold() const { return settings_.cold; }
    void add_route(int shift, const std::vector<int> &tickets);

  private:
    void step(double temperature, double share);
    void find_temperatures();
    bool better_than_best() const;
    bool acceptable(std::int64_t excess, Money cost, double temperature);
    void pool_route(int shift);
    void note_changes();
    void keep_best();

    std::shared_ptr<const Ground> ground_;
    Rng rng_;
    SearchSettings settings_;
    Plan plan_;
    Ruin ruin_;
    Recreate recreate_;
    Pool pool_;
    std::vector<std::vector<int>> best_;
    Money best_cost_;
    std::int64_t best_excess_;
    std::vector<std::uint8_t> differs_;  // shifts whose route is not the best plan's
    std::vector<int> differing_;
    std::int64_t iterations_ = 0;
    bool loaded_ = false;
    std::vector<std::pair<std::int64_t, Money>> trace_;
};

}  // namespace paigong
