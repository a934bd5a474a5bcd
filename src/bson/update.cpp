// Update and delete. Values alone are $set and $unset; with an expression on a right side, all of it is one $set stage
// of a pipeline, which reads the old document (rule 13). An empty optional is left out of the document.

#include <algorithm>

#include "bson/compiler.hpp"
#include "bson/nested.hpp"
#include "bson/select.hpp"
#include "bson/storage.hpp"
#include "bson/write.hpp"
#include "query/capabilities.hpp"

namespace tenon::bson {

using ir::Expr;
using ir::Op;

namespace {

struct Target {
    std::string path;
    const schema::Type* type = nullptr;
};

Target target_of(const Compiler& compiler, const ir::Assignment& assignment) {
    const std::vector<std::uint16_t>& path = assignment.path;
    const schema::Model& model = compiler.model();
    check_field(model, path.front());
    if (stored_name(model, path.front()) == "_id") {
        compiler.refuse("an update of the key `" + model.fields[path.front()].name +
                        "`: `_id` never changes. Insert "
                        "the row again under its new key, and delete the old one.");
    }
    const schema::Field* leg = &model.fields[path.front()];
    Target target{assignment.folded ? leg->folded_column() : leg->column, &leg->type};
    for (std::size_t i = 1; i < path.size(); ++i) {
        leg = &leg->type.members.at(path[i]);
        target.path += "." + leg->column;
        target.type = &leg->type;
    }
    return target;
}

/// Does the condition say that what is at this path isn't empty?
bool asks_for(const Expr& condition, const std::vector<std::uint16_t>& path) {
    if (condition.op == Op::and_)
        return std::any_of(condition.args.begin(), condition.args.end(),
                           [&](const Expr& part) { return asks_for(part, path); });
    if (condition.op != Op::not_ || condition.args.front().op != Op::is_empty) return false;
    const Expr& asked = condition.args.front().args.front();
    return asked.op == Op::field && asked.path == path;
}

/// $set makes the structures on its way, where one that is empty must stay so.
void require_structures(const ir::Update& update) {
    for (const ir::Assignment& assignment : update.assignments) {
        const schema::Type* type = &update.model->fields[assignment.path.front()].type;
        for (std::size_t length = 1; length < assignment.path.size(); ++length) {
            const std::vector<std::uint16_t> way(assignment.path.begin(),
                                                 assignment.path.begin() + static_cast<std::ptrdiff_t>(length));
            if (type->nullable && !(update.where && asks_for(*update.where, way)))
                query::require(query::Backend::mongodb, query::Capability::optional_members, update.model->name);
            type = &type->members.at(assignment.path[length]).type;
        }
    }
}

Template plain_changes(const ir::Update& update, Compiler& compiler) {
    Template set = document(), unset = document();
    for (const ir::Assignment& assignment : update.assignments) {
        const Target target = target_of(compiler, assignment);
        if (is_empty_value(assignment.value)) {
            unset.add(target.path, text(""));
            continue;
        }
        set.add(target.path, stored_value(assignment.value, *target.type, compiler));
    }
    Template changes = document();
    if (!set.members.empty()) changes.add("$set", std::move(set));
    if (!unset.members.empty()) changes.add("$unset", std::move(unset));
    return changes;
}

Template computed_changes(const ir::Update& update, Compiler& compiler) {
    Template set = document();
    for (const ir::Assignment& assignment : update.assignments) {
        const Target target = target_of(compiler, assignment);
        set.add(target.path, compiler.assigned(assignment.value, *target.type, target.path));
    }
    return array({document("$set", std::move(set))});
}

void require_reach(const ir::Reach& reach, const schema::Model& model) {
    if (!reach.only_first && !reach.returning.empty())
        query::require(query::Backend::mongodb, query::Capability::returning_many, model.name);
}

/// One document, found in an order, and given as it is after the change, or was before it was removed.
Command find_and_modify(Compiler& compiler, const std::optional<Expr>& where, const ir::Reach& reach,
                        std::string change, Template how) {
    const schema::Model& model = compiler.model();
    ir::Select select;
    select.model = &model;
    select.order = reach.order;
    const std::optional<Template> sort = plain_sort(select, compiler);
    if (!sort)
        compiler.refuse("a write of the first row in this order: MongoDB orders it by fields alone, which are no "
                        "enumerations, with empties where they are by themselves (rule 6). Read it by first() in a "
                        "transaction, and write it by its key.");
    Command command;
    command.kind = Command::Kind::find_and_modify;
    const bool updates = change == "update";
    command.body = document({{"findAndModify", collection(model)}, {"query", compiler.filter(where)}});
    if (!sort->members.empty()) command.body.add("sort", *sort);
    command.body.add(std::move(change), std::move(how));
    if (updates) command.body.add("new", boolean(true));
    for (const std::uint16_t field : reach.returning) command.columns.push_back(stored_name(model, field));
    return command;
}

}  // namespace

Command compile_update(const ir::Update& update, const query::Prepared& statement) {
    require_reach(update.reach, *update.model);
    require_structures(update);
    Compiler compiler(statement, *update.model, false);
    bool plain = true;
    for (const ir::Assignment& assignment : update.assignments) plain = plain && is_given(assignment.value);
    Template changes = plain ? plain_changes(update, compiler) : computed_changes(update, compiler);
    if (update.reach.only_first)
        return find_and_modify(compiler, update.where, update.reach, "update", std::move(changes));
    Template one = document("q", compiler.filter(update.where));
    one.add("u", std::move(changes));
    one.add("multi", boolean(true));
    Command command;
    command.kind = Command::Kind::update;
    command.body = document({{"update", collection(*update.model)}, {"updates", array({std::move(one)})}});
    return command;
}

Command compile_delete(const ir::Delete& remove, const query::Prepared& statement) {
    require_reach(remove.reach, *remove.model);
    Compiler compiler(statement, *remove.model, false);
    if (remove.reach.only_first) return find_and_modify(compiler, remove.where, remove.reach, "remove", boolean(true));
    Template one = document({{"q", compiler.filter(remove.where)}, {"limit", number(0)}});
    Command command;
    command.kind = Command::Kind::remove;
    command.body = document({{"delete", collection(*remove.model)}, {"deletes", array({std::move(one)})}});
    return command;
}

}  // namespace tenon::bson
