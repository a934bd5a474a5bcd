#include "model/registry.hpp"

#include <algorithm>
#include <atomic>
#include <optional>

#include "model/checks.hpp"
#include "model/condition_check.hpp"
#include "model/rules.hpp"
#include "query/definition.hpp"
#include "query/types.hpp"
#include "schema/check.hpp"
#include "schema/late_relation.hpp"
#include <tenon/error.hpp>

namespace tenon::model {
namespace {

std::atomic<std::uint32_t> next_instance{1};

/// The generated field that an expression is computed of; nullptr: none.
const schema::Field* generated_in(const schema::Model& model, const ir::Expr& expr) {
    if (expr.op == ir::Op::field && expr.scope == 0 && !expr.path.empty())
        if (const schema::Field& field = model.fields[expr.path.front()]; !field.generated.nodes.empty()) return &field;
    for (const ir::Expr& part : expr.args)
        if (const schema::Field* const found = generated_in(model, part)) return found;
    return nullptr;
}

/// What is wrong with a generated field's expression; empty: nothing.
std::string fault_of(const schema::Model& model, const schema::Field& field, const ir::Expr& made) {
    if (const schema::Field* const other = generated_in(model, made))
        return "`" + other->name + "` is generated itself: say here what it is computed of.";
    if (query::family_of(made.type) != query::family_of(field.type.base))
        return "its expression is of another type than the field.";
    if (is_integer(field.type.base) && !is_integer(made.type))
        return "its expression gives numbers with digits behind the point, and the field holds whole ones: make it a "
               "double, or round the expression.";
    if (made.nullable && !field.type.nullable)
        return "its expression is sometimes empty, and it is not: make it a std::optional.";
    return {};
}

/// What the description's expressions mean is found out now, not when a table is made.
void check_definitions(const schema::Model& model) {
    for (const schema::Index& index : model.indexes) {
        const std::string what = "the index `" + index.name + "`";
        if (!index.where.nodes.empty()) (void)query::define_condition(model, index.where, what);
        for (const schema::IndexPart& part : index.parts)
            if (part.field == schema::IndexPart::none) (void)query::define_value(model, part.expression, what);
    }
    for (const schema::Constraint& constraint : model.constraints)
        (void)query::define_condition(model, constraint.condition, "the constraint `" + constraint.name + "`");
    prepare_condition_checks(model);
    for (const schema::Field& field : model.fields) {
        if (field.generated.nodes.empty()) continue;
        const std::string what = "the generated field `" + field.name + "`";
        const query::Definition made = query::define_value(model, field.generated, what);
        if (const std::string fault = fault_of(model, field, made.resolved); !fault.empty())
            throw SchemaError("Model " + model.name + ", " + what + ": " + fault,
                              {.model = model.name, .fields = {field.name}, .constraint = {}, .database_code = {}});
    }
}

void note_options(Instance& instance) {
    std::vector<bool> is_hidden;
    for (std::uint16_t i = 0; i < instance.model.fields.size(); ++i) {
        const schema::Field& field = instance.model.fields[i];
        const std::uint64_t bit = i < 64 ? std::uint64_t{1} << i : 0;
        const bool has_default = field.default_value || field.default_function.run != nullptr;
        if (has_default && instance.info != nullptr) instance.defaulted.push_back(i);
        if (!field.default_sql.empty() && !field.read_only) instance.sql_defaults.push_back(i);
        if (field.read_only) instance.read_only.push_back(i);
        if (field.read_only || field.immutable) instance.fixed |= bit;
        if (field.read_only || field.immutable || field.hidden || i == instance.model.created_at) instance.kept |= bit;
        instance.has_hidden = instance.has_hidden || field.hidden;
        is_hidden.push_back(field.hidden);
    }
    instance.visible = narrowed(instance.table, is_hidden);
}

Instance::OwnTime own_time(const Instance& instance, std::optional<std::uint16_t> field) {
    if (!field) return {};
    const typed::Column& column = instance.table.columns[*field];
    return {column.offset, column.field->type.precision, column.direct == direct::Kind::timestamp};
}

/// What single rows are read and written by.
void note_places(Instance& instance) {
    instance.created = own_time(instance, instance.model.created_at);
    instance.updated = own_time(instance, instance.model.updated_at);
    for (const std::uint16_t key : instance.model.key)
        if (key < 64) instance.keys |= std::uint64_t{1} << key;
    if (instance.model.key.size() != 1) return;
    const typed::Column& key = instance.table.columns[instance.model.key.front()];
    instance.has_integer_key = is_integer(key.field->type.base);
    instance.key_offset = key.offset;
    instance.inserts_plainly = instance.model.key_is_assigned && instance.sql_defaults.empty() &&
                               instance.read_only.empty() && key.direct == direct::Kind::int64;
}

void note_columns(Instance& instance) {
    note_options(instance);
    note_places(instance);
    for (std::uint16_t i = 0; i < instance.model.fields.size(); ++i) {
        const schema::Field& field = instance.model.fields[i];
        const bool is_time = field.type.base == BaseType::timestamp && field.type.precision < 6;
        const bool is_stamp = i == instance.model.created_at || i == instance.model.updated_at;
        if (field.read_only) continue;
        if (is_ruled(field)) instance.ruled.emplace_back(instance.table.columns[i], i);
        if (may_change(field)) instance.adjusted.push_back(i);
        if (is_checked(field)) instance.checked.push_back(i);
        if (is_time && !is_stamp) instance.times.push_back(i);
        if (i < 64 && field.type.base == BaseType::structure) instance.structured |= std::uint64_t{1} << i;
        if (i < 64 && (is_time || may_change(field))) instance.changing |= std::uint64_t{1} << i;
    }
    instance.has_checks = !instance.checked.empty() || !instance.model.customs.checks().empty();
    instance.asks_database = asks_database(instance.model);
}

}  // namespace

typed::Table narrowed(const typed::Table& whole, const std::vector<bool>& is_left_out) {
    typed::Table table = whole;
    table.columns.clear();
    for (std::size_t i = 0; i < whole.columns.size(); ++i)
        if (!is_left_out[i]) table.columns.push_back(whole.columns[i]);
    table.note_places();
    return table;
}

const Instance& Registry::require(const typed::ModelInfo& info) {
    {
        const std::shared_lock lock(mutex_);
        if (const Instance* known = find_locked(info.tag)) return *known;
    }
    const std::unique_lock lock(mutex_);
    if (const Instance* known = find_locked(info.tag)) return *known;
    std::vector<const typed::ModelInfo*> wanted{&info};
    std::vector<std::unique_ptr<Instance>> fresh;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        auto instance = std::make_unique<Instance>();
        instance->info = wanted[i];
        instance->model = typed::make_model(*wanted[i], naming_);
        typed::describe_model(*wanted[i], instance->model);
        for (const typed::ModelInfo* related : typed::related_models(*wanted[i])) {
            const bool seen = std::any_of(wanted.begin(), wanted.end(),
                                          [&](const typed::ModelInfo* other) { return other->tag == related->tag; });
            if (!seen && find_locked(related->tag) == nullptr) wanted.push_back(related);
        }
        fresh.push_back(std::move(instance));
    }
    link(fresh);
    keep(std::move(fresh));
    return *find_locked(info.tag);
}

