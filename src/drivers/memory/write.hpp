#pragma once
// Writes: what an insert, an update and a delete do to the store. Constraints that concern several rows are checked
// afterwards (constraints.hpp).

#include <span>
#include <string>
#include <vector>

#include "drivers/driver.hpp"
#include "drivers/memory/lookup.hpp"
#include "drivers/memory/store.hpp"

namespace tenon::drivers::memory {

struct Outcome {
    Result result;
    std::vector<Row> rows;  ///< given back by the statement
};

/// A key that is left out, empty or 0 is assigned when the model says so; every other field that is left out is empty. On a
/// conflict whose old row stays, no row is written nor given back.
Outcome insert(Store& store, const ir::Insert& insert, std::span<const Value> values);
/// Right sides see the rows, of this table and of others, as they were before. A member of a nested value that is empty
/// itself can't be set: the row is matched, and stays as it is.
Outcome update(Store& store, const ir::Update& update, std::span<const Equality> equalities,
               std::span<const Value> values);
/// With the rows that refer to the deleted ones, as their relations' on_delete says; they aren't counted.
Outcome remove(Store& store, const ir::Delete& remove, std::span<const Equality> equalities,
               std::span<const Value> values);

/// As a field of this type keeps it. Throws CastError; an empty value stays empty, whether the field may be so or not.
Value stored(const Value& value, const schema::Type& type, const std::string& path);

}  // namespace tenon::drivers::memory
