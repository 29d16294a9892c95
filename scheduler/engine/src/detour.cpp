#include "detour.h"

#include <cmath>

namespace paigong {
namespace {

constexpr int kMostPlaces = 400;  // above this, looking at every triple takes too long

// Legs that cost about a rate times their seconds, give or take low..high, cannot gain more than high - 2 low.
Money by_rate(const Day &day, const Time *seconds, const Money *legs) {
    const std::size_t count = static_cast<std::size_t>(day.places) * day.places;
    std::size_t longest = 0;
    for (std::size_t k = 1; k < count; ++k)
        if (seconds[k] > seconds[longest]) longest = k;
    if (count == 0) return 0;
    const double rate = seconds[longest] > 0 ? static_cast<double>(legs[longest]) / seconds[longest] : 0;
    double low = 0, high = 0;
    for (std::size_t k = 0; k < count; ++k) {
        const double extra = static_cast<double>(legs[k]) - rate * seconds[k];
        low = std::min(low, extra);
        high = std::max(high, extra);
    }
    // Doubles are off by less than a hundredth at any money a day may hold; the true value is whole.
    return static_cast<Money>(std::floor(high - 2 * low + 0.03));
}

Money by_triples(const Day &day, const Money *legs) {
    const auto places = static_cast<std::size_t>(day.places);
    Money most = 0;
    for (std::size_t a = 0; a < places; ++a)
        for (std::size_t z = 0; z < places; ++z) {
            const Money there = legs[a * places + z];
            for (std::size_t b = 0; b < places; ++b)
                most = std::max(most, legs[a * places + b] - there - legs[z * places + b]);
        }
    return most;
}

}  // namespace

Money largest_detour(const Day &day, int profile) {
    const auto first = day.leg(profile, 0, 0);
    const Money rough = by_rate(day, day.seconds.data() + first, day.leg_money.data() + first);
    if (rough == 0 || day.places > kMostPlaces) return rough;
    return std::min(rough, by_triples(day, day.leg_money.data() + first));
}

}  // namespace paigong
