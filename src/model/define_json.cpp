#include "model/define_json.hpp"

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "model/check_json.hpp"
#include "model/condition_json.hpp"
#include "model/define.hpp"
#include "model/index_json.hpp"
#include "model/json_keys.hpp"
#include "model/json_parts.hpp"
#include "model/value_json.hpp"
#include "schema/cast.hpp"
#include <tenon/error.hpp>

namespace tenon::model {
namespace {

FieldDefinition field_at(std::string name, const Value& value, const std::string& path);

std::vector<FieldDefinition> fields_at(const Value& value, const std::string& path) {
    std::vector<FieldDefinition> fields;
    for (const auto& [name, inner] : object_at(value, path)) {
        if (name.empty()) refuse_at(path, "a name is empty.");
        fields.push_back(field_at(name, inner, inside(path, name)));
    }
    return fields;
}

std::optional<schema::Type> simple_type(std::string_view name) {
    static constexpr std::pair<std::string_view, types::Simple> all[] = {
        {"boolean", types::boolean}, {"int8", types::int8},
        {"int16", types::int16},     {"int32", types::int32},
        {"int64", types::int64},     {"uint8", types::uint8},
        {"uint16", types::uint16},   {"uint32", types::uint32},
        {"uint64", types::uint64},   {"float32", types::float32},
        {"real", types::real},       {"text", types::text},
        {"bytes", types::bytes},     {"date", types::date},
        {"time", types::time},       {"timestamp", types::timestamp},
        {"uuid", types::uuid},       {"object_id", types::object_id},
        {"json", types::json}};
    for (const auto& [known, type] : all)
        if (known == name) return type;
    return std::nullopt;
}

schema::Type type_at(const Value& value, const std::string& path);

void read_decimal(schema::Type& type, const Value& value, const std::string& path) {
    const Array& numbers = array_at(value, path);
    if (numbers.size() != 2) refuse_at(path, "[digits, digits after the point] is needed.");
    const std::int64_t digits = whole_at(numbers[0], inside(path, "0"), 65);
    const std::int64_t scale = whole_at(numbers[1], inside(path, "1"), digits);
    if (digits == 0) refuse_at(inside(path, "0"), "a decimal has at least one digit.");
    type = types::decimal(static_cast<std::uint16_t>(digits), static_cast<std::uint16_t>(scale));
}
/// {"low": 1, "high": 2}: stored as numbers.
void read_numbered(schema::Type& type, const Document& given, const std::string& path) {
    std::vector<schema::Label> labels;
    for (const auto& [label, number] : given) {
        const std::int64_t* const whole = number.if_integer();
        if (label.empty()) refuse_at(path, "a label is empty.");
        if (whole == nullptr) refuse_at(inside(path, label), "a whole number is needed.");
        for (const schema::Label& other : labels)
            if (other.value == *whole) refuse_at(inside(path, label), "the number is there already.");
        labels.push_back({label, *whole});
    }
    if (labels.empty()) refuse_at(path, "an enumeration has at least one label.");
    type = make_enumeration(labels);
}
void read_enumeration(schema::Type& type, const Value& value, const std::string& path) {
    if (const Document* numbered = value.if_document()) return read_numbered(type, *numbered, path);
    std::vector<std::string> labels;
    for (const Value& label : array_at(value, path)) {
        const std::string place = inside(path, std::to_string(labels.size()));
        labels.push_back(text_at(label, place));
        for (std::size_t i = 0; i + 1 < labels.size(); ++i)
            if (labels[i] == labels.back()) refuse_at(place, "the label is there already.");
    }
    if (labels.empty()) refuse_at(path, "an enumeration has at least one label.");
    type = make_enumeration(labels);
}

/// {"Circle": {"type": {"structure": …}}, "text": {"type": "text", "max_length": 9}}: alternatives are said as fields are.
void read_variant(schema::Type& type, const Value& value, const std::string& path) {
    const std::vector<FieldDefinition> alternatives = fields_at(value, path);
    if (alternatives.empty()) refuse_at(path, "a variant has at least one alternative.");
    try {
        type = make_variant(alternatives);
    } catch (const SchemaError& error) {
        refuse_at(path, error.what());
    }
}

/// "text", or {"type": "text", "max_length": 9}: what a collection holds is said as a field is, when it has rules.
schema::Type collection_at(BaseType base, const Value& value, const std::string& path) {
    const Document* const described = value.if_document();
    if (described == nullptr || described->find("type") == nullptr)
        return base == BaseType::array ? types::array(type_at(value, path)) : types::map(type_at(value, path));
    const FieldDefinition element = field_at("element", value, path);
    try {
        return make_collection(base, element.options);
    } catch (const SchemaError& error) {
        refuse_at(path, error.what());
    }
}

void read_structure(schema::Type& type, const Value& value, const std::string& path) {
    const std::vector<FieldDefinition> members = fields_at(value, path);
    if (members.empty()) refuse_at(path, "a structure has at least one member.");
    try {
        type = make_structure(members);
    } catch (const SchemaError& error) {
        refuse_at(path, error.what());
    }
}

/// An element or a value that may be empty.
void read_optional(schema::Type& type, const Value& value, const std::string& path) {
    type = types::optional(type_at(value, path));
}

void read_map(schema::Type& type, const Value& value, const std::string& path) {
    type = collection_at(BaseType::map, value, path);
}
/// The same of an array; or [element, size].
void read_array(schema::Type& type, const Value& value, const std::string& path) {
    const Array* const sized = value.if_array();
    if (sized == nullptr) {
        type = collection_at(BaseType::array, value, path);
        return;
    }
    if (sized->size() != 2) refuse_at(path, "a type, or [type, how many elements there always are] is needed.");
    type = collection_at(BaseType::array, (*sized)[0], inside(path, "0"));
    type.size =
        static_cast<std::uint32_t>(whole_at((*sized)[1], inside(path, "1"), std::numeric_limits<std::uint32_t>::max()));
    if (type.size == 0) refuse_at(inside(path, "1"), "an array has at least one element.");
}

constexpr Key<schema::Type> type_keys[] = {
    {"decimal", read_decimal},     {"enumeration", read_enumeration}, {"array", read_array},      {"map", read_map},
    {"structure", read_structure}, {"variant", read_variant},         {"optional", read_optional}};

schema::Type type_at(const Value& value, const std::string& path) {
    if (const std::string* name = value.if_text()) {
        if (std::optional<schema::Type> simple = simple_type(*name)) return *simple;
        refuse_at(path,
                  "there is no type `" + *name +
                      "`: the types are boolean, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, "
                      "real, text, bytes, date, time, timestamp, uuid, object_id, json, and objects with decimal, "
                      "enumeration, array, map, structure, variant or optional.");
    }
    if (object_at(value, path).size() != 1)
        refuse_at(path,
                  "one of decimal, enumeration, array, map, structure, variant and optional is needed, and no more.");
    schema::Type type;
    read_keys<schema::Type>(type, value, path, type_keys);
    return type;
}

schema::OnDelete on_delete_at(const Value& value, const std::string& path) {
    const std::string& word = text_at(value, path);
    if (word == "restrict") return schema::OnDelete::restrict;
    if (word == "cascade") return schema::OnDelete::cascade;
    if (word == "set_null") return schema::OnDelete::set_null;
    refuse_at(path, "restrict, cascade or set_null is needed.");
}

void read_messages(FieldOptions& options, const Value& value, const std::string& path) {
    for (const auto& [rule, text] : object_at(value, path))
        options.messages.list.add(schema::RuleMessage{rule, text_at(text, inside(path, rule))});
}

template <auto Member>
void read_flag(FieldOptions& options, const Value& value, const std::string& path) {
    options.*Member = flag_at(value, path);
}
template <auto Member>
void read_text(FieldOptions& options, const Value& value, const std::string& path) {
    options.*Member = text_at(value, path);
}
template <auto Member>
void read_length(FieldOptions& options, const Value& value, const std::string& path) {
    options.*Member = static_cast<std::uint32_t>(whole_at(value, path, std::numeric_limits<std::uint32_t>::max()));
}
/// Values are cast when the type is known.
template <auto Member>
void read_value(FieldOptions& options, const Value& value, const std::string& path) {
    if (value.is_empty()) refuse_at(path, "a value is needed.");
    options.*Member = value;
}

[[noreturn]] void refuse_sql(FieldOptions&, const Value&, const std::string& path) {
    refuse_at(
        path,
        "a description holds no SQL, since it may come from outside: give a value as `default`, compute the field by "
        "`generated`, or define the model in C++, with .default_sql.");
}
/// It is read when the type is known.
void expect_function(FieldOptions&, const Value& value, const std::string& path) { (void)text_at(value, path); }
/// It is read when all fields are known. Until then something stands for it, so that members and elements refuse it.
void expect_expression(FieldOptions& options, const Value& value, const std::string& path) {
    if (value.if_text() == nullptr && value.if_document() == nullptr)
        refuse_at(path, "a field as \"$name\", or an object with one operator is needed.");
    options.generated = field({});
}

constexpr Key<FieldOptions> field_keys[] = {
    {"type",
     [](FieldOptions& options, const Value& value, const std::string& path) { options.type = type_at(value, path); }},
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
                   const std::string& path) { options.matches = Pattern(text_at(value, path)); }},
    {"one_of", [](FieldOptions& options, const Value& value,
                  const std::string& path) { options.one_of = array_at(value, path); }},
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
                     const std::string& path) { options.on_delete = on_delete_at(value, path); }},
    {"precision",
     [](FieldOptions& options, const Value& value, const std::string& path) {
         options.precision = static_cast<std::uint16_t>(whole_at(value, path, 6));
     }},
    {"stored_as_text", read_flag<&FieldOptions::stored_as_text>},
    {"messages", read_messages}};

