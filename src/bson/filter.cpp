// Conditions as filters: the language of `find`, which uses indexes and compares within a type. What it can't say
// becomes $expr. Its `$ne`, `$nin` and `$not` are complements, true for a missing field as well; see certainty.hpp.

#include <algorithm>

#include "bson/certainty.hpp"
#include "bson/compiler.hpp"
#include "query/expression.hpp"

namespace tenon::bson {

using ir::Expr;
using ir::Op;

namespace {

bool is_operators(const Template& node) {
    return node.is_document() && !node.members.empty() && node.members.front().name.starts_with('$');
}

bool shares_a_name(const Template& a, const Template& b) {
    return std::any_of(a.members.begin(), a.members.end(), [&](const Member& m) { return b.find(m.name) != nullptr; });
}

Template* find(Template& node, std::string_view name) {
    for (Member& member : node.members)
        if (member.name == name) return &member.node;
    return nullptr;
}

bool can_join(const Template& whole, const Template& part) {
    return std::all_of(part.members.begin(), part.members.end(), [&](const Member& member) {
        const Template* there = whole.find(member.name);
        if (there == nullptr) return true;
        return !member.name.starts_with('$') && is_operators(*there) && is_operators(member.node) &&
               !shares_a_name(*there, member.node);
    });
}

void join(Template& whole, const Template& part) {
    for (const Member& member : part.members) {
        Template* there = find(whole, member.name);
        if (there == nullptr) {
            whole.members.push_back(member);
        } else {
            there->members.insert(there->members.end(), member.node.members.begin(), member.node.members.end());
        }
    }
}

// The complement of what is said of one field.
Template opposite(Template said) {
    if (!is_operators(said)) return document("$ne", std::move(said));
    if (said.members.size() == 1) {
        Member& only = said.members.front();
        const std::string_view name = only.name;
        const std::string_view other = name == "$eq" ? "$ne" : name == "$ne" ? "$eq" : name == "$in" ? "$nin" : "";
        if (!other.empty()) return document(std::string(other), std::move(only.node));
    }
    return document("$not", std::move(said));
}

}  // namespace

Template all_of(std::vector<Template> parts) {
    std::vector<Template> whole;
    for (Template& part : parts) {
        if (part.members.empty()) continue;
        const auto place =
            std::find_if(whole.begin(), whole.end(), [&](const Template& there) { return can_join(there, part); });
        if (place != whole.end()) {
            join(*place, part);
        } else {
            whole.push_back(std::move(part));
        }
    }
    if (whole.empty()) return document();
    return whole.size() == 1 ? std::move(whole.front()) : document("$and", array(std::move(whole)));
}

Template Compiler::filter(const std::optional<Expr>& condition) {
    return condition ? row_filter(*condition) : document();
}

Template Compiler::row_filter(const Expr& condition) {
    Filter said = try_filter(condition, FilterPlace::row);
    return said ? std::move(*said) : document("$expr", expression(condition));
}

std::vector<Template> Compiler::match_stages(const std::optional<Expr>& condition) {
    std::vector<Template> stages;
    if (!condition) return stages;
    std::vector<Template> plain, related;
    const std::vector<Expr> alone{*condition};
    for (const Expr& part : condition->op == Op::and_ ? condition->args : alone) {
        Template said = row_filter(part);
        std::vector<Template> lookups = take_lookups();
        if (lookups.empty()) {
            plain.push_back(std::move(said));
            continue;
        }
        related.insert(related.end(), lookups.begin(), lookups.end());
        related.push_back(document("$match", std::move(said)));
    }
    Template first = all_of(std::move(plain));
    if (!first.members.empty()) stages.push_back(document("$match", std::move(first)));
    stages.insert(stages.end(), related.begin(), related.end());
    return stages;
}

Compiler::Filter Compiler::try_filter(const Expr& expr, FilterPlace place) {
    switch (expr.op) {
    case Op::and_: return filter_all(expr, place);
    case Op::or_: return filter_any(expr, place);
    case Op::ne:
    case Op::not_: return filter_guarded(expr, place);
    case Op::is_empty: return filter_empty(expr, place);
    case Op::bits: return filter_bits(expr, place);
    case Op::in: return filter_in(expr, place);
    case Op::array_contains:
    case Op::array_contains_all: return filter_array(expr, place);
    case Op::array_any: return filter_elements(expr, place);
    case Op::related_any: return filter_related(expr, place);
    default: break;
    }
    if (query::is_comparison(expr.op)) return filter_comparison(expr, place);
    if (query::is_text_match(expr.op)) return filter_text(expr, place);
    if (query::is_constant(expr, true) && place == FilterPlace::row) return document();
    const bool field = expr.op == Op::field || expr.op == Op::element;
    if (!field || expr.type != BaseType::boolean) return std::nullopt;
    const auto path = filter_path(expr, place);
    if (!path) return std::nullopt;
    return path->empty() ? document("$eq", boolean(true)) : document(*path, boolean(true));
}

Compiler::Filter Compiler::filter_all(const Expr& expr, FilterPlace place) {
    std::vector<Template> parts;
    for (const Expr& part : expr.args) {
        Filter said = place == FilterPlace::row ? Filter(row_filter(part)) : try_filter(part, place);
        if (!said) return std::nullopt;
        parts.push_back(std::move(*said));
    }
    Template whole = all_of(std::move(parts));
    // $elemMatch on scalars takes operators only.
    if (place == FilterPlace::element_value && whole.find("$and") != nullptr) return std::nullopt;
    return whole;
}

Compiler::Filter Compiler::filter_any(const Expr& expr, FilterPlace place) {
    const std::vector<const Expr*> parts = needed_parts(expr);
    if (parts.size() == 1) return filter_part(*parts.front(), expr, place);
    if (place == FilterPlace::element_value || parts.empty()) return std::nullopt;
    std::vector<Template> either;
    for (const Expr* part : parts) {
        Filter said = filter_part(*part, expr, place);
        if (!said) return std::nullopt;
        either.push_back(std::move(*said));
    }
    return document("$or", array(std::move(either)));
}

// A part of an `or`: its negations need no guard against what the `or` lets through anyway.
Compiler::Filter Compiler::filter_part(const Expr& part, const Expr& either, FilterPlace place) {
    const bool sure = is_covered(part, either);
    Filter said = sure && part.op == Op::not_ ? filter_not(part, place)
                  : sure && part.op == Op::ne ? filter_comparison(part, place)
                                              : try_filter(part, place);
    if (said || place != FilterPlace::row) return said;
    return document("$expr", sure ? complement(part) : expression(part));
}

// A negation that is false when an operand is empty.
Compiler::Filter Compiler::filter_guarded(const Expr& expr, FilterPlace place) {
    Filter said = expr.op == Op::ne ? filter_comparison(expr, place) : filter_not(expr, place);
    if (!said) return std::nullopt;
    std::vector<Template> parts{std::move(*said)};
    for (const Expr* operand : unsure_operands(expr)) {
        const auto path = filter_path(*operand, place);
        if (!path || operand->type >= BaseType::json) return std::nullopt;
        Template given = document("$ne", null());
        parts.push_back(path->empty() ? std::move(given) : document(*path, std::move(given)));
    }
    Template whole = all_of(std::move(parts));
    if (place == FilterPlace::element_value && whole.find("$and") != nullptr) return std::nullopt;
    return whole;
}

Compiler::Filter Compiler::filter_not(const Expr& expr, FilterPlace place) {
    Filter said = try_filter(expr.args[0], place);
    if (!said) return std::nullopt;
    if (place == FilterPlace::element_value) return opposite(std::move(*said));
    const bool one_field = said->members.size() == 1 && !said->members.front().name.starts_with('$');
    if (!one_field) return document("$nor", array({std::move(*said)}));
    Member& only = said->members.front();
    return document(only.name, opposite(std::move(only.node)));
}

}  // namespace tenon::bson
