#include "pinned/query_builder.hpp"

namespace tenon::pinned {
namespace {

Query aggregate(std::string name, const Code& outputs) {
    return query(std::move(name), users(), Verb::aggregate, outputs);
}

Code bits(ir::BitTest test, std::string path, const Code& mask) {
    return op(Op::bits, {named(std::move(path)), mask}, static_cast<std::uint16_t>(test));
}

}  // namespace

std::vector<Query> numbers() {
    return {
        users_where("a sum of two fields", op(Op::gt, {op(Op::add, {named("age"), named("visits")}), value(20)})),
        users_where("a difference with a value", op(Op::lt, {op(Op::sub, {named("age"), value(5)}), constant(0)})),
        users_where("a product", op(Op::eq, {op(Op::mul, {named("visits"), constant(2)}), value(20)})),
        users_where("a quotient of integers", op(Op::eq, {op(Op::div, {named("visits"), named("age")}), value(2)})),
        users_where("the negation of a comparison of a quotient",
                    not_(op(Op::eq, {op(Op::div, {named("visits"), named("age")}), value(2)}))),
        users_where("a remainder", op(Op::eq, {op(Op::mod, {named("visits"), constant(2)}), constant(1)})),
        users_where("bits all set", bits(ir::BitTest::all_set, "visits", value(6))),
        users_where("bits any set", bits(ir::BitTest::any_set, "visits", value(-2))),
        users_where("bits all clear", bits(ir::BitTest::all_clear, "age", constant(6))),
        users_where("bits any clear", bits(ir::BitTest::any_clear, "age", constant(-6))),
        users_where("the negation of bits", not_(bits(ir::BitTest::all_set, "age", value(1)))),
        users_where("bits of a nested integer", bits(ir::BitTest::any_set, "address.zip", value(1))),
        users_where("bits of an unsigned integer", bits(ir::BitTest::any_set, "big", value(1))),
        users_where("bits of an element",
                    op(Op::array_any, {named("numbers"), op(Op::bits, {element(), value(3)}, 0)})),
        users_where("bits by a mask that is a field", bits(ir::BitTest::all_set, "age", named("visits"))),
        users_where("a negation", op(Op::lt, {op(Op::negate, {named("visits")}), constant(-5)})),
        users_where("a difference of an unsigned integer",
                    op(Op::lt, {op(Op::sub, {named("big"), constant(5)}), constant(0)})),
        users_where("a quotient of reals", op(Op::gt, {op(Op::div, {named("score"), value(2.0, BaseType::float64)}),
                                                       value(1.5, BaseType::float64)})),
        users_where("a real and an integer", op(Op::gt, {op(Op::mul, {named("score"), named("age")}), value(10.0)})),
        users_where("a sum of decimals", op(Op::gt, {op(Op::add, {named("balance"), value(Decimal::parse("1.50"))}),
                                                     value(Decimal::parse("12"))})),
        users_where("a product of a decimal",
                    op(Op::gt, {op(Op::mul, {named("balance"), constant(2)}), value(Decimal::parse("20.99"))})),
        aggregate("count of rows", output(node(Op::count_rows), "n")),
        aggregate("count skips empties", output(op(Op::count, {named("age")}), "n")),
        aggregate("count of distinct values", output(op(Op::count_distinct, {named("age")}), "n")),
        aggregate("sum of integers", output(op(Op::sum, {named("visits")}), "total")),
        aggregate("sum of small integers", output(op(Op::sum, {named("age")}), "total")),
        aggregate("sum of reals", output(op(Op::sum, {named("score")}), "total")),
        aggregate("sum of decimals of a column", output(op(Op::sum, {named("balance")}), "total")),
        aggregate("average of integers", output(op(Op::avg, {named("age")}), "mean")),
        aggregate("average of decimals", output(op(Op::avg, {named("balance")}), "mean")),
        aggregate("least and greatest", join({output(op(Op::min, {named("age")}), "least"),
                                              output(op(Op::max, {named("created_at")}), "latest")})),
        aggregate("the least id", output(op(Op::min, {named("token")}), "least")),
        aggregate("groups with having and order",
                  join({op(Op::group_by, {named("status")}), output(named("status"), "status"),
                        output(node(Op::count_rows), "n"), output(op(Op::sum, {named("visits")}), "total"),
                        op(Op::having, {op(Op::gt, {node(Op::count_rows), value(0)})}), order(named("status"))})),
        aggregate("groups by an expression",
                  join({op(Op::group_by, {op(Op::div, {named("visits"), constant(10)})}),
                        output(op(Op::div, {named("visits"), constant(10)}), "ten"), output(node(Op::count_rows), "n"),
                        order(op(Op::div, {named("visits"), constant(10)}))})),
        aggregate("a sum inside a condition",
                  join({op(Op::group_by, {named("age")}), output(named("age")),
                        op(Op::having, {op(Op::gt, {op(Op::sum, {named("visits")}), value(5)})})})),
    };
}

}  // namespace tenon::pinned
