// The Python module `scheduler.engine._core`: every part binds itself in a file of its own.
#include <nanobind/nanobind.h>

namespace nb = nanobind;

void bind_day(nb::module_ &);
void bind_schedule(nb::module_ &);
void bind_search(nb::module_ &);
void bind_pricing(nb::module_ &);

NB_MODULE(_core, m) {
    m.doc() = "Route evaluation, search and pricing on a compiled Day.";
    bind_day(m);
    bind_schedule(m);
    bind_search(m);
    bind_pricing(m);
}
