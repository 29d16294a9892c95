#include "plan.h"

#include <algorithm>
#include <stdexcept>

#include "schedule.h"

namespace paigong {

Plan::Plan(const Ground &ground) : ground_(ground), timer_(ground), limits_(ground.day()) {
    const Day &day = ground.day();
    routes_.resize(static_cast<std::size_t>(day.m));
    stamp_of_.assign(static_cast<std::size_t>(day.m), 0);
    shift_of_.assign(static_cast<std::size_t>(day.n), -1);
    absent_at_.assign(static_cast<std::size_t>(day.n), -1);
    for (int e = 0; e < day.m; ++e) {
        routes_[e] = bare_route(day, e);
        timer_.time(routes_[e]);
    }
    for (int i = 0; i < day.n; ++i) {
        limits_.add_unserved(i, 1);
        unserved_ += day.unserved_cost[i];
        absent_at_[i] = i;
        absent_.push_back(i);
    }
}

void Plan::begin() {
    ++stamp_;
    changed_.clear();
    moved_.clear();
    marked_routes_ = routes_cost_;
    marked_unserved_ = unserved_;
    marked_used_ = used_;
    if (limits_.any()) limits_.mark();
}

void Plan::rollback() {
    for (std::size_t k = 0; k < changed_.size(); ++k) std::swap(routes_[changed_[k]], saved_[k]);
    for (auto move = moved_.rbegin(); move != moved_.rend(); ++move) {
        const auto [ticket, shift] = *move;
        if ((shift_of_[ticket] < 0) != (shift < 0)) set_absent(ticket, shift < 0);
        shift_of_[ticket] = shift;
    }
    routes_cost_ = marked_routes_;
    unserved_ = marked_unserved_;
    used_ = marked_used_;
    if (limits_.any()) limits_.rewind();
    changed_.clear();
    moved_.clear();
}

// Copies the part of the route in use; the entries' memory is kept from one iteration to the next.
void Plan::save(int shift) {
    if (stamp_of_[shift] == stamp_) return;
    stamp_of_[shift] = stamp_;
    if (saved_.size() == changed_.size()) saved_.emplace_back();
    saved_[changed_.size()] = routes_[shift];
    changed_.push_back(shift);
}

void Plan::set_absent(int ticket, bool absent) {
    if (absent) {
        absent_at_[ticket] = static_cast<int>(absent_.size());
        absent_.push_back(ticket);
    } else {
        const int at = absent_at_[ticket], last = absent_.back();
        absent_[at] = last;
        absent_at_[last] = at;
        absent_.pop_back();
        absent_at_[ticket] = -1;
    }
}

bool Plan::insert(const Option &option, int position) {
    Route &route = routes_[option.shift];
    save(option.shift);
    const std::int64_t excess = limits_.excess();
    const auto put_in = [&](bool in) {
        if (limits_.any()) limits_.add_unserved(option.ticket, in ? -1 : 1);
        const auto at = route.visits.begin() + position;
        if (in) {
            route.visits.insert(at, Visit{&option, 0});
        } else {
            route.visits.erase(at);
        }
        return retime(option.shift, nullptr);
    };
    if (!put_in(true) || limits_.excess() > excess) {
        put_in(false);
        return false;
    }
    used_ += route.size() == 1;
    unserved_ -= ground_.day().unserved_cost[option.ticket];
    moved_.emplace_back(option.ticket, -1);
    shift_of_[option.ticket] = option.shift;
    set_absent(option.ticket, false);
    return true;
}

void Plan::take_out(int shift, int ticket, std::vector<int> &removed) {
    moved_.emplace_back(ticket, shift);
    shift_of_[ticket] = -1;
    set_absent(ticket, true);
    removed.push_back(ticket);
    unserved_ += ground_.day().unserved_cost[ticket];
    if (limits_.any()) limits_.add_unserved(ticket, 1);
}

void Plan::cut(int shift, int from, int span, int keep, int kept, std::vector<int> &removed) {
    Route &route = routes_[shift];
    save(shift);
    int left = 0;
    for (int k = 0; k < route.size(); ++k) {
        const bool inside = k >= from && k < from + span;
        if (inside && !(k >= keep && k < keep + kept)) {
            take_out(shift, route.visits[k].option->ticket, removed);
        } else {
            route.visits[left++] = route.visits[k];
        }
    }
    route.visits.resize(static_cast<std::size_t>(left));
    if (route.empty()) --used_;
    retime(shift, &removed);
}

// Times a saved route after its visits or its begin have changed. Where `removed` is given a route that cannot be served
// any more is emptied: what is left of a route can only be infeasible where travel breaks the triangle inequality, or
// where it starts so much earlier that the shift works too long.
bool Plan::time_anew(Route &route, std::vector<int> *removed) {
    const Money old_cost = route.cost;
    if (limits_.any()) limits_.add(route.usage, -1);
    bool feasible = timer_.time(route);
    if (!feasible && removed != nullptr) {
        for (const Visit &visit : route.visits) take_out(route.shift, visit.option->ticket, *removed);
        if (!route.empty()) --used_;
        route.visits.clear();
        feasible = timer_.time(route);
    }
    if (!feasible) route.usage.assign(route.usage.size(), 0);
    if (limits_.any()) limits_.add(route.usage, 1);
    routes_cost_ += route.cost - old_cost;
    return feasible;
}

bool Plan::retime(int shift, std::vector<int> *removed) {
    const std::vector<int> &person = ground_.person_of(shift);
    if (person.empty()) return time_anew(routes_[shift], removed);
    return retime_from(std::find(person.begin(), person.end(), shift) - person.begin(), person, false, removed);
}

// Times one shift of a person, and the later ones as far as they begin at another time (or `all`); then all of them learn
// how late they may end.
bool Plan::retime_from(std::ptrdiff_t first, const std::vector<int> &person, bool all, std::vector<int> *removed) {
    bool feasible = true;
    for (auto e = person.begin() + first; e != person.end(); ++e) {
        Route &route = routes_[*e];
        const Time begin = earliest_begin(*e);
        if (!all && e != person.begin() + first && begin == route.begin) continue;
        save(*e);
        route.begin = begin;
        feasible &= time_anew(route, removed);
    }
    if (!feasible) return false;
    for (auto e = person.rbegin(); e != person.rend(); ++e) limit_end(*e);
    return true;
}

// When a person can depart for a shift at the earliest, after those of the earlier shifts that serve somebody.
Time Plan::earliest_begin(int shift) const {
    Time begin = ground_.day().shifts[shift].start;
    for (const Tie &tie : ground_.ties_into(shift))
        if (!routes_[tie.first].empty()) begin = std::max(begin, routes_[tie.first].end + tie.gap);
    return begin;
}

// How late a route may end on account of the person's later shifts.
void Plan::limit_end(int shift) {
    Time until = ground_.day().shifts[shift].last, calm = kNever;
    for (const Tie &tie : ground_.ties_out_of(shift)) {
        const Route &next = routes_[tie.second];
        if (next.empty()) continue;
        until = std::min(until, next.latest_departure - tie.gap);
        calm = std::min(calm, next.calm_departure - tie.gap);
    }
    if (until == routes_[shift].until && calm == routes_[shift].calm_until) return;
    save(shift);
    routes_[shift].until = until;
    routes_[shift].calm_until = calm;
    timer_.look_back(routes_[shift]);
}

void Plan::clear() {
    std::vector<int> removed;
    for (int e = 0; e < ground_.day().m; ++e)
        if (!routes_[e].empty()) cut(e, 0, routes_[e].size(), 0, 0, removed);
}

void Plan::load(const std::vector<std::vector<int>> &routes) {
    const Day &day = ground_.day();
    const auto refuse = [](const std::string &why) { throw std::invalid_argument("this plan cannot be loaded: " + why); };
    if (static_cast<int>(routes.size()) != day.m)
        refuse(std::to_string(routes.size()) + " routes for " + std::to_string(day.m) + " shifts");
    std::vector<int> seen(static_cast<std::size_t>(day.n), -1);
    for (int e = 0; e < day.m; ++e) {
        const std::string name = "shift " + std::to_string(e);
        for (const int i : routes[e]) {
            if (i < 0 || i >= day.n) refuse(name + " serves ticket " + std::to_string(i) + ", which does not exist");
            if (seen[i] >= 0)
                refuse("ticket " + std::to_string(i) + " is served by shift " + std::to_string(seen[i]) + " and by " + name);
            seen[i] = e;
        }
    }
    std::vector<Time> end(static_cast<std::size_t>(day.m), 0);
    const auto check_times = [&](int e) {
        Route trial = bare_route(day, e);
        for (const Tie &tie : ground_.ties_into(e))
            if (!routes[tie.first].empty()) trial.begin = std::max(trial.begin, end[tie.first] + tie.gap);
        const Schedule schedule = evaluate(day, e, routes[e].data(), static_cast<int>(routes[e].size()), trial.begin);
        const std::string name = "shift " + std::to_string(e);
        if (!schedule.feasible) {
            std::string stops;
            for (const int i : routes[e]) stops.append(1, ' ').append(std::to_string(i));
            refuse(name + " with tickets" + stops + ": " + describe(schedule.fault));
        }
        for (const int i : routes[e]) trial.visits.push_back({ground_.option(e, i), 0});
        if (!timer_.time(trial)) refuse(name + " cannot be timed");
        end[e] = schedule.end;
    };
    for (int e = 0; e < day.m; ++e)
        if (ground_.person_of(e).empty()) check_times(e);
    for (const auto &person : ground_.persons())
        for (const int e : person) check_times(e);
    begin();
    clear();
    for (int e = 0; e < day.m; ++e) {
        if (routes[e].empty()) continue;
        save(e);
        for (const int i : routes[e]) {
            routes_[e].visits.push_back({ground_.option(e, i), 0});
            shift_of_[i] = e;
            set_absent(i, false);
            unserved_ -= day.unserved_cost[i];
            if (limits_.any()) limits_.add_unserved(i, -1);
        }
        ++used_;
        if (ground_.person_of(e).empty()) time_anew(routes_[e], nullptr);
    }
    for (const auto &person : ground_.persons()) retime_from(0, person, true, nullptr);
}

}  // namespace paigong
