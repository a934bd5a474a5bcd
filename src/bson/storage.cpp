#include "bson/storage.hpp"

#include <limits>

#include "query/capabilities.hpp"
#include "value/convert.hpp"
#include <tenon/error.hpp>

namespace tenon::bson {

namespace {

using schema::Field;
using schema::Model;
using schema::Type;

constexpr std::string_view here = "value";

[[noreturn]] void refuse(const Model& model, const std::string& path, const std::string& message) {
    ErrorDetail detail;
    detail.model = model.name;
    detail.fields.push_back(path);
    throw SchemaError(model.name + "." + path + ": " + message, std::move(detail));
}

void check_name(const Model& model, const std::string& path, const std::string& name) {
    if (name.empty() || name.front() == '$' || name.find('.') != std::string::npos ||
        name.find('\0') != std::string::npos) {
        refuse(model, path,
               "its name in the database is empty, starts with `$`, or holds a `.` or U+0000, which "
               "MongoDB reads as an operator or a path; give it another column name.");
    }
    if (name.starts_with(reserved_prefix)) refuse(model, path, "names that start with __tenon_ are taken.");
}

void check_type(const Model& model, const std::string& path, const Type& type) {
    if (type.base == BaseType::decimal && type.precision > decimal128_digits) {
        refuse(model, path, "MongoDB keeps decimals of up to 34 digits; declare a smaller precision.");
    }
    if (type.base == BaseType::timestamp && type.precision == 6) {
        refuse(model, path, "MongoDB keeps milliseconds; declare precision(3), or store the microseconds in an int64.");
    }
    for (const Type& element : type.elements) check_type(model, path, element);
    for (const Field& member : type.members) {
        const std::string inner = path + "." + member.name;
        check_name(model, inner, member.column);
        check_type(model, inner, member.type);
    }
}

Template integer(const Value& value, BaseType type) {
    std::int64_t low = std::numeric_limits<std::int64_t>::min();
    std::int64_t high = std::numeric_limits<std::int64_t>::max();
    switch (type) {
    case BaseType::int8: low = INT8_MIN, high = INT8_MAX; break;
    case BaseType::int16: low = INT16_MIN, high = INT16_MAX; break;
    case BaseType::int32: low = INT32_MIN, high = INT32_MAX; break;
    case BaseType::uint8: low = 0, high = UINT8_MAX; break;
    case BaseType::uint16: low = 0, high = UINT16_MAX; break;
    case BaseType::uint32: low = 0, high = UINT32_MAX; break;
    case BaseType::uint64: low = 0; break;
    default: break;
    }
    Template node = constant(Value(cast_integer(value, low, high, here)));
    node.int32 = is_int32(type);
    return node;
}

Template decimal(const Value& value) {
    const Decimal number = cast_decimal(value, here);
    if (number.digits() > decimal128_digits) {
        throw CastError("MongoDB keeps decimals of up to 34 digits, and this one has more; round it first.");
    }
    return constant(Value(number));
}

// Labels are kept whole; a label the model doesn't have is the caller's to refuse.
Template label(const Value& value, const Type* declared) {
    const std::int64_t* number = value.if_integer();
    if (number == nullptr || declared == nullptr) return constant(Value(cast_text(value, here)));
    for (const schema::Label& one : declared->labels)
        if (one.value == *number) return constant(Value(one.text));
    throw CastError("The enumeration has no label for this number.");
}

Template structure(const Value& value, const Type* declared) {
    const Document& given = value.as_document();
    if (declared == nullptr) return constant(value);
    Template node = document();
    for (const Field& member : declared->members) {
        const Value* found = given.find(member.column);
        if (found == nullptr || found->is_empty()) continue;
        node.add(member.column, stored(*found, member.type.base, &member.type));
    }
    return node;
}

Template elements(const Value& value, const Type* declared) {
    Template node = array();
    const Type* type = declared == nullptr || declared->elements.empty() ? nullptr : &declared->elements.front();
    for (const Value& element : value.as_array())
        node.add(stored(element, type == nullptr ? BaseType::none : type->base, type));
    return node;
}

Template map(const Value& value, const Type* declared) {
    const Type* type = declared == nullptr || declared->elements.empty() ? nullptr : &declared->elements.front();
    Template node = document();
    for (const Document::Entry& entry : value.as_document()) {
        if (entry.first.find('\0') != std::string::npos) throw CastError("A map's key holds U+0000.");
        node.add(entry.first, stored(entry.second, type == nullptr ? BaseType::none : type->base, type));
    }
    return node;
}

Template variant(const Value& value, const Type* declared) {
    const Document& given = value.as_document();
    const Value* name = given.find("type");
    const Value* inner = given.find("value");
    if (declared == nullptr || name == nullptr || name->if_text() == nullptr || inner == nullptr) {
        throw CastError("A variant is stored as {type, value}.");
    }
    for (std::size_t i = 0; i < declared->alternatives.size() && i < declared->elements.size(); ++i) {
        if (declared->alternatives[i] != *name->if_text()) continue;
        const Type& type = declared->elements[i];
        return document({{"type", text(*name->if_text())}, {"value", stored(*inner, type.base, &type)}});
    }
    throw CastError("The variant has no alternative `" + *name->if_text() + "`.");
}

// Of a type that isn't known (Json, or a value alone): by its own kind.
Template untyped(const Value& value) {
    if (value.if_unsigned() != nullptr) return integer(value, BaseType::uint64);
    if (value.if_decimal() != nullptr) return decimal(value);
    if (value.if_text() != nullptr) return constant(Value(cast_text(value, here)));
    if (value.if_array() != nullptr) return elements(value, nullptr);
    if (value.if_document() != nullptr) return map(value, nullptr);
    return constant(value);
}

}  // namespace

const std::string& collection_name(const schema::Model& model) {
    if (!model.table_schema.empty())
        query::require(query::Backend::mongodb, query::Capability::table_schemas,
                       "model " + model.name + ", the table " + model.full_table());
    return model.table;
}

Template collection(const schema::Model& model) { return text(collection_name(model)); }

std::string stored_name(const Model& model, std::uint16_t field) {
    if (model.key.size() == 1 && model.key.front() == field) return "_id";
    return model.fields.at(field).column;
}

void check_field(const Model& model, std::uint16_t index) {
    const Field& field = model.fields.at(index);
    check_name(model, field.name, field.column);
    check_type(model, field.name, field.type);
    const bool is_key = model.key.size() == 1 && model.key.front() == index;
    if (field.column == "_id" && !is_key) {
        refuse(model, field.name, "`_id` is the key in MongoDB; give the field another column name.");
    }
}

void check_model(const Model& model) {
    for (std::size_t i = 0; i < model.fields.size(); ++i) check_field(model, static_cast<std::uint16_t>(i));
}

void check_milliseconds(const Value& value) {
    const Timestamp instant = cast_timestamp(value, here);
    if (instant.floored(3) == instant) return;
    throw CastError("A time finer than milliseconds equals no stored one: round it (rule 12).");
}

bool is_int32(BaseType type) noexcept {
    return type == BaseType::int8 || type == BaseType::int16 || type == BaseType::int32 || type == BaseType::uint8 ||
           type == BaseType::uint16;
}

Template stored(const Value& value, BaseType type, const Type* declared) {
    if (value.is_empty()) return null();
    if (is_integer(type)) return integer(value, type);
    switch (type) {
    case BaseType::boolean: return boolean(cast_bool(value, here));
    case BaseType::float32:
    case BaseType::float64: return constant(Value(cast_real(value, here)));
    case BaseType::decimal: return decimal(value);
    case BaseType::text: return constant(Value(cast_text(value, here)));
    case BaseType::bytes: return constant(Value(cast_bytes(value, here)));
    case BaseType::timestamp: return constant(Value(cast_timestamp(value, here).floored(3)));
    case BaseType::date: return constant(Value(cast_date(value, here)));
    case BaseType::time: return constant(Value(cast_time(value, here)));
    case BaseType::uuid: return constant(Value(cast_uuid(value, here)));
    case BaseType::object_id: return constant(Value(cast_object_id(value, here)));
    case BaseType::enumeration: return label(value, declared);
    case BaseType::structure: return structure(value, declared);
    case BaseType::array: return elements(value, declared);
    case BaseType::map: return map(value, declared);
    case BaseType::variant: return variant(value, declared);
    default: return untyped(value);
    }
}

}  // namespace tenon::bson
