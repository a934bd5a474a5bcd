#include "model/statements.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

#include "model/assigned.hpp"
#include "model/soft_delete.hpp"
#include "query/declared_type.hpp"
#include "query/query.hpp"
#include "value/utf8.hpp"

namespace tenon::model {
namespace {

using engine::Entry;

/// The type of an array that `push` makes.
schema::Type pushed_type(const ir::Expr& push) {
    schema::Type element;
    if (const schema::Type* declared = query::declared_type(push.args.front())) element = *declared;
    element.base = push.args.front().type;
    element.nullable = false;
    schema::Type array;
    array.elements.push_back(std::move(element));
    return array;
}

schema::Field output_field(const ir::Output& output, std::size_t number) {
    schema::Field field;
    field.name = output.alias.empty() ? "output " + std::to_string(number + 1) : output.alias;
    if (const schema::Type* declared = query::declared_type(output.expr)) field.type = *declared;
    if (output.expr.op == ir::Op::push) field.type = pushed_type(output.expr);
    field.type.base = output.expr.type;
    field.type.nullable = output.expr.nullable;
    return field;
}

/// An update, or a removal, that the model's description rules out.
void check_write(const ir::Statement& statement, const Instance& instance) {
    const schema::Model& model = instance.model;
    if (std::holds_alternative<ir::Select>(statement)) return;
    if (model.read_only) throw_read_only(instance);
    const auto* update = std::get_if<ir::Update>(&statement);
    if (update == nullptr) return;
    for (const ir::Assignment& assignment : update->assignments)
        if (const schema::Field& field = model.fields[assignment.path.front()]; field.immutable || field.read_only)
            throw_fixed(model, field);
}

const ir::Reach* reach_of(const ir::Statement& statement) {
    if (const auto* update = std::get_if<ir::Update>(&statement)) return &update->reach;
    const auto* remove = std::get_if<ir::Delete>(&statement);
    return remove != nullptr ? &remove->reach : nullptr;
}

/// Whole rows without their hidden fields, and those that the query leaves out, are a select of the others.
void leave_out_hidden(ir::Statement& statement, const Instance& instance, Decoding& decoding) {
    decoding.table = &instance.table;
    if (const ir::Reach* reach = reach_of(statement);
        reach != nullptr && reach->returning.size() < instance.model.fields.size())
        decoding.table = &instance.visible;
    auto* select = std::get_if<ir::Select>(&statement);
    const bool is_whole = select != nullptr && select->kind == ir::Select::Kind::rows && select->outputs.empty();
    if (!is_whole) return;
    const bool leaves_hidden = instance.has_hidden && !select->with_hidden;
    if (!leaves_hidden && select->left_out.empty()) return;
    std::vector<bool> is_left_out(instance.model.fields.size());
    for (std::size_t i = 0; i < is_left_out.size(); ++i)
        is_left_out[i] = leaves_hidden && instance.model.fields[i].hidden;
    for (const std::uint16_t field : select->left_out) is_left_out.at(field) = true;
    decoding.table = &instance.visible;
    select->is_whole = true;
    if (!select->left_out.empty()) {
        decoding.narrowed = narrowed(instance.table, is_left_out);
        decoding.table = &decoding.narrowed;
    }
    for (std::uint16_t i = 0; i < instance.model.fields.size(); ++i) {
        if (is_left_out[i]) continue;
        ir::Output output;
        output.expr.op = ir::Op::field;
        output.expr.path = {i};
        select->outputs.push_back(std::move(output));
    }
}

bool has_comment(const Session& session) { return session.options && !session.options->comment.empty(); }

/// Has it statements of its own for this verb?
bool is_particular(const Session& session, ir::Verb verb) {
    return has_comment(session) || (keeps_times(session) && (ir::updates(verb) || ir::removes(verb)));
}

/// A comment is part of the text, and so of what tells statements apart. No operation's number begins like this.
void append_comment(std::string& key, const Session& session) {
    if (!has_comment(session)) return;
    const std::string& comment = session.options->comment;
    const std::uint64_t size = comment.size();
    key.append("\xFE").append(reinterpret_cast<const char*>(&size), sizeof(size)).append(comment);
}

void note_texts(const std::vector<query::Slot>& slots, const schema::Model& model, Decoding& decoding) {
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const auto is_this = [i](const Assigned& assigned) { return !assigned.constant && assigned.slot == i; };
        const bool is_assigned = std::any_of(decoding.assigned.begin(), decoding.assigned.end(), is_this);
        if (slots[i].type != BaseType::text || is_assigned) continue;
        Decoding::Text text{static_cast<std::uint16_t>(i), {}};
        for (const schema::Field& field : model.fields)
            if (&field.type == slots[i].declared) text.field = field.name;
        decoding.texts.push_back(text);
    }
}

/// The times that the library sets in an object before such a statement writes it.
std::vector<std::uint16_t> times_set(const ir::Statement& statement, const schema::Model& model) {
    std::vector<std::uint16_t> fields;
    if (model.updated_at) fields.push_back(*model.updated_at);
    if (model.created_at && std::holds_alternative<ir::Insert>(statement)) fields.push_back(*model.created_at);
    return fields;
}

void take_parts(const ir::Reach& reach, Entry& entry, Decoding& decoding) {
    for (const auto& path : reach.selected) {
        WrittenPart part = written_part(*entry.model, path);
        entry.outputs.push_back(std::move(part.field));
        decoding.inside.push_back(std::move(part.columns));
    }
    const auto is_none = [](const std::vector<std::string>& columns) { return columns.empty(); };
    if (std::all_of(decoding.inside.begin(), decoding.inside.end(), is_none)) decoding.inside.clear();
}

/// What its rows are decoded by.
void note_outputs(const query::Prepared& prepared, std::span<const OutputType> outputs, Entry& entry,
                  Decoding& decoding) {
    if (const auto* select = std::get_if<ir::Select>(&prepared.resolved))
        for (const ir::Output& output : select->outputs)
            entry.outputs.push_back(output_field(output, entry.outputs.size()));
    if (const ir::Reach* reach = reach_of(prepared.resolved); reach != nullptr && !outputs.empty())
        take_parts(*reach, entry, decoding);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        decoding.outputs.push_back(typed::output_column(*outputs[i].type, entry.outputs.at(i), outputs[i].offset));
        if (!decoding.inside.empty() && !decoding.inside[i].empty()) decoding.outputs.back().direct = direct::Kind::no;
    }
    decoding.places = typed::places_of(decoding.outputs);
    decoding.names = typed::names_of(decoding.outputs);
    for (const direct::Place& place : decoding.places)
        decoding.has_other_outputs = decoding.has_other_outputs || place.direct == direct::Kind::no;
}

