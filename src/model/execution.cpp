#include <tenon/execution.hpp>

#include <algorithm>
#include <atomic>
#include <forward_list>

#include "engine/running.hpp"
#include "model/checks.hpp"
#include "model/rules.hpp"
#include "model/scope.hpp"
#include "model/statements.hpp"
#include "query/query.hpp"
#include "schema/cast.hpp"
#include "value/cells.hpp"
#include "value/utf8.hpp"
#include <tenon/error.hpp>
#include <tenon/query.hpp>

namespace tenon::model {

using engine::Entry;
using engine::Running;

const schema::Model& schema_of(const Instance& instance) noexcept { return instance.model; }
const typed::Table& table_of(const Instance& instance) noexcept { return instance.table; }

std::uint32_t ShapeNumber::get() noexcept {
    static_assert(first_query_shape > 0, "zero means: none yet");
    static std::atomic<std::uint32_t> next{first_query_shape};
    const std::atomic_ref<std::uint32_t> value(value_);
    if (const std::uint32_t known = value.load(std::memory_order_relaxed); known != 0) [[likely]]
        return known;
    std::uint32_t none = 0;
    const std::uint32_t fresh = next.fetch_add(1);
    return value.compare_exchange_strong(none, fresh) ? fresh : none;  // another thread may have been faster
}

ir::Code to_code(std::span<const ir::Node> nodes, typed::Saver&& saved) {
    ir::Code code;
    code.nodes.assign(nodes.begin(), nodes.end());
    code.values = std::move(saved.values);
    std::size_t next = 0;
    for (ir::Node& node : code.nodes)
        if (node.op == ir::Op::when) node.flag = saved.present.at(next++) ? 0 : 1;
    return code;
}

namespace {

/// A bad pattern is an error whether or not there is a row for it.
void check_patterns(const Entry& entry, std::span<const Cell> values) {
    for (const auto& [slot, kind] : decoding_of(entry).patterns)
        if (values[slot].type == CellType::text) query::check_pattern(kind, values[slot].text_view(), *entry.model);
}

std::size_t read_rows(const Session& session, const Instance& instance, const Entry& entry, bool projected,
                      std::span<const Cell> values, Sink sink) {
    check_patterns(entry, values);
    Running running(session, *entry.plan, entry.model, values);
    std::span<const Cell> row;
    std::size_t rows = 0;
    if (!projected) {
        for (; running.next(row); ++rows) instance.table.decode_row(row, sink.append(sink.target));
        return rows;
    }
    const Decoding& decoding = decoding_of(entry);
    for (; running.next(row); ++rows) {
        void* object = sink.append(sink.target);
        for (std::size_t i = 0; i < decoding.outputs.size(); ++i)
            typed::decode_column(decoding.outputs[i], row[i], object);
    }
    return rows;
}

std::int64_t read_number(const Session& session, const Entry& entry, std::span<const Cell> values) {
    check_patterns(entry, values);
    Running running(session, *entry.plan, entry.model, values);
    std::span<const Cell> row;
    std::int64_t number = 0;
    if (running.next(row)) number = row[0].type == CellType::boolean ? (row[0].boolean ? 1 : 0) : row[0].integer;
    (void)running.complete();
    return number;
}

/// The values of an update as they are bound: changed by the fields' rules, checked, and the time at the end.
class UpdateValues {
public:
    UpdateValues(const Session& session, const Instance& instance, const Entry& entry, std::span<const Cell> given)
        : used_(given.size()) {
        const Decoding& decoding = decoding_of(entry);
        if (given.size() >= std::size(small_)) large_.resize(given.size() + 1);
        cells_ = large_.empty() ? small_ : large_.data();
        std::copy(given.begin(), given.end(), cells_);
        Failures failures;
        for (const auto& assigned : decoding.assigned) {
            if (assigned.constant)
                check_constant(session, assigned, failures);
            else
                check(session, assigned, failures);
        }
        failures.throw_if_any(instance.model);
        if (decoding.stamps_update) {
            const auto& field = instance.model.fields[*instance.model.updated_at];
            cells_[used_++] = Cell::of(Timestamp::now().floored(field.type.precision));
        }
    }
    UpdateValues(const UpdateValues&) = delete;
    UpdateValues& operator=(const UpdateValues&) = delete;
    [[nodiscard]] std::span<const Cell> cells() const { return {cells_, used_}; }

private:
    static void check_constant(const Session& session, const Decoding::Assigned& assigned, Failures& failures) {
        check_value(*assigned.field, *assigned.constant, assigned.path, failures);
        if (assigned.is_checked) run_checks(session, *assigned.field, *assigned.constant, assigned.path, failures);
    }
    void check(const Session& session, const Decoding::Assigned& assigned, Failures& failures) {
        Cell& cell = cells_[assigned.slot];
        const schema::Field& field = *assigned.field;
        if (cell.type == CellType::timestamp) cell = Cell::of(Timestamp(cell.integer).floored(field.type.precision));
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
    Cell small_[16];
    std::vector<Cell> large_;
    Cell* cells_;
    std::size_t used_;
    std::forward_list<Value> owned_;  ///< what changed cells point at
};

std::int64_t write_rows(const Session& session, const Instance& instance, const Entry& entry,
                        std::span<const Cell> values) {
    check_patterns(entry, values);
    const Decoding& decoding = decoding_of(entry);
    if (decoding.assigned.empty() && !decoding.stamps_update) {
        Running running(session, *entry.plan, entry.model, values);
        return running.complete().rows;
    }
    const UpdateValues checked(session, instance, entry, values);
    Running running(session, *entry.plan, entry.model, checked.cells());
    return running.complete().rows;
}

/// Checks that ask the database are part of the update's transaction.
bool needs_transaction(const Session& session, const Instance& instance, ir::Verb verb) {
    return instance.asks_database && verb == ir::Verb::update && !session.transaction;
}

bool has_condition(const ir::Code& code) {
    return typed::any_own_node(code.nodes.data(), code.nodes.size(), [](ir::Op op) { return op == ir::Op::where; });
}

/// A run-time query's values, cast to what its statement wants, as cells.
class CodeValues {
public:
    CodeValues(const Entry& entry, const std::vector<Value>& given) : model_(*entry.model) {
        owned_.reserve(given.size());
        sources_.resize(given.size());
        cells_.reserve(given.size());
        for (std::size_t i = 0; i < given.size(); ++i) {
            owned_.push_back(i < entry.slots.size() ? cast(entry.slots[i], given[i], i) : given[i]);
            cells_.push_back(
                cell_of(owned_.back(), i < entry.slots.size() ? entry.slots[i] : query::Slot(), sources_[i]));
        }
    }
    [[nodiscard]] std::span<const Cell> cells() const { return cells_; }

private:
    /// What a value meets, for errors.
    [[nodiscard]] std::string name_of(const query::Slot& slot, std::size_t index) const {
        for (const schema::Field& field : model_.fields)
            if (&field.type == slot.declared) return field.name;
        return "value " + std::to_string(index + 1);
    }
    static Value cast_one(const query::Slot& slot, const Value& value, const std::string& path) {
        if (value.is_empty()) return value;
        const bool detailed = slot.declared != nullptr && slot.declared->base == slot.type &&
                              (slot.type == BaseType::enumeration || is_nested(slot.type));
        return detailed ? schema::cast(value, *slot.declared, path) : schema::cast(value, slot.type, path);
    }
    [[nodiscard]] Value cast(const query::Slot& slot, const Value& value, std::size_t index) const {
        if (slot.type == BaseType::none) return value;
        const std::string path = name_of(slot, index);
        const Array* list = slot.list ? value.if_array() : nullptr;
        if (list == nullptr) return cast_one(slot, value, path);
        Array out;
        out.reserve(list->size());
        for (const Value& element : *list)
            if (!element.is_empty()) out.push_back(cast_one(slot, element, path));
        return Value(std::move(out));
    }
    Cell cell_of(const Value& value, const query::Slot& slot, ValueSource& source) {
        if (slot.type == BaseType::json && !value.is_empty()) {
            source = ValueSource(value, true);
            return Cell::of(source);
        }
        const Array* array = slot.list ? value.if_array() : nullptr;
        if (array == nullptr) return to_cell(value, source);
        lists_.emplace_back();
        for (const Value& element : *array) lists_.back().push_back(to_cell(element, list_sources_.emplace_front()));
        return Cell::of_list(lists_.back().data(), lists_.back().size());
    }
    const schema::Model& model_;
    std::vector<Value> owned_;
    std::vector<ValueSource> sources_;
    std::vector<std::vector<Cell>> lists_;
    std::forward_list<ValueSource> list_sources_;  ///< of lists of nested values
    std::vector<Cell> cells_;
};

struct CodeCall {
    CodeCall(const Session& session, const Instance& instance, ir::Verb verb, const ir::Code& code,
             std::span<const OutputType> outputs)
        : entry(code_entry(session, instance, verb, code.nodes, code.names, query::variant_of(code.nodes, code.values),
                           outputs)),
          values(entry, code.values) {}
    const Entry& entry;
    CodeValues values;
};

}  // namespace

std::size_t read(const Session& session, const Instance& instance, const Statement& statement, const Bound& bound,
                 Sink sink) {
    return read_rows(session, instance, typed_entry(session, instance, statement, bound.variant),
                     !statement.outputs.empty(), bound.values, sink);
}
std::int64_t count(const Session& session, const Instance& instance, const Statement& statement, const Bound& bound) {
    return read_number(session, typed_entry(session, instance, statement, bound.variant), bound.values);
}
bool exists(const Session& session, const Instance& instance, const Statement& statement, const Bound& bound) {
    return read_number(session, typed_entry(session, instance, statement, bound.variant), bound.values) != 0;
}
std::int64_t write(const Session& session, const Instance& instance, const Statement& statement, const Bound& bound) {
    if (needs_transaction(session, instance, statement.verb)) [[unlikely]] {
        TransactionScope scope(session);
        const std::int64_t rows = write(scope.session(), instance, statement, bound);
        scope.commit();
        return rows;
    }
    return write_rows(session, instance, typed_entry(session, instance, statement, bound.variant), bound.values);
}
std::string text_of(const Session& session, const Instance& instance, const Statement& statement,
                    std::uint64_t variant) {
    return std::string(typed_entry(session, instance, statement, variant).plan->text());
}

std::size_t read(const Session& session, const Instance& instance, ir::Verb verb, const ir::Code& code,
                 std::span<const OutputType> outputs, Sink sink) {
    const CodeCall call(session, instance, verb, code, outputs);
    return read_rows(session, instance, call.entry, !outputs.empty(), call.values.cells(), sink);
}
std::int64_t count(const Session& session, const Instance& instance, const ir::Code& code) {
    const CodeCall call(session, instance, ir::Verb::count, code, {});
    return read_number(session, call.entry, call.values.cells());
}
bool exists(const Session& session, const Instance& instance, const ir::Code& code) {
    const CodeCall call(session, instance, ir::Verb::exists, code, {});
    return read_number(session, call.entry, call.values.cells()) != 0;
}
std::int64_t write(const Session& session, const Instance& instance, ir::Verb verb, const ir::Code& code) {
    if (!has_condition(code))
        throw QueryError("This would change every row of " + instance.model.name +
                             ": the query has no condition. Say tenon::everything if that is meant.",
                         {.model = instance.model.name, .fields = {}, .constraint = {}, .database_code = {}});
    if (needs_transaction(session, instance, verb)) {
        TransactionScope scope(session);
        const std::int64_t rows = write(scope.session(), instance, verb, code);
        scope.commit();
        return rows;
    }
    const CodeCall call(session, instance, verb, code, {});
    return write_rows(session, instance, call.entry, call.values.cells());
}
std::string text_of(const Session& session, const Instance& instance, ir::Verb verb, const ir::Code& code,
                    std::span<const OutputType> outputs) {
    const CodeCall call(session, instance, verb, code, outputs);
    return std::string(call.entry.plan->text());
}

std::size_t read(const Session& session, const Instance& instance, ir::Verb verb, std::span<const ir::Node> nodes,
                 std::span<const std::string> names, const Bound& bound, Sink sink) {
    const Entry& entry = code_entry(session, instance, verb, nodes, names, bound.variant, {});
    return read_rows(session, instance, entry, false, bound.values, sink);
}

void throw_not_found(const Instance& instance, std::string_view what, std::string_view way_out) {
    throw NotFound(std::string(what) + ": no " + instance.model.name + " has this key." + std::string(way_out),
                   {.model = instance.model.name, .fields = {}, .constraint = {}, .database_code = {}});
}

}  // namespace tenon::model

namespace tenon::typed {

void throw_limited_aggregate(const model::Instance& instance) {
    const std::string& name = model::schema_of(instance).name;
    throw QueryError("aggregate() of " + name +
                         " is over all rows that fulfil the condition: it can't follow limit() or offset().",
                     {.model = name, .fields = {}, .constraint = {}, .database_code = {}});
}

void throw_not_one(const model::Instance& instance, std::size_t rows) {
    const std::string& name = model::schema_of(instance).name;
    if (rows == 0)
        throw NotFound("one() found no " + name + ". Use first() if there may be none.",
                       {.model = name, .fields = {}, .constraint = {}, .database_code = {}});
    throw QueryError("one() found more than one " + name + ". Use first(), or a condition that only one fulfils.",
                     {.model = name, .fields = {}, .constraint = {}, .database_code = {}});
}

}  // namespace tenon::typed
