// The user's own SQL.

#include <tenon/raw.hpp>

#include <algorithm>
#include <memory>
#include <optional>

#include "engine/open_stream.hpp"
#include "model/cursor.hpp"
#include "model/scope.hpp"
#include "model/state.hpp"
#include "value/cells.hpp"
#include <tenon/error.hpp>

namespace tenon::model {
namespace {

using Plan = std::shared_ptr<const RawPlan>;

Plan plan_of(const Session& session, const RawCall& call) {
    return state_of(session).raw_plan(call.sql.text(), call.values.size(), call.names);
}

/// The values in the order of the placeholders.
std::vector<Cell> in_order(const RawPlan& plan, const RawCall& call) {
    if (call.names.empty()) return {call.values.begin(), call.values.end()};
    std::vector<Cell> cells;
    for (const std::uint16_t value : plan.order) cells.push_back(call.values[value]);
    return cells;
}

/// A call on its way.
class Call {
public:
    Call(const Session& session, const RawCall& call)
        : plan_(plan_of(session, call)),
          values_(in_order(*plan_, call)),
          running_(session, *plan_->plan, nullptr, values_, call.sql.location()) {}
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;
    engine::Running* operator->() noexcept { return &running_; }
    engine::Running& operator*() noexcept { return running_; }

private:
    Plan plan_;
    std::vector<Cell> values_;
    engine::Running running_;
};

/// What a column of unknown declaration is decoded by.
schema::Field field_of(const typed::TypeInfo& type, std::string_view name) {
    schema::Field field;
    field.name = std::string(name);
    field.type = typed::make_type(type, schema::Naming());
    return field;
}

[[noreturn]] void refuse_columns(std::size_t given, std::size_t wanted) {
    const std::string columns = "The SQL gives " + std::to_string(given) + " columns where ";
    if (wanted == 1) throw QueryError(columns + "one value is read: select one, or read into a struct.");
    throw QueryError(columns + "a tuple of " + std::to_string(wanted) + " is read.");
}

/// How the rows of a statement are read.
class RowReader {
public:
    RowReader(const RawTarget& target, std::vector<std::string> columns) {
        if (target.structure != nullptr)
            read_members(*target.structure, columns);
        else if (!target.outputs.empty())
            read_outputs(target.outputs, columns);
        else
            names_ = std::make_shared<const std::vector<std::string>>(std::move(columns));
    }
    RowReader(const RowReader&) = delete;
    RowReader& operator=(const RowReader&) = delete;

    /// Up to `most` rows; gives how many came.
    std::size_t read(engine::Running& running, std::size_t most, Sink sink) const {
        drivers::RowTarget target({}, sink, true, drivers::RowTarget::all, 0);
        std::span<const Cell> row;
        std::size_t rows = 0;
        for (; rows < most && running.next(row); ++rows) read(row, target.add());
        return rows;
    }

private:
    void read_members(const typed::StructInfo& structure, const std::vector<std::string>& columns) {
        fields_.reserve(structure.members.size());
        for (const typed::MemberInfo& member : structure.members) {
            const auto found = std::find(columns.begin(), columns.end(), member.name);
            if (found == columns.end())
                throw QueryError("The SQL gives no column `" + std::string(member.name) + "` for the member of " +
                                 std::string(structure.name) + ": name it by `as " + std::string(member.name) + "`.");
            add(*member.type, member.name, static_cast<std::size_t>(found - columns.begin()), member.offset);
        }
    }
    void read_outputs(std::span<const OutputType> outputs, const std::vector<std::string>& columns) {
        if (columns.size() != outputs.size()) refuse_columns(columns.size(), outputs.size());
        fields_.reserve(outputs.size());
        for (std::size_t i = 0; i < outputs.size(); ++i) add(*outputs[i].type, columns[i], i, outputs[i].offset);
    }
    void add(const typed::TypeInfo& type, std::string_view name, std::size_t place, std::uint32_t offset) {
        fields_.push_back(field_of(type, name));
        values_.push_back({place, typed::output_column(type, fields_.back(), offset)});
    }
    void read(std::span<const Cell> row, void* object) const {
        for (const auto& [place, column] : values_) typed::decode_column(column, row[place], object);
        if (!names_) return;
        std::vector<Value> values;
        values.reserve(row.size());
        for (const Cell& cell : row) values.push_back(to_value(cell));
        *static_cast<RawRow*>(object) = RawRow(names_, std::move(values));
    }

