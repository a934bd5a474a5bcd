#pragma once
// Base64 (RFC 4648, section 4): how bytes stand in JSON and come in as text.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <tenon/value.hpp>

namespace tenon {

void append_base64(std::span<const std::byte> bytes, std::string& out);
[[nodiscard]] std::string base64_encode(std::span<const std::byte> bytes);

/// Strict: padded, no other characters, no bits set beyond the last byte. False otherwise.
[[nodiscard]] bool base64_decode(std::string_view text, Bytes& out);

}  // namespace tenon
