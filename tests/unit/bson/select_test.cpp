#include <doctest/doctest.h>

#include "commands.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;
using bson::Command;
using ir::Verb;

namespace {

Code by(const Code& expr, std::uint8_t flags = 0) { return op(Op::order_by, {expr}, 0, flags); }
Code limit(const Code& rows) { return op(Op::limit, {rows}); }
Code offset(const Code& rows) { return op(Op::offset, {rows}); }
Code old() { return where(op(Op::gt, {named("age"), value(60)})); }
Code related(Op what, std::uint16_t relation, const Code& condition) { return op(what, {condition}, relation); }

}  // namespace

TEST_CASE("rows are found with sort, skip and limit") {
    CHECK(sent(Verb::all,
               join({old(), by(named("name")), by(named("age"), ir::descending), offset(value(2)), limit(value(3))})) ==
          R"({"find":"people","filter":{"age":{"$gt":60}},"sort":{"name":1,"age":-1},"skip":2,"limit":3})");
    CHECK(people(Verb::all, old()).columns.front() == "_id");
}

TEST_CASE("a limit of 0 finds nothing, whether bound or constant") {
    CHECK(sent(Verb::all, join({old(), limit(value(0))})) ==
          R"({"find":"people","filter":{"age":{"$gt":60},"$expr":false},"limit":1})");
    CHECK(sent(Verb::all, limit(constant(0))) == R"({"find":"people","filter":{"$expr":false},"limit":1})");
    CHECK(sent(Verb::count, limit(value(0))) ==
          R"({"aggregate":"people","pipeline":[{"$match":{"$expr":false}},{"$limit":1},{"$count":"n"}],"cursor":{}})");
    CHECK(sent(Verb::exists, limit(value(0))) ==
          R"({"find":"people","filter":{"$expr":false},"projection":{"_id":1},"limit":1})");
}

TEST_CASE("a limit of 0 joins a filter that is an expression itself") {
    CHECK(
        sent(Verb::all, join({where(op(Op::lt, {named("goal"), named("points")})), limit(value(0))})) ==
        R"({"find":"people","filter":{"$and":[{"$expr":{"$and":[{"$gt":["$goal",null]},{"$lt":["$goal","$points"]}]}}],)"
        R"("$expr":false},"limit":1})");
}

TEST_CASE("outputs that are fields are a projection") {
    const Code code = join({output(named("name")), output(named("home.city"))});
    CHECK(sent(Verb::all, code) == R"({"find":"people","filter":{},"projection":{"_id":0,"name":1,"home.city":1}})");
    CHECK(people(Verb::all, code).columns == std::vector<std::string>{"name", "home.city"});
}

TEST_CASE("a path beside its parent is no projection") {
    const Code code = join({output(named("home")), output(named("home.city"))});
    CHECK(pipeline(Verb::all, code) == R"([{"$project":{"_id":0,"o0":"$home","o1":"$home.city"}}])");
    CHECK(people(Verb::all, code).columns == std::vector<std::string>{"o0", "o1"});
}

TEST_CASE("empties are put elsewhere by a computed key that leaves with its stage") {
    CHECK(pipeline(Verb::all, by(named("age"), ir::empties_last)) ==
          R"([{"$set":{"__tenon_empty0":{"$lte":["$age",null]}}},{"$sort":{"__tenon_empty0":1,"age":1}},)"
          R"({"$unset":["__tenon_empty0"]}])");
}

TEST_CASE("enumerations sort as declared, unknown labels behind, and Json by kind") {
    CHECK(pipeline(Verb::all, by(named("mood"))) ==
          R"([{"$set":{"__tenon_order0":{"$cond":[{"$in":["$mood",{"$literal":["sad","glad"]}]},)"
          R"({"$indexOfArray":[{"$literal":["sad","glad"]},"$mood"]},{"$ifNull":["$mood",null]}]}}},)"
          R"({"$sort":{"__tenon_order0":1}},{"$unset":["__tenon_order0"]}])");
    CHECK(pipeline(Verb::all, by(named("meta"))) ==
          R"([{"$set":{"__tenon_order0":{"v":{"$ifNull":["$meta",null]}}}},{"$sort":{"__tenon_order0":1}},)"
          R"({"$unset":["__tenon_order0"]}])");
}

TEST_CASE("a count is a pipeline, and no document means 0") {
    const Command command = people(Verb::count, old());
    CHECK(command.kind == Command::Kind::count);
    CHECK(pipeline(Verb::count, old()) == R"([{"$match":{"age":{"$gt":60}}},{"$count":"n"}])");
}

TEST_CASE("exists asks for one id") {
    CHECK(people(Verb::exists, old()).kind == Command::Kind::exists);
    CHECK(sent(Verb::exists, old()) ==
          R"({"find":"people","filter":{"age":{"$gt":60}},"projection":{"_id":1},"limit":1})");
}

TEST_CASE("related rows are looked up after all else is matched") {
    const Code condition = all_of({related(Op::related_any, shop().posts, op(Op::gt, {named("votes"), value(9)})),
                                   op(Op::gt, {named("age"), value(60)})});
    CHECK(
        pipeline(Verb::all, where(condition)) ==
        R"([{"$match":{"age":{"$gt":60}}},{"$lookup":{"from":"posts","localField":"_id","foreignField":"author_id",)"
        R"("pipeline":[{"$match":{"votes":{"$gt":9}}},{"$limit":1},{"$project":{"_id":1}}],"as":"__tenon_related0"}},)"
        R"({"$match":{"__tenon_related0":{"$ne":[]}}},{"$unset":["__tenon_related0"]}])");
}

