#include "check.h"

#include <stdexcept>

namespace paigong {
namespace {

using Wide = __int128;

class Complaints {
  public:
    void add(const std::string &line) {
        if (++count_ <= kShown) text_ += "\n  " + line;
    }
    template <typename T> void at(const char *field, std::size_t index, T value, const char *demand) {
        add(std::string(field) + "[" + std::to_string(index) + "] = " + std::to_string(value) + ": " + demand);
    }
    // Every value of a vector must satisfy `good`.
    template <typename T, typename Good>
    void each(const char *field, const std::vector<T> &values, Good good, const char *demand) {
        for (std::size_t k = 0; k < values.size(); ++k)
            if (!good(values[k])) at(field, k, values[k], demand);
    }
    void raise() const {
        if (count_ == 0) return;
        std::string more = count_ > kShown ? "\n  and " + std::to_string(count_ - kShown) + " more" : "";
        throw std::invalid_argument("this day cannot be computed:" + text_ + more);
    }

  private:
    static constexpr std::size_t kShown = 10;
    std::size_t count_ = 0;
    std::string text_;
};

void check_offsets(const char *field, const std::vector<std::int32_t> &offset, std::size_t size, Complaints &bad) {
    if (offset.empty() || offset.front() != 0 || static_cast<std::size_t>(offset.back()) != size)
        return bad.add(std::string(field) + " must run from 0 to " + std::to_string(size));
    for (std::size_t k = 1; k < offset.size(); ++k)
        if (offset[k] < offset[k - 1]) bad.at(field, k, offset[k], "offsets must not fall");
}

void check_shifts(const Day &day, Complaints &bad) {
    for (std::size_t e = 0; e < day.shifts.size(); ++e) {
        const Shift &s = day.shifts[e];
        if (s.profile < 0 || s.profile >= day.profiles) bad.at("profile", e, s.profile, "no such travel profile");
        if (s.start_place < 0 || s.start_place >= day.places) bad.at("start_place", e, s.start_place, "no such place");
        if (s.end_place < 0 || s.end_place >= day.places) bad.at("end_place", e, s.end_place, "no such place");
        if (s.start < -kHorizon || s.start > kHorizon) bad.at("start", e, s.start, "more than eight years away");
        if (s.overtime_rate < 0) bad.at("overtime_rate", e, s.overtime_rate, "must not be negative");
        if (s.work_rate < 0) bad.at("work_rate", e, s.work_rate, "must not be negative");
        if (s.paid_rate < 0) bad.at("paid_rate", e, s.paid_rate, "must not be negative");
        if (s.break_length < 0 || s.break_length > kHorizon)
            bad.at("break_length", e, s.break_length, "must lie between 0 and eight years");
        if (s.break_earliest > kNever) bad.at("break_earliest", e, s.break_earliest, "later than NEVER");
    }
}

void check_intervals(const Day &day, Complaints &bad) {
    check_offsets("block_offset", day.block_offset, day.blocks.size(), bad);
    check_offsets("window_offset", day.window_offset, day.windows.size(), bad);
    check_offsets("term_offset", day.term_offset, day.terms.size(), bad);
    bad.raise();
    for (int e = 0; e < day.m; ++e) {
        Time before = -kNever;
        for (const Block &b : day.blocks_of(e)) {
            if (b.from < before || b.to < b.from || b.to > kNever)
                bad.at("block_from", &b - day.blocks.data(), b.from, "blocks must be sorted, disjoint, before NEVER");
            before = b.to;
        }
    }
    for (std::size_t set = 0; set + 1 < day.window_offset.size(); ++set) {
        for (int k = day.window_offset[set]; k < day.window_offset[set + 1]; ++k) {
            const Window &w = day.windows[k];
            const bool sorted = k == day.window_offset[set] || day.windows[k - 1].last < w.first;
            if (!sorted || w.last < w.first || w.first < -kNever || w.last > kNever)
                bad.at("window_first", k, w.first, "windows of a set must be sorted, disjoint, within NEVER");
        }
    }
}

void check_tickets(const Day &day, Complaints &bad) {
    const int sets = static_cast<int>(day.window_offset.size()) - 1;
    const auto place = [&](int p) { return p >= 0 && p < day.places; };
    const auto set = [&](int s) { return s >= 0 && s < sets; };
    bad.each("place", day.place, place, "no such place");
    bad.each("window_set", day.window_set, set, "no such window set");
    bad.each("duration", day.duration, [](Time d) { return d >= 0 && d <= kHorizon; }, "outside 0..eight years");
    bad.each("seconds", day.seconds, [](Time d) { return d >= 0; }, "must not be negative");
    bad.each("leg_cost", day.leg_money, [](Money c) { return c >= 0; }, "must not be negative");
    bad.each("demand", day.demand, [](int d) { return d >= 0; }, "must not be negative");
    for (std::size_t k = 0; k < day.terms.size(); ++k) {
        const Term &t = day.terms[k];
        if (t.step < 0) bad.at("term_step", k, t.step, "must not be negative");
        if (t.rate < 0) bad.at("term_rate", k, t.rate, "must not be negative");
        if (t.due < -kNever) bad.at("term_due", k, t.due, "earlier than -NEVER");
        if (t.row < -1 || t.row >= day.rows) bad.at("term_row", k, t.row, "no such plan limit");
    }
    bad.each("row_price", day.row_price, [](Money p) { return p >= -1; }, "must be -1 (hard) or a price");
    bad.each("row_pair", day.row_pair, [](int w) { return w >= 0; }, "must not be negative");
    bad.each("row_used", day.row_used, [](int w) { return w >= 0; }, "must not be negative");
    bad.each("row_unserved", day.row_unserved, [](int w) { return w >= 0; }, "must not be negative");
}

void check_ties(const Day &day, Complaints &bad) {
    for (std::size_t k = 0; k < day.ties.size(); ++k) {
        const Tie &tie = day.ties[k];
        if (tie.first < 0 || tie.first >= day.m) bad.at("tie_first", k, tie.first, "no such shift");
        if (tie.second < 0 || tie.second >= day.m) bad.at("tie_second", k, tie.second, "no such shift");
        if (tie.gap < -kHorizon || tie.gap > kHorizon) bad.at("tie_gap", k, tie.gap, "more than eight years");
    }
    bad.raise();
    if (ranks(day).empty() && day.m > 0) bad.add("tie_first, tie_second: the shifts follow each other in a circle");
}

// Adds the largest share that each part of the day can have in a plan; complains of the first that goes too far.
class Bill {
  public:
    explicit Bill(Complaints &bad) : bad_(bad) {}
    void add(const char *field, std::size_t index, Wide most) {
        total_ += most < 0 ? -most : most;
        if (total_ > kMostMoney) refuse(field, index);
    }
    // The product itself must fit as well, before it is divided by the seconds of an hour.
    void add_hourly(const char *field, std::size_t index, Wide rate, Wide seconds) {
        if (rate * seconds > kMostMoney) refuse(field, index);
        add(field, index, rate * seconds / 3600);
    }

