// Prices of tickets from the routes known so far: the dual of the master problem, smoothed and climbed by steps.
#pragma once

#include <cstdint>
#include <vector>

#include "day.h"
#include "stop.h"

namespace paigong {

// Over the known columns the dual is  sum_i pi_i + sum_e min(0, min_r (c_r - pi(r))),  0 <= pi_i <= unserved_i.
// Each inner minimum is replaced by a soft one of temperature tau, which makes the whole smooth, and accelerated
// gradient steps climb it (Nesterov 2005, with the restarts of O'Donoghue & Candes 2015). A step costs one look at every
// column, so that a pool of fifty thousand routes takes seconds where a simplex takes a minute.
class Ascent {
  public:
    // `count[e]` shifts differ in nothing from `e`, and its columns stand for all of them.
    Ascent(std::vector<int> count, std::vector<Money> unserved);

    void add(int shift, const std::int32_t *tickets, int count, Money cost);
    void reprice(std::size_t column, Money cost) { cost_[column] = static_cast<double>(cost); }
    std::size_t size() const { return cost_.size(); }

    // Climbs from `pi` in place for at most `steps` steps; returns the value reached without smoothing.
    double climb(std::vector<double> &pi, double tau, int steps, const Stop *stop);

    // Share of every column in the smoothed optimum of the last climb: nearly a solution of the primal.
    const std::vector<double> &share() const { return share_; }

  private:
    double look(const std::vector<double> &pi, double tau);

    std::vector<double> unserved_, count_;
    std::vector<double> cost_;
    std::vector<std::int32_t> shift_, ticket_;
    std::vector<std::size_t> offset_{0};

    // Of the last look.
    std::vector<double> reduced_, least_, weight_, share_;
    std::vector<double> covered_;  // [ticket] how often the shares serve it
    std::vector<double> stiff_;    // [ticket] bound on the curvature times tau
    double plain_ = 0;             // the dual without smoothing
};

}  // namespace paigong
