// The Day as Python hands it over: one keyword per array of scheduler/day.py.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/string.h>

#include <stdexcept>

#include "check.h"
#include "rows.h"
#include "shared_day.h"
#include "stop.h"

namespace nb = nanobind;

namespace paigong {
namespace {

// Reads the keyword arrays one by one, checks type and shape, and remembers which were used.
class Arrays {
  public:
    explicit Arrays(nb::kwargs given) : given_(std::move(given)) {}

    // `shape` uses -1 for "any length"; the lengths found are written back.
    template <typename T> std::vector<T> read(const char *field, std::initializer_list<int *> shape) {
        ++used_;
        const auto fail = [&](const std::string &why) { throw nb::value_error((std::string(field) + ": " + why).c_str()); };
        if (!given_.contains(field)) fail("this array is missing");
        using Array = nb::ndarray<const T, nb::c_contig, nb::device::cpu>;
        Array array;
        if (!nb::try_cast<Array>(given_[field], array, false))
            fail("must be a C-contiguous array of " + std::to_string(8 * sizeof(T)) + "-bit integers");
        if (array.ndim() != shape.size())
            fail("must have " + std::to_string(shape.size()) + " dimensions, not " + std::to_string(array.ndim()));
        std::size_t axis = 0;
        for (int *want : shape) {
            const auto has = static_cast<long long>(array.shape(axis));
            if (*want < 0 && has < kNever) *want = static_cast<int>(has);
            if (*want != has)
                fail("axis " + std::to_string(axis) + " must have length " + std::to_string(*want) + ", not " +
                     std::to_string(has));
            ++axis;
        }
        return std::vector<T>(array.data(), array.data() + array.size());
    }

    void all_used() const {
        if (given_.size() != used_) throw nb::value_error("unknown keyword among the arrays of the day");
    }

