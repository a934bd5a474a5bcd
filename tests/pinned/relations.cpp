#include "pinned/query_builder.hpp"

namespace tenon::pinned {

std::vector<Query> relations() {
    const Code popular = op(Op::gt, {named("votes"), value(10)});
    return {
        users_where("any related row", related(Op::related_any, posts_of_user, popular)),
        users_where("any related row at all", related(Op::related_any, posts_of_user, op(Op::and_, {}))),
        users_where("all related rows", related(Op::related_all, posts_of_user, popular)),
        users_where("no related row", related(Op::related_none, posts_of_user, popular)),
        users_where("how many related rows",
                    op(Op::ge, {related(Op::related_count, posts_of_user, popular), value(2)})),
        users_where("a related row beside an outer field",
                    related(Op::related_any, posts_of_user, op(Op::eq, {named("title"), named("name", 1)}))),
        users_where("a related row of the same model",
                    related(Op::related_any, manager_of_user, op(Op::eq, {named("name"), value("Ada")}))),
        users_where("a related row of a related row of the same model",
                    related(Op::related_any, manager_of_user,
                            related(Op::related_any, manager_of_user, op(Op::eq, {named("name"), value("Ada")})))),
        users_where("a related row that is referred to, beside an index",
                    all_of({op(Op::eq, {named("age"), value(36)}),
                            related(Op::related_any, manager_of_user, op(Op::eq, {named("name"), value("Ada")}))})),
        users_where("no related row that is referred to",
                    related(Op::related_none, manager_of_user, op(Op::eq, {named("name"), value("Ada")}))),
        users_where("two levels of relations",
                    related(Op::related_any, reports_of_user, related(Op::related_any, posts_of_user, popular))),
        query("order by the number of related rows", users(), Verb::all,
              join({output(named("id")),
                    order(related(Op::related_count, posts_of_user, op(Op::and_, {})), ir::descending),
                    order(named("id"))})),
        query("a limit per parent", posts(), Verb::all,
              join({where(popular), order(named("votes"), ir::descending), order(named("id")), limit(value(2)),
                    offset(value(1)), node(Op::per_parent, 1)})),
        query("delete by a related row of the same model", users(), Verb::remove,
              where(related(Op::related_any, manager_of_user, op(Op::eq, {named("name"), value("Ada")})))),
        query("update by a related row of the same model", users(), Verb::update,
              join({where(related(Op::related_any, manager_of_user, op(Op::eq, {named("name"), value("Ada")}))),
                    assign("visits", constant(0))})),
    };
}

}  // namespace tenon::pinned
