#include "sweep.h"

#include <cstring>

// On glibc the loader picks the AVX2 version where the processor has it; elsewhere the portable one remains.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__)
#define PAIGONG_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define PAIGONG_CLONES
#endif

namespace paigong {
namespace {

// Eight lanes; the compiler splits them where registers are shorter.
typedef std::int32_t Lane __attribute__((vector_size(32)));

template <int kVectors>
[[gnu::always_inline]] inline void sweep_block(const Arc *arcs, std::size_t count, int first, std::int32_t self,
                                               const Twin &then, std::size_t stride, const Twin &own) {
    Lane best[kVectors], second[kVectors], next[kVectors];
    std::memcpy(best, own.best, sizeof best);
    std::memcpy(second, own.second, sizeof second);
    std::memcpy(next, own.next, sizeof next);
    const Lane own_number = Lane{} + self;
    for (const Arc *arc = arcs; arc != arcs + count; ++arc) {
        if (arc->until < first) continue;
        const std::size_t at = static_cast<std::size_t>(arc->head) * stride + (first + arc->shift);
        const Lane head = Lane{} + arc->head;
        for (int v = 0; v < kVectors; ++v) {
            Lane go, otherwise, follows;
            std::memcpy(&go, then.best + at + 8 * v, sizeof go);
            std::memcpy(&otherwise, then.second + at + 8 * v, sizeof otherwise);
            std::memcpy(&follows, then.next + at + 8 * v, sizeof follows);
            const Lane value = (follows == own_number ? otherwise : go) + arc->cost;
            const Lane least = value < best[v] ? value : best[v];
            const Lane loser = value < best[v] ? best[v] : value;
            second[v] = loser < second[v] ? loser : second[v];
            next[v] = least == best[v] ? next[v] : head;
            best[v] = least;
        }
    }
    std::memcpy(own.best, best, sizeof best);
    std::memcpy(own.second, second, sizeof second);
    std::memcpy(own.next, next, sizeof next);
}

PAIGONG_CLONES void sweep8(const Arc *arcs, std::size_t count, int first, std::int32_t self, const Twin &then,
                           std::size_t stride, const Twin &own) {
    sweep_block<1>(arcs, count, first, self, then, stride, own);
}

PAIGONG_CLONES void sweep16(const Arc *arcs, std::size_t count, int first, std::int32_t self, const Twin &then,
                            std::size_t stride, const Twin &own) {
    sweep_block<2>(arcs, count, first, self, then, stride, own);
}

}  // namespace

void sweep(int lanes, const Arc *arcs, std::size_t count, int first, int self, const Twin &then, std::size_t stride,
           const Twin &own) {
    (lanes == 8 ? sweep8 : sweep16)(arcs, count, first, self, then, stride, own);
}

}  // namespace paigong
