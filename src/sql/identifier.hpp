#pragma once
// Identifier: the name of a table, column, index or constraint, checked once; dialects quote it.

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace tenon::sql {

/// A name that every database keeps whole. Only a dialect turns it into SQL, in quotes.
class Identifier {
public:
    /// What the strictest database keeps (PostgreSQL cuts longer names without an error).
    static constexpr std::size_t max_bytes = 63;

    /// Throws SchemaError when the name is empty, longer than 63 bytes, no UTF-8, or holds U+0000.
    explicit Identifier(std::string_view name);

    /// "users_email_key": the parts joined by `_`. A name that would be too long is cut, and ends in a hash of the whole.
    static Identifier joined(std::initializer_list<std::string_view> parts);

    [[nodiscard]] const std::string& name() const noexcept { return name_; }

private:
    std::string name_;
};

/// A table's name, with that of the schema that it is in, if it isn't the connection's own. Each is quoted by itself.
struct TableName {
    std::optional<Identifier> schema;
    Identifier table;
};

}  // namespace tenon::sql
