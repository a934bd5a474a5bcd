#include "bson/select.hpp"

#include <algorithm>

#include "bson/storage.hpp"
#include "query/capabilities.hpp"
#include "query/expression.hpp"

namespace tenon::bson {

using ir::Expr;
using ir::Op;
using ir::Select;

namespace {

// {name: 1}, and `_id` only when it is asked for.
Template projection(const std::vector<std::string>& columns) {
    Template node = document();
    if (std::find(columns.begin(), columns.end(), "_id") == columns.end()) node.add("_id", number(0));
    for (const std::string& column : columns)
        if (node.find(column) == nullptr) node.add(column, number(1));
    return node;
}

// "$age" sorts by "age"; an expression needs a place of its own.
std::optional<std::string> sortable_path(const Template& key, const Expr& by) {
    const std::string* text = key.value.if_text();
    if (text == nullptr || by.op == Op::constant || !text->starts_with('$')) return std::nullopt;
    return text->substr(1);
}

bool in_find(const Select& select, const Columns& columns) {
    if (select.kind != Select::Kind::rows && select.kind != Select::Kind::exists) return false;
    return !select.per_parent && (columns.plain || select.kind == Select::Kind::exists) &&
           (!select.distinct || select.outputs.empty());
}

// Nothing when a part of it needs a pipeline.
std::optional<Template> find_body(const Select& select, const query::Prepared& statement, const Columns& columns) {
    Compiler compiler(statement, *select.model, true);
    const bool exists = select.kind == Select::Kind::exists;
    const std::optional<Template> sort = exists ? document() : plain_sort(select, compiler);
    Template filter = compiler.filter(select.where);
    if (!sort || !compiler.take_lookups().empty()) return std::nullopt;
    const Cut cut = cut_of(select, compiler);
    Template body = document("find", collection(*select.model));
    body.add("filter", with_cut(std::move(filter), cut));
    if (exists) body.add("projection", document("_id", number(1)));
    if (!exists && !select.outputs.empty()) body.add("projection", projection(columns.names));
    if (!sort->members.empty()) body.add("sort", *sort);
    if (cut.skip) body.add("skip", *cut.skip);
    if (exists) {
        body.add("limit", number(1));
    } else if (cut.limit) {
        body.add("limit", *cut.limit);
    }
    return body;
}

// By an index of some rows MongoDB finds no others, whatever the condition says.
void add_hint(Template& body, const Select& select, const query::Prepared& statement) {
    if (select.hint.empty()) return;
    const schema::Model& model = *select.model;
    for (const schema::Index& index : model.indexes) {
        if (index.name != select.hint) continue;
        const bool leaves_out = !index.where.nodes.empty() || index.living ||
                                (index.unique && std::any_of(index.fields.begin(), index.fields.end(), [&](auto field) {
                                     return model.fields[field].type.nullable;
                                 }));
        if (leaves_out)
            Compiler(statement, model, true)
                .refuse("a hint() of the index `" + index.name +
                        "`, which some rows are not in: MongoDB would give no others. Leave the hint out.");
    }
    body.add("hint", text(select.hint));
}

}  // namespace

Command compile_select(const Select& select, const query::Prepared& statement) {
    if (!select.combined.empty()) query::require(query::Backend::mongodb, query::Capability::set_operations);
    if (select.tree) query::require(query::Backend::mongodb, query::Capability::trees);
    if (select.source_rows || !select.with.empty())
        query::require(query::Backend::mongodb, query::Capability::query_rows);
    if (select.join) query::require(query::Backend::mongodb, query::Capability::joins);
    if (!select.distinct_on.empty()) query::require(query::Backend::mongodb, query::Capability::distinct_on);
    if (select.lock) query::require(query::Backend::mongodb, query::Capability::row_locks, select.model->name);
    if (select.per_parent) {
        query::require(query::Backend::mongodb, query::Capability::per_parent_limit, select.model->name);
    }
    Command command;
    if (select.estimated) {  // from the metadata, a document for each shard
        const Template total = document({{"_id", Template()}, {"n", document("$sum", text("$count"))}});
        command.kind = Command::Kind::count;
        command.body = document(
            {{"aggregate", collection(*select.model)},
             {"pipeline", array({document("$collStats", document("count", document())), document("$group", total)})},
             {"cursor", document()}});
        return command;
    }
    const Columns columns = columns_of(select);
    const bool rows = select.kind == Select::Kind::rows || select.kind == Select::Kind::aggregate;
    command.kind = select.kind == Select::Kind::count ? Command::Kind::count
                   : rows                             ? Command::Kind::aggregate
                                                      : Command::Kind::exists;
    if (in_find(select, columns)) {
        if (auto body = find_body(select, statement, columns)) {
            if (rows) command.kind = Command::Kind::find;
            command.body = std::move(*body);
            add_hint(command.body, select, statement);
            if (rows) command.columns = columns.names;
            return command;
        }
    }
    Pipeline pipeline(select, statement);
    command.body =
        document({{"aggregate", collection(*select.model)}, {"pipeline", pipeline.stages()}, {"cursor", document()}});
    add_hint(command.body, select, statement);
    if (rows) command.columns = pipeline.columns();
    return command;
}

Pipeline::Pipeline(const Select& select, const query::Prepared& statement)
    : select_(select),
      compiler_(statement, *select.model, true),
      columns_(columns_of(select)) {}

void Pipeline::add(std::string name, Template body) { stages_.push_back(document(std::move(name), std::move(body))); }

void Pipeline::add_lookups() {
    for (Template& stage : compiler_.take_lookups()) stages_.push_back(std::move(stage));
}

Template Pipeline::stages() {
    const bool rows = select_.kind == Select::Kind::rows || select_.kind == Select::Kind::aggregate;
    match();
    if (select_.kind == Select::Kind::aggregate) {
        group();
        having();
    }
    if (select_.distinct && !select_.outputs.empty()) distinct();
    if (rows) order();
    cut();
    if (rows) {
        project();
    } else if (select_.kind == Select::Kind::count) {
        add("$count", text("n"));
    } else {
        add("$limit", number(1));
        add("$project", document("_id", number(1)));
    }
    return array(std::move(stages_));
}

// The first stage also finds nothing where the limit is 0, which the pipeline's own $limit refuses. Without a group,
// an aggregate gives a row of no rows: there `cut` sees to it.
void Pipeline::match() {
    const Cut cut = cut_of(select_, compiler_);
    std::vector<Template> stages = compiler_.match_stages(select_.where);
    const bool one_row = select_.kind == Select::Kind::aggregate && select_.group.empty();
    if (!one_row && (cut.guard || cut.nothing)) {
        const bool first_matches = !stages.empty() && stages.front().find("$match") != nullptr;
        Template filter = first_matches ? stages.front().members.front().node : document();
        Template stage = document("$match", with_cut(std::move(filter), cut));
        if (first_matches) {
            stages.front() = std::move(stage);
        } else {
            stages.insert(stages.begin(), std::move(stage));
        }
    }
    for (Template& stage : stages) stages_.push_back(std::move(stage));
}

// A missing key and a null one are one group (rule 7), in composite keys as well.
void Pipeline::group() {
    Template keys = document();
    std::vector<Compiler::Known> known;
    for (const Expr& by : select_.group) {
        const std::string name = "k" + std::to_string(known.size());
        keys.add(name, by.nullable ? if_null(compiler_.expression(by), null()) : compiler_.expression(by));
        known.push_back({&by, "_id." + name});
    }
    for (const ir::Output& output : select_.outputs) compiler_.collect_aggregates(output.expr);
    if (select_.having) compiler_.collect_aggregates(*select_.having);
    for (const ir::Order& order : select_.order) compiler_.collect_aggregates(order.by);
    add_lookups();
    Template body = document("_id", select_.group.empty() ? null() : std::move(keys));
    for (const Compiler::Accumulator& one : compiler_.accumulators()) body.add(one.name, one.over);
    add("$group", std::move(body));
    if (select_.group.empty()) group_without_rows();
    compiler_.set_known(std::move(known), true);
}

// $group gives no document for no rows; $facet always gives one.
void Pipeline::group_without_rows() {
    Template of_none = document();
    for (const Compiler::Accumulator& one : compiler_.accumulators()) of_none.add(one.name, one.of_none);
    add("$facet", document("groups", array({document("$limit", number(1))})));
    add("$replaceWith", if_null(document("$first", text("$groups")), literal(std::move(of_none))));
}

void Pipeline::having() {
    if (!select_.having) return;
    add("$match", document("$expr", compiler_.expression(*select_.having)));
}

// Outputs that are values of the command itself must not be read as "include this field".
Template Pipeline::output(const Expr& expr) {
    Template node = compiler_.expression(expr);
    const bool bare = node.kind != Template::Kind::document && !(node.value.if_text() && expr.op != Op::constant);
    return bare ? literal(std::move(node)) : node;
}

Template Pipeline::distinct_key(const Expr& expr) {
    if (expr.type == BaseType::json || expr.type == BaseType::map || expr.type == BaseType::variant) {
        compiler_.refuse("distinct values of " + std::string(name_of(expr.type)) +
                         ", whose keys are stored in any "
                         "order (rule 10).");
    }
    if (is_nested(expr.type)) return compiler_.comparable(expr);
    return if_null(output(expr), null());
}

// From here on the documents are the rows of the answer.
void Pipeline::distinct() {
    Template keys = document();
    std::vector<Compiler::Known> known;
    columns_.names.clear();
    for (const ir::Output& output : select_.outputs) {
        const std::string name = "o" + std::to_string(columns_.names.size());
        keys.add(name, distinct_key(output.expr));
        known.push_back({&output.expr, name});
        columns_.names.push_back(name);
    }
    add_lookups();
    add("$group", document("_id", std::move(keys)));
    add("$replaceWith", text("$_id"));
    compiler_.set_known(std::move(known), false);
}

void Pipeline::order() {
    if (select_.order.empty()) return;
    if (!select_.distinct && select_.kind == Select::Kind::rows) {
        if (auto sort = plain_sort(select_, compiler_)) return add("$sort", std::move(*sort));
    }
    Template computed = document();
    Template sort = document();
    for (const ir::Order& order : select_.order) {
        if (empties_elsewhere(order)) {
            const std::string name = compiler_.temporary("empty");
            computed.add(name, call("$lte", compiler_.expression(order.by), null()));
            sort.add(name, number(order.empties == ir::Empties::first ? -1 : 1));
        }
        Template key = sort_key(order.by, compiler_);
        if (const auto path = sortable_path(key, order.by)) {
            if (sort.find(*path) == nullptr) sort.add(*path, number(order.descending ? -1 : 1));
            continue;
        }
        const std::string name = compiler_.temporary("order");
        computed.add(name, key.kind == Template::Kind::constant && !key.value.if_text() ? literal(std::move(key))
                                                                                        : std::move(key));
        sort.add(name, number(order.descending ? -1 : 1));
    }
    add_lookups();
    if (!computed.members.empty()) add("$set", std::move(computed));
    add("$sort", std::move(sort));
}

void Pipeline::cut() {
    const Cut cut = cut_of(select_, compiler_);
    const bool one_row = select_.kind == Select::Kind::aggregate && select_.group.empty();
    if (one_row && (cut.guard || cut.nothing)) add("$match", with_cut(document(), cut));
    if (cut.skip) add("$skip", *cut.skip);
    if (cut.limit) add("$limit", *cut.limit);
}

void Pipeline::project() {
    const bool made = select_.distinct && !select_.outputs.empty();
    if (select_.outputs.empty() || made) {
        if (compiler_.temporaries().empty()) return;
        Template names = array();
        for (const std::string& name : compiler_.temporaries()) names.add(text(name));
        return add("$unset", std::move(names));
    }
    if (columns_.plain) return add("$project", projection(columns_.names));
    Template outputs = document("_id", number(0));
    for (std::size_t i = 0; i < select_.outputs.size(); ++i) {
        outputs.add(columns_.names[i], output(select_.outputs[i].expr));
    }
    add_lookups();
    add("$project", std::move(outputs));
}

}  // namespace tenon::bson
