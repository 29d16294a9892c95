// The Day laid out for search: what belongs to one ticket lies together. Read-only, shared by all searches of a day.
#pragma once

#include <memory>
#include <vector>

#include "day.h"

namespace paigong {

// One ticket on one shift that may serve it.
struct Option {
    int shift, ticket, place;
    Time duration;
    Time open, close;              // first start of the first window, last start of the last one
    int first_window, last_window;  // windows [first, last) of the day
    Money pair_cost;
    Time punctual;  // latest start at which no term of the ticket is late
};

// Driving between a fixed place and another one, there and back. On a dear day the money is looked up in the Day instead.
struct Around {
    Time in;
    std::int32_t in_cost;
    Time out;
    std::int32_t out_cost;
};

class Ground {
  public:
    explicit Ground(std::shared_ptr<const Day> day);

    const Day &day() const { return *day_; }

    // Options that a shift could at least serve alone.
    Slice<Option> options_of(int ticket) const {
        return {options_.data() + option_offset_[ticket], options_.data() + promising_end_[ticket]};
    }
    // nullptr where the shift may not serve the ticket.
    const Option *option(int shift, int ticket) const {
        const int index = option_index_[static_cast<std::size_t>(ticket) * day_->m + shift];
        return index < 0 ? nullptr : options_.data() + index;
    }
    // Legs between `place` (of a ticket) and every place x: in = x to place, out = place to x.
    const Around *around(int profile, int place) const {
        return around_.data() + (static_cast<std::size_t>(profile) * ticket_places_ + around_row_[place]) * day_->places;
    }
    Slice<int> neighbours(int ticket) const {
        return {neighbours_.data() + neighbour_offset_[ticket], neighbours_.data() + neighbour_offset_[ticket + 1]};
    }
    std::uint64_t key(int ticket) const { return keys_[ticket]; }
    // The ticket takes something of what a van holds.
    bool takes(int ticket) const { return takes_[ticket] != 0; }
    // Timing needs no more than windows, lateness and overtime: no block, no break, no flexible departure, no tie.
    bool plain(int shift) const { return plain_[shift] != 0; }

    // All shifts of the shift's person that ties join, in order of time; empty where it has no tie.
    const std::vector<int> &person_of(int shift) const { return persons_[person_[shift]]; }
    const std::vector<std::vector<int>> &persons() const { return persons_; }
    const std::vector<Tie> &ties_into(int shift) const { return into_[shift]; }
    const std::vector<Tie> &ties_out_of(int shift) const { return out_of_[shift]; }

    Time start_of(const Option &o, Time arrival) const {
        if (o.last_window - o.first_window <= 1) return arrival <= o.close ? std::max(arrival, o.open) : kNever;
        return earliest_start({day_->windows.data() + o.first_window, day_->windows.data() + o.last_window}, arrival);
    }
    Time latest_start_of(const Option &o, Time cap) const {
        if (o.last_window - o.first_window <= 1) return cap >= o.open ? std::min(cap, o.close) : -kNever;
        return latest_start({day_->windows.data() + o.first_window, day_->windows.data() + o.last_window}, cap);
    }

    // Some leg costs more than 32 bits hold (2 million of currency): prices of legs come from the Day then.
    bool dear() const { return dear_; }
    Money leg_money(int profile, int from, int to) const { return day_->leg_money[day_->leg(profile, from, to)]; }

    // Money of a typical short leg, travel and worked time together; 0 when driving is free.
    Money typical_leg() const { return typical_leg_; }
    Money median_unserved() const { return median_unserved_; }

  private:
    static constexpr int kMostNeighbours = 400, kTypicalRank = 10;
    void join_ties();
    void collect_options();
    void lay_out_legs();
    void find_neighbours();
    void find_scale();
    bool alone(const Option &o) const;

    std::shared_ptr<const Day> day_;
    std::vector<Option> options_;
    std::vector<int> option_offset_, promising_end_, option_index_;
    int ticket_places_ = 0;
    bool dear_ = false;
    std::vector<int> around_row_;  // [place], -1 where no ticket lies
    std::vector<Around> around_;
    std::vector<int> neighbour_offset_, neighbours_;
    std::vector<std::uint64_t> keys_;
    std::vector<std::uint8_t> plain_, takes_;
    std::vector<std::vector<int>> persons_;  // [0] is nobody's
    std::vector<int> person_;                // [shift]
    std::vector<std::vector<Tie>> into_, out_of_;
    Money typical_leg_ = 0, median_unserved_ = 0;
};

}  // namespace paigong
