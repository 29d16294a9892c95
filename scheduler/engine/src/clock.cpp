#include "clock.h"

namespace paigong {

bool Clock::forward(int shift, const int *tickets, int count, Time depart, int pause, int from) {
    const Shift &s = day_.shifts[shift];
    const auto blocks = day_.blocks_of(shift);
    const auto size = static_cast<std::size_t>(count);
    if (arrival.size() < size + 1) arrival.resize(size + 1), start.resize(size + 1), late.resize(size + 1);
    fault = Fault::none;
    Time now = from == 0 ? depart : start[from - 1] + day_.duration[day_.pair(shift, tickets[from - 1])];
    if (from == 0) late[0] = 0;
    int at = from == 0 ? s.start_place : day_.place[tickets[from - 1]];
    for (int k = from; k <= count; ++k) {
        const int to = k < count ? day_.place[tickets[k]] : s.end_place;
        if (now > s.last || (k == pause && now > s.break_latest)) return fault = Fault::last, fault_at = k, false;
        Time ready = drive(blocks, now, day_.seconds[day_.leg(s.profile, at, to)]);
        if (ready > s.last) return fault = Fault::last, fault_at = k, false;
        if (k == pause) ready = drive(blocks, std::max(ready, s.break_earliest), s.break_length);
        if (ready > s.last) return fault = Fault::last, fault_at = k, false;
        if (k == count) {
            end = ready;
            return true;
        }
        const int i = tickets[k];
        arrival[k] = ready;
        start[k] = earliest_start(day_.windows_of(shift, i), ready);
        if (start[k] > s.last) return fault = Fault::window, fault_at = k, false;
        const Time duration = day_.duration[day_.pair(shift, i)];
        late[k + 1] = late[k];
        for (const Term &term : day_.terms_of(i)) late[k + 1] += term.cost(start[k], duration);
        now = start[k] + duration;
        at = to;
    }
    return true;
}

Time Clock::latest_departure(int shift, const int *tickets, int count, Time soonest, int pause) const {
    const Shift &s = day_.shifts[shift];
    const auto blocks = day_.blocks_of(shift);
    Time latest = end;  // latest arrival at stop k (first: at the end place)
    for (int k = count;; --k) {
        const int to = k < count ? day_.place[tickets[k]] : s.end_place;
        const int at = k > 0 ? day_.place[tickets[k - 1]] : s.start_place;
        if (k < count) {
            const int i = tickets[k];
            const Time duration = day_.duration[day_.pair(shift, i)];
            Time cap = latest - duration;
            for (const Term &term : day_.terms_of(i)) cap = std::min(cap, latest_same(term, start[k], duration));
            latest = latest_start(day_.windows_of(shift, i), cap);
        }
        if (k == pause) latest = drive_back(blocks, latest, s.break_length);
        latest = drive_back(blocks, latest, day_.seconds[day_.leg(s.profile, at, to)]);
        if (k == pause) latest = std::min(latest, s.break_latest);
        if (k == 0) return std::max(latest, soonest);
    }
}

}  // namespace paigong
