// The normal form, pinned. `normal_form_random_test` holds it against the evaluator and a three-valued logic.
#include <doctest/doctest.h>

#include "unit/query/people.hpp"

using namespace tenon;
using namespace tenon::test;

namespace {

Code cmp(Op comparison, const char* name, Value with) { return op(comparison, {named(name), value(std::move(with))}); }
Code real(double given) { return value(given, BaseType::float64, ir::meets_integer); }

}  // namespace

TEST_CASE("equality with a value, an empty, and between fields that may be empty") {
    CHECK(normal(cmp(Op::eq, "age", 18)) == "(age == ?1)");
    CHECK(normal(cmp(Op::ne, "age", 18)) == "((age != ?1) or is_empty(age))");
    CHECK(normal(cmp(Op::ne, "visits", 18)) == "(visits != ?1)");
    CHECK(normal(cmp(Op::eq, "age", nullptr)) == "is_empty(age)");
    CHECK(normal(cmp(Op::ne, "age", nullptr)) == "not is_empty(age)");
    CHECK(normal(cmp(Op::eq, "visits", nullptr)) == "false");
    CHECK(normal(cmp(Op::ne, "visits", nullptr)) == "true");
    CHECK(normal(op(Op::eq, {constant(nullptr), named("age")})) == "is_empty(age)");
    CHECK(normal(op(Op::eq, {named("age"), named("address.zip")})) == "(age same address.zip)");
    CHECK(normal(op(Op::ne, {named("age"), named("address.zip")})) == "(age not_same address.zip)");
    CHECK(normal(op(Op::eq, {named("age"), named("visits")})) == "(age == visits)");
    CHECK(normal(op(Op::ne, {named("age"), named("visits")})) == "((age != visits) or is_empty(age))");
    CHECK(normal(not_(op(Op::ne, {named("age"), named("address.zip")}))) == "(age same address.zip)");
}

TEST_CASE("order comparisons stay, their negations gain the empties") {
    CHECK(normal(cmp(Op::lt, "age", 18)) == "(age < ?1)");
    CHECK(normal(not_(cmp(Op::lt, "age", 18))) == "((age >= ?1) or is_empty(age))");
    CHECK(normal(not_(cmp(Op::lt, "visits", 18))) == "(visits >= ?1)");
    CHECK(normal(not_(cmp(Op::ge, "age", 18))) == "((age < ?1) or is_empty(age))");
    CHECK(normal(not_(op(Op::gt, {named("age"), named("address.zip")}))) ==
          "((age <= address.zip) or is_empty(age) or is_empty(address.zip))");
    CHECK(normal(cmp(Op::lt, "age", nullptr)) == "false");
    CHECK(normal(not_(cmp(Op::lt, "age", nullptr))) == "true");
    CHECK(normal(not_(op(Op::lt, {op(Op::div, {named("visits"), constant(2)}), constant(5)}))) ==
          "(((visits / 2) >= 5) or is_empty((visits / 2)))");
}

TEST_CASE("between is two comparisons") {
    const Code between = op(Op::between, {named("age"), value(1), value(9)});
    CHECK(normal(between) == "((age >= ?1) and (age <= ?2))");
    CHECK(normal(not_(between)) == "((age < ?1) or is_empty(age) or (age > ?2))");
    CHECK(normal(op(Op::between, {named("age"), value(nullptr), value(9)})) == "false");
}

TEST_CASE("lists lose their empties") {
    const auto in = [](const char* name, Array values) { return op(Op::in, {named(name), list(std::move(values))}); };
    CHECK(normal(in("age", {1, 2})) == "(age in ?1[2])");
    CHECK(normal(in("age", {1, 2, nullptr})) == "((age in ?1[2]) or is_empty(age))");
    CHECK(normal(in("visits", {1, nullptr})) == "(visits in ?1[1])");
    CHECK(normal(in("age", {})) == "false");
    CHECK(normal(in("age", {nullptr})) == "is_empty(age)");
    CHECK(normal(not_(in("age", {1, 2}))) == "(not (age in ?1[2]) or is_empty(age))");
    CHECK(normal(not_(in("age", {1, nullptr}))) == "not (age in ?1[1])");
    CHECK(normal(not_(in("visits", {1}))) == "not (visits in ?1[1])");
    CHECK(normal(not_(in("age", {nullptr}))) == "not is_empty(age)");
    CHECK(normal(not_(in("age", {}))) == "true");
}

