#pragma once
// TransactionScope is declared for users' templates; the library uses it for statements that belong together.

#include <string_view>

#include <tenon/transaction.hpp>

namespace tenon::model {

/// The model of this name. QueryError when there is none.
const Instance& known_instance(const Session& session, std::string_view name);
/// What db.model("name") is on: of a struct's model, the view of it.
const Instance& records_instance(const Session& session, std::string_view name);

}  // namespace tenon::model
