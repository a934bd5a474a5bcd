#pragma once
// Compiled statements: the typed ones by shape, the fixed ones of each model, run-time ones by fingerprint.

#include <array>
#include <atomic>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/plan_cache.hpp"
#include "ir/statement.hpp"
#include "model/assigned.hpp"
#include "model/instance.hpp"
#include "model/row_cells.hpp"
#include "model/state.hpp"
#include <tenon/execution.hpp>

namespace tenon::model {

/// What an entry of ours carries beside its plan.
struct Decoding final : engine::Attachment {
    bool looks_at_values = false;  ///< any of `assigned`, `patterns`, `texts`
    /// Of an update: so many times are bound last, the time now with so many digits of a second: of the last change, and of a
    /// soft removal.
    std::uint8_t stamps = 0;
    std::array<std::uint16_t, 2> stamp_precisions{};
    std::vector<typed::Column> outputs;  ///< of a projection
    std::vector<direct::Place> places;   ///< of the outputs
    std::vector<direct::Name> names;     ///< of those that are references
    bool has_other_outputs = false;      ///< any that isn't direct
    /// Of a write: the columns that lead to each output inside of what the statement gives. None: it gives them all.
    std::vector<std::vector<std::string>> inside;
    /// Of an update: what is to be looked at before it is sent.
    std::vector<Assigned> assigned;
    struct Pattern {
        std::uint16_t slot;
        query::PatternKind kind;
    };
    std::vector<Pattern> patterns;  ///< values that must be patterns
    struct Text {
        std::uint16_t slot;
        std::string_view field;  ///< what the value meets, if that is a field of the model
    };
    std::vector<Text> texts;              ///< values that are text, but those of an update, which are looked at as such
    const typed::Table* table = nullptr;  ///< what whole rows are decoded by
    typed::Table narrowed;                ///< that table, of a query that leaves fields out
    std::vector<std::uint16_t> returned;  ///< of an insert: the fields that come back
    WrittenMembers written;               ///< of an object's insert or save: the values
    mutable std::atomic<std::size_t> usual_rows{0};  ///< how many it gave last
};

/// Throws QueryError: the field is immutable or read-only.
[[noreturn]] void throw_fixed(const schema::Model& model, const schema::Field& field);

/// Throws QueryError: nothing of the model is written.
[[noreturn]] void throw_read_only(const Instance& instance);

/// What is selected of a written row: what these columns lead to inside of a field, or without them the field itself.
struct WrittenPart {
    schema::Field field;  ///< of the part
    std::vector<std::string> columns;
};
WrittenPart written_part(const schema::Model& model, std::span<const std::uint16_t> path);

inline const Decoding& decoding_of(const engine::Entry& entry) {
    return static_cast<const Decoding&>(*entry.attachment);
}

void check_each(const engine::Entry& entry, std::span<const Cell> values);
/// Text that is no UTF-8, or a bad pattern, is an error whether or not there is a row for it.
inline void check_values(const engine::Entry& entry, std::span<const Cell> values) {
    if (decoding_of(entry).looks_at_values) check_each(entry, values);
}

/// The tree of a run-time query, not resolved.
ir::Statement decode_code(const Session& session, const Instance& instance, ir::Verb verb, const ir::Code& code,
                          std::uint64_t variant);

/// Those of a session with a comment live as long as its options do, the others as long as the Database.
const engine::Entry& typed_entry(const Session& session, const Instance& instance, const Statement& statement,
                                 std::uint64_t variant);
const engine::Entry& code_entry(const Session& session, const Instance& instance, ir::Verb verb,
                                std::span<const ir::Node> nodes, std::span<const std::string> names,
                                std::uint64_t variant, std::span<const OutputType> outputs);
/// A statement that is found by a key of its maker's, which begins with the maker's own name; `make` builds it when it is
/// first needed.
const engine::Entry& keyed_entry(const Session& session, const Instance& instance, std::string key,
                                 std::uint64_t variant, const std::function<ir::Statement()>& make,
                                 std::span<const OutputType> outputs = {});
/// Code, and what rows are decoded into, as bytes of such a key.
void append_code(std::string& key, std::span<const ir::Node> nodes, std::span<const std::string> names);
void append_outputs(std::string& key, std::span<const OutputType> outputs);
/// An update also moves the version, unless it does by itself.
void move_version(ir::Statement& statement, const schema::Model& model);
/// One of a model's own statements.
struct FixedStatement {
    ir::Statement statement;
    std::vector<std::uint16_t> written{};  ///< the fields whose members are its values, of those that write an object
};
using MakeFixed = FixedStatement (*)(const Instance&, std::uint64_t variant);
const engine::Entry& found_fixed_entry(const Session& session, const Instance& instance, FixedShape shape,
                                       std::uint64_t variant, MakeFixed make);
/// `make` builds it when it is first needed.
inline const engine::Entry& fixed_entry(const Session& session, const Instance& instance, FixedShape shape,
                                        std::uint64_t variant, MakeFixed make) {
    const engine::Entry* const last = instance.last_entries[shape].load(std::memory_order_acquire);
    if (last != nullptr && last->variant == variant) [[likely]]
        return *last;
    return found_fixed_entry(session, instance, shape, variant, make);
}

}  // namespace tenon::model