TEST_CASE("and, or and not are flat, constants are folded, negations are at the leaves") {
    const Code a = cmp(Op::lt, "visits", 1), b = named("active"), c = cmp(Op::eq, "age", nullptr);
    CHECK(normal(all_of({a, all_of({b, c})})) == "((visits < ?1) and active and is_empty(age))");
    CHECK(normal(any_of({any_of({a, b}), c})) == "((visits < ?1) or active or is_empty(age))");
    CHECK(normal(not_(all_of({a, not_(b)}))) == "((visits >= ?1) or active)");
    CHECK(normal(not_(not_(a))) == "(visits < ?1)");
    CHECK(normal(all_of({a, constant(true)})) == "(visits < ?1)");
    CHECK(normal(all_of({a, constant(false)})) == "false");
    CHECK(normal(any_of({a, constant(true)})) == "true");
    CHECK(normal(all_of({})) == "true");
    CHECK(normal(any_of({})) == "false");
    CHECK(normal(not_(any_of({}))) == "true");
    CHECK(normal(op(Op::lt, {constant(1), constant(2)})) == "true");
    CHECK(normal(op(Op::eq, {constant(true), constant(false)})) == "false");
}

TEST_CASE("booleans") {
    CHECK(normal(named("admin")) == "admin");
    CHECK(normal(not_(named("admin"))) == "(not admin or is_empty(admin))");
    CHECK(normal(not_(named("active"))) == "not active");
    CHECK(normal(value(true, BaseType::boolean)) == "?1");
    CHECK(normal(not_(value(true, BaseType::boolean))) == "not ?1");
    CHECK(normal(value(nullptr, BaseType::boolean)) == "false");
}

TEST_CASE("is_empty stands above what can be empty alone") {
    CHECK(normal(op(Op::is_empty, {named("visits")})) == "false");
    CHECK(normal(not_(op(Op::is_empty, {named("visits")}))) == "true");
    CHECK(normal(op(Op::is_empty, {named("home.city")})) == "is_empty(home.city)");
    CHECK(normal(op(Op::is_empty, {op(Op::add, {named("visits"), value(nullptr)})})) == "true");
    CHECK(normal(op(Op::lt, {op(Op::add, {named("visits"), value(nullptr)}), constant(1)})) == "false");
}

TEST_CASE("text matches keep their negation and are made sure") {
    const auto match = [](const char* name, Value pattern) {
        return op(Op::contains, {named(name), value(std::move(pattern))});
    };
    CHECK(normal(match("nick", "x")) == "(nick contains ?1)");
    CHECK(normal(not_(match("nick", "x"))) == "(not (nick contains ?1) or is_empty(nick))");
    CHECK(normal(not_(match("name", "x"))) == "not (name contains ?1)");
    CHECK(normal(match("nick", nullptr)) == "false");
    CHECK(normal(not_(match("nick", nullptr))) == "true");
    CHECK(normal(not_(op(Op::iequals, {named("name"), named("nick")}))) ==
          "(not (name iequals nick) or is_empty(nick))");
}

TEST_CASE("a real bound of an integer stands on the right, or is decided") {
    CHECK(normal(op(Op::lt, {named("age"), real(2.5)})) == "(age < ?1)");
    CHECK(normal(op(Op::lt, {real(2.5), named("age")})) == "(age > ?1)");
    CHECK(normal(op(Op::eq, {named("age"), real(2.0)})) == "(age == ?1)");
    CHECK(normal(op(Op::eq, {named("age"), real(2.5)})) == "false");
    CHECK(normal(op(Op::ne, {named("age"), real(2.5)})) == "true");
    CHECK(normal(op(Op::lt, {named("age"), real(1e300)})) == "not is_empty(age)");
    CHECK(normal(op(Op::lt, {named("visits"), real(1e300)})) == "true");
    CHECK(normal(op(Op::gt, {named("age"), real(1e300)})) == "false");
    CHECK(normal(op(Op::gt, {named("age"), real(-1e300)})) == "not is_empty(age)");
    CHECK(normal(not_(op(Op::lt, {named("age"), real(1e300)}))) == "is_empty(age)");
    CHECK(normal(not_(op(Op::gt, {named("age"), real(1e300)}))) == "true");
    CHECK(normal(op(Op::between, {named("age"), real(-1e300), real(2.5)})) == "(not is_empty(age) and (age <= ?2))");
    const ir::Expr state = query::normal_form(resolved(people().person, op(Op::lt, {named("age"), real(2.5)})));
    CHECK(state.args[1].real_state == 1);
}

TEST_CASE("array operations") {
    const auto contains = [](const char* name, const Code& sought) {
        return op(Op::array_contains, {named(name), sought});
    };
    CHECK(normal(contains("tags", value("x"))) == "array_contains(tags, ?1)");
    CHECK(normal(not_(contains("tags", value("x")))) == "not array_contains(tags, ?1)");
    CHECK(normal(not_(contains("notes", named("nick")))) ==
          "(not array_contains(notes, nick) or is_empty(notes) or is_empty(nick))");
    CHECK(normal(contains("tags", value(nullptr))) == "false");
    CHECK(normal(contains("marks", value(nullptr))) == "array_any(marks, is_empty(element))");
    CHECK(normal(contains("marks", named("age"))) == "array_any(marks, (element same ^age))");
    CHECK(normal(not_(contains("marks", named("age")))) == "not array_any(marks, (element same ^age))");
    const auto all = [](const char* name, Array values) {
        return op(Op::array_contains_all, {named(name), list(std::move(values))});
    };
    CHECK(normal(all("tags", {})) == "true");
    CHECK(normal(all("tags", {"a"})) == "array_contains_all(tags, ?1[1])");
    CHECK(normal(all("tags", {"a", nullptr})) == "false");
    CHECK(normal(all("marks", {1, nullptr})) ==
          "(array_any(marks, is_empty(element)) and array_contains_all(marks, ?1[1]))");
    CHECK(normal(not_(all("notes", {"a"}))) == "(not array_contains_all(notes, ?1[1]) or is_empty(notes))");
}

