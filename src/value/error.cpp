#include <tenon/error.hpp>

#include <utility>

namespace tenon {

Error::Error(std::string_view code, const std::string& message, ErrorDetail detail)
    : std::runtime_error(message),
      code_(code),
      detail_(std::move(detail)) {}

Error::~Error() = default;

namespace {

/// What all of them say, one behind the other.
std::string sentence_of(std::string text, const std::vector<Failure>& failures) {
    bool first = true;
    for (const Failure& failure : failures) {
        if (!first) text += "; ";
        first = false;
        const bool ended = failure.message.ends_with('.');
        text.append(failure.message, 0, failure.message.size() - (ended ? 1 : 0));
    }
    return failures.empty() || !failures.back().message.ends_with('.') ? text : text + '.';
}

const Failure* failure_of(const std::vector<Failure>& failures, std::string_view path) noexcept {
    for (const Failure& failure : failures)
        if (failure.path == path) return &failure;
    return nullptr;
}

ErrorDetail detail_of(const std::string& model, const std::vector<Failure>& failures) {
    ErrorDetail detail;
    detail.model = model;
    detail.fields.reserve(failures.size());
    for (const Failure& failure : failures) detail.fields.push_back(failure.path);
    return detail;
}

}  // namespace

ValidationError::ValidationError(std::string model, std::vector<Failure> failures)
    : Error("TN-0001", sentence_of((model.empty() ? std::string("The object") : model) + " is not valid: ", failures),
            detail_of(model, failures)),
      failures_(std::move(failures)) {}

const Failure* ValidationError::find(std::string_view path) const noexcept { return failure_of(failures_, path); }

CastError::CastError(const std::string& message, ErrorDetail detail) : Error("TN-0002", message, std::move(detail)) {
    failures_.push_back({fields().empty() ? std::string() : fields().front(), "type", message});
}
CastError::CastError(std::string model, std::vector<Failure> failures)
    : Error("TN-0002", sentence_of(model.empty() ? model : model + ": ", failures), detail_of(model, failures)),
      failures_(std::move(failures)) {}

const Failure* CastError::find(std::string_view path) const noexcept { return failure_of(failures_, path); }

#define TENON_ERROR(Name, Base, Code)                                                 \
    Name::Name(const std::string& message, ErrorDetail detail)                        \
        : Name(std::string_view(Code), message, std::move(detail)) {}                 \
    Name::Name(std::string_view code, const std::string& message, ErrorDetail detail) \
        : Base(code, message, std::move(detail)) {}                                   \
    static_assert(true)

TENON_ERROR(UniqueViolation, Error, "TN-0003");
TENON_ERROR(ForeignKeyViolation, Error, "TN-0004");
TENON_ERROR(NotNullViolation, Error, "TN-0005");
TENON_ERROR(CheckViolation, Error, "TN-0006");
TENON_ERROR(NotFound, Error, "TN-0007");
TENON_ERROR(NotLoaded, Error, "TN-0008");
TENON_ERROR(StaleObject, Error, "TN-0009");
TENON_ERROR(ConnectionError, Error, "TN-0010");
TENON_ERROR(PoolTimeout, ConnectionError, "TN-0011");
TENON_ERROR(StatementTimeout, Error, "TN-0012");
TENON_ERROR(InDoubt, Error, "TN-0015");
TENON_ERROR(QueryError, Error, "TN-0016");
TENON_ERROR(TransactionError, QueryError, "TN-0017");
TENON_ERROR(Unsupported, QueryError, "TN-0018");
TENON_ERROR(SchemaError, Error, "TN-0019");
TENON_ERROR(MigrationError, Error, "TN-0020");
TENON_ERROR(ConfigurationError, Error, "TN-0021");
TENON_ERROR(StreamOpen, TransactionError, "TN-0022");
TENON_ERROR(CursorError, QueryError, "TN-0023");
TENON_ERROR(StatementCancelled, Error, "TN-0024");

#undef TENON_ERROR

Deadlock::Deadlock(const std::string& message, ErrorDetail detail) : Error("TN-0013", message, std::move(detail)) {}

SerializationFailure::SerializationFailure(const std::string& message, ErrorDetail detail)
    : Error("TN-0014", message, std::move(detail)) {}

}  // namespace tenon
