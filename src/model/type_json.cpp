#include "model/type_json.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "model/define.hpp"
#include "model/field_json.hpp"
#include "model/json_keys.hpp"
#include "value/comma_joined.hpp"
#include <tenon/error.hpp>

namespace tenon::model {
namespace {

constexpr std::pair<std::string_view, types::Simple> simple_types[] = {
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

/// Tenon's own, or one that the program lists.
schema::Type named_type(const std::string& name, const Place& place) {
    std::vector<std::string> known;
    for (const auto& [own, type] : simple_types) {
        if (own == name) return type;
        known.emplace_back(own);
    }
    for (const auto& [word, type] : place.words.types) {
        if (word == name) return type;
        known.push_back(word);
    }
    refuse_at(place, "there is no type `" + name + "`: the types are " + comma_joined(known) +
                         ", and objects with decimal, enumeration, array, map, structure, variant or optional.");
}

void read_decimal(schema::Type& type, const Value& value, const Place& place) {
    const Array& numbers = array_at(value, place);
    if (numbers.size() != 2) refuse_at(place, "[digits, digits after the point] is needed.");
    const std::int64_t precision = whole_at(numbers[0], inside(place, "0"), 65);
    const std::int64_t scale = whole_at(numbers[1], inside(place, "1"), precision);
    if (precision == 0) refuse_at(inside(place, "0"), "a decimal has at least one digit.");
    type = types::decimal(static_cast<std::uint16_t>(precision), static_cast<std::uint16_t>(scale));
}
/// {"low": 1, "high": 2}: stored as numbers.
void read_numbered(schema::Type& type, const Document& given, const Place& place) {
    std::vector<schema::Label> labels;
    for (const auto& [label, number] : given) {
        const std::int64_t* const whole = number.if_integer();
        if (label.empty()) refuse_at(place, "a label is empty.");
        if (whole == nullptr) refuse_at(inside(place, label), "a whole number is needed.");
        for (const schema::Label& other : labels)
            if (other.value == *whole) refuse_at(inside(place, label), "the number is there already.");
        labels.push_back({label, *whole});
    }
    if (labels.empty()) refuse_at(place, "an enumeration has at least one label.");
    type = make_enumeration(labels);
}
void read_enumeration(schema::Type& type, const Value& value, const Place& place) {
    if (const Document* numbered = value.if_document()) return read_numbered(type, *numbered, place);
    std::vector<std::string> labels;
    for (const Value& label : array_at(value, place)) {
        const Place there = inside(place, std::to_string(labels.size()));
        labels.push_back(text_at(label, there));
        for (std::size_t i = 0; i + 1 < labels.size(); ++i)
            if (labels[i] == labels.back()) refuse_at(there, "the label is there already.");
    }
    if (labels.empty()) refuse_at(place, "an enumeration has at least one label.");
    type = make_enumeration(labels);
}

/// What can't be made of parts that are each right is told with their path.
template <class Make>
schema::Type made_at(const Place& place, Make make) {
    try {
        return make();
    } catch (const SchemaError& error) {
        refuse_at(place, error.what());
    }
}

/// {"Circle": {"type": {"structure": …}}, "text": {"type": "text", "max_length": 9}}: alternatives are said as fields are.
void read_variant(schema::Type& type, const Value& value, const Place& place) {
    const std::vector<FieldDefinition> alternatives = fields_at(value, place);
    if (alternatives.empty()) refuse_at(place, "a variant has at least one alternative.");
    type = made_at(place, [&] { return make_variant(alternatives); });
}

/// "text", or {"type": "text", "max_length": 9}: what a collection holds is said as a field is, when it has rules.
schema::Type collection_at(BaseType base, const Value& value, const Place& place) {
    const Document* const described = value.if_document();
    if (described == nullptr || described->find("type") == nullptr) {
        const schema::Type held = type_at(value, place);
        return made_at(place, [&] { return base == BaseType::array ? types::array(held) : types::map(held); });
    }
    const FieldDefinition element = field_at("element", value, place);
    return made_at(place, [&] { return make_collection(base, element.options); });
}

void read_structure(schema::Type& type, const Value& value, const Place& place) {
    const std::vector<FieldDefinition> members = fields_at(value, place);
    if (members.empty()) refuse_at(place, "a structure has at least one member.");
    type = made_at(place, [&] { return make_structure(members); });
}

/// An element or a value that may be empty.
void read_optional(schema::Type& type, const Value& value, const Place& place) {
    type = types::optional(type_at(value, place));
}

void read_map(schema::Type& type, const Value& value, const Place& place) {
    type = collection_at(BaseType::map, value, place);
}
/// The same of an array; or [element, size].
void read_array(schema::Type& type, const Value& value, const Place& place) {
    const Array* const sized = value.if_array();
    if (sized == nullptr) {
        type = collection_at(BaseType::array, value, place);
        return;
    }
    if (sized->size() != 2) refuse_at(place, "a type, or [type, how many elements there always are] is needed.");
    type = collection_at(BaseType::array, (*sized)[0], inside(place, "0"));
    type.size = static_cast<std::uint32_t>(
        whole_at((*sized)[1], inside(place, "1"), std::numeric_limits<std::uint32_t>::max()));
    if (type.size == 0) refuse_at(inside(place, "1"), "an array has at least one element.");
}

constexpr Key<schema::Type> type_keys[] = {
    {"decimal", read_decimal},     {"enumeration", read_enumeration}, {"array", read_array},      {"map", read_map},
    {"structure", read_structure}, {"variant", read_variant},         {"optional", read_optional}};

}  // namespace

bool is_own_type(std::string_view name) {
    return std::ranges::find(simple_types, name, &std::pair<std::string_view, types::Simple>::first) !=
               std::end(simple_types) ||
           std::ranges::find(type_keys, name, &Key<schema::Type>::name) != std::end(type_keys);
}

schema::Type type_at(const Value& value, const Place& place) {
    if (const std::string* name = value.if_text()) return named_type(*name, place);
    if (object_at(value, place).size() != 1)
        refuse_at(place,
                  "one of decimal, enumeration, array, map, structure, variant and optional is needed, and no more.");
    schema::Type type;
    read_keys<schema::Type>(type, value, place, type_keys);
    return type;
}

}  // namespace tenon::model
