#pragma once
// Models without a struct: defined, filled and queried at run time. The same engine, metadata and statements as the typed
// faces have.

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tenon/callback.hpp>
#include <tenon/cancellation.hpp>
#include <tenon/execution.hpp>
#include <tenon/found_or_new.hpp>
#include <tenon/page.hpp>
#include <tenon/projection.hpp>
#include <tenon/record_definition.hpp>
#include <tenon/record_expression.hpp>
#include <tenon/record_include.hpp>
#include <tenon/returning.hpp>
#include <tenon/row_lock.hpp>
#include <tenon/schema.hpp>
#include <tenon/sql_text.hpp>
#include <tenon/stream.hpp>
#include <tenon/typed/expression.hpp>

namespace tenon {

namespace model {
struct RecordAccess;
}

#define TENON_RECORD_OPERATOR(Operator)                                                   \
    [[nodiscard]] RecordExpression operator Operator(const RecordExpression& a, Value b); \
    [[nodiscard]] RecordExpression operator Operator(const RecordExpression& a, const RecordExpression& b);
TENON_RECORD_OPERATOR(==)
TENON_RECORD_OPERATOR(!=)
TENON_RECORD_OPERATOR(<)
TENON_RECORD_OPERATOR(<=)
TENON_RECORD_OPERATOR(>)
TENON_RECORD_OPERATOR(>=)
TENON_RECORD_OPERATOR(+)
TENON_RECORD_OPERATOR(-)
TENON_RECORD_OPERATOR(*)
TENON_RECORD_OPERATOR(/)
TENON_RECORD_OPERATOR(%)
#undef TENON_RECORD_OPERATOR
[[nodiscard]] RecordExpression operator&&(const RecordExpression& a, const RecordExpression& b);
[[nodiscard]] RecordExpression operator||(const RecordExpression& a, const RecordExpression& b);
[[nodiscard]] RecordExpression operator!(const RecordExpression& a);
[[nodiscard]] RecordExpression operator-(const RecordExpression& a);

namespace typed {
template <class T>
inline constexpr bool is_coded = HasCodec<T>;
template <class T>
inline constexpr bool is_coded<std::optional<T>> = HasCodec<T>;
}  // namespace typed

/// One object of a run-time model: its values by name, or by a path into a structure: record["home.city"]. Knows what changed
/// since it was read or saved.
class Record {
public:
    Record(const engine::Session& session, const model::Instance* instance);

    /// Throws QueryError for a name that the model hasn't, NotLoaded for a field that the query left out.
    [[nodiscard]] const Value& operator[](std::string_view name) const;
    /// The value as a type of the user's own, which has a Codec; or as a std::optional of one, for what may be empty. CastError
    /// for a value that isn't what the Codec takes.
    template <class T>
    [[nodiscard]] T get(std::string_view name) const {
        static_assert(typed::is_coded<T>,
                      "Tenon: get<T>() of a record takes a type of your own that has a tenon::Codec, or a "
                      "std::optional of one; other values are record[\"name\"]");
        T made{};
        if constexpr (typed::is_coded<T>) read_as(name, typed::type_info<T>, &made);
        return made;
    }
    /// Casts to the field's type, or throws CastError (semantics, rule 15).
    Record& set(std::string_view name, const Value& value);
    /// Writes the changed fields; nothing when nothing changed. Gives whether it wrote.
    bool save();
    /// Throws ValidationError with all that the model's rules and checks have against it, as `save` would.
    void validate() const;
    /// Reads the row again: changes that were not saved are dropped. NotFound when it is gone.
    void reload();
    /// Deletes the row. As of typed models, and so are the next two.
    void remove();
    void restore();
    void purge();
    [[nodiscard]] std::vector<std::string> changed() const;
    /// Did this field change since the record was read or saved? Of a new record: has it a value?
    [[nodiscard]] bool changed(std::string_view name) const;
    /// What it was; of a new record, empty.
    [[nodiscard]] const Value& previous(std::string_view name) const;
    /// Takes all changes back that were made since the record was read or saved, or those of one field.
    void revert();
    void revert(std::string_view name);
    /// Hidden fields left out. With the related records that were loaded: under their relation's name, and those that a
    /// reference leads to in the place of their key.
    [[nodiscard]] std::string to_json() const;

