// A small fast generator (xoroshiro128+, Blackman and Vigna 2018) seeded by SplitMix64; equal on every machine.
#pragma once

#include <cstdint>

namespace paigong {

class Rng {
  public:
    explicit Rng(std::uint64_t seed) : a_(mix(seed)), b_(mix(seed)) {}

    std::uint64_t next() {
        const std::uint64_t result = a_ + b_;
        b_ ^= a_;
        a_ = rotate(a_, 24) ^ b_ ^ (b_ << 16);
        b_ = rotate(b_, 37);
        return result;
    }
    // Uniform in (0, 1): never 0, so that its logarithm exists.
    double unit() { return (static_cast<double>(next() >> 11) + 0.5) * 0x1.0p-53; }
    // Uniform in 0..count-1; count > 0.
    int below(int count) { return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(count)) >> 32); }

  private:
    static std::uint64_t rotate(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
    static std::uint64_t mix(std::uint64_t &state) {
        state += 0x9E3779B97F4A7C15u;
        std::uint64_t z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }
    std::uint64_t a_, b_;
};

}  // namespace paigong
