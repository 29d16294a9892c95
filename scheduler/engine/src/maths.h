// Logarithm and exponential from plain arithmetic only, so that annealing takes the same decisions on every machine
// (the ones of the C library may differ in the last bit from one version to the next).
#pragma once

#include <cmath>

namespace paigong {

// Natural logarithm of x > 0: x = m 2^k with m near 1, ln m = 2 artanh((m - 1) / (m + 1)) as a series.
inline double natural_log(double x) {
    int exponent;
    double m = std::frexp(x, &exponent);  // exact
    if (m < 0.7071067811865476) m *= 2, --exponent;
    const double z = (m - 1) / (m + 1), square = z * z;
    double sum = 0, power = z;
    for (int k = 1; k <= 19; k += 2, power *= square) sum += power / k;
    return 2 * sum + exponent * 0.6931471805599453;
}

// e to the power of x for moderate x: x = k ln 2 + r, series in r.
inline double natural_exp(double x) {
    const double k = std::floor(x / 0.6931471805599453 + 0.5);
    const double r = x - k * 0.6931471805599453;
    double sum = 1;
    for (int n = 16; n >= 1; --n) sum = 1 + sum * r / n;
    return std::ldexp(sum, static_cast<int>(k));  // exact
}

}  // namespace paigong
