// Fields that are sorted as a language does: in the order alone, never in an equality or a table.

#include "pinned/query_builder.hpp"
#include "query/keyset.hpp"

namespace tenon::pinned {
namespace {

Query towns_query(std::string name, Verb verb, const Code& code) { return query(std::move(name), towns(), verb, code); }

Query towns_where(std::string name, const Code& condition) {
    return towns_query(std::move(name), Verb::all, join({where(condition), output(named("id"))}));
}

Code key(const Code& by, std::uint8_t flags = 0) { return op(Op::order_key, {by}, 0, flags); }

Query behind(std::string name) {
    const Code by_name = order(named("name"));
    ir::Statement statement = query::decode(towns(), Verb::all, by_name.nodes, by_name.names, 0);
    query::resolve(statement);
    auto& select = std::get<ir::Select>(statement);
    query::complete_order(select);
    query::resolve(statement);
    std::vector<Value> values = query::start_behind(select, std::vector<Value>{"ö", 7}, 0);
    return {std::move(name), query::prepare(std::move(statement)), std::move(values)};
}

}  // namespace

std::vector<Query> collated() {
    return {
        towns_query("order by a collated field", Verb::all, join({output(named("id")), order(named("name"))})),
        towns_query("order by a nullable collated field, descending, empties first", Verb::all,
                    join({output(named("id")), order(named("nick"), ir::descending | ir::empties_first)})),
        towns_where("an order comparison of a collated field", op(Op::lt, {named("name"), value("ö")})),
        towns_where("a value compared with a collated field", op(Op::ge, {value("ö"), named("name")})),
        towns_where("not an order comparison of a nullable collated field",
                    not_(op(Op::lt, {named("nick"), value("ö")}))),
        towns_where("a collated field between two values", op(Op::between, {named("name"), value("a"), value("ö")})),
        towns_where("a collated field compared with one of bytes", op(Op::gt, {named("code"), named("name")})),
        towns_where("what is made of a collated field is of bytes",
                    op(Op::lt, {op(Op::lower, {named("name")}), value("ö")})),
        towns_where(
            "a choice by the order of a collated field is of bytes",
            op(Op::lt, {case_of({op(Op::lt, {named("name"), value("ö")}), named("code"), value("z")}), value("a")})),
        towns_where("equalities of a collated field",
                    all_of({op(Op::eq, {named("name"), value("ö")}), op(Op::ne, {named("nick"), named("name")}),
                            op(Op::in, {named("name"), list({"a", "b"})})})),
        towns_where("a collated field starts with a value", op(Op::starts_with, {named("name"), value("ö")})),
        towns_query("the least and the greatest of a collated field", Verb::aggregate,
                    join({output(op(Op::min, {named("name")})), output(op(Op::max, {named("nick")}))})),
        towns_query(
            "groups of a collated field, in its order", Verb::aggregate,
            join({op(Op::group_by, {named("name")}), output(named("name")), output(node(Op::count_rows)),
                  op(Op::having, {op(Op::gt, {op(Op::max, {named("nick")}), value("ö")})}), order(named("name"))})),
        towns_query("distinct values of a collated field, in its order", Verb::all,
                    join({output(named("name")), node(Op::distinct), order(named("name"), ir::descending)})),
        towns_query(
            "windows in the order of a collated field", Verb::all,
            join({output(op(Op::over, {key(named("name"))}, 1, static_cast<std::uint8_t>(Op::row_number))),
                  output(op(Op::over, {named("name"), key(named("id"))}, 2, static_cast<std::uint8_t>(Op::max)))})),
        towns_query("the first value in the order of a collated field", Verb::aggregate,
                    output(op(Op::first, {named("code"), key(named("nick"), ir::descending)}, 2))),
        towns_query("the first of each in the order of a collated field", Verb::all,
                    join({output(named("id")), op(Op::distinct_on, {named("name")}), order(named("name"))})),
        towns_query("the greater of a collated field and a value", Verb::update,
                    join({where(op(Op::eq, {named("id"), value(1)})),
                          assign("name", op(Op::greatest, {named("name"), value("ö")}))})),
        behind("a page by a collated field"),
    };
}

}  // namespace tenon::pinned
