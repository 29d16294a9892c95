// Ruin: takes strings of neighbouring visits out of a few routes that lie near each other.
// Slack induction by string removals: Christiaens and Vanden Berghe, Transportation Science 54 (2020), section 5.
#pragma once

#include <vector>

#include "plan.h"
#include "rng.h"

namespace paigong {

struct RuinSettings {
    double strings = 10;       // average number of tickets taken out
    double longest = 10;       // longest string
    double split = 0.5;        // how often a string keeps some visits in its middle
    double keep_more = 0.01;   // how often it keeps yet another one
    double absent_seed = 0.3;  // how often the neighbourhood lies around an absent ticket
};

class Ruin {
  public:
    Ruin(const Ground &ground, RuinSettings settings);

    // Removes tickets from the plan; `tickets()` and `shifts()` then say which, and from where.
    void apply(Plan &plan, Rng &rng);
    const std::vector<int> &tickets() const { return tickets_; }
    const std::vector<int> &shifts() const { return shifts_; }

    // With the given weight (0..1) the neighbourhood lies around one of these tickets.
    void focus(std::vector<int> tickets, double weight) { focus_ = std::move(tickets), focus_weight_ = weight; }

  private:
    int choose_seed(const Plan &plan, Rng &rng, bool &absent) const;
    void cut_string(Plan &plan, Rng &rng, int shift, int around, double longest);

    const Ground &ground_;
    RuinSettings settings_;
    std::vector<int> tickets_, shifts_, focus_;
    double focus_weight_ = 0;
    std::vector<int> stamp_of_;
    int stamp_ = 0;
};

}  // namespace paigong
