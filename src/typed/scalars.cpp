// Each scalar type to and from a cell. Decoding takes what any driver may give for the type.

#include <tenon/typed/codecs.hpp>

#include <cmath>
#include <limits>
#include <optional>

#include "typed/refuse.hpp"
#include "value/cells.hpp"
#include "value/convert.hpp"
#include <tenon/direct.hpp>
#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::typed {
namespace {

template <class T>
const T& as(const void* value) {
    return *static_cast<const T*>(value);
}
template <class T>
T& as(void* value) {
    return *static_cast<T*>(value);
}

template <class T>
void decode_integer(const Cell& cell, void* value, const schema::Field& field) {
    if (cell.type == CellType::integer) [[likely]] {
        if constexpr (std::is_same_v<T, std::int64_t>) {
            as<T>(value) = cell.integer;
            return;
        } else if constexpr (std::is_same_v<T, std::uint64_t>) {
            if (cell.integer >= 0) {
                as<T>(value) = static_cast<T>(cell.integer);
                return;
            }
        } else {
            if (cell.integer >= std::numeric_limits<T>::min() && cell.integer <= std::numeric_limits<T>::max()) {
                as<T>(value) = static_cast<T>(cell.integer);
                return;
            }
        }
        refuse_range(field);
    }
    if constexpr (std::is_same_v<T, std::uint64_t>) {
        if (cell.type == CellType::unsigned_integer) {
            as<T>(value) = cell.unsigned_integer;
            return;
        }
    }
    if (cell.type == CellType::real) {  // a whole number in a column that holds both (sums, JSON)
        as<T>(value) = static_cast<T>(
            std::is_signed_v<T>
                ? static_cast<T>(cast_integer(
                      to_value(cell), static_cast<std::int64_t>(std::numeric_limits<T>::min()),
                      static_cast<std::int64_t>(std::numeric_limits<T>::max() >> (std::is_signed_v<T> ? 0 : 1)),
                      field.name))
                : static_cast<T>(cast_unsigned(to_value(cell), std::numeric_limits<T>::max(), field.name)));
        return;
    }
    if (cell.type == CellType::text) {  // integers beyond 2^53 inside JSON
        if constexpr (std::is_signed_v<T>)
            as<T>(value) = static_cast<T>(
                cast_integer(to_value(cell), std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), field.name));
        else
            as<T>(value) = static_cast<T>(cast_unsigned(to_value(cell), std::numeric_limits<T>::max(), field.name));
        return;
    }
    refuse_cell(cell, field);
}

template <class T>
struct Rule;

template <class T>
    requires std::is_integral_v<T>
struct Rule<T> {
    static void encode(const T& value, Cell& out) {
        if constexpr (std::is_same_v<T, std::uint64_t>)
            out = Cell::of(value);
        else
            out = Cell::of(static_cast<std::int64_t>(value));
    }
    static void decode(const Cell& cell, void* value, const schema::Field& field) {
        decode_integer<T>(cell, value, field);
    }
};

template <>
struct Rule<bool> {
    static void encode(bool value, Cell& out) { out = Cell::of(value); }
    static void decode(const Cell& cell, void* value, const schema::Field& field) {
        if (cell.type == CellType::boolean)
            as<bool>(value) = cell.boolean;
        else if (cell.type == CellType::integer && (cell.integer == 0 || cell.integer == 1))
            as<bool>(value) = cell.integer == 1;
        else
            refuse_cell(cell, field);
    }
};

template <class T>
    requires std::is_floating_point_v<T>
struct Rule<T> {
    static void encode(T value, Cell& out) { out = Cell::of(static_cast<double>(value)); }
    static void decode(const Cell& cell, void* value, const schema::Field& field) {
        if (cell.type == CellType::real)
            as<T>(value) = static_cast<T>(cell.real);
        else if (cell.type == CellType::integer)
            as<T>(value) = static_cast<T>(cell.integer);
        else if (cell.type == CellType::unsigned_integer || cell.type == CellType::decimal)
            as<T>(value) = static_cast<T>(cast_real(to_value(cell), field.name));
        else
            refuse_cell(cell, field);
    }
};

