#include "memory.h"

#include <algorithm>
#include <numeric>

namespace paigong {

int remember(Remembered &remembered, const std::vector<std::int32_t> &tickets) {
    int added = 0;
    for (std::size_t a = 0; a < tickets.size(); ++a)
        for (std::size_t b = a + 1; b < tickets.size(); ++b) {
            if (tickets[a] != tickets[b]) continue;
            for (std::size_t k = a + 1; k < b; ++k) added += remembered.insert({tickets[k], tickets[a]}).second;
            break;
        }
    return added;
}

Neighbours neighbours(const Network &network, int size, const Remembered &remembered) {
    const int count = network.size();
    Neighbours near(count);
    std::vector<int> local(network.day.n, -1);
    for (int k = 0; k < count; ++k) local[network.nodes[k].ticket] = k;
    std::vector<int> order(count);
    for (int at = 0; at < count; ++at) {
        std::iota(order.begin(), order.end(), 0);
        const int kept = std::min(size, count);
        const Time *seconds = network.seconds_from(at);
        const auto nearer = [&](int a, int b) { return seconds[a] != seconds[b] ? seconds[a] < seconds[b] : a < b; };
        if (kept < count) std::nth_element(order.begin(), order.begin() + kept, order.end(), nearer);
        near[at].assign(order.begin(), order.begin() + kept);
    }
    for (const auto &[at, of] : remembered)
        if (local[at] >= 0 && local[of] >= 0) near[local[at]].push_back(local[of]);
    return near;
}

}  // namespace paigong
