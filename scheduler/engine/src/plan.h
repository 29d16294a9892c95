// The plan that the search works on: a route per shift, the tickets in none, and an undo for what an iteration changed.
#pragma once

#include <vector>

#include "ground.h"
#include "plan_limits.h"
#include "route.h"

namespace paigong {

class Plan {
  public:
    explicit Plan(const Ground &ground);

    const Ground &ground() const { return ground_; }
    const Route &route(int shift) const { return routes_[shift]; }
    const Limits &limits() const { return limits_; }
    int shift_of(int ticket) const { return shift_of_[ticket]; }  // -1 = absent
    const std::vector<int> &absent() const { return absent_; }
    int used_shifts() const { return used_; }

    Money cost() const { return routes_cost_ + unserved_ + limits_.cost(); }
    std::int64_t excess() const { return limits_.excess(); }  // units above hard plan limits

    // A transaction: everything since begin() can be undone; changed() are the shifts it touched.
    void begin();
    void rollback();
    const std::vector<int> &changed() const { return changed_; }

    // Serves an absent ticket; false (and nothing changes) when that turns out infeasible or breaks a hard plan limit.
    bool insert(const Option &option, int position);

    // Takes stops [from, from + span) out of a route, except [keep, keep + kept); appends their tickets to `removed`.
    void cut(int shift, int from, int span, int keep, int kept, std::vector<int> &removed);

    // Replaces all routes; throws std::invalid_argument that names shift and ticket when they are no feasible plan.
    void load(const std::vector<std::vector<int>> &routes);

  private:
    void save(int shift);
    bool retime(int shift, std::vector<int> *removed);
    bool retime_from(std::ptrdiff_t first, const std::vector<int> &person, bool all, std::vector<int> *removed);
    bool time_anew(Route &route, std::vector<int> *removed);
    Time earliest_begin(int shift) const;
    void limit_end(int shift);
    void take_out(int shift, int ticket, std::vector<int> &removed);
    void set_absent(int ticket, bool absent);
    void clear();

    const Ground &ground_;
    Timer timer_;
    Limits limits_;
    std::vector<Route> routes_;
    std::vector<int> shift_of_, absent_, absent_at_;
    Money routes_cost_ = 0, unserved_ = 0;
    int used_ = 0;

    // Undo
    std::vector<int> changed_;
    std::vector<Route> saved_;  // [k] is the former route of changed_[k]; entries are reused
    std::vector<int> stamp_of_;
    int stamp_ = 0;
    std::vector<std::pair<int, int>> moved_;  // ticket, former shift
    Money marked_routes_ = 0, marked_unserved_ = 0;
    int marked_used_ = 0;
};

}  // namespace paigong
