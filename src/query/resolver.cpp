#include "query/resolver.hpp"

#include <algorithm>

#include "query/declared_type.hpp"
#include "query/expression.hpp"
#include "query/words.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Op;

Resolver::Resolver(const schema::Model& model) { scopes_.push_back({&model, nullptr, model.name}); }

void Resolver::refuse(const std::string& message, const Expr* about) const {
    const bool is_path = about != nullptr && about->op == Op::field && about->scope == 0;
    query::refuse(scopes_.back().name, is_path ? words(*about) : std::string(), message);
}

void Resolver::condition(Expr& expr) {
    visit(expr);
    if (expr.op == Op::param && expr.type == BaseType::none) expr.type = BaseType::boolean;
    if (expr.type != BaseType::boolean)
        refuse(spell(expr) + " stands where a condition is needed; compare it with something", &expr);
}

void Resolver::value(Expr& expr) {
    visit(expr);
    if (is_condition(expr.op))
        refuse("the condition " + words(expr) +
               " stands where a value is needed; store it in a field, or use it in where");
    if (expr.op == Op::list) refuse("a list stands where a value is needed");
}

void Resolver::row_count(Expr& expr, std::string_view clause) {
    visit(expr);
    if (expr.op == Op::param && expr.type == BaseType::none) expr.type = BaseType::int64;
    const bool usable = (expr.op == Op::param || expr.op == Op::constant) && is_integer(expr.type);
    if (!usable || expr.known_empty) refuse(std::string(clause) + " takes a whole number");
    const std::int64_t* literal = expr.literal.if_integer();
    if (literal != nullptr && *literal < 0) refuse(std::string(clause) + " can't be negative");
}

void Resolver::visit(Expr& expr) {
    switch (expr.op) {
    case Op::field:
    case Op::named:
    case Op::element: return path(expr);
    case Op::param:
    case Op::list:
    case Op::constant: return leaf(expr);
    case Op::and_:
    case Op::or_:
    case Op::not_: return junction(expr);
    case Op::in: return membership(expr);
    case Op::bits: return bits(expr);
    case Op::is_empty:
        if (is_step_inside(expr.args[0].op))
            step_inside(expr.args[0]);
        else
            value(expr.args[0]);
        break;
    case Op::map_at:
    case Op::alternative:
        step_inside(expr);
        if (is_nested(expr.type))
            refuse("`" + std::string(name_of(expr.op)) + "` leads to " + spell(expr) +
                       ", and single values alone are looked at there: go on to a member, or ask is_empty()",
                   &expr);
        return;
    case Op::json_at: return json_at(expr);
    case Op::fragment: return fragment(expr);
    case Op::negate: return negation(expr);
    case Op::query_values:
    case Op::query_exists:
    case Op::query_value: return query(expr);
    case Op::in_query: return in_query(expr);
    case Op::case_:
    case Op::coalesce: return choice(expr);
    case Op::cast: return cast(expr);
    case Op::over: return over(expr);
    case Op::depth: return depth(expr);
    case Op::result_column: return result_column(expr);
    case Op::joined: return joined(expr);
    case Op::lower:
    case Op::upper:
    case Op::length:
    case Op::concat: return text_function(expr);
    case Op::array_contains:
    case Op::array_contains_all:
    case Op::array_size: return array_operation(expr);
    case Op::between:
    case Op::same:
    case Op::not_same: return comparison(expr);
    default:
        if (is_comparison(expr.op)) return comparison(expr);
        if (is_arithmetic(expr.op)) return arithmetic(expr);
        if (is_function(expr.op)) return function(expr);
        if (is_text_match(expr.op)) return text_match(expr);
        if (is_array_quantifier(expr.op)) return array_quantifier(expr);
        if (is_related(expr.op)) return relation(expr);
        if (is_update_value(expr.op)) return update_value(expr);
        if (is_aggregate(expr.op)) return aggregate(expr);
        refuse("`" + std::string(name_of(expr.op)) + "` has no meaning in an expression");
    }
    expr.type = BaseType::boolean;
}

void Resolver::leaf(Expr& expr) {
    if (expr.op != Op::constant) {
        expr.nullable = expr.op == Op::param && expr.known_empty;
        return;
    }
    expr.nullable = expr.literal.is_empty();
    if (expr.literal.if_boolean() != nullptr) expr.type = BaseType::boolean;
    if (expr.literal.if_integer() != nullptr) expr.type = BaseType::int64;
}

const Scope& Resolver::scope(const Expr& expr) const {
    if (expr.scope >= scopes_.size())
        refuse("an operand belongs to a scope " + std::to_string(expr.scope) + " outwards, but there are only " +
               std::to_string(scopes_.size()));
    return scopes_[scopes_.size() - 1 - expr.scope];
}

void Resolver::path(Expr& expr) {
    if (columns_ != nullptr) refuse("queries that are joined are ordered by their columns: order_by(tenon::output<0>)");
    resolve_path(expr, scope(expr));
    // The model of a query's rows goes with the query; what says how a value is stored is the model's below.
    if (source_ == nullptr || scope(expr).model != scopes_.front().model) return;
    const schema::Type* declared = declared_type(source_->outputs.at(expr.path.front()).expr);
    expr.declared = declared != nullptr ? declared : &plain_type(expr.type);
}

