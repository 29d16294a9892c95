#include "completion.h"

#include <bit>
#include <numeric>

namespace paigong {
namespace {

constexpr int kUsualBuckets = 540;               // a minute of a nine-hour day
constexpr std::size_t kMostCells = 1u << 22;     // entries of one table

// Of two twins for the same state, the best completion and the best that begins differently.
void merge(std::int32_t &best, std::int32_t &second, std::int32_t &next, std::int32_t other_best,
           std::int32_t other_second, std::int32_t other_next) {
    if (next == other_next) {
        best = std::min(best, other_best);
        second = std::min(second, other_second);
    } else if (other_best < best) {
        second = std::min(best, other_second);
        best = other_best;
        next = other_next;
    } else {
        second = std::min(second, other_best);
    }
}

std::int32_t plus(std::int32_t value, std::int32_t cost) { return value >= kFar ? kFar : std::min(kFar, value + cost); }

}  // namespace

Time Completion::width_for(const Network &network, int buckets) {
    return std::max(1, (network.closing - network.shift.start) / buckets);
}

Completion::Completion(const Network &network, Time width, Fixed detour) : network_(network) {
    choose_width(width > 0 ? width : width_for(network, kUsualBuckets));
    find_instant(detour);
    // Visits shorter than a bucket are given away (see find_instant), which is dear: try narrower buckets first.
    for (int tries = 0; tries < 2 && instant_ < 0 && width_ > 1; ++tries) {
        choose_width(width_ / 2);
        find_instant(detour);
    }
    choose_quantum();
    link();
    fill(layers_[0], nullptr);
    if (network_.has_break()) fill(layers_[1], &layers_[0]);
}

void Completion::choose_width(Time width) {
    const auto most = static_cast<int>(kMostCells / static_cast<std::size_t>(std::max(1, network_.size())));
    width_ = std::max(width, width_for(network_, most));
    const auto divisor = static_cast<std::uint64_t>(width_);
    inverse_shift_ = 32 + static_cast<int>(std::bit_width(divisor - 1));
    inverse_ = ((std::uint64_t{1} << inverse_shift_) + divisor - 1) / divisor;
    buckets_ = bucket(network_.closing) + 1;
}

// A visit that may take less than a bucket would let the program serve at no time at all. Such tickets are left out of
// it and their prizes given to every route in full: leaving out a stop makes no route dearer by more than `detour`.
void Completion::find_instant(Fixed detour) {
    const int k = network_.size();
    is_instant_.assign(k, false);
    instant_ = 0;
    step_ = 16;
    for (int h = 0; h < k; ++h) {
        const Node &node = network_.nodes[h];
        Time nearest = k > 1 ? kNever : width_ * step_;
        for (int j = 0; j < k; ++j)
            if (j != h) nearest = std::min(nearest, network_.seconds(j, h));
        const int steps = (nearest + node.duration) / width_;
        is_instant_[h] = steps == 0;
        if (steps > 0) step_ = std::min(step_, steps);
        else instant_ += std::min<Fixed>(0, network_.visit_cost(node, node.earliest) - detour);
    }
    instant_ = std::max(instant_, -kUnreachable);
    lanes_ = step_ == 16 ? 16 : 8;
    step_ = std::min(step_, lanes_);
}

void Completion::choose_quantum() {
    Fixed prize = 0;
    for (const Node &node : network_.nodes) prize = std::max(prize, -network_.visit_cost(node, node.earliest));
    const Fixed visits = buckets_ / step_ + 2;
    scale_ = 0;
    while ((prize >> scale_) + 2 >= (Fixed{1} << 28) / visits) ++scale_;
}

void Completion::link() {
    const int k = network_.size();
    stride_ = static_cast<std::size_t>(buckets_ + 2 * lanes_);
    first_.resize(k);
    first_then_.resize(k);
    last_.resize(k);
    home_.resize(k);
    for (int h = 0; h < k; ++h) {
        const Node &node = network_.nodes[h];
        const Time arrival = network_.shift.start + node.out;
        first_[h] = bucket(earliest_start(node.windows, arrival) + node.duration);
        first_then_[h] = std::max(0, bucket(arrival + node.duration) - 3);
        last_[h] = bucket(node.latest + node.duration);
        home_[h] = down(node.home_cost + network_.pay(node.home) - network_.pay_rounding());
    }
    // Stops that stay open longest come first: those that have closed are then passed over in one go.
    std::vector<int> order(k);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return last_[a] > last_[b]; });
    arcs_.reserve(static_cast<std::size_t>(k) * k);
    for (int j = 0; j < k; ++j) {
        arc_offset_.push_back(arcs_.size());
        for (const int h : order) {
            if (h == j || is_instant_[h]) continue;
            const Time seconds = network_.seconds(j, h);
            const int shift = (seconds + network_.nodes[h].duration) / width_;
            const int until = std::min(last_[j], last_[h] - shift);
            if (until >= first_[j]) arcs_.push_back({h, shift, down(network_.leg(j, h) + network_.pay(seconds)), until});
        }
    }
    arc_offset_.push_back(arcs_.size());
}

