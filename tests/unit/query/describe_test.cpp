#include <doctest/doctest.h>

#include "unit/query/people.hpp"

using namespace tenon;
using namespace tenon::test;
using ir::Verb;

namespace {

std::string described(Verb verb, const Code& code) {
    return query::describe(prepare(people().person, verb, code).resolved);
}

}  // namespace

TEST_CASE("a select in words") {
    const Code code = join(
        {where(
             all_of({op(Op::ge, {named("age"), value(18)}), op(Op::starts_with, {named("address.city"), value("P")})})),
         op(Op::order_by, {named("name")}, 0, ir::descending), op(Op::order_by, {named("age")}, 0, ir::empties_last),
         op(Op::limit, {value(10)}), op(Op::offset, {constant(5)})});
    CHECK(described(Verb::all, code) ==
          "select Person where ((age >= ?1) and (address.city starts_with ?2)) order by name desc, age empties last "
          "limit ?3 offset 5");
    CHECK(described(Verb::count, where(named("admin"))) == "count Person where admin");
    CHECK(described(Verb::first, {}) == "select Person limit 1");
    CHECK(described(Verb::all, node(Op::for_update)) == "select Person for update");
    CHECK(described(Verb::one, node(Op::for_share, 0, static_cast<std::uint8_t>(ir::LockWait::skips))) ==
          "select Person limit 2 for share skip locked");
    CHECK(described(Verb::all, join({node(Op::for_share), node(Op::for_update, 0, 2)})) ==
          "select Person for update no wait");
    CHECK_THROWS_AS(described(Verb::all, node(Op::for_update, 0, 3)), QueryError);
}

TEST_CASE("outputs, groups, scopes and relations in words") {
    const Code code = join({op(Op::group_by, {named("color")}), output(named("color")),
                            output(op(Op::sum, {named("visits")}), "total"),
                            op(Op::having, {op(Op::gt, {node(Op::count_rows), constant(2)})})});
    CHECK(described(Verb::aggregate, code) ==
          "aggregate Person giving color, sum(visits) as total group by color having (count_rows() > 2)");
    CHECK(described(Verb::all, where(op(Op::related_any, {op(Op::eq, {named("name"), named("nick", 1)})},
                                        people().pets))) == "select Person where related_any(pets, (name == ^nick))");
    CHECK(described(Verb::all, where(op(Op::in, {named("age"), list({1, 2, nullptr})}))) ==
          "select Person where (age in ?1[2 and empty])");
}

TEST_CASE("a query on the rows of a query in words, and what it can't be") {
    const Code inner = join({output(named("age")), op(Op::limit, {constant(3)})});
    Code names = node(Op::fragment_text, 0, 3);
    for (std::size_t i = 0; i < 3; ++i) names.nodes.back().value |= std::int64_t{"old"[i]} << (i * 8);
    const Code rows = join({inner, names, node(Op::rows_of)});
    CHECK(described(Verb::all, join({rows, where(op(Op::gt, {named("old"), value(18)}))})) ==
          "select from (select Person giving age limit 3) giving old where (old > ?1)");
    CHECK(described(Verb::count, rows) == "count from (select Person giving age limit 3) giving old");
    CHECK_THROWS_AS(described(Verb::all, node(Op::rows_of)), QueryError);
    CHECK_THROWS_AS(described(Verb::all, join({rows, where(op(Op::gt, {named("age"), value(18)}))})), QueryError);
    CHECK_THROWS_AS(described(Verb::all, join({inner, named("age"), node(Op::rows_of)})), QueryError);
    CHECK_THROWS_AS(described(Verb::remove, join({where(named("admin")), node(Op::rows_of)})), QueryError);
    Code deep = inner;
    for (int level = 0; level < 40; ++level) deep = join({deep, node(Op::rows_of)});
    CHECK_THROWS_AS(described(Verb::all, deep), QueryError);
}

TEST_CASE("writes in words, values never shown") {
    CHECK(described(Verb::update, join({op(Op::assign, {named("address.zip"), value(12345)}),
                                        op(Op::assign, {named("age"), op(Op::add, {named("age"), constant(1)})}),
                                        where(op(Op::eq, {named("name"), value("secret")}))})) ==
          "update Person set address.zip = ?1, age = (age + 1) where (name == ?2)");
    CHECK(described(Verb::remove, where(not_(named("admin")))) == "delete Person where not admin");
    const ir::Insert insert{&people().pet, {1, 2}, ir::Conflict{{0}, {2}}, {0}};
    CHECK(query::describe(insert) == "insert Pet (owner_id, name) on conflict of id set name giving id");
}