/// What of its values is looked at: those of an update from slot `own` on are the library's times, of the fields `stamped`.
void note_values(const query::Prepared& prepared, const Instance& instance, std::size_t own,
                 std::span<const std::uint16_t> stamped, Decoding& decoding) {
    if (const auto* update = std::get_if<ir::Update>(&prepared.resolved)) {
        for (const ir::Assignment& assignment : update->assignments)
            if (stamped.empty() || assignment.value.op != ir::Op::param || assignment.value.slot < own)
                note_assigned(instance.model, assignment, decoding.assigned);
    }
    note_texts(prepared.slots, instance.model, decoding);
    for (std::size_t i = 0; i < prepared.slots.size(); ++i)
        if (const query::PatternKind kind = prepared.slots[i].pattern; kind != query::PatternKind::none)
            decoding.patterns.push_back({static_cast<std::uint16_t>(i), kind});
    decoding.looks_at_values = !decoding.assigned.empty() || !decoding.texts.empty() || !decoding.patterns.empty();
    for (const std::uint16_t field : stamped)
        decoding.stamp_precisions.at(decoding.stamps++) = instance.model.fields[field].type.precision;
}

std::unique_ptr<Entry> compile(const Session& session, const Instance& instance, ir::Statement statement,
                               std::size_t slots, std::span<const OutputType> outputs, bool stamp,
                               std::span<const std::uint16_t> written = {}) {
    auto decoding = std::make_unique<Decoding>();
    decoding->written = WrittenMembers(instance.table, written, times_set(statement, instance.model));
    check_write(statement, instance);
    std::vector<std::uint16_t> stamped;
    if (stamp) stamped = remove_softly(statement, instance.model, slots, keeps_times(session));
    leave_out_hidden(statement, instance, *decoding);
    if (const auto* insert = std::get_if<ir::Insert>(&statement)) decoding->returned = insert->returning;
    if (stamp && !keeps_times(session)) stamp_update(statement, instance.model, slots, stamped);
    if (stamp) move_version(statement, instance.model);
    query::Prepared prepared = query::prepare(std::move(statement));
    if (has_comment(session)) prepared.comment = session.options->comment;
    auto entry = std::make_unique<Entry>();
    entry->model = &instance.model;
    entry->instance = instance.id;
    entry->slots = prepared.slots;
    entry->plan = state_of(session).driver().compile(prepared);
    note_outputs(prepared, outputs, *entry, *decoding);
    note_values(prepared, instance, slots, stamped, *decoding);
    entry->attachment = std::move(decoding);
    return entry;
}

