// Upserts: an insert that may meet a row with the same key, or the same value in a unique index.

#include <algorithm>

#include "engine/running.hpp"
#include "model/by_key.hpp"
#include "model/cast_errors.hpp"
#include "model/code_values.hpp"
#include "model/object_values.hpp"
#include "model/read_objects.hpp"
#include "model/row_cells.hpp"
#include "model/scope.hpp"
#include "model/statements.hpp"
#include "query/query.hpp"
#include <tenon/error.hpp>
#include <tenon/execution.hpp>

namespace tenon::model {

void ConflictRule::add_target(std::uint16_t member) { target.push_back(member); }
void ConflictRule::add_update(std::uint16_t member) { update.push_back(member); }

namespace {

using engine::Entry;
using engine::Running;

[[noreturn]] void refuse_upsert(const schema::Model& model, const std::string& sentence) {
    throw QueryError("upsert() of " + model.name + sentence,
                     {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
}

bool contains(const std::vector<std::uint16_t>& fields, std::uint16_t field) {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
}

std::vector<std::uint16_t> fields_of(const schema::Model& model, const std::vector<std::uint16_t>& members) {
    std::vector<std::uint16_t> fields;
    for (const std::uint16_t member : members) fields.push_back(model.members.at(member).field);
    return fields;
}

std::vector<std::size_t> unique_indexes(const schema::Model& model) {
    std::vector<std::size_t> unique;
    for (std::size_t i = 0; i < model.indexes.size(); ++i)
        if (model.indexes[i].unique && model.indexes[i].is_plain()) unique.push_back(i);
    return unique;
}

bool is_same_set(const std::vector<std::uint16_t>& a, const std::vector<std::uint16_t>& b) {
    return a.size() == b.size() && std::is_permutation(a.begin(), a.end(), b.begin());
}

/// A target's number: 0 for the key, or that of a unique index + 1.
std::size_t named_target(const schema::Model& model, const std::vector<std::uint16_t>& members) {
    const std::vector<std::uint16_t> fields = fields_of(model, members);
    if (is_same_set(fields, model.key)) return 0;
    for (const std::size_t index : unique_indexes(model))
        if (is_same_set(model.indexes[index].fields, fields)) return index + 1;
    refuse_upsert(model,
                  ": the fields named are neither the key nor a unique index. Declare unique(f<…>) in describe.");
}

std::size_t implied_target(const Instance& instance, const void* object) {
    const schema::Model& model = instance.model;
    const bool key_given = std::none_of(model.key.begin(), model.key.end(), [&](std::uint16_t field) {
        return is_unset(cell_of(instance, field, object));
    });
    if (key_given) return 0;
    const std::vector<std::size_t> unique = unique_indexes(model);
    if (unique.size() == 1) return unique.front() + 1;
    refuse_upsert(model, std::string(" without a key: ") +
                             (unique.empty()
                                  ? "the model has no unique index to find the row by. Declare one, or set the key."
                                  : "the model has several unique indexes. Name the fields: upsert(object, f<…>)."));
}

const std::vector<std::uint16_t>& fields_of_target(const schema::Model& model, std::size_t target) {
    return target == 0 ? model.key : model.indexes[target - 1].fields;
}

/// May the row that is met be given this field's new value?
bool is_updated(const schema::Model& model, const std::vector<std::uint16_t>& target, std::uint16_t field) {
    const bool is_sought = contains(target, field) && !model.fields[field].folded;
    return !is_sought && !contains(model.key, field) && model.created_at != field && model.version != field &&
           !model.fields[field].hidden && !model.fields[field].immutable;
}

std::vector<std::uint16_t> visible_fields(const schema::Model& model) {
    std::vector<std::uint16_t> fields;
    for (std::uint16_t i = 0; i < model.fields.size(); ++i)
        if (!model.fields[i].hidden) fields.push_back(i);
    return fields;
}

/// The fields of the row that is met that get new values, when the rule names none.
std::vector<std::uint16_t> updated_fields(const Instance& instance, const std::vector<std::uint16_t>& target,
                                          std::uint64_t variant) {
    std::vector<std::uint16_t> fields = written_fields(instance, variant);
    std::erase_if(fields, [&](std::uint16_t field) { return !is_updated(instance.model, target, field); });
    return fields;
}

/// What is upserted is there: a row that was removed softly, which only the key can meet, is living again.
void restore_met(const schema::Model& model, ir::Conflict& conflict) {
    if (model.deleted_at && conflict.target == model.key && !contains(conflict.update, *model.deleted_at))
        conflict.update.push_back(*model.deleted_at);
}

// upsert's variant: the target's number, and behind it that of an insert
std::uint64_t upsert_bits(const Instance& instance) { return 1 + instance.sql_defaults.size(); }

FixedStatement make_upsert(const Instance& instance, std::uint64_t variant) {
    const schema::Model& model = instance.model;
    ir::Insert insert;
    insert.model = &model;
    insert.fields = written_fields(instance, variant);
    insert.returning = visible_fields(model);
    ir::Conflict conflict;
    conflict.target = fields_of_target(model, variant >> upsert_bits(instance));
    conflict.update = updated_fields(instance, conflict.target, variant);
    if (conflict.update.empty()) {
        conflict.kept = conflict.target.front();
    } else {
        conflict.counts = model.version;
        restore_met(model, conflict);
    }
    insert.conflict = std::move(conflict);
    std::vector<std::uint16_t> written = insert.fields;
    return {std::move(insert), std::move(written)};
}

/// Values of the condition come behind those of the row.
void move_slots(ir::Expr& expr, std::size_t by) {
    if (expr.op == ir::Op::param || expr.op == ir::Op::list) expr.slot = static_cast<std::uint16_t>(expr.slot + by);
    for (ir::Expr& operand : expr.args) move_slots(operand, by);
}

std::vector<std::uint16_t> only_these(const Session& session, const schema::Model& model,
                                      const std::vector<std::uint16_t>& target, const ConflictRule& rule) {
    std::vector<std::uint16_t> fields = fields_of(model, rule.update);
    for (const std::uint16_t field : fields)
        if (!is_updated(model, target, field))
            refuse_upsert(model, ": `" + model.fields[field].name +
                                     "` can't be updated: it is of the key or of the target, the time of creation, the "
                                     "version, hidden or immutable.");
    if (model.updated_at && !keeps_times(session) && !contains(fields, *model.updated_at))
        fields.push_back(*model.updated_at);
    return fields;
}

/// What the rule says beyond its target.
bool is_particular(const ConflictRule& rule) {
    return rule.keeps || !rule.update.empty() || !rule.condition.nodes.empty();
}

class ParticularUpsert {
public:
    ParticularUpsert(const Session& session, const Instance& instance, const ConflictRule& rule, std::uint64_t variant,
                     bool any_target)
        : session_(session),
          instance_(instance),
          rule_(rule),
          variant_(variant),
          any_target_(any_target),
          condition_variant_(query::variant_of(rule.condition.nodes, rule.condition.values)),
          entry_(keyed_entry(session, instance, key(), condition_variant_, [this] { return make(); })) {}
    ParticularUpsert(const ParticularUpsert&) = delete;
    ParticularUpsert& operator=(const ParticularUpsert&) = delete;
    [[nodiscard]] const Entry& entry() const { return entry_; }

private:
    [[nodiscard]] std::string key() const {
        std::string key = "upsert " + std::to_string(variant_) + (any_target_ ? " any" : "") +
                          (rule_.keeps ? " keep" : "") + (keeps_times(session_) ? " timeless" : "");
        for (const std::uint16_t member : rule_.update) key += " " + std::to_string(member);
        key += '\0';
        append_code(key, rule_.condition.nodes, rule_.condition.names);
        return key;
    }
    [[nodiscard]] ir::Statement make() const {
        ir::Insert insert = std::get<ir::Insert>(make_upsert(instance_, variant_).statement);
        ir::Conflict& conflict = *insert.conflict;
        if (any_target_) conflict.target.clear();
        if (rule_.keeps) {
            conflict.update.clear();
            conflict.kept.reset();
            conflict.counts.reset();
        }
        if (!rule_.update.empty()) {
            conflict.update = only_these(session_, instance_.model, conflict.target, rule_);
            conflict.kept.reset();
            restore_met(instance_.model, conflict);
        }
        if (!rule_.condition.nodes.empty()) {
            ir::Expr where = query::decode_expression(rule_.condition.nodes, rule_.condition.names, condition_variant_);
            move_slots(where, insert.fields.size());
            conflict.where = std::move(where);
        }
        return insert;
    }

    const Session& session_;
    const Instance& instance_;
    const ConflictRule& rule_;
    std::uint64_t variant_;
    bool any_target_;
    std::uint64_t condition_variant_;
    const Entry& entry_;
};

template <class Values>
bool run(const Session& session, const Instance& instance, const Entry& entry, const Values& values, void* object) {
    return of_model(instance.model, [&] {
        Running running(session, *entry.plan, entry.model, values);
        const bool is_stored = read_object(running, instance.visible, object);
        (void)running.complete();
        return is_stored;
    });
}

/// Sends an object that is prepared.
bool store(const Session& session, const Instance& instance, void* object, const ConflictRule& rule, std::size_t target,
           bool any_target) {
    const std::uint64_t variant = target << upsert_bits(instance) | insert_variant(instance, object);
    RowCells cells(instance.table.columns.size());
    if (!is_particular(rule)) {
        const Entry& entry = fixed_entry(session, instance, upsert_shape, variant, make_upsert);
        return run(session, instance, entry, cells.add_members(decoding_of(entry).written, instance.table, object),
                   object);
    }
    for (const std::uint16_t i : written_fields(instance, variant)) cells.add(instance.table.columns[i], object);
    const ParticularUpsert upsert(session, instance, rule, variant, any_target);
    const CodeValues condition(upsert.entry(), rule.condition.values, cells.cells().size());
    std::vector<Cell> all(cells.cells().begin(), cells.cells().end());
    all.insert(all.end(), condition.cells().begin(), condition.cells().end());
    return run(session, instance, upsert.entry(), all, object);
}

/// An upsert of an object whose hidden members break rules, as the empty ones of an object that was read do. The row that
/// it meets keeps its hidden columns: it is updated without an insert, which the database would refuse.
class UpsertOfMet {
public:
    UpsertOfMet(const Session& session, const Instance& instance, const ConflictRule& rule, std::size_t target)
        : session_(session),
          instance_(instance),
          rule_(rule),
          target_(fields_of_target(instance.model, target)) {}

    /// Gives whether the row was updated; nothing when no row is met.
    [[nodiscard]] std::optional<bool> run(void* object) const {
        for (const std::uint16_t field : target_)
            if (cell_of(instance_, field, object).is_empty()) return std::nullopt;
        const std::vector<std::uint16_t> fields = set_fields(object);
        if (fields.empty() ? !rule_.keeps && read(object) : update(fields, object)) return true;
        return is_there(object) ? std::optional(false) : std::nullopt;
    }

private:
    [[nodiscard]] std::vector<std::uint16_t> set_fields(const void* object) const {
        if (rule_.keeps) return {};
        if (!rule_.update.empty()) return only_these(session_, instance_.model, target_, rule_);
        return updated_fields(instance_, target_, insert_variant(instance_, object));
    }
    [[nodiscard]] bool update(const std::vector<std::uint16_t>& fields, void* object) const {
        std::string key = "upsert met";
        for (const auto* part : {&target_, &fields}) {
            key += '\0';
            for (const std::uint16_t field : *part) key += " " + std::to_string(field);
        }
        key += '\0';
        append_code(key, rule_.condition.nodes, rule_.condition.names);
        return run(std::move(key), fields, object, [&](std::uint64_t variant) { return make_update(fields, variant); });
    }
    /// The row that is met, with nothing to update in it.
    [[nodiscard]] bool read(void* object) const {
        std::string key = "upsert keeps";
        for (const std::uint16_t field : target_) key += " " + std::to_string(field);
        key += '\0';
        append_code(key, rule_.condition.nodes, rule_.condition.names);
        return run(std::move(key), {}, object, [&](std::uint64_t variant) {
            ir::Select select;
            select.model = &instance_.model;
            select.where = condition(0, variant);
            return ir::Statement(std::move(select));
        });
    }
    /// Runs a statement that takes these fields' values, those of the target and those of the condition.
    template <class Make>
    [[nodiscard]] bool run(std::string key, const std::vector<std::uint16_t>& fields, void* object, Make make) const {
        const std::uint64_t variant = query::variant_of(rule_.condition.nodes, rule_.condition.values);
        const Entry& entry = keyed_entry(session_, instance_, std::move(key), variant, [&] { return make(variant); });
        RowCells row(fields.size() + target_.size());
        for (const auto* part : {&fields, &target_})
            for (const std::uint16_t field : *part) row.add(column_of(instance_, field), object);
        const CodeValues given(entry, rule_.condition.values, row.cells().size());
        std::vector<Cell> all(row.cells().begin(), row.cells().end());
        all.insert(all.end(), given.cells().begin(), given.cells().end());
        return model::run(session_, instance_, entry, all, object);
    }
    /// On the row: it is met, and fulfils the rule's condition.
    [[nodiscard]] ir::Expr condition(std::size_t first_slot, std::uint64_t variant) const {
        ir::Expr is_met = fields_condition(target_, first_slot);
        if (rule_.condition.nodes.empty()) return is_met;
        ir::Expr both;
        both.op = ir::Op::and_;
        both.args = {std::move(is_met),
                     query::decode_expression(rule_.condition.nodes, rule_.condition.names, variant)};
        move_slots(both.args.back(), first_slot + target_.size());
        return both;
    }
    [[nodiscard]] ir::Statement make_update(const std::vector<std::uint16_t>& fields, std::uint64_t variant) const {
        ir::Update update;
        update.model = &instance_.model;
        for (std::size_t i = 0; i < fields.size(); ++i) update.assignments.push_back({{fields[i]}, param_expr(i)});
        update.where = condition(fields.size(), variant);
        update.reach.returning = visible_fields(instance_.model);
        ir::Statement statement = std::move(update);
        move_version(statement, instance_.model);
        return statement;
    }
    [[nodiscard]] bool is_there(const void* object) const {
        std::string key = "upsert meets";
        for (const std::uint16_t field : target_) key += " " + std::to_string(field);
        const Entry& entry = keyed_entry(session_, instance_, std::move(key), 0, [&] {
            ir::Select select;
            select.model = &instance_.model;
            select.where = fields_condition(target_, 0);
            return ir::Statement(std::move(select));
        });
        RowCells cells(target_.size());
        for (const std::uint16_t field : target_) cells.add(column_of(instance_, field), object);
        Running running(session_, *entry.plan, entry.model, cells.cells());
        std::span<const Cell> row;
        return running.next(row);
    }

    const Session& session_;
    const Instance& instance_;
    const ConflictRule& rule_;
    const std::vector<std::uint16_t>& target_;
};

}  // namespace

bool upsert(const Session& session, const Instance& instance, void* object, const ConflictRule& rule) {
    if (needs_transaction(session, instance)) [[unlikely]] {
        TransactionScope scope(session);
        const bool is_stored = upsert(scope.session(), instance, object, rule);
        scope.commit();
        return is_stored;
    }
    const bool any_target = rule.keeps && rule.target.empty();
    const std::size_t target = any_target            ? 0
                               : rule.target.empty() ? implied_target(instance, object)
                                                     : named_target(instance.model, rule.target);
    Failures failures;
    look_at_new(session, instance, object, now_for(session, instance), failures);
    if (failures.any() && !any_target && failures.are_of_hidden(instance.model))
        if (const auto stored = UpsertOfMet(session, instance, rule, target).run(object)) return *stored;
    failures.throw_if_any(instance.model);
    make_key(instance, object);
    return of_model(instance.model, [&] { return store(session, instance, object, rule, target, any_target); });
}

std::vector<std::size_t> insert_new(const Session& session, const Instance& instance, void* first, std::size_t count,
                                    std::size_t stride) {
    std::vector<std::size_t> stored;
    if (count == 0) return stored;
    TransactionScope scope(session);
    char* const begin = static_cast<char*>(first);
    prepare_new(scope.session(), instance, begin, count, stride, now_for(session, instance));
    const ConflictRule rule{.target = {}, .update = {}, .condition = {}, .keeps = true};
    for (std::size_t i = 0; i < count; ++i)
        if (store(scope.session(), instance, begin + i * stride, rule, 0, true)) stored.push_back(i);
    scope.commit();
    return stored;
}

}  // namespace tenon::model
