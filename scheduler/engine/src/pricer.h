// Prices shifts: for given duals, the routes of negative reduced cost and a lower bound on the cheapest.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "labelling.h"
#include "prices.h"
#include "stop.h"

namespace paigong {

struct Task {
    Depth depth = Depth::exact;
    std::size_t most_routes = 15;      // per shift
    std::int64_t label_limit = 3'000'000;
    Time fine = 0, coarse = 0;         // bucket widths; 0 = chosen from the length of the shift
    int threads = 1;
    const Stop *stop = nullptr;
};

// Routes of all shifts asked for, in their order; per shift a bound and how it came about.
struct Priced {
    std::vector<std::int32_t> shift, offsets{0}, tickets;
    std::vector<Money> cost;        // true cost
    std::vector<Fixed> reduced;     // true cost less duals
    std::vector<Fixed> bound;       // no feasible route of the shift has a smaller reduced cost
    std::vector<std::uint8_t> exact;  // labelling ran to its end
    std::vector<std::int64_t> labels;
};

class Pricer {
  public:
    Pricer(std::shared_ptr<const Day> day, int memory);

    const Day &day() const { return *day_; }

    // `thresholds`: per shift asked for, the reduced cost below which routes are wanted. The same result whatever the
    // number of threads.
    Priced price(const Prices &prices, const std::vector<std::int32_t> &shifts, const std::vector<Fixed> &thresholds,
                 const Task &task) const;

    // Refuses the repetitions in this route from now on; how many pairs of tickets are newly remembered.
    int remember(int shift, const std::vector<std::int32_t> &tickets);

    // Labels of this shift remember half as many tickets from now on; false when they would remember too few.
    bool forget(int shift);

  private:
    struct Job;
    void work(Job &job, const Prices &prices, const Task &task) const;
    Harvest search(const Network &network, const Prices &prices, const Task &task, Request request) const;

    std::shared_ptr<const Day> day_;
    std::vector<int> memory_;              // [shift] nearest tickets that a label remembers
    std::vector<Fixed> detour_;            // [profile]
    std::vector<Remembered> remembered_;   // [shift]
};

}  // namespace paigong
