#pragma once
// What is left to do for an object that a driver has read a row into.

#include "drivers/driver.hpp"
#include <tenon/typed/table.hpp>

namespace tenon::model {

inline void decode_placed(const typed::Table& table, const drivers::PlacedRow& row) {
    if (row.is_placed)
        table.decode_others(row.cells, row.object);
    else
        table.decode_row(row.cells, row.object);
}

}  // namespace tenon::model
