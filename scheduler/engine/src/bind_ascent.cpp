// Prices by climbing as Python sees them.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>

#include <memory>

#include "ascent.h"

namespace nb = nanobind;
using namespace nb::literals;

namespace paigong {
namespace {

using Doubles = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Ints = nb::ndarray<const std::int32_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Moneys = nb::ndarray<const std::int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

auto array(const std::vector<double> &values) {
    auto *kept = new std::vector<double>(values);
    const nb::capsule owner(kept, [](void *p) noexcept { delete static_cast<std::vector<double> *>(p); });
    return nb::ndarray<nb::numpy, double, nb::ndim<1>>(kept->data(), {kept->size()}, owner);
}

class BoundAscent {
  public:
    BoundAscent(Ints count, Moneys unserved)
        : shifts_(static_cast<int>(count.size())), tickets_(static_cast<int>(unserved.size())),
          ascent_({count.data(), count.data() + count.size()}, {unserved.data(), unserved.data() + unserved.size()}) {}

    void add(Ints shift, Ints offset, Ints tickets, Moneys cost) {
        const std::size_t columns = shift.size();
        bool fits = offset.size() == columns + 1 && cost.size() == columns;
        for (std::size_t k = 0; fits && k < columns; ++k)
            fits = shift(k) >= 0 && shift(k) < shifts_ && offset(k) >= 0 && offset(k) <= offset(k + 1);
        fits = fits && offset(columns) <= static_cast<std::int64_t>(tickets.size());
        for (std::size_t q = 0; fits && q < tickets.size(); ++q) fits = tickets(q) >= 0 && tickets(q) < tickets_;
        if (!fits) throw nb::value_error("columns: shift, offset, tickets and cost do not fit together or the day");
        for (std::size_t k = 0; k < columns; ++k)
            ascent_.add(shift(k), tickets.data() + offset(k), offset(k + 1) - offset(k), cost(k));
    }

    void reprice(std::size_t column, Money cost) {
        if (column >= ascent_.size()) throw nb::index_error("no such column");
        ascent_.reprice(column, cost);
    }

    nb::tuple climb(Doubles pi, double tau, int steps, const Stop *stop) {
        if (pi.size() != static_cast<std::size_t>(tickets_)) throw nb::value_error("pi: one price per ticket is needed");
        if (!(tau > 0)) throw nb::value_error("tau: must be positive");
        std::vector<double> prices(pi.data(), pi.data() + pi.size());
        double value;
        {
            const nb::gil_scoped_release release;
            value = ascent_.climb(prices, tau, steps, stop);
        }
        return nb::make_tuple(value, array(prices), array(ascent_.share()));
    }

    std::size_t size() const { return ascent_.size(); }

  private:
    int shifts_, tickets_;
    Ascent ascent_;
};

}  // namespace

void bind_ascent(nb::module_ &m) {
    nb::class_<BoundAscent>(m, "Ascent")
        .def(nb::init<Ints, Moneys>(), "count"_a, "unserved"_a)
        .def("__len__", &BoundAscent::size)
        .def("add", &BoundAscent::add, "shift"_a, "offset"_a, "tickets"_a, "cost"_a)
        .def("reprice", &BoundAscent::reprice, "column"_a, "cost"_a)
        .def("climb", &BoundAscent::climb, "pi"_a, "tau"_a, "steps"_a, "stop"_a.none() = nb::none());
}

}  // namespace paigong
