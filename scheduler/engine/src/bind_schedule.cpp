// Route evaluation as Python sees it.
#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <optional>

#include "schedule.h"
#include "shared_day.h"

namespace nb = nanobind;

namespace paigong {
namespace {

Schedule evaluate_checked(const SharedDay &day, int shift, const std::vector<int> &tickets, Time not_before, Time not_after) {
    if (shift < 0 || shift >= day->m) throw nb::index_error(("no shift " + std::to_string(shift)).c_str());
    for (const int i : tickets)
        if (i < 0 || i >= day->n) throw nb::index_error(("no ticket " + std::to_string(i)).c_str());
    return evaluate(*day, shift, tickets.data(), static_cast<int>(tickets.size()), std::clamp(not_before, -kNever, kNever), not_after);
}

}  // namespace

void bind_schedule(nb::module_ &m) {
    nb::class_<Fault>(m, "Fault")
        .def_prop_ro("kind", [](const Fault &fault) { return name(fault.kind); })
        .def_ro("stop", &Fault::stop)
        .def_ro("resource", &Fault::resource)
        .def("__str__", &describe)
        .def("__repr__", &describe);
    nb::class_<Schedule>(m, "Schedule")
        .def_ro("feasible", &Schedule::feasible)
        .def_prop_ro("fault", [](const Schedule &s) { return s.feasible ? std::nullopt : std::make_optional(s.fault); })
        .def_ro("cost", &Schedule::cost)
        .def_ro("travel", &Schedule::travel)
        .def_ro("pair", &Schedule::pair)
        .def_ro("late", &Schedule::late)
        .def_ro("overtime", &Schedule::overtime)
        .def_ro("work", &Schedule::work)
        .def_ro("fixed", &Schedule::fixed)
        .def_ro("depart", &Schedule::depart)
        .def_ro("arrivals", &Schedule::arrivals)
        .def_ro("starts", &Schedule::starts)
        .def_ro("finishes", &Schedule::finishes)
        .def_ro("break_leg", &Schedule::break_leg)
        .def_ro("break_start", &Schedule::break_start)
        .def_ro("end", &Schedule::end)
        .def_ro("driving", &Schedule::driving)
        .def_ro("usage", &Schedule::usage);
    m.def("evaluate", &evaluate_checked, nb::arg("day"), nb::arg("shift"), nb::arg("tickets"),
          nb::arg("not_before") = -kNever, nb::arg("not_after") = kNever);
}

}  // namespace paigong
