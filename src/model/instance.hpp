#pragma once
// Instance: a model as one Database has it: its description, how its objects meet columns, and its fixed statements.

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/plan_cache.hpp"
#include "model/bounds.hpp"
#include <tenon/schema.hpp>
#include <tenon/typed/table.hpp>

namespace tenon::model {

/// Shapes of the statements that every model has; typed queries' shapes are numbered from `first_query_shape` on.
enum FixedShape : std::uint32_t {
    insert_shape,  ///< variant: see insert_variant in object_values.hpp
    get_shape,     ///< by key
    filled_shape,  ///< what the database fills of a row, by key
    save_shape,    ///< variant: the fields to set, a bit each, by key
    remove_shape,  ///< by key, and by version if the model has one
    upsert_shape,  ///< variant: the target's index + 1, or 0 for the key; behind it an insert's
    first_query_shape
};

class Instance {
public:
    std::uint32_t id = 0;
    schema::Model model;
    typed::Table table;
    const typed::ModelInfo* info = nullptr;  ///< nullptr: run-time
    bool is_view = false;       ///< of a struct's model, for records that are read: see Registry::records_of
    std::vector<Bounds> ruled;  ///< values to be checked before a write
    // What else is to be looked at before it, as indexes of columns:
    std::vector<std::uint16_t> adjusted;   ///< values that rules may change before they are checked: lower case, trim
    std::vector<std::uint16_t> times;      ///< times that may be finer than their column, but created_at and updated_at
    std::vector<std::uint16_t> checked;    ///< checks of the users' own, in them or inside them
    bool has_checks = false;               ///< these, or checks of the whole object
    bool asks_database = false;            ///< one of them asks the database: a write runs in a transaction
    typed::Table visible;                  ///< the table without what is hidden; the same when nothing is
    std::vector<std::uint16_t> defaulted;  ///< fields with a value or function for what was not given (not of records,
                                           ///< which get theirs when they are built)
    std::vector<std::uint16_t> sql_defaults;  ///< fields that an insert leaves out when they are empty
    std::vector<std::uint16_t> read_only;     ///< fields that are never written
    std::uint64_t fixed = 0;                  ///< of the first 64 columns, a bit each: immutable or read-only
    std::uint64_t kept = 0;  ///< the same, hidden ones and created_at: what a whole object's save leaves alone
    bool has_hidden = false;
    std::uint64_t structured = 0;  ///< of the first 64 columns: structs, whose members can be written one by one
    std::uint64_t changing = 0;    ///< of the first 64 columns: those whose values may be changed, a bit each
    // What single rows are read and written by stands together: each line of the cache counts there.

    /// Of each fixed shape the entry that was used last.
    mutable std::array<std::atomic<const engine::Entry*>, first_query_shape> last_entries{};
    /// A time that the library sets.
    struct OwnTime {
        std::uint32_t offset = 0;     ///< of a direct member
        std::uint16_t precision = 0;  ///< digits of a second
        bool is_direct = false;       ///< false: there is none, or it isn't direct
    };
    OwnTime created, updated;
    std::uint64_t keys = 0;        ///< of the first 64 columns, a bit for each of the key's
    std::uint32_t key_offset = 0;  ///< of the key, when `inserts_plainly`
    /// The database assigns the key, a direct member of 64 bits, and fills nothing else: what most inserts are like.
    bool inserts_plainly = false;
    bool has_integer_key = false;  ///< of one field
};

/// A model's table without the columns of the fields that this says of.
typed::Table narrowed(const typed::Table& whole, const std::vector<bool>& is_left_out);

}  // namespace tenon::model
