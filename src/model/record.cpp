#include <tenon/record.hpp>

#include <algorithm>

#include "model/instance.hpp"
#include "model/record_access.hpp"
#include "schema/cast.hpp"
#include "value/cells.hpp"
#include <tenon/error.hpp>
#include <tenon/tracked.hpp>
#include <tenon/transaction.hpp>

namespace tenon {
namespace {

std::uint16_t require_field(const schema::Model& model, std::string_view name) {
    if (const auto index = model.index_of(name)) return *index;
    throw QueryError("Model " + model.name + " has no field `" + std::string(name) + "`; " +
                         schema::suggestion(name, model.fields),
                     {.model = model.name, .fields = {std::string(name)}, .constraint = {}, .database_code = {}});
}

// Reals and decimals stay what they are beside an integer field.
ir::Node param_node(const Value& value) {
    const auto flags =
        static_cast<std::uint8_t>(ir::may_be_empty | (value.kind() == Kind::real ? ir::meets_integer : 0));
    const BaseType type = value.kind() == Kind::decimal ? BaseType::decimal : BaseType::none;
    return {ir::Op::param, flags, static_cast<std::uint16_t>(type), 0, 0};
}

void add_value(ir::Code& code, Value value) {
    code.nodes.push_back(param_node(value));
    code.values.push_back(std::move(value));
}

Value cast_for(const schema::Model& model, const schema::Field& field, const Value& value) {
    try {
        return schema::cast(value, field.type, field.name);
    } catch (const CastError& error) {
        throw CastError(model.name + ": " + error.what(),
                        {.model = model.name, .fields = error.fields(), .constraint = {}, .database_code = {}});
    }
}

Value stored(const schema::Model& model, const schema::Field& field, const Value& value) {
    return value.is_empty() ? Value() : cast_for(model, field, value);
}

}  // namespace

// --- expressions ---

RecordExpression field(std::string path) {
    ir::Code code;
    code.nodes.push_back({ir::Op::named, 0, 0, 0, 0});
    code.names.push_back(std::move(path));
    return RecordExpression(std::move(code));
}

RecordExpression RecordExpression::unary(ir::Op op, std::uint16_t a) const {
    ir::Code code = code_;
    code.nodes.push_back({op, 0, a, 0, 0});
    return RecordExpression(std::move(code));
}

RecordExpression RecordExpression::binary(ir::Op op, const RecordExpression& right, std::uint16_t a) const {
    ir::Code code = code_;
    code.append(right.code_);
    code.nodes.push_back({op, 0, a, 0, 0});
    return RecordExpression(std::move(code));
}

RecordExpression RecordExpression::binary(ir::Op op, Value right) const {
    ir::Code code = code_;
    add_value(code, std::move(right));
    code.nodes.push_back({op, 0, 0, 0, 0});
    return RecordExpression(std::move(code));
}

RecordExpression RecordExpression::in(std::vector<Value> values) const {
    ir::Code code = code_;
    code.nodes.push_back({ir::Op::list, ir::may_be_empty, 0, 0, 0});
    code.values.emplace_back(std::move(values));
    code.nodes.push_back({ir::Op::in, 0, 0, 0, 0});
    return RecordExpression(std::move(code));
}

// --- records ---

Record::Record(engine::Session session, const model::Instance* instance)
    : session_(std::move(session)),
      instance_(instance),
      values_(instance->model.fields.size()) {}

const Value& Record::operator[](std::string_view name) const { return values_[require_field(instance_->model, name)]; }

Record& Record::set(std::string_view name, const Value& value) {
    const std::uint16_t index = require_field(instance_->model, name);
    Value cast = stored(instance_->model, instance_->model.fields[index], value);
    if (stored_ && before_.empty()) before_ = values_;
    values_[index] = std::move(cast);
    return *this;
}

bool Record::save() {
    if (!stored_) {
        model::insert(session_, *instance_, values_.data());
    } else if (before_.empty() || !model::save(session_, *instance_, values_.data(), before_.data())) {
        return false;
    }
    stored_ = true;
    before_.clear();
    return true;
}

void Record::validate() const {
    std::vector<Value> values = values_;  // rules may change them
    model::validate(session_, *instance_, values.data());
}

void Record::remove() {
    const auto& row = before_.empty() ? values_ : before_;
    if (model::remove_by_key(session_, *instance_, model::key_cells(*instance_, row.data())) == 0)
        model::throw_not_found(*instance_, "remove() of a record");
}

std::vector<std::string> Record::changed() const {
    if (!before_.empty()) return model::changed_fields(*instance_, values_.data(), before_.data());
    std::vector<std::string> names;
    if (stored_) return names;
    for (std::size_t i = 0; i < values_.size(); ++i)
        if (!values_[i].is_empty()) names.push_back(instance_->model.fields[i].name);
    return names;
}

std::string Record::to_json() const { return model::to_json(*instance_, values_.data()); }

Record model::RecordAccess::copy(const Session& session, const Instance& instance, const Value* values) {
    Record record(session, &instance);
    std::copy_n(values, record.values_.size(), record.values_.begin());
    return record;
}

// --- models ---

Record RecordModel::build(Assignments values) const {
    Record record(session_, instance_);
    for (std::size_t i = 0; i < record.values_.size(); ++i) {
        const schema::Field& field = instance_->model.fields[i];
        if (field.default_value) record.values_[i] = *field.default_value;
    }
    for (const auto& [name, value] : values) record.set(name, value);
    return record;
}

Record RecordModel::from_json(std::string_view text) const {
    Record record = build({});
    model::from_json(*instance_, text, record.values_.data());
    return record;
}

Record RecordModel::create(Assignments values) const {
    Record record = build(values);
    record.save();
    return record;
}

Record RecordModel::get_by(std::span<const Value> key) const {
    const schema::Model& model = instance_->model;
    std::vector<Value> values(key.begin(), key.end());
    std::vector<BaseType> types;
    for (const Value& value : key) types.push_back(base_type_of(value.kind()));
    for (std::size_t i = 0; key.size() == model.key.size() && i < key.size(); ++i) {
        const schema::Field& field = model.fields[model.key[i]];
        values[i] = cast_for(model, field, key[i]);
        types[i] = field.type.base;
    }
    std::vector<Cell> cells(values.size());
    std::vector<ValueSource> sources(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) cells[i] = to_cell(values[i], sources[i]);
    Record record(session_, instance_);
    if (!model::read_by_key(session_, *instance_, {cells, types, "get()"}, record.values_.data()))
        model::throw_not_found(*instance_, "get()");
    record.stored_ = true;
    return record;
}

std::int64_t RecordModel::remove(Everything) const {
    ir::Code all;
    all.nodes.push_back({ir::Op::constant, static_cast<std::uint8_t>(ir::ConstantKind::boolean), 0, 0, 1});
    return find().where(RecordExpression(std::move(all))).remove();
}

// --- queries ---

RecordQuery RecordQuery::where(const RecordExpression& condition) const {
    RecordQuery next = *this;
    next.code_.append(condition.code());
    next.code_.nodes.push_back({ir::Op::where, 0, 0, 0, 0});
    return next;
}

RecordQuery RecordQuery::ordered(const RecordExpression& by, std::uint8_t flags) const {
    RecordQuery next = *this;
    next.code_.append(by.code());
    next.code_.nodes.push_back({ir::Op::order_by, flags, 0, 0, 0});
    return next;
}
RecordQuery RecordQuery::order_by(std::string path) const { return ordered(field(std::move(path)), 0); }
RecordQuery RecordQuery::order_by_descending(std::string path) const {
    return ordered(field(std::move(path)), ir::descending);
}
RecordQuery RecordQuery::order_by(const RecordExpression& value) const { return ordered(value, 0); }
RecordQuery RecordQuery::order_by_descending(const RecordExpression& value) const {
    return ordered(value, ir::descending);
}

RecordQuery RecordQuery::number(ir::Op op, std::int64_t value) const {
    RecordQuery next = *this;
    next.code_.nodes.push_back({ir::Op::param, 0, static_cast<std::uint16_t>(BaseType::int64), 0, 0});
    next.code_.values.emplace_back(typed::checked_count(value));
    next.code_.nodes.push_back({op, 0, 0, 0, 0});
    return next;
}
RecordQuery RecordQuery::limit(std::int64_t most) const { return number(ir::Op::limit, most); }
RecordQuery RecordQuery::offset(std::int64_t skipped) const { return number(ir::Op::offset, skipped); }

std::vector<Record> RecordQuery::run(ir::Verb verb) const {
    struct Rows {
        std::vector<Record> records;
        const RecordQuery& query;
    } rows{{}, *this};
    model::read(session_, *instance_, verb, code_, {},
                {&rows, [](void* target) -> void* {
                     auto& to = *static_cast<Rows*>(target);
                     return to.records.emplace_back(to.query.session_, to.query.instance_).values_.data();
                 }});
    for (Record& record : rows.records) record.stored_ = true;
    return std::move(rows.records);
}

std::vector<Record> RecordQuery::all() const { return run(ir::Verb::all); }

std::optional<Record> RecordQuery::first() const {
    std::vector<Record> records = run(ir::Verb::first);
    if (records.empty()) return std::nullopt;
    return std::move(records.front());
}

Record RecordQuery::one() const {
    std::vector<Record> records = run(ir::Verb::one);
    if (records.size() != 1) typed::throw_not_one(*instance_, records.size());
    return std::move(records.front());
}

std::int64_t RecordQuery::count() const { return model::count(session_, *instance_, code_); }
bool RecordQuery::exists() const { return model::exists(session_, *instance_, code_); }

std::int64_t RecordQuery::update(Assignments values) const {
    ir::Code code = code_;
    for (const auto& [name, value] : values) {
        const schema::Field& target = instance_->model.fields[require_field(instance_->model, name)];
        code.append(field(target.name).code());
        add_value(code, stored(instance_->model, target, value));
        code.nodes.push_back({ir::Op::assign, 0, 0, 0, 0});
    }
    return model::write(session_, *instance_, ir::Verb::update, code);
}

std::int64_t RecordQuery::update(std::string_view name, const RecordExpression& value) const {
    ir::Code code = code_;
    code.append(field(std::string(name)).code());
    code.append(value.code());
    code.nodes.push_back({ir::Op::assign, 0, 0, 0, 0});
    return model::write(session_, *instance_, ir::Verb::update, code);
}

std::int64_t RecordQuery::remove() const { return model::write(session_, *instance_, ir::Verb::remove, code_); }
std::string RecordQuery::to_sql() const { return model::text_of(session_, *instance_, ir::Verb::all, code_); }

}  // namespace tenon
