#include <type_traits>

#include <doctest/doctest.h>

#include <tenon/error.hpp>

using namespace tenon;

TEST_CASE("an error knows its code, sentence and detail") {
    const UniqueViolation error("`email` is taken.", {"User", {"email"}, "users_email_key", "23505"});
    CHECK(error.code() == "TN-0003");
    CHECK(std::string_view(error.what()) == "`email` is taken.");
    CHECK(error.model() == "User");
    CHECK(error.fields() == std::vector<std::string>{"email"});
    CHECK(error.constraint() == "users_email_key");
    CHECK(error.database_code() == "23505");
    CHECK_FALSE(error.retryable());
}

TEST_CASE("every class has a code of its own") {
    const std::string_view codes[] = {ValidationError("User", {}).code(),
                                      CastError("").code(),
                                      UniqueViolation("").code(),
                                      ForeignKeyViolation("").code(),
                                      NotNullViolation("").code(),
                                      CheckViolation("").code(),
                                      NotFound("").code(),
                                      NotLoaded("").code(),
                                      StaleObject("").code(),
                                      ConnectionError("").code(),
                                      PoolTimeout("").code(),
                                      StatementTimeout("").code(),
                                      Deadlock("").code(),
                                      SerializationFailure("").code(),
                                      InDoubt("").code(),
                                      QueryError("").code(),
                                      TransactionError("").code(),
                                      Unsupported("").code(),
                                      SchemaError("").code(),
                                      MigrationError("").code(),
                                      ConfigurationError("").code()};
    int number = 1;
    for (const std::string_view code : codes) {
        const std::string digits = std::to_string(number++);
        CHECK(code == "TN-" + std::string(4 - digits.size(), '0') + digits);
    }
}

TEST_CASE("only deadlocks and serialization failures are retryable") {
    CHECK(Deadlock("").retryable());
    CHECK(SerializationFailure("").retryable());
    CHECK_FALSE(InDoubt("").retryable());
    CHECK_FALSE(PoolTimeout("").retryable());
}

TEST_CASE("a pool timeout is a connection error and an unsupported query is a query error") {
    CHECK(std::is_base_of_v<ConnectionError, PoolTimeout>);
    CHECK(std::is_base_of_v<QueryError, Unsupported>);
    CHECK(std::is_base_of_v<QueryError, TransactionError>);
    CHECK_THROWS_AS(throw Unsupported("no"), QueryError);
}

TEST_CASE("a validation error says every failure and finds each by its path") {
    const ValidationError error("User", {{"name", "required", "`name` is required"},
                                         {"address.city", "max_length", "`address.city` has more than 10 characters"}});
    CHECK(std::string_view(error.what()) ==
          "User is not valid: `name` is required; `address.city` has more than 10 characters");
    CHECK(error.model() == "User");
    CHECK(error.fields() == std::vector<std::string>{"name", "address.city"});
    REQUIRE(error.find("address.city") != nullptr);
    CHECK(error.find("address.city")->kind == "max_length");
    CHECK(error.find("address") == nullptr);
    CHECK(error.failures().size() == 2);
}