std::vector<const Instance*> Registry::define(std::vector<schema::Model> models) {
    const std::unique_lock lock(mutex_);
    std::vector<std::unique_ptr<Instance>> fresh;
    std::vector<const Instance*> made;
    std::vector<schema::Model*> defined;
    for (schema::Model& model : models) {
        fresh.push_back(std::make_unique<Instance>());
        fresh.back()->model = std::move(model);
        made.push_back(fresh.back().get());
        defined.push_back(&fresh.back()->model);
    }
    std::vector<const schema::Model*> known;
    for (const auto& instance : instances_) known.push_back(&instance->model);
    std::vector<schema::Arrival> arrivals = schema::arrivals(known, defined);
    link(fresh);
    keep(std::move(fresh));
    schema::publish(std::move(arrivals));
    return made;
}

void Registry::link(std::vector<std::unique_ptr<Instance>>& fresh) {
    std::vector<schema::Model*> models;
    models.reserve(fresh.size());
    for (const auto& instance : fresh) models.push_back(&instance->model);
    std::vector<const schema::Model*> known;
    known.reserve(instances_.size());
    for (const auto& instance : instances_) known.push_back(&instance->model);
    schema::link(models, known);
    for (const schema::Model* model : models) check_definitions(*model);
    for (const auto& instance : fresh) {
        instance->id = next_instance.fetch_add(1);
        instance->table = instance->info == nullptr ? typed::make_record_table(instance->model)
                                                    : typed::make_table(*instance->info, instance->model);
        note_columns(*instance);
    }
}

void Registry::keep(std::vector<std::unique_ptr<Instance>> fresh) {
    for (auto& instance : fresh) instances_.push_back(std::move(instance));
}

const Instance* Registry::find_locked(const void* tag) const {
    for (const auto& instance : instances_)
        if (instance->info != nullptr && instance->info->tag == tag) return instance.get();
    return nullptr;
}

const Instance* Registry::find(std::string_view name) const {
    const std::shared_lock lock(mutex_);
    for (const auto& instance : instances_)
        if (instance->model.name == name) return instance.get();
    return nullptr;
}

const Instance* Registry::view_locked(const Instance& instance) const {
    for (const auto& view : views_)
        if (view->model.name == instance.model.name) return view.get();
    return nullptr;
}

const Instance& Registry::records_of(const Instance& instance) {
    if (instance.info == nullptr) return instance;
    {
        const std::shared_lock lock(mutex_);
        if (const Instance* known = view_locked(instance)) return *known;
    }
    const std::unique_lock lock(mutex_);
    if (const Instance* known = view_locked(instance)) return *known;
    auto view = std::make_unique<Instance>();
    view->model = instance.model;
    view->model.read_only = true;
    view->model.customs = {};  // functions of the struct's objects
    view->is_view = true;
    view->id = next_instance.fetch_add(1);
    view->table = typed::make_record_table(view->model);
    note_options(*view);
    return *views_.emplace_back(std::move(view));
}

std::vector<const schema::Model*> Registry::models() const {
    const std::shared_lock lock(mutex_);
    std::vector<const schema::Model*> models;
    models.reserve(instances_.size());
    for (const auto& instance : instances_) models.push_back(&instance->model);
    return models;
}

}  // namespace tenon::model
