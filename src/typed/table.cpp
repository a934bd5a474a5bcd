#include <tenon/typed/table.hpp>

#include <algorithm>
#include <optional>

#include "schema/cast.hpp"
#include "schema/through_codecs.hpp"
#include "typed/role.hpp"
#include <tenon/error.hpp>

namespace tenon::typed {
namespace {

const TypeInfo& inner(const TypeInfo& type) { return type.role == Role::optional ? *type.element : type; }
bool is_reference(const TypeInfo& type) { return inner(type).role == Role::ref; }

std::string_view name_of(const ModelInfo& info) { return info.structure().name; }

schema::Field make_field(const MemberInfo& member, std::uint16_t index, const schema::Naming& naming) {
    schema::Field field;
    field.name = std::string(member.name);
    field.column = naming.column(member.name);
    if (is_reference(*member.type)) field.column = naming.column(std::string(member.name) + "_id");
    field.type = make_type(*member.type, naming);
    field.member = index;
    return field;
}

/// Structs, enumerations and types of the user's own have names; other types' are spelled by each compiler in its own way, and
/// are called as run-time models call them.
std::string alternative_name(const TypeInfo& type, std::string_view spelled) {
    const TypeInfo& held = inner(type);
    if (held.role == Role::structure) return std::string(held.structure().name);
    if (&held == &type && (held.has_codec || held.labels != nullptr)) return std::string(spelled);
    std::string name(tenon::name_of(held.base));
    std::replace(name.begin(), name.end(), ' ', '_');
    return name;
}

schema::Type structure_type(const TypeInfo& type, const schema::Naming& naming) {
    schema::Type made;
    made.base = BaseType::structure;
    const auto& members = type.structure().members;
    for (std::size_t i = 0; i < members.size(); ++i)
        if (!is_relation(*members[i].type))
            made.members.push_back(make_field(members[i], static_cast<std::uint16_t>(i), naming));
    const ModelInfo& info = type.model();
    SchemaTarget target{&made.members, nullptr, name_of(info), &made.customs};
    if (info.describe != nullptr) info.describe(target);
    return made;
}

direct::Kind direct_of(const TypeInfo& type) {
    if (type.role == Role::ref) return direct_of(*type.element);  // its key stands where it does
    const bool is_optional = type.role == Role::optional;
    if (inner(type).role != Role::scalar || inner(type).has_codec) return direct::Kind::no;
    switch (inner(type).base) {
    case BaseType::boolean: return is_optional ? direct::Kind::optional_boolean : direct::Kind::boolean;
    case BaseType::int32: return is_optional ? direct::Kind::optional_int32 : direct::Kind::int32;
    case BaseType::int64: return is_optional ? direct::Kind::optional_int64 : direct::Kind::int64;
    case BaseType::float64: return is_optional ? direct::Kind::optional_float64 : direct::Kind::float64;
    case BaseType::text: return is_optional ? direct::Kind::optional_text : direct::Kind::text;
    case BaseType::timestamp: return is_optional ? direct::Kind::optional_timestamp : direct::Kind::timestamp;
    default: return direct::Kind::no;
    }
}

// Each gives false when the cell isn't what the member mostly gets: its type's own function then converts or refuses it.
bool assign(bool& member, const Cell& cell) {  // most databases have 0 and 1
    if (cell.type != CellType::integer || (cell.integer & ~std::int64_t{1}) != 0) return false;
    member = cell.integer == 1;
    return true;
}
bool assign(std::int32_t& member, const Cell& cell) {
    if (cell.type != CellType::integer || cell.integer != static_cast<std::int32_t>(cell.integer)) return false;
    member = static_cast<std::int32_t>(cell.integer);
    return true;
}
bool assign(std::int64_t& member, const Cell& cell) {
    if (cell.type != CellType::integer) return false;
    member = cell.integer;
    return true;
}
bool assign(double& member, const Cell& cell) {
    if (cell.type != CellType::real) return false;
    member = cell.real;
    return true;
}
bool assign(std::string& member, const Cell& cell) {
    if (cell.type != CellType::text) return false;
    member.assign(cell.text, cell.size);
    return true;
}
bool assign(Timestamp& member, const Cell& cell) {
    if (cell.type != CellType::timestamp && cell.type != CellType::integer) return false;
    member.microseconds = cell.integer;
    return member.in_range();
}
template <class T>
bool assign(std::optional<T>& member, const Cell& cell) {
    if (cell.is_empty()) {
        member.reset();
        return true;
    }
    return assign(member ? *member : member.emplace(), cell);
}

inline bool decode_directly(direct::Place place, const Cell& cell, void* object) {
    return direct::with_member(place, object, false, [&cell](auto& member) { return assign(member, cell); });
}

}  // namespace

schema::Type make_type(const TypeInfo& type, const schema::Naming& naming) {
    schema::Type made;
    switch (type.role) {
    case Role::optional:
        made = make_type(*type.element, naming);
        made.nullable = true;
        return made;
    case Role::ref: return make_type(*type.element, naming);
    case Role::structure: return structure_type(type, naming);
    case Role::array:
    case Role::map:
        made.base = type.base;
        made.size = type.access->fixed_size;
        made.elements.push_back(make_type(*type.element, naming));
        return made;
    case Role::variant:
        made.base = type.base;
        for (std::size_t i = 0; i < type.alternatives.size(); ++i) {
            made.elements.push_back(make_type(*type.alternatives[i], naming));
            made.alternatives.push_back(alternative_name(*type.alternatives[i], type.alternative_names[i]));
        }
        return made;
    default: break;
    }
    made.base = type.base;
    if (made.base == BaseType::timestamp) made.precision = 3;
    if (type.labels != nullptr)
        for (const EnumLabel& label : type.labels()) made.labels.push_back({std::string(label.label), label.value});
    return made;
}

schema::Model make_model(const ModelInfo& info, const schema::Naming& naming) {
    schema::Model model;
    model.name = std::string(name_of(info));
    model.table = naming.table(model.name);
    model.table_schema = naming.table_schema;
    const auto& members = info.structure().members;
    model.members.resize(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
        const TypeInfo& type = *members[i].type;
        const auto index = static_cast<std::uint16_t>(i);
        if (!is_relation(type)) {
            model.members[i].field = static_cast<std::uint16_t>(model.fields.size());
            model.fields.push_back(make_field(members[i], index, naming));
        }
        if (!is_relation(type) && !is_reference(type)) continue;
        schema::Relation relation;
        relation.name = std::string(members[i].name);
        relation.target_name = std::string(name_of(inner(type).model()));
        relation.member = index;
        relation.kind = type.role == Role::many  ? schema::RelationKind::has_many
                        : type.role == Role::one ? schema::RelationKind::has_one
                                                 : schema::RelationKind::belongs_to;
        if (is_reference(type)) relation.local = {model.members[i].field};
        model.members[i].relation = static_cast<std::uint16_t>(model.relations.size());
        model.relations.push_back(std::move(relation));
    }
    if (const auto id = model.index_of("id")) model.key = {*id};
    return model;
}

void describe_model(const ModelInfo& info, schema::Model& model) {
    if (info.describe == nullptr) {
        if (is_described(info.tag))
            throw SchemaError("A describe(tenon::Schema<" + model.name + ">&) exists, but can't be seen where " +
                                  model.name + " is used. Declare it in the header beside the struct.",
                              {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
        return;
    }
    SchemaTarget target{&model.fields, &model, model.name, &model.customs};
    info.describe(target);
}

std::vector<const ModelInfo*> related_models(const ModelInfo& info) {
    std::vector<const ModelInfo*> related;
    for (const MemberInfo& member : info.structure().members)
        if (is_relation(*member.type) || is_reference(*member.type)) related.push_back(&inner(*member.type).model());
    return related;
}

Column output_column(const TypeInfo& type, const schema::Field& field, std::uint32_t offset) {
    return {{offset, direct_of(type)}, type.decode, &type, &field};
}

StructInfo make_struct(StructInfo made, const void* object, const void* const* places, const TypeInfo* const* types,
                       const std::string_view* names) {
    for (std::size_t i = 0; types[i] != nullptr; ++i) {
        const auto offset = static_cast<const char*>(places[i]) - static_cast<const char*>(object);
        made.members.push_back({names[i], static_cast<std::uint32_t>(offset), types[i]});
    }
    return made;
}

void decode_column(const Column& column, const Cell& cell, void* object) {
    void* value = static_cast<char*>(object) + column.offset;
    if (column.decode != nullptr)
        column.decode(cell, value, *column.field);
    else
        decode(*column.type, cell, value, *column.field);
}

void Table::decode_row(std::span<const Cell> row, void* object) const {
    const Cell* cell = row.data();
    for (const Column& column : columns) {
        if (!decode_directly(column, *cell, object)) decode_column(column, *cell, object);
        ++cell;
    }
}

std::vector<direct::Place> places_of(std::span<const Column> columns) { return {columns.begin(), columns.end()}; }

std::vector<direct::Name> names_of(std::span<const Column> columns) {
    std::vector<direct::Name> names;
    for (const Column& column : columns)
        if (column.type->role == Role::ref)
            names.push_back({column.offset + column.type->name_offset, column.field->name.c_str()});
    return names;
}

void Table::note_places() {
    places = places_of(columns);
    others.clear();
    for (std::size_t i = 0; i < places.size(); ++i)
        if (places[i].direct == direct::Kind::no) others.push_back(static_cast<std::uint16_t>(i));
}

Table make_table(const ModelInfo& info, const schema::Model& model) {
    Table table;
    table.model = &model;
    const StructInfo& structure = info.structure();
    table.size = static_cast<std::uint32_t>(structure.size);
    for (const schema::Field& field : model.fields) {
        const MemberInfo& member = structure.members[field.member];
        table.columns.push_back(output_column(*member.type, field, member.offset));
    }
    table.names = names_of(table.columns);
    for (const schema::Relation& relation : model.relations) {
        const MemberInfo& member = structure.members[relation.member];
        if (is_relation(*member.type))
            table.names.push_back({member.offset + member.type->name_offset, relation.name.c_str()});
    }
    table.note_places();
    return table;
}

namespace {

/// Labels in a record, and numbers in the database: which, says the field. So they are encoded by it (`typed::encode`).
constexpr TypeInfo make_numbered_info() {
    TypeInfo info = type_info<Value>;
    info.encode = nullptr;
    return info;
}
constexpr TypeInfo numbered_info = make_numbered_info();

/// What is read is seen through the Codecs of the user's types, as a struct's members are.
void decode_coded(const Cell& cell, void* value, const schema::Field& field) {
    DynamicCodec::decode(cell, value, field);
    Value& out = *static_cast<Value*>(value);
    out = schema::through_codecs(std::move(out), field.type, field.name);
}
constexpr TypeInfo make_coded_info() {
    TypeInfo info = type_info<Value>;
    info.decode = decode_coded;
    return info;
}
constexpr TypeInfo coded_info = make_coded_info();

const TypeInfo& record_info(const schema::Type& type) {
    if (schema::is_numbered(type)) return numbered_info;
    return schema::has_codecs(type) ? coded_info : type_info<Value>;
}

}  // namespace

Table make_record_table(const schema::Model& model) {
    Table table;
    table.model = &model;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const schema::Field& field = model.fields[i];
        table.columns.push_back(
            output_column(record_info(field.type), field, static_cast<std::uint32_t>(i * sizeof(Value))));
    }
    table.size = static_cast<std::uint32_t>(model.fields.size() * sizeof(Value));
    table.note_places();
    return table;
}

}  // namespace tenon::typed
