#include <tenon/typed/describe.hpp>

#include <algorithm>
#include <mutex>

#include <tenon/error.hpp>

namespace tenon::typed {
namespace {

std::vector<const void*>& described_tags() {
    static std::vector<const void*> tags;
    return tags;
}
std::mutex& described_mutex() {
    static std::mutex mutex;
    return mutex;
}

}  // namespace

bool note_described(const void* tag) {
    const std::scoped_lock lock(described_mutex());
    described_tags().push_back(tag);
    return true;
}

bool is_described(const void* tag) {
    const std::scoped_lock lock(described_mutex());
    const auto& tags = described_tags();
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

namespace {

std::uint16_t field_index(SchemaTarget& target, std::uint16_t member) {
    if (target.model != nullptr) {
        const std::uint16_t index = target.model->members.at(member).field;
        if (index != schema::MemberRole::none) return index;
    } else {
        for (std::size_t i = 0; i < target.fields->size(); ++i)
            if ((*target.fields)[i].member == member) return static_cast<std::uint16_t>(i);
    }
    throw SchemaError("describe(Schema<" + std::string(target.type_name) +
                      ">&) names a Many or One as a field: it has no column. Use has_many() or has_one().");
}

}  // namespace

schema::Field& field_at(SchemaTarget& target, const std::uint16_t* members, std::size_t count) {
    schema::Field* field = &(*target.fields)[field_index(target, members[0])];
    for (std::size_t i = 1; i < count; ++i) {
        auto& inner = field->type.members;
        const auto found = std::find_if(inner.begin(), inner.end(),
                                        [&](const schema::Field& member) { return member.member == members[i]; });
        if (found == inner.end())
            throw SchemaError("describe(Schema<" + std::string(target.type_name) +
                              ">&) names a path that has no value.");
        field = &*found;
    }
    return *field;
}

std::vector<std::uint16_t> field_indexes(SchemaTarget& target, std::initializer_list<std::uint16_t> members) {
    std::vector<std::uint16_t> indexes;
    for (const std::uint16_t member : members) indexes.push_back(field_index(target, member));
    return indexes;
}

schema::Model& model_of(SchemaTarget& target, const char* what) {
    if (target.model == nullptr) throw_nested_schema(what, target.type_name);
    return *target.model;
}

void require_empty(const SchemaTarget& target, const schema::Field& field, const char* what) {
    if (field.type.nullable) return;
    throw SchemaError("describe(Schema<" + std::string(target.type_name) + ">&) gives `" + field.name + "` a " + what +
                      ", which is for a value that was not given, and it always has one: make it a std::optional, or "
                      "give the struct's member an initialiser.");
}

void add_index(SchemaTarget& target, std::vector<std::uint16_t> fields, bool unique) {
    schema::Index index;
    index.fields = std::move(fields);
    index.unique = unique;
    model_of(target, unique ? "unique" : "index").indexes.push_back(std::move(index));
}

ir::Code make_code(std::span<const ir::Node> nodes, const KeptValues& values) {
    ir::Code code;
    code.nodes.assign(nodes.begin(), nodes.end());
    code.values.assign(values.begin(), values.end());
    std::size_t next = 0;
    for (ir::Node& node : code.nodes) {
        if (node.op == ir::Op::when) node.flag = values.present()[next++] ? 0 : 1;
        if (is_optional_json(node)) ++next;  // by its value: a run-time query knows none apart from a null
    }
    return code;
}

void add_index(SchemaTarget& target, std::vector<ir::Code> parts, bool unique) {
    schema::Index index;
    index.unique = unique;
    for (ir::Code& code : parts) {
        schema::IndexPart part;
        if (code.nodes.back().op == ir::Op::order_by) {
            part.descending = (code.nodes.back().flag & ir::descending) != 0;
            code.nodes.pop_back();
        }
        if (code.nodes.size() == 1 && code.nodes.front().op == ir::Op::field)
            part.field = field_index(target, code.nodes.front().a);
        else
            part.expression = std::move(code);
        index.parts.push_back(std::move(part));
    }
    schema::Model& model = model_of(target, unique ? "unique" : "index");
    model.indexes.push_back(std::move(index));
}

schema::Relation& relation_at(SchemaTarget& target, std::uint16_t member) {
    if (target.model == nullptr) throw_nested_schema("a relation", target.type_name);
    return target.model->relations.at(target.model->members.at(member).relation);
}

void set_message(schema::Rules& rules, const char* rule, std::string text) {
    if (rule == nullptr)
        throw SchemaError("message() stands behind the rule that it is for: required().message(\"…\").");
    if (std::string_view(rule) == "check")
        rules.customs.check(rules.customs.checks().size() - 1).message = std::move(text);
    else
        rules.customs.add(schema::RuleMessage{rule, std::move(text)});
}

schema::Rules& element_rules(schema::Type& type, std::size_t which) {
    if (type.element_rules.empty()) type.element_rules.resize(type.elements.size());
    return type.element_rules.at(which);
}

void append_path(std::string& path, std::string_view member) {
    if (!path.empty()) path += '.';
    path += member;
}

void throw_nested_schema(const char* what, std::string_view type) {
    throw SchemaError("describe(Schema<" + std::string(type) + ">&) sets " + what + ", but " + std::string(type) +
                      " is stored inside another model. Move it to that model's describe.");
}

[[noreturn]] void throw_not_loaded(std::string_view type, std::string_view target, const char* member) {
    const std::string kind = std::string(type) + "<" + std::string(target) + ">";
    const std::string name = member == nullptr ? "A " + kind
                                               : "The relation `" + std::string(member) + "`, a " + kind + ",";
    throw NotLoaded(name + " was read, but not loaded. Add .include(f<…>) of it to the query that reads the object.",
                    {.model = {},
                     .fields = member == nullptr ? std::vector<std::string>{} : std::vector<std::string>{member},
                     .constraint = {},
                     .database_code = {}});
}

}  // namespace tenon::typed
