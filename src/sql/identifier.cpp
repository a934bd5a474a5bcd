#include "sql/identifier.hpp"

#include <cstdint>

#include "value/utf8.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {
namespace {

std::string hash_of(std::string_view text) {
    std::uint32_t hash = 2166136261u;  // FNV-1a
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (int shift = 28; shift >= 0; shift -= 4) out += digits[(hash >> shift) & 15u];
    return out;
}

bool starts_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }

}  // namespace

Identifier::Identifier(std::string_view name) : name_(name) {
    if (name.empty()) throw SchemaError("a name in the database is empty");
    if (has_nul(name)) throw SchemaError("a name in the database holds U+0000");
    if (!is_valid_utf8(name)) throw SchemaError("a name in the database is not valid UTF-8");
    if (name.size() > max_bytes) {
        throw SchemaError("the name \"" + name_ + "\" has " + std::to_string(name.size()) +
                          " bytes; databases keep 63: give it a shorter name");
    }
}

Identifier Identifier::joined(std::initializer_list<std::string_view> parts) {
    std::string name;
    for (const std::string_view part : parts) {
        if (part.empty()) continue;
        if (!name.empty()) name += '_';
        name += part;
    }
    if (name.size() <= max_bytes) return Identifier(name);
    const std::string hash = hash_of(name);
    std::size_t keep = max_bytes - hash.size() - 1;
    while (keep > 0 && !starts_code_point(name[keep])) --keep;
    return Identifier(name.substr(0, keep) + "_" + hash);
}

}  // namespace tenon::sql