    // --- what RecordQuery::include loaded; copies share it. NotLoaded, which names the relation, when it wasn't ---
    /// Of a has_many.
    [[nodiscard]] const std::vector<Record>& related(std::string_view relation) const;
    /// Of a reference or a has_one; nullptr when there is none.
    [[nodiscard]] const Record* one(std::string_view relation) const;
    [[nodiscard]] bool is_loaded(std::string_view relation) const;

private:
    friend class RecordModel;
    friend class RecordQuery;
    friend struct model::RecordAccess;
    struct Loaded {
        const schema::Relation* relation;
        std::shared_ptr<const std::vector<Record>> records;
    };
    void require_whole(std::string_view call) const;
    void read_as(std::string_view name, const typed::TypeInfo& type, void* made) const;
    [[nodiscard]] bool is_read(std::uint16_t field) const;
    void require_read(std::uint16_t field) const;
    engine::Session session_;
    const model::Instance* instance_;
    std::vector<Value> values_;
    std::vector<Value> before_;  ///< of a stored record: what is stored, from the first change on
    std::vector<Loaded> loaded_;
    bool stored_ = false;
    std::vector<std::uint16_t> left_out_;  ///< of the fields, those that weren't read
};

using Assignments = std::initializer_list<std::pair<std::string_view, Value>>;
class RecordBulk;
struct BulkResult;
struct IgnoreDuplicates;
struct Unordered;

class RecordReturning;
class RecordJoin;

namespace typed {
template <>
class Batch<Record> {
public:
    Batch(const engine::Session& session, const model::Instance* instance);
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;
    ~Batch();
    [[nodiscard]] model::Sink sink();
    [[nodiscard]] Objects<Record> rows();
    void clear();

private:
    engine::Session session_;
    const model::Instance* instance_;
    std::vector<Record> rows_;
};
}  // namespace typed

/// A query on a run-time model. A value, as typed queries are.
class RecordQuery {
public:
    RecordQuery(engine::Session session, const model::Instance* instance);

    [[nodiscard]] RecordQuery where(const RecordExpression& condition) const;
    [[nodiscard]] RecordQuery order_by(std::string path) const;
    [[nodiscard]] RecordQuery order_by_descending(std::string path) const;
    /// With their hidden fields.
    [[nodiscard]] RecordQuery with_hidden() const;
    /// Also records that were removed, or these alone: as of typed queries.
    [[nodiscard]] RecordQuery with_deleted() const;
    [[nodiscard]] RecordQuery only_deleted() const;
    /// Locks the records found until the transaction ends, as of typed queries: for_update(tenon::skip_locked).
    [[nodiscard]] RecordQuery for_update(ir::LockWait wait = {}) const;
    [[nodiscard]] RecordQuery for_share(ir::LockWait wait = {}) const;
    /// Without these fields, which are not read: reading one of a record is NotLoaded, and its save leaves them alone. QueryError
    /// for the key and the version, which a save needs.
    [[nodiscard]] RecordQuery exclude(const std::vector<std::string>& fields) const;
    [[nodiscard]] RecordQuery order_by(const RecordExpression& value) const;
    [[nodiscard]] RecordQuery order_by_descending(const RecordExpression& value) const;
    [[nodiscard]] RecordQuery order_by_empties_last(const RecordExpression& value) const;
    [[nodiscard]] RecordQuery order_by_descending_empties_first(const RecordExpression& value) const;
    /// Of the records that are equal in this path, the first in the query's order, as of typed queries.
    [[nodiscard]] RecordQuery distinct_on(std::string path) const;
    [[nodiscard]] RecordQuery distinct_on(const RecordExpression& value) const;
    /// These records and all below them by this field, which holds the key of the record above; as of typed queries.
    [[nodiscard]] RecordQuery descend(std::string_view field) const;
    [[nodiscard]] RecordQuery descend(std::string_view field, std::int64_t levels) const;
    /// These records and all that others link to them: this relation leads to the links, this field of theirs further on.
    [[nodiscard]] RecordQuery descend(std::string_view links, std::string_view their_field) const;
    [[nodiscard]] RecordQuery descend(std::string_view links, std::string_view their_field, std::int64_t levels) const;
    /// These records and all above them, as of typed queries.
    [[nodiscard]] RecordQuery ascend(std::string_view field) const;
    [[nodiscard]] RecordQuery ascend(std::string_view field, std::int64_t levels) const;
    /// Each of these records beside each of the others that refers to it by this field of theirs, and what is said of those,
    /// their limit too, is said for each of these: countries.find().join(cities.find().limit(3), "country"). As of typed queries;
    /// what `select` wants of the others is tenon::joined(field("…")).
    [[nodiscard]] RecordJoin join(const RecordQuery& others, std::string_view their_field) const;
    [[nodiscard]] RecordJoin left_join(const RecordQuery& others, std::string_view their_field) const;
    /// The same beside those that this reference or relation of these leads to: cities.find().join("country", countries.find()).
    [[nodiscard]] RecordJoin join(std::string_view relation, const RecordQuery& others) const;
    [[nodiscard]] RecordJoin left_join(std::string_view relation, const RecordQuery& others) const;
    [[nodiscard]] RecordQuery limit(std::int64_t most) const;
    [[nodiscard]] RecordQuery offset(std::int64_t skipped) const;
    /// Loads these relations along, each by one further statement, as of typed queries: include("posts"),
    /// include("author", field("posts").order_by("title").limit(3)). See Record::related and Record::one.
    [[nodiscard]] RecordQuery include(const RecordInclude& relation) const;
    template <class... More>
    [[nodiscard]] RecordQuery include(const RecordInclude& first, const RecordInclude& second,
                                      const More&... more) const {
        return include(first).include(second, more...);
    }
    /// Groups of the records that are equal in this path or value, before `select`.
    [[nodiscard]] RecordQuery group_by(std::string path) const;
    [[nodiscard]] RecordQuery group_by(const RecordExpression& value) const;
    /// Values by name instead of whole records: select({"name", {"total", sum(field("price"))}}); see RecordSelection.
    [[nodiscard]] RecordSelection select(std::vector<RecordOutput> outputs) const;
    /// As of typed queries.
    [[nodiscard]] RecordQuery timeout(std::chrono::nanoseconds longest) const;
    [[nodiscard]] RecordQuery cancelled_by(const Cancellation& cancellation) const;
    [[nodiscard]] RecordQuery comment(std::string text) const;
    [[nodiscard]] RecordQuery hint(std::string_view index) const;

