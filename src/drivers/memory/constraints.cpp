#include "drivers/memory/constraints.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include <tenon/error.hpp>

#include "drivers/memory/checks.hpp"

namespace tenon::drivers::memory {

namespace {

ErrorDetail detail_of(const schema::Model& model, const Fields& fields, std::string constraint) {
    ErrorDetail detail;
    detail.model = model.name;
    for (const std::uint16_t field : fields) detail.fields.push_back(model.fields[field].name);
    detail.constraint = std::move(constraint);
    return detail;
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
        text += names[i];
    }
    return text;
}

void check_unique(const Table& table, const Row& row) {
    for (const Index& index : table.indexes()) {
        if (!index.is_unique()) continue;
        if (index.key_of(row).empty() || table.alike(index, row).size() < 2) continue;
        ErrorDetail detail = detail_of(table.model(), index.fields(), index.name());
        const std::string names = joined(detail.fields);
        throw UniqueViolation(table.model().name + ": another row already has this " + names + ".", std::move(detail));
    }
}

// These find no rows: all are looked at.
void check_computed_unique(const Table& table, const Row& row) {
    for (const ComputedIndex& index : table.definitions().indexes) {
        const std::string key = index.key_of(row);
        if (key.empty()) continue;
        std::size_t found = 0;
        for (const auto& [id, other] : table.rows()) found += index.key_of(other) == key ? 1 : 0;
        if (found < 2) continue;
        throw UniqueViolation(table.model().name + ": another row has the same value in the index " + index.name + ".",
                              detail_of(table.model(), index.fields, index.name));
    }
}

void check_references_of(const Store& store, const Table& table, const Row& row) {
    for (const ForeignKey& reference : table.foreign_keys()) {
        const std::string key = key_of(row, reference.local);
        if (key.empty()) continue;
        const Table& target = store.table(reference.target_table, reference.target_model);
        if (target.has_key(reference.foreign, key)) continue;
        ErrorDetail detail = detail_of(table.model(), reference.local, reference.name);
        const std::string names = joined(detail.fields);
        throw ForeignKeyViolation(table.model().name + ": " + names + " refers to a " + reference.target_model +
                                      " that doesn't exist.",
                                  std::move(detail));
    }
}

// A key that is gone, by a delete or an update, while rows still refer to it.
void check_references_to(const Table& table, const Row& before, const std::vector<Reference>& references) {
    for (const Reference& reference : references) {
        const std::string key = key_of(before, reference.key->foreign);
        if (key.empty() || table.has_key(reference.key->foreign, key)) continue;
        if (!reference.child->has_key(reference.key->local, key)) continue;
        const schema::Model& child = reference.child->model();
        const ErrorDetail by = detail_of(child, reference.key->local, {});
        throw ForeignKeyViolation(table.model().name + ": rows of " + child.name + " still refer to the row by " +
                                      joined(by.fields) + ".",
                                  detail_of(table.model(), {}, reference.key->name));
    }
}

}  // namespace

void refuse_empty(const schema::Model& model, const std::string& path) {
    ErrorDetail detail;
    detail.model = model.name;
    detail.fields = {path};
    const schema::Field* field = model.find_field(path);
    detail.constraint = model.table + "." + (field == nullptr ? path : field->column);
    throw NotNullViolation(model.name + ": " + path + " must have a value.", detail);
}

void check_not_null(const schema::Model& model, const Row& row) {
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const schema::Field& field = model.fields[i];
        if (!row[i].is_empty() || field.type.base == BaseType::json) continue;  // a Json may hold null
        const bool in_key = std::find(model.key.begin(), model.key.end(), i) != model.key.end();
        if (in_key || !field.type.nullable || field.rules.required) refuse_empty(model, field.name);
    }
}

void check_constraints(const Store& store, std::size_t mark) {
    std::unordered_map<const Table*, std::vector<Reference>> references;
    for (const Change& change : store.changes_since(mark)) {
        const auto* changed = std::get_if<RowChange>(&change);
        if (changed == nullptr) continue;
        const Table& table = *changed->table;
        if (const Row* now = table.find(changed->id)) {
            check_not_null(table.model(), *now);
            check_rules(table.model(), *now);
            table.definitions().check(table.model(), *now);
            check_unique(table, *now);
            check_computed_unique(table, *now);
            check_references_of(store, table, *now);
        }
        const Row* const before = changed->old.values();
        if (before == nullptr) continue;
        const auto [known, is_new] = references.try_emplace(&table);
        if (is_new) known->second = store.references_to(table);
        check_references_to(table, *before, known->second);
    }
}

}  // namespace tenon::drivers::memory
