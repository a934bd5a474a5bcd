#include <doctest/doctest.h>

#include "unit/query/people.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;
using ir::Verb;

namespace {

ir::Statement decoded(Verb verb, const Code& code, std::uint64_t variant = 0) {
    return query::decode(people().person, verb, code.nodes, code.names, variant);
}

ir::Select select(const Code& code, std::uint64_t variant = 0, Verb verb = Verb::all) {
    return std::get<ir::Select>(decoded(verb, code, variant));
}

std::string wrong(Verb verb, const Code& code) {
    return error_of([&] { decoded(verb, code); });
}

Code adult() { return op(Op::ge, {named("age"), value(18, BaseType::int32, 0)}); }
Code when(const Code& condition) { return op(Op::when, {condition}); }

}  // namespace

TEST_CASE("a postfix list becomes a tree") {
    const ir::Select made = select(where(all_of({adult(), not_(named("admin"))})));
    REQUIRE(made.where);
    CHECK(made.kind == ir::Select::Kind::rows);
    CHECK(made.model == &people().person);
    CHECK(query::words(*made.where) == "((age >= ?1) and not admin)");
    CHECK(made.where->args[0].args[1].type == BaseType::int32);
}

TEST_CASE("conditions of several where clauses are joined by and") {
    const ir::Select made = select(join({where(adult()), where(named("admin"))}));
    CHECK(query::words(made.where.value()) == "((age >= ?1) and admin)");
}

TEST_CASE("every clause of a select is kept") {
    const Code code =
        join({op(Op::order_by, {named("name")}, 0, ir::descending | ir::empties_last), op(Op::order_by, {named("age")}),
              op(Op::limit, {value(10)}), op(Op::offset, {constant(5)}), node(Op::distinct),
              output(named("name"), "who"), output(named("age")), node(Op::per_parent, 1)});
    const ir::Select made = select(code);
    REQUIRE(made.order.size() == 2);
    CHECK(made.order[0].descending);
    CHECK(made.order[0].empties == ir::Empties::last);
    CHECK_FALSE(made.order[1].descending);
    CHECK(made.order[1].empties == ir::Empties::as_declared);
    CHECK(made.limit->op == Op::param);
    CHECK(made.offset->literal == Value(5));
    CHECK(made.distinct);
    REQUIRE(made.outputs.size() == 2);
    CHECK(made.outputs[0].alias == "who");
    CHECK(made.outputs[1].alias.empty());
    CHECK(made.per_parent == 1);
}

TEST_CASE("first and one limit the rows unless the limit is smaller, bound or per parent") {
    const auto limit = [](Verb verb, const Code& code) { return select(code, 0, verb).limit; };
    CHECK(limit(Verb::first, {})->literal == Value(1));
    CHECK(limit(Verb::one, {})->literal == Value(2));
    CHECK(limit(Verb::one, op(Op::limit, {constant(1)}))->literal == Value(1));
    CHECK(limit(Verb::one, op(Op::limit, {constant(0)}))->literal == Value(0));
    CHECK(limit(Verb::one, op(Op::limit, {constant(7)}))->literal == Value(2));
    CHECK(limit(Verb::first, op(Op::limit, {value(7, BaseType::int64, 0)}))->op == Op::param);
    CHECK_FALSE(limit(Verb::first, node(Op::per_parent, 1)));
    CHECK_FALSE(limit(Verb::all, {}));
    CHECK_FALSE(limit(Verb::count, {}));
}

TEST_CASE("an absent when is gone, and its slots stay counted") {
    const Code code = where(all_of({when(adult()), op(Op::eq, {named("name"), value("Ada", BaseType::text, 0)})}));
    CHECK(query::words(*select(code, 0).where) == "(name == ?2)");
    CHECK(query::words(*select(code, 1).where) == "((age >= ?1) and (name == ?2))");
    CHECK_FALSE(select(where(when(adult()))).where);
    CHECK(select(where(when(adult())), 1).where);
}

TEST_CASE("an absent when counts as true inside or and not") {
    CHECK_FALSE(select(where(any_of({when(adult()), named("admin")}))).where);
    CHECK(query::words(*select(where(not_(when(adult())))).where) == "false");
    CHECK_FALSE(select(where(all_of({when(adult()), when(named("admin"))}))).where);
    CHECK(query::words(*select(where(op(Op::related_any, {when(adult())}, people().pets))).where) ==
          "related_any(#24, true)");
}

