#include "pinned/query_builder.hpp"

#include <string>

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

/// A query on the posts, joined to what stands before it.
Code joined(ir::SetOperation operation, const Code& clauses) {
    Code model = node(Op::fragment_text, 0, 4);
    const std::string name = "Post";
    for (std::size_t i = 0; i < name.size(); ++i) model.nodes.back().value |= std::int64_t{name[i]} << (i * 8);
    return join(
        {model, node(Op::query_begin), clauses, node(Op::query_combined, 0, static_cast<std::uint8_t>(operation))});
}

Query users_query(std::string name, Verb verb, const Code& code) {
    const Pinned models;
    const std::uint64_t variant = query::variant_of(code.nodes, code.values);
    return {std::move(name), query::prepare(users(), verb, code.nodes, code.names, variant, &models), code.values};
}

/// What is said so far, as the rows of a query with these names.
Code rows_of(const std::string& names) {
    Code code;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i % 8 == 0) code.nodes.push_back({Op::fragment_text, 0, 0, 0, 0});
        ++code.nodes.back().flag;
        code.nodes.back().value |= std::int64_t{static_cast<unsigned char>(names[i])} << (i % 8 * 8);
    }
    code.nodes.push_back({Op::rows_of, 0, 0, 0, 0});
    return code;
}

Code column(std::uint16_t number) { return node(Op::result_column, number); }

Code descend(const Code& levels) {
    return op(Op::descend, {levels}, static_cast<std::uint16_t>(users().fields.size() - 1));
}

}  // namespace

std::vector<Query> row_sources() {
    using enum ir::SetOperation;
    const Code names =
        join({where(op(Op::gt, {named("age"), value(18)})), output(named("name")), output(named("age"))});
    const Code titles =
        join({where(op(Op::gt, {named("votes"), value(5)})), output(named("title")), output(named("votes"))});
    const Code best = join({output(named("title")), output(named("votes")), order(named("votes")), limit(value(3))});
    const Code sums =
        join({op(Op::group_by, {named("title")}), output(named("title")), output(op(Op::sum, {named("votes")}))});
    const Code below =
        join({where(op(Op::eq, {named("manager_id"), value(7, BaseType::int64)})), descend(constant(nullptr))});
    const Code few = join({where(named("active")), descend(value(2, BaseType::int64, 0))});
    const Code groups =
        join({op(Op::group_by, {named("status")}), output(named("status")), output(op(Op::avg, {named("age")}))});
    const std::string group_names("status\0mean", 11);
    const Code places =
        join({output(named("id")), output(op(Op::over, {named("active"), op(Op::order_key, {named("age")})}, 2,
                                             static_cast<std::uint8_t>(Op::row_number)))});
    const std::string place_names("id\0place", 8);
    const Code by_name = op(Op::distinct_on, {named("name")});
    return {
        users_query("the rows of two queries", Verb::all, join({names, joined(union_, titles)})),
        users_query("all rows of three queries, sorted and cut", Verb::all,
                    join({names, joined(union_all, titles), joined(union_all, titles), order(column(1), ir::descending),
                          order(column(0)), limit(value(5)), offset(value(2))})),
        users_query("the rows that two queries share, empties last", Verb::all,
                    join({names, joined(intersect, titles), order(column(1), ir::empties_last)})),
        users_query("the rows of one query that two others have not", Verb::all,
                    join({names, joined(except, titles), joined(except, sums)})),
        users_query("set operations from left to right", Verb::all,
                    join({names, joined(union_, titles), joined(intersect, sums)})),
        users_query("a query with a limit in a set operation", Verb::all,
                    join({names, limit(value(1)), joined(union_all, best)})),
        users_query("how many rows two queries have", Verb::count, join({names, joined(union_, titles)})),
        users_query("whether two queries share a row", Verb::exists, join({names, joined(intersect, titles)})),
        users_query("all rows below some", Verb::all, join({below, output(named("id")), output(node(Op::depth))})),
        users_query("two steps down, and conditions on what is found", Verb::all,
                    join({few, where(op(Op::gt, {node(Op::depth), constant(0)})), output(named("id")),
                          order(node(Op::depth)), limit(value(9))})),
        users_query("how many rows are below", Verb::count, few),
        users_query(
            "groups of the rows below", Verb::aggregate,
            join({few, op(Op::group_by, {node(Op::depth)}), output(node(Op::depth)), output(node(Op::count_rows))})),
        users_query("the first row of each name", Verb::all,
                    join({where(named("active")), by_name, output(named("id")), order(named("age"), ir::descending),
                          order(named("id")), limit(value(3))})),
        users_query("how many first rows", Verb::count,
                    join({by_name, op(Op::distinct_on, {named("status")}), order(named("id"))})),
        users_query("conditions on groups, as rows", Verb::all,
                    join({where(op(Op::gt, {named("age"), value(18)})), groups, rows_of(group_names),
                          where(op(Op::gt, {named("mean"), value(30.5)})), order(named("status"), ir::descending),
                          limit(value(3))})),
        users_query(
            "conditions on a window", Verb::all,
            join({places, rows_of(place_names), where(op(Op::le, {named("place"), value(2)})), output(named("id"))})),
        users_query(
            "groups of groups", Verb::aggregate,
            join({groups, rows_of(group_names), op(Op::group_by, {named("mean")}), output(node(Op::count_rows))})),
        users_query("how many rows two queries give that fulfil a condition", Verb::count,
                    join({names, joined(union_, titles), rows_of(std::string("name\0age", 8)),
                          where(op(Op::ne, {named("name"), value("Ada", BaseType::text, 0)}))})),
        users_query("rows of a query's rows, limited on both levels", Verb::exists,
                    join({names, order(named("age")), limit(value(9)), rows_of(std::string("name\0age", 8)),
                          order(named("name")), limit(value(2))})),
    };
}

}  // namespace tenon::pinned
