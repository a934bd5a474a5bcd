#pragma once
// TransactionScope is declared for users' templates; the library uses it for statements that belong together.

#include <string_view>

#include <tenon/transaction.hpp>

namespace tenon::model {

/// The run-time model of this name. QueryError when none was defined as that.
const Instance& defined_instance(const Session& session, std::string_view name);

}  // namespace tenon::model
