#include <tenon/database.hpp>

#include <algorithm>

#include "engine/transaction.hpp"
#include "model/define.hpp"
#include "model/define_json.hpp"
#include "model/scope.hpp"
#include "model/state.hpp"
#include <tenon/error.hpp>
#include <tenon/vocabulary.hpp>

namespace tenon {
namespace {

std::string list_of(const std::vector<drivers::SchemaDifference>& differences) {
    std::string list;
    for (const auto& difference : differences) list += "\n  " + difference.what;
    return list;
}

}  // namespace

void Database::sync_models(std::span<const typed::ModelInfo* const> named, SyncOptions options) const {
    model::State& state = model::state_of(session_);
    std::vector<const schema::Model*> models;
    for (const typed::ModelInfo* info : named) models.push_back(&state.registry.require(*info).model);
    if (models.empty()) models = state.registry.models();
    const bool had_models = !models.empty();
    std::erase_if(models, [](const schema::Model* model) { return model->external; });
    if (had_models && models.empty()) return;
    if (models.empty())
        throw SchemaError("sync() has nothing to do: no model is registered. Name them: db.sync<User, Post>().");
    const engine::Lease lease(session_, drivers::Role::writer);
    if (options.force) state.driver().drop(lease.connection(), models);
    const auto differences = state.driver().create_missing(lease.connection(), models);
    if (differences.empty()) return;
    throw SchemaError("The database differs from the models, and nothing was changed:" + list_of(differences) +
                      "\nChange the model or the table, or drop the tables named with all their rows by "
                      "sync({.force = true}).");
}

std::vector<std::string> Database::check_model(const model::Instance& instance) const {
    const schema::Model* models[] = {&model::schema_of(instance)};
    const engine::Lease lease(session_, drivers::Role::writer);
    std::vector<std::string> sentences;
    for (auto& difference : model::state_of(session_).driver().differences(lease.connection(), models))
        sentences.push_back(std::move(difference.what));
    return sentences;
}

std::vector<std::string> Database::check(std::string_view model) const {
    return check_model(model::known_instance(session_, model));
}

RecordModel Database::define(std::string name, std::initializer_list<FieldDefinition> fields) const {
    return define(std::move(name), fields, {});
}

RecordModel Database::define(std::string name, std::initializer_list<FieldDefinition> fields,
                             DefineOptions options) const {
    return define_all({{std::move(name), fields, std::move(options)}}).front();
}

RecordModel Database::define(const Json& description) const { return define(description, Vocabulary()); }

RecordModel Database::define(const Json& description, const Vocabulary& vocabulary) const {
    return define_all({model::described_by(description.value(), vocabulary.words())}).front();
}

std::vector<RecordModel> Database::define_all(const Json& descriptions) const {
    return define_all(descriptions, Vocabulary());
}

std::vector<RecordModel> Database::define_all(const Json& descriptions, const Vocabulary& vocabulary) const {
    return define_all(model::all_described_by(descriptions.value(), vocabulary.words()));
}

std::vector<RecordModel> Database::define_all(std::vector<ModelDefinition> models) const {
    model::Registry& registry = model::state_of(session_).registry;
    std::vector<schema::Model> made;
    for (ModelDefinition& model : models)
        made.push_back(model::define_model(std::move(model.name), model.fields, model.options, registry));
    std::vector<RecordModel> defined;
    for (const model::Instance* instance : registry.define(std::move(made))) defined.emplace_back(session_, instance);
    return defined;
}

RecordModel Database::model(std::string_view name) const {
    return RecordModel(session_, &model::records_instance(session_, name));
}

Database Database::at(std::source_location location) const {
    Database copy = *this;
    copy.session_.location = location;
    return copy;
}

Subscription Database::on_statement(StatementListener listener) const {
    const std::uint64_t number = session_.core->listen(std::move(listener));
    return {session_.shared_core(), number};
}

Subscription Database::on_slow_statement(std::chrono::milliseconds at_least, StatementListener listener) const {
    return on_statement([at_least, listener = std::move(listener)](const StatementEvent& event) {
        if (event.duration >= at_least) listener(event);
    });
}

std::string_view Database::backend() const noexcept { return session_.core->driver().name(); }

}  // namespace tenon
