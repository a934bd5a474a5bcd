#include "model/define.hpp"

#include <algorithm>
#include <limits>

#include "schema/cast.hpp"
#include "schema/through_codecs.hpp"
#include "value/utf8.hpp"
#include <tenon/error.hpp>

namespace tenon::model {
namespace {

constexpr std::string_view rule_kinds[] = {"required", "min", "max", "min_length", "max_length", "matches", "one_of"};

schema::Rules rules_of(const FieldOptions& options) {
    schema::Rules rules;
    rules.required = options.required;
    rules.min = options.min;
    rules.max = options.max;
    rules.min_length = options.min_length;
    rules.max_length = options.max_length;
    rules.matches = options.matches;
    rules.one_of = options.one_of;
    rules.trim = options.trim;
    rules.lowercase = options.lowercase;
    rules.uppercase = options.uppercase;
    rules.customs = options.messages.list;
    for (const schema::Check& check : options.checks.list.checks()) rules.customs.add(check);
    return rules;
}

[[noreturn]] void refuse_definition(const std::string& model, const std::string& sentence) {
    throw SchemaError("Model " + model + ": " + sentence,
                      {.model = model, .fields = {}, .constraint = {}, .database_code = {}});
}

// What the typed describe refuses when it is compiled.
void check_options(const std::string& model, const FieldDefinition& definition) {
    const FieldOptions& options = definition.options;
    const BaseType base = options.type.base;
    const bool is_text = base == BaseType::text;
    const bool is_time = base == BaseType::timestamp || base == BaseType::date || base == BaseType::time;
    const auto only_for = [&](bool given, bool fits, const char* option, const char* what) {
        if (given && !fits)
            refuse_definition(model, "the option " + std::string(option) + " of the field `" + definition.name +
                                         "` is for " + what + ", and it is of type " + std::string(name_of(base)) +
                                         ".");
    };
    if (definition.name.empty()) refuse_definition(model, "a field has an empty name.");
    if (base == BaseType::none)
        refuse_definition(model, "the field `" + definition.name +
                                     "` has no type: say .type = tenon::types::text, or another.");
    if (schema::is_numbered(options.type) && (options.min || options.max || !options.one_of.empty()))
        refuse_definition(
            model, "the field `" + definition.name +
                       "` is an enumeration, whose labels say what it may be: it takes no .min, .max and .one_of.");
    only_for(options.min || options.max, is_number(base) || is_time, ".min or .max", "numbers and times");
    only_for(options.min_length || options.max_length, is_text || base == BaseType::array, ".min_length or .max_length",
             "text and arrays");
    if (options.type.size != 0 && (options.min_length || options.max_length))
        refuse_definition(model, "the field `" + definition.name +
                                     "` is an array of a fixed size: it takes no .min_length and .max_length.");
    only_for(options.matches.has_value(), is_text, ".matches", "text");
    only_for(options.trim || options.lowercase || options.uppercase, is_text, ".trim, .lowercase or .uppercase",
             "text");
    only_for(options.folded, is_text, ".folded", "text");
    only_for(!options.collation.empty(), is_text, ".collation", "text");
    only_for(options.precision != 0, base == BaseType::timestamp, ".precision",
             "timestamps, and a decimal has it in its type");
    only_for(options.stored_as_text, base == BaseType::timestamp || base == BaseType::decimal, ".stored_as_text",
             "decimals and timestamps");
    if (options.precision != 0 && options.precision != 3 && options.precision != 6)
        refuse_definition(model, "the precision of the field `" + definition.name +
                                     "` is 3 or 6: the digits of a second that are kept.");
    only_for(!options.one_of.empty(), !is_nested(base), ".one_of", "single values");
    try {
        for (const Value& one : options.one_of)
            if (!one.is_empty()) (void)schema::cast(one, options.type, definition.name);
    } catch (const CastError& error) {
        refuse_definition(model, "one_of of `" + definition.name + "`: " + error.what());
    }
    for (const schema::RuleMessage& message : options.messages.list.messages())
        if (!is_rule(message.kind))
            refuse_definition(
                model, "the field `" + definition.name + "` has a message for `" + message.kind +
                           "`, which is no rule: they are required, min, max, min_length, max_length, matches and "
                           "one_of. A check takes its message itself.");
}

/// The numbers of an enumeration are a column's: inside of JSON there are labels.
void refuse_numbered(const schema::Type& type) {
    if (schema::is_numbered(type))
        refuse_definition(
            "(an enumeration)",
            "it is stored as integers, so it can't stand in an array, a map or a structure: there, list its labels "
            "without numbers.");
}

/// Of a member of a structure or an alternative of a variant.
void refuse_own_options(const std::string& whole, const FieldDefinition& inner) {
    const FieldOptions& given = inner.options;
    if (given.key || given.unique || given.index || !given.references.empty() || given.hidden || given.immutable ||
        given.read_only || given.generated || !given.default_sql.text().empty() || given.default_from ||
        !given.comment.empty() || given.folded || !given.collation.empty() || !given.alias.empty())
        refuse_definition(whole, "`" + inner.name +
                                     "` can't be a key, an index or a reference, hidden, immutable, "
                                     "read-only, generated, folded, collated, aliased or commented, nor left to a "
                                     "function or the database: those are for fields of the model itself.");
}

Value run_function(const void* function) { return (*static_cast<const Callback<Value()>*>(function))(); }

schema::Field field_of(const FieldDefinition& definition, std::uint16_t index) {
    const FieldOptions& options = definition.options;
    schema::Field field;
    field.name = definition.name;
    field.column = options.column;
    field.type = options.type;
    field.type.nullable = !options.required && !options.key;
    if (options.max_length && field.type.base == BaseType::text) field.type.max_length = *options.max_length;
    if (options.precision != 0) field.type.precision = options.precision;
    if (options.stored_as_text) field.type.stored_as_text = true;
    field.rules = rules_of(options);
    for (Value& one : field.rules.one_of)
        if (!one.is_empty()) one = schema::cast(one, field.type, definition.name);
    if (options.default_value)
        field.default_value = schema::cast_through_codecs(*options.default_value, field.type, definition.name);
    if (options.default_from)
        field.default_function = {std::make_shared<const Callback<Value()>>(options.default_from), run_function};
    field.default_sql = options.default_sql.text();
    if (options.generated) field.generated = options.generated->code();
    field.hidden = options.hidden;
    field.immutable = options.immutable;
    field.read_only = options.read_only || options.generated;
    field.comment = options.comment;
    field.folded = options.folded;
    if (!options.collation.empty()) field.type.collation = options.collation;
    field.alias = options.alias;
    field.member = index;
    return field;
}

/// Members of structures are named as fields are, unless they have a name of their own.
void name_members(schema::Type& type, const schema::Naming& naming) {
    for (schema::Field& member : type.members) {
        if (member.column.empty()) member.column = naming.column(member.name);
        name_members(member.type, naming);
    }
    for (schema::Type& element : type.elements) name_members(element, naming);
}

void add_field(schema::Model& model, const FieldDefinition& definition, const schema::Naming& naming) {
    const FieldOptions& options = definition.options;
    check_options(model.name, definition);
    const auto index = static_cast<std::uint16_t>(model.fields.size());
    schema::Field field = field_of(definition, index);
    if (field.column.empty()) field.column = naming.column(definition.name);
    name_members(field.type, naming);
    if (options.key) model.key.push_back(index);
    if (options.unique || options.index) {
        model.indexes.emplace_back();
        model.indexes.back().fields = {index};
        model.indexes.back().unique = options.unique;
    }
    schema::MemberRole role;
    role.field = index;
    if (!options.references.empty()) {
        schema::Relation relation;
        relation.name = definition.name;
        relation.target_name = options.references;
        relation.local = {index};
        relation.on_delete = options.on_delete;
        relation.member = index;
        role.relation = static_cast<std::uint16_t>(model.relations.size());
        model.relations.push_back(std::move(relation));
    }
    model.members.push_back(role);
    model.fields.push_back(std::move(field));
}

void add_relation(schema::Model& model, const RelationDefinition& definition, schema::RelationKind kind) {
    const auto refuse = [&](const std::string& sentence) {
        refuse_definition(model.name, "the relation `" + definition.name + "` " + sentence);
    };
    if (definition.name.empty()) refuse_definition(model.name, "a relation has an empty name.");
    if (definition.model.empty() || definition.field.empty())
        refuse("needs the other model and its field that refers to this one: {\"posts\", \"Post\", \"author\"}.");
    if (definition.name.find('.') != std::string::npos) refuse("holds a dot, as paths do.");
    if (model.find_field(definition.name) != nullptr || model.find_relation(definition.name) != nullptr)
        refuse("has the name of a field or of another relation.");
    schema::Relation relation;
    relation.name = definition.name;
    relation.kind = kind;
    relation.target_name = definition.model;
    relation.foreign_names = {definition.field};
    relation.on_delete = definition.on_delete;
    relation.member = static_cast<std::uint16_t>(model.members.size());
    schema::MemberRole role;
    role.relation = static_cast<std::uint16_t>(model.relations.size());
    model.members.push_back(role);
    model.relations.push_back(std::move(relation));
}

/// A name alone is a field; anything else is an expression.
schema::IndexPart part_of(const schema::Model& model, const IndexKey& key) {
    schema::IndexPart part;
    part.descending = key.descending;
    const bool is_name = key.code.nodes.size() == 1 && key.code.nodes.front().op == ir::Op::named;
    if (!is_name) {
        part.expression = key.code;
        return part;
    }
    const std::string& name = key.code.names.front();
    const auto field = model.index_of(name);
    if (!field)
        refuse_definition(model.name, "an index names `" + name + "`; " + schema::suggestion(name, model.fields));
    part.field = *field;
    return part;
}

void add_index(schema::Model& model, const IndexDefinition& definition) {
    if (definition.keys.empty()) refuse_definition(model.name, "an index has no keys.");
    schema::Index index;
    index.name = definition.name;
    index.unique = definition.unique;
    if (definition.where) index.where = definition.where->code();
    for (const IndexKey& key : definition.keys) index.parts.push_back(part_of(model, key));
    model.indexes.push_back(std::move(index));
}

/// A field that the library sets: as it is declared, or made, unless the definition chose its name.
std::uint16_t own_field(schema::Model& model, const FieldDefinition& usual, const char* option, bool is_named,
                        const schema::Naming& naming) {
    const auto declared = model.index_of(usual.name);
    if (!declared && is_named)
        refuse_definition(model.name, "the option " + std::string(option) + " names `" + usual.name +
                                          "`, and there is no such field: declare it; " +
                                          schema::suggestion(usual.name, model.fields));
    if (!declared) {
        add_field(model, usual, naming);
        return static_cast<std::uint16_t>(model.fields.size() - 1);
    }
    const bool is_key = std::find(model.key.begin(), model.key.end(), *declared) != model.key.end();
    if (is_key || model.fields[*declared].read_only)
        refuse_definition(model.name,
                          "`" + usual.name + "` is set by the library: it can't be a key, read-only or generated.");
    return *declared;
}

std::uint16_t add_time(schema::Model& model, const std::string& name, bool is_named, const schema::Naming& naming) {
    const std::uint16_t index = own_field(model, {name, {.type = types::timestamp}}, ".timestamps", is_named, naming);
    if (model.fields[index].type.base != BaseType::timestamp)
        refuse_definition(model.name, "`" + name + "` is set by the library: it is of type timestamp.");
    return index;
}

void add_times(schema::Model& model, const TimestampsOption& option, const schema::Naming& naming) {
    if (!option.wanted) return;
    if (option.created == option.updated)
        refuse_definition(model.name, "the option .timestamps names `" + option.created +
                                          "` twice: the times of creation and of the last change are two fields.");
    model.created_at = add_time(model, option.created, option.named, naming);
    model.updated_at = add_time(model, option.updated, option.named, naming);
}

void add_version(schema::Model& model, const VersionOption& option, const schema::Naming& naming) {
    if (!option.wanted) return;
    const FieldDefinition usual{option.field, {.type = types::int64, .required = true, .default_value = 1}};
    const std::uint16_t index = own_field(model, usual, ".version", option.named, naming);
    const schema::Type& type = model.fields[index].type;
    const bool counts = type.base == BaseType::int32 || type.base == BaseType::int64 || type.base == BaseType::uint32;
    if (!counts || type.nullable || schema::is_numbered(type))
        refuse_definition(model.name, "`" + option.field +
                                          "` counts the row's changes: it is of type int32, int64 or uint32, and "
                                          "required.");
    model.version = index;
}

void add_soft_delete(schema::Model& model, const SoftDeleteOption& option, const schema::Naming& naming) {
    if (!option.wanted) return;
    model.deleted_at =
        own_field(model, {option.field, {.type = types::timestamp}}, ".soft_delete", option.named, naming);
}

}  // namespace

bool is_rule(std::string_view name) {
    return std::find(std::begin(rule_kinds), std::end(rule_kinds), name) != std::end(rule_kinds);
}

schema::Model define_model(std::string name, std::span<const FieldDefinition> fields, const DefineOptions& options,
                           const Registry& registry) {
    schema::Model model;
    model.name = std::move(name);
    model.table = options.table.empty() ? registry.naming().table(model.name) : options.table;
    model.table_schema = options.table_schema.empty() ? registry.naming().table_schema : options.table_schema;
    const bool has_key = std::any_of(fields.begin(), fields.end(), [](const auto& field) { return field.options.key; });
    if (model.name.empty()) refuse_definition(model.name, "a model needs a name.");
    for (const FieldDefinition& field : fields)
        if (!has_key && field.name == "id")
            refuse_definition(
                model.name, "an integer key `id` is there by itself: leave the field out, or declare it .key = true.");
    if (!has_key) add_field(model, {"id", {.type = types::int64, .key = true}}, registry.naming());
    for (const FieldDefinition& field : fields) add_field(model, field, registry.naming());
    add_times(model, options.timestamps, registry.naming());
    add_version(model, options.version, registry.naming());
    add_soft_delete(model, options.soft_delete, registry.naming());
    for (const RelationDefinition& relation : options.has_many)
        add_relation(model, relation, schema::RelationKind::has_many);
    for (const RelationDefinition& relation : options.has_one)
        add_relation(model, relation, schema::RelationKind::has_one);
    model.customs = options.checks.list;
    for (const IndexDefinition& index : options.indexes) add_index(model, index);
    for (const ConstraintDefinition& constraint : options.constraints)
        model.constraints.push_back({constraint.name, constraint.condition.code()});
    model.comment = options.comment;
    model.external = options.external;
    model.read_only = options.read_only;
    return model;
}

schema::Type make_structure(std::span<const FieldDefinition> members) {
    schema::Type type = types::Simple{BaseType::structure};
    for (const FieldDefinition& member : members) {
        check_options("(a structure)", member);
        refuse_numbered(member.options.type);
        refuse_own_options("(a structure)", member);
        type.members.push_back(field_of(member, static_cast<std::uint16_t>(type.members.size())));
    }
    return type;
}

schema::Type make_variant(std::span<const FieldDefinition> alternatives) {
    const auto refuse = [](const std::string& sentence) { refuse_definition("(a variant)", sentence); };
    schema::Type type = types::Simple{BaseType::variant};
    if (alternatives.empty()) refuse("it has at least one alternative.");
    for (const FieldDefinition& alternative : alternatives) {
        const std::string& name = alternative.name;
        if (!is_valid_utf8(name) || name.find('\0') != std::string::npos)
            refuse("the name of an alternative is no UTF-8 text, or holds U+0000.");
        check_options("(a variant)", alternative);
        refuse_numbered(alternative.options.type);
        refuse_own_options("(a variant)", alternative);
        if (alternative.options.default_value || !alternative.options.column.empty())
            refuse("the alternative `" + name +
                   "` has no default and no column: a default is the field's, and it is stored by its name.");
        if (std::find(type.alternatives.begin(), type.alternatives.end(), name) != type.alternatives.end())
            refuse("two alternatives are called `" + name + "`.");
        schema::Field held = field_of(alternative, 0);
        held.type.nullable = false;  // a variant that holds nothing is an empty field
        type.elements.push_back(std::move(held.type));
        type.element_rules.push_back(std::move(held.rules));
        type.alternatives.push_back(name);
    }
    return type;
}

schema::Type make_collection(BaseType base, const FieldOptions& element) {
    const char* const whole = base == BaseType::array ? "(an array)" : "(a map)";
    const FieldDefinition definition{base == BaseType::array ? "element" : "value", element};
    check_options(whole, definition);
    refuse_numbered(element.type);
    refuse_own_options(whole, definition);
    if (element.default_value || !element.column.empty())
        refuse_definition(whole, "`" + definition.name +
                                     "` has no default and no column: what isn't there is no part of the field, and "
                                     "what is has no name of its own.");
    schema::Field held = field_of(definition, 0);
    schema::Type type = types::Simple{base};
    held.type.nullable = element.type.nullable;
    type.elements.push_back(std::move(held.type));
    type.element_rules.push_back(std::move(held.rules));
    return type;
}

schema::Type make_enumeration(std::span<const std::string> labels) {
    schema::Type type = types::Simple{BaseType::enumeration};
    for (const std::string& label : labels)
        type.labels.push_back({label, static_cast<std::int64_t>(type.labels.size())});
    return type;
}

schema::Type make_enumeration(std::span<const schema::Label> labels) {
    using Small = std::numeric_limits<std::int32_t>;
    const auto is_small = [](const schema::Label& label) {
        return label.value >= Small::min() && label.value <= Small::max();
    };
    schema::Type type = std::all_of(labels.begin(), labels.end(), is_small) ? types::int32 : types::int64;
    for (auto label = labels.begin(); label != labels.end(); ++label) {
        for (auto other = labels.begin(); other != label; ++other)
            if (other->text == label->text || other->value == label->value)
                refuse_definition("(an enumeration)", "`" + other->text + "` and `" + label->text +
                                                          "` have the same label or the same number.");
        type.labels.push_back(*label);
    }
    if (type.labels.empty()) refuse_definition("(an enumeration)", "it has at least one label.");
    return type;
}

}  // namespace tenon::model