  private:
    void refuse(const char *field, std::size_t index) {
        if (refused_) return;
        refused_ = true;
        bad_.add(std::string("money does not fit into 64 bits: the worst plan would cost more than 2^60 units; ") +
                 field + "[" + std::to_string(index) + "] is one of the parts. Maybe a price is given in too small a unit");
    }

    Complaints &bad_;
    Wide total_ = 0;
    bool refused_ = false;
};

void check_money(const Day &day, Complaints &bad) {
    Bill bill(bad);
    Wide leg = 0;
    for (const Money c : day.leg_money) leg = std::max<Wide>(leg, c);
    bill.add("leg_cost", 0, leg * (static_cast<Wide>(day.n) + day.m));
    Time latest = -kHorizon;
    for (std::size_t e = 0; e < day.shifts.size(); ++e) {
        const Shift &s = day.shifts[e];
        latest = std::max(latest, s.last);
        const Wide over = std::max<Wide>(0, static_cast<Wide>(s.last) - s.end);
        const Wide worked = std::max<Wide>(0, static_cast<Wide>(s.last) - s.start);
        bill.add_hourly("overtime_rate", e, s.overtime_rate, over);
        bill.add_hourly("work_rate", e, s.work_rate, worked);
        bill.add_hourly("paid_rate", e, s.paid_rate, std::max<Wide>(0, static_cast<Wide>(s.last) - s.paid_from));
        bill.add("fixed_cost", e, s.fixed_cost);
    }
    for (int i = 0; i < day.n; ++i) {
        Wide pair = 0, longest = 0;
        for (int e = 0; e < day.m; ++e) {
            const Wide cost = day.pair_cost[day.pair(e, i)];
            pair = std::max(pair, cost < 0 ? -cost : cost);
            longest = std::max<Wide>(longest, day.duration[day.pair(e, i)]);
        }
        bill.add("unserved_cost", i, day.unserved_cost[i]);
        bill.add("pair_cost", i, pair);
        for (const Term &t : day.terms_of(i)) {
            const auto index = static_cast<std::size_t>(&t - day.terms.data());
            bill.add("term_step", index, t.step);
            bill.add_hourly("term_rate", index, t.rate, std::max<Wide>(0, static_cast<Wide>(latest) + longest - t.due));
        }
    }
    for (int k = 0; k < day.rows; ++k) {
        Wide most = 0;
        for (int e = 0; e < day.m; ++e) most += day.row_used[static_cast<std::size_t>(k) * day.m + e];
        for (int i = 0; i < day.n; ++i) {
            Wide weight = day.row_unserved[static_cast<std::size_t>(k) * day.n + i];
            for (int e = 0; e < day.m; ++e)
                weight = std::max<Wide>(weight, day.row_pair[(static_cast<std::size_t>(k) * day.m + e) * day.n + i] + Wide{1});
            most += weight;
        }
        bill.add("row_cap", k, day.row_cap[k]);
        bill.add("row_price", k, most * std::max<Wide>(1, day.row_price[k]));
    }
}

}  // namespace

std::vector<int> ranks(const Day &day) {
    std::vector<int> rank(static_cast<std::size_t>(day.m), 0);
    for (int round = 0; round <= day.m; ++round) {
        bool changed = false;
        for (const Tie &tie : day.ties) {
            if (rank[tie.second] > rank[tie.first]) continue;
            rank[tie.second] = rank[tie.first] + 1;
            changed = true;
        }
        if (!changed) return rank;
    }
    return {};
}

void settle(Day &day) {
    for (Time &seconds : day.seconds) seconds = std::min(seconds, kLongestLeg);
    for (Shift &s : day.shifts) {
        s.last = std::min(s.last, kHorizon - 1);
        s.max_travel = std::min(s.max_travel, kNever);
    }
}

void check(const Day &day) {
    Complaints bad;
    check_shifts(day, bad);
    check_intervals(day, bad);
    check_tickets(day, bad);
    check_ties(day, bad);
    check_money(day, bad);
    bad.raise();
}

}  // namespace paigong
