// The related records that a record has, and the record with them as JSON.

#include <algorithm>
#include <string>
#include <utility>

#include "model/object_json.hpp"
#include "model/record_access.hpp"
#include "query/path.hpp"
#include <tenon/error.hpp>

namespace tenon {
namespace model {

const schema::Relation& relation_named(const schema::Model& model, std::string_view name) {
    if (const schema::Relation* found = query::relation_called(name, {&model, nullptr, model.name})) return *found;
    std::vector<std::string> names;
    for (const schema::Relation& relation : model.relations) names.push_back(relation.name);
    const std::string near = schema::suggestion(name, names);
    throw QueryError("Model " + model.name + " has no relation `" + std::string(name) + "`" +
                         (near.empty() ? "." : "; " + near),
                     {.model = model.name, .fields = {std::string(name)}, .constraint = {}, .database_code = {}});
}

void RecordAccess::load(Record& record, const schema::Relation& relation, Related records) {
    for (Record::Loaded& loaded : record.loaded_)
        if (loaded.relation == &relation) {
            loaded.records = std::move(records);
            return;
        }
    record.loaded_.push_back({&relation, std::move(records)});
}

const std::vector<Record>* RecordAccess::related(const Record& record, const schema::Relation& relation) {
    for (const Record::Loaded& loaded : record.loaded_)
        if (loaded.relation == &relation) return loaded.records.get();
    return nullptr;
}

void RecordAccess::forget(Record& record, std::uint16_t field) {
    std::erase_if(record.loaded_, [&](const Record::Loaded& loaded) {
        return loaded.relation->kind == schema::RelationKind::belongs_to && loaded.relation->local.front() == field;
    });
}

void RecordAccess::write(JsonWriter& out, const Record& record) {
    const auto reference_at = [&](std::uint16_t field) -> const Record* {
        for (const Record::Loaded& loaded : record.loaded_)
            if (loaded.relation->kind == schema::RelationKind::belongs_to && loaded.relation->local.front() == field &&
                !loaded.records->empty())
                return &loaded.records->front();
        return nullptr;
    };
    out.begin_document();
    const std::vector<typed::Column>& columns = record.instance_->table.columns;
    for (std::uint16_t i = 0; i < columns.size(); ++i) {
        if (columns[i].field->hidden || !record.is_read(i)) continue;
        out.key(columns[i].field->name);
        if (const Record* referred = reference_at(i))
            write(out, *referred);
        else
            write_field(out, columns[i], record.values_.data());
    }
    for (const Record::Loaded& loaded : record.loaded_) {
        if (loaded.relation->kind == schema::RelationKind::belongs_to) continue;
        const bool is_list = loaded.relation->kind == schema::RelationKind::has_many;
        out.key(loaded.relation->name);
        if (is_list) out.begin_array();
        for (const Record& related : *loaded.records) write(out, related);
        if (is_list) out.end_array();
        if (!is_list && loaded.records->empty()) out.scalar(Cell());
    }
    out.end_document();
}

}  // namespace model

namespace {

const std::vector<Record>& loaded_records(const model::Instance& instance, const schema::Relation& relation,
                                          const std::vector<Record>* loaded) {
    if (loaded != nullptr) return *loaded;
    throw NotLoaded("The relation `" + relation.name + "` of " + instance.model.name +
                        " was read, but not loaded. Add .include(\"" + relation.name +
                        "\") to the query that reads the record.",
                    {.model = instance.model.name, .fields = {relation.name}, .constraint = {}, .database_code = {}});
}

[[noreturn]] void refuse_number(const model::Instance& instance, const schema::Relation& relation, const char* way) {
    throw QueryError("The relation `" + relation.name + "` of " + instance.model.name + way + "(\"" + relation.name +
                         "\").",
                     {.model = instance.model.name, .fields = {relation.name}, .constraint = {}, .database_code = {}});
}

}  // namespace

const std::vector<Record>& Record::related(std::string_view name) const {
    const schema::Relation& relation = model::relation_named(instance_->model, name);
    if (relation.kind != schema::RelationKind::has_many)
        refuse_number(*instance_, relation, " leads to one record: say one");
    return loaded_records(*instance_, relation, model::RecordAccess::related(*this, relation));
}

const Record* Record::one(std::string_view name) const {
    const schema::Relation& relation = model::relation_named(instance_->model, name);
    if (relation.kind == schema::RelationKind::has_many)
        refuse_number(*instance_, relation, " leads to many records: say related");
    const auto& records = loaded_records(*instance_, relation, model::RecordAccess::related(*this, relation));
    return records.empty() ? nullptr : &records.front();
}

bool Record::is_loaded(std::string_view name) const {
    return model::RecordAccess::related(*this, model::relation_named(instance_->model, name)) != nullptr;
}

std::string Record::to_json() const {
    std::string text;
    JsonWriter out(text);
    model::RecordAccess::write(out, *this);
    return text;
}

}  // namespace tenon