namespace tenon {

TimestampsOption::TimestampsOption(bool is_wanted) : wanted(is_wanted), created("created_at"), updated("updated_at") {}
TimestampsOption::TimestampsOption(std::string created_name, std::string updated_name)
    : wanted(true),
      named(true),
      created(std::move(created_name)),
      updated(std::move(updated_name)) {}
VersionOption::VersionOption(bool is_wanted) : wanted(is_wanted), field("version") {}
SoftDeleteOption::SoftDeleteOption(bool is_wanted) : wanted(is_wanted), field("deleted_at") {}
SoftDeleteOption::SoftDeleteOption(std::string name) : wanted(true), named(true), field(std::move(name)) {}
VersionOption::VersionOption(std::string name) : wanted(true), named(true), field(std::move(name)) {}

}  // namespace tenon

namespace tenon::typed {

schema::Type coded_type(BaseType base, Value (*through_codec)(const Value&, const schema::Field&)) {
    schema::Type type = types::Simple{base};
    type.through_codec = through_codec;
    return type;
}

}  // namespace tenon::typed

namespace tenon::types {

Simple::operator schema::Type() const {
    schema::Type type;
    type.base = base;
    if (base == BaseType::timestamp) type.precision = 3;
    return type;
}

schema::Type decimal(std::uint16_t digits, std::uint16_t scale) {
    schema::Type type = Simple{BaseType::decimal};
    type.precision = digits;
    type.scale = scale;
    return type;
}

schema::Type array(schema::Type element, std::uint32_t size) {
    model::refuse_numbered(element);
    schema::Type type = Simple{BaseType::array};
    type.size = size;
    type.elements.push_back(std::move(element));
    return type;
}

schema::Type structure(std::initializer_list<FieldDefinition> members) {
    return model::make_structure({members.begin(), members.size()});
}

schema::Type variant(std::initializer_list<FieldDefinition> alternatives) {
    return model::make_variant({alternatives.begin(), alternatives.size()});
}

schema::Type map(schema::Type element) {
    model::refuse_numbered(element);
    schema::Type type = Simple{BaseType::map};
    type.elements.push_back(std::move(element));
    return type;
}

schema::Type optional(schema::Type type) {
    type.nullable = true;
    return type;
}
schema::Type array(const FieldOptions& element, std::uint32_t size) {
    schema::Type type = model::make_collection(BaseType::array, element);
    type.size = size;
    return type;
}
schema::Type map(const FieldOptions& element) { return model::make_collection(BaseType::map, element); }

schema::Type enumeration(std::initializer_list<const char*> labels) {
    return model::make_enumeration(std::vector<std::string>(labels.begin(), labels.end()));
}

schema::Type enumeration(std::initializer_list<std::pair<const char*, std::int64_t>> labels) {
    std::vector<schema::Label> made;
    for (const auto& [label, number] : labels) made.push_back({label, number});
    return model::make_enumeration(made);
}

}  // namespace tenon::types
