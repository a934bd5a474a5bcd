#pragma once
// Checks: the users' own rules, run on a whole object or on the values of an update, with the database at hand.

#include <cstdint>
#include <string>

#include "model/failures.hpp"
#include "model/instance.hpp"
#include <tenon/execution.hpp>

namespace tenon::model {

/// Has the field, or something nested in it, a check?
bool is_checked(const schema::Field& field);
/// Does a check of the model ask the database? Its writes then run in a transaction.
bool asks_database(const schema::Model& model);

/// The checks of the fields whose bits are set (all beyond 64 are looked at), then those of the whole object. What failed
/// a rule before isn't looked at again.
void run_checks(const Session& session, const Instance& instance, const void* object, std::uint64_t fields,
                Failures& failures);
/// The checks of one value that an update assigns.
void run_checks(const Session& session, const schema::Field& field, const Value& value, const std::string& path,
                Failures& failures);

}  // namespace tenon::model
