// Insert, update, delete.

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "query/expression.hpp"
#include "query/tables_read.hpp"
#include "sql/compiler.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {
namespace {

ir::Expr value_of(const schema::Field& field, std::size_t slot) {
    ir::Expr value;
    value.op = ir::Op::param;
    value.slot = static_cast<std::uint16_t>(slot);
    value.type = field.type.base;
    value.declared = &field.type;
    value.field = &field;
    return value;
}

const schema::Field& field_of(const schema::Model& model, std::uint16_t index) {
    if (index >= model.fields.size()) throw QueryError("the model " + model.name + " has no such field");
    return model.fields[index];
}

/// A constant, or a parameter, goes into a column of the field's type.
ir::Expr aimed_at(const ir::Expr& value, const schema::Type& type) {
    if (value.op != ir::Op::param) return value;
    ir::Expr aimed = value;
    aimed.declared = &type;
    aimed.flags = 0;
    return aimed;
}

/// What is around a member, when that may be empty.
std::optional<ir::Expr> optional_outer(const ir::Expr& target, const schema::Field& first) {
    const schema::Type* type = &first.type;
    bool may_be_empty = false;
    for (std::size_t i = 1; i < target.path.size(); ++i) {
        may_be_empty = may_be_empty || type->nullable;
        if (i + 1 < target.path.size()) type = &type->members.at(target.path[i]).type;
    }
    if (!may_be_empty) return std::nullopt;
    ir::Expr outer = target;
    outer.path.pop_back();
    outer.field = &first;
    outer.type = type->base;
    outer.declared = type;
    outer.nullable = true;
    return outer;
}

/// Nothing is computed for a member that isn't there, and so nothing of it is refused.
ir::Expr unless_empty(ir::Expr outer, const ir::Expr& value) {
    ir::Expr is_empty, nothing, choice = value;
    is_empty.op = ir::Op::is_empty;
    is_empty.type = BaseType::boolean;
    is_empty.args = {std::move(outer)};
    nothing.op = ir::Op::constant;
    choice.op = ir::Op::case_;
    choice.nullable = true;
    choice.args = {std::move(is_empty), std::move(nothing), value};
    return choice;
}

/// May it ask this table when rows of it are changed already? A query inside is run once, for the first row, unless that
/// row's value goes without it.
bool may_read_late(const ir::Expr& value, const schema::Model& model) {
    const bool goes_without = query::is_choice(value.op) || query::is_logic(value.op) ||
                              query::is_update_value(value.op);
    if (goes_without) return query::reads_table(value, model);
    return std::any_of(value.args.begin(), value.args.end(),
                       [&](const ir::Expr& operand) { return may_read_late(operand, model); });
}

}  // namespace

void Compiler::insert(const ir::Insert& insert) {
    const schema::Model& model = *insert.model;
    sql << "insert into " << table_of(model, dialect);
    if (insert.conflict && insert.conflict->where)
        query::require(dialect.backend(), query::Capability::upsert_condition, model.name);
    if (insert.conflict && (insert.conflict->where || insert.conflict->counts || insert.conflict->kept))
        dialect.name_inserted_row(sql);
    if (insert.fields.empty()) {
        dialect.insert_nothing(sql);
    } else {
        sql << " (";
        for (std::size_t i = 0; i < insert.fields.size(); ++i) {
            if (i > 0) sql << ", ";
            sql << column_of(model, insert.fields[i]);
            if (const schema::Field& field = model.fields[insert.fields[i]]; field.folded)
                sql << ", " << Identifier(field.folded_column());
        }
        sql << ") values (";
        for (std::size_t i = 0; i < insert.fields.size(); ++i) {
            if (i > 0) sql << ", ";
            const schema::Field& field = field_of(model, insert.fields[i]);
            ir::Expr given = value_of(field, i);
            value(given);
            if (!field.folded) continue;
            given.folded = true;
            sql << ", ";
            value(given);
        }
        sql << ")";
    }
    if (insert.conflict) {
        dialect.on_conflict(sql, insert);
        scopes_.push_back(Scope{&model, nullptr, 0});
        where(insert.conflict->where);
        scopes_.pop_back();
    }
    if (!insert.returning.empty()) query::require(dialect.backend(), query::Capability::returning);
    returning(model, insert.returning);
}

void Compiler::column_names(const schema::Model& model, const std::vector<std::uint16_t>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) sql << ", ";
        sql << column_of(model, fields[i]);
    }
}

void Compiler::returning(const schema::Model& model, const std::vector<std::uint16_t>& fields) {
    if (fields.empty()) return;
    sql << " returning ";
    column_names(model, fields);
}

void Compiler::update(const ir::Update& update) {
    if (update.assignments.empty()) throw QueryError("an update of " + update.model->name + " sets nothing");
    changed_ = update.model;
    sql << "update " << table_of(*update.model, dialect) << " as t0 set ";
    scopes_.push_back(Scope{update.model, nullptr, 0});
    assignments(update);
    reached(*update.model, update.where, update.reach);
    scopes_.pop_back();
}

void Compiler::assignments(const ir::Update& update) {
    using Column = std::pair<std::uint16_t, bool>;  // and whether it is the folded one
    std::map<Column, std::vector<const ir::Assignment*>> columns;
    std::vector<Column> order;
    for (const ir::Assignment& assignment : update.assignments) {
        const Column column{assignment.path.at(0), assignment.folded};
        if (columns[column].empty()) order.push_back(column);
        columns[column].push_back(&assignment);
    }
    is_assigning_ = true;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0) sql << ", ";
        assign(*update.model, field_of(*update.model, order[i].first), columns[order[i]]);
    }
    is_assigning_ = false;
}