void Resolver::step_inside(Expr& expr) {
    Expr& whole = expr.args[0];
    if (whole.op != Op::field && whole.op != Op::named && whole.op != Op::element)
        refuse("`" + std::string(name_of(expr.op)) + "` takes a field");
    path(whole);
    const BaseType wanted = expr.op == Op::map_at ? BaseType::map : BaseType::variant;
    if (whole.type == wanted && expr.op == Op::alternative && !expr.name.empty()) name_alternative(expr);
    if (whole.type != wanted || expr.detail >= whole.declared->elements.size())
        refuse("`" + std::string(name_of(expr.op)) + "` looks into a " + std::string(name_of(wanted)) + ", and " +
                   spell(whole) + " is none",
               &whole);
    if (expr.op == Op::map_at) {
        text_operand(expr.args[1], expr);
        if (expr.args[1].op != Op::param || expr.args[1].known_empty) refuse("a key of a map is a text given here");
    }
    resolve_inside(expr, whole.declared->elements[expr.detail], scopes_.back());
}

void Resolver::json_at(Expr& expr) {
    Expr& whole = expr.args[0];
    value(whole);
    const bool is_place = whole.op == Op::field || whole.op == Op::element;
    if (!is_place || whole.type != BaseType::json)
        refuse("what looks inside a Json takes a Json field, and " + spell(whole) + " is none", &whole);
    json_steps(expr);
    switch (static_cast<ir::JsonPart>(expr.detail)) {
    case ir::JsonPart::int64: expr.type = BaseType::int64; break;
    case ir::JsonPart::real: expr.type = BaseType::float64; break;
    case ir::JsonPart::boolean: expr.type = BaseType::boolean; break;
    default: expr.type = BaseType::text;
    }
    expr.nullable = true;
}

void Resolver::json_steps(Expr& expr) {
    for (std::size_t i = 1; i < expr.args.size(); ++i) {
        Expr& step = expr.args[i];
        if (step.op != Op::param || step.type != BaseType::int64) text_operand(step, expr);
        if (step.op != Op::param || step.known_empty)
            refuse("what leads into a Json is a key, which is text, or the number of an element, given here",
                   &expr.args.front());
    }
}

void Resolver::name_alternative(Expr& expr) const {
    const std::vector<std::string>& all = expr.args[0].declared->alternatives;
    const auto found = std::find(all.begin(), all.end(), expr.name);
    if (found == all.end()) {
        std::string known;
        for (const std::string& one : all) known += (known.empty() ? "it has " : ", ") + one;
        const std::string near = schema::suggestion(expr.name, all);
        refuse("`" + words(expr.args[0]) + "` has no alternative `" + expr.name + "`; " + (near.empty() ? known : near),
               &expr.args[0]);
    }
    expr.detail = static_cast<std::uint16_t>(found - all.begin());
    expr.name.clear();
}

void Resolver::depth(Expr& expr) const {
    if (!is_tree_ || scopes_.size() != 1)
        refuse("depth() is that of a row that descend(…) found; ascend(…), and descend(…) through links, with a number "
               "of steps");
    expr.type = BaseType::int64;
}

void Resolver::result_column(Expr& expr) const {
    if (columns_ == nullptr || expr.detail >= columns_->size())
        refuse("there is no output number " + std::to_string(expr.detail) + ", from 0, to sort by");
    const Expr& column = (*columns_)[expr.detail].expr;
    expr.type = column.type;
    expr.declared = column.declared;
    expr.nullable = column.nullable;
}

void Resolver::joined(Expr& expr) {
    if (joined_ == nullptr || scopes_.size() != 1) refuse("joined(…) is of a row that join(…) put beside another");
    expr.detail = static_cast<std::uint16_t>(scopes_.front().model->fields.size());
    scopes_.push_back({joined_, nullptr, joined_->name, may_be_missing_});
    value(expr.args[0]);
    scopes_.pop_back();
    expr.type = expr.args[0].type;
    expr.declared = declared_type(expr.args[0]);
    expr.nullable = expr.args[0].nullable;
}

void Resolver::junction(Expr& expr) {
    for (Expr& operand : expr.args) condition(operand);
    expr.type = BaseType::boolean;
}

// What it gives is the user's word; that it is never empty is nobody's.
void Resolver::fragment(Expr& expr) {
    for (Expr& operand : expr.args) {
        value(operand);
        if (operand.op != Op::param) continue;
        if (operand.type == BaseType::none) refuse("a value in a fragment has no type");
        if (operand.type == BaseType::enumeration) operand.type = BaseType::text;
    }
    expr.nullable = true;
}

void Resolver::text_operand(Expr& expr, const Expr& operation) {
    value(expr);
    if (is_value(expr) && expr.type == BaseType::none) expr.type = BaseType::text;
    if (expr.type == BaseType::text || (expr.op == Op::constant && expr.literal.is_empty())) return;
    const std::string hint =
        expr.type == BaseType::array && operation.op == Op::contains ? "; for an array it is array_contains" : "";
    refuse("`" + std::string(name_of(operation.op)) + "` takes text, and " + spell(expr) + " is none" + hint, &expr);
}