TEST_CASE("all and none are any, with the negation pushed inside") {
    const Code big = op(Op::gt, {named("qty"), constant(1)});
    const Code mark = op(Op::gt, {element(), constant(1)});
    CHECK(normal(op(Op::array_none, {named("lines"), big})) == "not array_any(lines, (qty > 1))");
    CHECK(normal(op(Op::array_all, {named("lines"), big})) == "not array_any(lines, (qty <= 1))");
    CHECK(normal(not_(op(Op::array_all, {named("marks"), mark}))) ==
          "array_any(marks, ((element <= 1) or is_empty(element)))");
    CHECK(normal(op(Op::array_none, {named("notes"), constant(true)})) ==
          "(not array_any(notes, true) or is_empty(notes))");
    CHECK(normal(op(Op::array_all, {named("lines"), constant(true)})) == "true");
    const auto related = [](Op what) { return op(what, {op(Op::gt, {named("age"), constant(1)})}, people().pets); };
    CHECK(normal(related(Op::related_any)) == "related_any(pets, (age > 1))");
    CHECK(normal(related(Op::related_none)) == "not related_any(pets, (age > 1))");
    CHECK(normal(related(Op::related_all)) == "not related_any(pets, ((age <= 1) or is_empty(age)))");
    CHECK(normal(not_(related(Op::related_all))) == "related_any(pets, ((age <= 1) or is_empty(age)))");
    CHECK(normal(op(Op::eq, {op(Op::related_count, {not_(op(Op::gt, {named("age"), constant(1)}))}, people().pets),
                             constant(0)})) == "(related_count(pets, ((age <= 1) or is_empty(age))) == 0)");
}

TEST_CASE("the normal form of a normal form is itself") {
    for (const Code& code : {not_(cmp(Op::lt, "age", 18)), op(Op::eq, {named("age"), named("address.zip")}),
                             not_(op(Op::in, {named("age"), list({1, 2})})), not_(named("admin")),
                             op(Op::array_contains, {named("marks"), named("age")})}) {
        const ir::Expr once = query::normal_form(resolved(people().person, code));
        CHECK(query::words(query::normal_form(once)) == query::words(once));
    }
}

TEST_CASE("statements: every part is in normal form, and a where that is always true is gone") {
    const auto described = [](ir::Verb verb, const Code& code) {
        return query::describe(prepare(people().person, verb, code).normal);
    };
    CHECK(described(ir::Verb::all, where(all_of({}))) == "select Person");
    CHECK(described(ir::Verb::all, where(any_of({}))) == "select Person where false");
    CHECK(described(ir::Verb::remove, where(not_(named("admin")))) ==
          "delete Person where (not admin or is_empty(admin))");
    const Code assign = op(Op::assign, {named("age"), op(Op::add, {named("age"), value(nullptr)})});
    CHECK(described(ir::Verb::update, join({assign, where(cmp(Op::ne, "age", 1))})) ==
          "update Person set age = empty where ((age != ?2) or is_empty(age))");
    const Code having = join({output(op(Op::avg, {named("age")})),
                              op(Op::having, {not_(op(Op::lt, {op(Op::avg, {named("age")}), constant(3)}))})});
    CHECK(described(ir::Verb::aggregate, having) ==
          "aggregate Person giving avg(age) having ((avg(age) >= 3) or is_empty(avg(age)))");
}

TEST_CASE("fragments are opaque: their negation is `not` of them, and they may be empty") {
    const Code condition = fragment("? > ?", BaseType::boolean, {named("age"), value(1, BaseType::int64, 0)});
    CHECK(normal(condition) == "sql(? > ?, age, ?1)");
    CHECK(normal(not_(condition)) == "not sql(? > ?, age, ?1)");
    CHECK(normal(not_(not_(condition))) == "sql(? > ?, age, ?1)");
    CHECK(normal(op(Op::is_empty, {condition})) == "is_empty(sql(? > ?, age, ?1))");
    const Code number = fragment("1", BaseType::int64, {});
    CHECK(normal(op(Op::ne, {number, value(2)})) == "((sql(1) != ?1) or is_empty(sql(1)))");
    CHECK(refusal(fragment("?", BaseType::boolean, {value(1)})).find("has no type") != std::string::npos);
    CHECK(refusal(number).find("stands where a condition is needed") == std::string::npos);
    CHECK(error_of([] { (void)resolved(people().person, node(Op::fragment, 2)); }).find("misses an operand") !=
          std::string::npos);
}
