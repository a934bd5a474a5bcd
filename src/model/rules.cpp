#include "model/rules.hpp"

#include <algorithm>

#include "query/evaluator.hpp"
#include "schema/cast.hpp"
#include "value/comma_joined.hpp"
#include "value/utf8.hpp"

namespace tenon::model {
namespace {

bool changes_text(const schema::Rules& rules) { return rules.trim || rules.lowercase || rules.uppercase; }

bool has_own_rules(const schema::Rules& rules) {
    return rules.required || rules.min || rules.max || rules.min_length || rules.max_length || rules.matches ||
           !rules.one_of.empty() || changes_text(rules);
}

void change_text(const schema::Rules& rules, std::string& text) {
    if (rules.trim) {
        const std::string_view kept = trimmed(text);
        if (kept.size() != text.size()) text = std::string(kept);
    }
    const auto fold = [&](char first, char last, int by) {
        for (char& c : text)
            if (c >= first && c <= last) c = static_cast<char>(c + by);
    };
    if (rules.lowercase) fold('A', 'Z', 'a' - 'A');
    if (rules.uppercase) fold('a', 'z', 'A' - 'a');
}

void check_length(const schema::Rules& rules, std::size_t length, const char* unit, const Value& value,
                  const std::string& path, Failures& failures) {
    if (rules.min_length && length < *rules.min_length)
        failures.add(rules, path, "min_length",
                     "must have at least " + std::to_string(*rules.min_length) + " " + unit + ".", value,
                     Value(*rules.min_length));
    if (rules.max_length && length > *rules.max_length)
        failures.add(rules, path, "max_length",
                     "must have at most " + std::to_string(*rules.max_length) + " " + unit + ".", value,
                     Value(*rules.max_length));
}

void check_text_rules(const schema::Rules& rules, const std::string& text, const std::string& path,
                      Failures& failures) {
    if (rules.required && text.empty()) {
        failures.add(rules, path, "required", "is required.", Value(text));
        return;
    }
    if (const bool limited = rules.min_length || rules.max_length; limited) {
        const std::size_t length = code_points(text);
        if ((rules.min_length && length < *rules.min_length) || (rules.max_length && length > *rules.max_length))
            check_length(rules, length, "characters", Value(text), path, failures);
    }
    if (!rules.matches || rules.matches->search(text)) return;
    const std::string& name = rules.matches->name();
    const std::string& source = rules.matches->source();
    failures.add(rules, path, "matches",
                 name.empty() ? "doesn't have the form that is asked for: " + source + "."
                              : "is no valid " + name + ".",
                 Value(text), Value(name.empty() ? source : name));
}

std::string limit_text(const Value& limit) { return limit.if_text() != nullptr ? *limit.if_text() : limit.to_json(); }

void check_bounds(const schema::Field& field, const Value& value, const std::string& path, Failures& failures) {
    const schema::Rules& rules = field.rules;
    const auto compared = [&](const Value& limit) {
        return query::compare_for_order(value, schema::cast(limit, field.type, path), &field.type);
    };
    if (rules.min && compared(*rules.min) < 0)
        failures.add(rules, path, "min", "must be at least " + limit_text(*rules.min) + ".", value, *rules.min);
    if (rules.max && compared(*rules.max) > 0)
        failures.add(rules, path, "max", "must be at most " + limit_text(*rules.max) + ".", value, *rules.max);
}

void check_one_of(const schema::Rules& rules, const Value& value, const std::string& path, Failures& failures) {
    if (rules.one_of.empty() || std::find(rules.one_of.begin(), rules.one_of.end(), value) != rules.one_of.end())
        return;
    failures.add(rules, path, "one_of", "must be one of " + comma_joined(rules.one_of, limit_text) + ".", value,
                 Value(rules.one_of));
}

void check_range(const schema::Field& field, const Value& value, const std::string& path, Failures& failures) {
    try {
        (void)schema::cast(value, field.type, path);
    } catch (const CastError& error) {
        failures.add_sentence(path, "type", error.what(), value);
    }
}

}  // namespace

schema::Field element_of(const schema::Type& type, std::size_t which) {
    schema::Field element;
    element.type = type.elements.at(which);
    if (!type.element_rules.empty()) element.rules = type.element_rules[which];
    return element;
}

std::optional<std::size_t> alternative_of(const schema::Type& type, const Document& stored) {
    const Value* const name = stored.find("type");
    const std::string* const text = name != nullptr ? name->if_text() : nullptr;
    const auto found = text == nullptr ? type.alternatives.end()
                                       : std::find(type.alternatives.begin(), type.alternatives.end(), *text);
    if (found == type.alternatives.end() || stored.find("value") == nullptr) return std::nullopt;
    return static_cast<std::size_t>(found - type.alternatives.begin());
}

bool is_ruled(const schema::Type& type) {
    return std::any_of(type.members.begin(), type.members.end(), [](const schema::Field& f) { return is_ruled(f); }) ||
           std::any_of(type.element_rules.begin(), type.element_rules.end(), has_own_rules) ||
           std::any_of(type.elements.begin(), type.elements.end(), [](const schema::Type& t) { return is_ruled(t); });
}
bool has_range(BaseType base) { return is_integer(base) || base == BaseType::float32; }
bool may_change(const schema::Field& field) {
    return changes_text(field.rules) || (is_nested(field.type.base) && is_ruled(field.type));
}
bool is_ruled(const schema::Field& field) { return has_own_rules(field.rules) || is_ruled(field.type); }

void normalise(const schema::Field& field, Value& value) {
    if (value.if_text() != nullptr && changes_text(field.rules)) {
        std::string text = *value.if_text();
        change_text(field.rules, text);
        value = Value(std::move(text));
    } else if (Document* document = value.if_document();
               document != nullptr && field.type.base == BaseType::structure) {
        for (const schema::Field& member : field.type.members)
            if (Value* inner = document->find(member.column)) normalise(member, *inner);
    } else if (Array* array = value.if_array(); array != nullptr && field.type.base == BaseType::array) {
        const schema::Field element = element_of(field.type, 0);
        for (Value& inner : *array) normalise(element, inner);
    } else if (document != nullptr && field.type.base == BaseType::map) {
        const schema::Field element = element_of(field.type, 0);
        for (auto& [key, inner] : *document) normalise(element, inner);
    } else if (document != nullptr && field.type.base == BaseType::variant) {
        if (const auto which = alternative_of(field.type, *document))
            normalise(element_of(field.type, *which), *document->find("value"));
    }
}

namespace {

void check_nested(const schema::Field& field, const Value& value, const std::string& path, Failures& failures) {
    const Document* document = value.if_document();
    if (document != nullptr && field.type.base == BaseType::structure) {
        for (const schema::Field& member : field.type.members) {
            const Value* inner = document->find(member.column);
            check_value(member, inner == nullptr ? Value() : *inner, path + "." + member.name, failures);
        }
    } else if (document != nullptr && field.type.base == BaseType::map) {
        const schema::Field element = element_of(field.type, 0);
        for (const auto& [key, inner] : *document) check_value(element, inner, path + "." + key, failures);
    } else if (const Array* array = value.if_array(); array != nullptr && field.type.base == BaseType::array) {
        check_length(field.rules, array->size(), "elements", value, path, failures);
        const schema::Field element = element_of(field.type, 0);
        for (std::size_t i = 0; i < array->size(); ++i)
            check_value(element, (*array)[i], path + "." + std::to_string(i), failures);
    } else if (document != nullptr && field.type.base == BaseType::variant) {
        if (const auto which = alternative_of(field.type, *document))
            check_value(element_of(field.type, *which), *document->find("value"), path + ".value", failures);
    }
}

}  // namespace

void check_value(const schema::Field& field, const Value& value, const std::string& path, Failures& failures) {
    const schema::Rules& rules = field.rules;
    const std::size_t first = failures.size();
    if (value.is_empty()) {
        if (rules.required) failures.add(rules, path, "required", "is required.", value);
    } else {
        if (has_range(field.type.base)) check_range(field, value, path, failures);
        if (const std::string* text = value.if_text(); text != nullptr && field.type.base == BaseType::text)
            check_text_rules(rules, *text, path, failures);
        if (rules.min || rules.max) check_bounds(field, value, path, failures);
        check_one_of(rules, value, path, failures);
        check_nested(field, value, path, failures);
    }
    if (field.hidden) failures.hide_values(first);
}

namespace {

/// The text of a member that is text, an optional of it, or a Value that holds it.
std::string* text_of(const typed::TypeInfo& type, void* member) {
    if (type.role == typed::Role::optional) {
        const void* value = type.access->value(member);
        return value == nullptr ? nullptr : text_of(*type.element, const_cast<void*>(value));
    }
    return type.role == typed::Role::scalar && type.base == BaseType::text && !type.has_codec
               ? static_cast<std::string*>(member)
               : nullptr;
}

}  // namespace

void normalise_member(const typed::Column& column, void* object) {
    void* member = static_cast<char*>(object) + column.offset;
    if (std::string* text = text_of(*column.type, member)) {
        change_text(column.field->rules, *text);
    } else if (column.type->role == typed::Role::dynamic) {
        normalise(*column.field, *static_cast<Value*>(member));
    } else {
        Value value = typed::to_value(*column.type, member, *column.field);
        const Value old = value;
        normalise(*column.field, value);
        if (!(value == old)) typed::from_value(*column.type, value, member, *column.field);
    }
}

namespace {

/// Within bounds that are integers as well? What this can't say is left to `check_value`.
bool is_within(const schema::Rules& rules, std::int64_t value) {
    const auto* least = rules.min ? rules.min->if_integer() : nullptr;
    const auto* most = rules.max ? rules.max->if_integer() : nullptr;
    return rules.one_of.empty() && (!rules.min || (least != nullptr && *least <= value)) &&
           (!rules.max || (most != nullptr && value <= *most));
}

/// True for most members that aren't direct and keep their rules: numbers and empties, whose types hold no value that their
/// fields don't. What this can't say is left to the rules one by one.
bool passes(const typed::Column& column, const void* object) {
    if (column.direct != direct::Kind::no || column.type->encode == nullptr) return false;
    Cell cell;
    column.type->encode(static_cast<const char*>(object) + column.offset, cell);
    if (cell.is_empty()) return !column.field->rules.required;
    return cell.type == CellType::integer && is_integer(column.field->type.base) &&
           is_within(column.field->rules, cell.integer);
}

}  // namespace

void check_member(const typed::Column& column, const void* object, Failures& failures) {
    if (passes(column, object)) return;
    const void* member = static_cast<const char*>(object) + column.offset;
    const schema::Field& field = *column.field;
    if (column.type->role == typed::Role::dynamic) {
        check_value(field, *static_cast<const Value*>(member), field.name, failures);
    } else if (const std::string* text = text_of(*column.type, const_cast<void*>(member))) {
        const std::size_t first = failures.size();
        check_text_rules(field.rules, *text, field.name, failures);
        if (!field.rules.one_of.empty()) check_one_of(field.rules, Value(*text), field.name, failures);
        if (field.hidden) failures.hide_values(first);
    } else {
        check_value(field, typed::to_value(*column.type, member, field), field.name, failures);
    }
}

}  // namespace tenon::model
