// One shift's current route in the search, with what is needed to judge an insertion in constant time.
#pragma once

#include <vector>

#include "clock.h"
#include "ground.h"

namespace paigong {

struct Visit {
    const Option *option;
    Time start;
};

// The gap before visit k, where another ticket may be put in; the last gap lies before the end place.
struct Gap {
    int place;             // where the engineer comes from
    Time leaves;           // when
    std::int32_t through;  // money of the leg across the gap; 0 while the route is empty
    Time through_seconds;
    Time latest;  // latest arrival at visit k from which everything after it is still feasible
    Time calm;    // latest arrival at visit k that changes no later cost; never above `latest`
};

// How far the departure may be delayed on account of what lies before a gap; kept only for flexible departures.
struct Prefix {
    Time busy;  // driving, service and break before the gap
    Time cap;   // latest departure at which no visit before the gap costs more
};

struct Route {
    // What every attempted insertion reads comes first, so that it shares a cache line.
    std::vector<Visit> visits;
    std::vector<Gap> gaps;  // visits + 2 entries: the last one holds only the end place
    Time roomiest = 0;      // longest time between leaving and latest arrival over all gaps
    int driving = 0;
    int shift = -1;
    Time end = 0;
    Money cost = 0;
    int pause = -1;    // gap that carries the break
    Time worked = 0;   // seconds between a departure as late as possible and the end; flexible departures only
    Money timed = 0;   // part of the cost that depends on the clock; kept only where the shift is not plain
    std::vector<Prefix> prefixes;  // one per gap, flexible departures only
    std::uint64_t hash = 0;
    std::vector<std::int64_t> loads;  // [resource]
    std::vector<std::int64_t> usage;  // [row]

    int size() const { return static_cast<int>(visits.size()); }
    bool empty() const { return visits.empty(); }
};

// Latest start of a visit in the window of `start` at which it costs no more; on the safe side where it is late already.
Time calm_start(const Ground &ground, const Option &option, Time start);

// Fills everything in a route from its visits. One per thread of work: it owns scratch space.
class Timer {
  public:
    explicit Timer(const Ground &ground) : ground_(ground), clock_(ground.day()) {}

    // False when the visits cannot be served in this order; the route is then half filled and must not be used.
    bool time(Route &route);

  private:
    bool legs(Route &route) const;
    bool forward_plain(Route &route) const;
    void backward_plain(Route &route) const;
    bool forward_general(Route &route);
    void backward_general(Route &route) const;
    void fill_prefixes(Route &route) const;
    void count_usage(Route &route) const;

    const Ground &ground_;
    Clock clock_;
    std::vector<int> tickets_;
};

}  // namespace paigong
