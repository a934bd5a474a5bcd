#include "query/soft_delete.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/ir_builder.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;

namespace {

struct Models {
    schema::Model people = model("Person", "people",
                                 {field("id", type(BaseType::int64)), field("name", type(BaseType::text)),
                                  field("gone", type(BaseType::timestamp, true))});
    schema::Model dogs = model("Dog", "dogs",
                               {field("id", type(BaseType::int64)), field("owner", type(BaseType::int64, true)),
                                field("gone", type(BaseType::timestamp, true))});
    std::uint16_t dogs_of_person = relate(people, "dogs", schema::RelationKind::has_many, dogs, 0, 1);
    std::uint16_t owner_of_dog = relate(dogs, "owner", schema::RelationKind::belongs_to, people, 1, 0);

    Models() { people.deleted_at = dogs.deleted_at = 2; }
};

std::string words(const schema::Model& of, ir::Verb verb, const Code& code) {
    const std::uint64_t variant = query::variant_of(code.nodes, code.values);
    return query::describe(query::prepare(of, verb, code.nodes, code.names, variant).resolved);
}

}  // namespace

TEST_CASE("a statement is on living rows, unless it says otherwise") {
    const Models models;
    const Code ada = where(op(Op::eq, {named("name"), value("Ada")}));
    const Code with = node(Op::with_deleted), only = node(Op::only_deleted);
    const auto all = [&](const Code& code) { return words(models.people, ir::Verb::all, code); };
    CHECK(all({}) == "select Person where is_empty(gone)");
    CHECK(all(ada) == "select Person where ((name == ?1) and is_empty(gone))");
    CHECK(all(join({ada, with})) == "select Person where (name == ?1)");
    CHECK(all(only) == "select Person where not is_empty(gone)");
    CHECK(all(join({only, with})) == "select Person");
    CHECK(words(models.people, ir::Verb::remove, ada) == "delete Person where ((name == ?1) and is_empty(gone))");
}

TEST_CASE("so is what it says of related rows") {
    const Models models;
    const Code with = node(Op::with_deleted);
    const auto where_dogs = [&](Op what) {
        const Code condition = op(what, {op(Op::gt, {named("id"), constant(5)})}, models.dogs_of_person);
        return words(models.people, ir::Verb::all, join({where(condition), with}));
    };
    CHECK(where_dogs(Op::related_any) == "select Person where related_any(dogs, ((id > 5) and is_empty(gone)))");
    CHECK(where_dogs(Op::related_none) == "select Person where related_none(dogs, ((id > 5) and is_empty(gone)))");
    CHECK(where_dogs(Op::related_all) == "select Person where related_all(dogs, ((id > 5) or not is_empty(gone)))");
    const Code name = op(Op::related_value, {named("name")}, models.owner_of_dog);
    CHECK(words(models.dogs, ir::Verb::all, join({output(name), with})) ==
          "select Dog giving related(owner, case(is_empty(gone), name, empty))");
}

TEST_CASE("deleted rows are those of a model that has such") {
    const Models models;
    schema::Model hard = models.people;
    hard.deleted_at.reset();
    CHECK(words(hard, ir::Verb::all, {}) == "select Person");
    CHECK_THROWS_AS((void)words(hard, ir::Verb::all, node(Op::with_deleted)), QueryError);
    CHECK_THROWS_AS((void)words(hard, ir::Verb::all, node(Op::only_deleted)), QueryError);
}
