// Labelling: all partial routes of one shift in the order of time, as far as they may still become routes worth having.
//
// Desrochers and Soumis 1988; dominance with ng-memory (Baldacci et al. 2011) and subset-row cuts (Jepsen et al. 2008);
// labels whose cost and completion bound are not below the threshold are never made.
#pragma once

#include <cstdint>
#include <vector>

#include "completion.h"
#include "memory.h"
#include "network.h"
#include "prices.h"
#include "stop.h"

namespace paigong {

enum class Depth {
    bound,      // no labels beyond the first stop: the bound that the completions give
    quick,      // a label gives way to any that is cheaper and earlier: finds routes, proves nothing
    exact,      // the cheapest route, up to forgotten repetitions
    enumerate,  // every route without repetition below the threshold, the best order of each set of tickets
};

struct Request {
    Depth depth = Depth::exact;
    Fixed threshold = 0;          // only routes of smaller reduced cost are wanted
    std::size_t most_routes = 15;
    std::int64_t label_limit = 0;
    const Stop *stop = nullptr;
};

struct Found {
    Fixed reduced;
    std::vector<std::int32_t> tickets;
};

struct Harvest {
    std::vector<Found> routes;  // best first
    Fixed bound = 0;            // no feasible route has a smaller reduced cost
    bool exact = true;          // ran to its end
    std::int64_t labels = 0;
};

// A route this much worse than the best one is not worth a column.
inline Fixed worth(Fixed best) { return best < 0 ? best / 10 * 3 : kUnreachable; }

Harvest label(const Network &network, const Completion &completion, const std::vector<Cut> &cuts,
              const Neighbours &near, const Request &request);

}  // namespace paigong
