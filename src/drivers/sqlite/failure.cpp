#include "drivers/sqlite/failure.hpp"

#include <new>
#include <optional>
#include <string>
#include <utility>

#include <tenon/error.hpp>

#include "drivers/driver.hpp"
#include "drivers/sqlite/constraint.hpp"
#include "query/evaluation_error.hpp"
#include "sql/checks.hpp"
#include "sql/compiler.hpp"

namespace tenon::drivers::sqlite {

namespace {

constexpr int primary(int extended_code) { return extended_code & 0xFF; }

ErrorDetail with_code(ErrorDetail detail, int code) {
    detail.database_code = std::to_string(code);
    return detail;
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
        text += names[i];
    }
    return text;
}

// "User: another row …", or "Another row …" without a model.
std::string sentence(const schema::Model* model, std::string text) {
    if (model != nullptr) return model->name + ": " + text;
    if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - ('a' - 'A'));
    return text;
}

[[noreturn]] void raise_unique(const Failure& failure, const schema::Model* model) {
    ErrorDetail detail;
    if (model != nullptr) {
        detail = unique_detail(failure.words, *model);
    } else {
        detail.constraint = constraint_of(failure.words);
    }
    const std::string what = detail.fields.empty() ? "value in " + detail.constraint : joined(detail.fields);
    throw UniqueViolation(sentence(model, "another row already has this " + what + "."),
                          with_code(std::move(detail), failure.code));
}

[[noreturn]] void raise_not_null(const Failure& failure, const schema::Model* model) {
    ErrorDetail detail;
    if (model != nullptr) {
        detail = not_null_detail(failure.words, *model);
    } else {
        detail.constraint = constraint_of(failure.words);
    }
    const std::string what = detail.fields.empty() ? detail.constraint : detail.fields.front();
    throw NotNullViolation((model == nullptr ? "" : model->name + ": ") + what + " must have a value.",
                           with_code(std::move(detail), failure.code));
}

ErrorDetail detail_of(const schema::Model* model, int code) {
    ErrorDetail detail;
    if (model != nullptr) detail.model = model->name;
    detail.database_code = std::to_string(code);
    return detail;
}

// SQLite doesn't say which reference it was.
[[noreturn]] void raise_foreign_key(const Failure& failure, const schema::Model* model) {
    std::string references;
    if (model != nullptr) {
        for (const schema::Relation& relation : model->relations) {
            if (relation.kind != schema::RelationKind::belongs_to) continue;
            references += (references.empty() ? "" : " or ") + relation.name + " (a " + relation.target_name + ")";
        }
    }
    if (model == nullptr) references = "the row";
    const std::string text = references.empty() ? "other rows still refer to the row."
                                                : references + " refers to a row that doesn't exist, or other rows "
                                                               "still refer to this one.";
    throw ForeignKeyViolation(sentence(model, text), detail_of(model, failure.code));
}

// What `on delete restrict` refuses has the code of a trigger's refusal: SQLite runs it as one, with these words.
bool is_restricted(const Failure& failure) {
    return failure.code == SQLITE_CONSTRAINT_TRIGGER && failure.words == "FOREIGN KEY constraint failed";
}

// The CHECK of an integer's range: what an update computes doesn't fit its field, as inside of JSON.
void raise_range(const std::string& constraint, const schema::Model& model) {
    for (const schema::Field& field : model.fields) {
        const std::optional<sql::IntegerRange> range = sql::range_of(field.type.base);
        if (!range || sql::check_name(model, field, "type").name() != constraint) continue;
        const std::string limits = std::to_string(range->low) + " to " + std::to_string(range->high);
        throw CastError(model.name, {{field.name,
                                      "type",
                                      "`" + field.name + "` must be a whole number from " + limits +
                                          "; the database computed another one.",
                                      {},
                                      {}}});
    }
}

