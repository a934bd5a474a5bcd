#pragma once
// What the typed faces (Model<T>, its queries, Tracked<T>) call: statements and objects without their types. Users call
// those faces, not this.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/cell.hpp>
#include <tenon/direct.hpp>
#include <tenon/ir.hpp>
#include <tenon/session.hpp>
#include <tenon/typed/table.hpp>

namespace tenon::model {

using engine::Session;

/// A model as one Database has it (src/model/instance.hpp).
class Instance;
const schema::Model& schema_of(const Instance& instance) noexcept;
const typed::Table& table_of(const Instance& instance) noexcept;

/// One value of a projection: its type, and where it goes in the result.
struct OutputType {
    const typed::TypeInfo* type;
    std::uint32_t offset;
};

/// The number of a query's type and verb, given out when it is first asked for: a variable of each, zero before that,
/// so that a program has nothing to do at its start.
class ShapeNumber {
public:
    std::uint32_t get() noexcept;

private:
    std::uint32_t value_ = 0;
};

/// The constant half of a typed statement.
struct Statement {
    std::span<const ir::Node> nodes;
    ir::Verb verb;
    ShapeNumber* shape;
    std::span<const OutputType> outputs;  ///< none: whole objects
    bool is_plain;                        ///< each value is a single one, and none is left open
};

/// The other half, of an update: the values of its condition, then those of each assignment.
using ValueLists = std::span<const typed::KeptValues* const>;

using direct::Sink;

// --- queries, typed ---
/// Gives how many rows came.
std::size_t read(const Session&, const Instance&, const Statement&, const typed::KeptValues&, Sink);
std::int64_t count(const Session&, const Instance&, const Statement&, const typed::KeptValues&);
bool exists(const Session&, const Instance&, const Statement&, const typed::KeptValues&);
/// Update and remove: how many rows matched. `assigned` of an update that sets `updated_at` is in the nodes already.
std::int64_t write(const Session&, const Instance&, const Statement&, ValueLists);
/// The same with a verb that gives the rows: as they are after an update, as they were before a remove.
std::size_t write_giving(const Session&, const Instance&, const Statement&, ValueLists, Sink);
/// The statement's text, as the backend has it.
std::string text_of(const Session&, const Instance&, const Statement&, const typed::KeptValues&);

/// Throws QueryError for a lock outside of a transaction, which would be given back at once.
void require_transaction(const Session&, const Instance&, ir::Op lock);

// --- queries, run-time: found by their fingerprint ---
std::size_t read(const Session&, const Instance&, ir::Verb, const ir::Code&, std::span<const OutputType>, Sink);
std::int64_t count(const Session&, const Instance&, const ir::Code&);
/// Of all rows, as the database keeps it.
std::int64_t estimated_count(const Session&, const Instance&);
/// Without its limit and offset.
std::int64_t total(const Session&, const Instance&, const ir::Code&);
bool exists(const Session&, const Instance&, const ir::Code&);
std::int64_t write(const Session&, const Instance&, ir::Verb, const ir::Code&);
std::size_t write_giving(const Session&, const Instance&, ir::Verb, const ir::Code&, std::span<const OutputType>, Sink);
/// Where the first row of a query goes as it was before a write: whole, and what the query selects of it, if it does.
struct BeforeImage {
    void* object;
    std::span<const OutputType> outputs{};
    void* row = nullptr;
};
/// Reads the first row of a query, then changes it by its key, in one transaction. False when there is none.
bool update_first(const Session&, const Instance&, const ir::Code& query, const ir::Code& assignments,
                  const BeforeImage& was);
/// Gives the first row of a query all values of `object`, but the key, the time of creation, and what is never changed or
/// hidden; by one statement, which gives the row as it is then. Gives how many rows that was, 0 or 1. Rules are looked
/// at as of a new object.
std::size_t replace_first(const Session&, const Instance&, const ir::Code& query, void* object,
                          std::span<const OutputType>, Sink);
/// The same in a transaction, as update_first.
bool replace_first(const Session&, const Instance&, const ir::Code& query, void* object, const BeforeImage& was);
std::string text_of(const Session&, const Instance&, ir::Verb, const ir::Code&, std::span<const OutputType> = {});
/// The statement's text laid out, and how its rows are found.
std::string explain(const Session&, const Instance&, ir::Verb, const ir::Code&, std::span<const OutputType> = {});

/// The index that a query's rows are found by.
void add_hint(ir::Code& code, std::string_view index);

/// Code of a typed shape and its values, absent `when` conditions dropped.
ir::Code to_code(std::span<const ir::Node> nodes, const typed::KeptValues& values);

// --- objects ---
/// A key as a user gives it: its cells, and the types that they were given as.
struct GivenKey {
    std::span<const Cell> cells;
    std::span<const BaseType> types;
    std::string_view call;  ///< "get()", for errors
};
/// False when there is none. Throws QueryError or CastError, before any statement, for what can't be a key of this model.
bool read_by_key(const Session&, const Instance&, const GivenKey& key, void* object);
[[noreturn]] void throw_not_found(const Instance&, std::string_view what, std::string_view way_out = {});
/// The row of an object, read again by its key. NotFound when it is gone.
void reload(const Session&, const Instance&, const void* object, void* into);
/// Runs these assignments on the row with this key, by one statement. None: that sets the time of the update alone.
/// NotFound when there is no such row.
void update_by_key(const Session&, const Instance&, const GivenKey& key, const ir::Code& assignments);
/// Applies the model's rules, checks them, stores the object and gives it its key.
void insert(const Session&, const Instance&, void* object);
/// All or none.
void insert_many(const Session&, const Instance&, void* first, std::size_t count, std::size_t stride);
/// Stores what differs from `old` (nullptr: all); nothing when nothing does. Gives whether something was stored. Throws
/// NotFound when the row is gone, StaleObject when its version is another one than the object had when it was read.
bool save(const Session&, const Instance&, void* object, const void* old);
/// What becomes of an insert that meets a row with the same key or unique value; fields are members' indexes.
struct ConflictRule {
    std::vector<std::uint16_t> target;  ///< none: see design; for `keeps`, any unique index or the key
    std::vector<std::uint16_t> update;  ///< these alone; none: all but the key, the target and created_at
    ir::Code condition;                 ///< on the row that is stored, which else stays as it is; may have no nodes
    bool keeps = false;                 ///< it stays as it is in any case

