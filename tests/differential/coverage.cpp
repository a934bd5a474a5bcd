#include "differential/coverage.hpp"

#include <algorithm>

#include "query/evaluator.hpp"
#include "query/expression.hpp"
#include "query/types.hpp"
#include <tenon/error.hpp>

namespace tenon::oracle {

using ir::Expr;

struct Coverage::Look {
    const std::vector<Row>& rows;
    const std::vector<Value>& values;
    const DataRows& related;
    const World& world;
};

namespace {

std::string type_of(BaseType base) {
    if (is_integer(base)) return "integer";
    if (is_real(base)) return "real";
    return std::string(name_of(base));
}

std::string element_of(const Expr& array) {
    return array.declared != nullptr && !array.declared->elements.empty()
               ? type_of(array.declared->elements.front().base)
               : "?";
}

std::string key_of(const Expr& expr) {
    const std::string op(ir::name_of(expr.op));
    if (query::is_related(expr.op)) return op + " " + expr.relation->name;
    if (expr.args.empty()) return op;
    const Expr& left = expr.args.front();
    if (left.type == BaseType::array && (query::is_array_quantifier(expr.op) || op.starts_with("array_")))
        return op + " " + element_of(left);
    const std::string type = type_of(left.type);
    const bool pair = query::is_comparison(expr.op) || query::is_arithmetic(expr.op);
    return op + " " + (pair && is_number(left.type) ? type + "/" + type_of(expr.args[1].type) : type);
}

// A list counts as empty when an empty is in it.
bool is_empty(const Expr& expr, const query::Environment& environment) {
    const Value value = query::evaluate(expr, environment);
    if (expr.op != Op::list) return value.is_empty();
    const Array& values = value.as_array();
    return std::any_of(values.begin(), values.end(), [](const Value& one) { return one.is_empty(); });
}

/// Has it operands that stand on elements or related rows?
bool is_scoped(const Expr& expr) {
    return query::is_related(expr.op) || query::is_array_quantifier(expr.op) || expr.op == Op::array_sort ||
           expr.op == Op::array_keep || expr.op == Op::array_change;
}

std::vector<const Expr*> operands_of(const Expr& expr) {
    std::vector<const Expr*> operands;
    if (query::is_related(expr.op)) return operands;
    const bool left_alone = is_scoped(expr) || expr.op == Op::in_query;
    const std::size_t count = left_alone ? 1 : std::min<std::size_t>(expr.args.size(), 2);
    for (std::size_t i = 0; i < count; ++i) operands.push_back(&expr.args[i]);
    return operands;
}

std::string_view words_of(ir::SetOperation operation) {
    switch (operation) {
    case ir::SetOperation::union_: return "union";
    case ir::SetOperation::union_all: return "union all";
    case ir::SetOperation::intersect: return "intersect";
    default: return "except";
    }
}

}  // namespace

void Coverage::note_operands(const std::string& key, const std::vector<const Expr*>& operands, const Look& look) {
    std::set<States>& states = seen_[key];
    const std::size_t all = std::size_t{1} << operands.size();
    for (std::size_t i = 0; i < look.rows.size() && states.size() < all; ++i) {
        const query::Environment environment{look.rows[i], look.values, &look.related};
        try {
            States state = 0;
            for (std::size_t at = 0; at < operands.size(); ++at)
                if (is_empty(*operands[at], environment)) state = static_cast<States>(state | 1U << at);
            states.insert(state);
        } catch (const Error&) {  // it overflows for this row
        }
    }
}

// A window function stands apart from its rows, and has no value for one alone.
void Coverage::visit_window(const Expr& over, const Look& look) {
    const Expr& function = over.args.front();
    const std::string name = "over " + std::string(ir::name_of(function.op));
    if (function.args.empty()) {
        note(name, 0);
    } else {
        note_operands(name, {&function.args.front()}, look);
        visit(function.args.front(), look);
    }
    for (std::size_t i = 1; i < over.args.size(); ++i) {
        const bool is_key = over.args[i].op == Op::order_key;
        const Expr& by = is_key ? over.args[i].args.front() : over.args[i];
        note_operands(is_key ? "over rows in an order" : "over rows of a group", {&by}, look);
        visit(by, look);
    }
}

void Coverage::visit(const Expr& expr, const Look& look) {
    for (const ir::Select& inner : expr.query) {
        note(std::string(ir::name_of(expr.op)), 0);
        see(look.world, inner, look.values);
    }
    if (expr.op == Op::over) return visit_window(expr, look);
    if (expr.args.empty()) return;
    const bool logic = query::is_logic(expr.op);
    if (logic) note(std::string(ir::name_of(expr.op)), 0);
    if (!logic && !query::is_aggregate(expr.op)) note_operands(key_of(expr), operands_of(expr), look);
    if (query::is_aggregate(expr.op)) note_operands(key_of(expr), {&expr.args.front()}, look);
    for (std::size_t i = 0; i < (is_scoped(expr) ? 0 : expr.args.size()); ++i) visit(expr.args[i], look);
}

void Coverage::see(const World& world, const ir::Statement& statement, const std::vector<Value>& values) {
    const DataRows related(world.data());
    if (const auto* select = std::get_if<ir::Select>(&statement)) return see(world, *select, values);
    const Look look{world.data().things, values, related, world};
    const auto* update = std::get_if<ir::Update>(&statement);
    const auto& where = update != nullptr ? update->where : std::get<ir::Delete>(statement).where;
    if (where) visit(*where, look);
    if (update == nullptr) return note("remove", 0);
    for (const ir::Assignment& assignment : update->assignments) {
        const schema::Field* field = &update->model->fields[assignment.path.front()];
        for (std::size_t leg = 1; leg < assignment.path.size(); ++leg)
            field = &field->type.members[assignment.path[leg]];
        note_operands("assign " + type_of(field->type.base) + (assignment.path.size() > 1 ? " nested" : ""),
                      {&assignment.value}, look);
        visit(assignment.value, look);
    }
}

void Coverage::see(const World& world, const ir::Select& select, const std::vector<Value>& values) {
    const DataRows related(world.data());
    if (!select.combined.empty()) {
        note(std::string(words_of(select.operation)), 0);
        for (const ir::Select& part : select.combined) see(world, part, values);
        if (!select.order.empty()) note("order_by of a set", 0);
        return;
    }
    const Look look{select.model->name == "Thing" ? world.data().things : world.data().makers, values, related, world};
    if (select.where) visit(*select.where, look);
    if (select.having) note("having", 0);
    if (select.limit) note("limit", 0);
    if (select.offset) note("offset", 0);
    if (select.distinct) note("distinct", 0);
    for (const Expr& group : select.group) {
        note_operands("group_by " + type_of(group.type), {&group}, look);
        visit(group, look);
    }
    for (const ir::Output& output : select.outputs) visit(output.expr, look);
    for (const ir::Order& order : select.order) {
        if (query::is_aggregate(order.by.op)) continue;
        const std::string placed = order.empties == ir::Empties::as_declared
                                       ? ""
                                       : (order.empties == ir::Empties::first ? " empties first" : " empties last");
        note_operands("order_by " + type_of(order.by.type) + (order.descending ? " descending" : "") + placed,
                      {&order.by}, look);
        visit(order.by, look);
    }
}

// --- what there is to see --------------------------------------------------------------------------------------------

namespace {

using Wanted = std::map<std::string, std::vector<States>>;
using Names = std::vector<std::string>;

const std::vector<States> once{0}, one_side{0, 1}, both_sides{0, 1, 2, 3}, right_side{0, 2};
const Names numbers{"integer", "real", "decimal"};
const Names ordered{"boolean", "text", "timestamp", "date", "time", "uuid", "object id"};
const Names unordered{"bytes", "enumeration"};
const Names nested{"structure", "array"};

void add(Wanted& wanted, const Names& ops, const Names& types, const std::vector<States>& states) {
    for (const std::string& op : ops)
        for (const std::string& type : types) wanted[type.empty() ? op : op + " " + type] = states;
}

Names joined(std::initializer_list<Names> lists) {
    Names all;
    for (const Names& list : lists) all.insert(all.end(), list.begin(), list.end());
    return all;
}

void add_values(Wanted& wanted) {
    const Names equalities{"==", "!="}, orders{"<", "<=", ">", ">="};
    add(wanted, equalities, joined({ordered, unordered, nested}), both_sides);
    add(wanted, orders, ordered, both_sides);
    for (const std::string& left : numbers)
        for (const std::string& right : numbers)
            add(wanted, joined({equalities, orders}), {left + "/" + right}, both_sides);
    add(wanted, {"between"}, joined({numbers, ordered}), both_sides);
    add(wanted, {"in"}, joined({numbers, ordered, unordered}), both_sides);
    add(wanted, {"is_empty"}, joined({numbers, ordered, unordered, nested}), one_side);
    add(wanted, {"+", "-", "*", "/"}, {"integer/integer", "real/real", "real/integer"}, both_sides);
    add(wanted, {"+", "-"}, {"decimal/decimal"}, both_sides);
    add(wanted, {"*"}, {"decimal/integer"}, both_sides);
    add(wanted, {"%"}, {"integer/integer"}, both_sides);
    add(wanted, {"json_at"}, {"json"}, one_side);
    add(wanted, {"bits"}, {"integer"}, both_sides);
    add(wanted, {"negate"}, numbers, one_side);
    add(wanted, {"contains", "starts_with", "ends_with", "like", "ilike", "iequals", "icontains", "regex", "concat"},
        {"text"}, both_sides);
    add(wanted, {"lower", "upper", "length"}, {"text"}, one_side);
}

// Of arrays, those of text and of structs may be empty.
void add_sets(Wanted& wanted) {
    const Names filled{"integer", "real", "enumeration", "date"}, optional{"text", "structure"};
    add(wanted, {"array_contains", "array_contains_all"}, filled, right_side);
    add(wanted, {"array_contains", "array_contains_all"}, optional, both_sides);
    add(wanted, {"array_size", "array_any", "array_all", "array_none"}, filled, once);
    add(wanted, {"array_size", "array_any", "array_all", "array_none"}, optional, one_side);
    add(wanted, {"map_at", "array_size"}, {"map"}, one_side);
    add(wanted, {"alternative"}, {"variant"}, one_side);
    add(wanted, {"related_any", "related_all", "related_none", "related_count"},
        {"maker", "helper", "things", "helped"}, once);
    add(wanted, {"related"}, {"maker", "helper"}, once);
    add(wanted, {"and", "or", "not", "limit", "offset", "distinct", "having", "remove"}, {""}, once);
}

void add_clauses(Wanted& wanted) {
    const Names singles = joined({numbers, ordered, {"enumeration"}});
    for (const char* direction : {"", " descending"})
        for (const char* empties : {"", " empties first", " empties last"})
            for (const std::string& type : singles) wanted["order_by " + type + direction + empties] = one_side;
    add(wanted, {"group_by", "count", "count_distinct"}, singles, one_side);
    add(wanted, {"sum", "avg"}, numbers, one_side);
    add(wanted, {"min", "max"},
        {"integer", "real", "decimal", "text", "timestamp", "date", "time", "uuid", "object id"}, one_side);
    add(wanted, {"assign"}, joined({singles, {"bytes", "array", "structure"}}), one_side);
    const Names members{"integer", "real", "text", "boolean",   "enumeration", "timestamp",
                        "date",    "time", "uuid", "object id", "bytes"};
    for (const std::string& type : members)
        wanted["assign " + type + " nested"] = type == "enumeration" || type == "real" ? once : one_side;
}

void add_rows(Wanted& wanted) {
    const Names singles = joined({numbers, ordered, unordered});
    add(wanted, {"in query"}, singles, one_side);
    add(wanted, {"values of a query", "exists", "value of a query"}, {""}, once);
    add(wanted, {"union", "union all", "intersect", "except", "order_by of a set"}, {""}, once);
    add(wanted, {"over"}, {"row_number", "rank", "dense_rank", "count_rows"}, once);
    add(wanted, {"over"}, {"lag", "lead", "count", "sum", "avg", "min", "max"}, one_side);
    add(wanted, {"over rows in an order", "over rows of a group"}, {""}, one_side);
}

void add_nested_updates(Wanted& wanted) {
    const Names elements{"integer", "real", "enumeration", "date", "text", "structure"};
    add(wanted, {"map_rename"}, {"map"}, one_side);
    add(wanted, {"or_zero"}, {"integer", "real"}, one_side);
    add(wanted, {"least", "greatest"}, {"integer", "real", "decimal", "text", "timestamp", "date", "time"}, one_side);
    add(wanted, {"array_push", "array_pop", "array_keep", "array_change", "array_add"}, elements, once);
    add(wanted, {"array_sort", "array_slice"}, elements, once);
}

std::string words(States state) {
    static constexpr const char* known[] = {"neither side empty", "left empty", "right empty", "both empty"};
    return known[state];
}

}  // namespace

std::vector<std::string> Coverage::missing() const {
    Wanted wanted;
    add_values(wanted);
    add_sets(wanted);
    add_clauses(wanted);
    add_rows(wanted);
    add_nested_updates(wanted);
    std::vector<std::string> found;
    for (const auto& [key, states] : wanted)
        for (const States state : states) {
            const auto seen = seen_.find(key);
            if (seen == seen_.end() || !seen->second.contains(state)) found.push_back(key + ": " + words(state));
        }
    return found;
}

}  // namespace tenon::oracle
