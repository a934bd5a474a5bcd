#include "pinned/query_builder.hpp"

namespace tenon::pinned {
namespace {

std::vector<Value> product() { return {1, "c1", "Cup", Decimal::parse("2.50"), 0.5, 3, "a", Array{"x"}, "it's"}; }

ir::Insert product_insert() { return {&products(), {0, 1, 2, 3, 4, 5, 6, 7, 8}, std::nullopt, {}}; }

Query upsert(std::string name, std::vector<std::uint16_t> target, std::vector<std::uint16_t> update) {
    ir::Insert insert = product_insert();
    insert.conflict = ir::Conflict{std::move(target), std::move(update)};
    return statement(std::move(name), insert, product());
}

/// By the key, of the row that fulfils this.
Query upsert_where(std::string name, const Code& condition) {
    ir::Insert insert = product_insert();
    insert.conflict =
        ir::Conflict{{0, 1}, {2, 5}, std::nullopt, query::decode_expression(condition.nodes, condition.names, 0)};
    std::vector<Value> values = product();
    insert.conflict->where->args.at(1).slot = static_cast<std::uint16_t>(values.size());
    values.push_back(condition.values.front());
    return statement(std::move(name), insert, std::move(values));
}

/// By the key, counting the stock.
Query upsert_counting(std::string name) {
    ir::Insert insert = product_insert();
    insert.conflict = ir::Conflict{{0, 1}, {2}, 5, std::nullopt};
    return statement(std::move(name), insert, product());
}

/// Gives the row that is there, or was made.
Query upsert_giving(std::string name) {
    ir::Insert insert = product_insert();
    insert.conflict = ir::Conflict{{0, 1}, {}, std::nullopt, std::nullopt, 0};
    insert.returning = {0, 1, 2};
    return statement(std::move(name), insert, product());
}

Query user_update(std::string name, const Code& assignments) {
    return query(std::move(name), users(), Verb::update,
                 join({where(op(Op::eq, {named("id"), value(1)})), assignments}));
}

}  // namespace

std::vector<Query> writes() {
    return {
        statement("insert", ir::Insert{&posts(), {1, 2, 3}, std::nullopt, {}}, {1, "Title", 0}),
        statement("insert of nothing but defaults", ir::Insert{&posts(), {}, std::nullopt, {}}, {}),
        statement("insert giving the key back", ir::Insert{&posts(), {1, 2, 3}, std::nullopt, {0}}, {1, "Title", 0}),
        statement("insert of every kind of column", product_insert(), product()),
        upsert("upsert by the key", {0, 1}, {2, 5}),
        upsert("insert unless the key is there", {0, 1}, {}),
        statement(
            "upsert by the only unique index",
            ir::Insert{&users(), {1, 2, 4, 6, 7, 8, 9, 16, 17, 18, 19, 20, 21, 22}, ir::Conflict{{2}, {1, 17}}, {}},
            {"Ada", "ada@example.com", true, 1.5, Decimal::parse("1.25"), "new",
             Timestamp::parse("2024-02-29T12:30:00.123Z"), 1, 2, Document{{"city", "London"}, {"aliases", Array{}}},
             Array{"a"}, Array{1}, Array{}, Array{}}),
        upsert_counting("upsert that counts changes"),
        upsert_where("upsert on a condition", op(Op::lt, {named("stock"), value(9)})),
        upsert("insert unless any unique key is there", {}, {}),
        upsert_giving("upsert with nothing to update"),
        user_update("update", assign("name", value("Ada"))),
        query("update of everything", users(), Verb::update, assign("visits", constant(0))),
        user_update("an increment", assign("visits", op(Op::add, {named("visits"), value(1)}))),
        user_update("a uuid is copied into a nested value", assign("address.owner", named("token"))),
        query("a real that is computed for a float", products(), Verb::update,
              assign("weight", op(Op::mul, {named("weight"), value(2.5)}))),
        user_update("two fields are swapped", join({assign("name", named("email")), assign("email", named("name"))})),
        user_update("set to empty", assign("age", constant(nullptr))),
        user_update("set times and ids",
                    join({assign("created_at", value(Timestamp::parse("2024-02-29T12:30:00.123Z"))),
                          assign("born", value(Date(2000, 2, 29))),
                          assign("token", value(Uuid::parse("01234567-89ab-cdef-0123-456789abcdef"))),
                          assign("active", value(false)), assign("balance", value(Decimal::parse("3.25")))})),
        user_update("a decimal grows",
                    assign("balance", op(Op::add, {named("balance"), value(Decimal::parse("0.25"))}))),
        user_update("a decimal is doubled", assign("balance", op(Op::mul, {named("balance"), constant(2)}))),
        user_update("a whole nested value is set", assign("tags", value(Array{"x", "y"}))),
        user_update("a nested member is set", assign("address.city", value("Pa\"ris"))),
        user_update("two nested members are set",
                    join({assign("address.open", value(false)), assign("address.zip", constant(nullptr))})),
        user_update("a nested member grows", assign("address.zip", op(Op::add, {named("address.zip"), value(1)}))),
        user_update("a nested member takes other fields",
                    join({assign("address.city", named("name")), assign("address.rate", named("score")),
                          assign("address.open", named("active"))})),
        query("update the first row of an order", users(), Verb::update_one,
              join({where(op(Op::eq, {named("active"), value(true)})), order(named("age"), ir::descending),
                    assign("visits", op(Op::add, {named("visits"), value(1)}))})),
        query("update the first row of an order giving two fields", users(), Verb::update_one,
              join({where(op(Op::eq, {named("active"), value(true)})), order(named("age")), output(named("name")),
                    output(named("address")), assign("visits", constant(1))})),
        query("update the first row of an order giving what is inside a field", users(), Verb::update_one,
              join({where(op(Op::eq, {named("active"), value(true)})), order(named("age")), output(named("name")),
                    output(named("address.city")), assign("visits", constant(1))})),
        query("replace the first row of an order", posts(), Verb::update_one,
              join({where(op(Op::gt, {named("id"), value(1)})), order(named("title")), assign("title", value("T")),
                    assign("votes", value(0))})),
        query(
            "members are written where they still are", users(), Verb::update,
            join({where(op(Op::and_,
                           {op(Op::eq, {named("id"), value(1)}), op(Op::not_, {op(Op::is_empty, {named("age")})})}, 2)),
                  assign("address.city", value("Oslo")), assign("address.zip", constant(nullptr))})),
        query("delete giving a field", posts(), Verb::remove_rows,
              join({where(op(Op::eq, {named("id"), value(1)})), output(named("title"))})),
        query("delete giving what is inside a field, twice", users(), Verb::remove_rows,
              join({where(op(Op::eq, {named("id"), value(1)})), output(named("address.rate")),
                    output(named("address.city"))})),
        query("update any one row of a composite key", products(), Verb::update_one,
              join({where(op(Op::eq, {named("code"), value("c1")})), assign("name", value("Mug"))})),
        query("update giving the rows", posts(), Verb::update_rows,
              join({where(op(Op::eq, {named("id"), value(1)})), assign("title", value("T"))})),
        query("delete the first row of an order", posts(), Verb::remove_one,
              join({where(op(Op::gt, {named("id"), value(1)})), order(named("title"))})),
        query("delete giving the rows", posts(), Verb::remove_rows, where(op(Op::eq, {named("id"), value(1)}))),
        query("delete", users(), Verb::remove, where(op(Op::eq, {named("id"), value(1)}))),
        query("delete of everything", posts(), Verb::remove, {}),
    };
}

}  // namespace tenon::pinned
