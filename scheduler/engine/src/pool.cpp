#include "pool.h"

namespace paigong {

void Pool::add(const Route &route) {
    if (route.empty()) return;
    const auto key = route.hash ^ (0x9E3779B97F4A7C15u * (static_cast<std::uint64_t>(route.shift) + 1));
    const auto [found, is_new] = index_.try_emplace(key, entries_.size());
    if (is_new) {
        entries_.push_back({route.shift, tickets_.size(), route.visits.size(), route.cost});
        for (const Visit &visit : route.visits) tickets_.push_back(visit.option->ticket);
        return;
    }
    Entry &entry = entries_[found->second];
    if (entry.cost <= route.cost || entry.count != route.visits.size()) return;
    entry.cost = route.cost;
    for (std::size_t k = 0; k < entry.count; ++k) tickets_[entry.first + k] = route.visits[k].option->ticket;
}

void Pool::clear() {
    index_.clear();
    entries_.clear();
    tickets_.clear();
}

std::vector<std::int32_t> Pool::shifts() const {
    std::vector<std::int32_t> out;
    for (const Entry &entry : entries_) out.push_back(entry.shift);
    return out;
}

std::vector<std::int32_t> Pool::offsets() const {
    std::vector<std::int32_t> out = {0};
    for (const Entry &entry : entries_) out.push_back(static_cast<std::int32_t>(entry.first + entry.count));
    return out;
}

std::vector<std::int32_t> Pool::tickets() const { return tickets_; }

std::vector<Money> Pool::costs() const {
    std::vector<Money> out;
    for (const Entry &entry : entries_) out.push_back(entry.cost);
    return out;
}

}  // namespace paigong
