#pragma once
// The driver for `memory:`: tables of C++ values in this process. For users' own tests, and what the other databases are
// held against.

#include <memory>

#include "drivers/driver.hpp"

namespace tenon::drivers {

/// A new, empty database, which lives as long as the driver or one of its connections.
///
/// All connections share it, and one connection at a time has a transaction: a statement of another one waits for its
/// end until the deadline, or 5 seconds, and is then a StatementTimeout. Rows that a query gives are copies, so that later
/// writes don't change them. There is no SQL: `compile_raw` throws Unsupported.
///
/// Constraints are checked when a statement ends, so that an update may swap two unique values, as standard SQL says (SQLite
/// checks after each row). A statement that fails leaves nothing behind.
std::unique_ptr<Driver> make_memory_driver();

}  // namespace tenon::drivers
