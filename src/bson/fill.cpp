// Templates filled with values.

#include <cmath>
#include <optional>

#include "bson/nested.hpp"
#include "bson/pattern_text.hpp"
#include "bson/storage.hpp"
#include "bson/template.hpp"
#include "value/case_fold.hpp"
#include "value/convert.hpp"
#include "value/utf8.hpp"
#include <tenon/error.hpp>

namespace tenon::bson {

namespace {

using Filled = std::optional<Template>;  // nothing: left out of its parent

Template number_as_is(const Value& value) {
    const BaseType type = value.if_integer() != nullptr    ? BaseType::int64
                          : value.if_unsigned() != nullptr ? BaseType::uint64
                          : value.if_decimal() != nullptr  ? BaseType::decimal
                                                           : BaseType::float64;
    return stored(value, type, nullptr);
}

Template list(const Slot& slot, const Value& value) {
    Template node = array();
    const bool nested = is_nested(slot.type) && slot.declared != nullptr;
    for (const Value& element : value.as_array()) {
        if (element.is_empty()) continue;
        if (slot.type == BaseType::timestamp) check_milliseconds(element);
        if (is_real(slot.type)) {
            node.add(number_as_is(element));
            continue;
        }
        node.add(nested ? comparable_value(element, *slot.declared) : stored(element, slot.type, slot.declared));
    }
    return node;
}

Template comparable(const Slot& slot, const Value& value) {
    return slot.declared == nullptr ? stored(value, slot.type, nullptr) : comparable_value(value, *slot.declared);
}

Filled next(const Value& value) {
    std::optional<std::string> after = next_prefix(cast_text(value, "prefix"));
    if (!after) return std::nullopt;
    return text(std::move(*after));
}

// Milliseconds, so that the answer is right for a time that is finer (rule 12).
Template rounded(Timestamp instant, Form form) {
    const Timestamp down = instant.floored(3);
    if (form == Form::exact) check_milliseconds(Value(instant));
    if (down == instant || form == Form::round_down) return constant(Value(down));
    return constant(Value(Timestamp(down.microseconds + 1000)));
}

// A real bound of an integer field, in int64's range: the variant has sorted out the others (rule 4).
Template rounded(double real, Form form) {
    const double whole = form == Form::round_up ? std::ceil(real) : std::floor(real);
    if (form == Form::exact && whole != real) throw CastError("A real that is not whole equals no integer (rule 4).");
    if (whole >= -0x1p63 && whole < 0x1p63) return constant(Value(static_cast<std::int64_t>(whole)));
    // Rounding up may step to 2^63, which no int64 reaches: the double itself compares the same.
    return constant(Value(whole));
}

Template rounded(const Slot& slot, const Value& value) {
    if (const double* real = value.if_real()) return rounded(cast_real(*real, "value"), slot.form);
    if (value.if_timestamp() != nullptr || slot.type == BaseType::timestamp) {
        return rounded(cast_timestamp(value, "value"), slot.form);
    }
    return stored(value, slot.type, slot.declared);
}

Template within_declared(const Slot& slot, const Value& value) {
    const Decimal number = cast_decimal(value, "value");
    const schema::Type& type = *slot.declared;
    const bool fits = number.rounded(type.scale) == number &&
                      number.with_scale(type.scale).digits() <= static_cast<int>(type.precision);
    if (!fits) throw CastError("The decimal has more digits than the field that it is computed with (rule 4).");
    return constant(Value(number));
}

std::int64_t rows(const Value& value) {
    const std::int64_t count = value.as_int64();
    if (count < 0) throw QueryError("limit and offset can't be negative");
    return count;
}

}  // namespace

// As binary data: a number can't be negative there.
Template bit_mask(const Value& value) {
    std::uint64_t bits = value.if_unsigned() != nullptr ? *value.if_unsigned()
                                                        : static_cast<std::uint64_t>(value.as_int64());
    Bytes bytes;
    for (int i = 0; i < 8; ++i, bits >>= 8) bytes.push_back(static_cast<std::byte>(bits & 0xFF));
    return constant(Value(std::move(bytes)));
}

namespace {

Filled fill_slot(const Template& node, const Value& value) {
    const Slot& slot = node.slot;
    if (slot.folded && value.if_text() != nullptr) {
        Template formed = node;
        formed.slot.folded = false;
        return fill_slot(formed, Value(case_folded(*value.if_text())));
    }
    if (slot.form == Form::unset_if_empty) return value.is_empty() ? Filled(text("")) : std::nullopt;
    if (slot.form == Form::nothing_if_given) return value.is_empty() ? std::nullopt : Filled(array());
    if (slot.form == Form::nothing_if_empty) return value.is_empty() ? Filled(array()) : std::nullopt;
    if (slot.omit_empty && value.is_empty()) return std::nullopt;
    if (is_pattern(slot.form)) return text(pattern_text(slot.form, cast_text(value, "pattern")));
    switch (slot.form) {
    case Form::comparable: return comparable(slot, value);
    case Form::json_equals: return json_equals(node.members.front().node, value);
    case Form::bits: return bit_mask(value);
    case Form::number: return number_as_is(value);
    case Form::list: return list(slot, value);
    case Form::next_prefix: return next(value);
    case Form::round_up:
    case Form::round_down:
    case Form::exact: return rounded(slot, value);
    case Form::within_declared: return within_declared(slot, value);
    case Form::row_count: return constant(Value(rows(value)));
    case Form::limit: return constant(Value(rows(value) == 0 ? std::int64_t{1} : rows(value)));
    case Form::false_if_zero: return rows(value) == 0 ? Filled(boolean(false)) : std::nullopt;
    default: return stored(value, slot.type, slot.declared);
    }
}

Filled fill_node(const Template& node, std::span<const Value> values) {
    if (node.kind == Template::Kind::constant) return node;
    if (node.kind == Template::Kind::slot) {
        if (node.slot.number >= values.size()) {
            throw QueryError("The statement takes more values than it was given: number " +
                             std::to_string(node.slot.number + 1) + " is missing.");
        }
        return fill_slot(node, values[node.slot.number]);
    }
    Template filled;
    filled.kind = node.kind;
    filled.members.reserve(node.members.size());
    for (const Member& member : node.members) {
        Filled inner = fill_node(member.node, values);
        if (inner) filled.add(member.name, std::move(*inner));
    }
    if (node.omit_when_empty && filled.members.empty()) return std::nullopt;
    return filled;
}

}  // namespace

Template fill(const Template& node, std::span<const Value> values) {
    return fill_node(node, values).value_or(document());
}

}  // namespace tenon::bson
