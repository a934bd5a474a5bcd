#include "drivers/sqlite/running.hpp"

#include <new>
#include <optional>

#include "drivers/sqlite/begin.hpp"
#include "drivers/sqlite/table.hpp"
#include "sql/compile.hpp"

namespace tenon::drivers::sqlite {

namespace {

constexpr std::size_t kept_buffer = 65'536;
const std::byte no_bytes{};

void read_cell(sqlite3_value* value, Cell& cell, bool& out_of_memory) {
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        cell.integer = sqlite3_value_int64(value);
        cell.type = CellType::integer;
        return;
    case SQLITE_FLOAT:
        cell.real = sqlite3_value_double(value);
        cell.type = CellType::real;
        return;
    case SQLITE_TEXT:
        cell.text = reinterpret_cast<const char*>(sqlite3_value_text(value));
        cell.size = static_cast<std::uint32_t>(sqlite3_value_bytes(value));
        cell.type = CellType::text;
        out_of_memory |= cell.text == nullptr;
        return;
    case SQLITE_BLOB:
        cell.bytes = static_cast<const std::byte*>(sqlite3_value_blob(value));
        cell.size = static_cast<std::uint32_t>(sqlite3_value_bytes(value));
        cell.type = CellType::bytes;
        if (cell.size == 0) cell.bytes = &no_bytes;
        out_of_memory |= cell.bytes == nullptr;
        return;
    default: cell.type = CellType::empty; return;
    }
}

// `take` is for values that are known to be of the member's type, or are looked at by `read`. Each gives false when the
// value isn't one that the member mostly gets.
bool take(sqlite3_value* value, std::int64_t& member) {
    member = sqlite3_value_int64(value);
    return true;
}
bool take(sqlite3_value* value, Timestamp& member) {
    member.microseconds = sqlite3_value_int64(value);
    return member.in_range();
}
bool take(sqlite3_value* value, std::int32_t& member) {
    const std::int64_t wide = sqlite3_value_int64(value);
    member = static_cast<std::int32_t>(wide);
    return wide == member;
}
bool take(sqlite3_value* value, bool& member) {
    const std::int64_t number = sqlite3_value_int64(value);
    member = number == 1;
    return (number & ~std::int64_t{1}) == 0;
}
bool take(sqlite3_value* value, double& member) {
    member = sqlite3_value_double(value);
    return true;
}
bool take(sqlite3_value* value, std::string& member) {
    const auto* const text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    if (text == nullptr) return false;  // out of memory
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    if (size > member.capacity())
        member = std::string(text, size);  // faster than to let it grow
    else
        member.assign(text, size);
    return true;
}

template <class T>
constexpr int type_of = SQLITE_INTEGER;
template <>
constexpr int type_of<double> = SQLITE_FLOAT;
template <>
constexpr int type_of<std::string> = SQLITE_TEXT;

template <bool KeepsTypes, class T>
bool read(sqlite3_value* value, T& member) {
    if constexpr (!KeepsTypes)
        if (sqlite3_value_type(value) != type_of<T>) return false;
    return take(value, member);
}
template <bool KeepsTypes, class T>
bool read(sqlite3_value* value, std::optional<T>& member) {
    if (sqlite3_value_type(value) == SQLITE_NULL) {
        member.reset();
        return true;
    }
    return read<KeepsTypes>(value, member ? *member : member.emplace());
}

/// The values of a row. SQLite has them side by side, `stride` bytes from one to the next: to ask for the first and the
/// last spares the calls between them. Where they aren't, each is asked for; so with a stride of 0.
class RowValues {
public:
    RowValues(sqlite3_stmt* row, std::size_t columns, std::ptrdiff_t stride)
        : row_(row),
          next_(address(row, 0)),
          stride_(stride) {
        const int last = static_cast<int>(columns) - 1;
        if (address(row, last) != next_ + last * stride) stride_ = 0;
    }
    /// From the first one on.
    sqlite3_value* next() {
        if (stride_ == 0) [[unlikely]]
            return sqlite3_column_value(row_, column_++);
        char* const value = next_;
        next_ += stride_;
        return reinterpret_cast<sqlite3_value*>(value);
    }
    /// 0 when they aren't side by side.
    static std::ptrdiff_t stride_of(sqlite3_stmt* row, std::size_t columns) {
        if (columns < 2) return 0;
        const std::ptrdiff_t stride = address(row, 1) - address(row, 0);
        for (std::size_t i = 2; i < columns; ++i)
            if (address(row, static_cast<int>(i)) - address(row, static_cast<int>(i) - 1) != stride) return 0;
        return stride;
    }

private:
    static char* address(sqlite3_stmt* row, int column) {
        return reinterpret_cast<char*>(sqlite3_column_value(row, column));
    }

