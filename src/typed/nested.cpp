// Nested values: structs, vectors, maps and variants, walked by their TypeInfo.

#include <tenon/typed/type_info.hpp>

#include <cstring>
#include <optional>

#include "schema/cast.hpp"
#include "typed/refuse.hpp"
#include "typed/role.hpp"
#include "value/cells.hpp"
#include "value/json_reader.hpp"
#include "value/value_nested.hpp"
#include <tenon/error.hpp>
#include <tenon/json.hpp>
#include <tenon/schema.hpp>
#include <tenon/typed/codecs.hpp>

namespace tenon::typed {
namespace {

const void* at(const void* object, std::uint32_t offset) { return static_cast<const char*>(object) + offset; }
void* at(void* object, std::uint32_t offset) { return static_cast<char*>(object) + offset; }

schema::Field element_field(const schema::Field& container, std::size_t which) {
    schema::Field field;
    field.name = container.name;
    field.column = container.column;
    field.type = container.type.elements.at(which);
    return field;
}

// --- writing ---

// Inside a Json field, numbers stay numbers, whatever their size.
bool is_json_number(const Cell& cell, const schema::Type& declared) {
    return declared.base == BaseType::json && cell.type >= CellType::integer && cell.type <= CellType::decimal;
}

void write(const TypeInfo& type, const void* object, const schema::Type& declared, NestedWriter& out);

void write_structure(const TypeInfo& type, const void* object, const schema::Type& declared, NestedWriter& out) {
    out.begin_document();
    for (const schema::Field& field : declared.members) {
        const MemberInfo& member = type.structure().members[field.member];
        out.key(field.column);
        write(*member.type, at(object, member.offset), field.type, out);
    }
    out.end_document();
}

void write_map(const TypeInfo& type, const void* object, const schema::Type& declared, NestedWriter& out) {
    struct Context {
        const TypeInfo& element;
        const schema::Type& declared;
        NestedWriter& out;
    } context{*type.element, declared.elements.at(0), out};
    out.begin_document();
    type.access->each(object, &context, [](void* given, std::string_view key, const void* value) {
        auto& to = *static_cast<Context*>(given);
        to.out.key(key);
        write(to.element, value, to.declared, to.out);
    });
    out.end_document();
}

/// {"type": "Circle", "value": …}
void write_variant(const TypeInfo& type, const void* object, const schema::Type& declared, NestedWriter& out) {
    const std::size_t index = type.access->index(object);
    if (index >= type.alternatives.size()) throw CastError("A std::variant that lost its value can't be stored.");
    out.begin_document();
    out.key("type");
    out.scalar(Cell::of(std::string_view(declared.alternatives.at(index))));
    out.key("value");
    write(*type.alternatives[index], type.access->alternative(object), declared.elements.at(index), out);
    out.end_document();
}

void write(const TypeInfo& type, const void* object, const schema::Type& declared, NestedWriter& out) {
    switch (type.role) {
    case Role::optional:
        if (const void* value = type.access->value(object))
            write(*type.element, value, declared, out);
        else
            out.scalar(Cell());
        return;
    case Role::structure: write_structure(type, object, declared, out); return;
    case Role::array: {
        out.begin_array();
        const std::size_t size = type.access->size(object);
        for (std::size_t i = 0; i < size; ++i)
            write(*type.element, type.access->at(object, i), declared.elements.at(0), out);
        out.end_array();
        return;
    }
    case Role::map: write_map(type, object, declared, out); return;
    case Role::variant: write_variant(type, object, declared, out); return;
    case Role::many:
    case Role::one: return;
    default: break;
    }
    Cell cell;
    type.encode(object, cell);
    if (cell.type == CellType::value)
        ValueSource(*cell.value, declared.base == BaseType::json).write(out);
    else if (is_json_number(cell, declared))
        out.raw_number(cell);
    else
        out.scalar(cell);
}

// --- reading ---

void read(const TypeInfo& type, NestedReader& in, void* object, const schema::Field& field);

[[noreturn]] void refuse_shape(const schema::Field& field, const char* wanted) {
    throw CastError("The stored value of `" + field.name + "` is not " + wanted + " where the model has one.",
                    {.model = {}, .fields = {field.name}, .constraint = {}, .database_code = {}});
}

std::size_t index_of_column(const std::vector<schema::Field>& members, std::string_view column) {
    std::size_t index = 0;
    while (index < members.size() && members[index].column != column) ++index;
    return index;
}

void read_structure(const TypeInfo& type, NestedReader& in, void* object, const schema::Field& field) {
    if (in.shape() != NestedReader::Shape::document) refuse_shape(field, "an object");
    const StructInfo& structure = type.structure();
    std::string_view key;
    in.enter();
    std::size_t expected = 0;  // members mostly come in the order declared
    while (in.next(key)) {
        const auto& members = field.type.members;
        std::size_t found = expected;
        if (found >= members.size() || members[found].column != key) found = index_of_column(members, key);
        if (found == members.size()) continue;
        expected = found + 1;
        const MemberInfo& member = structure.members[members[found].member];
        read(*member.type, in, at(object, member.offset), members[found]);
    }
    in.leave();
}

/// Is this what the type's values are, so that there is nothing to refuse or convert?
bool surely_fits(const TypeInfo& type, const Cell& cell) {
    if (type.role != Role::scalar || type.has_codec) return false;
    switch (type.base) {
    case BaseType::text: return cell.type == CellType::text;
    case BaseType::int64: return cell.type == CellType::integer;
    case BaseType::float64: return cell.type == CellType::real;
    case BaseType::boolean: return cell.type == CellType::boolean;
    default: return false;
    }
}

/// Reads the elements of an array, or the values of a map. The field that they are to their types is made when one needs it.
class Elements {
public:
    Elements(const TypeInfo& type, const schema::Field& container) : type_(*type.element), container_(container) {}

