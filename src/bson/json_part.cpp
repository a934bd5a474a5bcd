// What stands inside a Json, whose shape only its writer knows: each step asks first what it stands in.

#include <limits>
#include <string>
#include <utility>

#include "bson/compiler.hpp"
#include "query/expression.hpp"

namespace tenon::bson {

using ir::Expr;

namespace {

Template type_is(const Template& part, std::string_view type) {
    return call("$eq", document("$type", part), text(std::string(type)));
}

Template when(Template condition, Template then, Template otherwise) {
    return document("$cond", array({std::move(condition), std::move(then), std::move(otherwise)}));
}

Template known_as(const std::string& name, Template value, Template in) {
    return document("$let", document({{"vars", document(name, std::move(value))}, {"in", std::move(in)}}));
}

Template is_any_number(const Template& part) { return document("$isNumber", part); }

Template branch(Template condition, std::string_view type) {
    return document({{"case", std::move(condition)}, {"then", text(std::string(type))}});
}

// As a whole, JSON's null is an empty one.
Template type_of_part(const Template& part, bool is_whole) {
    Template branches = array({branch(type_is(part, "string"), "text"), branch(is_any_number(part), "number"),
                               branch(type_is(part, "bool"), "boolean"), branch(type_is(part, "object"), "object"),
                               branch(type_is(part, "array"), "array")});
    if (!is_whole) branches.add(branch(type_is(part, "null"), "null"));
    return document("$switch", document({{"branches", std::move(branches)}, {"default", null()}}));
}

Template int64_of(const Template& part) {
    constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
    Template is_whole = document(
        "$and", array({call("$eq", part, document("$trunc", part)), call("$gte", part, constant(Value(lowest))),
                       call("$lt", part, constant(Value(0x1p63)))}));
    return when(is_any_number(part), when(std::move(is_whole), document("$toLong", part), null()), null());
}

Template asked_of(const Template& part, ir::JsonPart asked, bool is_whole) {
    switch (asked) {
    case ir::JsonPart::type: return type_of_part(part, is_whole);
    case ir::JsonPart::text: return when(type_is(part, "string"), part, null());
    case ir::JsonPart::boolean: return when(type_is(part, "bool"), part, null());
    case ir::JsonPart::int64: return int64_of(part);
    default: return when(is_any_number(part), document("$toDouble", part), null());
    }
}

Template member_of(const Template& part, Template key) {
    Template member = document("$getField", document({{"field", literal(std::move(key))}, {"input", part}}));
    return when(type_is(part, "object"), std::move(member), text("$$REMOVE"));
}

Template element_of(const Template& part, Template index) {
    return when(type_is(part, "array"), call("$arrayElemAt", part, std::move(index)), text("$$REMOVE"));
}

}  // namespace

Template Compiler::json_at(const Expr& expr) {
    Template found = expression(expr.args.at(0));
    for (std::size_t i = 1; i < expr.args.size(); ++i) {
        const std::string name = variable();
        const Template part = text("$$" + name);
        Template step = value_slot(expr.args[i]);
        found = known_as(name, std::move(found),
                         query::is_json_key(expr.args[i]) ? member_of(part, std::move(step))
                                                          : element_of(part, std::move(step)));
    }
    const std::string name = variable();
    const bool is_whole = expr.args.size() == 1;
    return known_as(name, std::move(found),
                    asked_of(text("$$" + name), static_cast<ir::JsonPart>(expr.detail), is_whole));
}

}  // namespace tenon::bson
