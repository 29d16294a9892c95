// Pricing as Python sees it.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <cmath>
#include <optional>
#include <string>

#include "pricer.h"
#include "shared_day.h"

namespace nb = nanobind;
using namespace nb::literals;

namespace paigong {
namespace {

using Doubles = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Ints = nb::ndarray<const std::int32_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Triples = nb::ndarray<const std::int32_t, nb::shape<-1, 3>, nb::c_contig, nb::device::cpu>;

[[noreturn]] void refuse(const std::string &why) { throw nb::value_error(why.c_str()); }

std::vector<Fixed> read(const char *field, const Doubles &values, std::size_t count, double least, double most) {
    if (values.size() != count)
        refuse(std::string(field) + ": must have length " + std::to_string(count) + ", not " + std::to_string(values.size()));
    std::vector<Fixed> read(count);
    for (std::size_t k = 0; k < count; ++k) {
        const double value = values(k), scaled = value * static_cast<double>(kOne);
        const std::string at = std::string(field) + "[" + std::to_string(k) + "] = " + std::to_string(value);
        if (!(value >= least && value <= most))
            refuse(at + ": must lie between " + std::to_string(least) + " and " + std::to_string(most));
        if (scaled != std::floor(scaled)) refuse(at + ": must be a multiple of 1/1024");
        read[k] = static_cast<Fixed>(scaled);
    }
    return read;
}

constexpr double kMost = static_cast<double>(Money{1} << 42);

Prices read_prices(const Day &day, const Doubles &pi, const Doubles &sigma, const Doubles &mu, const Triples &cuts,
                   const Doubles &cut_duals) {
    Prices prices;
    prices.ticket = read("pi", pi, day.n, 0, kMost);
    prices.shift = read("sigma", sigma, day.m, -kMost, 0);
    prices.row = read("mu", mu, day.rows, -kMost, 0);
    const auto duals = read("cut_duals", cut_duals, cuts.shape(0), -kMost, 0);
    for (std::size_t k = 0; k < duals.size(); ++k) {
        Cut cut{{cuts(k, 0), cuts(k, 1), cuts(k, 2)}, -duals[k]};
        for (const int i : cut.tickets)
            if (i < 0 || i >= day.n) refuse("cuts[" + std::to_string(k) + "]: no ticket " + std::to_string(i));
        if (cut.tickets[0] == cut.tickets[1] || cut.tickets[0] == cut.tickets[2] || cut.tickets[1] == cut.tickets[2])
            refuse("cuts[" + std::to_string(k) + "]: the three tickets must differ");
        prices.cuts.push_back(cut);
    }
    return prices;
}

std::vector<std::int32_t> read_shifts(const Day &day, const Ints &shifts) {
    for (std::size_t k = 0; k < shifts.size(); ++k)
        if (shifts(k) < 0 || shifts(k) >= day.m) throw nb::index_error(("no shift " + std::to_string(shifts(k))).c_str());
    return {shifts.data(), shifts.data() + shifts.size()};
}

template <typename T> auto array(std::vector<T> values) {
    auto *kept = new std::vector<T>(std::move(values));
    const nb::capsule owner(kept, [](void *p) noexcept { delete static_cast<std::vector<T> *>(p); });
    return nb::ndarray<nb::numpy, T, nb::ndim<1>>(kept->data(), {kept->size()}, owner);
}

nb::ndarray<nb::numpy, bool, nb::ndim<1>> flags(const std::vector<std::uint8_t> &values) {
    const std::size_t size = values.size();
    bool *kept = new bool[size];
    std::copy(values.begin(), values.end(), kept);
    const nb::capsule owner(kept, [](void *p) noexcept { delete[] static_cast<bool *>(p); });
    return nb::ndarray<nb::numpy, bool, nb::ndim<1>>(kept, {size}, owner);
}

std::vector<double> money(const std::vector<Fixed> &values) {
    std::vector<double> out;
    for (const Fixed value : values) out.push_back(static_cast<double>(value) / static_cast<double>(kOne));
    return out;
}

Priced run(const Pricer &pricer, const Prices &prices, const Ints &shifts, const Doubles &thresholds, const Task &task) {
    const auto numbers = read_shifts(pricer.day(), shifts);
    const auto limits = read("thresholds", thresholds, numbers.size(), -kMost, kMost);
    if (task.label_limit < 0) refuse("label_limit: must not be negative");
    if (task.threads < 1) refuse("threads: must be at least 1");
    if (task.fine < 0 || task.coarse < 0) refuse("fine, coarse: must not be negative");
    const nb::gil_scoped_release release;
    return pricer.price(prices, numbers, limits, task);
}

Priced price(const Pricer &self, const Doubles &pi, const Doubles &sigma, const Doubles &mu, const Triples &cuts,
             const Doubles &cut_duals, const Ints &shifts, const Doubles &thresholds, std::size_t most_routes,
             std::int64_t label_limit, Time fine, Time coarse, bool exact, int threads, const Stop *stop) {
    const Task task{exact ? Depth::exact : Depth::quick, most_routes, label_limit, fine, coarse, threads, stop};
    if (most_routes < 1) refuse("most_routes: must be at least 1");
    return run(self, read_prices(self.day(), pi, sigma, mu, cuts, cut_duals), shifts, thresholds, task);
}

nb::ndarray<nb::numpy, double, nb::ndim<1>> bound_only(const Pricer &self, const Doubles &pi, const Doubles &sigma,
                                                       const Doubles &mu, const Ints &shifts, Time fine, int threads,
                                                       const Stop *stop) {
    Prices prices;
    prices.ticket = read("pi", pi, self.day().n, 0, kMost);
    prices.shift = read("sigma", sigma, self.day().m, -kMost, 0);
    prices.row = read("mu", mu, self.day().rows, -kMost, 0);
    const auto numbers = read_shifts(self.day(), shifts);
    if (threads < 1) refuse("threads: must be at least 1");
    Priced priced;
    {
        const nb::gil_scoped_release release;
        priced = self.price(prices, numbers, std::vector<Fixed>(numbers.size(), 0),
                            Task{Depth::bound, 1, 0, fine, fine, threads, stop});
    }
    return array(money(priced.bound));
}

Priced enumerate(const Pricer &self, const Doubles &pi, const Doubles &sigma, const Doubles &mu, const Triples &cuts,
                 const Doubles &cut_duals, const Ints &shifts, const Doubles &thresholds, std::size_t route_limit,
                 std::int64_t label_limit, Time fine, int threads, const Stop *stop) {
    const Task task{Depth::enumerate, route_limit, label_limit, fine, 0, threads, stop};
    return run(self, read_prices(self.day(), pi, sigma, mu, cuts, cut_duals), shifts, thresholds, task);
}

int remember_route(Pricer &self, int shift, const std::vector<std::int32_t> &tickets) {
    if (shift < 0 || shift >= self.day().m) throw nb::index_error(("no shift " + std::to_string(shift)).c_str());
    for (const int i : tickets)
        if (i < 0 || i >= self.day().n) throw nb::index_error(("no ticket " + std::to_string(i)).c_str());
    return self.remember(shift, tickets);
}

bool forget(Pricer &self, int shift) {
    if (shift < 0 || shift >= self.day().m) throw nb::index_error(("no shift " + std::to_string(shift)).c_str());
    return self.forget(shift);
}

}  // namespace

void bind_pricing(nb::module_ &m) {
    nb::class_<Priced>(m, "Priced")
        .def_prop_ro("shift", [](const Priced &p) { return array(p.shift); }, nb::rv_policy::automatic)
        .def_prop_ro("offsets", [](const Priced &p) { return array(p.offsets); }, nb::rv_policy::automatic)
        .def_prop_ro("tickets", [](const Priced &p) { return array(p.tickets); }, nb::rv_policy::automatic)
        .def_prop_ro("cost", [](const Priced &p) { return array(p.cost); }, nb::rv_policy::automatic)
        .def_prop_ro("reduced", [](const Priced &p) { return array(money(p.reduced)); }, nb::rv_policy::automatic)
        .def_prop_ro("bound", [](const Priced &p) { return array(money(p.bound)); }, nb::rv_policy::automatic)
        .def_prop_ro("exact", [](const Priced &p) { return flags(p.exact); }, nb::rv_policy::automatic)
        .def_prop_ro("labels", [](const Priced &p) { return array(p.labels); }, nb::rv_policy::automatic);
    nb::class_<Pricer>(m, "Pricer")
        .def("__init__",
             [](Pricer *self, const SharedDay &day, int memory) {
                 if (memory < 0) refuse("memory: must not be negative");
                 new (self) Pricer(day.day, memory);
             },
             "day"_a, "memory"_a = 64)
        .def("price", &price, "pi"_a, "sigma"_a, "mu"_a, "cuts"_a, "cut_duals"_a, "shifts"_a, "thresholds"_a,
             "most_routes"_a = 15, "label_limit"_a = 3'000'000, "fine"_a = 0, "coarse"_a = 0, "exact"_a = true,
             "threads"_a = 1, "stop"_a = nb::none())
        .def("bound_only", &bound_only, "pi"_a, "sigma"_a, "mu"_a, "shifts"_a, "fine"_a = 0, "threads"_a = 1,
             "stop"_a = nb::none())
        .def("enumerate", &enumerate, "pi"_a, "sigma"_a, "mu"_a, "cuts"_a, "cut_duals"_a, "shifts"_a, "thresholds"_a,
             "route_limit"_a = 100'000, "label_limit"_a = 3'000'000, "fine"_a = 0, "threads"_a = 1, "stop"_a = nb::none())
        .def("remember", &remember_route, "shift"_a, "tickets"_a)
        .def("forget", &forget, "shift"_a);
}

}  // namespace paigong
