// Pages that begin behind a row, and comments.

#include "pinned/query_builder.hpp"
#include "query/keyset.hpp"

namespace tenon::pinned {
namespace {

/// The users' ids behind this position of an order.
Query behind(std::string name, const Code& order, const std::vector<Value>& position) {
    ir::Statement statement = query::decode(users(), Verb::all, order.nodes, order.names, 0);
    query::resolve(statement);
    auto& select = std::get<ir::Select>(statement);
    query::complete_order(select);
    query::resolve(statement);
    std::vector<Value> values = query::start_behind(select, position, 0);
    ir::Expr most;
    most.op = Op::param;
    most.type = BaseType::int64;
    most.slot = static_cast<std::uint16_t>(values.size());
    select.limit = std::move(most);
    values.emplace_back(21);
    ir::Output id;
    id.expr.op = Op::field;
    id.expr.path = {0};
    select.outputs.push_back(std::move(id));
    return {std::move(name), query::prepare(std::move(statement)), std::move(values)};
}

}  // namespace

std::vector<Query> pages() {
    const Timestamp seen(1'700'000'000'123'000);
    Query commented = users_where("a comment that would end itself", op(Op::ge, {named("age"), value(18)}));
    commented.prepared.comment = "the list */ of\nadults --";
    return {
        behind("a page by the key", Code(), {Value(7)}),
        behind("a page by a field and the key", order(named("name")), {Value("Ada"), Value(7)}),
        behind("a page, descending", order(named("name"), ir::descending), {Value("Ada"), Value(7)}),
        behind("a page of mixed directions", join({order(named("name"), ir::descending), order(named("visits"))}),
               {Value("Ada"), Value(3), Value(7)}),
        behind("a page by a field that may be empty", order(named("age")), {Value(18), Value(7)}),
        behind("the same behind an empty one", order(named("age")), {Value(), Value(7)}),
        behind("the same, empties last", order(named("age"), ir::descending), {Value(18), Value(7)}),
        behind("the same, empties last, behind an empty one", order(named("age"), ir::descending), {Value(), Value(7)}),
        behind("a page by a related row's field", order(related(Op::related_value, manager_of_user, named("age"))),
               {Value(18), Value(7)}),
        behind("the same behind an empty one, descending",
               order(related(Op::related_value, manager_of_user, named("age")), ir::descending), {Value(), Value(7)}),
        behind("a page by an enumeration", order(named("status")), {Value("new"), Value(7)}),
        behind("a page by a time and a nested member", join({order(named("created_at")), order(named("address.city"))}),
               {Value(seen), Value("Paris"), Value(7)}),
        query("the last one", users(), Verb::last,
              join({output(named("id")), order(named("age")), order(named("id"))})),
        query("a count without the limit", users(), Verb::total,
              join({where(op(Op::ge, {named("age"), value(18)})), order(named("age")), limit(value(3)),
                    offset(value(2))})),
        std::move(commented),
    };
}

}  // namespace tenon::pinned
