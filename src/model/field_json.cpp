#include "model/field_json.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "model/check_json.hpp"
#include "model/default_json.hpp"
#include "model/json_keys.hpp"
#include "model/type_json.hpp"
#include "schema/cast.hpp"
#include "schema/through_codecs.hpp"
#include <tenon/error.hpp>

namespace tenon::model {
namespace {

void read_messages(FieldOptions& options, const Value& value, const Place& place) {
    for (const auto& [rule, text] : object_at(value, place))
        options.messages.list.add(schema::RuleMessage{rule, text_at(text, inside(place, rule))});
}

template <auto Member>
void read_flag(FieldOptions& options, const Value& value, const Place& place) {
    options.*Member = flag_at(value, place);
}
template <auto Member>
void read_text(FieldOptions& options, const Value& value, const Place& place) {
    options.*Member = text_at(value, place);
}
template <auto Member>
void read_length(FieldOptions& options, const Value& value, const Place& place) {
    options.*Member = static_cast<std::uint32_t>(whole_at(value, place, std::numeric_limits<std::uint32_t>::max()));
}
/// Values are cast when the type is known.
template <auto Member>
void read_value(FieldOptions& options, const Value& value, const Place& place) {
    if (value.is_empty()) refuse_at(place, "a value is needed.");
    options.*Member = value;
}

[[noreturn]] void refuse_sql(FieldOptions&, const Value&, const Place& place) {
    refuse_at(
        place,
        "a description holds no SQL, since it may come from outside: give a value as `default`, compute the field by "
        "`generated`, or define the model in C++, with .default_sql.");
}
/// These are read when the type is known.
void expect_function(FieldOptions&, const Value& value, const Place& place) { (void)text_at(value, place); }
void expect_checks(FieldOptions&, const Value&, const Place&) {}
/// It is read when all fields are known. Until then something stands for it, so that members and elements refuse it.
void expect_expression(FieldOptions& options, const Value& value, const Place& place) {
    if (value.if_text() == nullptr && value.if_document() == nullptr)
        refuse_at(place, "a field as \"$name\", or an object with one operator is needed.");
    options.generated = field({});
}

constexpr Key<FieldOptions> field_keys[] = {
    {"type",
     [](FieldOptions& options, const Value& value, const Place& place) { options.type = type_at(value, place); }},
    {"key", read_flag<&FieldOptions::key>},
    {"required", read_flag<&FieldOptions::required>},
    {"unique", read_flag<&FieldOptions::unique>},
    {"index", read_flag<&FieldOptions::index>},
    {"default", read_value<&FieldOptions::default_value>},
    {"default_from", expect_function},
    {"default_sql", refuse_sql},
    {"generated", expect_expression},
    {"min", read_value<&FieldOptions::min>},
    {"max", read_value<&FieldOptions::max>},
    {"min_length", read_length<&FieldOptions::min_length>},
    {"max_length", read_length<&FieldOptions::max_length>},
    {"matches", [](FieldOptions& options, const Value& value,
                   const Place& place) { options.matches = Pattern(text_at(value, place)); }},
    {"one_of",
     [](FieldOptions& options, const Value& value, const Place& place) { options.one_of = array_at(value, place); }},
    {"trim", read_flag<&FieldOptions::trim>},
    {"lowercase", read_flag<&FieldOptions::lowercase>},
    {"uppercase", read_flag<&FieldOptions::uppercase>},
    {"hidden", read_flag<&FieldOptions::hidden>},
    {"immutable", read_flag<&FieldOptions::immutable>},
    {"read_only", read_flag<&FieldOptions::read_only>},
    {"comment", read_text<&FieldOptions::comment>},
    {"column", read_text<&FieldOptions::column>},
    {"alias", read_text<&FieldOptions::alias>},
    {"folded", read_flag<&FieldOptions::folded>},
    {"collation", read_text<&FieldOptions::collation>},
    {"references", read_text<&FieldOptions::references>},
    {"on_delete", [](FieldOptions& options, const Value& value,
                     const Place& place) { options.on_delete = on_delete_at(value, place); }},
    {"precision",
     [](FieldOptions& options, const Value& value, const Place& place) {
         options.precision = static_cast<std::uint16_t>(whole_at(value, place, 6));
     }},
    {"stored_as_text", read_flag<&FieldOptions::stored_as_text>},
    {"checks", expect_checks},
    {"messages", read_messages}};

/// What Tenon says of a part of the description gets the part's path.
template <class Read>
void at_path(const Place& place, Read read) {
    try {
        read();
    } catch (const SchemaError&) {
        throw;
    } catch (const Error& error) {
        refuse_at(place, error.what());
    }
}

void cast_values(FieldOptions& options, const Place& place) {
    if (options.default_value) {
        const Place there = inside(place, "default");
        at_path(there, [&] {
            options.default_value = schema::cast_through_codecs(*options.default_value, options.type, there.path);
        });
    }
    const auto cast = [&](std::optional<Value>& value, std::string_view key) {
        if (!value) return;
        const Place there = inside(place, key);
        at_path(there, [&] { value = schema::cast(*value, options.type, there.path); });
    };
    cast(options.min, "min");
    cast(options.max, "max");
    for (std::size_t i = 0; i < options.one_of.size(); ++i) {
        const Place there = inside(inside(place, "one_of"), std::to_string(i));
        at_path(there, [&] { options.one_of[i] = schema::cast(options.one_of[i], options.type, there.path); });
    }
}

/// What is read when the type is known.
void read_named(FieldOptions& options, const Document& given, const Place& place) {
    if (const Value* function = given.find("default_from"))
        read_default_function(options, *function, inside(place, "default_from"));
    if (const Value* checks = given.find("checks")) read_field_checks(options, *checks, inside(place, "checks"));
}

}  // namespace

schema::OnDelete on_delete_at(const Value& value, const Place& place) {
    const std::string& word = text_at(value, place);
    if (word == "restrict") return schema::OnDelete::restrict;
    if (word == "cascade") return schema::OnDelete::cascade;
    if (word == "set_null") return schema::OnDelete::set_null;
    refuse_at(place, "restrict, cascade or set_null is needed.");
}

FieldDefinition field_at(std::string name, const Value& value, const Place& place) {
    FieldDefinition field{std::move(name), {}};
    at_path(place, [&] {
        if (value.if_text() != nullptr)
            field.options.type = type_at(value, place);
        else
            read_keys<FieldOptions>(field.options, value, place, field_keys);
    });
    if (field.options.type.base == BaseType::none) refuse_at(inside(place, "type"), "a field has a type.");
    cast_values(field.options, place);
    if (const Document* given = value.if_document()) read_named(field.options, *given, place);
    return field;
}

std::vector<FieldDefinition> fields_at(const Value& value, const Place& place) {
    std::vector<FieldDefinition> fields;
    for (const auto& [name, inner] : object_at(value, place)) {
        if (name.empty()) refuse_at(place, "a name is empty.");
        fields.push_back(field_at(name, inner, inside(place, name)));
    }
    return fields;
}

}  // namespace tenon::model
