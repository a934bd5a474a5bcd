#include "model/define_json.hpp"

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "model/check_json.hpp"
#include "model/condition_json.hpp"
#include "model/field_json.hpp"
#include "model/index_json.hpp"
#include "model/json_keys.hpp"
#include "model/value_json.hpp"

namespace tenon::model {
namespace {

/// Conditions and values are read when all fields are known, wherever these stand in the description.
void read_expressions(Described& model, const Document& description, const Place& place) {
    if (const Value* fields = description.find("fields"))
        for (FieldDefinition& field : model.fields) {
            const Document* const options = fields->as_document().find(field.name)->if_document();
            const Value* const generated = options == nullptr ? nullptr : options->find("generated");
            const Place there = inside(inside(inside(place, "fields"), field.name), "generated");
            if (generated != nullptr)
                field.options.generated = generated_at(model, field.options.type, *generated, there);
        }
    if (const Value* indexes = description.find("indexes"))
        read_index_expressions(model, *indexes, inside(place, "indexes"));
    if (const Value* constraints = description.find("constraints"))
        for (const auto& [name, condition] : constraints->as_document()) {
            const Place there = inside(place, "constraints");
            if (name.empty()) refuse_at(there, "a name is empty.");
            model.options.constraints.push_back({name, condition_at(model, condition, inside(there, name))});
        }
    if (const Value* checks = description.find("checks")) read_checks(model, *checks, inside(place, "checks"));
}

constexpr Key<RelationDefinition> keys_of_relation[] = {
    {"model", [](RelationDefinition& relation, const Value& value,
                 const Place& place) { relation.model = text_at(value, place); }},
    {"field", [](RelationDefinition& relation, const Value& value,
                 const Place& place) { relation.field = text_at(value, place); }},
    {"on_delete", [](RelationDefinition& relation, const Value& value, const Place& place) {
         relation.on_delete = on_delete_at(value, place);
     }}};

/// {"posts": {"model": "Post", "field": "author"}}
template <auto Member>
void read_relations(Described& model, const Value& value, const Place& place) {
    for (const auto& [name, given] : object_at(value, place)) {
        RelationDefinition relation{.name = name, .model = {}, .field = {}};
        const Place there = inside(place, name);
        if (name.empty()) refuse_at(place, "a name is empty.");
        read_keys<RelationDefinition>(relation, given, there, keys_of_relation);
        if (relation.model.empty()) refuse_at(inside(there, "model"), "a relation names the other model.");
        if (relation.field.empty())
            refuse_at(inside(there, "field"), "a relation names the other model's field that refers to this one.");
        (model.options.*Member).push_back(std::move(relation));
    }
}

template <auto Member>
void read_option(Described& model, const Value& value, const Place& place) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(model.options.*Member)>, bool>)
        model.options.*Member = flag_at(value, place);
    else
        model.options.*Member = text_at(value, place);
}

struct TimeNames {
    std::string created, updated;
};

constexpr Key<TimeNames> keys_of_times[] = {
    {"created",
     [](TimeNames& names, const Value& value, const Place& place) { names.created = text_at(value, place); }},
    {"updated",
     [](TimeNames& names, const Value& value, const Place& place) { names.updated = text_at(value, place); }}};

/// A field of that name and fitting type must be among those that are described, wherever these stand.
void require_described(const Described& model, const std::string& name, const Place& place) {
    std::vector<std::string> known;
    for (const FieldDefinition& field : model.fields) {
        if (field.name == name) return;
        known.push_back(field.name);
    }
    const std::string near = schema::suggestion(name, known);
    refuse_at(place, "there is no field `" + name + "`; " + (near.empty() ? "describe it among the fields." : near));
}

/// true, or {"created": "made_at", "updated": "changed_at"}
void read_times(Described& model, const Value& value, const Place& place) {
    if (value.if_boolean() != nullptr) {
        model.options.timestamps = flag_at(value, place);
        return;
    }
    if (value.if_document() == nullptr)
        refuse_at(place, "true or false is needed, or the names of fields: {\"created\": …, \"updated\": …}.");
    TimeNames names;
    read_keys<TimeNames>(names, value, place, keys_of_times);
    if (names.created.empty()) refuse_at(inside(place, "created"), "a field's name is needed.");
    if (names.updated.empty()) refuse_at(inside(place, "updated"), "a field's name is needed.");
    if (names.created == names.updated) refuse_at(inside(place, "updated"), "it is the field of `created` already.");
    model.options.timestamps = {names.created, names.updated};
}

/// true, or a field's name
template <auto Member>
void read_own_field(Described& model, const Value& value, const Place& place) {
    if (value.if_boolean() != nullptr)
        model.options.*Member = flag_at(value, place);
    else if (value.if_text() != nullptr)
        model.options.*Member = text_at(value, place);
    else
        refuse_at(place, "true or false is needed, or the name of a field.");
}

void require_own_fields(const Described& model, const Place& place) {
    const TimestampsOption& times = model.options.timestamps;
    const Place there = inside(place, "timestamps");
    if (times.named) require_described(model, times.created, inside(there, "created"));
    if (times.named) require_described(model, times.updated, inside(there, "updated"));
    const VersionOption& version = model.options.version;
    const SoftDeleteOption& soft_delete = model.options.soft_delete;
    if (version.named) require_described(model, version.field, inside(place, "version"));
    if (soft_delete.named) require_described(model, soft_delete.field, inside(place, "soft_delete"));
}

constexpr Key<Described> model_keys[] = {
    {"name", [](Described& model, const Value& value, const Place& place) { model.name = text_at(value, place); }},
    {"table", read_option<&DefineOptions::table>},
    {"table_schema", read_option<&DefineOptions::table_schema>},
    {"timestamps", read_times},
    {"version", read_own_field<&DefineOptions::version>},
    {"soft_delete", read_own_field<&DefineOptions::soft_delete>},
    {"comment", read_option<&DefineOptions::comment>},
    {"external", read_option<&DefineOptions::external>},
    {"read_only", read_option<&DefineOptions::read_only>},
    {"fields",
     [](Described& model, const Value& value, const Place& place) { model.fields = fields_at(value, place); }},
    {"has_many", read_relations<&DefineOptions::has_many>},
    {"has_one", read_relations<&DefineOptions::has_one>},
    {"checks", [](Described&, const Value&, const Place&) {}},  // read when all fields are known
    {"constraints", [](Described&, const Value& value, const Place& place) { (void)object_at(value, place); }},
    {"indexes", read_indexes}};

Described model_at(const Value& description, const Place& place) {
    Described model;
    read_keys<Described>(model, description, place, model_keys);
    if (model.name.empty()) refuse_at(inside(place, "name"), "a model needs a name.");
    require_own_fields(model, place);
    read_expressions(model, description.as_document(), place);
    return model;
}

}  // namespace

Described described_by(const Value& description, const Words& words) { return model_at(description, {{}, words}); }

std::vector<Described> all_described_by(const Value& descriptions, const Words& words) {
    std::vector<Described> models;
    for (const Value& one : array_at(descriptions, {}))
        models.push_back(model_at(one, {std::to_string(models.size()), words}));
    return models;
}

}  // namespace tenon::model