/// What Tenon says of a part of the description gets the part's path.
template <class Read>
void at_path(const std::string& path, Read read) {
    try {
        read();
    } catch (const SchemaError&) {
        throw;
    } catch (const Error& error) {
        refuse_at(path, error.what());
    }
}

void cast_values(FieldOptions& options, const std::string& path) {
    const auto cast = [&](std::optional<Value>& value, std::string_view key) {
        if (!value) return;
        const std::string place = inside(path, key);
        at_path(place, [&] { value = schema::cast(*value, options.type, place); });
    };
    cast(options.default_value, "default");
    cast(options.min, "min");
    cast(options.max, "max");
    for (std::size_t i = 0; i < options.one_of.size(); ++i) {
        const std::string place = inside(inside(path, "one_of"), std::to_string(i));
        at_path(place, [&] { options.one_of[i] = schema::cast(options.one_of[i], options.type, place); });
    }
}

FieldDefinition field_at(std::string name, const Value& value, const std::string& path) {
    FieldDefinition field{std::move(name), {}};
    at_path(path, [&] {
        if (value.if_text() != nullptr)
            field.options.type = type_at(value, path);
        else
            read_keys<FieldOptions>(field.options, value, path, field_keys);
    });
    if (field.options.type.base == BaseType::none) refuse_at(inside(path, "type"), "a field has a type.");
    cast_values(field.options, path);
    const Document* const options = value.if_document();
    const Value* const function = options == nullptr ? nullptr : options->find("default_from");
    if (function != nullptr) read_default_function(field.options, *function, inside(path, "default_from"));
    return field;
}

