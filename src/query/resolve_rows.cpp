// Where the rows of a select come from, when it is not a model alone: a tree, several queries, the first of each key.

#include <algorithm>

#include "query/declared_type.hpp"
#include "query/expression.hpp"
#include "query/resolver.hpp"
#include "query/words.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Select;

namespace {

bool stored_alike(const Expr& a, const Expr& b) {
    if (a.type != b.type) return is_integer(a.type) && is_integer(b.type);
    const bool by_type = a.type == BaseType::timestamp || a.type == BaseType::decimal ||
                         a.type == BaseType::enumeration;
    if (!by_type) return true;
    if (a.declared == nullptr || b.declared == nullptr) return false;
    const auto same = [](const schema::Label& x, const schema::Label& y) { return x.text == y.text; };
    return a.declared->precision == b.declared->precision && a.declared->scale == b.declared->scale &&
           a.declared->stored_as_text == b.declared->stored_as_text &&
           std::equal(a.declared->labels.begin(), a.declared->labels.end(), b.declared->labels.begin(),
                      b.declared->labels.end(), same);
}

// What a column of the whole is: what it is in the first query, and empty where it can be in any.
void resolve_column(Expr& column, const Select& select, const Resolver& resolver) {
    const Expr& first = select.combined.front().outputs[column.detail].expr;
    for (const Select& part : select.combined) {
        const Expr& other = part.outputs[column.detail].expr;
        if (first.type >= BaseType::json || first.type == BaseType::none)
            resolver.refuse("a set operation takes single values of a known type, and " + spell(first) + " is none",
                            &first);
        if (!stored_alike(first, other))
            resolver.refuse("a set operation joins " + spell(first) + " with " + spell(other) + " of " +
                            part.model->name + ", which are stored differently; read both, and join them in C++");
        column.nullable = column.nullable || other.nullable;
    }
    column.type = first.type;
    column.declared = first.declared;
}

}  // namespace

std::vector<Slot> resolve_combined(Select& select) {
    Resolver resolver(*select.model);
    for (Select& part : select.combined) {
        static_cast<void>(resolve_select(part));
        if (part.outputs.empty() || part.outputs.size() != select.combined.front().outputs.size())
            resolver.refuse("a set operation joins queries that select as many values: select(…) them");
    }
    for (ir::Output& output : select.outputs) resolve_column(output.expr, select, resolver);
    resolver.read_columns(&select.outputs);
    if (select.where) resolver.condition(*select.where);
    for (ir::Order& order : select.order) resolver.sort_key(order.by);
    if (select.limit) resolver.row_count(*select.limit, "limit");
    if (select.offset) resolver.row_count(*select.offset, "offset");
    std::vector<Slot> slots;
    collect_slots(select, slots);
    return slots;
}

namespace {

// The fields of what a query gives are what its outputs are.
void resolve_fields(const Select& source, schema::Model& rows, const Resolver& resolver) {
    for (std::size_t i = 0; i < source.outputs.size(); ++i) {
        const Expr& output = source.outputs[i].expr;
        const schema::Type* declared = declared_type(output);
        const bool needs_type = output.type == BaseType::timestamp || output.type == BaseType::decimal ||
                                output.type == BaseType::enumeration;
        if (output.type >= BaseType::json || output.type == BaseType::none || (needs_type && declared == nullptr))
            resolver.refuse("a query on the rows of a query takes single values of a known type, and " + spell(output) +
                            " is none");
        schema::Type& type = rows.fields.at(i).type;
        type = declared != nullptr ? *declared : schema::Type();
        type.base = output.type;
        type.nullable = output.nullable;
    }
}

}  // namespace

void resolve_source(Select& select, Resolver& resolver) {
    Select& source = select.source.front();
    static_cast<void>(resolve_select(source));
    resolve_fields(source, *select.source_rows, resolver);
    resolver.read_source(&source);
}

void resolve_named(Select& select) {
    for (const auto& named : select.with) {
        static_cast<void>(resolve_select(named->query));
        resolve_fields(named->query, *named->rows, Resolver(*named->query.model));
    }
}

void resolve_join(Select& select, Resolver& resolver) {
    ir::Join& join = *select.join;
    for (Select& side : join.sides) static_cast<void>(resolve_select(side));
    const schema::Model& model = *join.sides[1].model;
    if (select.kind == Select::Kind::aggregate)
        resolver.refuse("rows that are joined are grouped as the rows of a query: from(….select<Row>(…))");
    if (select.outputs.empty() && select.kind == Select::Kind::rows)
        resolver.refuse("of rows that are joined, select(…) says what is wanted");
    if (select.where) resolver.refuse("conditions on rows that are joined stand before join(…), in it, or in from(…)");
    if (select.per_parent || !select.distinct_on.empty())
        resolver.refuse("rows that are joined have no distinct_on and no limit per parent");
    for (std::size_t i = 0; i < join.here.size(); ++i) {
        const schema::Field& here = select.model->fields.at(join.here[i]);
        const schema::Field& there = model.fields.at(join.there.at(i));
        if (here.type.base != there.type.base)
            resolver.refuse("`" + here.name + "` and `" + there.name + "` of " + model.name +
                            " are of different types");
    }
    resolver.read_joined(&model, join.keeps_unmatched);
}

void resolve_tree(Select& select, Resolver& resolver) {
    const schema::Model& model = *select.model;
    ir::Tree& tree = *select.tree;
    const std::string call = tree.up ? "ascend()" : "descend()";
    if (model.key.size() != 1) resolver.refuse(call + " needs a model with a key of one field");
    const schema::Field& reference = tree.links != nullptr ? tree.links->fields.at(tree.link_to)
                                                           : model.fields.at(tree.reference);
    if (reference.type.base != model.fields[model.key.front()].type.base)
        resolver.refuse(call + " takes the field that refers to the row " +
                        (tree.links != nullptr ? "further on" : "above") + ", and `" + reference.name +
                        "` holds no key of " + model.name);
    if (select.per_parent) resolver.refuse("a limit per parent and " + call + " don't go together");
    resolver.condition(tree.start);
    if (tree.start.op == ir::Op::constant)
        resolver.refuse(call + " begins at the rows of a condition, which is missing");
    if (tree.levels) resolver.row_count(*tree.levels, tree.up ? "ascend" : "descend");
    resolver.read_tree(!tree.has_many_ways() || tree.levels);
}

void resolve_distinct_on(Select& select, Resolver& resolver) {
    if (select.distinct_on.empty()) return;
    if (select.kind == Select::Kind::aggregate || select.distinct || select.per_parent || select.tree)
        resolver.refuse("distinct_on goes with no group, distinct, limit per parent or descend");
    if (select.order.empty()) resolver.refuse("distinct_on gives the first row of each, which an order_by must tell");
    for (Expr& key : select.distinct_on) {
        resolver.value(key);
        if (key.type >= BaseType::json)
            resolver.refuse("rows can't be distinct on " + spell(key) + ": nested values have no keys", &key);
    }
}

}  // namespace tenon::query
