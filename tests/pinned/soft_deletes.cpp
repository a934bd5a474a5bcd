#include "model/soft_delete.hpp"
#include "pinned/query_builder.hpp"

namespace tenon::pinned {
namespace {

using schema::Model;
using schema::RelationKind;

struct Models {
    Model members = test::model(
        "Member", "members",
        {test::field("id", type(BaseType::int64)), test::field("email", type(BaseType::text)),
         test::field("age", type(BaseType::int32, true)), test::field("above", type(BaseType::int64, true)),
         test::field("gone", type(BaseType::timestamp, true)), test::field("changed", type(BaseType::timestamp))});
    Model notes =
        test::model("Note", "notes",
                    {test::field("id", type(BaseType::int64)), test::field("member_id", type(BaseType::int64)),
                     test::field("text", type(BaseType::text)), test::field("gone", type(BaseType::timestamp, true))});

    Models() {
        for (Model* one : {&members, &notes})
            for (schema::Field& field : one->fields)
                if (field.type.base == BaseType::timestamp) field.type.precision = 3;
        members.fields[1].type.max_length = 50;
        members.deleted_at = 4;
        members.updated_at = 5;
        notes.deleted_at = 3;
        members.indexes.push_back({"members_email_unique", {1}, true});
        members.indexes.back().living = true;
        relate(members, "notes", RelationKind::has_many, notes, 0, 1);
        relate(members, "mentor", RelationKind::belongs_to, members, 3, 0);
        relate(members, "mentees", RelationKind::has_many, members, 0, 3);
        relate(notes, "member", RelationKind::belongs_to, members, 1, 0);
    }
};

const Models& models() {
    static const Models all;
    return all;
}

const Model& notes() { return models().notes; }

Code is_member(std::int64_t id) { return where(op(Op::eq, {named("id"), value(id)})); }
Code ids() { return output(named("id")); }

Code of_notes(Op what) { return op(what, {op(Op::eq, {named("text"), value("a")})}, members().relations.at(0).member); }
Query members_where(std::string name, const Code& condition) {
    return query(std::move(name), members(), Verb::all, join({where(condition), ids()}));
}

Query removal(std::string name, Verb verb, const Code& code) {
    ir::Statement statement =
        query::decode(members(), verb, code.nodes, code.names, query::variant_of(code.nodes, code.values));
    const auto stamped = model::remove_softly(statement, members(), code.values.size(), false);
    std::vector<Value> values = code.values;
    for (std::size_t i = 0; i < stamped.size(); ++i) values.emplace_back(Timestamp(1'000'000));
    return pinned::statement(std::move(name), std::move(statement), std::move(values));
}

Query upsert_of_member(std::string name, ir::Insert insert, ir::Conflict conflict) {
    std::vector<Value> values;
    for (const std::uint16_t field : insert.fields)
        values.push_back(field == 0   ? Value(1)
                         : field == 1 ? Value("a")
                         : field == 4 ? Value()
                                      : Value(Timestamp(1'000'000)));
    insert.conflict = std::move(conflict);
    return statement(std::move(name), std::move(insert), std::move(values));
}

}  // namespace

const Model& members() { return models().members; }

std::vector<Query> soft_deletes() {
    const Code adult = op(Op::ge, {named("age"), value(18)});
    return {
        query("living rows", members(), Verb::all, ids()),
        members_where("living rows that fulfil a condition", any_of({adult, op(Op::is_empty, {named("above")})})),
        query("living rows and removed ones", members(), Verb::all,
              join({where(adult), node(Op::with_deleted), ids()})),
        query("removed rows alone", members(), Verb::count, node(Op::only_deleted)),
        query("how many living rows, as the database keeps it", members(), Verb::estimate, {}),
        members_where("any living related row", of_notes(Op::related_any)),
        members_where("all living related rows", of_notes(Op::related_all)),
        members_where("no living related row", of_notes(Op::related_none)),
        members_where("how many living related rows", op(Op::gt, {of_notes(Op::related_count), value(2)})),
        query("a value of a living related row", notes(), Verb::all,
              join({ids(), output(op(Op::related_value, {named("email")}, notes().relations.at(0).member))})),
        removal("a soft removal", Verb::remove, is_member(1)),
        removal("a soft removal that gives the rows", Verb::remove_rows, is_member(1)),
        query("a purge", members(), Verb::remove, join({is_member(1), node(Op::with_deleted), node(Op::purge)})),
        query("a restored row", members(), Verb::update,
              join({is_member(1), node(Op::only_deleted), assign("gone", test::constant(nullptr))})),
        upsert_of_member("an upsert by a unique index of living rows", {&members(), {1, 4, 5}, {}, {}}, {{1}, {4, 5}}),
        upsert_of_member("an upsert by the key of a row that may have been removed", {&members(), {0, 4, 5}, {}, {}},
                         {{0}, {4, 5}}),
        query("living rows below some", members(), Verb::all,
              join({is_member(1), op(Op::descend, {test::constant(nullptr)}, 3), ids()})),
        query("living rows above some", members(), Verb::all,
              join({is_member(1), op(Op::descend, {test::constant(nullptr)}, 3, 1), ids()})),
    };
}

}  // namespace tenon::pinned
