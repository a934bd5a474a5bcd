#pragma once
// Errors: one hierarchy under tenon::Error, found by the database's code and constraint name, never by its words.

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/value.hpp>

namespace tenon {

/// What an error knows beside its sentence. Every member may be empty.
struct ErrorDetail {
    std::string model;                ///< the model's name, "User"
    std::vector<std::string> fields;  ///< whole paths of the fields concerned, "lines.2.qty"
    std::string constraint;           ///< the constraint's or index's name in the database
    std::string database_code;        ///< the database's own code: "2067" (SQLite, extended), "23505" (PostgreSQL)
};

/// The base of everything that Tenon throws. `what()` says what happened and what to change; values that may be
/// secret (passwords, hidden fields, bound parameters) are never part of it.
class Error : public std::runtime_error {
public:
    explicit Error(std::string_view code, const std::string& message, ErrorDetail detail = {});
    ~Error() override;

    /// A stable code with a page in the docs: "TN-0042".
    [[nodiscard]] std::string_view code() const noexcept { return code_; }
    [[nodiscard]] const std::string& model() const noexcept { return detail_.model; }
    [[nodiscard]] const std::vector<std::string>& fields() const noexcept { return detail_.fields; }
    [[nodiscard]] const std::string& constraint() const noexcept { return detail_.constraint; }
    [[nodiscard]] const std::string& database_code() const noexcept { return detail_.database_code; }
    /// True when running the whole transaction again can succeed (Deadlock, SerializationFailure).
    [[nodiscard]] virtual bool retryable() const noexcept { return false; }

private:
    std::string_view code_;
    ErrorDetail detail_;
};

/// One rule that one value broke.
struct Failure {
    std::string path;  ///< the whole path: "address.city", "lines.2.qty"; empty for a check of the whole object
    /// "required", "min", "max", "min_length", "max_length", "matches", "one_of", "type", or the name of a custom check
    std::string kind;
    std::string message;  ///< a sentence with the path and the limit, never with the value; or the rule's custom one
    /// What min, max and the lengths allow; the name or source of the pattern; an array of what one_of allows.
    Value limit{};
    /// What was refused, after trim and the like. None for hidden fields, and none for nested values.
    std::optional<Value> value{};
};

/// All rules that an object broke, collected before anything was sent.
class ValidationError : public Error {
public:
    ValidationError(std::string model, std::vector<Failure> failures);
    [[nodiscard]] const std::vector<Failure>& failures() const noexcept { return failures_; }
    /// The first failure of a path, or nullptr.
    [[nodiscard]] const Failure* find(std::string_view path) const noexcept;

private:
    std::vector<Failure> failures_;
};

/// A value doesn't fit the type it should become; of an input as a whole, all values that don't.
class CastError : public Error {
public:
    explicit CastError(const std::string& message, ErrorDetail detail = {});
    CastError(std::string model, std::vector<Failure> failures);
    /// One for each value, with its whole path and its sentence; of kind "type".
    [[nodiscard]] const std::vector<Failure>& failures() const noexcept { return failures_; }
    /// The failure of a path, or nullptr.
    [[nodiscard]] const Failure* find(std::string_view path) const noexcept;

private:
    std::vector<Failure> failures_;
};

// What each of these means is in docs/reference/errors.md, by code.
#define TENON_ERROR(Name, Base, Code)                                         \
    class Name : public Base {                                                \
    public:                                                                   \
        explicit Name(const std::string& message, ErrorDetail detail = {});   \
                                                                              \
    protected:                                                                \
        Name(std::string_view code, const std::string& message, ErrorDetail); \
    }

TENON_ERROR(UniqueViolation, Error, "TN-0003");        ///< another row has the value
TENON_ERROR(ForeignKeyViolation, Error, "TN-0004");    ///< the row referred to is missing, or is still referred to
TENON_ERROR(NotNullViolation, Error, "TN-0005");       ///< a column that must have a value got none
TENON_ERROR(CheckViolation, Error, "TN-0006");         ///< a CHECK of the table refused the row
TENON_ERROR(NotFound, Error, "TN-0007");               ///< no row has this key, or the query gave none
TENON_ERROR(NotLoaded, Error, "TN-0008");              ///< a relation is read that was not asked for
TENON_ERROR(StaleObject, Error, "TN-0009");            ///< somebody changed the row since it was read
TENON_ERROR(ConnectionError, Error, "TN-0010");        ///< the database can't be opened or reached
TENON_ERROR(PoolTimeout, ConnectionError, "TN-0011");  ///< no connection became free in time
TENON_ERROR(StatementTimeout, Error, "TN-0012");       ///< the deadline passed, or the database stayed locked
TENON_ERROR(InDoubt, Error, "TN-0015");                ///< a commit whose outcome is unknown
TENON_ERROR(QueryError, Error, "TN-0016");             ///< the query can't mean anything here
TENON_ERROR(TransactionError, QueryError, "TN-0017");  ///< a transaction is over, or was bypassed
TENON_ERROR(Unsupported, QueryError, "TN-0018");       ///< this database can't do it exactly
TENON_ERROR(SchemaError, Error, "TN-0019");            ///< model and database, or model and itself, disagree
TENON_ERROR(MigrationError, Error, "TN-0020");         ///< a schema change failed
TENON_ERROR(ConfigurationError, Error, "TN-0021");     ///< a URL or option is wrong
TENON_ERROR(StreamOpen, TransactionError, "TN-0022");  ///< a stream has the connection that the call needs
TENON_ERROR(CursorError, QueryError, "TN-0023");       ///< a page's cursor is damaged, or another query's
TENON_ERROR(StatementCancelled, Error, "TN-0024");     ///< another thread stopped it

#undef TENON_ERROR

/// The server chose this transaction as a deadlock's victim.
class Deadlock : public Error {
public:
    explicit Deadlock(const std::string& message, ErrorDetail detail = {});
    [[nodiscard]] bool retryable() const noexcept override { return true; }
};

/// Concurrent transactions could not be put in an order.
class SerializationFailure : public Error {
public:
    explicit SerializationFailure(const std::string& message, ErrorDetail detail = {});
    [[nodiscard]] bool retryable() const noexcept override { return true; }
};

}  // namespace tenon
