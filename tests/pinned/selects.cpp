#include "pinned/query_builder.hpp"

namespace tenon::pinned {

namespace {

Code by_index(const std::string& name) {
    Code code = fragment(name, BaseType::int64, {});
    code.nodes.back() = {Op::hint, 0, 0, 0, 0};
    return code;
}

}  // namespace

std::vector<Query> selects() {
    const Code adults = where(op(Op::ge, {named("age"), value(18)}));
    return {
        query("how many rows there are, as the database keeps it", users(), Verb::estimate, {}),
        query("whole rows", posts(), Verb::all, {}),
        query("one row by its key", posts(), Verb::first,
              join({where(op(Op::eq, {named("id"), value(1)})), limit(constant(1))})),
        query("order by a field that is never empty", users(), Verb::all,
              join({output(named("id")), order(named("name"))})),
        query("order by a field that may be empty", users(), Verb::all,
              join({output(named("id")), order(named("age"))})),
        query("order by a field that may be empty, descending", users(), Verb::all,
              join({output(named("id")), order(named("age"), ir::descending)})),
        query("empties last", users(), Verb::all,
              join({output(named("id")), order(named("age"), ir::empties_last), order(named("id"))})),
        query("empties first, descending", users(), Verb::all,
              join({output(named("id")), order(named("age"), ir::descending | ir::empties_first), order(named("id"))})),
        query("order by an enumeration", users(), Verb::all,
              join({output(named("id")), order(named("status")), order(named("id"))})),
        query("order by what is empty for each row", users(), Verb::all,
              join({output(named("id")), order(constant(nullptr)), order(named("id"))})),
        query("a group of what is empty for each row, and its sums", users(), Verb::aggregate,
              join({op(Op::group_by, {op(Op::add, {named("age"), value(nullptr, BaseType::int64)})}),
                    output(op(Op::sum, {op(Op::add, {named("age"), value(nullptr, BaseType::int64)})})),
                    output(op(Op::avg, {op(Op::add, {named("age"), value(nullptr, BaseType::int64)})})),
                    output(op(Op::avg, {named("balance")}))})),
        query("limit and offset", users(), Verb::all,
              join({output(named("id")), order(named("id")), limit(value(2)), offset(value(1))})),
        query("constant limit", users(), Verb::all,
              join({output(named("id")), order(named("id")), limit(constant(0))})),
        query("offset without a limit", users(), Verb::all,
              join({output(named("id")), order(named("id")), offset(value(1))})),
        query("distinct outputs", users(), Verb::all, join({output(named("age"), "age"), node(Op::distinct)})),
        query("distinct outputs in order", users(), Verb::all,
              join({output(named("status")), node(Op::distinct), order(named("status"))})),
        query("distinct whole rows", posts(), Verb::all, node(Op::distinct)),
        query("an alias of odd characters", users(), Verb::all, output(named("id"), "a \"b`c'")),
        query("count", users(), Verb::count, adults),
        query("count with a limit", users(), Verb::count, join({adults, limit(value(2))})),
        query("count of distinct outputs", users(), Verb::count, join({output(named("age")), node(Op::distinct)})),
        query("exists", users(), Verb::exists, adults),
        query("exists beyond an offset", users(), Verb::exists, join({adults, offset(value(3))})),
        query("rows that are locked", users(), Verb::all,
              join({output(named("id")), adults, order(named("id")), limit(value(2)), node(Op::for_update)})),
        query("rows that are locked, but those that others have locked", users(), Verb::first,
              join({output(named("id")), adults, node(Op::for_update, 0, 1)})),
        query("rows that are locked, or nothing", posts(), Verb::all,
              join({where(op(Op::eq, {named("id"), value(1)})), node(Op::for_update, 0, 2)})),
        query("rows that are locked with others", users(), Verb::all,
              join({output(named("id")), adults, offset(value(1)), node(Op::for_share)})),
        query("rows that are locked with others, but those that are locked", users(), Verb::all,
              join({output(named("id")), adults, node(Op::for_share, 0, 1)})),
        query("rows found by an index", users(), Verb::all,
              join({output(named("id")), adults, by_index("users_email_key"), order(named("age"))})),
        query("a count of rows found by an index", users(), Verb::count, join({adults, by_index("users_email_key")})),
        query("rows found by an index that some are not in on MongoDB", products(), Verb::all,
              join({output(named("name")), by_index("products_barcode_key")})),
        query("a computed output", users(), Verb::all,
              join({output(op(Op::add, {named("visits"), constant(1)}), "next"), output(named("balance"))})),
    };
}

}  // namespace tenon::pinned