    [[nodiscard]] std::vector<Record> all() const;
    /// The records as they come, so many in memory at a time: see Stream.
    [[nodiscard]] Stream<Record> stream(std::size_t batch = stream_batch) const;
    [[nodiscard]] std::optional<Record> first() const;
    /// The first from the other end of the order, which there must be; it can't follow a limit.
    [[nodiscard]] std::optional<Record> last() const;
    /// The records, and how many there are without the query's limit and offset, from one snapshot.
    [[nodiscard]] Counted<Record> find_and_count() const;
    /// So many records in the query's order, behind the place that a cursor tells: as of typed queries.
    [[nodiscard]] Page<Record> page(std::size_t size, std::string_view cursor = {}) const;
    /// The values of one field, in the query's order.
    [[nodiscard]] std::vector<Value> pluck(std::string path) const;
    /// Over all records that fulfil the condition; avg, min and max of none are empty.
    [[nodiscard]] Value sum(std::string path) const;
    [[nodiscard]] Value avg(std::string path) const;
    [[nodiscard]] Value min(std::string path) const;
    [[nodiscard]] Value max(std::string path) const;
    [[nodiscard]] Record one() const;
    [[nodiscard]] typed::RowIterator<Record> begin() const;
    [[nodiscard]] typed::RowsEnd end() const { return {}; }
    [[nodiscard]] std::int64_t count() const;
    [[nodiscard]] bool exists() const;
    std::int64_t update(Assignments values) const;
    std::int64_t update(std::string_view name, const RecordExpression& value) const;
    /// update(field("visits").inc(1), field("tags").push("new")): by one statement.
    template <RecordUpdateType U, RecordUpdateType... Us>
    std::int64_t update(const U& first, const Us&... rest) const {
        return update_by(joined_updates(first, rest...));
    }
    std::int64_t remove() const;
    std::int64_t restore() const;
    std::int64_t purge() const;
    /// The first row in the query's order: changed, and given as it is then, or with tenon::before as it was; deleted, and
    /// given as it was. As of typed queries.
    std::optional<Record> update_one(Assignments values) const;
    std::optional<Record> update_one(Assignments values, Before) const;
    std::optional<Record> update_one(Assignments values, After) const;
    template <RecordUpdateType U, RecordUpdateType... Us>
    std::optional<Record> update_one(const U& first, const Us&... rest) const {
        return update_one_by(joined_updates(first, rest...));
    }
    std::optional<Record> remove_one() const;
    /// Gives the first row in the query's order all values of a record built of these; as of typed queries.
    std::optional<Record> replace_one(Assignments values) const;
    std::optional<Record> replace_one(Assignments values, Before) const;
    std::optional<Record> replace_one(Assignments values, After) const;
    /// To be followed by update(…) or remove(), which then give the rows.
    [[nodiscard]] RecordReturning returning() const;
    [[nodiscard]] std::string to_sql() const;
    [[nodiscard]] std::string explain() const;

