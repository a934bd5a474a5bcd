#pragma once
// What went wrong, kept until somebody asks, and how SQLite's codes become errors of our hierarchy.

#include <exception>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::drivers::sqlite {

/// What our functions fail with when an expression can't be computed: their words are a whole sentence then. SQLite's own
/// codes leave the upper bytes of SQLITE_ERROR to a few small numbers (sqlite.org/rescode.html#extrc).
inline constexpr int evaluation_failed = SQLITE_ERROR | (0x54 << 8);
void fail_evaluation(sqlite3_context* context, const std::string& sentence) noexcept;
/// The same where a value doesn't fit what it is assigned to: the words are the path, a line's end, and the sentence.
inline constexpr int cast_failed = SQLITE_ERROR | (0x55 << 8);
void fail_cast(sqlite3_context* context, const Error& error) noexcept;

/// A compiled statement, which is right for its model, doesn't fit the database. Thrown on with the model by `raise`.
class Lacking : public SchemaError {
public:
    Lacking(const std::string& words, const schema::Model* model);
    std::string words;
};

/// A compiled statement that is beyond what SQLite takes of one. Thrown on with the model by `raise`.
class TooGreat : public QueryError {
public:
    TooGreat(const std::string& words, const schema::Model* model);
    std::string words;
};
/// SQLite has one code for a statement that is wrong and for one that is too deep, or has too much of something.
[[nodiscard]] bool is_too_great(std::string_view words) noexcept;

/// Either SQLite's extended code and words, or an exception of our own.
struct Failure {
    int code = SQLITE_OK;
    std::string words;
    std::exception_ptr exception;
    bool after_deadline = false;
    bool is_stopped = false;  ///< by another thread

    void set(sqlite3* database, int extended_code, bool deadline_passed) noexcept;
    void set(std::exception_ptr thrown) noexcept;
};

/// True when the connection must not be used again: its file is damaged, gone or unreadable.
[[nodiscard]] bool breaks_connection(int extended_code) noexcept;

/// Throws what the failure means. `path` is the database's, for errors that concern the file. `model` may be nullptr.
[[noreturn]] void raise(const Failure& failure, const schema::Model* model, std::string_view path);

}  // namespace tenon::drivers::sqlite
