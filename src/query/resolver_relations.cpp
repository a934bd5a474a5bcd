// Conditions on related rows, whose relation is given by a struct's member or by its name.

#include "query/declared_type.hpp"
#include "query/expression.hpp"
#include "query/resolver.hpp"
#include "query/words.hpp"
#include "schema/late_relation.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Op;

/// any, all and none of a name that is a relation, not an array.
bool Resolver::relation_by_name(Expr& quantifier) {
    const Expr& whole = quantifier.args.front();
    const schema::Relation* relation = whole.op == Op::named ? relation_called(whole.name, scope(whole)) : nullptr;
    if (relation == nullptr) return false;
    const auto which = static_cast<unsigned>(quantifier.op) - static_cast<unsigned>(Op::array_any);
    quantifier.op = static_cast<Op>(static_cast<unsigned>(Op::related_any) + which);
    quantifier.relation = relation;
    quantifier.relation_member = relation->member;
    quantifier.scope = whole.scope;
    quantifier.args.erase(quantifier.args.begin());
    return true;
}

const schema::Relation& Resolver::relation_named(const Expr& expr) const {
    if (const schema::Relation* relation = relation_called(expr.name, scope(expr))) return *relation;
    Expr path = make(Op::named);
    path.name = expr.name;
    resolve_path(path, scope(expr));  // tells an unknown name
    const bool is_array = path.type == BaseType::array;
    if (expr.op == Op::related_value)
        query::refuse(scope(expr).name, expr.name,
                      "`" + expr.name + "` is no reference: declare it .references = \"the other model\"");
    query::refuse(scope(expr).name, expr.name,
                  "`" + expr.name + "` is no relation: count() counts related rows" +
                      (is_array ? ", and size() the elements of an array" : ""));
}

void Resolver::relation(Expr& expr) {
    if (!expr.name.empty()) {
        expr.relation = &relation_named(expr);
        expr.relation_member = expr.relation->member;
        expr.name.clear();
    }
    if (expr.relation == nullptr) expr.relation = &relation_of(expr.relation_member, scope(expr));
    const schema::Relation* const relation = schema::linked(*expr.relation);
    if (relation == nullptr || relation->target == nullptr)
        refuse("the relation `" + expr.relation->name + "` leads to " + expr.relation->target_name +
               ", which isn't registered here");
    expr.relation = relation;
    const Inside inside(*this, {relation->target, nullptr, relation->target->name});
    expr.op == Op::related_value ? related_value(expr) : condition(expr.args[0]);
    if (expr.op != Op::related_value) expr.type = expr.op == Op::related_count ? BaseType::int64 : BaseType::boolean;
}

void Resolver::related_value(Expr& expr) {
    if (expr.relation->kind != schema::RelationKind::belongs_to)
        refuse("`related` follows a reference to one row, and `" + expr.relation->name + "` is none");
    Expr& of = expr.args[0];
    value(of);
    if (is_nested(of.type) || of.type == BaseType::none)
        refuse("`related` gives single values of the other row's, and " + spell(of) + " is none", &of);
    expr.type = of.type;
    expr.declared = declared_type(of);
    expr.nullable = true;  // an empty reference leads to nothing
}

}  // namespace tenon::query
