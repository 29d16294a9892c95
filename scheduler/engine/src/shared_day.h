// The Day as Python owns it: read-only and shared with every search and pricer made from it.
#pragma once

#include <memory>

#include "ground.h"

namespace paigong {

struct SharedDay {
    std::shared_ptr<const Day> day;
    mutable std::shared_ptr<const Ground> made{};  // on first use, under the interpreter's lock

    std::shared_ptr<const Ground> ground() const {
        if (made == nullptr) made = std::make_shared<const Ground>(day);
        return made;
    }
    const Day *operator->() const { return day.get(); }
    const Day &operator*() const { return *day; }
};

}  // namespace paigong
