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

int bind_direct(sqlite3_stmt* statement, int at, const Cell& cell) {
    switch (cell.type) {
    case CellType::empty: return sqlite3_bind_null(statement, at);
    case CellType::boolean: return sqlite3_bind_int64(statement, at, cell.boolean ? 1 : 0);
    case CellType::real: return bind_real(statement, at, cell.real);
    case CellType::text: return bind_text(statement, at, cell.text_view());
    case CellType::bytes: return bind_bytes(statement, at, cell.bytes, cell.size);
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

int bind_value(sqlite3_stmt* statement, int at, bool value) { return sqlite3_bind_int64(statement, at, value ? 1 : 0); }
int bind_value(sqlite3_stmt* statement, int at, std::int64_t value) { return sqlite3_bind_int64(statement, at, value); }
int bind_value(sqlite3_stmt* statement, int at, std::int32_t value) { return sqlite3_bind_int64(statement, at, value); }
int bind_value(sqlite3_stmt* statement, int at, double value) { return bind_real(statement, at, value); }
int bind_value(sqlite3_stmt* statement, int at, const std::string& value) { return bind_text(statement, at, value); }
int bind_value(sqlite3_stmt* statement, int at, Timestamp value) {
    return sqlite3_bind_int64(statement, at, value.microseconds);
}
template <class T>
int bind_value(sqlite3_stmt* statement, int at, const std::optional<T>& value) {
    return value ? bind_value(statement, at, *value) : sqlite3_bind_null(statement, at);
}

template <class T>
int bind_member(sqlite3_stmt* statement, int at, const void* member) {
    return bind_value(statement, at, *static_cast<const T*>(member));
}

/// Text whose length SQLite is to count, which copies it first unless it knows that a zero ends it. It learns so from a
/// size that isn't given; one that has a zero inside is given with its size.
int bind_ended(sqlite3_stmt* statement, int at, const std::string& text) {
    if (text.size() > longest || text.find('\0') != std::string::npos) return bind_text(statement, at, text);
    return sqlite3_bind_text(statement, at, text.c_str(), -1, SQLITE_STATIC);
}
int bind_measured(sqlite3_stmt* statement, int at, const void* member) {
    return bind_ended(statement, at, *static_cast<const std::string*>(member));
}
int bind_measured_optional(sqlite3_stmt* statement, int at, const void* member) {
    const auto& text = *static_cast<const std::optional<std::string>*>(member);
    return text ? bind_ended(statement, at, *text) : sqlite3_bind_null(statement, at);
}

/// Are values of this kind kept as they are?
bool is_kept_alike(direct::Kind kind, sql::Storage storage) {
    using direct::Kind;
    switch (kind) {
    case Kind::int32:
    case Kind::int64:
    case Kind::optional_int32:
    case Kind::optional_int64: return storage != sql::Storage::real;
    case Kind::timestamp:
    case Kind::optional_timestamp: return storage != sql::Storage::iso_text;
    default: return true;
    }
}

/// The function that binds members of a kind; nullptr: there is none.
auto function_of(direct::Kind kind, bool measured) -> decltype(MemberBinding::bind) {
    using direct::Kind;
    switch (kind) {
    case Kind::no: break;
    case Kind::boolean: return bind_member<bool>;
    case Kind::int32: return bind_member<std::int32_t>;
    case Kind::int64: return bind_member<std::int64_t>;
    case Kind::float64: return bind_member<double>;
    case Kind::text: return measured ? bind_measured : bind_member<std::string>;
    case Kind::timestamp: return bind_member<Timestamp>;
    case Kind::optional_boolean: return bind_member<std::optional<bool>>;
    case Kind::optional_int32: return bind_member<std::optional<std::int32_t>>;
    case Kind::optional_int64: return bind_member<std::optional<std::int64_t>>;
    case Kind::optional_float64: return bind_member<std::optional<double>>;
    case Kind::optional_text: return measured ? bind_measured_optional : bind_member<std::optional<std::string>>;
    case Kind::optional_timestamp: return bind_member<std::optional<Timestamp>>;
    }
    return nullptr;
}

}  // namespace

std::vector<MemberBinding> member_bindings(const SqlitePlan& plan, std::span<const direct::Place> places) {
    std::vector<MemberBinding> bindings;
    for (const PlannedParameter& planned : plan.parameters()) {
        const direct::Place place = places[planned.parameter.slot];
        const bool fits = planned.direct && is_kept_alike(place.direct, planned.parameter.storage);
        bindings.push_back({fits ? function_of(place.direct, planned.parameter.measured) : nullptr, place.offset});
    }
    return bindings;
}

int bind_cell(sqlite3_stmt* statement, int at, const SqlitePlan& plan, const Cell& cell,
              std::vector<std::string>& buffers) {
    const auto index = static_cast<std::size_t>(at) - 1;
    const PlannedParameter& planned = plan.parameters()[index];
    if (planned.is_integer(cell.type)) return sqlite3_bind_int64(statement, at, cell.integer);
    const int code = planned.direct ? bind_direct(statement, at, cell) : not_direct;
    if (code != not_direct) return code;
    if (buffers.empty()) buffers.resize(plan.parameters().size());
    return bind_converted(statement, at, planned.parameter, cell, buffers[index]);
}

int bind_members(sqlite3_stmt* statement, const SqlitePlan& plan, std::span<const MemberBinding> bindings,
                 const MemberValues& values, std::vector<std::string>& buffers) {
    int at = 0;
    for (const MemberBinding& binding : bindings) {
        ++at;
        int code = SQLITE_OK;
        if (binding.bind != nullptr) [[likely]] {
            code = binding.bind(statement, at, static_cast<const char*>(values.object) + binding.offset);
        } else {
            const std::size_t slot = plan.parameters()[static_cast<std::size_t>(at) - 1].parameter.slot;
            const direct::Place place = values.places[slot];
            code = bind_cell(statement, at, plan,
                             place.direct == direct::Kind::no ? values.cells[slot] : cell_at(place, values.object),
                             buffers);
        }
        if (code != SQLITE_OK) return code;
    }
    return SQLITE_OK;
}

}  // namespace tenon::drivers::sqlite
