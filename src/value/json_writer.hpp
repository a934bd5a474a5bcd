#pragma once
// JsonWriter: nested values as JSON text, by the storage rules of nested values.

#include <string>
#include <string_view>

#include <tenon/cell.hpp>

#include "value/nesting.hpp"

namespace tenon {

/// Appends JSON to a string: empties null; bytes base64; times ISO 8601; ids their text; doubles as short as they read
/// back equal; Decimal, and integers beyond 2^53, as text in `scalar` and as numbers in `raw_number`. Compact.
/// Throws CastError for NaN and infinities, for text that is no UTF-8 or holds U+0000, and for more than 1,000 levels.
/// What was appended before an exception stays.
class JsonWriter : public NestedWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    void begin_document() override;
    void key(std::string_view name) override;
    void end_document() override;
    void begin_array() override;
    void end_array() override;
    void scalar(const Cell& cell) override;
    void raw_number(const Cell& cell) override;

private:
    void begin(char bracket);
    void end(char bracket);
    void separate();
    void number(const Cell& cell);
    void quoted_number(const Cell& cell);

    std::string& out_;
    std::size_t depth_ = 0;
    bool comma_ = false;
};

/// A JSON string with the quotes, escaped as little as RFC 8259 allows. Throws CastError as JsonWriter does.
void append_json_text(std::string_view text, std::string& out);

}  // namespace tenon
