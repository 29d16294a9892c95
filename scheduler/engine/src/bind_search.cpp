// The search as Python sees it.
#include <nanobind/nanobind.h>

namespace paigong {

void bind_search(nanobind::module_ &) {}

}  // namespace paigong
