#include "sql/json_path.hpp"

#include <algorithm>

#include "value/json_writer.hpp"
#include "value/utf8.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

void JsonPath::enter(std::string_view key) {
    if (!is_valid_utf8(key) || has_nul(key)) throw SchemaError("a key of a nested value is not valid text");
    keys_.emplace_back(key);
}

bool JsonPath::is_plain() const noexcept {
    const auto plain = [](char c) { return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20; };
    return std::all_of(keys_.begin(), keys_.end(),
                       [&](const std::string& key) { return std::all_of(key.begin(), key.end(), plain); });
}

std::string JsonPath::text() const {
    std::string out = "$";
    for (const std::string& key : keys_) {
        out += '.';
        append_json_text(key, out);
    }
    return out;
}

}  // namespace tenon::sql