template <>
struct Rule<Decimal> {
    static void encode(const Decimal& value, Cell& out) { out = Cell::of(value); }
    static void decode(const Cell& cell, void* value, const schema::Field& field) {
        if (cell.type == CellType::decimal)
            as<Decimal>(value) = *cell.decimal;
        else if (cell.type == CellType::integer)
            as<Decimal>(value) = Decimal::scaled(cell.integer, field.type.stored_as_text ? 0 : field.type.scale);
        else if (cell.type == CellType::text || cell.type == CellType::real)
            as<Decimal>(value) = cast_decimal(to_value(cell), field.name);
        else
            refuse_cell(cell, field);
    }
};

template <>
struct Rule<std::string> {
    static void encode(const std::string& value, Cell& out) { out = Cell::of(std::string_view(value)); }
    static void decode(const Cell& cell, void* value, const schema::Field& field) {
        if (cell.type != CellType::text) refuse_cell(cell, field);
        as<std::string>(value).assign(cell.text, cell.size);
    }
};

template <>
struct Rule<Bytes> {
    static void encode(const Bytes& value, Cell& out) { out = Cell::of_bytes(value.data(), value.size()); }
    static void decode(const Cell& cell, void* value, const schema::Field& field) {
        if (cell.type == CellType::bytes)
            as<Bytes>(value).assign(cell.bytes, cell.bytes + cell.size);
        else if (cell.type == CellType::text)  // base64 inside JSON
            as<Bytes>(value) = cast_bytes(to_value(cell), field.name);
        else
            refuse_cell(cell, field);
    }
};

template <class T, CellType Type, bool (*Parse)(std::string_view, T&) noexcept, auto Member>
struct TimeRule {
    static void encode(T value, Cell& out) { out = Cell::of(value); }
    static void decode(const Cell& cell, void* value, const schema::Field& field) {
        if (cell.type == Type || (cell.type == CellType::integer && Type == CellType::timestamp))
            as<T>(value).*Member = static_cast<std::remove_cvref_t<decltype(as<T>(value).*Member)>>(cell.integer);
        else if (cell.type != CellType::text || !Parse(cell.text_view(), as<T>(value)))
            refuse_cell(cell, field);
        if (!as<T>(value).in_range()) refuse_range(field);
    }
};
template <>
struct Rule<Timestamp> : TimeRule<Timestamp, CellType::timestamp, &Timestamp::try_parse, &Timestamp::microseconds> {};
template <>
struct Rule<Date> : TimeRule<Date, CellType::date, &Date::try_parse, &Date::days> {};
template <>
struct Rule<Time> : TimeRule<Time, CellType::time, &Time::try_parse, &Time::microseconds> {};

template <class T, CellType Type>
struct IdRule {
    static void encode(const T& value, Cell& out) { out = Cell::of(value); }
    static void decode(const Cell& cell, void* value, const schema::Field& field) {
        T& id = as<T>(value);
        if (cell.type == Type)
            std::copy(cell.id, cell.id + id.bytes.size(), id.bytes.begin());
        else if (cell.type == CellType::bytes && cell.size == id.bytes.size())
            for (std::size_t i = 0; i < id.bytes.size(); ++i)
                id.bytes[i] = std::to_integer<std::uint8_t>(cell.bytes[i]);
        else if (cell.type != CellType::text || !T::try_parse(cell.text_view(), id))
            refuse_cell(cell, field);
    }
};
template <>
struct Rule<Uuid> : IdRule<Uuid, CellType::uuid> {};
template <>
struct Rule<ObjectId> : IdRule<ObjectId, CellType::object_id> {};

}  // namespace

