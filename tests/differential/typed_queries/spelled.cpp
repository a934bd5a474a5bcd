#include "differential/typed_queries/spelled.hpp"

#include "query/expression.hpp"
#include "query/types.hpp"
#include "query/words.hpp"
#include <tenon/schema.hpp>

namespace tenon::oracle {

namespace {

using ir::Expr;
using ir::Op;

class Spelling {
public:
    explicit Spelling(std::span<const Value> values) : values_(values) {}

    std::string expression(const Expr& expr) {
        switch (expr.op) {
        case Op::field:
        case Op::element: return query::words(expr) + ":" + type(expr);
        case Op::constant: return expr.literal.to_json();
        case Op::param:
        case Op::list: return value(expr);
        case Op::between:
            return "and(" + binary(Op::ge, expr.args[0], expr.args[1]) + ", " +
                   binary(Op::le, expr.args[0], expr.args[2]) + "):boolean";
        default: break;
        }
        // What an absent `when` leaves.
        if ((expr.op == Op::and_ || expr.op == Op::or_) && expr.args.size() == 1) return expression(expr.args.front());
        std::string text(ir::name_of(expr.op));
        if (query::is_step_inside(expr.op)) {
            text += " " + std::to_string(expr.detail);
            for (const std::uint16_t leg : expr.path) text += "." + std::to_string(leg);
        }
        if (expr.relation != nullptr) text += " " + expr.relation->name + " of " + expr.relation->target_name;
        return text + "(" + list(expr.args) + "):" + type(expr);
    }
    std::string list(const std::vector<Expr>& expressions) {
        std::string text;
        for (const Expr& one : expressions) text += (text.empty() ? "" : ", ") + expression(one);
        return text;
    }
    std::string clause(std::string_view name, const std::optional<Expr>& expr) {
        return expr ? "\n  " + std::string(name) + " " + expression(*expr) : "";
    }

private:
    std::string binary(Op op, const Expr& left, const Expr& right) {
        return std::string(ir::name_of(op)) + "(" + expression(left) + ", " + expression(right) + "):boolean";
    }
    static std::string declared(const schema::Type& type) {
        std::string text(name_of(type.base));
        if (type.precision != 0) text += "(" + std::to_string(type.precision) + "," + std::to_string(type.scale) + ")";
        return text + (type.elements.empty() ? "" : " of " + declared(type.elements.front()));
    }
    static std::string type(const Expr& expr) { return std::string(name_of(expr.type)) + (expr.nullable ? "?" : ""); }
    std::string value(const Expr& expr) {
        std::string text = expr.slot < values_.size() ? in_words(values_[expr.slot]) : "missing";
        text += is_number(expr.type) ? ":number" : ":" + std::string(name_of(expr.type));
        if (expr.declared != nullptr) text += " as " + declared(*expr.declared);
        if (expr.known_empty) text += " with an empty";
        if (expr.op == Op::list) text += " of size " + std::to_string(expr.size_class);
        if (expr.real_state != 0) text += " between integers " + std::to_string(expr.real_state);
        return text + ((expr.flags & ir::meets_integer) != 0 ? " beside an integer" : "");
    }
    static std::string in_words(const Value& value) { return value.to_json(); }

    std::span<const Value> values_;
};

std::string path(const std::vector<std::uint16_t>& legs, const schema::Model& model) {
    std::string text;
    const std::vector<schema::Field>* fields = &model.fields;
    for (const std::uint16_t leg : legs) {
        text += (text.empty() ? "" : ".") + (*fields)[leg].name;
        fields = &(*fields)[leg].type.members;
    }
    return text;
}

std::string of(const ir::Select& select, Spelling& spelling) {
    std::string text = "select " + std::to_string(static_cast<int>(select.kind)) + " " + select.model->name;
    if (select.distinct) text += " distinct";
    for (const ir::Output& output : select.outputs)
        text += "\n  giving " + spelling.expression(output.expr) + (output.alias.empty() ? "" : " as " + output.alias);
    text += spelling.clause("where", select.where);
    if (!select.group.empty()) text += "\n  group by " + spelling.list(select.group);
    text += spelling.clause("having", select.having);
    for (const ir::Order& order : select.order)
        text += "\n  order by " + spelling.expression(order.by) + (order.descending ? " desc" : "") + " empties " +
                std::to_string(static_cast<int>(order.empties));
    return text + spelling.clause("limit", select.limit) + spelling.clause("offset", select.offset);
}

}  // namespace

std::string spelled(const ir::Statement& statement, std::span<const Value> values) {
    Spelling spelling(values);
    if (const auto* select = std::get_if<ir::Select>(&statement)) return of(*select, spelling);
    if (const auto* update = std::get_if<ir::Update>(&statement)) {
        std::string text = "update " + update->model->name + spelling.clause("where", update->where);
        for (const ir::Assignment& one : update->assignments)
            text += "\n  set " + path(one.path, *update->model) + " = " + spelling.expression(one.value);
        return text;
    }
    const auto& remove = std::get<ir::Delete>(statement);
    return "remove " + remove.model->name + spelling.clause("where", remove.where);
}

}  // namespace tenon::oracle
