#include "ascent.h"

#include <algorithm>
#include <cmath>

#include "maths.h"

namespace paigong {
namespace {

constexpr double kFar = 30;      // columns so many temperatures above the best of their shift weigh nothing
constexpr double kSafety = 1.5;  // the curvature may rise within a step

}  // namespace

Ascent::Ascent(std::vector<int> count, std::vector<Money> unserved)
    : unserved_(unserved.begin(), unserved.end()), count_(count.begin(), count.end()), least_(count.size()),
      weight_(least_.size()), covered_(unserved.size()), stiff_(unserved.size()) {}

void Ascent::add(int shift, const std::int32_t *tickets, int count, Money cost) {
    shift_.push_back(shift);
    cost_.push_back(static_cast<double>(cost));
    ticket_.insert(ticket_.end(), tickets, tickets + count);
    offset_.push_back(ticket_.size());
}

// Value of the smoothed dual at `pi`, its gradient (1 - covered) and its curvature.
double Ascent::look(const std::vector<double> &pi, double tau) {
    const std::size_t columns = cost_.size();
    reduced_.resize(columns);
    share_.assign(columns, 0);
    std::fill(least_.begin(), least_.end(), 0);
    for (std::size_t k = 0; k < columns; ++k) {
        double reduced = cost_[k];
        for (std::size_t q = offset_[k]; q < offset_[k + 1]; ++q) reduced -= pi[ticket_[q]];
        reduced_[k] = reduced;
        least_[shift_[k]] = std::min(least_[shift_[k]], reduced);
    }
    for (std::size_t e = 0; e < least_.size(); ++e) {  // the empty route
        const double far = -least_[e] / tau;
        weight_[e] = far < kFar ? natural_exp(-far) : 0;
    }
    for (std::size_t k = 0; k < columns; ++k) {
        const double far = (reduced_[k] - least_[shift_[k]]) / tau;
        if (far < kFar) weight_[shift_[k]] += share_[k] = natural_exp(-far);
    }
    double value = 0;
    plain_ = 0;
    for (const double one : pi) plain_ += one;
    for (std::size_t e = 0; e < least_.size(); ++e) {
        plain_ += count_[e] * least_[e];
        value -= count_[e] * tau * natural_log(weight_[e]);
    }
    std::fill(covered_.begin(), covered_.end(), 0);
    std::fill(stiff_.begin(), stiff_.end(), 0);
    for (std::size_t k = 0; k < columns; ++k) {
        if (share_[k] == 0) continue;
        const double share = share_[k] *= count_[shift_[k]] / weight_[shift_[k]];
        const double length = share * static_cast<double>(offset_[k + 1] - offset_[k]);
        for (std::size_t q = offset_[k]; q < offset_[k + 1]; ++q) {
            covered_[ticket_[q]] += share;
            stiff_[ticket_[q]] += length;
        }
    }
    return value + plain_;
}

double Ascent::climb(std::vector<double> &pi, double tau, int steps, const Stop *stop) {
    std::vector<double> ahead = pi, next = pi, best = pi;
    double momentum = 1, last = -kInfeasible, highest = -kInfeasible, safety = kSafety;
    double typical = 0;
    for (int step = 0; step < steps && !raised(stop); ++step) {
        const double value = look(ahead, tau);
        if (plain_ > highest) highest = plain_, best = ahead;
        if (step == 0)
            typical = static_cast<double>(ticket_.size()) / static_cast<double>(std::max<std::size_t>(1, cost_.size()));
        if (value < last) momentum = 1;
        last = value;
        const double grown = (1 + std::sqrt(1 + 4 * momentum * momentum)) / 2;
        for (std::size_t i = 0; i < pi.size(); ++i) {
            const double slope = 1 - covered_[i];
            const double length = tau / (safety * std::max(stiff_[i], typical));
            next[i] = std::min(std::max(ahead[i] + length * slope, 0.0), unserved_[i]);
        }
        const double carry = (momentum - 1) / grown;
        for (std::size_t i = 0; i < pi.size(); ++i) {
            const double moved = next[i] + carry * (next[i] - pi[i]);
            ahead[i] = std::min(std::max(moved, 0.0), unserved_[i]);
        }
        pi.swap(next);
        momentum = grown;
    }
    look(pi, tau);
    if (plain_ < highest) pi = best;
    return std::max(plain_, highest);
}

}  // namespace paigong