[[noreturn]] void raise_constraint(const Failure& failure, const schema::Model* model) {
    ErrorDetail detail = detail_of(model, failure.code);
    if (is_restricted(failure))
        throw ForeignKeyViolation(sentence(model, "other rows still refer to the row. Delete them first, or declare "
                                                  "what becomes of them by on_delete()."),
                                  detail);
    switch (failure.code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: raise_unique(failure, model);
    case SQLITE_CONSTRAINT_NOTNULL: raise_not_null(failure, model);
    case SQLITE_CONSTRAINT_FOREIGNKEY: raise_foreign_key(failure, model);
    case SQLITE_CONSTRAINT_CHECK:
        detail.constraint = constraint_of(failure.words);
        if (model != nullptr) raise_range(detail.constraint, *model);
        throw CheckViolation(sentence(model, "the CHECK \"" + detail.constraint + "\" refused the row."), detail);
    case SQLITE_CONSTRAINT_DATATYPE:
        throw CastError(sentence(model, "a value doesn't fit its column: " + failure.words + "."), detail);
    default:  // triggers, virtual tables and whatever later versions add
        throw CheckViolation(sentence(model, "the database refused the row: " + failure.words + "."), detail);
    }
}

[[noreturn]] void raise_busy(const Failure& failure) {
    if (failure.is_stopped) throw_cancelled();
    ErrorDetail detail;
    detail.database_code = std::to_string(failure.code);
    if (failure.code == SQLITE_BUSY_SNAPSHOT) {
        throw SerializationFailure(
            "Another connection wrote after this transaction had read: run it again, or begin it "
            "as a writing one.",
            detail);
    }
    throw StatementTimeout(failure.after_deadline
                               ? "The database was locked by another connection until the deadline passed."
                               : "The database stayed locked by another connection for the whole busy timeout.",
                           detail);
}

[[noreturn]] void raise_read_only(const Failure& failure, std::string_view path) {
    ErrorDetail detail;
    detail.database_code = std::to_string(failure.code);
    if (failure.code == SQLITE_READONLY) {
        throw QueryError("The statement writes, but this connection only reads: the database was opened read-only, the "
                         "query was planned as reading, or the file may not be written.",
                         detail);
    }
    throw ConnectionError("The database " + std::string(path) +
                              " can't be written: its file was moved, or its folder " + "may not be written (" +
                              failure.words + ").",
                          detail);
}

[[noreturn]] void raise_file(const Failure& failure, std::string_view path) {
    ErrorDetail detail;
    detail.database_code = std::to_string(failure.code);
    const std::string name(path);
    switch (primary(failure.code)) {
    case SQLITE_CORRUPT:
        throw ConnectionError("The database " + name +
                                  " is damaged: stop writing to it, keep a copy, and restore a "
                                  "backup or run `sqlite3 <file> .recover`.",
                              detail);
    case SQLITE_NOTADB:
        throw ConnectionError(name + " is not an SQLite database, or it is encrypted: check the path.", detail);
    case SQLITE_FULL:
        throw ConnectionError("The disk that holds " + name +
                                  " is full: the statement was undone, and a transaction "
                                  "that was open may be rolled back.",
                              detail);
    case SQLITE_CANTOPEN:
        throw ConnectionError("The database " + name + ", or a file beside it, can't be opened.", detail);
    default: throw ConnectionError("Reading or writing " + name + " failed: " + failure.words + ".", detail);
    }
}

[[noreturn]] void raise_evaluation(const std::string& words, const schema::Model* model) {
    throw QueryError(sentence(model, words), detail_of(model, SQLITE_ERROR));
}

[[noreturn]] void raise_cast(const std::string& words, const schema::Model* model) {
    const std::size_t end = words.find('\n');
    const std::string path = words.substr(0, end);
    throw CastError(model == nullptr ? std::string() : model->name, {{path, "type", words.substr(end + 1), {}, {}}});
}

[[noreturn]] void raise_exception(const std::exception_ptr& exception, const schema::Model* model) {
    try {
        std::rethrow_exception(exception);
    } catch (const Lacking& lacking) {
        if (model == nullptr) throw;
        throw Lacking(lacking.words, model);
    } catch (const TooGreat& great) {
        if (model == nullptr) throw;
        throw TooGreat(great.words, model);
    }
}

// sum() fails by itself, and has no code for it (https://sqlite.org/lang_aggfunc.html#sumunc).
bool is_sum_overflow(const Failure& failure) {
    return failure.code == SQLITE_ERROR && failure.words == "integer overflow";
}

}  // namespace

