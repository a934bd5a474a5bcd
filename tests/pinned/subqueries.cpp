#include "pinned/query_builder.hpp"

namespace tenon::pinned {
namespace {

class Pinned final : public query::Models {
public:
    [[nodiscard]] const schema::Model* find(std::string_view name) const override {
        for (const schema::Model* model : {&users(), &posts()})
            if (model->name == name) return model;
        return nullptr;
    }
};

/// A query on the users or posts, as an operand.
Code inside(const std::string& model, Op wanted, const Code& clauses) {
    Code code = node(Op::fragment_text, 0, static_cast<std::uint8_t>(model.size()));
    for (std::size_t i = 0; i < model.size(); ++i) code.nodes.back().value |= std::int64_t{model[i]} << (i * 8);
    return join({code, node(Op::query_begin), clauses, node(wanted)});
}

Query asked(std::string name, Verb verb, const Code& code) {
    const Pinned models;
    const std::uint64_t variant = query::variant_of(code.nodes, code.values);
    return {std::move(name), query::prepare(users(), verb, code.nodes, code.names, variant, &models), code.values};
}

Query where_users(std::string name, const Code& condition) {
    return asked(std::move(name), Verb::all, join({where(condition), output(named("id"))}));
}

}  // namespace

std::vector<Query> subqueries() {
    const Code popular = where(op(Op::gt, {named("votes"), value(10)}));
    const Code authors = inside("Post", Op::query_values, join({popular, output(named("author_id"))}));
    const Code topics = inside("Post", Op::query_values, output(named("topic")));
    const Code last =
        inside("Post", Op::query_values, join({output(named("author_id")), order(named("votes")), limit(value(3))}));
    const Code grouped = inside("Post", Op::query_values,
                                join({op(Op::group_by, {named("author_id")}), output(named("author_id")),
                                      op(Op::having, {op(Op::gt, {node(Op::count_rows), value(2)})})}));
    const Code oldest = inside("User", Op::query_value, output(op(Op::max, {named("age")})));
    return {
        where_users("in a query", all_of({op(Op::ge, {named("age"), value(18)}),
                                          op(Op::in_query, {named("id"), authors}), named("active")})),
        where_users("not in a query", not_(op(Op::in_query, {named("id"), authors}))),
        where_users("not in a query that may give empties", not_(op(Op::in_query, {named("email"), topics}))),
        where_users("in a query with a limit", op(Op::in_query, {named("id"), last})),
        where_users("in a query of groups", op(Op::in_query, {named("id"), grouped})),
        where_users("a query gives a row", inside("Post", Op::query_exists, popular)),
        where_users("a query gives no row", not_(inside("Post", Op::query_exists, popular))),
        where_users("equal to the value of a query", op(Op::eq, {named("age"), oldest})),
        where_users("arithmetic on the value of a query",
                    op(Op::lt, {named("age"), op(Op::sub, {oldest, constant(40)})})),
        asked("the value of a query's first row as an output", Verb::all,
              output(inside("Post", Op::query_value, join({output(named("title")), order(named("votes"))})))),
        asked("removal of what a query on the same table gives", Verb::remove,
              where(op(Op::in_query, {named("id"), inside("User", Op::query_values, output(named("manager_id")))}))),
    };
}

}  // namespace tenon::pinned
