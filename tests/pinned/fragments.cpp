#include "pinned/query_builder.hpp"

namespace tenon::pinned {
std::vector<Query> fragments() {
    const Code pair = fragment("coalesce(?, '?') = ?", BaseType::boolean,
                               {named("email"), value("ada@example.com", BaseType::text, 0)});
    const Code far = fragment("abs(? - ?)", BaseType::int64, {named("age"), value(40, BaseType::int64, 0)});
    return {
        users_where("a fragment as a condition", pair),
        users_where("the negation of a fragment", not_(pair)),
        users_where("a fragment among conditions", op(Op::or_, {not_(pair), op(Op::eq, {named("id"), value(1)})}, 2)),
        users_where("a fragment compared with a value", op(Op::ne, {far, value(3)})),
        users_where("a fragment of an expression", fragment("? between ? and 9", BaseType::boolean,
                                                            {op(Op::add, {named("visits"), constant(1)}), far})),
        users_where("a fragment on related rows", related(Op::related_none, posts_of_user,
                                                          fragment("length(?) > ?", BaseType::boolean,
                                                                   {named("title"), value(9, BaseType::int64, 0)}))),
        users_where(
            "a call of a function of the database's own",
            op(Op::gt,
               {fragment("instr(?, ?)", BaseType::int64, {named("email"), value("@", BaseType::text, 0)}), value(3)})),
        query("order by a fragment, which is selected", users(), Verb::all, join({output(far, "far"), order(far)})),
    };
}

}  // namespace tenon::pinned
