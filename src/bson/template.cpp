#include "bson/template.hpp"

#include <algorithm>

#include <tenon/error.hpp>

namespace tenon::bson {

std::string_view name_of(Form form) noexcept {
    switch (form) {
    case Form::as_is: return "as_is";
    case Form::comparable: return "comparable";
    case Form::json_equals: return "json_equals";
    case Form::list: return "list";
    case Form::next_prefix: return "next_prefix";
    case Form::contains_pattern: return "contains_pattern";
    case Form::suffix_pattern: return "suffix_pattern";
    case Form::like_pattern: return "like_pattern";
    case Form::ilike_pattern: return "ilike_pattern";
    case Form::iequals_pattern: return "iequals_pattern";
    case Form::icontains_pattern: return "icontains_pattern";
    case Form::regex_pattern: return "regex_pattern";
    case Form::round_up: return "round_up";
    case Form::round_down: return "round_down";
    case Form::bits: return "bits";
    case Form::number: return "number";
    case Form::exact: return "exact";
    case Form::within_declared: return "within_declared";
    case Form::row_count: return "row_count";
    case Form::limit: return "limit";
    case Form::false_if_zero: return "false_if_zero";
    case Form::nothing_if_given: return "nothing_if_given";
    case Form::nothing_if_empty: return "nothing_if_empty";
    case Form::unset_if_empty: return "unset_if_empty";
    }
    return "";
}

const Template* Template::find(std::string_view name) const noexcept {
    for (const Member& member : members)
        if (member.name == name) return &member.node;
    return nullptr;
}

void Template::add(std::string name, Template node) { members.push_back({std::move(name), std::move(node)}); }

void Template::add(Template node) { members.push_back({std::string(), std::move(node)}); }

bool operator==(const Template& a, const Template& b) {
    if (a.kind != b.kind || a.members != b.members) return false;
    if (a.kind == Template::Kind::slot) {
        return a.slot.number == b.slot.number && a.slot.form == b.slot.form && a.slot.omit_empty == b.slot.omit_empty &&
               a.slot.folded == b.slot.folded;
    }
    return a.int32 == b.int32 && a.value.kind() == b.value.kind() && a.value == b.value;
}

Template document() {
    Template node;
    node.kind = Template::Kind::document;
    return node;
}

Template document(std::string name, Template only) {
    Template node = document();
    node.add(std::move(name), std::move(only));
    return node;
}

Template document(std::initializer_list<Member> members) {
    Template node = document();
    node.members.assign(members.begin(), members.end());
    return node;
}

Template array(std::initializer_list<Template> elements) { return array(std::vector<Template>(elements)); }

Template array(std::vector<Template> elements) {
    Template node;
    node.kind = Template::Kind::array;
    node.members.reserve(elements.size());
    for (Template& element : elements) node.add(std::move(element));
    return node;
}

Template text(std::string value) { return constant(Value(std::move(value))); }

Template number(std::int32_t value) {
    Template node = constant(Value(value));
    node.int32 = true;
    return node;
}

Template boolean(bool value) { return constant(Value(value)); }

Template null() { return Template(); }

Template constant(const Value& value) {
    Template node;
    if (const Document* members = value.if_document()) {
        node.kind = Template::Kind::document;
        for (const Document::Entry& entry : *members) node.add(entry.first, constant(entry.second));
    } else if (const Array* elements = value.if_array()) {
        node.kind = Template::Kind::array;
        for (const Value& element : *elements) node.add(constant(element));
    } else if (const Date* date = value.if_date()) {
        node.value = Value(date->iso());
    } else if (const Time* time = value.if_time()) {
        node.value = Value(time->iso());
    } else {
        node.value = value;
    }
    return node;
}

Template slot(Slot which) {
    Template node;
    node.kind = Template::Kind::slot;
    node.slot = which;
    return node;
}

Template literal(Template node) { return document("$literal", std::move(node)); }

Value to_value(const Template& filled) {
    switch (filled.kind) {
    case Template::Kind::document: {
        Document members;
        for (const Member& member : filled.members) members.append(member.name, to_value(member.node));
        return Value(std::move(members));
    }
    case Template::Kind::array: {
        Array elements;
        for (const Member& member : filled.members) elements.push_back(to_value(member.node));
        return Value(std::move(elements));
    }
    case Template::Kind::slot: throw QueryError("A slot of the document was not filled.");
    default: return filled.value;
    }
}

}  // namespace tenon::bson