/// The models of a Database, for queries inside a query.
class Registered final : public query::Models {
public:
    explicit Registered(const Registry& registry) : registry_(registry) {}
    [[nodiscard]] const schema::Model* find(std::string_view name) const override {
        const Instance* found = registry_.find(name);
        return found != nullptr ? &found->model : nullptr;
    }

private:
    const Registry& registry_;
};

std::size_t count_slots(std::span<const ir::Node> nodes) {
    std::size_t count = 0;
    for (const ir::Node& node : nodes) count += node.op == ir::Op::param || node.op == ir::Op::list ? 1 : 0;
    return count;
}

}  // namespace

WrittenPart written_part(const schema::Model& model, std::span<const std::uint16_t> path) {
    WrittenPart part{model.fields[path.front()], {}};
    for (const std::uint16_t leg : path.subspan(1)) {
        schema::Field inner = part.field.type.members.at(leg);
        part.columns.push_back(inner.column);
        inner.name = part.field.name + "." + inner.name;
        inner.type.nullable = inner.type.nullable || part.field.type.nullable;
        part.field = std::move(inner);
    }
    return part;
}

void move_version(ir::Statement& statement, const schema::Model& model) {
    auto* update = std::get_if<ir::Update>(&statement);
    if (update == nullptr || !model.version) return;
    for (const ir::Assignment& assignment : update->assignments)
        if (assignment.path.front() == *model.version) return;
    ir::Expr old, one, sum;
    old.op = ir::Op::field;
    old.path = {*model.version};
    one.op = ir::Op::constant;
    one.literal = Value(1);
    sum.op = ir::Op::add;
    sum.args = {std::move(old), std::move(one)};
    update->assignments.push_back({{*model.version}, std::move(sum)});
}

void throw_fixed(const schema::Model& model, const schema::Field& field) {
    throw QueryError(field.read_only ? "`" + field.name + "` of " + model.name +
                                           " is read-only: the database fills it, and it can't be changed."
                                     : "`" + field.name + "` of " + model.name +
                                           " is immutable: it is set when the object is created, and can't be changed.",
                     {.model = model.name, .fields = {field.name}, .constraint = {}, .database_code = {}});
}

void throw_read_only(const Instance& instance) {
    const std::string& name = instance.model.name;
    throw QueryError("Model " + name +
                         (instance.is_view ? " is a struct's, and its records are only read, for its rules are the "
                                             "struct's: write its objects, by db.model<" +
                                                 name + ">()."
                                           : " is read-only: its objects are never written."),
                     {.model = name, .fields = {}, .constraint = {}, .database_code = {}});
}

namespace {

void check_text_cell(const Cell& cell, std::string_view field) {
    if (cell.type == CellType::text) return check_text(cell.text_view(), field);
    if (cell.type != CellType::list) return;
    for (std::uint32_t i = 0; i < cell.size; ++i) check_text_cell(cell.list[i], field);
}

}  // namespace

void check_each(const Entry& entry, std::span<const Cell> values) {
    for (const auto& [slot, field] : decoding_of(entry).texts) check_text_cell(values[slot], field);
    for (const auto& [slot, kind] : decoding_of(entry).patterns)
        if (values[slot].type == CellType::text) query::check_pattern(kind, values[slot].text_view(), *entry.model);
}

ir::Statement decode_code(const Session& session, const Instance& instance, ir::Verb verb, const ir::Code& code,
                          std::uint64_t variant) {
    const Registered models(state_of(session).registry);
    return query::decode(instance.model, verb, code.nodes, code.names, variant, &models);
}

