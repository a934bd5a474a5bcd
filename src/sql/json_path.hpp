#pragma once
// JsonPath: names of members from a JSON value inwards. Each leg is one literal key, whatever characters it holds.

#include <string>
#include <string_view>
#include <vector>

namespace tenon::sql {

class JsonPath {
public:
    /// Throws SchemaError for a key that is no UTF-8 or holds U+0000.
    void enter(std::string_view key);

    [[nodiscard]] bool empty() const noexcept { return keys_.empty(); }
    [[nodiscard]] const std::vector<std::string>& keys() const noexcept { return keys_; }
    /// False when a key holds `"`, `\` or a control character: SQLite's path language has no way to write these.
    [[nodiscard]] bool is_plain() const noexcept;
    /// `$."address"."city"`, a quote or backslash inside a key escaped as in a JSON string.
    [[nodiscard]] std::string text() const;

private:
    std::vector<std::string> keys_;
};

}  // namespace tenon::sql