  private:
    nb::kwargs given_;
    std::size_t used_ = 0;
};

using Ints = std::vector<std::int32_t>;
using Moneys = std::vector<Money>;

void read_shifts(Arrays &a, Day &day) {
    int *const m = &day.m;
    const auto ints = [&](const char *field) { return a.read<std::int32_t>(field, {m}); };
    const auto moneys = [&](const char *field) { return a.read<Money>(field, {m}); };
    day.m = -1;
    const Ints profile = ints("profile"), start_place = ints("start_place"), end_place = ints("end_place");
    const Ints start = ints("start"), end = ints("end"), last = ints("last");
    const Moneys overtime_rate = moneys("overtime_rate"), fixed_cost = moneys("fixed_cost"), work_rate = moneys("work_rate");
    const Ints max_visits = ints("max_visits"), max_travel = ints("max_travel"), max_work = ints("max_work");
    const Ints length = ints("break_length"), earliest = ints("break_earliest"), latest = ints("break_latest");
    const Moneys paid_rate = moneys("paid_rate");
    const Ints paid_from = ints("paid_from");
    for (int e = 0; e < day.m; ++e)
        day.shifts.push_back({profile[e], start_place[e], end_place[e], start[e], end[e], last[e], overtime_rate[e],
                              fixed_cost[e], work_rate[e], max_visits[e], max_travel[e], max_work[e], length[e],
                              earliest[e], latest[e], paid_rate[e], paid_from[e]});
    int offsets = day.m + 1, blocks = -1;
    day.block_offset = a.read<std::int32_t>("block_offset", {&offsets});
    const Ints from = a.read<std::int32_t>("block_from", {&blocks}), to = a.read<std::int32_t>("block_to", {&blocks});
    for (int k = 0; k < blocks; ++k) day.blocks.push_back({from[k], to[k]});
    day.resources = -1;
    day.capacity = a.read<std::int32_t>("capacity", {m, &day.resources});
}

void read_tickets(Arrays &a, Day &day) {
    day.n = -1;
    day.place = a.read<std::int32_t>("place", {&day.n});
    day.unserved_cost = a.read<Money>("unserved_cost", {&day.n});
    day.demand = a.read<std::int32_t>("demand", {&day.n, &day.resources});
    int offsets = day.n + 1, terms = -1;
    day.term_offset = a.read<std::int32_t>("term_offset", {&offsets});
    const Ints due = a.read<std::int32_t>("term_due", {&terms});
    const Moneys step = a.read<Money>("term_step", {&terms}), rate = a.read<Money>("term_rate", {&terms});
    const auto on_finish = a.read<std::uint8_t>("term_on_finish", {&terms});
    const Ints row = a.read<std::int32_t>("term_row", {&terms});
    for (int k = 0; k < terms; ++k) day.terms.push_back({due[k], step[k], rate[k], on_finish[k] != 0, row[k]});
}

void read_pairs(Arrays &a, Day &day) {
    day.allowed = a.read<std::uint8_t>("allowed", {&day.m, &day.n});
    day.duration = a.read<std::int32_t>("duration", {&day.m, &day.n});
    day.pair_cost = a.read<Money>("pair_cost", {&day.m, &day.n});
    day.window_set = a.read<std::int32_t>("window_set", {&day.m, &day.n});
    int offsets = -1, windows = -1;
    day.window_offset = a.read<std::int32_t>("window_offset", {&offsets});
    const Ints first = a.read<std::int32_t>("window_first", {&windows}), last = a.read<std::int32_t>("window_last", {&windows});
    for (int k = 0; k < windows; ++k) day.windows.push_back({first[k], last[k]});
}

void read_rows(Arrays &a, Day &day) {
    day.rows = -1;
    day.row_cap = a.read<Money>("row_cap", {&day.rows});
    day.row_price = a.read<Money>("row_price", {&day.rows});
    // Without rows the shapes of the empty arrays do not matter.
    int any_m = day.rows > 0 ? day.m : -1, any_n = day.rows > 0 ? day.n : -1;
    day.row_pair = a.read<std::int32_t>("row_pair", {&day.rows, &any_m, &any_n});
    any_m = day.rows > 0 ? day.m : -1, any_n = day.rows > 0 ? day.n : -1;
    day.row_used = a.read<std::int32_t>("row_used", {&day.rows, &any_m});
    day.row_unserved = a.read<std::int32_t>("row_unserved", {&day.rows, &any_n});
}

void read_ties(Arrays &a, Day &day) {
    int ties = -1;
    const Ints first = a.read<std::int32_t>("tie_first", {&ties}), second = a.read<std::int32_t>("tie_second", {&ties});
    const Ints gap = a.read<std::int32_t>("tie_gap", {&ties});
    for (int k = 0; k < ties; ++k) day.ties.push_back({first[k], second[k], gap[k]});
}

Day read_day(const nb::kwargs &given) {
    Arrays a(given);
    Day day;
    day.profiles = day.places = -1;
    day.seconds = a.read<std::int32_t>("seconds", {&day.profiles, &day.places, &day.places});
    day.leg_money = a.read<Money>("leg_cost", {&day.profiles, &day.places, &day.places});
    read_shifts(a, day);
    read_tickets(a, day);
    read_pairs(a, day);
    read_rows(a, day);
    index_rows(day);
    read_ties(a, day);
    a.all_used();
    check(day);
    settle(day);
    return day;
}

}  // namespace

void bind_day(nb::module_ &m) {
    nb::class_<SharedDay>(m, "Day", nb::is_weak_referenceable())
        .def("__init__", [](SharedDay *self, const nb::kwargs &given) { new (self) SharedDay{std::make_shared<const Day>(read_day(given))}; })
        .def_prop_ro("n", [](const SharedDay &day) { return day->n; })
        .def_prop_ro("m", [](const SharedDay &day) { return day->m; })
        .def_prop_ro("rows", [](const SharedDay &day) { return day->rows; });
    nb::class_<Stop>(m, "Stop")
        .def(nb::init<>())
        .def("set", &Stop::set)
        .def_prop_ro("is_set", &Stop::is_set);
}

}  // namespace paigong
