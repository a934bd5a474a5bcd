#pragma once
// Uuid (RFC 9562) and ObjectId (the BSON specification's 12-byte id).

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace tenon {

/// 16 bytes, ordered byte by byte, as its text is. The default is nil (all zero), which means "assign one" in a key.
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    /// Random (version 4).
    static Uuid v4();
    /// Ordered by time (version 7): each one made by this process is greater than the one before.
    static Uuid v7();
    /// "8-4-4-4-12" hex digits in either case. Throws CastError.
    static Uuid parse(std::string_view text);
    static bool try_parse(std::string_view text, Uuid& out) noexcept;

    [[nodiscard]] bool is_nil() const noexcept { return *this == Uuid{}; }
    [[nodiscard]] int version() const noexcept { return bytes[6] >> 4; }
    /// 36 characters, lower case.
    [[nodiscard]] std::string to_string() const;
    void write(char* out36) const noexcept;

    friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

/// 12 bytes: seconds since 1970, a random number per process, a counter.
struct ObjectId {
    std::array<std::uint8_t, 12> bytes{};

    static ObjectId make();
    /// 24 hex digits in either case. Throws CastError.
    static ObjectId parse(std::string_view text);
    static bool try_parse(std::string_view text, ObjectId& out) noexcept;

    [[nodiscard]] bool is_nil() const noexcept { return *this == ObjectId{}; }
    /// 24 hex digits, lower case.
    [[nodiscard]] std::string to_string() const;
    void write(char* out24) const noexcept;

    friend auto operator<=>(const ObjectId&, const ObjectId&) = default;
};

}  // namespace tenon