    struct ReadValue {
        std::size_t place;  ///< of its column in the row
        typed::Column column;
    };
    std::vector<schema::Field> fields_;  ///< which the columns point at
    std::vector<ReadValue> values_;
    std::shared_ptr<const std::vector<std::string>> names_;
};

/// Of a stream.
class RawCursor final : public Cursor {
public:
    RawCursor(const Session& session, const RawCall& call, const RawTarget& target) : plan_(plan_of(session, call)) {
        if (plan_->plan->writes())
            throw QueryError("stream() of SQL is for statements that read: run this one by execute() or query().");
        for (const Cell& cell : in_order(*plan_, call)) given_.push_back(to_value(cell));
        for (const Value& value : given_)
            cells_.push_back(is_nested(value) ? Cell::of_nested(value) : scalar_cell(value));
        Session at = session;
        at.location = call.sql.location();
        stream_.emplace(at, *plan_->plan, nullptr, cells_);
        reader_.emplace(target, stream_->running().columns());
    }
    std::size_t read(std::size_t most, Sink sink) override { return reader_->read(stream_->running(), most, sink); }
    [[nodiscard]] const Session& along() const noexcept override { return stream_->along(); }

private:
    static bool is_nested(const Value& value) { return value.if_document() != nullptr || value.if_array() != nullptr; }

    Plan plan_;
    std::vector<Value> given_;
    std::vector<Cell> cells_;
    std::optional<engine::OpenStream> stream_;
    std::optional<RowReader> reader_;
};

}  // namespace

void read_raw(const Session& session, const RawCall& sql, const RawTarget& target, Sink sink) {
    Call call(session, sql);
    const RowReader reader(target, call->columns());
    (void)reader.read(*call, drivers::RowTarget::all, sink);
}

CursorHandle open_cursor(const Session& session, const RawCall& call, const RawTarget& target) {
    return std::make_shared<RawCursor>(session, call, target);
}

std::int64_t execute_raw(const Session& session, const RawCall& sql) {
    Call call(session, sql);
    return call->complete().rows;
}

std::size_t execute_script(const Session& session, const Sql& sql) {
    drivers::Driver& driver = state_of(session).driver();
    const std::vector<std::string_view> statements = driver.split(sql.text());
    if (statements.empty()) throw QueryError("The text holds no SQL statement.");
    for (const std::string_view statement : statements) {
        const auto plan = driver.compile_raw(statement, 0);
        engine::Running running(session, *plan, nullptr, std::span<const Cell>(), sql.location());
        (void)running.complete();
    }
    return statements.size();
}

std::size_t execute_script(const Session& session, const Sql& sql, ScriptOptions options) {
    if (!options.in_transaction) return execute_script(session, sql);
    Session outer = session;
    outer.location = sql.location();
    TransactionScope scope(outer);
    const std::size_t statements = execute_script(scope.session(), sql);
    scope.commit();
    return statements;
}

}  // namespace tenon::model

namespace tenon {

RawRow::RawRow() = default;
RawRow::RawRow(std::shared_ptr<const std::vector<std::string>> names, std::vector<Value> values)
    : names_(std::move(names)),
      values_(std::move(values)) {}
RawRow::RawRow(const RawRow&) = default;
RawRow::RawRow(RawRow&&) noexcept = default;
RawRow& RawRow::operator=(const RawRow&) = default;
RawRow& RawRow::operator=(RawRow&&) noexcept = default;
RawRow::~RawRow() = default;

std::span<const std::string> RawRow::names() const noexcept {
    return names_ ? std::span<const std::string>(*names_) : std::span<const std::string>();
}

const Value& RawRow::operator[](std::string_view name) const {
    const Value* found = nullptr;
    for (std::size_t i = 0; i < size(); ++i) {
        if ((*names_)[i] != name) continue;
        if (found != nullptr)
            throw QueryError("The row has several columns `" + std::string(name) + "`: name one of them by `as …`.");
        found = &values_[i];
    }
    if (found == nullptr) throw QueryError("The row has no column `" + std::string(name) + "`.");
    return *found;
}

const Value& RawRow::operator[](std::size_t column) const {
    if (column >= size())
        throw QueryError("The row has " + std::to_string(size()) + " columns; number " + std::to_string(column) +
                         ", counted from 0, is none of them.");
    return values_[column];
}

}  // namespace tenon
