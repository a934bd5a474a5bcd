#include <tenon/record_selection.hpp>

#include <algorithm>

#include "model/instance.hpp"
#include "model/record_access.hpp"
#include "model/relations.hpp"
#include <tenon/error.hpp>
#include <tenon/with.hpp>

namespace tenon {
namespace {

[[noreturn]] void refuse_selection(const model::Instance& instance, const std::string& name,
                                   const std::string& message) {
    throw QueryError("A query of " + instance.model.name + " " + message,
                     {.model = instance.model.name, .fields = {name}, .constraint = {}, .database_code = {}});
}

}  // namespace

RecordOutput::RecordOutput(std::string field) : name(std::move(field)), code(tenon::field(name).code()) {}
RecordOutput::RecordOutput(std::string named, const RecordExpression& value)
    : name(std::move(named)),
      code(value.code()) {}

RecordQuery RecordQuery::group_by(std::string path) const { return group_by(field(std::move(path))); }
RecordQuery RecordQuery::group_by(const RecordExpression& value) const {
    RecordQuery next = *this;
    next.code_.append(value.code());
    next.code_.nodes.push_back({ir::Op::group_by, 0, 0, 0, 0});
    return next;
}

namespace {

RecordSelection selected(const engine::Session& session, const model::Instance* instance, ir::Code code,
                         std::vector<RecordOutput> outputs) {
    if (outputs.empty()) throw QueryError("select() needs values to select: select({\"name\"}).");
    auto names = std::make_shared<std::vector<std::string>>();
    for (RecordOutput& output : outputs) {
        if (std::find(names->begin(), names->end(), output.name) != names->end())
            refuse_selection(*instance, output.name,
                             "selects two values as `" + output.name + "`: give one another name.");
        code.append(output.code);
        code.nodes.push_back({ir::Op::output, 0, 0, 0, 0});
        names->push_back(std::move(output.name));
    }
    return {session, instance, std::move(code), std::move(names)};
}

}  // namespace

RecordSelection RecordQuery::select(std::vector<RecordOutput> outputs) const {
    return selected(session_, instance_, code_, std::move(outputs));
}

RecordSelection::RecordSelection(engine::Session session, const model::Instance* instance, ir::Code code,
                                 std::shared_ptr<const std::vector<std::string>> names)
    : session_(std::move(session)),
      instance_(instance),
      code_(std::move(code)),
      names_(std::move(names)) {}

ir::Verb RecordSelection::verb() const { return typed::reading_verb(code_.nodes.data(), code_.nodes.size()); }

RecordSelection RecordSelection::distinct() const {
    RecordSelection next = *this;
    next.code_.nodes.push_back({ir::Op::distinct, 0, 0, 0, 0});
    return next;
}
RecordSelection RecordSelection::having_code(const ir::Code& condition) const {
    RecordSelection next = *this;
    next.code_.append(condition);
    next.code_.nodes.push_back({ir::Op::having, 0, 0, 0, 0});
    return next;
}

RecordSelection RecordSelection::ordered(std::string_view name, std::uint8_t flags) const {
    const auto found = std::find(names_->begin(), names_->end(), name);
    if (found == names_->end())
        refuse_selection(*instance_, std::string(name),
                         "selects no `" + std::string(name) + "` to sort by; sort the query before select(…).");
    RecordSelection next = *this;
    next.code_.nodes.push_back({ir::Op::result_column, 0, static_cast<std::uint16_t>(found - names_->begin()), 0, 0});
    next.code_.nodes.push_back({ir::Op::order_by, flags, 0, 0, 0});
    return next;
}
RecordSelection RecordSelection::order_by(std::string_view name) const { return ordered(name, 0); }
RecordSelection RecordSelection::order_by_descending(std::string_view name) const {
    return ordered(name, ir::descending);
}

RecordSelection RecordSelection::number(ir::Op op, std::int64_t value) const {
    RecordSelection next = *this;
    next.code_.nodes.push_back({ir::Op::param, 0, static_cast<std::uint16_t>(BaseType::int64), 0, 0});
    next.code_.values.emplace_back(typed::checked_count(value));
    next.code_.nodes.push_back({op, 0, 0, 0, 0});
    return next;
}
RecordSelection RecordSelection::limit(std::int64_t most) const { return number(ir::Op::limit, most); }
RecordSelection RecordSelection::offset(std::int64_t skipped) const { return number(ir::Op::offset, skipped); }

RecordSelection RecordSelection::combined(ir::SetOperation operation, const RecordSelection& other) const {
    RecordSelection next = *this;
    model::add_text(next.code_, other.instance_->model.name);
    next.code_.nodes.push_back({ir::Op::query_begin, 0, 0, 0, 0});
    next.code_.append(other.code_);
    next.code_.nodes.push_back({ir::Op::query_combined, static_cast<std::uint8_t>(operation), 0, 0, 0});
    return next;
}
RecordSelection RecordSelection::union_with(const RecordSelection& other) const {
    return combined(ir::SetOperation::union_, other);
}
RecordSelection RecordSelection::union_all(const RecordSelection& other) const {
    return combined(ir::SetOperation::union_all, other);
}
RecordSelection RecordSelection::intersect(const RecordSelection& other) const {
    return combined(ir::SetOperation::intersect, other);
}
RecordSelection RecordSelection::except(const RecordSelection& other) const {
    return combined(ir::SetOperation::except, other);
}

std::vector<model::OutputType> RecordSelection::outputs() const {
    std::vector<model::OutputType> outputs;
    for (std::size_t i = 0; i < names_->size(); ++i)
        outputs.push_back({&typed::type_info<Value>, static_cast<std::uint32_t>(i * sizeof(Value))});
    return outputs;
}

namespace {

/// Rows of so many values.
struct ValueRows {
    std::size_t size;
    std::vector<std::vector<Value>> rows{};