// The type that ScalarCodec's functions see for a Canonical<T>.
#define TENON_SCALAR(T)                                                                               \
    void ScalarCodec<T>::encode(const void* value, Cell& out) { Rule<T>::encode(as<T>(value), out); } \
    void ScalarCodec<T>::decode(const Cell& cell, void* value, const schema::Field& field) {          \
        Rule<T>::decode(cell, value, field);                                                          \
    }                                                                                                 \
    bool ScalarCodec<T>::equal(const void* a, const void* b) { return as<T>(a) == as<T>(b); }         \
    void ScalarCodec<T>::encode_optional(const void* value, Cell& out) {                              \
        const auto& optional = as<std::optional<T>>(value);                                           \
        if (optional)                                                                                 \
            Rule<T>::encode(*optional, out);                                                          \
        else                                                                                          \
            out = Cell();                                                                             \
    }                                                                                                 \
    void ScalarCodec<T>::decode_optional(const Cell& cell, void* value, const schema::Field& field) { \
        auto& optional = as<std::optional<T>>(value);                                                 \
        if (cell.is_empty())                                                                          \
            optional.reset();                                                                         \
        else                                                                                          \
            Rule<T>::decode(cell, &optional.emplace(), field);                                        \
    }
TENON_SCALAR(bool)
TENON_SCALAR(std::int8_t)
TENON_SCALAR(std::int16_t)
TENON_SCALAR(std::int32_t)
TENON_SCALAR(std::int64_t)
TENON_SCALAR(std::uint8_t)
TENON_SCALAR(std::uint16_t)
TENON_SCALAR(std::uint32_t)
TENON_SCALAR(std::uint64_t)
TENON_SCALAR(float)
TENON_SCALAR(double)
TENON_SCALAR(Decimal)
TENON_SCALAR(std::string)
TENON_SCALAR(Bytes)
TENON_SCALAR(Timestamp)
TENON_SCALAR(Date)
TENON_SCALAR(Time)
TENON_SCALAR(Uuid)
TENON_SCALAR(ObjectId)
#undef TENON_SCALAR

void encode_label(std::span<const EnumLabel> labels, std::int64_t value, std::string_view enum_name, Cell& out) {
    const std::string_view label = label_of(labels, value);
    if (label.empty())
        throw CastError("A value of the enumeration `" + std::string(enum_name) +
                        "` has no name: give it an enumerator, or widen tenon::enum_range for it.");
    out = Cell::of(label);
}

std::int64_t decode_label(std::span<const EnumLabel> labels, const Cell& cell, const schema::Field& field) {
    if (cell.type != CellType::text) refuse_cell(cell, field);
    const auto value = value_of(labels, cell.text_view());
    if (!value) refuse_label(cell.text_view(), field);
    return *value;
}

void require_enumerator(std::span<const EnumLabel> labels, std::int64_t value) {
    if (label_of(labels, value).empty()) throw CastError("The number is no enumerator.");
}

void throw_undecodable(const schema::Field& field) {
    throw CastError("`" + field.name + "` can't be read: its Codec refuses the stored value.",
                    {.model = {}, .fields = {field.name}, .constraint = {}, .database_code = {}});
}

void name_relation(void* relation, std::size_t offset, const schema::Field& field) {
    direct::set_name({static_cast<std::uint32_t>(offset), field.name.c_str()}, relation);
}

void JsonCodec::encode(const void* value, Cell& out) {
    const Value& held = as<Json>(value).value();
    out = Cell::of_nested(held);
}
void JsonCodec::decode(const Cell& cell, void* value, const schema::Field&) {
    if (cell.type == CellType::text || cell.type == CellType::json)
        as<Json>(value) = Json::parse(cell.text_view());
    else
        as<Json>(value) = Json(to_value(cell));
}
bool JsonCodec::equal(const void* a, const void* b) { return as<Json>(a) == as<Json>(b); }

}  // namespace tenon::typed
