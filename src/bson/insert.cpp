// Insert and upsert. An empty optional is left out of the document, so each such member is there or not at each run.

#include <algorithm>

#include "bson/compiler.hpp"
#include "bson/storage.hpp"
#include "bson/write.hpp"
#include "query/capabilities.hpp"
#include "query/soft_delete.hpp"
#include <tenon/error.hpp>

namespace tenon::bson {

namespace {

using schema::Model;

class Row {
public:
    explicit Row(const ir::Insert& insert) : insert_(insert), model_(*insert.model) {
        for (const std::uint16_t field : insert.fields) check_field(model_, field);
    }

    [[nodiscard]] std::optional<std::uint16_t> slot_of(std::uint16_t field) const {
        const auto found = std::find(insert_.fields.begin(), insert_.fields.end(), field);
        if (found == insert_.fields.end()) return std::nullopt;
        return static_cast<std::uint16_t>(found - insert_.fields.begin());
    }

    /// The model's single key was left out: the driver gives it in one more slot.
    [[nodiscard]] bool assigns_key() const { return model_.key.size() == 1 && !slot_of(model_.key.front()); }

    [[nodiscard]] Template value(std::uint16_t field, Form form = Form::as_is) const {
        const schema::Type& type = model_.fields[field].type;
        Slot made;
        made.number = slot_of(field).value_or(static_cast<std::uint16_t>(insert_.fields.size()));
        made.form = form;
        made.omit_empty = form == Form::as_is && type.nullable;
        made.type = type.base;
        made.declared = &type;
        return slot(made);
    }

    /// A field with its value, and its folded one.
    void add_to(Template& document, std::uint16_t field, Form form = Form::as_is) const {
        document.add(name(field), value(field, form));
        if (model_.fields[field].folded) add_folded(document, field, form);
    }
    void add_folded(Template& document, std::uint16_t field, Form form = Form::as_is) const {
        Template folded = value(field, form);
        folded.slot.folded = true;
        document.add(model_.fields[field].folded_column(), std::move(folded));
    }

    [[nodiscard]] std::string name(std::uint16_t field) const { return stored_name(model_, field); }

private:
    const ir::Insert& insert_;
    const Model& model_;
};

bool contains(const std::vector<std::uint16_t>& fields, std::uint16_t field) {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
}

// What may collide. A unique index ignores rows with an empty (rule 8): with one, nothing is looked for, and the row is
// new. `_id` is never empty.
Template conflict_filter(const ir::Insert& insert, const Row& row) {
    Template filter = document();
    for (const std::uint16_t field : insert.conflict->target) {
        if (!row.slot_of(field) && row.name(field) != "_id") {
            throw QueryError(insert.model->name + ": the upsert's target `" + insert.model->fields[field].name +
                             "` has no value");
        }
        if (insert.model->fields[field].folded)
            row.add_folded(filter, field);
        else
            row.add_to(filter, field);
    }
    std::vector<Template> impossible;
    const auto nothing = [&](std::uint16_t field, Form form) {
        Template none = document("$in", row.value(field, form));
        none.omit_when_empty = true;
        impossible.push_back(document("_id", std::move(none)));
        impossible.back().omit_when_empty = true;
    };
    for (const std::uint16_t field : insert.conflict->target)
        if (insert.model->fields[field].type.nullable) nothing(field, Form::nothing_if_empty);
    if (query::meets_living(insert)) {
        filter.add(row.name(*insert.model->deleted_at), null());
        if (row.slot_of(*insert.model->deleted_at)) nothing(*insert.model->deleted_at, Form::nothing_if_given);
    }
    if (impossible.empty()) return filter;
    filter.add("$and", array(std::move(impossible)));
    filter.members.back().node.omit_when_empty = true;
    return filter;
}

Template upsert_changes(const ir::Insert& insert, const Row& row) {
    Template set = document(), unset = document(), set_on_insert = document();
    set.omit_when_empty = unset.omit_when_empty = true;
    const ir::Conflict& conflict = *insert.conflict;
    const auto add = [&](std::uint16_t field) {
        const bool is_sought = contains(conflict.target, field);  // and set by the filter's equality
        if (is_sought && !insert.model->fields[field].folded) return;
        if (conflict.counts == field) return;  // counted from nothing when the row is new
        Template& into = contains(conflict.update, field) ? set : set_on_insert;
        if (is_sought) return into.add(row.name(field), row.value(field));
        row.add_to(into, field);
        if (&into == &set && insert.model->fields[field].type.nullable) row.add_to(unset, field, Form::unset_if_empty);
    };
    for (const std::uint16_t field : insert.fields) add(field);
    if (row.assigns_key()) add(insert.model->key.front());
    Template changes = document();
    if (!set.members.empty()) changes.add("$set", std::move(set));
    if (!unset.members.empty()) changes.add("$unset", std::move(unset));
    if (conflict.counts) changes.add("$inc", document(row.name(*conflict.counts), number(1)));
    // Always there: an update without an operator would replace the whole document.
    changes.add("$setOnInsert", std::move(set_on_insert));
    return changes;
}

Template projection(const ir::Insert& insert, const Row& row) {
    Template fields = document();
    for (const std::uint16_t field : insert.returning) fields.add(row.name(field), number(1));
    if (fields.find("_id") == nullptr) fields.add("_id", number(0));
    return fields;
}

}  // namespace

Command compile_insert(const ir::Insert& insert, const query::Prepared&) {
    const Row row(insert);
    Command command;
    command.assigns_key = row.assigns_key();
    command.slots = insert.fields.size() + (command.assigns_key ? 1 : 0);
    for (const std::uint16_t field : insert.returning) command.columns.push_back(row.name(field));
    const std::string& table = collection_name(*insert.model);
    if (!insert.conflict) {
        command.kind = Command::Kind::insert;
        Template stored = document();
        if (command.assigns_key) stored.add("_id", row.value(insert.model->key.front()));
        for (const std::uint16_t field : insert.fields) row.add_to(stored, field);
        command.body = document({{"insert", text(table)}, {"documents", array({std::move(stored)})}});
        return command;
    }
    if (insert.conflict->where)
        query::require(query::Backend::mongodb, query::Capability::upsert_condition, insert.model->name);
    if (insert.conflict->target.empty())
        query::require(query::Backend::mongodb, query::Capability::ignore_duplicates, insert.model->name);
    Template filter = conflict_filter(insert, row);
    Template changes = upsert_changes(insert, row);
    if (!insert.returning.empty()) {
        command.kind = Command::Kind::find_and_modify;
        command.body = document({{"findAndModify", text(table)},
                                 {"query", std::move(filter)},
                                 {"update", std::move(changes)},
                                 {"upsert", boolean(true)},
                                 {"new", boolean(true)},
                                 {"fields", projection(insert, row)}});
        return command;
    }
    command.kind = Command::Kind::update;
    Template one = document({{"q", std::move(filter)}, {"u", std::move(changes)}, {"upsert", boolean(true)}});
    command.body = document({{"update", text(table)}, {"updates", array({std::move(one)})}});
    return command;
}

}  // namespace tenon::bson