    [[nodiscard]] model::Sink sink() {
        return {this,
                [](void* target, std::size_t, std::size_t, std::size_t) -> direct::Room {
                    auto& into = *static_cast<ValueRows*>(target);
                    return {into.rows.emplace_back(into.size).data(), 1};
                },
                0};
    }
};

std::vector<RawRow> with_names(std::vector<std::vector<Value>> read,
                               const std::shared_ptr<const std::vector<std::string>>& names) {
    std::vector<RawRow> rows;
    rows.reserve(read.size());
    for (std::vector<Value>& values : read) rows.emplace_back(names, std::move(values));
    return rows;
}

std::optional<RawRow> first_row(std::vector<RawRow> rows) {
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

}  // namespace

std::vector<RawRow> RecordSelection::all() const {
    ValueRows read{names_->size()};
    model::read(session_, *instance_, verb(), code_, outputs(), read.sink());
    return with_names(std::move(read.rows), names_);
}

Page<RawRow> RecordSelection::page(std::size_t size, std::string_view cursor) const {
    const std::vector<model::OutputType> types = outputs();
    const model::PagedQuery query(session_, *instance_, code_, size, cursor, types);
    ValueRows read{names_->size()};
    query.read(read.sink());
    auto page = typed::page_of(query, std::move(read.rows),
                               [](const std::vector<Value>& row) -> const void* { return row.data(); });
    return {with_names(std::move(page.items), names_), std::move(page.next), std::move(page.previous)};
}

std::vector<RawRow> RecordSelection::at_most(std::int64_t most) const {
    return model::has_limit(code_.nodes) ? all() : limit(most).all();
}

std::optional<RawRow> RecordSelection::first() const { return first_row(at_most(1)); }

RawRow RecordSelection::one() const {
    std::vector<RawRow> rows = at_most(2);
    if (rows.size() != 1) typed::throw_not_one(*instance_, rows.size());
    return std::move(rows.front());
}

std::int64_t RecordSelection::count() const {
    if (verb() == ir::Verb::aggregate) return static_cast<std::int64_t>(all().size());
    return model::count(session_, *instance_, code_);
}

bool RecordSelection::exists() const {
    if (verb() == ir::Verb::aggregate) return !at_most(1).empty();
    return model::exists(session_, *instance_, code_);
}

typed::RowIterator<RawRow> RecordSelection::begin() const { return typed::RowIterator<RawRow>(all()); }
RecordSelection RecordSelection::having(const RecordExpression& condition) const {
    return having_code(condition.code());
}

RecordJoin::RecordJoin(engine::Session session, const model::Instance* instance, ir::Code code)
    : session_(std::move(session)),
      instance_(instance),
      code_(std::move(code)) {}

RecordSelection RecordJoin::select(std::vector<RecordOutput> outputs) const {
    return selected(session_, instance_, code_, std::move(outputs));
}

namespace {

std::string joined_names(const RecordSelection& query) {
    std::string names;
    for (const std::string& name : query.names()) {
        if (&name != &query.names().front()) names += '\0';
        names += name;
    }
    return names;
}

// What its rows are called in a statement.
std::int64_t name_of(const RecordSelection& query) {
    typed::QueryName made(query.code().nodes);
    for (const std::string& name : query.code().names) made.add(std::hash<std::string>()(name));
    for (const char c : query.instance()->model.name) made.add(static_cast<unsigned char>(c));
    return made.number();
}

ir::Code naming(const RecordSelection& query) {
    ir::Code code = query.code();
    model::add_text(code, joined_names(query));
    code.nodes.push_back({ir::Op::rows_of, 1, 0, 0, name_of(query)});
    return code;
}

}  // namespace

// The node that makes a query's rows those of another follows the names of its values.
RecordFrom from(const RecordSelection& query) { return RecordFrom(query); }

RecordFrom RecordFrom::where(const RecordExpression& condition) const { return with(condition, ir::Op::where); }
RecordFrom RecordFrom::group_by(std::string name) const { return with(field(std::move(name)), ir::Op::group_by); }
RecordFrom RecordFrom::order_by(std::string name) const { return with(field(std::move(name)), ir::Op::order_by); }
RecordFrom RecordFrom::order_by_descending(std::string name) const {
    return with(field(std::move(name)), ir::Op::order_by, ir::descending);
}
RecordSelection RecordFrom::rows() const { return rows_; }
RecordSelection RecordFrom::limit(std::int64_t most) const { return rows_.limit(most); }
std::vector<RawRow> RecordFrom::all() const { return rows_.all(); }
std::optional<RawRow> RecordFrom::first() const { return rows_.first(); }
RawRow RecordFrom::one() const { return rows_.one(); }
std::int64_t RecordFrom::count() const { return rows_.count(); }
bool RecordFrom::exists() const { return rows_.exists(); }

RecordFrom::RecordFrom(const RecordSelection& query) : rows_(query) {
    model::add_text(rows_.code_, joined_names(query));
    rows_.code_.nodes.push_back({ir::Op::rows_of, 0, 0, 0, 0});
}

RecordFrom RecordFrom::of_named(const RecordSelection& query) {
    RecordFrom rows(query);
    rows.rows_.code_ = ir::Code({{ir::Op::named_rows, 0, 0, 0, name_of(query)}}, {}, {});
    return rows;
}

RecordSelection named(const RecordSelection& query, const RecordSelection& made) {
    ir::Code code = naming(query);
    code.append(made.code());
    return {made.session(), made.instance(), std::move(code), std::make_shared<std::vector<std::string>>(made.names())};
}

RecordFrom named(const RecordSelection& query, const RecordFrom& made) {
    RecordFrom next = made;
    next.rows_ = named(query, made.rows_);
    return next;
}

RecordFrom RecordFrom::with(const RecordExpression& expression, ir::Op clause, std::uint8_t flags) const {
    RecordFrom next = *this;
    next.rows_.code_.append(expression.code());
    next.rows_.code_.nodes.push_back({clause, flags, 0, 0, 0});
    return next;
}

RecordSelection RecordFrom::select(std::vector<RecordOutput> outputs) const {
    return selected(rows_.session_, rows_.instance_, rows_.code_, std::move(outputs));
}

std::string RecordSelection::to_sql() const { return model::text_of(session_, *instance_, verb(), code_, outputs()); }
std::string RecordSelection::explain() const { return model::explain(session_, *instance_, verb(), code_, outputs()); }

// --- writes ---

std::vector<RawRow> RecordSelection::rows_written(ir::Verb verb, const ir::Code& assignments) const {
    ir::Code code = code_;
    code.append(assignments);
    ValueRows written{names_->size()};
    model::write_giving(session_, *instance_, verb, code, outputs(), written.sink());
    return with_names(std::move(written.rows), names_);
}
std::optional<RawRow> RecordSelection::one_written(ir::Verb verb, const ir::Code& assignments) const {
    return first_row(rows_written(verb, assignments));
}
ir::Code RecordSelection::assigned(Assignments values) const {
    return RecordQuery(session_, instance_).assigned(values);
}

std::optional<RawRow> RecordSelection::update_one(Assignments values) const {
    return one_written(ir::Verb::update_one, assigned(values));
}
std::optional<RawRow> RecordSelection::update_one(Assignments values, After) const { return update_one(values); }
std::optional<RawRow> RecordSelection::update_one(Assignments values, Before) const {
    std::vector<Value> whole(instance_->model.fields.size());
    std::vector<Value> row(names_->size());
    const bool found =
        model::update_first(session_, *instance_, code_, assigned(values), {whole.data(), outputs(), row.data()});
    if (!found) return std::nullopt;
    return RawRow(names_, std::move(row));
}
std::optional<RawRow> RecordSelection::remove_one() const { return one_written(ir::Verb::remove_one, {}); }

std::optional<RawRow> RecordSelection::replace_one(Assignments values) const {
    Record record = RecordModel(session_, instance_).build(values);
    ValueRows written{names_->size()};
    model::replace_first(session_, *instance_, code_, model::RecordAccess::stored_values(record), outputs(),
                         written.sink());
    return first_row(with_names(std::move(written.rows), names_));
}
std::optional<RawRow> RecordSelection::replace_one(Assignments values, After) const { return replace_one(values); }
std::optional<RawRow> RecordSelection::replace_one(Assignments values, Before) const {
    Record record = RecordModel(session_, instance_).build(values);
    std::vector<Value> whole(instance_->model.fields.size());
    std::vector<Value> row(names_->size());
    const bool found = model::replace_first(session_, *instance_, code_, model::RecordAccess::stored_values(record),
                                            {whole.data(), outputs(), row.data()});
    if (!found) return std::nullopt;
    return RawRow(names_, std::move(row));
}

RecordSelectionReturning RecordSelection::returning() const { return RecordSelectionReturning(*this); }
RecordSelectionReturning::RecordSelectionReturning(RecordSelection selection) : selection_(std::move(selection)) {}
std::vector<RawRow> RecordSelectionReturning::update(Assignments values) const {
    return selection_.rows_written(ir::Verb::update_rows, selection_.assigned(values));
}
std::vector<RawRow> RecordSelectionReturning::remove() const {
    return selection_.rows_written(ir::Verb::remove_rows, {});
}

}  // namespace tenon
