// The Day of scheduler/day.py as the native core sees it: plain vectors, read-only, shared by all threads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace paigong {

using Time = std::int32_t;   // seconds from the start of the horizon
using Money = std::int64_t;  // thousandths of the policy's currency

constexpr Time kNever = 1 << 30;
constexpr Money kInfeasible = std::numeric_limits<Money>::max() / 4;

struct Window {
    Time first, last;  // closed interval of permitted starts
};

struct Block {
    Time from, to;  // half-open interval in which the engineer neither drives nor works
};

// A step and a slope once start (or finish) lies after `due`.
struct Term {
    Time due;
    Money step, rate;  // rate: money per hour
    bool on_finish;
    std::int32_t row;  // plan limit that counts a late visit, -1 = none

    Money lateness(Time start, Time duration) const {
        return static_cast<Money>(start) + (on_finish ? duration : 0) - due;
    }
    bool is_late(Time start, Time duration) const { return lateness(start, duration) > 0; }
    Money cost(Time start, Time duration) const {
        const Money late = lateness(start, duration);
        return late > 0 ? step + rate * late / 3600 : 0;
    }
};

template <typename T> struct Slice {
    const T *first, *last;
    const T *begin() const { return first; }
    const T *end() const { return last; }
    bool empty() const { return first == last; }
    std::size_t size() const { return static_cast<std::size_t>(last - first); }
};

struct Shift {
    std::int32_t profile, start_place, end_place;
    Time start, end, last;
    Money overtime_rate, fixed_cost, work_rate;
    std::int32_t max_visits, max_travel, max_work;
    Time break_length, break_earliest, break_latest;
    Money paid_rate;  // money per hour from `paid_from` to the end of the route: who has left already
    Time paid_from;

    // The departure is delayed as far as it changes nothing else (item 6 of the contract).
    bool flexible() const { return work_rate > 0 || max_work < kNever; }
    // Until then the end of the route costs nothing.
    Time idle_until() const { return paid_rate > 0 ? std::min(end, paid_from) : end; }
    bool end_costs() const { return overtime_rate > 0 || paid_rate > 0; }
    Money overtime(Time at_end) const { return at_end > end ? overtime_rate * (at_end - end) / 3600 : 0; }
    Money paid(Time at_end) const { return at_end > paid_from ? paid_rate * (at_end - paid_from) / 3600 : 0; }
    Money at_end(Time time) const { return overtime(time) + paid(time); }
};

// Two shifts of one person: where both serve somebody, the second departs no sooner than `gap` after the first has ended.
struct Tie {
    std::int32_t first, second;
    Time gap;
};

// How much serving a ticket on a shift takes of a plan limit.
struct RowWeight {
    std::int32_t row, weight;
};

struct Day {
    int m = 0, n = 0, places = 0, profiles = 0, resources = 0, rows = 0;
    std::vector<Time> seconds;      // [profile][from][to]
    std::vector<Money> leg_money;   // [profile][from][to]
    std::vector<Shift> shifts;
    std::vector<std::int32_t> block_offset;
    std::vector<Block> blocks;
    std::vector<std::int32_t> capacity;  // [shift][resource]
    std::vector<std::int32_t> place;     // [ticket]
    std::vector<Money> unserved_cost;
    std::vector<std::int32_t> demand;    // [ticket][resource]
    std::vector<std::int32_t> term_offset;
    std::vector<Term> terms;
    std::vector<std::uint8_t> allowed;   // [shift][ticket]
    std::vector<Time> duration;          // [shift][ticket]
    std::vector<Money> pair_cost;        // [shift][ticket]
    std::vector<std::int32_t> window_set;  // [shift][ticket]
    std::vector<std::int32_t> window_offset;
    std::vector<Window> windows;
    std::vector<Money> row_cap, row_price;       // [row]; price -1 = hard
    std::vector<std::int32_t> row_pair;          // [row][shift][ticket]
    std::vector<std::int32_t> row_used;          // [row][shift]
    std::vector<std::int32_t> row_unserved;      // [row][ticket]
    // [shift][ticket] the limits that serving the pair changes, in order: those with a weight for it, or for leaving the
    // ticket. Thousands of limits are about few pairs each, so that nothing may look at all limits for a pair.
    std::vector<std::int64_t> pair_rows_offset;
    std::vector<RowWeight> pair_rows;
    std::vector<Tie> ties;

    std::size_t pair(int e, int i) const { return static_cast<std::size_t>(e) * n + i; }
    std::size_t leg(int profile, int a, int b) const {
        return (static_cast<std::size_t>(profile) * places + a) * places + b;
    }
    Slice<Block> blocks_of(int e) const {
        return {blocks.data() + block_offset[e], blocks.data() + block_offset[e + 1]};
    }
    Slice<Term> terms_of(int i) const { return {terms.data() + term_offset[i], terms.data() + term_offset[i + 1]}; }
    Slice<Window> windows_of(int e, int i) const {
        const int set = window_set[pair(e, i)];
        return {windows.data() + window_offset[set], windows.data() + window_offset[set + 1]};
    }
    Slice<RowWeight> rows_of(int e, int i) const {
        if (pair_rows.empty()) return {nullptr, nullptr};
        const auto at = pair(e, i);
        return {pair_rows.data() + pair_rows_offset[at], pair_rows.data() + pair_rows_offset[at + 1]};
    }
    bool may_serve(int e, int i) const { return allowed[pair(e, i)] != 0; }
};

// Earliest permitted start not before `arrival`; kNever when every window has closed.
inline Time earliest_start(Slice<Window> windows, Time arrival) {
    for (const Window &w : windows)
        if (arrival <= w.last) return std::max(arrival, w.first);
    return kNever;
}

// Latest permitted start not after `cap`; -kNever when there is none.
inline Time latest_start(Slice<Window> windows, Time cap) {
    for (const Window *w = windows.last; w != windows.first;)
        if ((--w)->first <= cap) return std::min(w->last, cap);
    return -kNever;
}

// Arrival after `seconds` of driving from `time`, standing still during the blocks.
inline Time drive(Slice<Block> blocks, Time time, Time seconds) {
    for (const Block &b : blocks) {
        if (time >= b.to) continue;
        if (time + seconds <= b.from) break;
        seconds -= std::max(0, b.from - time);
        time = b.to;
    }
    return time + seconds;
}

// Latest departure from which drive() arrives no later than `arrival`.
inline Time drive_back(Slice<Block> blocks, Time arrival, Time seconds) {
    for (const Block *b = blocks.last; b != blocks.first;) {
        --b;
        if (arrival <= b->from) continue;
        if (arrival >= b->to && arrival - seconds >= b->to) break;
        seconds -= std::max(0, arrival - b->to);
        arrival = b->from;
    }
    return arrival - seconds;
}

}  // namespace paigong
