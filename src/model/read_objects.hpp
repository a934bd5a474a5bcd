#pragma once
// Rows of a running statement, read into objects.

#include <cstddef>

#include "engine/running.hpp"
#include "model/statements.hpp"
#include <tenon/execution.hpp>
#include <tenon/typed/table.hpp>

namespace tenon::model {

inline void decode_placed(const typed::Table& table, const drivers::PlacedRow& row) {
    if (row.is_placed)
        table.decode_others(row.cells, row.object);
    else
        table.decode_row(row.cells, row.object);
}

/// The next row into this object. False when there is none.
inline bool read_object(engine::Running& running, const typed::Table& table, void* object) {
    const drivers::RowTarget target{table.places, [](void* given) { return given; }, object};
    drivers::PlacedRow row;
    if (!running.next_into(target, row)) return false;
    decode_placed(table, row);
    return true;
}

/// The next row of a projection. False when there is none.
inline bool read_outputs(engine::Running& running, const Decoding& decoding, Sink sink) {
    const drivers::RowTarget target{decoding.places, sink.append, sink.target};
    drivers::PlacedRow row;
    if (!running.next_into(target, row)) return false;
    for (std::size_t i = 0; i < decoding.outputs.size(); ++i)
        if (!row.is_placed || decoding.places[i].direct == direct::Kind::no)
            typed::decode_column(decoding.outputs[i], row.cells[i], row.object);
    return true;
}

/// All rows of a projection. Gives how many there were.
inline std::size_t read_all_outputs(engine::Running& running, const Decoding& decoding, Sink sink) {
    std::size_t rows = 0;
    while (read_outputs(running, decoding, sink)) ++rows;
    return rows;
}

/// All rows. Gives how many there were.
inline std::size_t read_objects(engine::Running& running, const typed::Table& table, Sink sink) {
    const drivers::RowTarget target{table.places, sink.append, sink.target};
    drivers::PlacedRow row;
    std::size_t rows = 0;
    for (; running.next_into(target, row); ++rows) decode_placed(table, row);
    return rows;
}

/// The rows that a write gives: whole ones, or a projection. Gives how many there were.
inline std::size_t read_written(engine::Running& running, const Decoding& decoding, Sink sink) {
    return decoding.outputs.empty() ? read_objects(running, *decoding.table, sink)
                                    : read_all_outputs(running, decoding, sink);
}

}  // namespace tenon::model
