// The user's own SQL.

#include <tenon/raw.hpp>

#include <algorithm>
#include <memory>

#include "engine/running.hpp"
#include "model/scope.hpp"
#include "model/state.hpp"
#include "value/cells.hpp"
#include <tenon/error.hpp>

namespace tenon::model {
namespace {

/// A call on its way: its plan, and its values in the order of the placeholders.
class Call {
public:
    Call(const Session& session, const RawCall& call)
        : plan_(state_of(session).raw_plan(call.sql.text(), call.values.size(), call.names)),
          ordered_(in_order(*plan_, call.values)),
          running_(session, *plan_->plan, nullptr, call.names.empty() ? call.values : ordered_, call.sql.location()) {}
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;
    engine::Running* operator->() noexcept { return &running_; }

private:
    static std::vector<Cell> in_order(const RawPlan& plan, std::span<const Cell> values) {
        std::vector<Cell> cells;
        for (const std::uint16_t value : plan.order) cells.push_back(values[value]);
        return cells;
    }

    std::shared_ptr<const RawPlan> plan_;
    std::vector<Cell> ordered_;
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

}  // namespace

void read_raw(const Session& session, const RawCall& sql, const typed::StructInfo& row_type, Sink sink) {
    Call call(session, sql);
    const std::vector<std::string> columns = call->columns();
    std::vector<schema::Field> fields;
    std::vector<std::size_t> places;
    for (const typed::MemberInfo& member : row_type.members) {
        const auto found = std::find(columns.begin(), columns.end(), member.name);
        if (found == columns.end())
            throw QueryError("The SQL gives no column `" + std::string(member.name) + "` for the member of " +
                             std::string(row_type.name) + ": name it by `as " + std::string(member.name) + "`.");
        places.push_back(static_cast<std::size_t>(found - columns.begin()));
        fields.push_back(field_of(*member.type, member.name));
    }
    std::span<const Cell> row;
    drivers::RowTarget target({}, sink, true, drivers::RowTarget::all, 0);
    while (call->next(row)) {
        void* const object = target.add();
        for (std::size_t i = 0; i < fields.size(); ++i)
            typed::decode_column(typed::output_column(*row_type.members[i].type, fields[i], row_type.members[i].offset),
                                 row[places[i]], object);
    }
}

void read_raw(const Session& session, const RawCall& sql, std::span<const OutputType> outputs, Sink sink) {
    Call call(session, sql);
    const std::vector<std::string> columns = call->columns();
    if (columns.size() != outputs.size()) refuse_columns(columns.size(), outputs.size());
    std::vector<schema::Field> fields;
    for (std::size_t i = 0; i < outputs.size(); ++i) fields.push_back(field_of(*outputs[i].type, columns[i]));
    std::vector<typed::Column> into;
    for (std::size_t i = 0; i < outputs.size(); ++i)
        into.push_back(typed::output_column(*outputs[i].type, fields[i], outputs[i].offset));
    std::span<const Cell> row;
    drivers::RowTarget target({}, sink, true, drivers::RowTarget::all, 0);
    while (call->next(row)) {
        void* const object = target.add();
        for (std::size_t i = 0; i < into.size(); ++i) typed::decode_column(into[i], row[i], object);
    }
}

void read_raw(const Session& session, const RawCall& sql, std::vector<RawRow>& rows) {
    Call call(session, sql);
    const auto names = std::make_shared<const std::vector<std::string>>(call->columns());
    std::span<const Cell> row;
    while (call->next(row)) {
        std::vector<Value> values;
        values.reserve(row.size());
        for (const Cell& cell : row) values.push_back(to_value(cell));
        rows.emplace_back(names, std::move(values));
    }
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