Lacking::Lacking(const std::string& words_of_sqlite, const schema::Model* model)
    : SchemaError(sentence(model, "the database lacks what the model needs (" + words_of_sqlite + "). Call db.sync<" +
                                      (model == nullptr ? "…" : model->name) +
                                      ">() first, which creates tables that are missing and says where others differ "
                                      "(db.sync() for models that were defined at run time)."),
                  detail_of(model, SQLITE_ERROR)),
      words(words_of_sqlite) {}

TooGreat::TooGreat(const std::string& words_of_sqlite, const schema::Model* model)
    : QueryError(sentence(model, "the statement is too deep or too long for SQLite (" + words_of_sqlite +
                                     "). Say less in one call: make several updates in one transaction, or read the "
                                     "object, change it and save it; compute a part of a long expression in C++; give "
                                     "many values as a list to in()."),
                 detail_of(model, SQLITE_ERROR)),
      words(words_of_sqlite) {}

bool is_too_great(std::string_view words) noexcept {
    return words == "parser stack overflow" || words.starts_with("Expression tree is too large") ||
           words.starts_with("too many ") || words.starts_with("at most 64 tables");
}

void fail_evaluation(sqlite3_context* context, const std::string& sentence) noexcept {
    sqlite3_result_error(context, sentence.c_str(), static_cast<int>(sentence.size()));
    sqlite3_result_error_code(context, evaluation_failed);
}

void fail_cast(sqlite3_context* context, const Error& error) noexcept {
    try {
        const std::string words = error.fields().front() + "\n" + error.what();
        sqlite3_result_error(context, words.c_str(), static_cast<int>(words.size()));
        sqlite3_result_error_code(context, cast_failed);
    } catch (...) {
        sqlite3_result_error_nomem(context);
    }
}

void Failure::set(sqlite3* database, int extended_code, bool deadline_passed) noexcept {
    code = extended_code;
    exception = nullptr;
    after_deadline = deadline_passed;
    try {
        words = sqlite3_errmsg(database);
    } catch (...) {
        code = SQLITE_NOMEM;
    }
}

void Failure::set(std::exception_ptr thrown) noexcept {
    code = SQLITE_OK;
    exception = std::move(thrown);
    words.clear();
    after_deadline = false;
    is_stopped = false;
}

bool breaks_connection(int extended_code) noexcept {
    switch (primary(extended_code)) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN: return true;
    case SQLITE_IOERR: return extended_code != SQLITE_IOERR_NOMEM;
    case SQLITE_READONLY: return extended_code != SQLITE_READONLY;
    default: return false;
    }
}

void raise(const Failure& failure, const schema::Model* model, std::string_view path) {
    if (failure.exception) raise_exception(failure.exception, model);
    if (failure.code == SQLITE_IOERR_NOMEM) throw std::bad_alloc();
    if (failure.code == evaluation_failed) raise_evaluation(failure.words, model);
    if (failure.code == cast_failed) raise_cast(failure.words, model);
    if (model != nullptr && is_sum_overflow(failure)) raise_evaluation(query::overflow_sentence("sum"), model);
    const ErrorDetail detail = detail_of(model, failure.code);
    switch (primary(failure.code)) {
    case SQLITE_NOMEM: throw std::bad_alloc();
    case SQLITE_CONSTRAINT: raise_constraint(failure, model);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: raise_busy(failure);
    case SQLITE_INTERRUPT:
        if (failure.is_stopped) throw_cancelled();
        throw StatementTimeout("The deadline passed while the statement was running.", detail);
    case SQLITE_READONLY: raise_read_only(failure, path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_PERM:
    case SQLITE_PROTOCOL:
    case SQLITE_NOLFS: raise_file(failure, path);
    case SQLITE_TOOBIG:
        throw CastError(sentence(model, "a value or row is larger than SQLite allows (1,000,000,000 bytes)."), detail);
    case SQLITE_MISMATCH:
        throw CastError(sentence(model, "a value doesn't fit its column: an integer key got something else."), detail);
    case SQLITE_ABORT:
        throw TransactionError("The transaction was rolled back while this statement was being read.", detail);
    case SQLITE_AUTH:
        throw QueryError("SQLite was told to refuse this statement: ATTACH is switched off, and a reading connection "
                         "stays one.",
                         detail);
    default: throw QueryError(sentence(model, "SQLite refused the statement: " + failure.words + "."), detail);
    }
}

}  // namespace tenon::drivers::sqlite
