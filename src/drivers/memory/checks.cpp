#include "drivers/memory/checks.hpp"

#include <string>

#include <tenon/error.hpp>

#include "query/evaluator.hpp"
#include "schema/cast.hpp"
#include "value/utf8.hpp"

namespace tenon::drivers::memory {
namespace {

[[noreturn]] void refuse(const schema::Model& model, const schema::Field& field, const std::string& rule) {
    ErrorDetail detail;
    detail.model = model.name;
    detail.fields = {field.name};
    detail.constraint = model.table + "_" + field.column + "_" + rule;
    throw CheckViolation(model.name + ": the value of " + field.name + " breaks the rule " + rule + ".",
                         std::move(detail));
}

void check_bounds(const schema::Model& model, const schema::Field& field, const Value& value) {
    const auto compared = [&](const Value& limit) {
        return query::compare_for_order(value, schema::cast(limit, field.type, field.name), &field.type);
    };
    if (field.rules.min && compared(*field.rules.min) < 0) refuse(model, field, "min");
    if (field.rules.max && compared(*field.rules.max) > 0) refuse(model, field, "max");
}

void check_length(const schema::Model& model, const schema::Field& field, std::size_t length) {
    if (field.rules.min_length && length < *field.rules.min_length) refuse(model, field, "min_length");
    if (field.rules.max_length && length > *field.rules.max_length) refuse(model, field, "max_length");
}

void check_text(const schema::Model& model, const schema::Field& field, const std::string& text) {
    if (field.rules.required && text.empty()) refuse(model, field, "required");
    if (!field.rules.min_length && !field.rules.max_length) return;
    check_length(model, field, code_points(text));
}

}  // namespace

void check_rules(const schema::Model& model, const Row& row) {
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const schema::Field& field = model.fields[i];
        if (row[i].is_empty()) continue;
        if (is_number(field.type.base)) check_bounds(model, field, row[i]);
        if (field.type.base == BaseType::text && row[i].if_text() != nullptr)
            check_text(model, field, *row[i].if_text());
        if (const Array* array = row[i].if_array(); array != nullptr && field.type.base == BaseType::array)
            check_length(model, field, array->size());
    }
}

}  // namespace tenon::drivers::memory
