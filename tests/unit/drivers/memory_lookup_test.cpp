#include <doctest/doctest.h>

#include "drivers/memory/lookup.hpp"
#include "unit/drivers/memory_fixture.hpp"

using namespace tenon;
using namespace tenon::test;
using drivers::memory::candidates;
using drivers::memory::equalities_of;
using drivers::memory::RowId;
using drivers::memory::Table;

namespace {

// A table of three users without a driver: rows 1, 2, 3.
struct Lookup {
    schema::Model user = MemoryDatabase::users();
    Table table{user};

    Lookup() {
        for (const char* email : {"a@x", "b@x", "c@x"}) {
            const RowId id = table.next_row();
            drivers::memory::OldRow old;
            table.set(id, drivers::memory::Row{id * 10, email, id, Value(), Array{}, Value(), Value()}, old);
        }
    }

    std::optional<std::vector<RowId>> operator()(const Code& condition) const {
        const query::Prepared prepared = prepare(user, ir::Verb::all, where(condition));
        return candidates(table, equalities_of(prepared.resolved), condition.values);
    }
};

using Found = std::vector<RowId>;

}  // namespace

TEST_CASE("memory: a condition on a key or a unique field looks at the rows of its index alone") {
    const Lookup lookup;
    CHECK(lookup(equals("id", 20)) == Found{2});
    CHECK(lookup(op(Op::eq, {value("c@x"), named("email")})) == Found{3});
    CHECK(lookup(equals("id", 21)) == Found{});
    CHECK(lookup(all_of({op(Op::gt, {named("age"), value(1)}), equals("id", 30)})) == Found{3});
    CHECK(lookup(op(Op::in, {named("id"), list({30, 10, 30})})) == Found{1, 3});
}

TEST_CASE("memory: a whole number is found whatever kind holds it") {
    const Lookup lookup;
    CHECK(lookup(op(Op::eq, {named("id"), value(20.0, BaseType::float64, ir::meets_integer)})) == Found{2});
}

TEST_CASE("memory: other conditions look at every row") {
    const Lookup lookup;
    CHECK_FALSE(lookup(equals("age", 1)).has_value());
    CHECK_FALSE(lookup(op(Op::gt, {named("id"), value(10)})).has_value());
    CHECK_FALSE(lookup(any_of({equals("id", 10), equals("id", 20)})).has_value());
    CHECK_FALSE(lookup(not_(equals("id", 10))).has_value());
}

TEST_CASE("memory: empties are not looked for in an index") {
    const Lookup lookup;
    CHECK_FALSE(lookup(equals("nick", Value())).has_value());
    CHECK_FALSE(lookup(op(Op::in, {named("nick"), list({"x", Value()})})).has_value());
}

TEST_CASE("memory: a condition that looks at the same table again looks at every row") {
    schema::Model node =
        model("Node", "nodes", {field("id", type(BaseType::int64)), field("parent_id", type(BaseType::int64, true))});
    const std::uint16_t parent = relate(node, "parent", schema::RelationKind::belongs_to, node, 1, 0);
    const Code related = op(Op::related_any, {constant(true)}, parent);
    const auto of = [&](const Code& condition) {
        return equalities_of(prepare(node, ir::Verb::all, where(condition)).resolved).size();
    };
    CHECK(of(equals("id", 1)) == 1);
    CHECK(of(all_of({equals("id", 1), related})) == 0);
}
