#include <doctest/doctest.h>

#include <set>
#include <string_view>

#include "support/ir_builder.hpp"
#include <tenon/base_type.hpp>

using namespace tenon;
using namespace tenon::test;

TEST_CASE("appending a code moves its names behind those that are there") {
    Code code = output(named("age"), "years");
    code.append(output(op(Op::eq, {named("name"), value("Ada")})));
    code.append(output(named("city"), "town"));
    CHECK(code.names == std::vector<std::string>{"age", "years", "name", "city", "town"});
    REQUIRE(code.nodes.size() == 8);
    CHECK(code.nodes[0].b == 0);
    CHECK(code.nodes[1].b == 2);
    CHECK(code.nodes[2].b == 2);
    CHECK(code.nodes[5].b == 0);
    CHECK(code.nodes[6].b == 3);
    CHECK(code.nodes[7].b == 5);
    CHECK(code.values == std::vector<Value>{"Ada"});
}

TEST_CASE("appending a code moves the names of alternatives and of members, and leaves numbered ones") {
    Code code = named("age");
    Code inside = named("shape");
    inside.nodes.push_back({Op::alternative, 0, 0, 2, 0});
    inside.nodes.push_back({Op::member, 0, 0, 3, 0});
    inside.nodes.push_back({Op::alternative, 0, 1, 0, 0});
    inside.nodes.push_back({Op::member, 0, 1, 0, 0});
    inside.names = {"shape", "Circle", "radius"};
    code.append(inside);
    REQUIRE(code.nodes.size() == 6);
    CHECK(code.nodes[1].b == 1);
    CHECK(code.nodes[2].b == 3);
    CHECK(code.nodes[3].b == 4);
    CHECK(code.nodes[4].b == 0);
    CHECK(code.nodes[5].b == 0);
}

TEST_CASE("a code can be appended to itself") {
    Code code = op(Op::eq, {named("name"), value("Ada")});
    code.append(code);
    CHECK(code.names == std::vector<std::string>{"name", "name"});
    REQUIRE(code.nodes.size() == 6);
    CHECK(code.nodes[3].b == 1);
    CHECK(code.values == std::vector<Value>{"Ada", "Ada"});
}

TEST_CASE("every operation, verb and type has a name of its own") {
    std::set<std::string_view> seen;
    for (int op = 0; op <= static_cast<int>(Op::assign); ++op) seen.insert(name_of(static_cast<Op>(op)));
    CHECK(seen.size() == static_cast<std::size_t>(Op::assign) + 1);
    CHECK(seen.count("unknown") == 0);
    seen.clear();
    for (int verb = 0; verb <= static_cast<int>(ir::Verb::remove); ++verb)
        seen.insert(name_of(static_cast<ir::Verb>(verb)));
    CHECK(seen.size() == static_cast<std::size_t>(ir::Verb::remove) + 1);
    seen.clear();
    for (int type = 0; type <= static_cast<int>(BaseType::variant); ++type)
        seen.insert(name_of(static_cast<BaseType>(type)));
    CHECK(seen.size() == static_cast<std::size_t>(BaseType::variant) + 1);
    CHECK(name_of(BaseType::object_id) == "object id");
}