    void add_target(std::uint16_t member);
    void add_update(std::uint16_t member);
};
/// Inserts, or updates the row that collides. Gives the stored object, or false when the stored row stays as it is.
bool upsert(const Session&, const Instance&, void* object, const ConflictRule& rule);
/// Inserts those that meet no row; gives their places. All in one transaction.
std::vector<std::size_t> insert_new(const Session&, const Instance&, void* first, std::size_t count,
                                    std::size_t stride);
/// Reads the row that a query finds into `object`, or gives the object the values that the query's condition names and
/// stores it. Gives whether it was stored. QueryError when the condition names no unique key.
bool find_or_create(const Session&, const Instance&, const ir::Code& query, void* object);
/// The same without storing it. Gives whether none was found.
bool find_or_build(const Session&, const Instance&, const ir::Code& query, void* object);
/// Removes an object as it was read; `call` is for errors. Throws NotFound and StaleObject.
void remove(const Session&, const Instance&, const void* object, std::string_view call);
/// Takes the object's row out of the table, whether it was removed softly or not; else as remove.
void purge(const Session&, const Instance&, const void* object, std::string_view call);
/// The rules and checks alone, which may change the object: throws ValidationError.
void validate(const Session&, const Instance&, void* object);
std::string to_json(const Instance&, const void* object);
/// Sets the members that a JSON object names. Throws CastError with the whole path (semantics, rule 15).
void from_json(const Instance&, std::string_view text, void* object);

/// Names of the fields in which two objects differ.
std::vector<std::string> changed_fields(const Instance&, const void* object, const void* old);

// --- rows that were removed softly. QueryError for a model without soft_delete ---
/// Makes living ones of those that a query finds among them. Gives how many.
std::int64_t restore(const Session&, const Instance&, const ir::Code& query);
/// Takes the rows that a query finds out of the table. Gives how many.
std::int64_t purge(const Session&, const Instance&, const ir::Code& query);
/// The row with this key. NotFound when there is none that was removed; of a purge, none at all.
void restore_by_key(const Session&, const Instance&, const GivenKey& key);
void purge_by_key(const Session&, const Instance&, const GivenKey& key);
/// The row of an object, which is read.
void restore(const Session&, const Instance&, void* object, std::string_view call);

// --- relations ---
struct RelatedModels {
    const Instance& parent;
    const schema::Relation& relation;
    const Instance& child;
};
/// The distinct references (or keys) of `count` parents, as cells that point into them; empties left out. Those of a
/// hidden field are read aside.
struct RelationKeys {
    std::vector<Cell> cells;
    std::shared_ptr<const class HiddenReferences> hidden;
};
RelationKeys relation_keys(const Session&, const Instance&, const schema::Relation&, const void* parents,
                           std::size_t count, std::size_t stride);
/// For each child, the index of its parent (or, for a belongs_to, of each parent its child's index): npos when there
/// is none.
inline constexpr std::uint32_t npos = 0xFFFFFFFF;
std::vector<std::uint32_t> match_children(const Session&, const RelatedModels&, const RelationKeys&,
                                          const void* parents, std::size_t parent_count, std::size_t parent_stride,
                                          const void* children, std::size_t child_count, std::size_t child_stride);
const schema::Relation& relation_of(const Instance&, std::uint16_t member);
/// The related model's instance in the same Database.
const Instance& related_instance(const Session&, const typed::ModelInfo& info);
/// Reads the related objects of those keys: a sub-query's clauses and their values, whose limit counts for each parent.
std::size_t read_related(const Session&, const RelatedModels&, std::span<const ir::Node> clauses,
                         const typed::KeptValues&, const RelationKeys&, Sink);

}  // namespace tenon::model