std::int32_t Completion::go_home(int j, Time ready, bool rested) const {
    const Node &node = network_.nodes[j];
    const Shift &shift = network_.shift;
    const auto cost = [&](Time end, Time busy) {
        if (end > shift.last) return kFar;
        if (end <= shift.idle_until() && busy == node.home) return home_[j];
        return down(node.home_cost + network_.at_end(end) + network_.pay(busy) - network_.pay_rounding());
    };
    const Time end = ready + node.home;
    if (rested || end <= shift.break_latest) return cost(end, node.home);
    if (ready > shift.break_latest) return kFar;
    return cost(std::max(end, shift.break_earliest) + shift.break_length, node.home + shift.break_length);
}

Completion::Visit Completion::visit(const Node &node, Time arrival) const {
    const Time start = earliest_start(node.windows, arrival);
    if (start > node.latest) return {-1, 0};
    const Time ready = start + node.duration;
    return {bucket(ready), down(network_.visit_cost(node, start) + network_.pay(node.duration))};
}

// The value of arriving at a node, were it free at the given bucket without a wait; before the break, also of taking it
// on the way.
void Completion::arrive(Layer &layer, const Layer *rested, int h, int b) const {
    const Node &node = network_.nodes[h];
    const Shift &shift = network_.shift;
    const std::size_t row = static_cast<std::size_t>(h) * stride_, at = row + b;
    const Time arrival = std::max(time(b) - node.duration, shift.start + node.out);
    if (const Visit v = visit(node, arrival); v.bucket >= 0) {
        layer.then_best[at] = plus(layer.best[row + v.bucket], v.cost);
        layer.then_second[at] = plus(layer.second[row + v.bucket], v.cost);
        layer.then_next[at] = layer.next[row + v.bucket];
    }
    if (rested == nullptr) return;
    const Visit v = visit(node, std::max(arrival, shift.break_earliest) + shift.break_length);
    if (v.bucket < 0) return;
    const std::int32_t cost = v.cost + down(network_.pay(shift.break_length));
    merge(layer.then_best[at], layer.then_second[at], layer.then_next[at], plus(rested->best[row + v.bucket], cost),
          plus(rested->second[row + v.bucket], cost), rested->next[row + v.bucket]);
}

// Going home from each bucket of a block.
void Completion::fill_homes(std::int32_t *best, int j, int low, bool rested) const {
    const Shift &shift = network_.shift;
    const Time home_by = std::min(shift.idle_until(), rested ? shift.last : std::min(shift.last, shift.break_latest));
    if (time(low + lanes_ - 1) + network_.nodes[j].home <= home_by) {
        std::fill_n(best, lanes_, home_[j]);
        return;
    }
    for (int b = 0; b < lanes_; ++b) best[b] = go_home(j, time(low + b), rested);
}

void Completion::fill(Layer &layer, const Layer *rested) {
    const int k = network_.size();
    const std::size_t cells = stride_ * static_cast<std::size_t>(k);
    for (auto *table : {&layer.best, &layer.second, &layer.then_best, &layer.then_second}) table->assign(cells, kFar);
    for (auto *table : {&layer.next, &layer.then_next}) table->assign(cells, kHome);
    const Twin then{layer.then_best.data(), layer.then_second.data(), layer.then_next.data()};
    // The last block may reach beyond the last bucket; rows are long enough.
    for (int low = (buckets_ - 1) / step_ * step_; low >= 0; low -= step_) {
        for (int j = 0; j < k; ++j) {
            if (low > last_[j] || low + step_ <= first_[j]) continue;
            std::int32_t best[16], second[16], next[16];
            std::fill_n(second, lanes_, kFar);
            std::fill_n(next, lanes_, kHome);
            fill_homes(best, j, low, rested == nullptr);
            sweep(lanes_, arcs_.data() + arc_offset_[j], arc_offset_[j + 1] - arc_offset_[j], low, j, then, stride_,
                  {best, second, next});
            const std::size_t at = static_cast<std::size_t>(j) * stride_ + low;
            for (int b = 0; b < step_; ++b) {
                // Before the break: after its latest start it can no longer be taken, and home cannot be early enough.
                if (rested != nullptr && time(low + b) > network_.shift.break_latest) continue;
                layer.best[at + b] = best[b];
                layer.second[at + b] = second[b];
                layer.next[at + b] = next[b];
            }
        }
        for (int h = 0; h < k; ++h) {
            if (low > last_[h] || low + step_ <= first_then_[h]) continue;
            for (int b = low; b < low + step_ && b <= last_[h]; ++b) arrive(layer, rested, h, b);
        }
    }
}

}  // namespace paigong
