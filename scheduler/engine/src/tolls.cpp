#include "tolls.h"

#include <algorithm>
#include <bit>

namespace paigong {

Tolls::Tolls(const Network &network, const std::vector<Cut> &cuts, bool repeats) : of_node_(network.nodes.size()) {
    std::vector<int> local(static_cast<std::size_t>(network.day.n), -1);
    for (int k = 0; k < network.size(); ++k) local[network.nodes[k].ticket] = k;
    std::vector<const Cut *> touched;
    for (const Cut &cut : cuts) {
        const auto present = std::count_if(cut.tickets.begin(), cut.tickets.end(), [&](int i) { return local[i] >= 0; });
        if (cut.price > 0 && present >= (repeats ? 1 : 2)) touched.push_back(&cut);
    }
    std::stable_sort(touched.begin(), touched.end(), [](const Cut *a, const Cut *b) { return a->price > b->price; });
    touched.resize(std::min<std::size_t>(touched.size(), 64 * kTollWords));
    for (const Cut *cut : touched) {
        for (const int i : cut->tickets)
            if (local[i] >= 0) of_node_[local[i]].add(static_cast<int>(price_.size()));
        price_.push_back(cut->price);
    }
}

Fixed Tolls::sum(const Halves &halves) const {
    Fixed total = 0;
    for (int w = 0; w < kTollWords; ++w)
        for (std::uint64_t left = halves.words[w]; left != 0; left &= left - 1)
            total += price_[static_cast<std::size_t>(64 * w + std::countr_zero(left))];
    return total;
}

}  // namespace paigong