/// Conditions and values are read when all fields are known, wherever these stand in the description.
void read_expressions(Described& model, const Document& description, const std::string& path) {
    if (const Value* fields = description.find("fields"))
        for (FieldDefinition& field : model.fields) {
            const Document* const options = fields->as_document().find(field.name)->if_document();
            const Value* const generated = options == nullptr ? nullptr : options->find("generated");
            const std::string place = inside(inside(inside(path, "fields"), field.name), "generated");
            if (generated != nullptr)
                field.options.generated = generated_at(model, field.options.type, *generated, place);
        }
    if (const Value* indexes = description.find("indexes"))
        read_index_expressions(model, *indexes, inside(path, "indexes"));
    if (const Value* constraints = description.find("constraints"))
        for (const auto& [name, condition] : constraints->as_document()) {
            const std::string place = inside(path, "constraints");
            if (name.empty()) refuse_at(place, "a name is empty.");
            model.options.constraints.push_back({name, condition_at(model, condition, inside(place, name))});
        }
    if (const Value* checks = description.find("checks")) read_checks(model, *checks, inside(path, "checks"));
}

constexpr Key<RelationDefinition> keys_of_relation[] = {
    {"model", [](RelationDefinition& relation, const Value& value,
                 const std::string& path) { relation.model = text_at(value, path); }},
    {"field", [](RelationDefinition& relation, const Value& value,
                 const std::string& path) { relation.field = text_at(value, path); }},
    {"on_delete", [](RelationDefinition& relation, const Value& value, const std::string& path) {
         relation.on_delete = on_delete_at(value, path);
     }}};

/// {"posts": {"model": "Post", "field": "author"}}
template <auto Member>
void read_relations(Described& model, const Value& value, const std::string& path) {
    for (const auto& [name, given] : object_at(value, path)) {
        RelationDefinition relation{.name = name, .model = {}, .field = {}};
        const std::string place = inside(path, name);
        if (name.empty()) refuse_at(path, "a name is empty.");
        read_keys<RelationDefinition>(relation, given, place, keys_of_relation);
        if (relation.model.empty()) refuse_at(inside(place, "model"), "a relation names the other model.");
        if (relation.field.empty())
            refuse_at(inside(place, "field"), "a relation names the other model's field that refers to this one.");
        (model.options.*Member).push_back(std::move(relation));
    }
}

