#pragma once
// The driver for SQLite 3.37 and later: one file, one writing connection and some reading ones, or a database in memory.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "drivers/driver.hpp"

namespace tenon::drivers {

/// When a commit is on the disk. A crash of the program loses nothing in either mode.
enum class Synchronous : std::uint8_t {
    full,   ///< before `commit` returns: no acknowledged commit is lost when the power fails
    normal  ///< at the next checkpoint: faster, but the last commits may be lost when the power fails
};

/// What is looked at when a file is opened, once for a driver.
enum class FileCheck : std::uint8_t {
    none,  ///< what its first page says
    quick  ///< the whole file, by quick_check: damage is a ConnectionError then, and not when a statement meets it
};

struct SqliteOptions {
    /// A file, relative to the current folder when the driver is made, or ":memory:". `file:` URIs are refused.
    std::string path{};
    bool read_only = false;
    bool create = true;  ///< make the file when it is missing, readable by its owner alone (mode 0600)
    bool foreign_keys = true;
    /// How long a statement waits for other connections' locks, unless its deadline comes first.
    std::chrono::milliseconds busy_timeout{5000};
    Synchronous synchronous = Synchronous::full;
    /// False keeps the file's rollback journal: for file systems without shared memory, where readers block the writer.
    bool wal = true;
    std::size_t readers = 4;  ///< connections that only read; none in memory
    FileCheck check = FileCheck::none;
    std::optional<std::int64_t> cache_kilobytes{};  ///< page cache of each connection; SQLite's own choice is 2,000
};

/// Throws ConfigurationError for options that mean nothing. Opens nothing yet.
///
/// An in-memory database lives as long as its only connection; a second `connect` is a ConnectionError, since it would
/// see another, empty database.
std::unique_ptr<Driver> make_sqlite_driver(const SqliteOptions& options);

}  // namespace tenon::drivers
