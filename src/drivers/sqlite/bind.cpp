#include "drivers/sqlite/bind.hpp"

#include <cmath>
#include <limits>
#include <optional>

#include <tenon/error.hpp>

#include "drivers/members.hpp"
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

int bind_integer(sqlite3_stmt* statement, int at, std::int64_t value, sql::Storage storage) {
    return storage == sql::Storage::real ? not_direct : sqlite3_bind_int64(statement, at, value);
}

int bind_direct(sqlite3_stmt* statement, int at, const Cell& cell, sql::Storage storage) {
    switch (cell.type) {
    case CellType::empty: return sqlite3_bind_null(statement, at);
    case CellType::boolean: return sqlite3_bind_int64(statement, at, cell.boolean ? 1 : 0);
    case CellType::integer: return bind_integer(statement, at, cell.integer, storage);
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

/// Binds a member as it is.
struct MemberBinder {
    sqlite3_stmt* statement;
    int at;
    sql::Storage storage;

    int operator()(bool member) const { return sqlite3_bind_int64(statement, at, member ? 1 : 0); }
    int operator()(std::int32_t member) const { return bind_integer(statement, at, member, storage); }
    int operator()(std::int64_t member) const { return bind_integer(statement, at, member, storage); }
    int operator()(double member) const { return bind_real(statement, at, member); }
    int operator()(const std::string& member) const { return bind_text(statement, at, member); }
    int operator()(Timestamp member) const {
        return storage == sql::Storage::iso_text ? not_direct : (*this)(member.microseconds);
    }
    template <class T>
    int operator()(const std::optional<T>& member) const {
        return member ? (*this)(*member) : sqlite3_bind_null(statement, at);
    }
};

/// Binds each parameter: `bind_at(planned, at)` does what it can directly, `cell_at(slot)` gives what is to be converted.
template <class BindAt, class CellAt>
int bind_all(sqlite3_stmt* statement, const SqlitePlan& plan, std::vector<std::string>& buffers, BindAt bind_at,
             CellAt cell_at) {
    int at = 0;
    for (const PlannedParameter& planned : plan.parameters()) {
        ++at;
        int code = planned.direct ? bind_at(planned.parameter, at) : not_direct;
        if (code == not_direct) {
            if (buffers.empty()) buffers.resize(plan.parameters().size());
            code = bind_converted(statement, at, planned.parameter, cell_at(planned.parameter.slot),
                                  buffers[static_cast<std::size_t>(at) - 1]);
        }
        if (code != SQLITE_OK) return code;
    }
    return SQLITE_OK;
}

}  // namespace

int bind(sqlite3_stmt* statement, const SqlitePlan& plan, std::span<const Cell> values,
         std::vector<std::string>& buffers) {
    return bind_all(
        statement, plan, buffers,
        [&](const sql::Parameter& parameter, int at) {
            return bind_direct(statement, at, values[parameter.slot], parameter.storage);
        },
        [&](std::size_t slot) { return values[slot]; });
}

int bind(sqlite3_stmt* statement, const SqlitePlan& plan, const MemberValues& values,
         std::vector<std::string>& buffers) {
    return bind_all(
        statement, plan, buffers,
        [&](const sql::Parameter& parameter, int at) {
            const direct::Place place = values.places[parameter.slot];
            if (place.direct == direct::Kind::no)
                return bind_direct(statement, at, values.cells[parameter.slot], parameter.storage);
            return direct::with_member(place, values.object, not_direct,
                                       MemberBinder{statement, at, parameter.storage});
        },
        [&](std::size_t slot) {
            const direct::Place place = values.places[slot];
            return place.direct == direct::Kind::no ? values.cells[slot] : drivers::cell_at(place, values.object);
        });
}

}  // namespace tenon::drivers::sqlite
