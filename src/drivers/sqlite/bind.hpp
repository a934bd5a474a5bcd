#pragma once
// Binding: the values of one operation into the parameters of a prepared statement.

#include <span>
#include <string>
#include <vector>

#include <sqlite3.h>

#include "drivers/sqlite/plan.hpp"
#include <tenon/cell.hpp>

namespace tenon::drivers::sqlite {

/// Binds a parameter, directly or converted; see bind_cells.
int bind_cell(sqlite3_stmt* statement, int at, const SqlitePlan& plan, const Cell& cell,
              std::vector<std::string>& buffers);

/// Binds every parameter, so that nothing of an earlier operation is left. Text and bytes are not copied: the values
/// must live until the statement is reset. What has to be converted is kept in `buffers`, one per parameter, made when
/// the first one is needed. Gives SQLite's code. Throws CastError for what can't be stored.
inline int bind_cells(sqlite3_stmt* statement, const SqlitePlan& plan, std::span<const Cell> values,
                      std::vector<std::string>& buffers) {
    int at = 0;
    for (const PlannedParameter& planned : plan.parameters()) {
        const Cell& cell = values[planned.parameter.slot];
        ++at;
        const int code = planned.is_integer(cell.type) ? sqlite3_bind_int64(statement, at, cell.integer)
                                                       : bind_cell(statement, at, plan, cell, buffers);
        if (code != SQLITE_OK) return code;
    }
    return SQLITE_OK;
}

/// How one parameter is bound from an object.
struct MemberBinding {
    int (*bind)(sqlite3_stmt* statement, int at, const void* member);  ///< nullptr: by its cell
    std::uint32_t offset;                                              ///< of the member
};
/// One for each parameter of a plan whose values are members at these places.
std::vector<MemberBinding> member_bindings(const SqlitePlan& plan, std::span<const direct::Place> places);
/// The same, straight from an object's members.
int bind_members(sqlite3_stmt* statement, const SqlitePlan& plan, std::span<const MemberBinding> bindings,
                 const MemberValues& values, std::vector<std::string>& buffers);

}  // namespace tenon::drivers::sqlite