void Resolver::key_operands(Expr& expr, std::string_view what) {
    for (std::size_t i = 1; i < expr.args.size(); ++i) {
        text_operand(expr.args[i], expr);
        if (expr.args[i].op != Op::param || expr.args[i].known_empty)
            refuse(std::string(what) + " is a text given here", &expr.args.front());
    }
}

void Resolver::text_match(Expr& expr) {
    for (Expr& operand : expr.args) text_operand(operand, expr);
    const Op pattern = expr.args[1].op;
    if (expr.op == Op::regex && pattern != Op::param && pattern != Op::constant)
        refuse("the pattern of a regex is a value, never a field");
    if (compares_folded(expr))
        for (const Expr& operand : expr.args)
            if (!can_be_folded(operand))
                refuse("`" + std::string(name_of(expr.op)) +
                           "` of a folded field takes a value or another folded field, and " + spell(operand) +
                           " is neither: only our own code folds",
                       &operand);
    expr.type = BaseType::boolean;
}

void Resolver::text_function(Expr& expr) {
    expr.nullable = false;
    for (Expr& operand : expr.args) {
        text_operand(operand, expr);
        expr.nullable = expr.nullable || operand.nullable;
    }
    expr.type = expr.op == Op::length ? BaseType::int64 : BaseType::text;
}

const schema::Type& Resolver::array_operand(Expr& expr, const Expr& operation) {
    value(expr);
    if (expr.type != BaseType::array || expr.declared == nullptr || expr.declared->elements.empty())
        refuse("`" + std::string(name_of(operation.op)) + "` takes an array, and " + spell(expr) + " is none", &expr);
    return expr.declared->elements.front();
}

void Resolver::array_operation(Expr& expr) {
    if (expr.op == Op::array_size) {
        value(expr.args[0]);
        if (expr.args[0].type != BaseType::map) static_cast<void>(array_operand(expr.args[0], expr));
        expr.type = BaseType::int64;
        expr.nullable = false;
        return;
    }
    const schema::Type& element = array_operand(expr.args[0], expr);
    Expr of_element = make(Op::element);
    of_element.type = element.base;
    of_element.declared = &element;
    of_element.nullable = element.nullable;
    Expr& sought = expr.args[1];
    if (sought.op == Op::list) {
        leaf(sought);
    } else {
        value(sought);
    }
    unify(of_element, sought, expr);
    // Reals stay what they are: contains_all asks for each, also for one that is no integer.
    if (is_real(sought.type) && is_integer(element.base) && (sought.flags & ir::meets_integer) == 0)
        sought.declared = nullptr;
    expr.type = BaseType::boolean;
}

void Resolver::array_quantifier(Expr& expr) {
    if (relation_by_name(expr)) return relation(expr);
    const schema::Type& element = array_operand(expr.args[0], expr);
    const Inside inside(*this, {nullptr, &element, scopes_.back().name});
    condition(expr.args[1]);
    expr.type = BaseType::boolean;
}

namespace {

PatternKind pattern_of(Op op) {
    switch (op) {
    case Op::like:
    case Op::ilike: return PatternKind::like;
    case Op::regex: return PatternKind::regex;
    default: return PatternKind::none;
    }
}

}  // namespace

void collect_slots(const Expr& expr, std::vector<Slot>& slots) {
    if (is_value(expr)) {
        if (slots.size() <= expr.slot) slots.resize(expr.slot + std::size_t{1});
        slots[expr.slot] = {expr.type, expr.declared, expr.op == Op::list};
    }
    for (const Expr& operand : expr.args) collect_slots(operand, slots);
    for (const ir::Select& query : expr.query) collect_slots(query, slots);
    const PatternKind pattern = pattern_of(expr.op);
    if (pattern != PatternKind::none && expr.args.at(1).op == Op::param) slots[expr.args[1].slot].pattern = pattern;
}

void collect_slots(const ir::Select& select, std::vector<Slot>& slots) {
    const auto collect = [&](const std::optional<Expr>& expr, std::vector<Slot>& to) {
        if (expr) collect_slots(*expr, to);
    };
    collect(select.where, slots);
    collect(select.having, slots);
    collect(select.limit, slots);
    collect(select.offset, slots);
    for (const Expr& group : select.group) collect_slots(group, slots);
    for (const ir::Order& order : select.order) collect_slots(order.by, slots);
    for (const ir::Output& output : select.outputs) collect_slots(output.expr, slots);
    for (const Expr& expr : select.distinct_on) collect_slots(expr, slots);
    if (select.tree) collect_slots(select.tree->start, slots);
    if (select.tree) collect(select.tree->levels, slots);
    for (const ir::Select& part : select.combined) collect_slots(part, slots);
    for (const ir::Select& source : select.source) collect_slots(source, slots);
    if (select.join)
        for (const ir::Select& side : select.join->sides) collect_slots(side, slots);
    for (const auto& named : select.with) collect_slots(named->query, slots);
}

}  // namespace tenon::query
