#pragma once
// IR to MongoDB commands: pure functions of the statement and its model.
//
// Written for MongoDB 6.0 and later ($sortArray, $getField, $toLong, $lookup with both fields and a pipeline). Commands
// rely on the simple collation, which is a collection's default.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bson/template.hpp"
#include "query/prepared.hpp"
#include <tenon/schema.hpp>

namespace tenon::bson {

struct Command {
    enum class Kind : std::uint8_t {
        find,       ///< rows
        aggregate,  ///< rows, by a pipeline
        count,      ///< a pipeline that gives one document {n: …}, or none for 0
        exists,     ///< a find or a pipeline: is there a document?
        insert,
        update,  ///< `n` of the answer is the number of rows matched
        remove,
        find_and_modify  ///< `value` of the answer is the row
    };
    Kind kind = Kind::find;
    std::string collection;
    /// The whole command but for `$db` and the session: {"find": "users", "filter": …}.
    Template body;
    /// Where each output, or each field of the model, stands in a row: "_id", "address.city". For an insert: the fields
    /// to give back, whose values are those that were sent.
    std::vector<std::string> columns;
    /// How many values `fill` takes.
    std::size_t slots = 0;
    /// insert: the key was left out. The last slot is then for the key that the driver assigns (see `next_ids`).
    bool assigns_key = false;
};

std::string_view name_of(Command::Kind kind) noexcept;

/// Compiles the normal form. Throws Unsupported, with the rule's number, for what MongoDB can't do exactly, SchemaError
/// for a model that it can't hold.
Command compile(const query::Prepared& statement);

/// Reserves integer keys of a model in a counter document: slot 0 is how many; the answer's `value.next` is the last.
Command next_ids(const schema::Model& model);

}  // namespace tenon::bson