void Compiler::assign(const schema::Model& model, const schema::Field& field,
                      const std::vector<const ir::Assignment*>& assignments) {
    for (const ir::Assignment* assignment : assignments) {
        const bool is_late = assignment->path.size() > 1 ? query::reads_table(assignment->value, model)
                                                         : may_read_late(assignment->value, model);
        if (is_late && dialect.finds_first() != Dialect::FoundFirst::no)
            query::require(dialect.backend(), query::Capability::assigned_from_table, model.name);
    }
    sql << Identifier(assignments.front()->folded ? field.folded_column() : field.column) << " = ";
    assigned_ = {{0, field.name}};
    if (assignments.front()->path.size() > 1) {
        std::vector<MemberChange> changes;
        for (const ir::Assignment* assignment : assignments)
            changes.push_back(member_change(target_of(*assignment), field, assignment->value));
        const Whole whole = [&] { sql.alias(0) << "." << Identifier(field.column); };
        return dialect.set_members(*this, whole, changes);
    }
    if (assignments.size() > 1) throw QueryError("an update sets " + field.name + " twice");
    const ir::Expr& value = assignments.front()->value;
    if (value.type == BaseType::array && query::is_update_value(value.op))
        return dialect.made_for_column(*this, model, field, value);
    dialect.assigned_value(*this, field.type, aimed_at(value, field.type));
}

/// `first` is what the target's path begins with.
MemberChange Compiler::member_change(const ir::Expr& target, const schema::Field& first, const ir::Expr& value) const {
    Place place = this->place(target);
    MemberChange change{std::move(place.path), place.type, &value, name_inside(first, target.path)};
    const bool is_checked = range_to_check(*place.type, value) || is_float_to_check(*place.type, value);
    if (is_parameter(value) || !is_checked) return change;
    if (std::optional<ir::Expr> outer = optional_outer(target, first)) {
        change.computed = std::make_shared<ir::Expr>(unless_empty(std::move(*outer), value));
        change.value = change.computed.get();
    }
    return change;
}

void Compiler::assigned_path() {
    std::string text;
    bool is_first = true;
    const auto write = [&] {
        if (!is_first) sql << " || ";
        is_first = false;
        sql.literal(text);
    };
    for (const Assigned& part : assigned_) {
        if (part.element != 0) {
            text += ".";
            write();
            sql << " || ";
            dialect.element_number(*this, part.element);
            text = part.name.empty() ? "" : ".";
        }
        text += part.name;
    }
    if (!text.empty()) write();
}

void Compiler::remove(const ir::Delete& remove) {
    changed_ = remove.model;
    dialect.delete_from(sql, table_of(*remove.model, dialect));
    scopes_.push_back(Scope{remove.model, nullptr, 0});
    reached(*remove.model, remove.where, remove.reach);
    scopes_.pop_back();
}

void Compiler::reached(const schema::Model& model, const std::optional<ir::Expr>& condition, const ir::Reach& reach) {
    if (!reach.returning.empty() || reach.only_first)
        query::require(dialect.backend(),
                       reach.only_first ? query::Capability::returning_one : query::Capability::returning_many);
    if (reach.only_first) {
        first_row(model, condition, reach);
    } else if (condition && dialect.finds_first() != Dialect::FoundFirst::no && query::reads_table(*condition, model)) {
        found_before(model, *condition);
    } else {
        where(condition);
    }
    returning(model, reach.returning);
}

/// The row whose key the inner select gives; its `t0` hides the outer one.
void Compiler::first_row(const schema::Model& model, const std::optional<ir::Expr>& condition, const ir::Reach& reach) {
    ir::Expr one;
    one.op = ir::Op::constant;
    one.literal = Value(1);
    const bool is_single = model.key.size() == 1;
    sql << (is_single ? Fixed(" where ") : Fixed(" where ("));
    key_columns(model);
    sql << (is_single ? Fixed(" = (select ") : Fixed(") = (select "));
    key_columns(model);
    from(model);
    where(condition);
    order(reach.order);
    dialect.limit(*this, &one, nullptr);
    dialect.lock_selected(sql);
    sql << ")";
}

/// The keys are all known before the first row is changed. MariaDB makes a query part of the one around it, and asks for
/// its rows one by one, unless a limit makes them a table.
void Compiler::found_before(const schema::Model& model, const ir::Expr& condition) {
    if (model.key.empty())
        throw Unsupported(model.name + ": " + std::string(query::name_of(dialect.backend())) +
                          " can't ask other rows of the table that a statement changes, unless the model has a key; "
                          "declare one, or read the rows first, in a transaction");
    const bool is_table = dialect.finds_first() == Dialect::FoundFirst::by_table;
    const schema::Model* changed = std::exchange(changed_, nullptr);
    sql << " where (";
    key_columns(model);
    sql << (is_table ? Fixed(") in (select * from (select ") : Fixed(") in (select "));
    key_columns(model);
    from(model);
    where(condition);
    if (is_table) dialect.limit(*this, nullptr, nullptr);
    sql << (is_table ? Fixed(") as t)") : Fixed(")"));
    changed_ = changed;
}

void Compiler::key_columns(const schema::Model& model) {
    for (std::size_t i = 0; i < model.key.size(); ++i) {
        if (i > 0) sql << ", ";
        sql.alias(0) << "." << column_of(model, model.key[i]);
    }
}

}  // namespace tenon::sql
