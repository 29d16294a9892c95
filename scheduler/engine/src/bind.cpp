// The Python module `scheduler.engine._core`: every part binds itself in a file of its own.
#include <nanobind/nanobind.h>

namespace nb = nanobind;

namespace paigong {
void bind_day(nb::module_ &);
void bind_schedule(nb::module_ &);
void bind_search(nb::module_ &);
void bind_pricing(nb::module_ &);
void bind_ascent(nb::module_ &);
}  // namespace paigong

NB_MODULE(_core, m) {
    m.doc() = "Route evaluation, search and pricing on a compiled Day.";
    paigong::bind_day(m);
    paigong::bind_schedule(m);
    paigong::bind_search(m);
    paigong::bind_pricing(m);
    paigong::bind_ascent(m);
}
