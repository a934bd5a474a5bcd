#pragma once
// SQLite's files, made to fail: a VFS of SQLite's own around the usual one (https://sqlite.org/vfs.html).

#include <cstddef>
#include <filesystem>

namespace tenon::fault {

/// What a file operation that is to fail does.
enum class FileFault {
    io_error,    ///< a read, write, sync, truncation or size fails
    disk_full,   ///< a write fails for lack of space
    short_read,  ///< a read gives fewer bytes than the file has
    read_only,   ///< a write, truncation or removal fails, and a file is opened for reading alone
    end          ///< the program ends before the operation, at once
};

/// With what a program ends by FileFault::end.
inline constexpr int ended = 42;

/// While one lives, operations on SQLite's files are counted, and from the n-th of the fault's kind (from 1) on they fail.
class FailingFiles {
public:
    enum class Mode { once, for_ever };
    FailingFiles(FileFault fault, std::size_t n, Mode mode);
    FailingFiles(const FailingFiles&) = delete;
    FailingFiles& operator=(const FailingFiles&) = delete;
    ~FailingFiles();
    [[nodiscard]] bool has_failed() const;
};

/// While one lives, what SQLite writes is noted, and what it has synced: what a disk is sure to hold after a power failure.
class NotedSyncs {
public:
    NotedSyncs();
    NotedSyncs(const NotedSyncs&) = delete;
    NotedSyncs& operator=(const NotedSyncs&) = delete;
    ~NotedSyncs();
    /// Writes the files as they were when each was last synced into another folder.
    void write_synced(const std::filesystem::path& folder) const;
};

/// Makes this the default of every database that is opened from now on. To be called before the first one.
void use_failing_files();

}  // namespace tenon::fault