template <auto Member>
void read_option(Described& model, const Value& value, const std::string& path) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(model.options.*Member)>, bool>)
        model.options.*Member = flag_at(value, path);
    else
        model.options.*Member = text_at(value, path);
}

struct TimeNames {
    std::string created, updated;
};

constexpr Key<TimeNames> keys_of_times[] = {
    {"created",
     [](TimeNames& names, const Value& value, const std::string& path) { names.created = text_at(value, path); }},
    {"updated",
     [](TimeNames& names, const Value& value, const std::string& path) { names.updated = text_at(value, path); }}};

/// A field of that name and fitting type must be among those that are described, wherever these stand.
void require_described(const Described& model, const std::string& name, const std::string& path) {
    std::vector<std::string> known;
    for (const FieldDefinition& field : model.fields) {
        if (field.name == name) return;
        known.push_back(field.name);
    }
    const std::string near = schema::suggestion(name, known);
    refuse_at(path, "there is no field `" + name + "`; " + (near.empty() ? "describe it among the fields." : near));
}

/// true, or {"created": "made_at", "updated": "changed_at"}
void read_times(Described& model, const Value& value, const std::string& path) {
    if (value.if_boolean() != nullptr) {
        model.options.timestamps = flag_at(value, path);
        return;
    }
    if (value.if_document() == nullptr)
        refuse_at(path, "true or false is needed, or the names of fields: {\"created\": …, \"updated\": …}.");
    TimeNames names;
    read_keys<TimeNames>(names, value, path, keys_of_times);
    if (names.created.empty()) refuse_at(inside(path, "created"), "a field's name is needed.");
    if (names.updated.empty()) refuse_at(inside(path, "updated"), "a field's name is needed.");
    if (names.created == names.updated) refuse_at(inside(path, "updated"), "it is the field of `created` already.");
    model.options.timestamps = {names.created, names.updated};
}

/// true, or a field's name
template <auto Member>
void read_own_field(Described& model, const Value& value, const std::string& path) {
    if (value.if_boolean() != nullptr)
        model.options.*Member = flag_at(value, path);
    else if (value.if_text() != nullptr)
        model.options.*Member = text_at(value, path);
    else
        refuse_at(path, "true or false is needed, or the name of a field.");
}

void require_own_fields(const Described& model, const std::string& path) {
    const TimestampsOption& times = model.options.timestamps;
    const std::string place = inside(path, "timestamps");
    if (times.named) require_described(model, times.created, inside(place, "created"));
    if (times.named) require_described(model, times.updated, inside(place, "updated"));
    const VersionOption& version = model.options.version;
    const SoftDeleteOption& soft_delete = model.options.soft_delete;
    if (version.named) require_described(model, version.field, inside(path, "version"));
    if (soft_delete.named) require_described(model, soft_delete.field, inside(path, "soft_delete"));
}

constexpr Key<Described> model_keys[] = {
    {"name", [](Described& model, const Value& value, const std::string& path) { model.name = text_at(value, path); }},
    {"table", read_option<&DefineOptions::table>},
    {"table_schema", read_option<&DefineOptions::table_schema>},
    {"timestamps", read_times},
    {"version", read_own_field<&DefineOptions::version>},
    {"soft_delete", read_own_field<&DefineOptions::soft_delete>},
    {"comment", read_option<&DefineOptions::comment>},
    {"external", read_option<&DefineOptions::external>},
    {"read_only", read_option<&DefineOptions::read_only>},
    {"fields",
     [](Described& model, const Value& value, const std::string& path) { model.fields = fields_at(value, path); }},
    {"has_many", read_relations<&DefineOptions::has_many>},
    {"has_one", read_relations<&DefineOptions::has_one>},
    {"checks", expect_checks},
    {"constraints", [](Described&, const Value& value, const std::string& path) { (void)object_at(value, path); }},
    {"indexes", read_indexes}};

}  // namespace

Described described_by(const Value& description, const std::string& path) {
    Described model;
    read_keys<Described>(model, description, path, model_keys);
    if (model.name.empty()) refuse_at(inside(path, "name"), "a model needs a name.");
    require_own_fields(model, path);
    read_expressions(model, description.as_document(), path);
    return model;
}

std::vector<Described> all_described_by(const Value& descriptions) {
    std::vector<Described> models;
    for (const Value& one : array_at(descriptions, {}))
        models.push_back(described_by(one, std::to_string(models.size())));
    return models;
}

}  // namespace tenon::model
