// Which plan limits (rows) are about which pair of shift and ticket.
#pragma once

#include "day.h"

namespace paigong {

// Fills `pair_rows` from the arrays of the rows.
void index_rows(Day &day);

}  // namespace paigong
