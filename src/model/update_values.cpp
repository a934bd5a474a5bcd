#include "model/update_values.hpp"

#include "model/checks.hpp"
#include "model/rules.hpp"
#include "schema/cast.hpp"
#include "schema/through_codecs.hpp"
#include "value/cells.hpp"
#include "value/utf8.hpp"

namespace tenon::model {
namespace {

void check_constant(const Session& session, const Assigned& assigned, Failures& failures) {
    check_value(*assigned.field, *assigned.constant, assigned.path, failures);
    if (assigned.is_checked) run_checks(session, *assigned.field, *assigned.constant, assigned.path, failures);
}

}  // namespace

void UpdateValues::check(const Session& session, const schema::Model& model, std::span<const Assigned> all) {
    Failures failures;
    for (const Assigned& assigned : all) {
        if (assigned.constant)
            check_constant(session, assigned, failures);
        else
            check(session, assigned, failures);
    }
    failures.throw_if_any(model);
}

void UpdateValues::check(const Session& session, const Assigned& assigned, Failures& failures) {
    Cell& cell = cells_[assigned.slot];
    const schema::Field& field = *assigned.field;
    if (assigned.is_coded && !cell.is_empty()) {
        const Value& seen = owned_.emplace_front(schema::through_codecs(to_value(cell), field.type, assigned.path));
        cell = is_nested(field.type.base) ? Cell::of_nested(seen) : scalar_cell(seen);
    }
    if (cell.type == CellType::timestamp) {
        schema::check_timestamp(Timestamp(cell.integer), assigned.path);
        cell = Cell::of(Timestamp(cell.integer).floored(field.type.precision));
    }
    if (cell.type == CellType::text) check_text(cell.text_view(), assigned.path);
    if (cell.type == CellType::decimal) schema::check_decimal(*cell.decimal, field.type, assigned.path);
    const bool is_looked_at = assigned.is_ruled || assigned.is_checked;
    if (!is_looked_at || (cell.is_empty() && !field.rules.required)) return;
    Value& value = owned_.emplace_front(to_value(cell));
    normalise(field, value);
    check_value(field, value, assigned.path, failures);
    if (assigned.is_checked) run_checks(session, field, value, assigned.path, failures);
    if (!is_nested(field.type.base))
        cell = scalar_cell(value);
    else if (may_change(field))
        cell = Cell::of_nested(value);
}

}  // namespace tenon::model
