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
    // What the person's other shifts leave: read only where the shift is not plain.
    Time begin = 0;                // earliest departure
    Time until = 0;                // latest end from which the later shifts can still be served
    Time calm_until = kNever;      // latest end that changes no cost of theirs
    Time latest_departure = 0, calm_departure = 0;  // the same of this route, for the earlier shifts

    int size() const { return static_cast<int>(visits.size()); }
    bool empty() const { return visits.empty(); }
};

// A route without a visit, not yet timed, of a person who does nothing else.
inline Route bare_route(const Day &day, int shift) {
    Route route;
    route.shift = shift;
    route.begin = day.shifts[shift].start;
    route.until = day.shifts[shift].last;
    return route;
}

// Latest start of a visit in the window of `start` at which it costs no more; on the safe side where it is late already.
Time calm_start(const Ground &ground, const Option &option, Time start);

// Fills everything in a route from its visits. One per thread of work: it owns scratch space.
class Timer {
  public:
    explicit Timer(const Ground &ground) : ground_(ground), clock_(ground.day()) {}

    // False when the visits cannot be served in this order; the route is then half filled and must not be used.
    bool time(Route &route);

    // Fills the latest arrivals of a timed route of a shift that is not plain, once more when `until` has changed.
    void look_back(Route &route) const { backward_general(route); }

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
