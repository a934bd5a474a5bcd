#pragma once
// Statements of one row, run whole by one call of the driver; step by step where somebody listens, a deadline is set, or
// the driver may wait.

#include <span>

#include "drivers/driver.hpp"
#include <tenon/session.hpp>

namespace tenon::engine {

/// The first row of a reading statement. False when there is none. `model` may be nullptr. Throws what the database says,
/// in our hierarchy.
bool read_one(const Session& session, const drivers::Plan& plan, const schema::Model* model,
              std::span<const Cell> values, const drivers::OneRow& row);
/// A writing statement that gives no rows.
drivers::Result write_one(const Session& session, const drivers::Plan& plan, const schema::Model* model,
                          std::span<const Cell> values);
drivers::Result write_one(const Session& session, const drivers::Plan& plan, const schema::Model* model,
                          const drivers::MemberValues& values);

}  // namespace tenon::engine