const Entry& typed_entry(const Session& session, const Instance& instance, const Statement& statement,
                         std::uint64_t variant) {
    if (is_particular(session, statement.verb)) [[unlikely]]
        return code_entry(session, instance, statement.verb, statement.nodes, {}, variant, statement.outputs);
    State& state = state_of(session);
    const std::uint32_t shape = statement.shape->get();
    if (const Entry* found = state.plans().find(instance.id, shape, variant)) [[likely]]
        return *found;
    const Registered models(state.registry);
    auto entry = compile(session, instance,
                         query::decode(instance.model, statement.verb, statement.nodes, {}, variant, &models),
                         count_slots(statement.nodes), statement.outputs, true);
    entry->shape = shape;
    entry->variant = variant;
    return state.plans().insert(std::move(entry));
}

void append_code(std::string& key, std::span<const ir::Node> nodes, std::span<const std::string> names) {
    for (const ir::Node& node : nodes) {
        const std::uint64_t head = static_cast<std::uint64_t>(node.op) | static_cast<std::uint64_t>(node.flag) << 8 |
                                   static_cast<std::uint64_t>(node.a) << 16 | static_cast<std::uint64_t>(node.b) << 32;
        key.append(reinterpret_cast<const char*>(&head), sizeof(head));
        key.append(reinterpret_cast<const char*>(&node.value), sizeof(node.value));
    }
    for (const std::string& name : names) key.append(name).push_back('\0');
}

void append_outputs(std::string& key, std::span<const OutputType> outputs) {
    for (const OutputType& output : outputs) {  // an entry decodes into these
        key.append(reinterpret_cast<const char*>(&output.type), sizeof(output.type));
        key.append(reinterpret_cast<const char*>(&output.offset), sizeof(output.offset));
    }
}

namespace {

/// The kept entry of this key. One with a comment may be dropped soon: the session holds it.
template <class Make>
const Entry& found_or_made(const Session& session, const Instance& instance, std::string key, std::uint64_t variant,
                           Make make) {
    engine::PlanCache& plans = state_of(session).plans();
    const std::uint64_t hash = std::hash<std::string>{}(key);
    const auto made = [&] {
        std::unique_ptr<Entry> entry = make();
        entry->variant = variant;
        return entry;
    };
    if (!has_comment(session)) {
        if (const Entry* found = plans.find(instance.id, hash, key, variant)) return *found;
        return plans.insert(hash, std::move(key), made());
    }
    engine::HeldEntries& held = *session.options->held;
    if (const Entry* found = held.find(instance.id, key, variant)) return *found;
    std::shared_ptr<const Entry> entry = plans.find_commented(instance.id, hash, key, variant);
    if (!entry) entry = plans.insert_commented(hash, key, made());
    return held.hold(std::move(key), std::move(entry));
}

}  // namespace

const Entry& keyed_entry(const Session& session, const Instance& instance, std::string key, std::uint64_t variant,
                         const std::function<ir::Statement()>& make, std::span<const OutputType> outputs) {
    constexpr char no_verb = '\xFF';
    std::string start(1, no_verb);
    append_comment(start, session);
    key.insert(0, start);
    return found_or_made(session, instance, std::move(key), variant,
                         [&] { return compile(session, instance, make(), 0, outputs, false); });
}

const Entry& code_entry(const Session& session, const Instance& instance, ir::Verb verb,
                        std::span<const ir::Node> nodes, std::span<const std::string> names, std::uint64_t variant,
                        std::span<const OutputType> outputs) {
    std::string key;
    key.reserve(1 + nodes.size() * sizeof(ir::Node));
    key += static_cast<char>(verb);
    append_comment(key, session);
    if (keeps_times(session) && (ir::updates(verb) || ir::removes(verb))) key += '\xFD';
    append_code(key, nodes, names);
    append_outputs(key, outputs);
    return found_or_made(session, instance, std::move(key), variant, [&] {
        const Registered models(state_of(session).registry);
        return compile(session, instance, query::decode(instance.model, verb, nodes, names, variant, &models),
                       count_slots(nodes), outputs, true);
    });
}

const Entry& found_fixed_entry(const Session& session, const Instance& instance, FixedShape shape,
                               std::uint64_t variant, MakeFixed make) {
    State& state = state_of(session);
    const Entry* entry = state.plans().find(instance.id, shape, variant);
    if (entry == nullptr) {
        FixedStatement made = make(instance, variant);
        auto compiled =
            compile(session.without_options(), instance, std::move(made.statement), 0, {}, false, made.written);
        compiled->shape = shape;
        compiled->variant = variant;
        entry = &state.plans().insert(std::move(compiled));
    }
    instance.last_entries[shape].store(entry, std::memory_order_release);
    return *entry;
}

}  // namespace tenon::model
