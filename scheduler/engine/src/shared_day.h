// The Day as Python owns it: read-only and shared with every search and pricer made from it.
#pragma once

#include <memory>

#include "day.h"

namespace paigong {

struct SharedDay {
    std::shared_ptr<const Day> day;
    const Day *operator->() const { return day.get(); }
    const Day &operator*() const { return *day; }
};

}  // namespace paigong
