#include "pinned/query_builder.hpp"

namespace tenon::pinned {
namespace {

Code key(const Code& by, std::uint8_t flags = 0) { return op(Op::order_key, {by}, 0, flags); }

Query by_city(std::string name, const Code& aggregate) {
    return query(std::move(name), users(), Verb::aggregate,
                 join({op(Op::group_by, {named("name")}), output(named("name")), output(aggregate, "found")}));
}

/// The users' ids, and a function over the rows beside each.
Query over(std::string name, Op function, const Code& operands, std::uint16_t count, std::int64_t rows = 0) {
    Code code = operands;
    code.nodes.push_back({Op::over, static_cast<std::uint8_t>(function), count, 0, rows});
    return query(std::move(name), users(), Verb::all, join({output(named("id")), output(code, "found")}));
}

}  // namespace

std::vector<Query> ordered() {
    return {
        by_city("the first of a group", op(Op::first, {named("email"), key(named("created_at")), key(named("id"))}, 3)),
        by_city("the last of a group by what may be empty", op(Op::last, {named("age"), key(named("born"))}, 2)),
        by_city("the last of a group with empties last",
                op(Op::last, {named("age"), key(named("born"), ir::empties_last)}, 2)),
        by_city("the values of a group", op(Op::push, {named("id"), key(named("age"), ir::descending)}, 2)),
        by_city("the values of a group that are not empty",
                op(Op::push, {named("age"), key(named("status")), key(named("id"))}, 3)),
        by_city("the times of a group", op(Op::push, {named("created_at"), key(named("id"))}, 2)),
        over("the number of a row", Op::row_number, key(named("id"), ir::descending), 1),
        over("the rank of a row beside those with its name", Op::rank, join({named("name"), key(named("age"))}), 2),
        over("the rank without gaps, empties last", Op::dense_rank, key(named("age"), ir::empties_last), 1),
        over("the value of the row before", Op::lag, join({named("balance"), key(named("created_at"))}), 2, 1),
        over("the value of the second row behind", Op::lead,
             join({named("status"), named("active"), key(named("status")), key(named("id"))}), 4, 2),
        over("a running total", Op::sum, join({named("visits"), named("name"), key(named("created_at"))}), 3),
        over("the sum of all rows beside", Op::sum, join({named("balance"), named("name"), named("active")}), 3),
        over("the sum of reals of all rows", Op::sum, named("score"), 1),
        over("a running average", Op::avg, join({named("age"), key(named("id"))}), 2),
        over("the least so far", Op::min, join({named("token"), key(named("id"))}), 2),
        over("how many rows so far", Op::count_rows, key(named("id")), 1),
        over("how many values beside", Op::count, join({named("age"), named("name")}), 2),
        query(
            "the order of a window function", users(), Verb::all,
            join({output(named("id")), where(op(Op::gt, {named("age"), value(18)})),
                  order(op(Op::over, {key(named("age"))}, 1, static_cast<std::uint8_t>(Op::rank))), limit(value(5))})),
    };
}

}  // namespace tenon::pinned
