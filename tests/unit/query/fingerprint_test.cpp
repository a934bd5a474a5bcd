#include <doctest/doctest.h>

#include <set>

#include "unit/query/people.hpp"

using namespace tenon;
using namespace tenon::test;
using ir::Verb;

namespace {

std::uint64_t print(const Code& code, Verb verb = Verb::all) {
    return query::fingerprint(verb, code.nodes, code.names);
}

}  // namespace

TEST_CASE("a fingerprint is the same whatever the values") {
    CHECK(print(where(op(Op::eq, {named("age"), value(1)}))) == print(where(op(Op::eq, {named("age"), value(2)}))));
}

TEST_CASE("a fingerprint tells verbs, operations, names, constants, flags and orders apart") {
    std::set<std::uint64_t> seen;
    const Code plain = where(op(Op::eq, {named("age"), value(1)}));
    seen.insert(print(plain));
    seen.insert(print(plain, Verb::first));
    seen.insert(print(where(op(Op::ne, {named("age"), value(1)}))));
    seen.insert(print(where(op(Op::eq, {named("ages"), value(1)}))));
    seen.insert(print(where(op(Op::eq, {named("age", 1), value(1)}))));
    seen.insert(print(where(op(Op::eq, {value(1), named("age")}))));
    seen.insert(print(where(op(Op::eq, {named("age"), constant(1)}))));
    seen.insert(print(where(op(Op::eq, {named("age"), constant(2)}))));
    seen.insert(print(where(op(Op::eq, {named("age"), value(1, BaseType::int8)}))));
    seen.insert(print(where(op(Op::eq, {named("age"), value(1, BaseType::none, 0)}))));
    seen.insert(print(join({plain, plain})));
    seen.insert(print({}));
    CHECK(seen.size() == 12);
}

TEST_CASE("a key inside a Json and the number of an element are told apart") {
    const auto has = [](Value step, BaseType type) {
        return where(op(Op::is_empty, {op(Op::json_at, {named("data"), value(std::move(step), type, 0)}, 1)}));
    };
    CHECK(print(has("0", BaseType::text)) != print(has(0, BaseType::int64)));
}

TEST_CASE("names are told apart by where one ends") {
    CHECK(print(join({named("ab"), named("c")})) != print(join({named("a"), named("bc")})));
    CHECK(print(named("abcdefgh")) != print(named("abcdefg")));
}