    // for queries around this one
    [[nodiscard]] const model::Instance* instance() const { return instance_; }
    [[nodiscard]] const ir::Code& code() const { return code_; }

private:
    friend class RecordReturning;
    friend class RecordModel;
    friend class RecordBulk;
    friend class RecordSelection;
    using Values = std::span<const std::pair<std::string_view, Value>>;
    std::vector<Record> update_rows(const ir::Code& assignments) const;
    std::vector<Record> remove_rows() const;
    std::int64_t update_by(const ir::Code& assignments) const;
    std::optional<Record> update_one_by(const ir::Code& assignments) const;
    [[nodiscard]] std::vector<Record> written(ir::Verb verb, const ir::Code& code, bool loads) const;
    [[nodiscard]] ir::Code assigned(Values values) const;
    [[nodiscard]] RecordQuery ordered(const RecordExpression& by, std::uint8_t flags) const;
    [[nodiscard]] RecordQuery descended(std::string_view field, bool up) const;
    [[nodiscard]] RecordQuery within(std::int64_t levels) const;
    [[nodiscard]] RecordQuery descended(std::string_view field, bool up, std::int64_t levels) const;
    [[nodiscard]] RecordJoin joined_with(const RecordQuery& others, const model::Instance& leads,
                                         std::string_view field, std::uint8_t flags) const;
    [[nodiscard]] RecordQuery number(ir::Op op, std::int64_t value) const;
    [[nodiscard]] std::vector<Record> run(ir::Verb verb) const;
    /// These with what is to be included.
    [[nodiscard]] std::vector<Record> loaded(const engine::Session& session, std::vector<Record> records) const;
    [[nodiscard]] Value aggregate(ir::Op op, std::string path) const;
    [[nodiscard]] std::vector<Value> values_of(ir::Verb verb, const RecordExpression& output) const;

    engine::Session session_;
    const model::Instance* instance_;
    ir::Code code_;
    std::vector<RecordInclude> includes_;
};

/// A query whose update or remove gives the rows: what query.returning() makes.
class RecordReturning {
public:
    explicit RecordReturning(RecordQuery query);
    std::vector<Record> update(Assignments values) const;
    template <RecordUpdateType U, RecordUpdateType... Us>
    std::vector<Record> update(const U& first, const Us&... rest) const {
        return query_.update_rows(joined_updates(first, rest...));
    }
    std::vector<Record> remove() const;

private:
    RecordQuery query_;
};

/// What an upsert does with the row that it meets.
struct UpsertOptions {
    /// The fields whose unique index, or key, tells which row is meant. None: the key if it is given, else the model's only
    /// unique index; with do_nothing, any of them.
    std::vector<std::string> on_conflict{};
    std::vector<std::string> update_only{};   ///< none: all but the key, these fields, and the time of creation
    std::optional<RecordExpression> where{};  ///< the stored row is updated only if it fulfils this
    bool do_nothing = false;                  ///< the stored row stays as it is
};

/// What `db.define` gives. A handle, cheap to copy.
class RecordModel {
public:
    RecordModel(engine::Session session, const model::Instance* instance);

    /// The same records, written without the library's times: as of typed models.
    [[nodiscard]] RecordModel without_timestamps() const;

