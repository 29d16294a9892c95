#include "labelling.h"

#include <algorithm>
#include <queue>
#include <unordered_map>

#include "label.h"
#include "tolls.h"

namespace paigong {
namespace {

constexpr int kSlots = 64;                    // steps in which tickets become unreachable
constexpr std::int64_t kMostBytes = 36 << 20;  // of labels on one shift

struct BitsHash {
    template <int W> std::size_t operator()(const Bits<W> &bits) const {
        std::uint64_t hash = 0;
        for (const std::uint64_t word : bits.words) hash = (hash ^ word) * 0x9E3779B97F4A7C15u, hash ^= hash >> 32;
        return static_cast<std::size_t>(hash);
    }
};

template <int W, bool kCounts, bool kCuts> class Labelling {
    using Label = paigong::Label<W, kCounts, kCuts>;

  public:
    Labelling(const Network &network, const Completion &completion, const std::vector<Cut> &cuts,
              const Neighbours &near, const Request &request)
        : net_(network), completion_(completion), tolls_(network, cuts, repeats(network, near, request)), request_(request), theta_(request.threshold),
          by_time_(network.shift.work_rate > 0 || network.limits.work),
          enumerates_(request.depth == Depth::enumerate) {
        if (!enumerates_) {
            find_near(near);
            find_lost();
        }
        labels_.reserve(static_cast<std::size_t>(most_labels()));  // pages are only taken when touched; growing would copy
        kept_.resize(2 * net_.nodes.size());
        orders_.resize(net_.nodes.size());
    }

    Harvest run() {
        root_ = net_.opening;
        Label start;
        start.cost = net_.opening;
        start.ready = net_.shift.start;
        start.rested = !net_.has_break();
        for (int j = 0; j < net_.size(); ++j) go(start, -1, j);
        Harvest harvest;
        if (!enumerates_ && request_.depth != Depth::bound) dive();
        harvest.exact = request_.depth != Depth::bound && work_off();
        harvest.labels = static_cast<std::int64_t>(labels_.size());
        harvest.bound = std::max(root_, lowest(harvest.exact));
        if (request_.depth == Depth::quick || request_.depth == Depth::bound) harvest.bound = root_, harvest.exact = false;
        collect(harvest);
        return harvest;
    }

  private:
    struct Kept {
        Fixed cost;
        Bits<W> memory;
        std::int32_t label;
    };
    struct Turn {
        Time ready;
        Fixed cost;
        std::int32_t label;
        bool operator<(const Turn &other) const {  // the queue serves the greatest first
            if (ready != other.ready) return ready > other.ready;
            return cost != other.cost ? cost > other.cost : label > other.label;
        }
    };
    struct Complete {
        Fixed reduced;
        std::int32_t label;
    };

    // Whether a ticket may be forgotten and served again.
    static bool repeats(const Network &network, const Neighbours &near, const Request &request) {
        return request.depth != Depth::enumerate &&
               std::any_of(near.begin(), near.end(), [&](const auto &of) { return std::ssize(of) < network.size(); });
    }

    std::int64_t most_labels() const {
        return std::min<std::int64_t>(request_.label_limit, kMostBytes / sizeof(Label));
    }

    void find_near(const Neighbours &near) {
        near_.resize(net_.nodes.size());
        for (std::size_t at = 0; at < near.size(); ++at)
            for (const int of : near[at]) near_[at].add(of);
    }

    int slot(Time time) const {
        const std::int64_t span = net_.closing - net_.shift.start + 1;
        return static_cast<int>(std::clamp<std::int64_t>((time - net_.shift.start) * std::int64_t{kSlots} / span, 0, kSlots - 1));
    }

    // Tickets that can no longer be reached count as remembered: it makes labels comparable (Feillet et al. 2004).
    void find_lost() {
        const int k = net_.size();
        lost_.resize(static_cast<std::size_t>(k) * kSlots);
        for (int at = 0; at < k; ++at) {
            Bits<W> *row = &lost_[static_cast<std::size_t>(at) * kSlots];
            for (int of = 0; of < k; ++of) {
                const Time leave_by = net_.nodes[of].latest - net_.seconds(at, of);
                const int first = leave_by < net_.shift.start ? 0 : slot(leave_by) + 1;
                if (first < kSlots) row[first].add(of);
            }
            for (int s = 1; s < kSlots; ++s) row[s] = row[s] | row[s - 1];
        }
    }

    Fixed spent(const Label &label) const {
        if constexpr (kCounts)
            if (by_time_) return label.cost + net_.pay(label.worked());
        return label.cost;
    }

    Fixed lower(const Label &label) const {
        const int before = label.parent >= 0 ? labels_[label.parent].node : -1;
        return spent(label) + completion_.after(label.node, label.ready, before, label.rested);
    }

    // Extends `from` (label number `parent`, -1 = the start of the shift) to node j, with and without the break between.
    void go(const Label &from, int parent, int j) {
        const Node &node = net_.nodes[j];
        const Time seconds = from.node < 0 ? node.out : net_.seconds(from.node, j);
        const Fixed leg = from.node < 0 ? node.out_cost : net_.leg(from.node, j);
        if (from.ready + seconds > node.latest) return;
        for (const bool rest : {false, true}) {
            if (rest && (from.rested || from.ready > net_.shift.break_latest)) break;
            step(from, parent, j, seconds, leg, rest);
        }
    }

    void step(const Label &from, int parent, int j, Time seconds, Fixed leg, bool rest) {
        const Node &node = net_.nodes[j];
        const Time start = earliest_start(node.windows, net_.arrive(from.ready, seconds, rest));
        if (start > node.latest) return;
        Label to = from;
        to.node = j;
        to.parent = parent;
        to.rested = from.rested || rest;
        to.ready = start + node.duration;
        if (!to.rested && to.ready > net_.shift.break_latest) return;
        to.cost += leg + net_.visit_cost(node, start);
        if constexpr (kCounts)
            if (!count(to, node, seconds, rest)) return;
        const int before = from.node;
        const Fixed rest_of_way = completion_.after(j, to.ready, before, to.rested);
        if (from.node < 0) root_ = std::min(root_, spent(to) + rest_of_way);
        if (spent(to) + rest_of_way >= theta_) return;
        if constexpr (kCuts) {
            to.cost += tolls_.pay(to.halves, j);
            if (spent(to) + rest_of_way >= theta_) return;
        }
        if (!enumerates_) to.memory = (to.memory & near_[j]) | lost_[static_cast<std::size_t>(j) * kSlots + slot(to.ready)];
        to.memory.add(j);
        labels_.push_back(to);
        queue_.push({to.ready, to.cost, static_cast<std::int32_t>(labels_.size() - 1)});
        go_home(to);
    }

    // Adds the visit to what is limited; false when a limit is broken, counting the way home.
    bool count(Label &to, const Node &node, Time seconds, bool rest) const {
        const Limits &limits = net_.limits;
        to.visits += 1;
        to.travel += seconds;
        const Time before = to.busy + seconds + (rest ? net_.shift.break_length : 0);
        to.busy = before + node.duration;
        to.depart = std::min(to.depart, node.latest - before);
        for (int r = 0; r < limits.loads; ++r) {
            if (node.demand[r] > limits.capacity[r] - to.load[r]) return false;
            to.load[r] += node.demand[r];
        }
        return !(limits.visits && to.visits > net_.shift.max_visits) &&
               !(limits.travel && to.travel + node.home > net_.shift.max_travel) &&
               !(limits.work && to.worked() + node.home > net_.shift.max_work);
    }

    // The route that ends here, if it may.
    void go_home(const Label &label) {
        const Shift &shift = net_.shift;
        const Node &node = net_.nodes[label.node];
        for (const bool rest : {false, true}) {
            if (rest && (label.rested || label.ready > shift.break_latest)) break;
            const Time end = net_.arrive(label.ready, node.home, rest);
            if (end > shift.last || (!rest && !label.rested && end > shift.break_latest)) continue;
            Fixed reduced = label.cost + node.home_cost + net_.at_end(end);
            if constexpr (kCounts) {
                const Time busy = label.busy + node.home + (rest ? shift.break_length : 0);
                const Time worked = std::max(busy, end - label.depart);
                if (net_.limits.work && worked > shift.max_work) continue;
                if (by_time_) reduced += fixed(shift.work_rate * worked / 3600);
            }
            note(reduced);
        }
    }

    void note(Fixed reduced) {
        if (reduced >= theta_) return;
        complete_.push_back({reduced, static_cast<std::int32_t>(labels_.size() - 1)});
        best_ = std::min(best_, reduced);
        if (enumerates_) return;
        worst_kept_.push(reduced);
        if (worst_kept_.size() > request_.most_routes) worst_kept_.pop();
        theta_ = std::min(theta_, worth(best_));
        if (worst_kept_.size() == request_.most_routes) theta_ = std::min(theta_, std::max(worst_kept_.top(), best_));
    }

    // Follows the most promising label to its end before all others, so that a good route is known from the beginning.
    void dive() {
        for (std::size_t first = 0; first < labels_.size();) {
            Fixed least = kUnreachable;
            std::size_t best = first;
            for (std::size_t k = first; k < labels_.size(); ++k)
                if (const Fixed bound = lower(labels_[k]); bound < least) least = bound, best = k;
            first = labels_.size();
            dived_.push_back(static_cast<std::int32_t>(best));
            const Label from = labels_[best];
            extend(from, static_cast<int>(best));
        }
    }

    // Processes labels in the order of time; false when stopped before the end.
    bool work_off() {
        const std::int64_t limit = most_labels();
        for (std::int64_t turns = 0; !queue_.empty(); ++turns) {
            if (static_cast<std::int64_t>(labels_.size()) > limit) return false;
            if (enumerates_ && complete_.size() > request_.most_routes) return false;
            if ((turns & 255) == 0 && raised(request_.stop)) return false;
            const std::int32_t number = queue_.top().label;
            queue_.pop();
            const Label from = labels_[number];
            if (lower(from) >= theta_ || !keep(from, number)) continue;
            const bool extended = std::find(dived_.begin(), dived_.end(), number) != dived_.end();
            if (!extended) extend(from, number);
        }
        return true;
    }

    void extend(const Label &from, int number) {
        const Time *seconds = net_.seconds_from(from.node);
        const Fixed *legs = net_.legs_from(from.node);
        const Fixed sofar = spent(from);
        for (int j = 0; j < net_.size(); ++j) {
            if (from.memory.has(j) || from.ready + seconds[j] > net_.nodes[j].latest) continue;
            if (sofar + legs[j] + completion_.with(j, from.ready + seconds[j], from.rested) >= theta_) continue;
            go(from, number, j);
        }
    }

    // Remembers the label for dominance; false when one that was kept makes it superfluous.
    bool keep(const Label &label, int number) {
        if (enumerates_) return keep_order(label, number);
        std::vector<Kept> &same = kept_[2 * label.node + label.rested];
        if (superfluous(label, same) || (!label.rested && superfluous(label, kept_[2 * label.node + 1]))) return false;
        const auto dearer = std::upper_bound(same.begin(), same.end(), label.cost,
                                             [](Fixed cost, const Kept &kept) { return cost < kept.cost; });
        same.insert(dearer, {label.cost, label.memory, number});
        return true;
    }

    bool superfluous(const Label &label, const std::vector<Kept> &kept) const {
        for (const Kept &other : kept) {
            if (other.cost > label.cost) return false;
            if (request_.depth == Depth::quick) return true;
            if (!other.memory.within(label.memory)) continue;
            if constexpr (kCuts)
                if (other.cost + tolls_.excess(labels_[other.label].halves, label.halves) > label.cost) continue;
            if (kCounts && !at_least_as_free(labels_[other.label], label, net_.limits, by_time_)) continue;
            return true;
        }
        return false;
    }

    // Of several orders of the same tickets with the same last one, only those that are cheaper or earlier matter -
    // where labels know the true money; elsewhere every order is kept.
    bool keep_order(const Label &label, int number) {
        if (!net_.truthful) return true;
        std::vector<std::int32_t> &same = orders_[label.node][label.memory];
        for (const std::int32_t other : same)
            if (labels_[other].cost <= label.cost && at_least_as_free(labels_[other], label, net_.limits, by_time_)) return false;
        same.push_back(number);
        return true;
    }

    // Lower bound on every route: what was found, what was refused, and what unprocessed labels might still become.
    Fixed lowest(bool finished) const {
        Fixed least = std::min(best_, theta_);
        if (finished) return least;
        for (auto rest = queue_; !rest.empty(); rest.pop()) least = std::min(least, lower(labels_[rest.top().label]));
        return least;
    }

    void collect(Harvest &harvest) {
        std::sort(complete_.begin(), complete_.end(), [](const Complete &a, const Complete &b) {
            return a.reduced != b.reduced ? a.reduced < b.reduced : a.label < b.label;
        });
        std::set<std::vector<std::int32_t>> seen;
        for (const Complete &route : complete_) {
            if (!enumerates_ && harvest.routes.size() >= request_.most_routes) break;
            Found found{route.reduced, {}};
            for (int k = route.label; k >= 0; k = labels_[k].parent)
                found.tickets.push_back(net_.nodes[labels_[k].node].ticket);
            std::reverse(found.tickets.begin(), found.tickets.end());
            std::vector<std::int32_t> key = found.tickets;
            if (!enumerates_ || net_.truthful) std::sort(key.begin(), key.end());
            if (seen.insert(std::move(key)).second) harvest.routes.push_back(std::move(found));
        }
    }

    const Network &net_;
    const Completion &completion_;
    const Tolls tolls_;
    const Request &request_;
    Fixed theta_;  // labels that cannot become better than this are not made
    const bool by_time_, enumerates_;
    Fixed root_ = 0, best_ = kUnreachable;
    std::vector<Bits<W>> near_, lost_;
    std::vector<Label> labels_;
    std::priority_queue<Turn> queue_;
    std::vector<std::vector<Kept>> kept_;  // by node and break, cheapest first
    std::vector<std::unordered_map<Bits<W>, std::vector<std::int32_t>, BitsHash>> orders_;
    std::vector<Complete> complete_;
    std::vector<std::int32_t> dived_;  // labels extended out of turn
    std::priority_queue<Fixed> worst_kept_;
};

}  // namespace

Harvest label(const Network &network, const Completion &completion, const std::vector<Cut> &cuts,
              const Neighbours &near, const Request &request) {
    const bool counts = network.limits.any() || network.shift.work_rate > 0;
    const auto run = [&]<int W>() {
        const auto of = [&]<bool kCounts, bool kCuts>() {
            return Labelling<W, kCounts, kCuts>(network, completion, cuts, near, request).run();
        };
        if (cuts.empty()) return counts ? of.template operator()<true, false>() : of.template operator()<false, false>();
        return counts ? of.template operator()<true, true>() : of.template operator()<false, true>();
    };
    const int k = network.size();
    if (k <= 64) return run.template operator()<1>();
    if (k <= 128) return run.template operator()<2>();
    if (k <= 256) return run.template operator()<4>();
    if (k <= 512) return run.template operator()<8>();
    return run.template operator()<kMostTickets / 64>();
}

}  // namespace paigong
