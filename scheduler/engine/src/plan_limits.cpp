#include "plan_limits.h"

namespace paigong {
namespace {

// In an insertion's score a unit of hard excess outweighs all money of the day, and units are cut off before they overflow.
constexpr Money kHardUnit = Money{1} << 56;
constexpr std::int64_t kMostUnits = 16;

std::int64_t above(std::int64_t usage, Money cap) { return std::max<std::int64_t>(0, usage - cap); }

}  // namespace

Limits::Limits(const Day &day) : day_(day), usage_(static_cast<std::size_t>(day.rows), 0), marked_(usage_) {
    rows_of_shift_offset_.push_back(0);
    for (int e = 0; e < day.m; ++e) {
        for (int k = 0; k < day.rows; ++k)
            if (day.row_used[static_cast<std::size_t>(k) * day.m + e] != 0) rows_of_shift_.push_back(k);
        rows_of_shift_offset_.push_back(static_cast<int>(rows_of_shift_.size()));
    }
    rows_of_ticket_offset_.push_back(0);
    for (int i = 0; i < day.n; ++i) {
        for (int k = 0; k < day.rows; ++k)
            if (day.row_unserved[static_cast<std::size_t>(k) * day.n + i] != 0) rows_of_ticket_.push_back(k);
        rows_of_ticket_offset_.push_back(static_cast<int>(rows_of_ticket_.size()));
    }
    for (int k = 0; k < day.rows; ++k) change(k, 0);
}

void Limits::change(int row, std::int64_t by) {
    const Money cap = day_.row_cap[row], price = day_.row_price[row];
    const std::int64_t more = above(usage_[row] + by, cap) - above(usage_[row], cap);
    usage_[row] += by;
    if (price < 0) {
        excess_ += more;
    } else {
        cost_ += price * more;
    }
}

void Limits::add(const std::vector<std::int64_t> &usage, int sign) {
    for (std::size_t k = 0; k < usage.size(); ++k)
        if (usage[k] != 0) change(static_cast<int>(k), sign * usage[k]);
}

void Limits::add_unserved(int ticket, int sign) {
    for (int q = rows_of_ticket_offset_[ticket]; q < rows_of_ticket_offset_[ticket + 1]; ++q) {
        const int row = rows_of_ticket_[q];
        change(row, sign * std::int64_t{day_.row_unserved[static_cast<std::size_t>(row) * day_.n + ticket]});
    }
}

Money Limits::probe(int shift, int ticket, bool first_of_shift) const {
    Money charge = 0;
    std::int64_t hard = 0;
    bool broken = false;
    const auto count = [&](int row, std::int64_t by) {
        const Money cap = day_.row_cap[row], price = day_.row_price[row];
        const std::int64_t more = above(usage_[row] + by, cap) - above(usage_[row], cap);
        if (price >= 0) {
            charge += price * more;
        } else {
            hard += more;
            broken |= more > 0;
        }
    };
    const auto pair_weight = [&](const RowWeight &of) {
        return std::int64_t{of.weight} - day_.row_unserved[static_cast<std::size_t>(of.row) * day_.n + ticket];
    };
    const auto used_weight = [&](int row) {
        return first_of_shift ? std::int64_t{day_.row_used[static_cast<std::size_t>(row) * day_.m + shift]} : 0;
    };
    // Both lists are sorted; a row on both is counted with its whole change.
    const Slice<RowWeight> pair = day_.rows_of(shift, ticket);
    const RowWeight *a = pair.begin();
    int b = rows_of_shift_offset_[shift];
    const int b_end = rows_of_shift_offset_[shift + 1];
    while (a < pair.end() || b < b_end) {
        const int row_a = a < pair.end() ? a->row : day_.rows;
        const int row_b = b < b_end ? rows_of_shift_[b] : day_.rows;
        const int row = std::min(row_a, row_b);
        count(row, (row == row_a ? pair_weight(*a) : 0) + (row == row_b ? used_weight(row) : 0));
        a += row == row_a;
        b += row == row_b;
    }
    if (broken) return kInfeasible;
    return charge + kHardUnit * std::clamp(hard, -kMostUnits, kMostUnits);
}

Money Limits::price_of_late(int row) const {
    if (usage_[row] < day_.row_cap[row]) return 0;
    return day_.row_price[row] < 0 ? kHardUnit : day_.row_price[row];
}

}  // namespace paigong