    /// A record with defaults and these values, not stored yet. Unknown names are QueryErrors, values are cast.
    [[nodiscard]] Record build(Assignments values) const;
    /// The same from the text of a JSON object: its names are the fields', null is an empty. Throws CastError with the whole
    /// path of what doesn't fit or is no field.
    [[nodiscard]] Record from_json(std::string_view text) const;
    /// Builds and stores. Throws ValidationError, UniqueViolation, … as the typed `create` does.
    Record create(Assignments values) const;
    /// Builds and stores, or updates the row that has the same key (when it is given), else the same value in the model's
    /// only unique index. Gives what is stored.
    Record upsert(Assignments values) const;
    /// The same with more to say of the row that is met. Nothing when that row stays as it is.
    std::optional<Record> upsert(Assignments values, const UpsertOptions& options) const;
    /// Stores all of them, in this order, or none; gives them as they were stored. What `build` or `from_json` gave.
    std::vector<Record> insert_many(std::vector<Record> records) const;
    /// Stores those that meet no row with the same key or unique value, and gives them.
    std::vector<Record> insert_many(std::vector<Record> records, IgnoreDuplicates) const;
    /// The record that fulfils the condition, or one with these values and those that the condition names, stored: as of
    /// typed models.
    FoundOrNew<Record> find_or_create(const RecordExpression& condition, Assignments otherwise = {}) const;
    [[nodiscard]] FoundOrNew<Record> find_or_build(const RecordExpression& condition, Assignments otherwise = {}) const;
    [[nodiscard]] RecordQuery find() const;
    [[nodiscard]] RecordQuery find(const RecordExpression& condition) const;
    /// The record with this key, a value per field of it: get(1), get("FR", 2020). Values are cast. Throws NotFound, or
    /// QueryError when the key has another number of fields.
    template <class... Vs>
    [[nodiscard]] Record get(const Value& key, const Vs&... more) const {
        const Value values[] = {key, Value(more)...};
        return get_by(values);
    }
    /// The same, empty when there is none.
    template <class... Vs>
    [[nodiscard]] std::optional<Record> find_by_key(const Value& key, const Vs&... more) const {
        const Value values[] = {key, Value(more)...};
        return found_by(values, "find_by_key()");
    }
    /// Exactly one: NotFound when none fulfils the condition, QueryError when more do.
    [[nodiscard]] Record one(const RecordExpression& condition) const;
    [[nodiscard]] std::int64_t count() const;
    [[nodiscard]] std::int64_t count(const RecordExpression& condition) const;
    [[nodiscard]] bool exists() const;
    [[nodiscard]] bool exists(const RecordExpression& condition) const;
    /// As of typed models.
    [[nodiscard]] std::int64_t estimated_count() const;
    /// Gives how many rows matched.
    std::int64_t update(const RecordExpression& condition, Assignments values) const;
    template <RecordUpdateType U, RecordUpdateType... Us>
    std::int64_t update(const RecordExpression& condition, const U& first, const Us&... rest) const {
        return find(condition).update(first, rest...);
    }
    std::int64_t update(Everything, Assignments values) const;
    template <RecordUpdateType U, RecordUpdateType... Us>
    std::int64_t update(Everything, const U& first, const Us&... rest) const {
        return every().update(first, rest...);
    }
    std::int64_t remove(const RecordExpression& condition) const;
    std::int64_t remove(Everything) const;
    /// Of a model with soft_delete, the row with this key: as of typed models.
    void restore(const Value& key) const;
    void purge(const Value& key) const;
    /// Adds to a field of the row with this key, by one statement. A key of several fields is given as an array of them.
    /// NotFound when there is no such row.
    void increment(const Value& key, std::string_view name, const Value& by = 1) const;
    void decrement(const Value& key, std::string_view name, const Value& by = 1) const;
    /// Sets the time of the last change, and nothing else, of the row with this key.
    void touch(const Value& key) const;
    template <class... Image>
    std::optional<Record> find_one_and_update(const RecordExpression& condition, Assignments values,
                                              Image... image) const {
        return find(condition).update_one(values, image...);
    }
    template <class... Image>
    std::optional<Record> find_one_and_replace(const RecordExpression& condition, Assignments values,
                                               Image... image) const {
        return find(condition).replace_one(values, image...);
    }
    std::optional<Record> find_one_and_remove(const RecordExpression& condition) const;
    /// Runs operations of several kinds (record_bulk.hpp) in one transaction: as of typed models.
    BulkResult bulk_write(const RecordBulk& bulk) const;
    BulkResult bulk_write(const RecordBulk& bulk, Unordered) const;
    [[nodiscard]] const schema::Model& schema() const { return model::schema_of(*instance_); }

private:
    friend class RecordBulk;
    using Values = std::span<const std::pair<std::string_view, Value>>;
    [[nodiscard]] Record build_of(Values values) const;
    std::optional<Record> upsert_of(Values values, const UpsertOptions& options) const;
    [[nodiscard]] Record get_by(std::span<const Value> key) const;
    [[nodiscard]] std::optional<Record> found_by(std::span<const Value> key, std::string_view call) const;
    /// The records with a condition that all fulfil.
    [[nodiscard]] RecordQuery every() const;
    void add(std::string_view call, ir::Op op, const Value& key, std::string_view name, const Value& by) const;
    void change(std::string_view call, const Value& key, const ir::Code& assignments) const;
    engine::Session session_;
    const model::Instance* instance_;
};

}  // namespace tenon
