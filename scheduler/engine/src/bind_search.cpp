// The search as Python sees it.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <stdexcept>

#include "search.h"
#include "shared_day.h"

namespace nb = nanobind;

namespace paigong {
namespace {

template <typename T> nb::ndarray<nb::numpy, T, nb::ndim<1>> to_numpy(std::vector<T> &&values) {
    auto *kept = new std::vector<T>(std::move(values));
    const nb::capsule owner(kept, [](void *p) noexcept { delete static_cast<std::vector<T> *>(p); });
    return nb::ndarray<nb::numpy, T, nb::ndim<1>>(kept->data(), {kept->size()}, owner);
}

// Settings by name, so that an ablation can change any of them.
SearchSettings read_settings(const nb::kwargs &given) {
    SearchSettings s;
    for (const auto &[key, value] : given) {
        const auto name = nb::cast<std::string>(key);
        const auto number = nb::cast<double>(value);
        if (!(number >= 0)) throw nb::value_error((name + " must not be negative").c_str());
        if (name == "strings") s.ruin.strings = std::max(1.0, number);
        else if (name == "longest") s.ruin.longest = std::max(1.0, number);
        else if (name == "split") s.ruin.split = number;
        else if (name == "keep_more") s.ruin.keep_more = std::min(number, 0.99);
        else if (name == "absent_seed") s.ruin.absent_seed = number;
        else if (name == "near") s.recreate.near = static_cast<int>(number);
        else if (name == "near_from") s.recreate.near_from = static_cast<int>(number);
        else if (name == "hot") s.hot = number;
        else if (name == "cold") s.cold = number;
        else if (name == "pool_gap") s.pool_gap = number;
        else if (name == "pool_every") s.pool_every = std::max(1, static_cast<int>(number));
        else if (name == "pool_from") s.pool_from = number;
        else throw nb::value_error(("the search has no setting " + name).c_str());
    }
    return s;
}

void check_tickets(const std::vector<int> &tickets, int n) {
    for (const int i : tickets)
        if (i < 0 || i >= n) throw nb::index_error(("no ticket " + std::to_string(i)).c_str());
}

// A search with the size of its day, to check what Python hands in.
struct BoundSearch {
    BoundSearch(const SharedDay &day, std::uint64_t seed, const nb::kwargs &settings)
        : m(day->m), n(day->n), search(day.ground(), seed, read_settings(settings)) {}
    int m, n;
    Search search;
};

}  // namespace

void bind_search(nb::module_ &m) {
    nb::class_<BoundSearch>(m, "Search")
        .def(nb::init<const SharedDay &, std::uint64_t, const nb::kwargs &>(), nb::arg("day"), nb::arg("seed"),
             nb::arg("settings"))
        .def("load", [](BoundSearch &b, const std::vector<std::vector<int>> &routes) { b.search.load(routes); },
             nb::arg("routes"))
        .def("greedy", [](BoundSearch &b) { b.search.greedy(); }, nb::call_guard<nb::gil_scoped_release>())
        .def("run",
             [](BoundSearch &b, std::int64_t iterations, double from, double to, const Stop *stop) {
                 nb::gil_scoped_release release;
                 return b.search.run(iterations, from, to, stop);
             },
             nb::arg("iterations"), nb::arg("from_") = 0.0, nb::arg("to") = 1.0, nb::arg("stop").none() = nb::none())
        .def("focus",
             [](BoundSearch &b, std::vector<int> tickets, double weight) {
                 check_tickets(tickets, b.n);
                 if (!(weight >= 0 && weight <= 1)) throw nb::value_error("weight must lie between 0 and 1");
                 b.search.ruin().focus(std::move(tickets), weight);
             },
             nb::arg("tickets"), nb::arg("weight") = 0.5)
        .def("add_routes",
             [](BoundSearch &b, const std::vector<std::pair<int, std::vector<int>>> &routes) {
                 for (const auto &[shift, tickets] : routes) {
                     if (shift < 0 || shift >= b.m) throw nb::index_error(("no shift " + std::to_string(shift)).c_str());
                     check_tickets(tickets, b.n);
                     b.search.add_route(shift, tickets);
                 }
             },
             nb::arg("routes"))
        .def("best", [](const BoundSearch &b) { return b.search.best(); })
        .def("pool",
             [](BoundSearch &b) {
                 const Pool &pool = b.search.pool();
                 return nb::make_tuple(to_numpy(pool.shifts()), to_numpy(pool.offsets()), to_numpy(pool.tickets()),
                                       to_numpy(pool.costs()));
             })
        .def("clear_pool", [](BoundSearch &b) { b.search.pool().clear(); })
        .def_prop_ro("best_cost", [](const BoundSearch &b) { return b.search.best_cost(); })
        .def_prop_ro("best_excess", [](const BoundSearch &b) { return b.search.best_excess(); })
        .def_prop_ro("iterations", [](const BoundSearch &b) { return b.search.iterations(); })
        .def_prop_ro("trace", [](const BoundSearch &b) { return b.search.trace(); })
        .def_prop_ro("hot", [](const BoundSearch &b) { return b.search.hot(); })
        .def_prop_ro("cold", [](const BoundSearch &b) { return b.search.cold(); });
}

}  // namespace paigong
