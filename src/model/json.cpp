// Objects as JSON, and of JSON.

#include <vector>

#include "model/object_json.hpp"
#include "model/object_values.hpp"
#include "model/rules.hpp"
#include "schema/cast.hpp"
#include "schema/cast_failures.hpp"
#include "schema/through_codecs.hpp"
#include "value/cells.hpp"
#include <tenon/error.hpp>
#include <tenon/execution.hpp>
#include <tenon/json.hpp>

namespace tenon::model {

void write_field(JsonWriter& out, const typed::Column& column, const void* object) {
    typed::NestedMember nested;
    const void* const member = static_cast<const char*>(object) + column.offset;
    const bool is_label = column.type->role == typed::Role::dynamic && schema::is_numbered(column.field->type);
    const Cell cell = is_label ? scalar_cell(*static_cast<const Value*>(member))
                               : typed::encode(*column.type, member, *column.field, nested);
    if (cell.type == CellType::source)
        cell.source->write(out);
    else
        out.scalar(cell);
}

std::string to_json(const Instance& instance, const void* object) {
    std::string text;
    JsonWriter out(text);
    out.begin_document();
    for (const typed::Column& column : instance.table.columns) {
        if (column.field->hidden) continue;
        out.key(column.field->name);
        write_field(out, column, object);
    }
    out.end_document();
    return text;
}

namespace {

/// Takes out what the JSON left out where a value must be, so that the struct's initialisers stay.
void leave_out_missing(Value& value, const schema::Type& type) {
    if (Array* array = value.if_array(); array != nullptr && type.base == BaseType::array) {
        for (Value& element : *array) leave_out_missing(element, type.elements.front());
    } else if (Document* document = value.if_document(); document != nullptr && type.base == BaseType::map) {
        for (auto& [key, element] : *document) leave_out_missing(element, type.elements.front());
    } else if (document != nullptr && type.base == BaseType::structure) {
        for (const schema::Field& member : type.members) {
            Value* inner = document->find(member.column);
            if (inner == nullptr) continue;
            leave_out_missing(*inner, member.type);
            if (inner->is_empty() && !member.type.nullable) document->erase(member.column);
        }
    } else if (document != nullptr && type.base == BaseType::variant) {
        if (const auto which = alternative_of(type, *document))
            leave_out_missing(*document->find("value"), type.elements.at(*which));
    }
}

}  // namespace

void set_from_value(const typed::Column& column, const Value& given, void* object) {
    const schema::Field& field = *column.field;
    void* const member = static_cast<char*>(object) + column.offset;
    const bool is_dynamic = column.type->role == typed::Role::dynamic;
    if (is_dynamic && given.is_empty()) {
        *static_cast<Value*>(member) = Value();  // `required` is a rule, and is looked at with the others
        return;
    }
    Value value = schema::cast_through_codecs(given, field.type, field.name);
    if (is_dynamic) {
        *static_cast<Value*>(member) = schema::labelled(std::move(value), field.type);
    } else {
        leave_out_missing(value, field.type);
        typed::from_value(*column.type, value, member, field);
    }
}

void from_json(const Instance& instance, std::string_view text, void* object) {
    const Json json = Json::parse(text);
    const schema::Model& model = instance.model;
    const Document* given = json.value().if_document();
    if (given == nullptr)
        throw CastError(model.name + ": the JSON must be an object.",
                        {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
    schema::CastFailures failures;
    std::vector<bool> is_given(model.fields.size());
    for (const auto& [name, value] : *given)
        failures.run([&] {
            const auto index = model.index_of(name);
            if (!index)
                throw CastError("`" + name + "` is not a field; " + schema::suggestion(name, model.fields),
                                {.model = {}, .fields = {name}, .constraint = {}, .database_code = {}});
            if (is_given[*index])
                throw CastError("`" + model.fields[*index].name + "` is given twice, once by its alias.",
                                {.model = {}, .fields = {name}, .constraint = {}, .database_code = {}});
            is_given[*index] = true;
            set_from_value(instance.table.columns[*index], value, object);
        });
    failures.throw_if_any(model.name);
}

}  // namespace tenon::model
