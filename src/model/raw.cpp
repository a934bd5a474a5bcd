// The user's own SQL.

#include <tenon/raw.hpp>

#include <algorithm>

#include "engine/running.hpp"
#include "model/state.hpp"
#include <tenon/error.hpp>

namespace tenon::model {
namespace {

std::shared_ptr<const drivers::Plan> raw_plan(const Session& session, std::string_view sql, std::size_t values) {
    return state_of(session).raw_plan(sql, values);
}

/// What a column of unknown declaration is decoded by.
schema::Field field_of(const typed::TypeInfo& type, std::string_view name) {
    schema::Field field;
    field.name = std::string(name);
    field.type = typed::make_type(type, schema::Naming());
    return field;
}

}  // namespace

void read_raw(const Session& session, std::string_view sql, std::span<const Cell> values,
              const typed::StructInfo& row_type, Sink sink) {
    const auto plan = raw_plan(session, sql, values.size());
    engine::Running running(session, *plan, nullptr, values);
    const std::vector<std::string> columns = running.columns();
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
    while (running.next(row)) {
        void* object = sink.append(sink.target);
        for (std::size_t i = 0; i < fields.size(); ++i)
            typed::decode_column(typed::output_column(*row_type.members[i].type, fields[i], row_type.members[i].offset),
                                 row[places[i]], object);
    }
}

void read_raw(const Session& session, std::string_view sql, std::span<const Cell> values, const typed::TypeInfo& type,
              Sink sink) {
    const auto plan = raw_plan(session, sql, values.size());
    engine::Running running(session, *plan, nullptr, values);
    if (running.columns().size() != 1)
        throw QueryError("The SQL gives " + std::to_string(running.columns().size()) +
                         " columns where one value is read: select one, or read into a struct.");
    const schema::Field field = field_of(type, running.columns().front());
    const typed::Column column = typed::output_column(type, field, 0);
    std::span<const Cell> row;
    while (running.next(row)) typed::decode_column(column, row[0], sink.append(sink.target));
}

std::int64_t execute_raw(const Session& session, std::string_view sql, std::span<const Cell> values) {
    const auto plan = raw_plan(session, sql, values.size());
    engine::Running running(session, *plan, nullptr, values);
    return running.complete().rows;
}

}  // namespace tenon::model
