#include "pinned/query_builder.hpp"

namespace tenon::pinned {
namespace {

Query parts_where(std::string name, const Code& condition) {
    return query(std::move(name), parts(), Verb::all, join({where(condition), output(named("id"))}));
}

Code at(std::string map, std::string key) { return op(Op::map_at, {named(std::move(map)), value(key)}); }

/// A member of what stands inside.
Code member(const Code& of, std::uint16_t index) { return op(Op::member, {of}, index); }

Code piece(std::uint16_t alternative) { return op(Op::alternative, {element()}, alternative); }

Code shape(std::uint16_t alternative) { return op(Op::alternative, {named("shape")}, alternative); }

}  // namespace

std::vector<Query> inside() {
    return {
        parts_where("what a map holds at a key", op(Op::gt, {at("counts", "a.b"), value(3)})),
        parts_where("not what a map holds at a key", not_(op(Op::gt, {at("counts", "a.b"), value(3)}))),
        parts_where("a decimal in a map", op(Op::lt, {at("prices", "tea"), value(Decimal::parse("2.50"))})),
        parts_where("a text in a map inside a nested value", op(Op::eq, {at("inner.labels", "$x"), value("red")})),
        parts_where("a member behind a key of a map", op(Op::eq, {member(at("homes", "summer"), 0), value("Bath")})),
        parts_where("a condition behind a key of a map", member(at("homes", "summer"), 1)),
        parts_where("a map has no such key", op(Op::is_empty, {at("homes", "summer")})),
        parts_where("a map has such a key", not_(op(Op::is_empty, {at("counts", "a")}))),
        parts_where("the size of a map", op(Op::eq, {op(Op::array_size, {named("counts")}), value(2)})),
        parts_where("a variant holds an alternative", not_(op(Op::is_empty, {shape(1)}))),
        parts_where("a variant holds another alternative", op(Op::is_empty, {shape(1)})),
        parts_where("a member of an alternative", op(Op::gt, {member(shape(0), 0), value(1.5)})),
        parts_where("a decimal of an alternative", op(Op::le, {member(shape(1), 1), value(Decimal::parse("1.25"))})),
        parts_where("any element holds an alternative",
                    op(Op::array_any, {named("shapes"), not_(op(Op::is_empty, {piece(1)}))})),
        parts_where("no element has a member of an alternative so",
                    op(Op::array_none, {named("shapes"), op(Op::gt, {member(piece(0), 0), value(1.5)})})),
        parts_where(
            "all elements have a decimal of an alternative so",
            op(Op::array_all, {named("shapes"), op(Op::le, {member(piece(1), 1), value(Decimal::parse("1.25"))})})),
        query("ordered by what a map holds", parts(), Verb::all,
              join({order(at("counts", "a"), ir::descending), output(at("counts", "a"))})),
    };
}

}  // namespace tenon::pinned
