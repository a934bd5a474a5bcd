#include "query/query.hpp"

#include "query/words.hpp"

#include <tenon/schema.hpp>

namespace tenon::query {

namespace {

std::string field_names(const schema::Model& model, const std::vector<std::uint16_t>& fields) {
    std::string text;
    for (const std::uint16_t field : fields) {
        if (!text.empty()) text += ", ";
        text += field < model.fields.size() ? model.fields[field].name : "#" + std::to_string(field);
    }
    return text;
}

std::string path_name(const schema::Model& model, const std::vector<std::uint16_t>& path) {
    std::string text;
    const std::vector<schema::Field>* fields = &model.fields;
    for (const std::uint16_t index : path) {
        if (index >= fields->size()) return text + "#" + std::to_string(index);
        const schema::Field& field = (*fields)[index];
        text += (text.empty() ? "" : ".") + field.name;
        fields = &field.type.members;
    }
    return text;
}

void add_condition(std::string& text, std::string_view clause, const std::optional<ir::Expr>& condition) {
    if (condition) text.append(" ").append(clause).append(" ").append(words(*condition));
}

void add_order(std::string& text, const std::vector<ir::Order>& orders) {
    std::string_view before = " order by ";
    for (const ir::Order& order : orders) {
        text.append(before).append(words(order.by));
        if (order.descending) text += " desc";
        if (order.empties == ir::Empties::first) text += " empties first";
        if (order.empties == ir::Empties::last) text += " empties last";
        before = ", ";
    }
}

void add_outputs(std::string& text, const std::vector<ir::Output>& outputs) {
    std::string_view before = " giving ";
    for (const ir::Output& output : outputs) {
        text.append(before).append(words(output.expr));
        if (!output.alias.empty()) text += " as " + output.alias;
        before = ", ";
    }
}

std::string_view name_of(ir::Select::Kind kind) {
    switch (kind) {
    case ir::Select::Kind::rows: return "select";
    case ir::Select::Kind::count: return "count";
    case ir::Select::Kind::exists: return "exists";
    case ir::Select::Kind::aggregate: return "aggregate";
    }
    return "select";
}

std::string_view name_of(ir::SetOperation operation) {
    switch (operation) {
    case ir::SetOperation::union_: return " union ";
    case ir::SetOperation::union_all: return " union all ";
    case ir::SetOperation::intersect: return " intersect ";
    case ir::SetOperation::except: return " except ";
    }
    return " union ";
}

std::string words_of(const ir::RowLock& lock) {
    std::string text = lock.shared ? " for share" : " for update";
    if (lock.wait == ir::LockWait::skips) text += " skip locked";
    if (lock.wait == ir::LockWait::fails) text += " no wait";
    return text;
}

std::string describe_select(const ir::Select& select);

std::string describe_combined(const ir::Select& select) {
    std::string text(name_of(select.kind));
    for (std::size_t i = 0; i < select.combined.size(); ++i)
        text.append(i == 0 ? " (" : name_of(select.operation)).append(describe_select(select.combined[i]));
    text += ")";
    add_order(text, select.order);
    add_condition(text, "limit", select.limit);
    add_condition(text, "offset", select.offset);
    return text;
}

void add_tree(std::string& text, const ir::Select& select) {
    if (!select.tree) return;
    add_condition(text, "from", select.tree->start);
    const ir::Tree& tree = *select.tree;
    if (tree.links != nullptr)
        text += " through " + tree.links->name + " by " + field_names(*tree.links, {tree.link_from, tree.link_to});
    else
        text += (tree.up ? " up by " : " down by ") + field_names(*select.model, {tree.reference});
    add_condition(text, "at most", select.tree->levels);
    add_condition(text, "among", tree.among);
    add_condition(text, "along", tree.among_links);
}

std::string describe_named(const ir::Select& select) {
    std::string text;
    for (const auto& named : select.with)
        text += "with " + named->rows->table + " as (" + describe_select(named->query) + ") ";
    return text;
}

std::string describe_rows(const ir::Select& select) {
    if (select.named) return " from " + select.model->table;
    if (!select.source.empty()) return " from (" + describe_select(select.source.front()) + ")";
    if (!select.join) return " " + select.model->name;
    const ir::Join& join = *select.join;
    return " from (" + describe_select(join.sides[0]) + (join.keeps_unmatched ? ") left join (" : ") join (") +
           describe_select(join.sides[1]) + ") by " + field_names(*join.sides[0].model, join.here) + " = " +
           field_names(*join.sides[1].model, join.there);
}

std::string describe_select(const ir::Select& select) {
    if (!select.combined.empty()) return describe_named(select) + describe_combined(select);
    std::string text = describe_named(select) + std::string(name_of(select.kind));
    if (select.distinct) text += " distinct";
    text += describe_rows(select);
    add_outputs(text, select.outputs);
    add_tree(text, select);
    if (!select.hint.empty()) text += " by the index " + select.hint;
    add_condition(text, "where", select.where);
    std::string_view before = " group by ";
    for (const ir::Expr& group : select.group) {
        text.append(before).append(words(group));
        before = ", ";
    }
    add_condition(text, "having", select.having);
    before = " first of each ";
    for (const ir::Expr& key : select.distinct_on) {
        text.append(before).append(words(key));
        before = ", ";
    }
    add_order(text, select.order);
    add_condition(text, "limit", select.limit);
    add_condition(text, "offset", select.offset);
    if (select.per_parent) text += " for each " + field_names(*select.model, {*select.per_parent});
    if (select.lock) text += words_of(*select.lock);
    return text;
}

std::string describe_insert(const ir::Insert& insert) {
    const schema::Model& model = *insert.model;
    std::string text = "insert " + model.name + " (" + field_names(model, insert.fields) + ")";
    if (insert.conflict) {
        text += " on conflict";
        if (!insert.conflict->target.empty()) text += " of " + field_names(model, insert.conflict->target);
        text += insert.conflict->update.empty() ? " keep the old row"
                                                : " set " + field_names(model, insert.conflict->update);
        if (insert.conflict->counts) text += " count " + field_names(model, {*insert.conflict->counts});
        add_condition(text, "where", insert.conflict->where);
    }
    if (!insert.returning.empty()) text += " giving " + field_names(model, insert.returning);
    return text;
}

void add_reach(std::string& text, const ir::Reach& reach, const schema::Model& model) {
    add_order(text, reach.order);
    if (reach.only_first) text += " first alone";
    if (!reach.returning.empty()) text += " giving " + field_names(model, reach.returning);
}

std::string describe_update(const ir::Update& update) {
    std::string text = "update " + update.model->name;
    std::string_view before = " set ";
    for (const ir::Assignment& assignment : update.assignments) {
        text.append(before).append(path_name(*update.model, assignment.path)).append(" = ");
        text += words(assignment.value);
        before = ", ";
    }
    add_condition(text, "where", update.where);
    add_reach(text, update.reach, *update.model);
    return text;
}

}  // namespace

std::string describe(const ir::Statement& statement) {
    if (const auto* select = std::get_if<ir::Select>(&statement)) return describe_select(*select);
    if (const auto* insert = std::get_if<ir::Insert>(&statement)) return describe_insert(*insert);
    if (const auto* update = std::get_if<ir::Update>(&statement)) return describe_update(*update);
    const auto& remove = std::get<ir::Delete>(statement);
    std::string text = "delete " + remove.model->name;
    add_condition(text, "where", remove.where);
    add_reach(text, remove.reach, *remove.model);
    return text;
}

}  // namespace tenon::query
