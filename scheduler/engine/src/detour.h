// How far the money of legs is from obeying the triangle inequality (their seconds obey it by contract).
#pragma once

#include "day.h"

namespace paigong {

// Upper bound on leg(a, b) - leg(a, z) - leg(z, b) over all places: what leaving out a stop can add to the legs. At least 0.
Money largest_detour(const Day &day, int profile);

}  // namespace paigong
