// Conditions on related rows: a $lookup stage that finds out, and a value in the document that tells.
//
// $lookup by fields joins null to null, a relation doesn't (rule 2): where both fields can be empty, empties are left
// out by the inner filter.

#include "bson/compiler.hpp"
#include "bson/storage.hpp"
#include "query/capabilities.hpp"
#include "query/expression.hpp"

namespace tenon::bson {

using ir::Expr;
using ir::Op;

namespace {

Template given(std::string place) { return call("$gt", text(std::move(place)), null()); }

}  // namespace

// The name under which the stage's answer stands in the document.
std::string Compiler::related(const Expr& expr) {
    query::require(query::Backend::mongodb, query::Capability::relation_conditions, model_.name);
    if (!may_look_up_) {
        refuse("an update or delete with a condition on related rows; ask for the related keys first, then use `in`.");
    }
    if (expr.scope != 0 || !scopes_.back().variable.empty()) {
        refuse("a condition on related rows inside a condition on the elements of an array.");
    }
    const std::string as = temporary("related");
    lookups_.push_back(document("$lookup", lookup(expr, as)));
    return as;
}

// What another row gives, with the $lookup stages that it needs itself.
std::vector<Template> Compiler::value_stages(const Expr& of) {
    Template value = expression(of);
    std::vector<Template> stages = take_lookups();
    stages.push_back(document("$replaceWith", document("v", std::move(value))));
    return stages;
}

Template Compiler::lookup(const Expr& expr, const std::string& as) {
    const schema::Relation& relation = *expr.relation;
    const schema::Model& target = *relation.target;
    const schema::Model& here = *scopes_.back().model;

    const std::size_t outer = scopes_.size() - 1;
    const std::string outer_name = "outer" + std::to_string(outer);
    scopes_[outer].variable = "$$" + outer_name;
    scopes_.push_back({&target, nullptr, {}, false});
    std::vector<Template> waiting = std::exchange(lookups_, {});

    std::vector<Template> joined;
    const bool both_empty = here.fields.at(relation.local.at(0)).type.nullable &&
                            target.fields.at(relation.foreign.at(0)).type.nullable;
    if (both_empty) joined.push_back(document(stored_name(target, relation.foreign[0]), document("$ne", null())));
    for (std::size_t i = 1; i < relation.foreign.size(); ++i) {
        const std::string local = scopes_[outer].variable + "." + stored_name(here, relation.local.at(i));
        scopes_[outer].used = true;
        Template same = call("$eq", text("$" + stored_name(target, relation.foreign[i])), text(local));
        joined.push_back(document("$expr", call("$and", given(local), std::move(same))));
    }
    std::vector<Template> stages = expr.op == Op::related_value ? value_stages(expr.args[0])
                                                                : match_stages(expr.args[0]);
    if (!joined.empty()) stages.insert(stages.begin(), document("$match", all_of(std::move(joined))));
    if (expr.op == Op::related_count) {
        stages.push_back(document("$count", text("n")));
    } else if (expr.op != Op::related_value) {
        stages.push_back(document("$limit", number(1)));
        stages.push_back(document("$project", document("_id", number(1))));
    }

    Template let = document();
    for (std::size_t i = 0; i <= outer; ++i) {
        if (!scopes_[i].used) continue;
        let.add(scopes_[i].variable.substr(2), text(i == outer ? "$$ROOT" : scopes_[i].variable));
    }
    scopes_.pop_back();
    scopes_[outer].variable.clear();
    scopes_[outer].used = false;
    lookups_ = std::move(waiting);

    Template stage = document({{"from", collection(target)},
                               {"localField", text(stored_name(here, relation.local[0]))},
                               {"foreignField", text(stored_name(target, relation.foreign[0]))}});
    if (!let.members.empty()) stage.add("let", std::move(let));
    stage.add("pipeline", array(std::move(stages)));
    stage.add("as", text(as));
    return stage;
}

}  // namespace tenon::bson
