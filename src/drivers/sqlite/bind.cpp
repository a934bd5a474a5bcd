#include "drivers/sqlite/bind.hpp"

#include <cmath>
#include <limits>

#include <tenon/error.hpp>

#include "drivers/sqlite/convert.hpp"

namespace tenon::drivers::sqlite {

namespace {

constexpr int not_direct = -1;
constexpr std::size_t longest = std::numeric_limits<int>::max();

int bind_text(sqlite3_stmt* statement, int at, std::string_view text) {
    if (text.empty()) return sqlite3_bind_text(statement, at, "", 0, SQLITE_STATIC);  // nullptr would be NULL
    if (text.size() > longest) return SQLITE_TOOBIG;
    return sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

int bind_bytes(sqlite3_stmt* statement, int at, const std::byte* bytes, std::size_t size) {
    if (size == 0) return sqlite3_bind_zeroblob(statement, at, 0);
    if (size > longest) return SQLITE_TOOBIG;
    return sqlite3_bind_blob(statement, at, bytes, static_cast<int>(size), SQLITE_STATIC);
}

int bind_real(sqlite3_stmt* statement, int at, double value) {
    if (std::isnan(value)) throw CastError("NaN is refused: no database compares or stores it alike.");
    return sqlite3_bind_double(statement, at, value);
}

int bind_direct(sqlite3_stmt* statement, int at, const Cell& cell, sql::Storage storage) {
    switch (cell.type) {
    case CellType::empty: return sqlite3_bind_null(statement, at);
    case CellType::boolean: return sqlite3_bind_int64(statement, at, cell.boolean ? 1 : 0);
    case CellType::integer: return sqlite3_bind_int64(statement, at, cell.integer);
    case CellType::real: return bind_real(statement, at, cell.real);
    case CellType::text: return bind_text(statement, at, cell.text_view());
    case CellType::bytes: return bind_bytes(statement, at, cell.bytes, cell.size);
    case CellType::timestamp:
        if (storage == sql::Storage::iso_text) return not_direct;
        return sqlite3_bind_int64(statement, at, cell.integer);
    default: return not_direct;
    }
}

int bind_converted(sqlite3_stmt* statement, int at, const sql::Parameter& parameter, const Cell& cell,
                   std::string& buffer) {
    const Converted value = convert(parameter, cell, buffer);
    switch (value.kind) {
    case Converted::Kind::empty: return sqlite3_bind_null(statement, at);
    case Converted::Kind::integer: return sqlite3_bind_int64(statement, at, value.integer);
    case Converted::Kind::real: return bind_real(statement, at, value.real);
    case Converted::Kind::text: return bind_text(statement, at, value.text);
    case Converted::Kind::bytes: break;
    }
    return bind_bytes(statement, at, reinterpret_cast<const std::byte*>(value.text.data()), value.text.size());
}

}  // namespace

int bind(sqlite3_stmt* statement, const SqlitePlan& plan, std::span<const Cell> values,
         std::vector<std::string>& buffers) {
    int at = 0;
    for (const PlannedParameter& planned : plan.parameters()) {
        const Cell& cell = values[planned.parameter.slot];
        ++at;
        int code = planned.direct ? bind_direct(statement, at, cell, planned.parameter.storage) : not_direct;
        if (code == not_direct) {
            if (buffers.empty()) buffers.resize(plan.parameters().size());
            code = bind_converted(statement, at, planned.parameter, cell, buffers[static_cast<std::size_t>(at) - 1]);
        }
        if (code != SQLITE_OK) return code;
    }
    return SQLITE_OK;
}

}  // namespace tenon::drivers::sqlite