TEST_CASE("no related row, and how many") {
    const Code liked = op(Op::gt, {named("votes"), value(9)});
    CHECK(
        pipeline(Verb::count, where(not_(related(Op::related_any, shop().posts, liked)))) ==
        R"([{"$lookup":{"from":"posts","localField":"_id","foreignField":"author_id",)"
        R"("pipeline":[{"$match":{"votes":{"$gt":9}}},{"$limit":1},{"$project":{"_id":1}}],"as":"__tenon_related0"}},)"
        R"({"$match":{"__tenon_related0":{"$eq":[]}}},{"$count":"n"}])");
    CHECK(pipeline(Verb::all, output(related(Op::related_count, shop().posts, constant(true)))) ==
          R"([{"$lookup":{"from":"posts","localField":"_id","foreignField":"author_id",)"
          R"("pipeline":[{"$count":"n"}],"as":"__tenon_related0"}},)"
          R"({"$project":{"_id":0,"o0":{"$sum":"$__tenon_related0.n"}}}])");
}

TEST_CASE("a related row's condition sees the row outside") {
    const Code same = op(Op::lt, {named("points", 1), named("points")});
    CHECK(
        pipeline(Verb::count, where(related(Op::related_any, shop().boss, same))) ==
        R"([{"$lookup":{"from":"people","localField":"boss_id","foreignField":"_id","let":{"outer0":"$$ROOT"},)"
        R"("pipeline":[{"$match":{"$expr":{"$lt":["$$outer0.points","$points"]}}},{"$limit":1},{"$project":{"_id":1}}],)"
        R"("as":"__tenon_related0"}},{"$match":{"__tenon_related0":{"$ne":[]}}},{"$count":"n"}])");
}

TEST_CASE("two levels of relations hand the outer row on") {
    const Code mine = op(Op::eq, {named("title"), named("name", 2)});
    const Code code = where(related(Op::related_any, shop().boss, related(Op::related_any, shop().posts, mine)));
    CHECK(
        pipeline(Verb::count, code) ==
        R"([{"$lookup":{"from":"people","localField":"boss_id","foreignField":"_id","let":{"outer0":"$$ROOT"},)"
        R"("pipeline":[{"$lookup":{"from":"posts","localField":"_id","foreignField":"author_id",)"
        R"("let":{"outer0":"$$outer0"},"pipeline":[{"$match":{"$expr":{"$eq":["$title","$$outer0.name"]}}},{"$limit":1},)"
        R"({"$project":{"_id":1}}],"as":"__tenon_related1"}},{"$match":{"__tenon_related1":{"$ne":[]}}},{"$limit":1},)"
        R"({"$project":{"_id":1}}],"as":"__tenon_related0"}},{"$match":{"__tenon_related0":{"$ne":[]}}},{"$count":"n"}])");
}

TEST_CASE("groups join null and missing, and sums of 64-bit integers are exact") {
    const Code code = join({op(Op::group_by, {named("age")}), output(named("age")), output(node(Op::count_rows)),
                            output(op(Op::sum, {named("points")})), output(op(Op::avg, {named("money")})),
                            op(Op::having, {op(Op::gt, {node(Op::count_rows), value(1)})}), by(named("age"))});
    CHECK(
        pipeline(Verb::aggregate, code) ==
        R"([{"$group":{"_id":{"k0":{"$ifNull":["$age",null]}},"a0":{"$sum":1},"a1":{"$sum":{"$toDecimal":"$points"}},)"
        R"("a2":{"$avg":{"$toDouble":"$money"}}}},{"$match":{"$expr":{"$gt":["$a0",1]}}},{"$sort":{"_id.k0":1}},)"
        R"({"$project":{"_id":0,"o0":"$_id.k0","o1":"$a0","o2":{"$toLong":"$a1"},"o3":"$a2"}}])");
}

TEST_CASE("an aggregate without a group gives a row for no rows") {
    const Code code = join({output(op(Op::count, {named("age")})), output(op(Op::count_distinct, {named("age")})),
                            output(op(Op::min, {named("age")}))});
    CHECK(pipeline(Verb::aggregate, code) ==
          R"([{"$group":{"_id":null,"a0":{"$sum":{"$cond":[{"$gt":["$age",null]},1,0]}},)"
          R"("a1":{"$addToSet":{"$ifNull":["$age",null]}},"a2":{"$min":"$age"}}},{"$facet":{"groups":[{"$limit":1}]}},)"
          R"({"$replaceWith":{"$ifNull":[{"$first":"$groups"},{"$literal":{"a0":0,"a1":[],"a2":null}}]}},)"
          R"({"$project":{"_id":0,"o0":"$a0","o1":{"$size":{"$setDifference":["$a1",[null]]}},"o2":"$a2"}}])");
}

TEST_CASE("sums of decimals that could lose digits are refused") {
    CHECK_THROWS_WITH_AS(pipeline(Verb::aggregate, output(op(Op::sum, {named("money_before")}))),
                         doctest::Contains("rule 7"), Unsupported);
}

TEST_CASE("distinct outputs are groups") {
    CHECK(pipeline(Verb::all, join({output(named("age")), node(Op::distinct), by(named("age"), ir::descending)})) ==
          R"([{"$group":{"_id":{"o0":{"$ifNull":["$age",null]}}}},{"$replaceWith":"$_id"},{"$sort":{"o0":-1}}])");
    CHECK_THROWS_AS(pipeline(Verb::all, join({output(named("meta")), node(Op::distinct)})), Unsupported);
}

TEST_CASE("limits per parent are refused") {
    CHECK_THROWS_AS(people(Verb::all, join({node(Op::per_parent, 3), limit(value(1))})), Unsupported);
}
