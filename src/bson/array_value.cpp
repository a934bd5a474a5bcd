// What updates make of arrays, as expressions of an update's pipeline.

#include <algorithm>

#include "bson/compiler.hpp"
#include "query/expression.hpp"
#include <tenon/error.hpp>

namespace tenon::bson {

using ir::Expr;
using ir::Op;

namespace {

Template size_of(Template array) { return document("$size", std::move(array)); }

Template first_of(Template array, Template most) { return call("$slice", std::move(array), std::move(most)); }

/// All behind the first `skipped`: a slice from the end, of no more elements than there are.
Template after(const Template& array, Template skipped) {
    Template rest = call("$min", number(0), call("$subtract", std::move(skipped), size_of(array)));
    return first_of(array, std::move(rest));
}

/// A part that is used several times, computed once.
Template let(const std::string& name, Template value, Template in) {
    return document("$let", document({{"vars", document(name, std::move(value))}, {"in", std::move(in)}}));
}

Template cond(Template condition, Template then, Template otherwise) {
    return document("$cond", array({std::move(condition), std::move(then), std::move(otherwise)}));
}

Template set_field(const std::string& name, Template input, Template value) {
    return document(
        "$setField",
        document({{"field", literal(text(name))}, {"input", std::move(input)}, {"value", std::move(value)}}));
}

Template get_field(const std::string& name, Template input) {
    return document("$getField", document({{"field", literal(text(name))}, {"input", std::move(input)}}));
}

/// An object with one member changed, however deep it is.
Template with_member(Template object, const std::vector<std::string>& names, std::size_t at, Template value) {
    if (at + 1 < names.size()) value = with_member(get_field(names[at], object), names, at + 1, std::move(value));
    return set_field(names[at], std::move(object), std::move(value));
}

std::vector<std::string> names_of(const Expr& target, const schema::Type& element) {
    std::vector<std::string> names;
    const std::vector<schema::Field>* fields = &element.members;
    for (const std::uint16_t index : target.path) {
        names.push_back(fields->at(index).column);
        fields = &fields->at(index).type.members;
    }
    return names;
}

}  // namespace

// Key and value of each, in their order; a key has no path that could hold it.
Template Compiler::renamed(const Expr& expr) {
    const Expr& map = expr.args.at(0);
    const std::string all = variable(), one = variable();
    const Template key = text("$$" + one + ".k");
    const auto given = [&](std::size_t i) { return literal(value_slot(expr.args.at(i))); };
    Template others = document(
        "$filter",
        document({{"input", text("$$" + all)},
                  {"as", text(one)},
                  {"cond", document("$and", array({call("$ne", key, given(1)), call("$ne", key, given(2))}))}}));
    Template moved =
        document("$map", document({{"input", document("$filter", document({{"input", text("$$" + all)},
                                                                           {"as", text(one)},
                                                                           {"cond", call("$eq", key, given(1))}}))},
                                   {"as", text(one)},
                                   {"in", document({{"k", given(2)}, {"v", text("$$" + one + ".v")}})}}));
    Template made = document("$arrayToObject", call("$concatArrays", std::move(others), std::move(moved)));
    Template there = call("$in", given(1), text("$$" + all + ".k"));
    Template in = cond(std::move(there), std::move(made), expression(map));
    return let(all, document("$objectToArray", if_null(expression(map), document())), std::move(in));
}

// Of an empty array, what only takes away or sorts is empty as well.
Template Compiler::array_value(const Expr& expr) {
    const Expr& old = expr.args.at(0);
    const bool is_made = query::is_update_value(old.op) && !old.nullable;
    Template whole = is_made ? expression(old) : elements(old);
    Template made;
    switch (expr.op) {
    case Op::array_push: return pushed(expr, std::move(whole));
    case Op::array_add: return added(expr, std::move(whole));
    case Op::array_sort: made = sorted(expr, std::move(whole)); break;
    case Op::array_slice: made = first_of(std::move(whole), expression(expr.args.at(1))); break;
    case Op::array_keep: made = kept(expr, std::move(whole)); break;
    case Op::array_change: made = changed(expr, std::move(whole)); break;
    case Op::array_pop: {
        const std::string name = variable();
        const Template all = text("$$" + name);
        Template rest = expr.flags == 1
                            ? after(all, number(1))
                            : first_of(all, call("$max", number(0), call("$subtract", size_of(all), number(1))));
        made = let(name, std::move(whole), std::move(rest));
        break;
    }
    default: refuse("`" + std::string(name_of(expr.op)) + "` stands outside of an update.");
    }
    return unless_empty(old, std::move(made));
}

Template Compiler::pushed(const Expr& expr, Template array_before) {
    Template added = literal(stored_value(expr.args.at(1), *expr.declared, *this));
    if (expr.args.size() == 2) return call("$concatArrays", std::move(array_before), std::move(added));
    const std::string name = variable();
    const std::string place = variable();
    const Template all = text("$$" + name);
    const Template asked = expression(expr.args[2]);
    Template from_end = call("$max", number(0), call("$add", size_of(all), asked));
    Template position = cond(call("$lt", asked, number(0)), std::move(from_end), asked);
    Template joined = document(
        "$concatArrays", array({first_of(all, text("$$" + place)), std::move(added), after(all, text("$$" + place))}));
    return let(name, std::move(array_before), let(place, std::move(position), std::move(joined)));
}

Template Compiler::sorted(const Expr& expr, Template array_before) {
    Template by = document();
    for (std::size_t i = 1; i < expr.args.size(); ++i) {
        const Expr& key = expr.args[i];
        const Expr& of = key.args.at(0);
        const bool is_place = (of.op == Op::field || of.op == Op::element) && of.scope == 0;
        const bool natural = (key.flags & (ir::empties_first | ir::empties_last)) == 0 || !of.nullable;
        if (!is_place || of.type == BaseType::enumeration || is_nested(of.type) || !natural)
            refuse("elements sorted by something else than their own fields, which are no enumerations, with empties "
                   "where they are by themselves (rule 6).");
        Template direction = number((key.flags & ir::descending) != 0 ? -1 : 1);
        if (of.op == Op::element) {
            if (expr.args.size() > 2) refuse("an element that is a single value is sorted by itself alone.");
            by = std::move(direction);
            break;
        }
        std::string path;
        for (const std::string& leg : names_of(of, expr.args[0].declared->elements.front()))
            path += (path.empty() ? "" : ".") + leg;
        by.add(path, std::move(direction));
    }
    return document("$sortArray", document({{"input", std::move(array_before)}, {"sortBy", std::move(by)}}));
}

/// An expression in the scope of an array's elements.
Template Compiler::each_element(const Expr& expr, const std::string& name, const Expr& inside) {
    scopes_.push_back({nullptr, &expr.args.at(0).declared->elements.front(), "$$" + name, false});
    Template made = expression(inside);
    scopes_.pop_back();
    return made;
}

Template Compiler::kept(const Expr& expr, Template array_before) {
    const std::string name = variable();
    Template condition = each_element(expr, name, expr.args.at(1));
    return document("$filter",
                    document({{"input", std::move(array_before)}, {"as", text(name)}, {"cond", std::move(condition)}}));
}

Template Compiler::added(const Expr& expr, Template array_before) {
    const schema::Type& element = expr.declared->elements.front();
    Template value = is_empty_value(expr.args.at(1)) ? null() : literal(stored_value(expr.args[1], element, *this));
    Template longer = call("$concatArrays", array_before, array({std::move(value)}));
    return cond(expression(expr.args.at(2)), std::move(array_before), std::move(longer));
}

Template Compiler::changed(const Expr& expr, Template array_before) {
    const std::string name = variable();
    const std::string element = "$$" + name;
    Template in = changed_element(expr, element);
    const bool may_be_empty = expr.declared->elements.front().nullable && !expr.args.at(2).path.empty();
    Template condition = each_element(expr, name, expr.args.at(1));
    if (may_be_empty) condition = call("$and", call("$gt", text(element), null()), std::move(condition));
    if (may_be_empty || !query::is_constant(expr.args[1], true))
        in = cond(std::move(condition), std::move(in), text(element));
    return document("$map", document({{"input", std::move(array_before)}, {"as", text(name)}, {"in", std::move(in)}}));
}

// Right sides see the old element, which the variable stays.
Template Compiler::changed_element(const Expr& expr, const std::string& element) {
    const schema::Type& type = expr.declared->elements.front();
    Template made = text(element);
    scopes_.push_back({nullptr, &type, element, false});
    for (std::size_t i = 2; i + 1 < expr.args.size(); i += 2) {
        const Expr& target = expr.args[i];
        const Expr& value = expr.args[i + 1];
        const std::vector<std::string> names = names_of(target, type);
        if (names.empty()) {
            made = is_empty_value(value) ? null() : assigned(value, *target.declared, "an element");
            break;
        }
        made = with_member(std::move(made), names, 0, assigned(value, *target.declared, names.back()));
    }
    scopes_.pop_back();
    return made;
}

}  // namespace tenon::bson
