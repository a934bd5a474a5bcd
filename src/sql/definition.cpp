#include "sql/definition.hpp"

#include <algorithm>
#include <cmath>

#include "sql/compiler.hpp"
#include "value/case_fold.hpp"
#include "value/numbers.hpp"
#include "value/utf8.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {
namespace {

[[noreturn]] void no_literal(const std::string& which) {
    throw SchemaError("a table's definition can't hold " + which +
                      " as a literal: say it by text, numbers, booleans, times or ids that fit their fields");
}

bool quoted(Sql& sql, const std::string& text, Fixed cast) {
    sql.literal(text);
    if (!cast.empty()) sql << "::" << cast;
    return true;
}

bool scaled(Sql& sql, const Value& value, const Binding& binding) {
    const std::int64_t* integer = value.if_integer();
    const Decimal* given = value.if_decimal();
    if (integer == nullptr && given == nullptr) return false;
    const Decimal decimal = given != nullptr ? *given : Decimal(*integer);
    if (decimal.rounded(binding.scale) != decimal) return false;
    sql << decimal.scaled_int64(binding.scale);
    return true;
}

/// Without a type beside it, an instant is spelled as databases do that know no zones: the session's is UTC.
std::string spelled(Timestamp instant, Fixed cast) {
    std::string text = instant.iso();
    if (!cast.empty()) return text;
    text.pop_back();
    std::replace(text.begin(), text.end(), 'T', ' ');
    return text;
}

bool time_literal(Sql& sql, const Value& value, const Binding& binding) {
    const Timestamp* instant = value.if_timestamp();
    if (instant != nullptr && instant->floored(binding.precision) != *instant) return false;
    if (instant != nullptr && binding.storage == Storage::microseconds) {
        sql << instant->microseconds;
        return true;
    }
    if (instant != nullptr && binding.storage == Storage::iso_text) return false;  // its digits are the column's
    if (instant != nullptr) return quoted(sql, spelled(*instant, binding.cast), binding.cast);
    if (const Date* date = value.if_date()) return quoted(sql, date->iso(), binding.cast);
    if (const Time* time = value.if_time()) return quoted(sql, time->iso(), binding.cast);
    return false;
}

std::optional<Value> formed(const Value& value, Form form) {
    const double* real = value.if_real();
    const std::string* text = value.if_text();
    switch (form) {
    case Form::round_up: return real == nullptr ? value : Value(static_cast<std::int64_t>(std::ceil(*real)));
    case Form::round_down: return real == nullptr ? value : Value(static_cast<std::int64_t>(std::floor(*real)));
    case Form::as_is:
    case Form::exact:
    case Form::equal: return value;
    case Form::folded:
        if (text == nullptr) return std::nullopt;
        return Value(lower_ascii(*text));
    case Form::next_prefix: {
        const std::optional<std::string> next = text == nullptr ? std::nullopt : next_prefix(*text);
        return next ? std::optional<Value>(*next) : std::nullopt;
    }
    default: return std::nullopt;
    }
}

}  // namespace

bool write_literal(Sql& sql, const Value& value, const Binding& binding) {
    if (const bool* boolean = value.if_boolean()) {
        if (binding.storage == Storage::boolean)
            sql << std::int64_t{*boolean ? 1 : 0};
        else
            sql << (*boolean ? Fixed("true") : Fixed("false"));
        return true;
    }
    if (binding.storage == Storage::scaled) return scaled(sql, value, binding);
    if (binding.storage == Storage::uuid_bytes || binding.storage == Storage::decimal_text ||
        binding.storage == Storage::json)
        return false;
    if (const std::string* text = value.if_text()) {
        sql.literal(*text);
        return true;
    }
    if (const Uuid* uuid = value.if_uuid()) return quoted(sql, uuid->to_string(), binding.cast);
    if (const ObjectId* id = value.if_object_id()) return quoted(sql, id->to_string(), {});
    if (is_number(value.kind())) {
        if (value.if_real() != nullptr && !std::isfinite(*value.if_real())) return false;
        sql.number(value);
        return true;
    }
    return time_literal(sql, value, binding);
}

void Compiler::literal(const ir::Expr& e, Form form, const Binding& binding) {
    const Value* value = &definition_->values.at(e.slot);
    if (e.op == ir::Op::list) {
        const Array* list = value->if_array();
        if (list == nullptr || list->empty() || e.path.empty()) no_literal("a list of more than 8 values");
        value = &(*list)[std::min<std::size_t>(e.path.front(), list->size() - 1)];
    }
    const bool is_folded = e.folded && value->if_text() != nullptr;
    const std::optional<Value> made = formed(is_folded ? Value(case_folded(*value->if_text())) : *value, form);
    if (!made || !write_literal(sql, *made, binding)) no_literal("this value");
}

void write_condition(Sql& sql, const schema::Model& model, const query::Definition& condition) {
    Compiler compiler(sql.dialect(), model, condition);
    compiler.condition(condition.normal);
    sql.append(compiler.sql);
}

void write_value(Sql& sql, const schema::Model& model, const query::Definition& value) {
    Compiler compiler(sql.dialect(), model, value);
    if (value.normal.type == BaseType::boolean)
        compiler.condition(value.normal);
    else
        compiler.value(value.normal);
    sql.append(compiler.sql);
}

}  // namespace tenon::sql
