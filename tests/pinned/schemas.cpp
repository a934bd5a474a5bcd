#include "pinned/query_builder.hpp"

namespace tenon::pinned {
namespace {

using schema::Model;

struct Models {
    Model clerks = model("Clerk", "clerks",
                         {test::field("id", type(BaseType::int64)), test::field("name", type(BaseType::text)),
                          test::field("code", type(BaseType::text)), test::field("count", type(BaseType::int64)),
                          test::field("above", type(BaseType::int64, true))});
    Model letters = model("Letter", "letters",
                          {test::field("id", type(BaseType::int64)), test::field("clerk_id", type(BaseType::int64)),
                           test::field("text", type(BaseType::text))});

    Models() {
        clerks.table_schema = "it's \"an\" `office`";
        letters.table_schema = clerks.table_schema;
        clerks.fields[2].type.max_length = 20;
        clerks.indexes.push_back({"clerks_code_unique", {2}, true});
        clerks.comment = "who writes";
        clerks.fields[1].comment = "in full";
        relate(clerks, "chief", schema::RelationKind::belongs_to, clerks, 4, 0);
        relate(letters, "clerk", schema::RelationKind::belongs_to, clerks, 1, 0);
    }
};

const Models& models() {
    static const Models all;
    return all;
}

Code chief_is_ada(Op how) {
    return op(how, {op(Op::eq, {named("name"), value("Ada")})}, clerks().relations.at(0).member);
}

ir::Insert new_clerk() { return {&clerks(), {1, 2, 3}, std::nullopt, {}}; }
std::vector<Value> clerk() { return {"Ada", "a", 1}; }

Query upsert_of_clerk(std::string name, ir::Conflict conflict) {
    ir::Insert insert = new_clerk();
    insert.conflict = std::move(conflict);
    return statement(std::move(name), insert, clerk());
}

}  // namespace

const Model& clerks() { return models().clerks; }
const Model& letters() { return models().letters; }

std::vector<Query> in_schemas() {
    return {
        query("in a schema: select", letters(), Verb::all, where(op(Op::eq, {named("id"), value(1)}))),
        query(
            "in a schema: by a related row", letters(), Verb::all,
            where(op(Op::related_any, {op(Op::eq, {named("name"), value("Ada")})}, letters().relations.at(0).member))),
        query("in a schema: by a related row, looked up", clerks(), Verb::all,
              join({where(chief_is_ada(Op::related_any)), output(named("id"))})),
        query("in a schema: order by a value of a related row", letters(), Verb::all,
              join({output(named("id")),
                    order(op(Op::related_value, {named("name")}, letters().relations.at(0).member))})),
        query("in a schema: how many rows, as the database keeps it", letters(), Verb::estimate, {}),
        statement("in a schema: insert", new_clerk(), clerk()),
        upsert_of_clerk("in a schema: upsert", {{2}, {1}}),
        upsert_of_clerk("in a schema: upsert that counts", {{2}, {1}, 3, std::nullopt}),
        query("in a schema: update", clerks(), Verb::update,
              join({where(op(Op::eq, {named("id"), value(1)})), assign("count", constant(0))})),
        query("in a schema: update by a related row of the same model", clerks(), Verb::update,
              join({where(chief_is_ada(Op::related_none)), assign("count", constant(0))})),
        query("in a schema: delete", clerks(), Verb::remove, where(op(Op::eq, {named("id"), value(1)}))),
        query("in a schema: delete the first row and give it", clerks(), Verb::remove_one,
              join({where(op(Op::gt, {named("count"), value(1)})), order(named("id"))})),
    };
}

}  // namespace tenon::pinned
