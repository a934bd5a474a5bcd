#include "pinned/query_builder.hpp"

namespace tenon::pinned {
namespace {

Query guests_where(std::string name, const Code& condition) {
    return query(std::move(name), guests(), Verb::all, join({where(condition), output(named("id"))}));
}

Query guests_update(std::string name, const Code& assignments) {
    return query(std::move(name), guests(), Verb::update,
                 join({where(op(Op::eq, {named("id"), value(1)})), assignments}));
}

Query guest_upsert(std::string name, std::vector<std::uint16_t> target, std::vector<std::uint16_t> update) {
    return statement(std::move(name),
                     ir::Insert{&guests(),
                                {0, 1, 2, 3},
                                ir::Conflict{std::move(target), std::move(update), std::nullopt, std::nullopt},
                                {}},
                     {1, "Ada@x.org", "Ada", "Bath"});
}

}  // namespace

std::vector<Query> folded() {
    return {
        guests_where("iequals of a folded field", op(Op::iequals, {named("name"), value("ÉVA")})),
        guests_where("not iequals of a nullable folded field", not_(op(Op::iequals, {named("town"), value("ÉVA")}))),
        guests_where("iequals of two folded fields", op(Op::iequals, {named("name"), named("town")})),
        guests_where("icontains of a folded field", op(Op::icontains, {named("name"), value("É50%")})),
        guests_where("not icontains of a nullable folded field", not_(op(Op::icontains, {named("town"), value("É")}))),
        guests_where("ilike of a folded field", op(Op::ilike, {named("name"), value("É%")})),
        guests_where("contains of a folded field looks at case", op(Op::contains, {named("name"), value("É")})),
        statement("insert of folded fields", ir::Insert{&guests(), {1, 2, 3}, std::nullopt, {}},
                  {"Ada@x.org", "Ada", "Bath"}),
        guest_upsert("upsert of folded fields by the key", {0}, {2, 3}),
        guest_upsert("upsert by a folded field", {1}, {1, 2}),
        guests_update("update of folded fields", join({assign("name", value("Éva")), assign("note", value("x"))})),
        guests_update("a folded field is set to empty", assign("town", constant(nullptr))),
        guests_update("a folded field takes another", assign("town", named("name"))),
        guests_update("a folded field is set beside a computed one",
                      join({assign("name", value("Éva")), assign("note", op(Op::upper, {named("note")}))})),
    };
}

}  // namespace tenon::pinned
