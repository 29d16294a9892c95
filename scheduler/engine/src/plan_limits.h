// The plan limits of a day (rows): how much of each is used, and what the excess costs.
#pragma once

#include <vector>

#include "day.h"

namespace paigong {

class Limits {
  public:
    explicit Limits(const Day &day);

    bool any() const { return !usage_.empty(); }
    // Money of all priced excess, and units above all hard caps.
    Money cost() const { return cost_; }
    std::int64_t excess() const { return excess_; }

    void add(const std::vector<std::int64_t> &usage, int sign);
    void add_unserved(int ticket, int sign);

    // What the limits would charge for serving an absent ticket on a shift; kInfeasible where a hard cap would be
    // broken or broken further. Lateness is not foreseen here.
    Money probe(int shift, int ticket, bool first_of_shift) const;

    // What one more late visit would charge under this limit at present.
    Money price_of_late(int row) const;

    // Saves and restores the state of a transaction.
    void mark() { marked_ = usage_, marked_cost_ = cost_, marked_excess_ = excess_; }
    void rewind() { usage_ = marked_, cost_ = marked_cost_, excess_ = marked_excess_; }

  private:
    void change(int row, std::int64_t by);

    const Day &day_;
    std::vector<std::int64_t> usage_, marked_;
    Money cost_ = 0, marked_cost_ = 0;
    std::int64_t excess_ = 0, marked_excess_ = 0;
    std::vector<int> rows_of_shift_offset_, rows_of_shift_;    // rows with a weight on using the shift
    std::vector<int> rows_of_ticket_offset_, rows_of_ticket_;  // rows with a weight for leaving the ticket
};

}  // namespace paigong
