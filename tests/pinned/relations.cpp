#include "pinned/query_builder.hpp"

namespace tenon::pinned {

namespace {

Code author_of_post(const Code& of) { return op(Op::related_value, {of}, posts().relations.at(0).member); }
Code value_of_manager(const Code& of) { return related(Op::related_value, manager_of_user, of); }

}  // namespace

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
        query("order by a value of a related row", posts(), Verb::all,
              join({output(named("id")), order(author_of_post(named("name")), ir::descending), order(named("id"))})),
        query("order by a value of a related row, empties last", users(), Verb::all,
              join({output(named("id")), order(value_of_manager(named("age")), ir::empties_last)})),
        query("order by an enumeration of a related row", posts(), Verb::all,
              join({output(named("id")), order(author_of_post(named("status")))})),
        query("a value of a related row", posts(), Verb::all,
              join({output(named("title"), "title"), output(author_of_post(named("balance")), "balance"),
                    output(author_of_post(named("created_at")), "since")})),
        users_where("a condition on a value of a related row",
                    op(Op::eq, {value_of_manager(named("name")), value("Ada")})),
        users_where("the complement of a condition on a value of a related row",
                    not_(op(Op::lt, {value_of_manager(op(Op::add, {named("age"), value(1)})), named("age")}))),
        users_where("a related row whose value is true", value_of_manager(named("active"))),
        users_where("no related row whose value is true", not_(value_of_manager(named("verified")))),
        users_where("no value of a related row", op(Op::is_empty, {value_of_manager(named("id"))})),
        query("a value of a related row of a related row", posts(), Verb::all,
              join({output(named("id")), order(author_of_post(value_of_manager(named("name"))))})),
        query("an update by a value of a related row of the same model", users(), Verb::update,
              join({where(op(Op::eq, {named("id"), value(1)})), assign("age", value_of_manager(named("age")))})),
        query("a limit per parent", posts(), Verb::all,
              join({where(popular), order(named("votes"), ir::descending), order(named("id")), limit(value(2)),
                    offset(value(1)), node(Op::per_parent, 1)})),
        query("delete by a related row of the same model", users(), Verb::remove,
              where(related(Op::related_any, manager_of_user, op(Op::eq, {named("name"), value("Ada")})))),
        query("update by a related row of the same model", users(), Verb::update,
              join({where(related(Op::related_any, manager_of_user, op(Op::eq, {named("name"), value("Ada")}))),
                    assign("visits", constant(0))})),
        query("an update by related rows of its own table, beyond other ones", posts(), Verb::update,
              join({where(op(Op::related_any,
                             {related(Op::related_any, posts_of_user, op(Op::eq, {named("votes"), value(3)}))},
                             posts().relations.at(0).member)),
                    assign("votes", constant(0))})),
        query("a group by how many related rows there are", users(), Verb::aggregate,
              join({op(Op::group_by, {op(Op::add, {related(Op::related_count, posts_of_user,
                                                           op(Op::eq, {named("title"), named("title")})),
                                                   constant(1)})}),
                    output(op(Op::add,
                              {related(Op::related_count, posts_of_user, op(Op::eq, {named("title"), named("title")})),
                               constant(1)}),
                           "more"),
                    output(node(Op::count_rows), "n")})),
    };
}

}  // namespace tenon::pinned
