#include "schema/cast.hpp"

#include <cmath>
#include <limits>

#include "schema/cast_failures.hpp"
#include "value/comma_joined.hpp"
#include "value/convert.hpp"
#include "value/utf8.hpp"
#include <tenon/error.hpp>
#include <tenon/json.hpp>

namespace tenon::schema {
namespace {

template <class T>
Value integer(const Value& value, std::string_view path) {
    return Value(cast_integer(value, std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), path));
}

/// A double that a float holds, though with fewer digits.
Value cast_float(const Value& value, std::string_view path) {
    const double real = cast_real(value, path);
    if (std::isfinite(real) && std::abs(real) > static_cast<double>(std::numeric_limits<float>::max()))
        refuse_cast(value, "a number that a float holds", path);
    return Value(real);
}

[[noreturn]] void refuse_label(const Type& type, std::string_view path) {
    throw CastError("`" + std::string(path) + "` must be one of " + comma_joined(type.labels, &Label::text) + ".",
                    {.model = {}, .fields = {std::string(path)}, .constraint = {}, .database_code = {}});
}

Value cast_label(const Value& value, const Type& type, std::string_view path) {
    const std::string text = cast_text(value, path);
    for (const Label& label : type.labels)
        if (label.text == text) return Value(text);
    refuse_label(type, path);
}

Value cast_number(const Value& value, const Type& type, std::string_view path) {
    const std::string* const text = value.if_text();
    const std::int64_t number = text == nullptr ? cast_integer(value, std::numeric_limits<std::int64_t>::min(),
                                                               std::numeric_limits<std::int64_t>::max(), path)
                                                : 0;
    for (const Label& label : type.labels)
        if (text != nullptr ? label.text == *text : label.value == number) return Value(label.value);
    refuse_label(type, path);
}

Value cast_structure(const Value& value, const Type& type, std::string_view path) {
    const Document* given = value.if_document();
    if (given == nullptr) refuse_cast(value, "an object", path);
    Document out;
    CastFailures failures;
    for (const Field& member : type.members) {
        const std::string inner = std::string(path) + "." + member.name;
        const Value* found = given->find(member.column);
        if (found == nullptr) found = given->find(member.name);
        if (found != nullptr)
            failures.run([&] { out.append(member.column, cast(*found, member.type, inner)); });
        else
            out.append(member.column, member.default_value ? *member.default_value : Value());
    }
    for (const auto& [name, unused] : *given) {
        bool known = false;
        for (const Field& member : type.members) known = known || member.name == name || member.column == name;
        if (known) continue;
        failures.run([&] {
            throw CastError(
                "`" + std::string(path) + "." + name + "` is not a field; " + suggestion(name, type.members),
                {.model = {}, .fields = {std::string(path) + "." + name}, .constraint = {}, .database_code = {}});
        });
    }
    failures.throw_if_any();
    return Value(std::move(out));
}

Value cast_array(const Value& value, const Type& type, std::string_view path) {
    const Array* given = value.if_array();
    if (given == nullptr) refuse_cast(value, "an array", path);
    if (type.size != 0 && given->size() != type.size)
        throw CastError("`" + std::string(path) + "` must have exactly " + std::to_string(type.size) +
                            " elements, and has " + std::to_string(given->size()) + ".",
                        {.model = {}, .fields = {std::string(path)}, .constraint = {}, .database_code = {}});
    Array out;
    out.reserve(given->size());
    CastFailures failures;
    for (std::size_t i = 0; i < given->size(); ++i)
        failures.run([&] {
            out.push_back(cast((*given)[i], type.elements.at(0), std::string(path) + "." + std::to_string(i)));
        });
    failures.throw_if_any();
    return Value(std::move(out));
}

Value cast_map(const Value& value, const Type& type, std::string_view path) {
    const Document* given = value.if_document();
    if (given == nullptr) refuse_cast(value, "an object", path);
    Document out;
    CastFailures failures;
    for (const auto& [key, element] : *given)
        failures.run([&] {
            check_text(key, path);
            out.append(key, cast(element, type.elements.at(0), std::string(path) + "." + key));
        });
    failures.throw_if_any();
    return Value(std::move(out));
}

[[noreturn]] void refuse_at(const std::string& path, const std::string& sentence) {
    throw CastError("`" + path + "` " + sentence,
                    {.model = {}, .fields = {path}, .constraint = {}, .database_code = {}});
}

/// Which alternative a variant names, by its `type`.
std::size_t alternative_named(const Document& given, const Type& type, std::string_view path) {
    const Value* const name = given.find("type");
    for (std::size_t i = 0; name != nullptr && i < type.alternatives.size(); ++i)
        if (const std::string* text = name->if_text(); text != nullptr && *text == type.alternatives[i]) return i;
    refuse_at(std::string(path) + ".type", "must be one of " + comma_joined(type.alternatives) + ".");
}

/// {"type": "Circle", "value": …}
Value cast_variant(const Value& value, const Type& type, std::string_view path) {
    const Document* const given = value.if_document();
    if (given == nullptr) refuse_cast(value, "an object with `type` and `value`", path);
    const std::size_t which = alternative_named(*given, type, path);
    const std::string inner = std::string(path) + ".value";
    CastFailures failures;
    Document out;
    out.append("type", type.alternatives[which]);
    failures.run([&] {
        const Value* const held = given->find("value");
        out.append("value", cast(held != nullptr ? *held : Value(), type.elements.at(which), inner));
    });
    for (const auto& [name, unused] : *given) {
        if (name == "type" || name == "value") continue;
        failures.run([&] {
            refuse_at(std::string(path) + "." + name, "is not part of a variant, which has `type` and `value` alone.");
        });
    }
    failures.throw_if_any();
    return Value(std::move(out));
}

}  // namespace

