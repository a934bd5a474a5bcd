#include "pinned/query_builder.hpp"

namespace tenon::pinned {
namespace {

Value point(int x) { return Document{{"x", x}}; }

Code json_at(ir::JsonPart part, const std::vector<Value>& steps) {
    Code code = named("meta");
    for (const Value& step : steps)
        code.append(value(step, step.if_text() != nullptr ? BaseType::text : BaseType::int64, 0));
    code.add(ir::Node{Op::json_at, static_cast<std::uint8_t>(part), static_cast<std::uint16_t>(steps.size()), 0, 0});
    return code;
}

}  // namespace

std::vector<Query> nested_values() {
    return {
        users_where("nested text", op(Op::eq, {named("address.city"), value("London")})),
        users_where("a nested integer", op(Op::gt, {named("address.zip"), value(1000)})),
        users_where("a nested boolean", named("address.open")),
        users_where("a nested real", op(Op::ge, {named("address.rate"), value(0.5)})),
        users_where("a nested decimal", op(Op::lt, {named("address.fee"), value(Decimal::parse("2.505"))})),
        users_where("a nested instant",
                    op(Op::lt, {named("address.since"), value(Timestamp::parse("2024-02-29T12:30:00.1239Z"))})),
        users_where("a nested uuid",
                    op(Op::eq, {named("address.owner"), value(Uuid::parse("01234567-89ab-cdef-0123-456789abcdef"))})),
        users_where("nested bytes", op(Op::eq, {named("address.badge"), value(Bytes{std::byte{0}, std::byte{255}})})),
        users_where("a nested name of odd characters", op(Op::eq, {named("address.it's \"odd\" \\"), value(7)})),
        users_where("a nested value is empty", op(Op::is_empty, {named("address.zip")})),
        users_where("a path of two legs", op(Op::eq, {named("address.point.x"), value(3)})),
        users_where("a whole nested value", op(Op::eq, {named("address.point"), value(point(3))})),
        users_where("a whole array", op(Op::eq, {named("tags"), value(Array{"a", "b"})})),
        users_where("a whole json field", op(Op::ne, {named("meta"), value(Document{{"k", Array{1, true}}})})),
        users_where("a text inside a json field",
                    op(Op::eq, {json_at(ir::JsonPart::text, {"user", "name"}), value("Ada")})),
        users_where("an integer inside a json field",
                    op(Op::gt, {json_at(ir::JsonPart::int64, {"age"}), value(18, BaseType::int64)})),
        users_where("a real inside a json field",
                    op(Op::gt, {json_at(ir::JsonPart::real, {"rate"}), value(0.5, BaseType::float64)})),
        users_where("a boolean inside a json field", json_at(ir::JsonPart::boolean, {"on"})),
        users_where("no boolean inside a json field", not_(json_at(ir::JsonPart::boolean, {"on"}))),
        users_where("a json field has a key", not_(op(Op::is_empty, {json_at(ir::JsonPart::type, {"user"})}))),
        users_where("a text in an array inside a json field",
                    op(Op::eq, {json_at(ir::JsonPart::text, {"tags", 0}), value("new")})),
        users_where("an integer in an array that a json field is",
                    op(Op::eq, {json_at(ir::JsonPart::int64, {1}), value(7, BaseType::int64)})),
        users_where("arrays and objects in each other inside a json field",
                    not_(op(Op::is_empty, {json_at(ir::JsonPart::type, {"rows", 2, 0, "0", 1})}))),
        users_where("the type of a whole json field", op(Op::eq, {json_at(ir::JsonPart::type, {}), value("object")})),
        users_where("an array contains text", op(Op::array_contains, {named("tags"), value("a")})),
        users_where("an array does not contain", not_(op(Op::array_contains, {named("tags"), value("a")}))),
        users_where("a nested array contains", op(Op::array_contains, {named("address.aliases"), value("x")})),
        users_where("an array contains an integer",
                    op(Op::array_contains, {named("numbers"), value(9007199254740993)})),
        users_where("an array of integers contains a whole real",
                    op(Op::array_contains,
                       {named("numbers"), value(3.0, BaseType::float64, ir::may_be_empty | ir::meets_integer)})),
        users_where("an array of integers contains a real with a fraction",
                    op(Op::array_contains,
                       {named("numbers"), value(3.5, BaseType::float64, ir::may_be_empty | ir::meets_integer)})),
        users_where("an array contains an empty", op(Op::array_contains, {named("numbers"), value(nullptr)})),
        users_where("an array contains a decimal",
                    op(Op::array_contains, {named("prices"), value(Decimal::parse("1.1"))})),
        users_where("an array contains a field", op(Op::array_contains, {named("tags"), named("name")})),
        users_where("an array contains a nested value",
                    op(Op::array_contains,
                       {named("lines"), value(Document{{"sku", "s"}, {"qty", 1}, {"price", Decimal::parse("1.10")}})})),
        users_where("an array contains all", op(Op::array_contains_all, {named("tags"), list({"a", "b"})})),
        users_where("an array of integers contains all of these reals",
                    op(Op::array_contains_all, {named("numbers"), list({1.0, 2.5}, BaseType::float64, 0)})),
        users_where("an array contains all of none", op(Op::array_contains_all, {named("tags"), list({})})),
        users_where("an array contains all of a long list",
                    op(Op::array_contains_all, {named("tags"), list(Array(9, Value("a")))})),
        users_where("an array contains all of a long list of decimals",
                    op(Op::array_contains_all, {named("prices"), list(Array(9, Value(Decimal::parse("1.1"))))})),
        users_where("an array overlaps", op(Op::array_any, {named("tags"), op(Op::in, {element(), list({"a", "b"})})})),
        users_where("an array is contained",
                    op(Op::array_all, {named("tags"), op(Op::in, {element(), list({"a", "b"})})})),
        users_where("an array with empties is contained",
                    op(Op::array_all, {named("numbers"), op(Op::in, {element(), list({1, Value()})})})),
        users_where("any element", op(Op::array_any, {named("numbers"), op(Op::gt, {element(), value(2)})})),
        users_where("any element, two conditions on one",
                    op(Op::array_any, {named("lines"), all_of({op(Op::eq, {named("sku"), value("s")}),
                                                               op(Op::gt, {named("qty"), value(1)})})})),
        users_where("all elements", op(Op::array_all, {named("lines"), op(Op::gt, {named("qty"), value(1)})})),
        users_where("no element",
                    op(Op::array_none, {named("lines"), op(Op::lt, {named("price"), value(Decimal(2))})})),
        users_where("any element beside an outer field",
                    op(Op::array_any, {named("numbers"), op(Op::eq, {element(), named("id", 1)})})),
        users_where("the size of an array", op(Op::ge, {op(Op::array_size, {named("tags")}), value(2)})),
        users_where("the size of a nested array",
                    op(Op::eq, {op(Op::array_size, {named("address.aliases")}), constant(0)})),
        query("order by a nested value", users(), Verb::all, join({output(named("id")), order(named("address.zip"))})),
        query("nested outputs", users(), Verb::all,
              join({output(named("address.city")), output(named("address.point")), output(named("address.open")),
                    output(named("tags"))})),
    };
}

}  // namespace tenon::pinned
