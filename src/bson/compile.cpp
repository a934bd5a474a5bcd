#include "bson/compile.hpp"

#include "bson/select.hpp"
#include "bson/storage.hpp"
#include "bson/write.hpp"

namespace tenon::bson {

namespace {

Command compile_statement(const query::Prepared& statement) {
    if (const auto* select = std::get_if<ir::Select>(&statement.normal)) return compile_select(*select, statement);
    if (const auto* insert = std::get_if<ir::Insert>(&statement.normal)) return compile_insert(*insert, statement);
    if (const auto* update = std::get_if<ir::Update>(&statement.normal)) return compile_update(*update, statement);
    return compile_delete(std::get<ir::Delete>(statement.normal), statement);
}

}  // namespace

std::string_view name_of(Command::Kind kind) noexcept {
    switch (kind) {
    case Command::Kind::find: return "find";
    case Command::Kind::aggregate: return "aggregate";
    case Command::Kind::count: return "count";
    case Command::Kind::exists: return "exists";
    case Command::Kind::insert: return "insert";
    case Command::Kind::update: return "update";
    case Command::Kind::remove: return "delete";
    case Command::Kind::find_and_modify: return "findAndModify";
    }
    return "";
}

Command compile(const query::Prepared& statement) {
    Command command = compile_statement(statement);
    command.collection = *command.body.members.front().node.value.if_text();
    if (!statement.comment.empty()) command.body.members.push_back({"comment", text(statement.comment)});
    if (command.slots < statement.slots.size()) command.slots = statement.slots.size();
    return command;
}

Command next_ids(const schema::Model& model) {
    Slot count;
    count.form = Form::row_count;
    count.type = BaseType::int64;
    Command command;
    command.kind = Command::Kind::find_and_modify;
    command.collection = "tenon_counters";
    command.body = document({{"findAndModify", text(command.collection)},
                             {"query", document("_id", collection(model))},
                             {"update", document("$inc", document("next", slot(count)))},
                             {"upsert", boolean(true)},
                             {"new", boolean(true)}});
    command.columns = {"next"};
    command.slots = 1;
    return command;
}

}  // namespace tenon::bson
