#include "rows.h"

namespace paigong {

void index_rows(Day &day) {
    if (day.rows == 0) return;
    const auto pairs = static_cast<std::size_t>(day.m) * day.n;
    const auto each = [&](const auto &job) {
        for (std::int32_t k = 0; k < day.rows; ++k)
            for (std::size_t at = 0; at < pairs; ++at) {
                const std::int32_t weight = day.row_pair[k * pairs + at];
                if (weight != 0 || day.row_unserved[static_cast<std::size_t>(k) * day.n + at % day.n] != 0) job(k, at, weight);
            }
    };
    day.pair_rows_offset.assign(pairs + 1, 0);
    each([&](std::int32_t, std::size_t at, std::int32_t) { ++day.pair_rows_offset[at + 1]; });
    for (std::size_t at = 0; at < pairs; ++at) day.pair_rows_offset[at + 1] += day.pair_rows_offset[at];
    day.pair_rows.resize(static_cast<std::size_t>(day.pair_rows_offset[pairs]));
    std::vector<std::int64_t> next(day.pair_rows_offset.begin(), day.pair_rows_offset.end() - 1);
    each([&](std::int32_t k, std::size_t at, std::int32_t weight) {
        day.pair_rows[static_cast<std::size_t>(next[at]++)] = {k, weight};
    });
}

}  // namespace paigong