    void read(NestedReader& in, void* element) {
        if (in.shape() == NestedReader::Shape::scalar) {
            const Cell cell = in.scalar();
            if (surely_fits(type_, cell)) return type_.decode(cell, element, container_);
        }
        if (!field_) field_ = element_field(container_, 0);
        typed::read(type_, in, element, *field_);
    }

private:
    const TypeInfo& type_;
    const schema::Field& container_;
    std::optional<schema::Field> field_;
};

void read_array(const TypeInfo& type, NestedReader& in, void* object, const schema::Field& field) {
    type.access->reset(object);
    if (in.shape() == NestedReader::Shape::scalar && in.scalar().is_empty()) return;
    if (in.shape() != NestedReader::Shape::array) refuse_shape(field, "an array");
    Elements elements(type, field);
    std::string_view key;
    in.enter();
    for (std::size_t index = 0; in.next(key); ++index) {
        void* const value = type.access->append(object, index);
        if (value == nullptr) refuse_shape(field, "as short as the array");
        elements.read(in, value);
    }
    in.leave();
}

void read_map(const TypeInfo& type, NestedReader& in, void* object, const schema::Field& field) {
    type.access->reset(object);
    if (in.shape() == NestedReader::Shape::scalar && in.scalar().is_empty()) return;
    if (in.shape() != NestedReader::Shape::document) refuse_shape(field, "an object");
    Elements elements(type, field);
    std::string_view key;
    in.enter();
    while (in.next(key)) elements.read(in, type.access->insert(object, key));
    in.leave();
}

void read_variant(const TypeInfo& type, NestedReader& in, void* object, const schema::Field& field) {
    ValueBuilder builder;
    copy_nested(in, builder, true);
    const Value whole = builder.take();
    const Document* document = whole.if_document();
    const Value* name = document == nullptr ? nullptr : document->find("type");
    const Value* value = document == nullptr ? nullptr : document->find("value");
    if (name == nullptr || value == nullptr || name->if_text() == nullptr)
        refuse_shape(field, "an object with `type` and `value`");
    for (std::size_t i = 0; i < type.alternatives.size(); ++i) {
        if (field.type.alternatives.at(i) != *name->if_text()) continue;
        ValueReader reader(*value);
        read(*type.alternatives[i], reader, type.access->emplace_alternative(object, i), element_field(field, i));
        return;
    }
    refuse_label(*name->if_text(), field);
}

void read(const TypeInfo& type, NestedReader& in, void* object, const schema::Field& field) {
    switch (type.role) {
    case Role::optional:
        if (in.shape() == NestedReader::Shape::scalar && in.scalar().is_empty())
            type.access->reset(object);
        else
            read(*type.element, in, type.access->emplace(object), field);
        return;
    case Role::structure: read_structure(type, in, object, field); return;
    case Role::array: read_array(type, in, object, field); return;
    case Role::map: read_map(type, in, object, field); return;
    case Role::variant: read_variant(type, in, object, field); return;
    case Role::many:
    case Role::one: return;
    default: break;
    }
    if (type.base == BaseType::json || type.role == Role::dynamic) {
        ValueBuilder builder;
        copy_nested(in, builder, true);
        const Value value = builder.take();
        type.decode(Cell::of_nested(value), object, field);
        return;
    }
    if (in.shape() != NestedReader::Shape::scalar) refuse_shape(field, "a single value");
    type.decode(in.scalar(), object, field);
}

}  // namespace

void NestedMember::write(NestedWriter& out) const { typed::write(*type, object, field->type, out); }

Cell encode(const TypeInfo& type, const void* object, const schema::Field& field, NestedMember& storage) {
    if (type.encode != nullptr) {
        Cell cell;
        type.encode(object, cell);
        if (cell.type != CellType::value && !is_json_number(cell, field.type)) return cell;
    } else if (type.role == Role::dynamic) {
        const Value& label = *static_cast<const Value*>(object);
        return label.is_empty() ? Cell() : scalar_cell(schema::cast(label, field.type, field.name));
    } else if (type.role == Role::optional && type.access->value(object) == nullptr) {
        return Cell();
    }
    storage.type = &type;
    storage.object = object;
    storage.field = &field;
    return Cell::of(static_cast<const NestedSource&>(storage));
}

namespace {

/// What these columns lead to. A struct that is empty has nothing but empties inside.
void read_inside(const TypeInfo& type, std::span<const std::string> columns, NestedReader& in, void* object,
                 const schema::Field& field) {
    const bool is_empty = in.shape() == NestedReader::Shape::scalar && in.scalar().is_empty();
    if (is_empty && (!columns.empty() || type.role == Role::dynamic)) return decode(type, Cell(), object, field);
    if (columns.empty()) return read(type, in, object, field);
    if (in.shape() != NestedReader::Shape::document) refuse_shape(field, "inside an object");
    std::string_view key;
    in.enter();
    while (in.next(key))
        if (key == columns.front()) read_inside(type, columns.subspan(1), in, object, field);
    in.leave();
}

void read_json(const TypeInfo& type, std::span<const std::string> columns, std::string_view text, void* object,
               const schema::Field& field) {
    static thread_local JsonReader reader;
    try {
        reader.reset(text);
        read_inside(type, columns, reader, object, field);
    } catch (const CastError& error) {
        if (!error.fields().empty()) throw;
        throw CastError("`" + field.name + "`: " + error.what(),  // the text itself is damaged
                        {.model = {}, .fields = {field.name}, .constraint = {}, .database_code = {}});
    }
}

}  // namespace

void decode(const TypeInfo& type, const Cell& cell, void* object, const schema::Field& field) {
    if (type.decode != nullptr) {
        type.decode(cell, object, field);
    } else if (!cell.is_empty()) {
        decode_inside(type, {}, cell, object, field);
    } else {
        if (type.role == Role::structure || type.role == Role::variant) refuse_cell(cell, field);
        type.access->reset(object);
    }
}

void decode_inside(const TypeInfo& type, std::span<const std::string> columns, const Cell& cell, void* object,
                   const schema::Field& field) {
    if (cell.is_empty()) {
        decode(type, cell, object, field);
    } else if (cell.type == CellType::text || cell.type == CellType::json) {
        read_json(type, columns, cell.text_view(), object, field);
    } else if (cell.type == CellType::value) {
        ValueReader reader(*cell.value);
        read_inside(type, columns, reader, object, field);
    } else {
        refuse_cell(cell, field);
    }
}

// --- comparing ---

namespace {

bool equal_arrays(const TypeInfo& type, const void* a, const void* b) {
    const std::size_t size = type.access->size(a);
    if (size != type.access->size(b)) return false;
    for (std::size_t i = 0; i < size; ++i)
        if (!equal(*type.element, type.access->at(a, i), type.access->at(b, i))) return false;
    return true;
}

bool equal_maps(const TypeInfo& type, const void* a, const void* b) {
    if (type.access->size(a) != type.access->size(b)) return false;
    struct Entry {
        std::string_view key;
        const void* value;
    };
    std::vector<Entry> entries;
    type.access->each(b, &entries, [](void* context, std::string_view key, const void* value) {
        static_cast<std::vector<Entry>*>(context)->push_back({key, value});
    });
    struct Context {
        const TypeInfo& element;
        const std::vector<Entry>& others;
        bool same = true;
    } context{*type.element, entries};
    type.access->each(a, &context, [](void* given, std::string_view key, const void* value) {
        auto& to = *static_cast<Context*>(given);
        bool found = false;
        for (const Entry& other : to.others)
            if (other.key == key) found = equal(to.element, value, other.value);
        to.same = to.same && found;
    });
    return context.same;
}

}  // namespace

bool equal(const TypeInfo& type, const void* a, const void* b) {
    switch (type.role) {
    case Role::optional: {
        const void* left = type.access->value(a);
        const void* right = type.access->value(b);
        return left == nullptr || right == nullptr ? left == right : equal(*type.element, left, right);
    }
    case Role::structure:
        for (const MemberInfo& member : type.structure().members)
            if (!equal(*member.type, at(a, member.offset), at(b, member.offset))) return false;
        return true;
    case Role::array: return equal_arrays(type, a, b);
    case Role::map: return equal_maps(type, a, b);
    case Role::variant: {
        const std::size_t index = type.access->index(a);
        if (index != type.access->index(b)) return false;
        return index >= type.alternatives.size() ||
               equal(*type.alternatives[index], type.access->alternative(a), type.access->alternative(b));
    }
    default: return is_relation(type) || type.equal(a, b);
    }
}

Value to_value(const TypeInfo& type, const void* object, const schema::Field& field) {
    NestedMember storage;
    return tenon::to_value(encode(type, object, field, storage));
}

void from_value(const TypeInfo& type, const Value& value, void* object, const schema::Field& field) {
    ValueSource storage;
    Cell cell = to_cell(value, storage);
    const bool json = type.base == BaseType::json && !value.is_empty();  // a text in it isn't JSON text
    if (cell.type == CellType::source || json) cell = Cell::of_nested(value);
    decode(type, cell, object, field);
}

}  // namespace tenon::typed