TEST_CASE("an update or delete that loses all its conditions to absent whens is refused") {
    const Code assign = op(Op::assign, {named("age"), constant(1)});
    CHECK(wrong(Verb::remove, where(when(adult()))).find("tenon::everything") != std::string::npos);
    CHECK(wrong(Verb::update, join({where(when(adult())), assign})).find("tenon::everything") != std::string::npos);
    CHECK(wrong(Verb::remove, join({where(when(adult())), where(named("admin"))})).empty());
    CHECK(wrong(Verb::remove, {}).empty());
    CHECK(wrong(Verb::remove, where(constant(true))).empty());
}

TEST_CASE("the variant's bits are taken in the order of the nodes") {
    const Code code =
        where(all_of({op(Op::eq, {named("age"), value(1)}), op(Op::in, {named("age"), list({})}),
                      op(Op::lt, {named("age"), value(1.5, BaseType::float64, ir::may_be_empty | ir::meets_integer)}),
                      when(named("admin"))}));
    //                                        when, real, empty, size, empty, empty
    const ir::Select made = select(code, 0b1'10'0'011'1'0);
    REQUIRE(made.where->args.size() == 4);
    CHECK_FALSE(made.where->args[0].args[1].known_empty);
    CHECK(made.where->args[1].args[1].known_empty);
    CHECK(made.where->args[1].args[1].size_class == 3);
    CHECK_FALSE(made.where->args[2].args[1].known_empty);
    CHECK(made.where->args[2].args[1].real_state == 2);
    CHECK(made.where->args[2].args[1].slot == 2);
}

TEST_CASE("members of paths are put behind each other") {
    const Code city = op(Op::member, {node(Op::field, 13)}, 0);
    const ir::Expr made = select(where(op(Op::eq, {city, value("Paris")}))).where->args[0];
    CHECK(made.path == std::vector<std::uint16_t>{13, 0});
    CHECK(made.by_member);
}

TEST_CASE("alternatives and the members of what is inside have names or numbers") {
    const std::vector<std::string> names{"shape", "Circle", "radius", "digits"};
    const auto decoded_of = [&](std::vector<ir::Node> more) {
        std::vector<ir::Node> nodes{{Op::named, 0, 0, 0, 0}};
        nodes.insert(nodes.end(), more.begin(), more.end());
        return query::decode_expression(nodes, names, 0);
    };
    const ir::Expr named =
        decoded_of({{Op::alternative, 0, 0, 2, 0}, {Op::member, 0, 0, 3, 0}, {Op::member, 0, 0, 4, 0}});
    CHECK(named.name == "Circle");
    CHECK(named.way == "radius.digits");
    CHECK(named.path.empty());
    const ir::Expr numbered = decoded_of({{Op::alternative, 0, 3, 0, 0}, {Op::member, 0, 1, 0, 0}});
    CHECK(numbered.detail == 3);
    CHECK(numbered.name.empty());
    CHECK(numbered.path == std::vector<std::uint16_t>{1});
    CHECK(error_of([&] { decoded_of({{Op::alternative, 0, 0, 9, 0}}); }) == "name number 8 is missing");
    CHECK(error_of([&] { decoded_of({{Op::member, 0, 0, 2, 0}}); }) ==
          "`member` stands above `named`, which has no members");
    CHECK(error_of([&] {
              decoded_of({{Op::alternative, 0, 0, 2, 0}, {Op::member, 0, 1, 0, 0}, {Op::member, 0, 0, 3, 0}});
          }) == "a `member` has a name where numbers lead");
    CHECK(error_of([&] {
              decoded_of({{Op::alternative, 0, 0, 2, 0}, {Op::member, 0, 0, 3, 0}, {Op::member, 0, 1, 0, 0}});
          }) == "a `member` has a number where names lead");
}

TEST_CASE("assignments have field indexes at once, through nested structures too") {
    const Code code = join({op(Op::assign, {named("address.zip"), value(5)}),
                            op(Op::assign, {op(Op::member, {node(Op::field, 14)}, 1), constant(1)}),
                            op(Op::assign, {node(Op::field, 1), op(Op::add, {named("age"), constant(1)})})});
    const ir::Update update = std::get<ir::Update>(decoded(Verb::update, code));
    REQUIRE(update.assignments.size() == 3);
    CHECK(update.assignments[0].path == std::vector<std::uint16_t>{13, 1});
    CHECK(update.assignments[1].path == std::vector<std::uint16_t>{14, 1});
    CHECK(update.assignments[2].path == std::vector<std::uint16_t>{1});
    CHECK_FALSE(update.where);
}

TEST_CASE("members that are no fields shift the field indexes") {
    schema::Model model = people().pet;
    model.members.insert(model.members.begin(), {schema::MemberRole::none, 0});  // the relation stands first
    ir::Expr expr = query::decode_expression(node(Op::field, 1).nodes, {}, 0);
    query::resolve(expr, model);
    CHECK(expr.path == std::vector<std::uint16_t>{0});
    query::resolve(expr, model);
    CHECK(expr.path == std::vector<std::uint16_t>{0});
    ir::Expr relation = query::decode_expression(node(Op::field, 0).nodes, {}, 0);
    CHECK(error_of([&] { query::resolve(relation, model); }) ==
          "Pet: `owner` is a relation and has no value of its own: say any(owner, …), all(…), none(…) or count(…)");
}

TEST_CASE("clauses that a verb doesn't take are refused") {
    const Code limit = op(Op::limit, {constant(1)});
    const Code assign = op(Op::assign, {named("age"), constant(1)});
    CHECK(wrong(Verb::update, join({limit, assign})) == "Person: `limit` has no meaning in `update`");
    CHECK(wrong(Verb::remove, limit) == "Person: `limit` has no meaning in `remove`");
    CHECK(wrong(Verb::all, assign) == "Person: `assign` has no meaning in `all`");
    CHECK(wrong(Verb::all, op(Op::group_by, {named("age")})) ==
          "Person: `group_by` has no meaning in `all`; say by select(…) what each group gives");
    CHECK(wrong(Verb::aggregate, node(Op::per_parent, 1)) == "Person: `per_parent` has no meaning in `aggregate`");
}

TEST_CASE("malformed lists are errors") {
    CHECK(wrong(Verb::all, node(Op::where)) == "`where` misses an operand");
    CHECK(wrong(Verb::all, op(Op::eq, {named("age")})) == "`==` misses an operand");
    CHECK(wrong(Verb::all, op(Op::and_, {named("admin")}, 2)) == "`and` misses an operand");
    CHECK(wrong(Verb::all, node(Op::not_)) == "`not` misses an operand");
    CHECK(wrong(Verb::all, node(Op::when)) == "`when` misses an operand");
    CHECK(wrong(Verb::all, op(Op::between, {named("age"), constant(1)})) == "`between` misses an operand");
    CHECK(wrong(Verb::all, named("age")) == "1 expressions are left over where 0 should be");
    CHECK(wrong(Verb::all, node(Op::named)) == "name number 0 is missing");
    CHECK(wrong(Verb::all, op(Op::member, {constant(1)})) == "`member` stands above `constant`, which has no members");
    CHECK(wrong(Verb::all, op(Op::same, {named("age"), named("age")})) == "`same` belongs to the normal form alone");
    CHECK(wrong(Verb::all, op(Op::in, {named("age"), value(1)})) == "`in` takes a list on its right");
    CHECK(wrong(Verb::all, op(Op::eq, {named("age"), list({})})) == "`==` takes no list");
    CHECK(wrong(Verb::all, node(Op::param, 99)) == "a value's type is number 99, which is none");
    CHECK(wrong(Verb::all, node(Op::constant, 0, 9)) == "a constant of an unknown kind");
    CHECK(wrong(Verb::all, node(Op::per_parent, 99)) == "Person: it has no member number 99");
    CHECK(wrong(Verb::update, op(Op::assign, {constant(1), constant(1)})) ==
          "the left side of an assignment is no field");
    CHECK(wrong(Verb::all, op(Op::order_by, {named("age")}, 0, ir::empties_first | ir::empties_last)) ==
          "an order asks for empties first and last at once");
    CHECK(error_of([] { query::decode_expression(node(Op::where).nodes, {}, 0); }) ==
          "`where` is a clause and stands inside an expression");
    CHECK(error_of([] { query::decode_expression({}, {}, 0); }) == "0 expressions are left over where 1 should be");
}

TEST_CASE("a list's size class above 5 and a variant longer than its word are errors") {
    const Code in = where(op(Op::in, {named("age"), list({}, BaseType::int32, 0)}));
    CHECK(error_of([&] { decoded(Verb::all, in, 6); }) == "a list's size class is above 5");
    Code many;
    for (int i = 0; i < 65; ++i) many.append(where(op(Op::eq, {named("age"), value(1)})));
    CHECK(error_of([&] { decoded(Verb::all, many); }) == "a query needs more than 64 variant bits");
}

TEST_CASE("an expression without end is refused before it fills the stack") {
    Code deep = named("admin");
    for (int i = 0; i < 100'000; ++i) deep.nodes.push_back({Op::not_, 0, 0, 0, 0});
    CHECK(error_of([&] { query::decode_expression(deep.nodes, deep.names, 0); }) ==
          "an expression is more than 500 levels deep");
}
