#include "pinned/query_builder.hpp"

namespace tenon::pinned {
namespace {

Code key(const Code& by, std::uint8_t flags = 0) { return op(Op::order_key, {by}, 0, flags); }

Query by_city(std::string name, const Code& aggregate) {
    return query(std::move(name), users(), Verb::aggregate,
                 join({op(Op::group_by, {named("name")}), output(named("name")), output(aggregate, "found")}));
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
    };
}

}  // namespace tenon::pinned
