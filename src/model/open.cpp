// open: from a URL to a driver.

#include <algorithm>
#include <charconv>

#include "drivers/memory/memory.hpp"
#include "model/state.hpp"
#include "model/url.hpp"
#include "value/comma_joined.hpp"
#include <tenon/database.hpp>
#include <tenon/error.hpp>
#ifdef TENON_WITH_SQLITE
#include "drivers/sqlite/sqlite.hpp"
#endif

namespace tenon {
namespace {

using model::Url;

[[noreturn]] void refuse_option(const Url& url, const std::string& name, const std::vector<std::string>& known) {
    throw ConfigurationError("`" + name + "` is no option of " + url.scheme + ": " + schema::suggestion(name, known) +
                             (known.empty() ? "It takes none." : " The options are " + comma_joined(known) + "."));
}

std::unique_ptr<drivers::Driver> open_memory(const Url& url) {
    if (!url.path.empty())
        throw ConfigurationError("memory: takes no name. For a SQLite database in memory, write sqlite::memory:");
    if (!url.options.empty()) refuse_option(url, url.options.front().first, {});
    return drivers::make_memory_driver();
}

#ifdef TENON_WITH_SQLITE
std::chrono::milliseconds milliseconds(const std::string& name, const std::string& value) {
    int number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || number < 0)
        throw ConfigurationError("The option `" + name + "` must be a number of milliseconds, 0 or more.");
    return std::chrono::milliseconds(number);
}

std::unique_ptr<drivers::Driver> open_sqlite(const Url& url, const Options& options) {
    drivers::SqliteOptions sqlite;
    sqlite.path = url.path;
    sqlite.readers = options.max_readers;
    if (url.path.empty())
        throw ConfigurationError("The URL names no file: write sqlite:app.db, or sqlite::memory: for one in memory.");
    if (url.path.starts_with("//"))
        throw ConfigurationError(
            "A path follows sqlite: at once, without slashes of its own: sqlite:app.db for a file in the current "
            "folder, sqlite:/srv/app.db for a whole path.");
    if (url.path == "memory:" || url.path == ":memory" || url.path == "memory")
        throw ConfigurationError("For a database in memory, write sqlite::memory:, or sqlite:./" + url.path +
                                 " for a file of this name.");
    for (const auto& [name, value] : url.options) {
        if (name == "mode") {
            if (value != "ro" && value != "rw" && value != "rwc")
                throw ConfigurationError(
                    "The option `mode` is ro (only read), rw (the file must exist) or rwc (it is created).");
            sqlite.read_only = value == "ro";
            sqlite.create = value == "rwc";
        } else if (name == "busy_timeout") {
            sqlite.busy_timeout = milliseconds(name, value);
        } else if (name == "synchronous") {
            if (value != "full" && value != "normal")
                throw ConfigurationError("The option `synchronous` is full or normal.");
            sqlite.synchronous = value == "full" ? drivers::Synchronous::full : drivers::Synchronous::normal;
        } else if (name == "check") {
            if (value != "none" && value != "quick")
                throw ConfigurationError(
                    "The option `check` is quick (the whole file is looked at when it is opened) or none.");
            sqlite.check = value == "quick" ? drivers::FileCheck::quick : drivers::FileCheck::none;
        } else {
            refuse_option(url, name, {"busy_timeout", "check", "mode", "synchronous"});
        }
    }
    return drivers::make_sqlite_driver(sqlite);
}
#endif

std::unique_ptr<drivers::Driver> make_driver(const Url& url, const Options& options) {
    if (url.scheme == "memory") return open_memory(url);
#ifdef TENON_WITH_SQLITE
    if (url.scheme == "sqlite") return open_sqlite(url, options);
#else
    if (url.scheme == "sqlite")
        throw ConfigurationError(
            "This build of Tenon has no SQLite driver: install libsqlite3-dev and build it again.");
#endif
    (void)options;
    throw ConfigurationError(
        "No database is known by this kind of URL. The kinds of this build are sqlite: and memory:");
}

}  // namespace

Database open(std::string_view url, const Options& options) {
    engine::CoreOptions core;
    core.acquire_timeout = std::chrono::milliseconds(std::max<std::int64_t>(0, options.acquire_timeout_ms));
    core.max_readers = options.max_readers;
    auto state = std::make_shared<model::State>(make_driver(model::parse_url(url), options), core, options.naming,
                                                options.clock);
    // Connect now: a wrong path or a file that is no database shows here, not at the first query.
    auto& connection = state->pool().acquire(drivers::Role::writer);
    state->pool().release(connection, drivers::Role::writer);
    return Database(engine::Session(std::move(state)));
}

}  // namespace tenon
