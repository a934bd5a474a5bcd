// Order and limits of a select (rules 6 and 11).

#include "bson/select.hpp"
#include "bson/storage.hpp"
#include "query/capabilities.hpp"
#include "query/collation.hpp"
#include "query/expression.hpp"

namespace tenon::bson {

using ir::Expr;
using ir::Op;

namespace {

std::string path_of(const schema::Model& model, const Expr& field) {
    std::string out = stored_name(model, field.path.front());
    check_field(model, field.path.front());
    const schema::Field* leg = &model.fields[field.path.front()];
    for (std::size_t i = 1; i < field.path.size(); ++i) {
        leg = &leg->type.members.at(field.path[i]);
        out += "." + leg->column;
    }
    return out;
}

}  // namespace

// Empties first ascending, last descending: what BSON's order gives by itself.
bool empties_elsewhere(const ir::Order& order) {
    if (!order.by.nullable || order.empties == ir::Empties::as_declared) return false;
    return (order.empties == ir::Empties::first) == order.descending;
}

bool sorts_as_stored(const ir::Order& order) {
    const bool scalar = !is_nested(order.by.type) && order.by.type != BaseType::enumeration;
    return order.by.op == Op::field && scalar && !empties_elsewhere(order);
}

std::optional<Template> plain_sort(const ir::Select& select, const Compiler& compiler) {
    Template sort = document();
    for (const ir::Order& order : select.order) {
        if (!sorts_as_stored(order)) return std::nullopt;
        check_collation(query::collation_of(order.by));
        if (order.by.path.size() > 1) {
            query::require(query::Backend::mongodb, query::Capability::order_by_nested, compiler.model().name);
        }
        std::string path = path_of(compiler.model(), order.by);
        if (sort.find(path) == nullptr) sort.add(std::move(path), number(order.descending ? -1 : 1));
    }
    return sort;
}

Template sort_key(const Expr& by, Compiler& compiler) {
    check_collation(query::collation_of(by));
    Template value = compiler.expression(by);
    // Inside a document an array is compared as a whole, and the kinds of a Json field sort as rule 6 has them.
    if (by.type == BaseType::json) return document("v", if_null(std::move(value), null()));
    if (by.type != BaseType::enumeration || by.declared == nullptr) return value;
    // A label's place; a label that isn't declared is text, which comes behind all numbers; an empty comes first.
    Template labels = array();
    for (const schema::Label& label : by.declared->labels) labels.add(text(label.text));
    labels = literal(std::move(labels));
    Template known = call("$in", value, labels);
    Template place = call("$indexOfArray", std::move(labels), value);
    return document("$cond", array({std::move(known), std::move(place), if_null(std::move(value), null())}));
}

Cut cut_of(const ir::Select& select, const Compiler& compiler) {
    Cut cut;
    if (select.offset) {
        cut.skip = select.offset->op == Op::param ? compiler.value_slot(*select.offset, Form::row_count)
                                                  : constant(select.offset->literal);
    }
    if (!select.limit) return cut;
    if (select.limit->op == Op::param) {
        cut.limit = compiler.value_slot(*select.limit, Form::limit);
        cut.guard = compiler.value_slot(*select.limit, Form::false_if_zero);
    } else {
        cut.nothing = *select.limit->literal.if_integer() == 0;
        cut.limit = cut.nothing ? number(1) : constant(select.limit->literal);
    }
    return cut;
}

Template with_cut(Template filter, const Cut& cut) {
    if (!cut.nothing && !cut.guard) return filter;
    Template whole = filter.find("$expr") != nullptr ? document("$and", array({std::move(filter)})) : std::move(filter);
    whole.add("$expr", cut.nothing ? boolean(false) : *cut.guard);
    return whole;
}

Columns columns_of(const ir::Select& select) {
    Columns columns;
    const schema::Model& model = *select.model;
    if (select.outputs.empty()) {
        for (std::size_t i = 0; i < model.fields.size(); ++i) {
            columns.names.push_back(stored_name(model, static_cast<std::uint16_t>(i)));
        }
        columns.plain = true;
        return columns;
    }
    columns.plain = select.kind != ir::Select::Kind::aggregate;
    for (const ir::Output& output : select.outputs) {
        if (!columns.plain || output.expr.op != Op::field || output.expr.scope != 0) {
            columns.plain = false;
            break;
        }
        std::string path = path_of(model, output.expr);
        for (const std::string& other : columns.names) {
            if (path.starts_with(other + ".") || other.starts_with(path + ".")) columns.plain = false;
        }
        columns.names.push_back(std::move(path));
    }
    if (columns.plain) return columns;
    columns.names.clear();
    for (std::size_t i = 0; i < select.outputs.size(); ++i) columns.names.push_back("o" + std::to_string(i));
    return columns;
}

}  // namespace tenon::bson
