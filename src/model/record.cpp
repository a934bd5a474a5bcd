#include <tenon/record.hpp>

#include <algorithm>

#include "model/instance.hpp"
#include "model/record_access.hpp"
#include "model/record_path.hpp"
#include "model/soft_delete.hpp"
#include "model/statements.hpp"
#include "schema/cast.hpp"
#include "schema/cast_failures.hpp"
#include "schema/through_codecs.hpp"
#include "value/cells.hpp"
#include <tenon/error.hpp>
#include <tenon/tracked.hpp>
#include <tenon/transaction.hpp>

namespace tenon {

using model::RecordPath;

namespace {

std::uint16_t require_field(const schema::Model& model, std::string_view name) {
    if (const auto index = model.index_of(name)) return *index;
    throw QueryError("Model " + model.name + " has no field `" + std::string(name) + "`; " +
                         schema::suggestion(name, model.fields),
                     {.model = model.name, .fields = {std::string(name)}, .constraint = {}, .database_code = {}});
}

Value cast_for(const schema::Model& model, const schema::Field& field, const Value& value, std::string_view path) {
    try {
        return schema::cast_through_codecs(value, field.type, path);
    } catch (const CastError& error) {
        throw CastError(model.name, error.failures());
    }
}

Value stored(const schema::Model& model, const schema::Field& field, const Value& value, std::string_view path) {
    return value.is_empty() ? Value() : schema::labelled(cast_for(model, field, value, path), field.type);
}
Value stored(const schema::Model& model, const schema::Field& field, const Value& value) {
    return stored(model, field, value, field.name);
}

std::optional<Record> first_of(std::vector<Record> records) {
    if (records.empty()) return std::nullopt;
    return std::move(records.front());
}

}  // namespace

// --- records ---

Record::Record(const engine::Session& session, const model::Instance* instance)
    : session_(session),
      instance_(instance),
      values_(instance->model.fields.size()) {}

const Value& Record::operator[](std::string_view name) const {
    const RecordPath path(instance_->model, name);
    require_read(path.field());
    return path.in(values_[path.field()]);
}

void Record::read_as(std::string_view name, const typed::TypeInfo& type, void* made) const {
    const Value& value = (*this)[name];
    schema::Field target = RecordPath(instance_->model, name).target(instance_->model);
    target.name = std::string(name);
    try {
        if (value.is_empty() && type.role != typed::Role::optional)
            throw CastError("`" + target.name + "` is empty: read it as a std::optional.",
                            {.model = {}, .fields = {target.name}, .constraint = {}, .database_code = {}});
        typed::from_value(type, value, made, target);
    } catch (const CastError& error) {
        throw CastError(instance_->model.name, error.failures());
    }
}

Record& Record::set(std::string_view name, const Value& value) {
    const RecordPath path(instance_->model, name);
    const std::uint16_t index = path.field();
    require_read(index);
    Value cast = stored(instance_->model, instance_->model.fields[index], path.changed(values_[index], value));
    if (stored_ && before_.empty()) before_ = values_;
    values_[index] = std::move(cast);
    if (!loaded_.empty()) model::RecordAccess::forget(*this, index);
    return *this;
}

bool Record::save() {
    if (!instance_->model.customs.checks().empty()) require_whole("save()");
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
    if (instance_->is_view) model::throw_read_only(*instance_);
    require_whole("validate()");
    std::vector<Value> values = values_;  // rules may change them
    model::validate(session_, *instance_, values.data());
}

void Record::reload() {
    const auto& row = before_.empty() ? values_ : before_;
    std::vector<Value> fresh(values_.size());
    model::reload(session_, *instance_, row.data(), fresh.data());
    values_ = std::move(fresh);
    before_.clear();
    loaded_.clear();
    left_out_.clear();
    stored_ = true;
}

void Record::remove() {
    const auto& row = before_.empty() ? values_ : before_;
    model::remove(session_, *instance_, row.data(), "remove() of a record");
}

void Record::restore() {
    std::vector<Value> living = before_.empty() ? values_ : before_;
    model::restore(session_, *instance_, living.data(), "restore() of a record");
    values_ = std::move(living);
    before_.clear();
    loaded_.clear();
    left_out_.clear();
}

void Record::purge() {
    const auto& row = before_.empty() ? values_ : before_;
    model::purge(session_, *instance_, row.data(), "purge() of a record");
}

void Record::revert(std::string_view name) {
    const RecordPath path(instance_->model, name);
    if (!changed(name)) return;
    const std::string_view whole = path.until_variant(name);  // it may have held another alternative
    set(whole, previous(whole));
}

std::vector<std::string> Record::changed() const {
    if (!before_.empty()) return model::changed_fields(*instance_, values_.data(), before_.data());
    std::vector<std::string> names;
    if (stored_) return names;
    for (std::size_t i = 0; i < values_.size(); ++i)
        if (!values_[i].is_empty()) names.push_back(instance_->model.fields[i].name);
    return names;
}

bool Record::changed(std::string_view name) const {
    const RecordPath path(instance_->model, name);
    if (path.is_inside()) return !((*this)[name] == previous(name));
    const std::vector<std::string> names = changed();
    return std::find(names.begin(), names.end(), instance_->model.fields[path.field()].name) != names.end();
}

const Value& Record::previous(std::string_view name) const {
    static const Value nothing;
    const RecordPath path(instance_->model, name);
    require_read(path.field());
    if (!stored_) return nothing;
    return path.in(before_.empty() ? values_[path.field()] : before_[path.field()]);
}

void Record::revert() {
    if (before_.empty()) return;
    values_ = std::move(before_);
    before_.clear();
}

Record model::RecordAccess::copy(const Session& session, const Instance& instance, const Value* values) {
    Record record(session, &instance);
    std::copy_n(values, record.values_.size(), record.values_.begin());
    return record;
}

void model::RecordAccess::leave_out(Record& record, const std::vector<std::uint16_t>& fields) {
    record.left_out_ = fields;
}

std::uint16_t model::RecordAccess::field_of(const Instance& instance, std::string_view name) {
    return require_field(instance.model, name);
}

Value* model::RecordAccess::stored_values(Record& record) {
    record.stored_ = true;
    return record.values_.data();
}

// --- models ---

Record RecordModel::build_of(Values values) const {
    Record record(session_, instance_);
    for (std::size_t i = 0; i < record.values_.size(); ++i) {
        const schema::Field& field = instance_->model.fields[i];
        if (field.default_value) record.values_[i] = schema::labelled(*field.default_value, field.type);
        if (field.default_function.run != nullptr)
            record.values_[i] = schema::labelled(
                cast_for(instance_->model, field, field.default_function.run(field.default_function.function.get()),
                         field.name),
                field.type);
    }
    schema::CastFailures failures;
    for (const auto& given : values) failures.run([&] { record.set(given.first, given.second); });
    failures.throw_if_any(instance_->model.name);
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

FoundOrNew<Record> RecordModel::find_or_create(const RecordExpression& condition, Assignments otherwise) const {
    Record record = build(otherwise);
    const ir::Code query = find(condition).code_;
    const bool is_new = model::find_or_create(session_, *instance_, query, record.values_.data());
    record.stored_ = true;
    return {std::move(record), is_new};
}

FoundOrNew<Record> RecordModel::find_or_build(const RecordExpression& condition, Assignments otherwise) const {
    Record record = build(otherwise);
    const ir::Code query = find(condition).code_;
    const bool is_new = model::find_or_build(session_, *instance_, query, record.values_.data());
    record.stored_ = !is_new;
    return {std::move(record), is_new};
}

Record RecordModel::upsert(Assignments values) const {
    Record record = build(values);
    model::upsert(session_, *instance_, record.values_.data(), {});
    record.stored_ = true;
    return record;
}

std::optional<Record> RecordModel::upsert_of(Values values, const UpsertOptions& options) const {
    model::ConflictRule rule;
    for (const std::string& name : options.on_conflict) rule.target.push_back(require_field(instance_->model, name));
    for (const std::string& name : options.update_only) rule.update.push_back(require_field(instance_->model, name));
    if (options.where) rule.condition = options.where->code();
    rule.keeps = options.do_nothing;
    Record record = build_of(values);
    if (!model::upsert(session_, *instance_, record.values_.data(), rule)) return std::nullopt;
    record.stored_ = true;
    return record;
}

namespace {

/// The values of a key, cast to its fields' types.
class RecordKey {
public:
    RecordKey(const schema::Model& model, std::span<const Value> key)
        : values_(key.begin(), key.end()),
          cells_(key.size()),
          sources_(key.size()) {
        for (const Value& value : key) types_.push_back(base_type_of(value.kind()));
        for (std::size_t i = 0; key.size() == model.key.size() && i < key.size(); ++i) {
            const schema::Field& field = model.fields[model.key[i]];
            values_[i] = cast_for(model, field, key[i], field.name);
            types_[i] = field.type.base;
        }
        for (std::size_t i = 0; i < values_.size(); ++i) cells_[i] = to_cell(values_[i], sources_[i]);
    }
    RecordKey(const RecordKey&) = delete;
    RecordKey& operator=(const RecordKey&) = delete;
    [[nodiscard]] model::GivenKey given(std::string_view call) const { return {cells_, types_, call}; }

private:
    std::vector<Value> values_;
    std::vector<BaseType> types_;
    std::vector<Cell> cells_;
    std::vector<ValueSource> sources_;
};

std::span<const Value> parts_of(const Value& key) {
    const Array* const parts = key.if_array();
    return parts != nullptr ? std::span<const Value>(*parts) : std::span<const Value>(&key, 1);
}

}  // namespace

void RecordModel::restore(const Value& key) const {
    model::restore_by_key(session_, *instance_, RecordKey(instance_->model, parts_of(key)).given("restore()"));
}
void RecordModel::purge(const Value& key) const {
    model::purge_by_key(session_, *instance_, RecordKey(instance_->model, parts_of(key)).given("purge()"));
}

void RecordModel::change(std::string_view call, const Value& key, const ir::Code& assignments) const {
    model::update_by_key(session_, *instance_, RecordKey(instance_->model, parts_of(key)).given(call), assignments);
}

void RecordModel::add(std::string_view call, ir::Op op, const Value& key, std::string_view name,
                      const Value& by) const {
    const RecordExpression target = field(instance_->model.fields[require_field(instance_->model, name)].name);
    ir::Code code = target.code();
    code.append(target.unary(ir::Op::or_zero).binary(op, by).code());
    code.nodes.push_back({ir::Op::assign, 0, 0, 0, 0});
    change(call, key, code);
}

void RecordModel::increment(const Value& key, std::string_view name, const Value& by) const {
    add("increment()", ir::Op::add, key, name, by);
}
void RecordModel::decrement(const Value& key, std::string_view name, const Value& by) const {
    add("decrement()", ir::Op::sub, key, name, by);
}
void RecordModel::touch(const Value& key) const { change("touch()", key, {}); }

std::optional<Record> RecordModel::found_by(std::span<const Value> key, std::string_view call) const {
    Record record(session_, instance_);
    if (!model::read_by_key(session_, *instance_, RecordKey(instance_->model, key).given(call), record.values_.data()))
        return std::nullopt;
    record.stored_ = true;
    return record;
}

Record RecordModel::get_by(std::span<const Value> key) const {
    std::optional<Record> found = found_by(key, "get()");
    if (!found) model::throw_not_found(*instance_, "get()");
    return *std::move(found);
}

RecordQuery RecordModel::every() const {
    ir::Code all;
    all.nodes.push_back({ir::Op::constant, static_cast<std::uint8_t>(ir::ConstantKind::boolean), 0, 0, 1});
    return find().where(RecordExpression(std::move(all)));
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

RecordQuery RecordQuery::order_by_empties_last(const RecordExpression& value) const {
    return ordered(value, ir::empties_last);
}
RecordQuery RecordQuery::order_by_descending_empties_first(const RecordExpression& value) const {
    return ordered(value, ir::descending | ir::empties_first);
}

RecordQuery RecordQuery::hint(std::string_view index) const {
    RecordQuery next = *this;
    model::add_hint(next.code_, index);
    return next;
}

RecordQuery RecordQuery::with_hidden() const {
    RecordQuery next = *this;
    next.code_.nodes.push_back({ir::Op::with_hidden, 0, 0, 0, 0});
    return next;
}

RecordQuery RecordQuery::with_deleted() const {
    RecordQuery next = *this;
    model::add_with_deleted(next.code_);
    return next;
}
RecordQuery RecordQuery::only_deleted() const {
    RecordQuery next = *this;
    next.code_.nodes.push_back({ir::Op::only_deleted, 0, 0, 0, 0});
    return next;
}
std::int64_t RecordQuery::restore() const { return model::restore(session_, *instance_, code_); }
std::int64_t RecordQuery::purge() const { return model::purge(session_, *instance_, code_); }

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
    model::RecordRows rows(session_, *instance_, code_);
    model::read(session_, *instance_, verb, code_, {}, rows.sink());
    return loaded(session_, rows.take());
}

std::vector<Record> RecordQuery::all() const { return run(ir::Verb::all); }

std::optional<Record> RecordQuery::first() const { return first_of(run(ir::Verb::first)); }

Record RecordQuery::one() const {
    std::vector<Record> records = run(ir::Verb::one);
    if (records.size() != 1) typed::throw_not_one(*instance_, records.size());
    return std::move(records.front());
}

std::int64_t RecordQuery::count() const { return model::count(session_, *instance_, code_); }
bool RecordQuery::exists() const { return model::exists(session_, *instance_, code_); }

ir::Code RecordQuery::assigned(Values values) const {
    ir::Code code;
    for (const auto& [name, value] : values) {
        const RecordPath path(instance_->model, name);
        if (path.is_in_variant())
            throw QueryError(
                "update() writes a variant as a whole: name `" + std::string(path.until_variant(name)) + "` alone.",
                {.model = instance_->model.name, .fields = {std::string(name)}, .constraint = {}, .database_code = {}});
        const schema::Field& target = path.target(instance_->model);
        const std::string known(path.is_inside() ? name : target.name);  // a field may be called by its alias
        code.append(field(known).code());
        model::add_value(code, stored(instance_->model, target, value, known));
        code.nodes.push_back({ir::Op::assign, 0, 0, 0, 0});
    }
    return code;
}

namespace {

ir::Code joined(ir::Code code, const ir::Code& more) {
    code.append(more);
    return code;
}

}  // namespace

std::int64_t RecordQuery::update(Assignments values) const { return update_by(assigned(values)); }
std::int64_t RecordQuery::update_by(const ir::Code& assignments) const {
    return model::write(session_, *instance_, ir::Verb::update, joined(code_, assignments));
}

std::vector<Record> RecordQuery::written(ir::Verb verb, const ir::Code& code, bool loads) const {
    model::RecordRows rows(session_, *instance_);
    model::write_giving(session_, *instance_, verb, code, {}, rows.sink());
    return loads ? loaded(session_, rows.take()) : rows.take();
}
std::vector<Record> RecordQuery::update_rows(const ir::Code& assignments) const {
    return written(ir::Verb::update_rows, joined(code_, assignments), true);
}
std::vector<Record> RecordQuery::remove_rows() const { return written(ir::Verb::remove_rows, code_, false); }
RecordReturning RecordQuery::returning() const { return RecordReturning(*this); }

RecordReturning::RecordReturning(RecordQuery query) : query_(std::move(query)) {}
std::vector<Record> RecordReturning::update(Assignments values) const {
    return query_.update_rows(query_.assigned(values));
}
std::vector<Record> RecordReturning::remove() const { return query_.remove_rows(); }

std::optional<Record> RecordQuery::update_one(Assignments values) const { return update_one_by(assigned(values)); }
std::optional<Record> RecordQuery::update_one_by(const ir::Code& assignments) const {
    return first_of(written(ir::Verb::update_one, joined(code_, assignments), true));
}
std::optional<Record> RecordQuery::update_one(Assignments values, Before) const {
    model::RecordRows rows(session_, *instance_);
    if (!model::update_first(session_, *instance_, code_, assigned(values), {rows.add()})) return std::nullopt;
    return first_of(loaded(session_, rows.take()));
}
std::optional<Record> RecordQuery::remove_one() const { return first_of(written(ir::Verb::remove_one, code_, false)); }

std::optional<Record> RecordQuery::replace_one(Assignments values) const {
    Record record = RecordModel(session_, instance_).build(values);
    model::RecordRows rows(session_, *instance_);
    model::replace_first(session_, *instance_, code_, record.values_.data(), {}, rows.sink());
    return first_of(loaded(session_, rows.take()));
}
std::optional<Record> RecordQuery::replace_one(Assignments values, Before) const {
    Record record = RecordModel(session_, instance_).build(values);
    model::RecordRows rows(session_, *instance_);
    if (!model::replace_first(session_, *instance_, code_, record.values_.data(), {rows.add()})) return std::nullopt;
    return first_of(loaded(session_, rows.take()));
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
