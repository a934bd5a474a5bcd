#include "query/value_key.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "value/numbers.hpp"

namespace tenon::query {

namespace {

constexpr double two_to_63 = 9223372036854775808.0;

void append_sized(std::string_view text, std::string& out) {
    append_integer(static_cast<std::uint64_t>(text.size()), out);
    out += ':';
    out += text;
}

// A number's decimal digits, whatever kind holds it; doubles beyond decimals' reach by their own digits.
void append_number(const Value& value, std::string& out) {
    if (const auto* integer = value.if_integer()) return append_integer(*integer, out);
    if (const auto* integer = value.if_unsigned()) return append_integer(*integer, out);
    if (const double* real = value.if_real()) {
        if (*real == 0) {
            out += '0';
            return;
        }
        if (std::trunc(*real) == *real && *real >= -two_to_63 && *real < two_to_63)
            return append_integer(static_cast<std::int64_t>(*real), out);
        if (std::trunc(*real) == *real && *real > 0 && *real < 2 * two_to_63)
            return append_integer(static_cast<std::uint64_t>(*real), out);
        append_double(*real, out);
        return;
    }
    std::string text = value.if_decimal()->is_zero() ? "0" : value.if_decimal()->to_string();
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    out += text;
}

void append_document(const Document& document, std::string& out) {
    std::vector<std::pair<std::string_view, const Value*>> entries;
    for (const auto& [name, value] : document) entries.emplace_back(name, &value);
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    out += '{';
    for (const auto& [name, value] : entries) {
        append_sized(name, out);
        append_key(*value, out);
    }
    out += '}';
}

}  // namespace

void append_key(const Value& value, std::string& out) {
    if (is_number(value.kind())) {
        out += 'n';
        append_number(value, out);
        out += ';';
        return;
    }
    out += static_cast<char>('A' + static_cast<int>(value.kind()));
    switch (value.kind()) {
    case Kind::empty: return;
    case Kind::boolean: out += *value.if_boolean() ? '1' : '0'; return;
    case Kind::text: append_sized(*value.if_text(), out); return;
    case Kind::timestamp: append_integer(value.if_timestamp()->microseconds, out); break;
    case Kind::date: append_integer(std::int64_t{value.if_date()->days}, out); break;
    case Kind::time: append_integer(value.if_time()->microseconds, out); break;
    case Kind::uuid: append_sized(value.if_uuid()->to_string(), out); return;
    case Kind::object_id: append_sized(value.if_object_id()->to_string(), out); return;
    case Kind::bytes: {
        const Bytes& bytes = *value.if_bytes();
        std::string text(bytes.size(), '\0');
        std::transform(bytes.begin(), bytes.end(), text.begin(), [](std::byte b) { return static_cast<char>(b); });
        append_sized(text, out);
        return;
    }
    case Kind::document: append_document(*value.if_document(), out); return;
    default:
        out += '[';
        for (const Value& element : *value.if_array()) append_key(element, out);
        out += ']';
        return;
    }
    out += ';';
}

std::string key_of(std::span<const Value> values) {
    std::string key;
    for (const Value& value : values) append_key(value, key);
    return key;
}

}  // namespace tenon::query
