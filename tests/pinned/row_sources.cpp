#include "pinned/query_builder.hpp"
#include "query/keyset.hpp"

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

Code on_model(const std::string& name) {
    Code model = node(Op::fragment_text, 0, static_cast<std::uint8_t>(name.size()));
    for (std::size_t i = 0; i < name.size(); ++i) model.nodes.back().value |= std::int64_t{name[i]} << (i * 8);
    model.nodes.push_back({Op::query_begin, 0, 0, 0, 0});
    return model;
}

/// A query on the posts, joined to what stands before it.
Code joined(ir::SetOperation operation, const Code& clauses) {
    return join({on_model("Post"), clauses, node(Op::query_combined, 0, static_cast<std::uint8_t>(operation))});
}

/// Rows that a relation of the users leads to, beside what stands before.
Code beside(std::size_t relation, const std::string& model, const Code& clauses, std::uint8_t flags = 0) {
    return join({on_model(model), clauses, node(Op::query_joined, users().relations.at(relation).member, flags)});
}
Code of_joined(const Code& value) { return output(op(Op::joined, {value})); }

Query users_query(std::string name, Verb verb, const Code& code) {
    const Pinned models;
    const std::uint64_t variant = query::variant_of(code.nodes, code.values);
    return {std::move(name), query::prepare(users(), verb, code.nodes, code.names, variant, &models), code.values};
}

/// The rows of a set operation behind this position.
Query rows_behind(std::string name, const Code& code, const std::vector<Value>& position) {
    const Pinned models;
    const std::uint64_t variant = query::variant_of(code.nodes, code.values);
    ir::Statement statement = query::decode(users(), Verb::all, code.nodes, code.names, variant, &models);
    query::resolve(statement);
    auto& select = std::get<ir::Select>(statement);
    query::complete_order(select);
    query::resolve(statement);
    std::vector<Value> values = code.values;
    for (Value& value : query::start_behind(select, position, static_cast<std::uint16_t>(values.size())))
        values.push_back(std::move(value));
    return {std::move(name), query::prepare(std::move(statement)), std::move(values)};
}

/// What is said so far, as the rows of a query with these names.
Code rows_of(const std::string& names, std::int64_t named = 0) {
    Code code;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i % 8 == 0) code.nodes.push_back({Op::fragment_text, 0, 0, 0, 0});
        ++code.nodes.back().flag;
        code.nodes.back().value |= std::int64_t{static_cast<unsigned char>(names[i])} << (i % 8 * 8);
    }
    code.nodes.push_back({Op::rows_of, static_cast<std::uint8_t>(named != 0 ? 1 : 0), 0, 0, named});
    return code;
}
/// The rows of the query that was given this number.
Code named_rows(std::int64_t name) {
    Code code;
    code.nodes.push_back({Op::named_rows, 0, 0, 0, name});
    return code;
}

Code column(std::uint16_t number) { return node(Op::result_column, number); }

Code descend(const Code& levels, bool up = false) {
    return op(Op::descend, {levels}, static_cast<std::uint16_t>(users().fields.size() - 1), up ? 1 : 0);
}

/// From the users to those whose ids their posts have as theirs: posts are the links.
Code through(const Code& levels) {
    Code code = op(Op::descend, {levels}, users().relations.at(posts_of_user).member, 2);
    code.nodes.back().b = 0;
    return code;
}

std::vector<Query> joins() {
    const Code active = where(named("active"));
    const Code best = join({where(op(Op::gt, {named("votes"), value(5)})), order(named("votes"), ir::descending),
                            order(named("id")), limit(value(3))});
    const Code both = join({output(named("name")), of_joined(named("title"))});
    const Code someone = join({where(op(Op::eq, {named("manager_id"), value(7, BaseType::int64)}))});
    const std::string names("status\0mean", 11);
    const Code groups = join({op(Op::group_by, {named("status")}), output(named("status")),
                              output(op(Op::avg, {named("age")})), rows_of(names, 7)});
    const Code mean = op(Op::avg, {named("mean")});
    return {
        users_query("rows beside those that a relation leads to", Verb::all,
                    join({active, order(named("name")), beside(posts_of_user, "Post", {}), both})),
        users_query("the first three rows beside each", Verb::all,
                    join({active, order(named("name")), beside(posts_of_user, "Post", best), both})),
        users_query(
            "rows that have none beside them as well", Verb::all,
            join({beside(posts_of_user, "Post", best, ir::keeps_unmatched), both, order(column(1)), limit(value(9))})),
        users_query(
            "the row that a reference names, beside the first rows", Verb::all,
            join({order(named("name")), limit(value(2)), beside(manager_of_user, "User", active, ir::keeps_unmatched),
                  output(named("id")), of_joined(op(Op::upper, {named("name")}))})),
        users_query("how many rows stand beside others", Verb::count,
                    join({active, beside(posts_of_user, "Post", best), both})),
        users_query(
            "conditions on rows beside others", Verb::all,
            join({beside(posts_of_user, "Post", join({order(named("id")), limit(value(1)), offset(value(2))})), both,
                  rows_of(std::string("name\0title", 10)), where(op(Op::eq, {named("title"), named("name")}))})),
        users_query("all rows above some", Verb::all,
                    join({someone, descend(constant(nullptr), true), output(named("id"))})),
        users_query(
            "two steps up, and conditions on what is found", Verb::all,
            join({where(named("active")), descend(value(2, BaseType::int64, 0), true),
                  where(op(Op::gt, {node(Op::depth), constant(0)})), output(named("id")), order(node(Op::depth))})),
        users_query("all rows that links lead to", Verb::all,
                    join({someone, through(constant(nullptr)), output(named("id")), order(named("name"))})),
        users_query("two links on, and conditions on what is found", Verb::count,
                    join({where(named("active")), through(value(2, BaseType::int64, 0)),
                          where(op(Op::gt, {node(Op::depth), constant(0)}))})),
        users_query("a named query, compared with all of its rows", Verb::all,
                    join({groups, named_rows(7),
                          where(op(Op::gt, {named("mean"), join({on_model("User"), named_rows(7), output(mean),
                                                                 node(Op::query_value)})}))})),
        users_query("how many rows of a named query there are twice", Verb::count,
                    join({groups, named_rows(7), output(named("status")), on_model("User"), named_rows(7),
                          output(named("status")),
                          node(Op::query_combined, 0, static_cast<std::uint8_t>(ir::SetOperation::union_all))})),
    };
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
    std::vector<Query> all{
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
        rows_behind("a page of a set operation",
                    join({names, joined(union_, titles), order(column(1), ir::descending)}), {Value(7), Value("Ada")}),
        rows_behind("the same behind an empty value", join({names, joined(except, titles), order(column(1))}),
                    {Value(), Value("Ada")}),
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
    for (Query& joined : joins()) all.push_back(std::move(joined));
    return all;
}

}  // namespace tenon::pinned
