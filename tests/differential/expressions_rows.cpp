// Values of several rows: aggregates, and what is computed over the rows beside one.

#include "differential/expressions.hpp"
#include "differential/places.hpp"
#include "query/expression.hpp"

namespace tenon::oracle {

Term Expressions::aggregate() {
    switch (dice_.below(7)) {
    case 0: return make(Op::count_rows);
    case 1: return make(Op::count, {sortable()});
    case 2: return make(Op::count_distinct, {sortable()});
    case 3:
    case 4: return make(dice_.pick({Op::sum, Op::avg}), {number(kind_of_number(), 1)});
    default: {
        if (dice_.one_in(3))
            return make(dice_.pick({Op::min, Op::max}), {number(dice_.pick({Numbers::integer, Numbers::real}), 1)});
        const Place& place =
            pick([](const Place& one) { return has_order(one) && one.type->base != BaseType::boolean; });
        return make(dice_.pick({Op::min, Op::max}), {name(place)});
    }
    }
}

Term Expressions::window() {
    Term function = make(dice_.pick({Op::row_number, Op::rank, Op::dense_rank, Op::lag, Op::lead}));
    if (function.node.op == Op::lag || function.node.op == Op::lead) {
        function.args.push_back(name(pick([](const Place& one) { return is_single(one); })));
    } else if (dice_.coin()) {
        do function = aggregate();
        while (function.node.op == Op::count_distinct);  // has no window
    }
    const Op op = function.node.op;
    Term over = make(Op::over, std::move(function.args), 0, static_cast<std::uint8_t>(op));
    if (op == Op::lag || op == Op::lead) over.node.value = dice_.between(0, 3);
    for (std::size_t i = dice_.below(3); i > 0; --i) over.args.push_back(sortable());
    const bool whole = query::is_aggregate(op) && dice_.one_in(3);
    if (whole) return over;
    if (dice_.percent(70)) over.args.push_back(make(Op::order_key, {sortable()}, 0, dice_.coin() ? ir::descending : 0));
    const bool may_tie = (op == Op::rank || op == Op::dense_rank) && over.args.size() > 0 &&
                         over.args.back().node.op == Op::order_key;
    if (!may_tie || dice_.coin()) over.args.push_back(make(Op::order_key, {named("id", 0)}));
    return over;
}

}  // namespace tenon::oracle