void check_timestamp(Timestamp value, std::string_view path) {
    if (value.in_range()) return;
    throw CastError("`" + std::string(path) + "` is outside the years 0001 to 9999.",
                    {.model = {}, .fields = {std::string(path)}, .constraint = {}, .database_code = {}});
}

bool is_numbered(const Type& type) noexcept { return is_integer(type.base) && !type.labels.empty(); }

Value labelled(Value value, const Type& type) {
    const std::int64_t* const number = value.if_integer();
    if (number == nullptr || !is_numbered(type)) return value;
    for (const Label& label : type.labels)
        if (label.value == *number) return Value(label.text);
    return value;
}

void check_decimal(const Decimal& value, const Type& type, std::string_view path) {
    const auto refuse = [&](const std::string& what) {
        throw CastError("`" + std::string(path) + "` keeps " + what,
                        {.model = {}, .fields = {std::string(path)}, .constraint = {}, .database_code = {}});
    };
    if (type.precision == 0) {
        if (value.scale() > 0 && value.rounded(0) != value)
            refuse("no digits after the point: declare in describe how many, by field(f<…>).precision(digits, scale).");
        return;
    }
    const bool fits = value.scale() <= type.scale || value.rounded(type.scale) == value;
    const Decimal kept = fits ? value.with_scale(type.scale) : Decimal();
    if (fits && (kept.is_zero() || kept.digits() <= type.precision)) return;
    refuse(std::to_string(type.precision) + " digits, " + std::to_string(type.scale) +
           " of them after the point, and this decimal has more: round it.");
}

Value cast(const Value& value, BaseType base, std::string_view path) {
    switch (base) {
    case BaseType::none: return value;
    case BaseType::boolean: return Value(cast_bool(value, path));
    case BaseType::int8: return integer<std::int8_t>(value, path);
    case BaseType::int16: return integer<std::int16_t>(value, path);
    case BaseType::int32: return integer<std::int32_t>(value, path);
    case BaseType::int64: return integer<std::int64_t>(value, path);
    case BaseType::uint8: return integer<std::uint8_t>(value, path);
    case BaseType::uint16: return integer<std::uint16_t>(value, path);
    case BaseType::uint32: return integer<std::uint32_t>(value, path);
    case BaseType::uint64: return Value(cast_unsigned(value, std::numeric_limits<std::uint64_t>::max(), path));
    case BaseType::float32: return cast_float(value, path);
    case BaseType::float64: return Value(cast_real(value, path));
    case BaseType::decimal: return Value(cast_decimal(value, path));
    case BaseType::text:
    case BaseType::enumeration: return Value(cast_text(value, path));
    case BaseType::bytes: return Value(cast_bytes(value, path));
    case BaseType::timestamp: return Value(cast_timestamp(value, path));
    case BaseType::date: return Value(cast_date(value, path));
    case BaseType::time: return Value(cast_time(value, path));
    case BaseType::uuid: return Value(cast_uuid(value, path));
    case BaseType::object_id: return Value(cast_object_id(value, path));
    case BaseType::json: return Json(value).value();
    case BaseType::structure:
    case BaseType::array:
    case BaseType::map:
    case BaseType::variant: return value;
    }
    return value;
}

Value cast(const Value& value, const Type& type, std::string_view path) {
    if (value.is_empty()) {
        if (type.nullable || type.base == BaseType::json) return Value();
        if (type.base == BaseType::array && type.size == 0) return Value(Array());
        throw CastError("`" + std::string(path) + "` must not be empty.",
                        {.model = {}, .fields = {std::string(path)}, .constraint = {}, .database_code = {}});
    }
    if (is_numbered(type)) return cast_number(value, type, path);
    switch (type.base) {
    case BaseType::enumeration: return cast_label(value, type, path);
    case BaseType::structure: return cast_structure(value, type, path);
    case BaseType::array: return cast_array(value, type, path);
    case BaseType::map: return cast_map(value, type, path);
    case BaseType::variant: return cast_variant(value, type, path);
    case BaseType::decimal: {
        const Decimal decimal = cast_decimal(value, path);
        check_decimal(decimal, type, path);
        return Value(type.precision == 0 ? decimal : decimal.with_scale(type.scale));
    }
    default: return cast(value, type.base, path);
    }
}

}  // namespace tenon::schema
