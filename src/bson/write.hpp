#pragma once
// Writes: insert, upsert, update, delete.

#include "bson/compile.hpp"
#include "ir/statement.hpp"

namespace tenon::bson {

Command compile_insert(const ir::Insert& insert, const query::Prepared& statement);
Command compile_update(const ir::Update& update, const query::Prepared& statement);
Command compile_delete(const ir::Delete& remove, const query::Prepared& statement);

}  // namespace tenon::bson
