#include "fault/failing_files.hpp"

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <string>

#include <sqlite3.h>
#include <unistd.h>

namespace tenon::fault {

namespace {

struct State {
    FileFault fault = FileFault::io_error;
    std::size_t left = 0;  ///< operations until one fails; 0: none will
    bool for_ever = false;
    bool failed = false;
    bool notes_syncs = false;
    std::map<std::string, std::string> synced;  ///< files as they were when they were last synced
};
State state;

/// Does an operation of this kind, which is to be counted, fail?
bool fails(FileFault fault) {
    const bool is_any = state.fault == FileFault::end && fault == FileFault::io_error;  // which each asks for
    if (state.left == 0 || (state.fault != fault && !is_any)) return false;
    if (state.left > 1) {
        --state.left;
        return false;
    }
    if (is_any) ::_exit(ended);
    if (!state.for_ever) state.left = 0;
    state.failed = true;
    return true;
}

/// A file of ours, with the usual one behind it.
struct File {
    sqlite3_file base;
    const char* name;  ///< lives as long as the file; nullptr: temporary
    [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
File& ours(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_file* real(sqlite3_file* file) { return ours(file).real(); }
const sqlite3_io_methods& methods(sqlite3_file* file) { return *real(file)->pMethods; }

std::string contents(const char* path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

int close(sqlite3_file* file) { return methods(file).xClose(real(file)); }
int read(sqlite3_file* file, void* out, int size, sqlite3_int64 at) {
    if (fails(FileFault::io_error)) return SQLITE_IOERR_READ;
    if (fails(FileFault::short_read)) {
        std::memset(out, 0, static_cast<std::size_t>(size));
        return SQLITE_IOERR_SHORT_READ;
    }
    return methods(file).xRead(real(file), out, size, at);
}
int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
    if (fails(FileFault::io_error)) return SQLITE_IOERR_WRITE;
    if (fails(FileFault::disk_full)) return SQLITE_FULL;
    if (fails(FileFault::read_only)) return SQLITE_IOERR_WRITE;  // what the usual one makes of EROFS
    return methods(file).xWrite(real(file), bytes, size, at);
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (fails(FileFault::io_error) || fails(FileFault::read_only)) return SQLITE_IOERR_TRUNCATE;
    return methods(file).xTruncate(real(file), size);
}
int sync(sqlite3_file* file, int flags) {
    if (fails(FileFault::io_error)) return SQLITE_IOERR_FSYNC;
    if (state.notes_syncs && ours(file).name != nullptr) state.synced[ours(file).name] = contents(ours(file).name);
    return methods(file).xSync(real(file), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
    if (fails(FileFault::io_error)) return SQLITE_IOERR_FSTAT;
    return methods(file).xFileSize(real(file), size);
}
int lock(sqlite3_file* file, int level) { return methods(file).xLock(real(file), level); }
int unlock(sqlite3_file* file, int level) { return methods(file).xUnlock(real(file), level); }
int is_reserved(sqlite3_file* file, int* out) { return methods(file).xCheckReservedLock(real(file), out); }
int control(sqlite3_file* file, int op, void* argument) { return methods(file).xFileControl(real(file), op, argument); }
int sector_size(sqlite3_file* file) { return methods(file).xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) { return methods(file).xDeviceCharacteristics(real(file)); }
int map_shared(sqlite3_file* file, int page, int size, int extend, volatile void** out) {
    if (fails(FileFault::io_error)) return SQLITE_IOERR_SHMMAP;
    return methods(file).xShmMap(real(file), page, size, extend, out);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
    return methods(file).xShmLock(real(file), offset, count, flags);
}
void shared_barrier(sqlite3_file* file) { methods(file).xShmBarrier(real(file)); }
int unmap_shared(sqlite3_file* file, int remove) { return methods(file).xShmUnmap(real(file), remove); }

// Version 2: without memory-mapped reading of the file, which would pass us by.
const sqlite3_io_methods io_methods{
    2,           close,   read,        write,           truncate,   sync,        file_size,      lock,         unlock,
    is_reserved, control, sector_size, characteristics, map_shared, lock_shared, shared_barrier, unmap_shared, nullptr,
    nullptr};

sqlite3_vfs* usual = nullptr;
sqlite3_vfs failing;

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    File& made = ours(file);
    made.base.pMethods = nullptr;
    made.name = name;
    if (fails(FileFault::io_error)) return SQLITE_CANTOPEN;
    if ((flags & SQLITE_OPEN_READWRITE) != 0 && fails(FileFault::read_only))
        flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    const int code = usual->xOpen(usual, name, made.real(), flags, out_flags);
    if (made.real()->pMethods != nullptr) made.base.pMethods = &io_methods;
    return code;
}
int remove(sqlite3_vfs*, const char* name, int sync_folder) {
    if (fails(FileFault::io_error) || fails(FileFault::read_only)) return SQLITE_IOERR_DELETE;
    if (state.notes_syncs) state.synced.erase(name);
    return usual->xDelete(usual, name, sync_folder);
}

}  // namespace

void use_failing_files() {
    static const bool installed = [] {
        usual = sqlite3_vfs_find(nullptr);
        failing = *usual;  // the other functions take the usual one's data, which this one has too
        failing.zName = "tenon-failing";
        failing.pNext = nullptr;
        failing.szOsFile = static_cast<int>(sizeof(File)) + usual->szOsFile;
        failing.xOpen = open;
        failing.xDelete = remove;
        return sqlite3_vfs_register(&failing, 1) == SQLITE_OK;
    }();
    if (!installed) std::abort();
}

FailingFiles::FailingFiles(FileFault fault, std::size_t n, Mode mode) {
    state.fault = fault;
    state.left = n;
    state.for_ever = mode == Mode::for_ever;
    state.failed = false;
}
FailingFiles::~FailingFiles() {
    state.left = 0;
    state.failed = false;
}
bool FailingFiles::has_failed() const { return state.failed; }

NotedSyncs::NotedSyncs() {
    state.synced.clear();
    state.notes_syncs = true;
}
NotedSyncs::~NotedSyncs() { state.notes_syncs = false; }

void NotedSyncs::write_synced(const std::filesystem::path& folder) const {
    for (const auto& [name, bytes] : state.synced) {
        std::ofstream file(folder / std::filesystem::path(name).filename(), std::ios::binary);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
}

}  // namespace tenon::fault