    sqlite3_stmt* row_;
    char* next_;
    std::ptrdiff_t stride_;
    int column_ = 0;
};

}  // namespace

Running::Running(Session& session, const SqlitePlan& plan)
    : session_(session),
      plan_id_(plan.id),
      is_raw_(plan.is_raw()),
      assigns_key_(plan.assigns_key()) {
    prepare(plan);
}

void Running::prepare(const SqlitePlan& plan) {
    const bool was_changed = session_.changed;
    session_.changed = false;
    session_.controls = false;
    const std::string_view text = plan.text();
    const char* tail = nullptr;
    sqlite3_stmt* made = nullptr;
    const int code = sqlite3_prepare_v3(session_.database.get(), text.data(), static_cast<int>(text.size() + 1),
                                        SQLITE_PREPARE_PERSISTENT, &made, &tail);
    statement_.reset(made);
    kept_ = !session_.changed;
    session_.changed |= was_changed;
    if (code != SQLITE_OK) {
        session_.fail(code);
        if (code == SQLITE_ERROR && !plan.has_own_text() && is_too_great(session_.failure.words))
            throw TooGreat(session_.failure.words, nullptr);
        // Our own text is right for the model: what is missing is missing in the database.
        if (code == SQLITE_ERROR && !plan.has_own_text()) throw Lacking(session_.failure.words, nullptr);
        raise(session_.failure, nullptr, session_.path);
    }
    if (session_.controls) refuse_control();
    check_text(plan, tail);
    writes_ = sqlite3_stmt_readonly(made) == 0;
    if (const schema::Model* model = plan.rows_of())
        keeps_types_ =
            keeps_types(*model, sql::columns(*model, sql::sqlite_dialect()), session_.database.get(), session_.path);
    cells_.resize(static_cast<std::size_t>(sqlite3_column_count(made)));
}

void Running::check_text(const SqlitePlan& plan, const char* tail) {
    if (!statement_) throw QueryError("The text holds no SQL statement.");
    if (plan.is_raw() && tail != nullptr && *tail != '\0') {
        sqlite3_stmt* second = nullptr;
        const int code = sqlite3_prepare_v2(session_.database.get(), tail, -1, &second, nullptr);
        const StatementHandle owner(second);
        if (code != SQLITE_OK || second != nullptr) {
            throw QueryError("The text holds several SQL statements: run them one by one, in a transaction.");
        }
    }
    const auto wanted = static_cast<std::size_t>(sqlite3_bind_parameter_count(statement_.get()));
    if (wanted != plan.parameters().size()) {
        throw QueryError("The statement has " + std::to_string(wanted) + " placeholders for " +
                         std::to_string(plan.parameters().size()) + " values.");
    }
}

void Running::refuse_control() {
    throw QueryError(
        "The SQL begins or ends a transaction or a savepoint, and its connection goes back to the pool behind it: use "
        "db.transaction([](tenon::Transaction& tx) { … }), and inside of it tx.transaction(…) for a savepoint.");
}

void Running::refuse_to_write() {
    throw QueryError("The statement writes, but its transaction was begun as a reading one.");
}

template <class Values>
Status Running::start(const SqlitePlan& plan, const Values& values, const Deadline& deadline) {
    if (!begin(plan, values, deadline)) return Status::failed;
    if (cells_.empty()) return step_to_end(deadline);
    return is_raw_ ? step_ahead() : Status::row;
}

