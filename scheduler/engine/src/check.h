// What the native core demands of a Day before it computes with it: shapes, indices, ranges, money that fits.
#pragma once

#include "day.h"

namespace paigong {

constexpr Time kHorizon = 1 << 28;  // all shifts lie between -kHorizon and kHorizon seconds (eight years)
constexpr Time kLongestLeg = 1 << 29;  // longer legs are cut to this; no shift can drive one anyway
constexpr Money kMostMoney = Money{1} << 60;  // no plan, however bad, may cost more

// Cuts harmless excess (a shift that ends later than kHorizon, a leg longer than kLongestLeg), so that the arithmetic
// of times can never overflow.
void settle(Day &day);

// Throws std::invalid_argument that names every broken demand (field, index, value).
void check(const Day &day);

// How many ties lead up to each shift, one after the other; empty where they go round in a circle.
std::vector<int> ranks(const Day &day);

}  // namespace paigong
