#include "drivers/memory/definitions.hpp"

#include "drivers/memory/write.hpp"
#include "query/capabilities.hpp"
#include "query/evaluator.hpp"
#include "query/value_key.hpp"
#include <tenon/error.hpp>

namespace tenon::drivers::memory {
namespace {

bool fulfils(const query::Definition& condition, const Row& row) {
    return query::matches(condition.resolved, {row, condition.values, nullptr});
}

Value computed(const query::Definition& value, const Row& row) {
    return query::evaluate(value.resolved, {row, value.values, nullptr});
}

ComputedIndex computed_index(const schema::Model& model, const schema::Index& index) {
    const std::string what = "the index " + index.name;
    ComputedIndex made{index.name, index.fields, {}, {}, index.living ? model.deleted_at : std::nullopt};
    for (const schema::IndexPart& part : index.parts) {
        ComputedIndex::Part one;
        one.field = part.field;
        if (part.field == schema::IndexPart::none)
            one.expression = query::define_value(model, part.expression, what);
        else
            one.folded = model.fields[part.field].folded;
        made.parts.push_back(std::move(one));
    }
    if (index.parts.empty())
        for (const std::uint16_t field : index.fields) made.parts.push_back({field, {}, model.fields[field].folded});
    if (!index.where.nodes.empty()) made.where = query::define_condition(model, index.where, what);
    return made;
}

}  // namespace

std::string ComputedIndex::key_of(const Row& row) const {
    if (living_by && !row[*living_by].is_empty()) return {};
    if (where && !fulfils(*where, row)) return {};
    std::string key;
    for (const Part& part : parts) {
        const Value value = part.field == schema::IndexPart::none ? computed(part.expression, row) : row[part.field];
        if (value.is_empty()) return {};
        part.folded ? append_folded(value, key) : query::append_key(value, key);
    }
    return key;
}

Definitions::Definitions(const schema::Model& model) {
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const schema::Field& field = model.fields[i];
        if (!field.default_sql.empty())
            query::require(query::Backend::memory, query::Capability::sql_defaults, model.name + "." + field.name);
        if (!field.generated.nodes.empty())
            generated.push_back({static_cast<std::uint16_t>(i),
                                 query::define_value(model, field.generated, "the generated field " + field.name)});
    }
    for (const schema::Constraint& constraint : model.constraints)
        constraints.push_back(
            {model.table + "_" + constraint.name,
             query::define_condition(model, constraint.condition, "the constraint " + constraint.name)});
    for (const schema::Index& index : model.indexes)
        if (index.unique && !index.is_plain()) indexes.push_back(computed_index(model, index));
}

void Definitions::fill(const schema::Model& model, Row& row) const {
    for (const Generated& one : generated) {
        const schema::Field& field = model.fields[one.field];
        row[one.field] = stored(computed(one.value, row), field.type, field.name);
    }
}

void Definitions::check(const schema::Model& model, const Row& row) const {
    for (const Constraint& constraint : constraints) {
        if (fulfils(constraint.condition, row)) continue;
        ErrorDetail detail;
        detail.model = model.name;
        detail.constraint = constraint.name;
        throw CheckViolation(model.name + ": the constraint " + constraint.name + " refused the row.",
                             std::move(detail));
    }
}

}  // namespace tenon::drivers::memory