template Status Running::start(const SqlitePlan&, const std::span<const Cell>&, const Deadline&);
template Status Running::start(const SqlitePlan&, const MemberValues&, const Deadline&);

// After a change of the schema SQLite prepares again by itself: only then is it known which columns `select *` has.
Status Running::step_ahead() {
    session_.waiting.arm(deadline_);
    const int code = sqlite3_step(statement_.get());
    if (code != SQLITE_ROW) {
        const Status status = ended(code);
        return status == Status::done ? Status::row : status;  // `fetch` tells that there is none
    }
    stepped_ = true;
    cells_.resize(static_cast<std::size_t>(sqlite3_column_count(statement_.get())));
    return Status::row;
}

/// To the next row.
inline Status Running::step() {
    if (state_ != Status::row) return state_;
    session_.waiting.arm(deadline_);
    const int code = stepped_ ? SQLITE_ROW : sqlite3_step(statement_.get());
    stepped_ = false;
    return code == SQLITE_ROW ? Status::row : ended(code);
}

Status Running::fetch(std::span<const Cell>& row) {
    if (const Status status = step(); status != Status::row) return status;
    if (!read_row()) return ended(SQLITE_NOMEM);
    row = cells_;
    return Status::row;
}

/// A table that was changed since the statement was prepared may keep other values: SQLite has prepared it again then.
void Running::look_at_first() {
    is_at_first_ = false;
    if (keeps_types_) keeps_types_ = sqlite3_stmt_status(statement_.get(), SQLITE_STMTSTATUS_REPREPARE, 0) == 0;
    if (stride_ < 0) stride_ = RowValues::stride_of(statement_.get(), cells_.size());
}

/// False when a value isn't what its member mostly gets: the row is then read as cells, for those who convert.
template <bool KeepsTypes>
inline bool Running::place_row(std::span<const direct::Place> places, void* object) {
    if (places.size() != cells_.size()) return false;
    RowValues values(statement_.get(), places.size(), stride_);
    bool out_of_memory = false;
    for (const direct::Place& place : places) {
        sqlite3_value* const value = values.next();
        if (place.direct == direct::Kind::no)
            read_cell(value, cells_[static_cast<std::size_t>(&place - places.data())], out_of_memory);
        else if (!direct::with_member(place, object, false,
                                      [value](auto& member) { return read<KeepsTypes>(value, member); }))
            return false;
    }
    return !out_of_memory;
}

bool Running::place(std::span<const direct::Place> places, void* object) {
    return keeps_types_ ? place_row<true>(places, object) : place_row<false>(places, object);
}

Status Running::fetch_into(RowTarget& target, PlacedRow& row) {
    do {
        if (const Status status = step(); status != Status::row) return status;
        if (is_at_first_) look_at_first();
        row.object = target.add();
        row.is_placed = place(target.places(), row.object);
        if (!row.is_placed && !read_row()) return ended(SQLITE_NOMEM);
    } while (row.is_placed && !target.stops());
    row.cells = cells_;
    return Status::row;
}

bool Running::read_row() {
    bool out_of_memory = false;
    int i = 0;
    for (Cell& cell : cells_) read_cell(sqlite3_column_value(statement_.get(), i++), cell, out_of_memory);
    return !out_of_memory;
}

// The user's own text may be no insert after all, or change nothing: SQLite's counters then keep what they had.
void Running::mark() {
    changes_before_ = sqlite3_total_changes64(session_.database.get());
    if (assigns_key_) sqlite3_set_last_insert_rowid(session_.database.get(), 0);
}

std::vector<std::string> Running::columns() const {
    std::vector<std::string> names;
    for (int i = 0; i < sqlite3_column_count(statement_.get()); ++i) {
        const char* const name = sqlite3_column_name(statement_.get(), i);
        if (name == nullptr) throw std::bad_alloc();
        names.emplace_back(name);
    }
    return names;
}

void Running::shrink() noexcept {
    for (std::string& buffer : buffers_) {
        if (buffer.capacity() > kept_buffer) buffer = std::string();
    }
}

}  // namespace tenon::drivers::sqlite
