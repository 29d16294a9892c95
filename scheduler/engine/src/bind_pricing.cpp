// Pricing as Python sees it.
#include <nanobind/nanobind.h>

namespace paigong {

void bind_pricing(nanobind::module_ &) {}

}  // namespace paigong
