#include "bson/nested.hpp"

#include <algorithm>

#include "bson/compiler.hpp"
#include "bson/storage.hpp"

namespace tenon::bson {

namespace {

using schema::Field;
using schema::Type;

// Names of variables inside of each other differ by their depth.
Template comparable_at(const std::string& path, const Type& type, bool nullable, int depth);

Template unless_empty(const std::string& path, bool nullable, Template then) {
    if (!nullable) return then;
    Template given = document("$gt", array({text(path), null()}));
    return document("$cond", array({std::move(given), std::move(then), null()}));
}

Template comparable_structure(const std::string& path, const Type& type, bool nullable, int depth) {
    Template members = document();
    for (const Field& member : type.members)
        members.add(member.column, comparable_at(path + "." + member.column, member.type, member.type.nullable, depth));
    return unless_empty(path, nullable, std::move(members));
}

Template mapped(Template input, const std::string& variable, Template in) {
    return document("$map", document({{"input", std::move(input)}, {"as", text(variable)}, {"in", std::move(in)}}));
}

Template comparable_array(const std::string& path, const Type& type, bool nullable, int depth) {
    const Type& element = type.elements.front();
    Template input = if_null(text(path), nullable ? null() : array());
    if (!is_nested(element.base)) return input;
    const std::string variable = "c" + std::to_string(depth);
    return mapped(std::move(input), variable, comparable_at("$$" + variable, element, element.nullable, depth + 1));
}

Template comparable_map(const std::string& path, const Type& type, bool nullable, int depth) {
    const Type& element = type.elements.front();
    const std::string variable = "c" + std::to_string(depth);
    const std::string place = "$$" + variable;
    Template input = document("$objectToArray", if_null(text(path), nullable ? null() : literal(document())));
    Template pair =
        document({{"k", text(place + ".k")}, {"v", comparable_at(place + ".v", element, element.nullable, depth + 1)}});
    return document("$sortArray", document({{"input", mapped(std::move(input), variable, std::move(pair))},
                                            {"sortBy", document("k", number(1))}}));
}

Template comparable_variant(const std::string& path, const Type& type, bool nullable, int depth) {
    Template branches = array();
    for (std::size_t i = 0; i < type.elements.size() && i < type.alternatives.size(); ++i) {
        Template is_this = document("$eq", array({text(path + ".type"), literal(text(type.alternatives[i]))}));
        branches.add(document(
            {{"case", std::move(is_this)}, {"then", comparable_at(path + ".value", type.elements[i], true, depth)}}));
    }
    Template inner = document("$switch", document({{"branches", std::move(branches)}, {"default", null()}}));
    return unless_empty(path, nullable, document({{"type", text(path + ".type")}, {"value", std::move(inner)}}));
}

Template comparable_at(const std::string& path, const Type& type, bool nullable, int depth) {
    switch (type.base) {
    case BaseType::structure: return comparable_structure(path, type, nullable, depth);
    case BaseType::array: return comparable_array(path, type, nullable, depth);
    case BaseType::map: return comparable_map(path, type, nullable, depth);
    case BaseType::variant: return comparable_variant(path, type, nullable, depth);
    default: return nullable ? if_null(text(path), null()) : text(path);
    }
}

Template comparable_entries(const Document& given, const Type& element) {
    std::vector<const Document::Entry*> entries;
    for (const Document::Entry& entry : given) entries.push_back(&entry);
    std::sort(entries.begin(), entries.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
    Template node = array();
    for (const Document::Entry* entry : entries)
        node.add(document({{"k", text(entry->first)}, {"v", comparable_value(entry->second, element)}}));
    return node;
}

Template comparable_alternative(const Value& value, const Type& type) {
    const Template whole = stored(value, BaseType::variant, &type);  // checks the shape
    const std::string& name = *whole.members.front().node.value.if_text();
    const auto index = std::find(type.alternatives.begin(), type.alternatives.end(), name) - type.alternatives.begin();
    const Type& inner = type.elements[static_cast<std::size_t>(index)];
    return document({{"type", text(name)}, {"value", comparable_value(*value.as_document().find("value"), inner)}});
}

bool holds_document(const Value& value) {
    if (value.if_document() != nullptr) return true;
    const Array* elements = value.if_array();
    return elements != nullptr && std::any_of(elements->begin(), elements->end(), holds_document);
}

Template guarded(Template guard, std::vector<Template> conditions) {
    return document("$cond", array({std::move(guard), document("$and", array(std::move(conditions))), boolean(false)}));
}

Template size_is(Template place, std::size_t size) {
    return document("$eq", array({document("$size", std::move(place)), number(static_cast<std::int32_t>(size))}));
}

Template json_document(const Template& place, const Document& value) {
    std::vector<Template> conditions;
    conditions.push_back(size_is(document("$objectToArray", place), value.size()));
    for (const Document::Entry& entry : value) {
        Template member = document("$getField", document({{"field", literal(text(entry.first))}, {"input", place}}));
        conditions.push_back(json_equals(member, entry.second));
    }
    return guarded(document("$eq", array({document("$type", place), text("object")})), std::move(conditions));
}

Template json_array(const Template& place, const Array& value) {
    std::vector<Template> conditions;
    conditions.push_back(size_is(place, value.size()));
    for (std::size_t i = 0; i < value.size(); ++i) {
        Template at = document("$arrayElemAt", array({place, number(static_cast<std::int32_t>(i))}));
        conditions.push_back(json_equals(at, value[i]));
    }
    return guarded(document("$isArray", array({place})), std::move(conditions));
}

}  // namespace

bool is_comparable(const Type& type) noexcept {
    if (type.base == BaseType::json) return false;
    if ((type.base == BaseType::array || type.base == BaseType::map) && type.elements.empty()) return false;
    for (const Type& element : type.elements)
        if (!is_comparable(element)) return false;
    for (const Field& member : type.members)
        if (!is_comparable(member.type)) return false;
    return true;
}

Template comparable_expression(const std::string& path, const Type& type, bool nullable) {
    return comparable_at(path, type, nullable, 1);
}

Template comparable_value(const Value& value, const Type& type) {
    if (value.is_empty()) return type.base == BaseType::array && !type.nullable ? array() : null();
    switch (type.base) {
    case BaseType::structure: {
        const Document& given = value.as_document();
        Template node = document();
        static const Value nothing;
        for (const Field& member : type.members) {
            const Value* found = given.find(member.column);
            node.add(member.column, comparable_value(found == nullptr ? nothing : *found, member.type));
        }
        return node;
    }
    case BaseType::array: {
        Template node = array();
        for (const Value& element : value.as_array()) node.add(comparable_value(element, type.elements.front()));
        return node;
    }
    case BaseType::map: return comparable_entries(value.as_document(), type.elements.front());
    case BaseType::variant: return comparable_alternative(value, type);
    case BaseType::timestamp: check_milliseconds(value); [[fallthrough]];
    default: return stored(value, type.base, &type);
    }
}

Template json_equals(const Template& place, const Value& value) {
    if (const Document* members = value.if_document()) return json_document(place, *members);
    const Array* elements = value.if_array();
    if (elements != nullptr && holds_document(value)) return json_array(place, *elements);
    return document("$eq", array({place, literal(stored(value, BaseType::json, nullptr))}));
}

}  // namespace tenon::bson
