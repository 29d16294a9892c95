#include "ruin.h"

namespace paigong {

Ruin::Ruin(const Ground &ground, RuinSettings settings)
    : ground_(ground), settings_(settings), stamp_of_(static_cast<std::size_t>(ground.day().m), 0) {}

int Ruin::choose_seed(const Plan &plan, Rng &rng, bool &absent) const {
    absent = false;
    if (!focus_.empty() && rng.unit() < focus_weight_) {
        const int seed = focus_[rng.below(static_cast<int>(focus_.size()))];
        absent = plan.shift_of(seed) < 0;
        return seed;
    }
    if (!plan.absent().empty() && rng.unit() < settings_.absent_seed) {
        absent = true;
        return plan.absent()[rng.below(static_cast<int>(plan.absent().size()))];
    }
    return rng.below(ground_.day().n);
}

// An absent seed makes room for itself: then only routes of shifts that may serve it are ruined.
void Ruin::apply(Plan &plan, Rng &rng) {
    tickets_.clear();
    shifts_.clear();
    ++stamp_;
    const int served = ground_.day().n - static_cast<int>(plan.absent().size());
    const double average = plan.used_shifts() > 0 ? static_cast<double>(served) / plan.used_shifts() : 1;
    const double longest = std::min(settings_.longest, average);
    const double most = 4 * settings_.strings / (1 + longest) - 1;
    const auto routes = static_cast<std::size_t>(rng.unit() * most + 1);
    bool absent;
    const int seed = choose_seed(plan, rng, absent);
    for (const int near : ground_.neighbours(seed)) {
        if (shifts_.size() >= routes) break;
        const int e = plan.shift_of(near);
        if (e < 0 || stamp_of_[e] == stamp_ || (absent && ground_.option(e, seed) == nullptr)) continue;
        stamp_of_[e] = stamp_;
        shifts_.push_back(e);
        cut_string(plan, rng, e, near, longest);
    }
}

void Ruin::cut_string(Plan &plan, Rng &rng, int shift, int around, double longest) {
    const Route &route = plan.route(shift);
    const int size = route.size();
    const int length = std::min(size, static_cast<int>(rng.unit() * std::min<double>(size, longest) + 1));
    int kept = 0;
    if (length > 1 && length < size && rng.unit() < settings_.split) {
        kept = 1;
        while (length + kept < size && rng.unit() < settings_.keep_more) ++kept;
    }
    int at = 0;
    while (route.visits[at].option->ticket != around) ++at;
    const int span = length + kept;
    const int low = std::max(0, at - span + 1), high = std::min(at, size - span);
    const int from = low + rng.below(high - low + 1);
    const int keep = kept > 0 ? from + 1 + rng.below(length - 1) : from;
    plan.cut(shift, from, span, keep, kept, tickets_);
}

}  // namespace paigong
