#pragma once
// Rows of a running statement, read into objects.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

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
inline void decode_output(const Decoding& decoding, std::size_t i, const Cell& cell, void* row) {
    const typed::Column& column = decoding.outputs[i];
    if (decoding.inside.empty() || decoding.inside[i].empty()) [[likely]]
        return typed::decode_column(column, cell, row);
    typed::decode_inside(*column.type, decoding.inside[i], cell, static_cast<char*>(row) + column.offset,
                         *column.field);
}
inline void decode_outputs(const Decoding& decoding, const drivers::PlacedRow& row) {
    for (std::size_t i = 0; i < decoding.outputs.size(); ++i)
        if (!row.is_placed || decoding.places[i].direct == direct::Kind::no)
            decode_output(decoding, i, row.cells[i], row.object);
}

inline drivers::RowTarget::Layout layout_of(const typed::Table& table) { return {table.places, table.names}; }

/// The next row, of these fields, into an object.
inline void read_fields(engine::Running& running, const Instance& instance, const std::vector<std::uint16_t>& fields,
                        void* object) {
    std::span<const Cell> row;
    if (fields.empty() || !running.next(row)) return;
    for (std::size_t i = 0; i < fields.size(); ++i)
        typed::decode_column(instance.table.columns[fields[i]], row[i], object);
}

/// One row, and no other, into this object.
inline drivers::OneRow one_row(const typed::Table& table, void* object) {
    const auto take = [](const void* by, const drivers::PlacedRow& row) {
        decode_placed(*static_cast<const typed::Table*>(by), row);
    };
    return {layout_of(table), object, take, &table, !table.others.empty()};
}

/// The next row into this object. False when there is none.
inline bool read_object(engine::Running& running, const typed::Table& table, void* object) {
    drivers::RowTarget target(layout_of(table), object);
    drivers::PlacedRow row;
    if (!running.next_into(target, row)) return false;
    decode_placed(table, row);
    return true;
}

/// Up to `most` rows: whole ones, or a projection. Gives how many there were; fewer than that at the end.
inline std::size_t read_some_rows(engine::Running& running, const Decoding& decoding, bool projected, Sink sink,
                                  std::size_t most, std::size_t expected) {
    const bool is_each = projected ? decoding.has_other_outputs : !decoding.table->others.empty();
    const drivers::RowTarget::Layout outputs{decoding.places, decoding.names};
    drivers::RowTarget target(projected ? outputs : layout_of(*decoding.table), sink, is_each, most, expected);
    drivers::PlacedRow row;
    while (!target.is_full() && running.next_into(target, row)) {
        if (projected)
            decode_outputs(decoding, row);
        else
            decode_placed(*decoding.table, row);
    }
    return target.rows();
}

/// All rows. Gives how many there were.
inline std::size_t read_rows(engine::Running& running, const Decoding& decoding, bool projected, Sink sink) {
    constexpr auto relaxed = std::memory_order_relaxed;
    const std::size_t expected = decoding.usual_rows.load(relaxed);
    const std::size_t rows = read_some_rows(running, decoding, projected, sink, drivers::RowTarget::all, expected);
    if (rows != expected) decoding.usual_rows.store(rows, relaxed);
    return rows;
}

/// The rows that a write gives. Gives how many there were.
inline std::size_t read_written(engine::Running& running, const Decoding& decoding, Sink sink) {
    return read_rows(running, decoding, !decoding.outputs.empty(), sink);
}

}  // namespace tenon::model
