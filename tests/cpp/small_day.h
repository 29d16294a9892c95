// Small random days for the C++ tests: blocks, breaks, flexible departures, several windows, lateness, limits.
#pragma once

#include <memory>

#include "check.h"
#include "rng.h"
#include "rows.h"

namespace paigong {

struct SmallDay {
    int n, m, rows;
    bool shared_place = false, closed = false, forbidden = false;
};

inline std::shared_ptr<const Day> make_day(const SmallDay &want, std::uint64_t seed) {
    Rng rng(seed);
    const auto upto = [&](int least, int most) { return least + rng.below(most - least + 1); };
    auto made = std::make_shared<Day>();
    Day &day = *made;
    day.n = want.n, day.m = want.m, day.rows = want.rows, day.resources = 1, day.profiles = 1;
    day.places = want.shared_place ? 1 : std::max(1, want.n + want.m);
    // Points on a line keep the triangle inequality.
    std::vector<int> x;
    for (int p = 0; p < day.places; ++p) x.push_back(upto(0, 4000));
    for (const int a : x)
        for (const int b : x) day.seconds.push_back(std::abs(a - b)), day.leg_money.push_back(Money{3} * std::abs(a - b));
    day.block_offset.push_back(0);
    for (int e = 0; e < want.m; ++e) {
        const int home = want.shared_place ? 0 : e;
        Shift s{0, home, home, upto(0, 3000), 20000, 20000 + upto(0, 4000), 30000, upto(0, 900), 0,
                upto(2, 9), 30000, kNever, 0, 8000, 12000};
        if (rng.below(2)) s.break_length = 1500;
        if (rng.below(2)) s.work_rate = 20000;
        if (rng.below(3) == 0) s.max_work = 15000;
        if (rng.below(3) == 0) day.blocks.push_back({6000, 7000});
        day.shifts.push_back(s);
        day.block_offset.push_back(static_cast<int>(day.blocks.size()));
        day.capacity.push_back(6);
    }
    day.window_offset = want.closed ? std::vector<std::int32_t>{0, 0, 0} : std::vector<std::int32_t>{0, 1, 3};
    if (!want.closed) day.windows = {{0, 18000}, {1000, 4500}, {9000, 16000}};
    day.term_offset.push_back(0);
    for (int i = 0; i < want.n; ++i) {
        day.place.push_back(want.shared_place ? 0 : want.m + i);
        day.unserved_cost.push_back(upto(5000, 60000));
        day.demand.push_back(upto(0, 2));
        if (rng.below(2)) day.terms.push_back({upto(3000, 15000), 2000, 5000, rng.below(2) == 0, rng.below(want.rows + 1) - 1});
        day.term_offset.push_back(static_cast<int>(day.terms.size()));
    }
    for (int e = 0; e < want.m; ++e) {
        for (int i = 0; i < want.n; ++i) {
            const bool blocked = day.block_offset[e] != day.block_offset[e + 1];
            day.allowed.push_back(!want.forbidden && !blocked && rng.below(4) != 0);
            day.duration.push_back(upto(300, 2000));
            day.pair_cost.push_back(upto(-200, 900));
            day.window_set.push_back(rng.below(2));
        }
    }
    for (int k = 0; k < want.rows; ++k) {
        day.row_cap.push_back(upto(1, 5));
        day.row_price.push_back(k % 2 ? 1000 : -1);
        for (int e = 0; e < want.m; ++e) day.row_used.push_back(rng.below(2));
        for (int i = 0; i < want.n; ++i) day.row_unserved.push_back(k % 2);
        for (int p = 0; p < want.m * want.n; ++p) day.row_pair.push_back(rng.below(2));
    }
    index_rows(day);
    check(day);
    settle(day);
    return made;
}

}  // namespace paigong
