#pragma once
// Models and queries made by hand, for tests below the typed surface.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "query/query.hpp"
#include <tenon/ir.hpp>
#include <tenon/schema.hpp>

namespace tenon::test {

// --- models ----------------------------------------------------------------------------------------------------------

inline schema::Type type(BaseType base, bool nullable = false) {
    schema::Type made;
    made.base = base;
    made.nullable = nullable;
    return made;
}

inline schema::Type optional(schema::Type made) {
    made.nullable = true;
    return made;
}

inline schema::Type array_of(schema::Type element) {
    schema::Type made = type(BaseType::array);
    made.elements.push_back(std::move(element));
    return made;
}

inline schema::Type enumeration(std::initializer_list<const char*> labels) {
    schema::Type made = type(BaseType::enumeration);
    for (const char* label : labels) made.labels.push_back({label, static_cast<std::int64_t>(made.labels.size())});
    return made;
}

inline schema::Field field(std::string name, schema::Type made) {
    schema::Field field;
    field.name = name;
    field.column = std::move(name);
    field.type = std::move(made);
    return field;
}

inline schema::Type structure(std::vector<schema::Field> members) {
    schema::Type made = type(BaseType::structure);
    made.members = std::move(members);
    for (std::size_t i = 0; i < made.members.size(); ++i) made.members[i].member = static_cast<std::uint16_t>(i);
    return made;
}

/// A model whose members are its fields, in this order; relations are added by `relate`. The key is its first field.
inline schema::Model model(std::string name, std::string table, std::vector<schema::Field> fields) {
    schema::Model made;
    made.name = std::move(name);
    made.table = std::move(table);
    made.fields = std::move(fields);
    made.key = {0};
    made.key_is_assigned = true;
    for (std::size_t i = 0; i < made.fields.size(); ++i) {
        made.fields[i].member = static_cast<std::uint16_t>(i);
        made.members.push_back({static_cast<std::uint16_t>(i), schema::MemberRole::none});
    }
    return made;
}

/// Adds a relation as a further member of `from`; gives the member's index. `to` must stay where it is.
inline std::uint16_t relate(schema::Model& from, std::string name, schema::RelationKind kind, const schema::Model& to,
                            std::uint16_t local, std::uint16_t foreign) {
    schema::Relation relation;
    relation.name = std::move(name);
    relation.kind = kind;
    relation.target_name = to.name;
    relation.target = &to;
    relation.local = {local};
    relation.foreign = {foreign};
    relation.member = static_cast<std::uint16_t>(from.members.size());
    from.members.push_back({schema::MemberRole::none, static_cast<std::uint16_t>(from.relations.size())});
    from.relations.push_back(std::move(relation));
    return from.relations.back().member;
}

// --- queries: each gives a Code; `join` puts them one behind the other -----------------------------------------------

using ir::Code;
using ir::Op;

inline Code join(std::initializer_list<Code> parts) {
    Code code;
    for (const Code& part : parts) code.append(part);
    return code;
}

inline Code node(Op op, std::uint16_t a = 0, std::uint8_t flag = 0) {
    Code code;
    code.nodes.push_back({op, flag, a, 0, 0});
    return code;
}

/// An operation on operands: op(Op::lt, {named("age"), value(18)}).
inline Code op(Op what, std::initializer_list<Code> operands, std::uint16_t a = 0, std::uint8_t flag = 0) {
    Code code = join(operands);
    code.nodes.push_back({what, flag, a, 0, 0});
    return code;
}

/// A field by its name: "age", "address.city". `scope`: outwards.
inline Code named(std::string name, std::uint8_t scope = 0) {
    Code code = node(Op::named, 0, scope);
    code.names.push_back(std::move(name));
    return code;
}

inline Code element(std::uint8_t scope = 0) { return node(Op::element, 0, scope); }

/// A bound value, which may be empty.
inline Code value(Value given, BaseType type = BaseType::none, std::uint8_t flags = ir::may_be_empty) {
    Code code = node(Op::param, static_cast<std::uint16_t>(type), flags);
    code.values.push_back(std::move(given));
    return code;
}

inline Code list(Array given, BaseType type = BaseType::none, std::uint8_t flags = ir::may_be_empty) {
    Code code = node(Op::list, static_cast<std::uint16_t>(type), flags);
    code.values.emplace_back(std::move(given));
    return code;
}

inline Code constant(std::nullptr_t) {
    return node(Op::constant, 0, static_cast<std::uint8_t>(ir::ConstantKind::empty));
}

inline Code constant(bool given) {
    Code code = node(Op::constant, 0, static_cast<std::uint8_t>(ir::ConstantKind::boolean));
    code.nodes.back().value = given ? 1 : 0;
    return code;
}

inline Code constant(int given) {
    Code code = node(Op::constant, 0, static_cast<std::uint8_t>(ir::ConstantKind::integer));
    code.nodes.back().value = given;
    return code;
}

/// SQL of the user, with an operand for each `?`.
inline Code fragment(const std::string& text, BaseType type, std::initializer_list<Code> operands) {
    Code code = join(operands);
    for (std::size_t i = 0; i < text.size(); i += 8) {
        ir::Node piece{Op::fragment_text, 0, 0, 0, 0};
        std::uint64_t characters = 0;
        for (; piece.flag < 8 && i + piece.flag < text.size(); ++piece.flag)
            characters |= std::uint64_t{static_cast<unsigned char>(text[i + piece.flag])} << (piece.flag * 8);
        piece.value = static_cast<std::int64_t>(characters);
        code.nodes.push_back(piece);
    }
    code.nodes.push_back(
        {Op::fragment, static_cast<std::uint8_t>(type), static_cast<std::uint16_t>(operands.size()), 0, 0});
    return code;
}

inline Code all_of(std::initializer_list<Code> operands) {
    return op(Op::and_, operands, static_cast<std::uint16_t>(operands.size()));
}
inline Code any_of(std::initializer_list<Code> operands) {
    return op(Op::or_, operands, static_cast<std::uint16_t>(operands.size()));
}
inline Code not_(const Code& operand) { return op(Op::not_, {operand}); }
/// Condition, value, …, the value otherwise.
inline Code case_of(std::initializer_list<Code> operands) {
    return op(Op::case_, operands, static_cast<std::uint16_t>(operands.size()));
}
inline Code coalesce(std::initializer_list<Code> operands) {
    return op(Op::coalesce, operands, static_cast<std::uint16_t>(operands.size()));
}
inline Code cast(const Code& operand, BaseType type) {
    return op(Op::cast, {operand}, 0, static_cast<std::uint8_t>(type));
}
inline Code where(const Code& condition) { return op(Op::where, {condition}); }

/// An output with an alias.
inline Code output(const Code& expr, std::string alias = {}) {
    Code code = expr;
    const auto name = static_cast<std::uint32_t>(code.names.size() + 1);
    code.nodes.push_back({Op::output, 0, 0, alias.empty() ? 0 : name, 0});
    if (!alias.empty()) code.names.push_back(std::move(alias));
    return code;
}

/// Decoded, resolved and normalised with the variant that its values make.
inline query::Prepared prepare(const schema::Model& model, ir::Verb verb, const Code& code) {
    return query::prepare(model, verb, code.nodes, code.names, query::variant_of(code.nodes, code.values));
}

/// One condition or value, resolved.
inline ir::Expr resolved(const schema::Model& model, const Code& code) {
    ir::Expr expr = query::decode_expression(code.nodes, code.names, query::variant_of(code.nodes, code.values));
    query::resolve(expr, model);
    return expr;
}

}  // namespace tenon::test
