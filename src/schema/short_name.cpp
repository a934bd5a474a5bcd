#include "schema/short_name.hpp"

#include <cstdint>
#include <string_view>
#include <utility>

namespace tenon::schema {
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

std::string short_name(std::string name) {
    if (name.size() <= longest_name) return name;
    const std::string hash = hash_of(name);
    std::size_t keep = longest_name - hash.size() - 1;
    while (keep > 0 && !starts_code_point(name[keep])) --keep;
    return name.substr(0, keep) + "_" + hash;
}

}  // namespace tenon::schema
