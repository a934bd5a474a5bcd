#pragma once
// Decimal: an exact decimal number, up to 76 digits, as NUMERIC(p,s) and Decimal128 keep them.

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace tenon {

/// An exact decimal: a sign, a whole coefficient below 10^76, and a scale (digits after the point, 0 to 76).
/// Compares by value: 1.10 == 1.1. Prints as it was made: "1.10".
class Decimal {
public:
    static constexpr int max_digits = 76;

    Decimal() = default;
    Decimal(std::int64_t whole);  // NOLINT: whole numbers are decimals
    Decimal(int whole) : Decimal(static_cast<std::int64_t>(whole)) {}

    /// "-12.340", "1e3", "1.5E-4". Throws CastError when it is no number or has more than 76 digits.
    static Decimal parse(std::string_view text);
    /// coefficient × 10^-scale.
    static Decimal scaled(std::int64_t coefficient, int scale);
    /// False instead of an exception.
    static bool try_parse(std::string_view text, Decimal& out) noexcept;

    [[nodiscard]] int scale() const noexcept { return scale_; }
    [[nodiscard]] bool negative() const noexcept { return negative_; }
    [[nodiscard]] bool is_zero() const noexcept;
    /// Digits of the coefficient, at least 1.
    [[nodiscard]] int digits() const;
    /// The same value with exactly this scale. Throws CastError when digits would be lost.
    [[nodiscard]] Decimal with_scale(int scale) const;
    /// Rounded half to even to this scale.
    [[nodiscard]] Decimal rounded(int scale) const;
    /// The coefficient at this scale as an int64. Throws CastError when digits would be lost or it doesn't fit.
    [[nodiscard]] std::int64_t scaled_int64(int scale) const;
    [[nodiscard]] std::string to_string() const;
    [[nodiscard]] double to_double() const;

    // Exact, or CastError when the result has more than 76 digits.
    friend Decimal operator+(const Decimal& a, const Decimal& b);
    friend Decimal operator-(const Decimal& a, const Decimal& b);
    friend Decimal operator*(const Decimal& a, const Decimal& b);
    friend Decimal operator-(const Decimal& a);
    friend bool operator==(const Decimal& a, const Decimal& b);
    friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
    /// By value and exactly; NaN is unordered, infinities are beyond every decimal.
    [[nodiscard]] std::partial_ordering compare(double other) const;

private:
    std::array<std::uint64_t, 4> coefficient_{};  // little endian
    std::int16_t scale_ = 0;
    bool negative_ = false;
    friend struct DecimalAccess;
};

}  // namespace tenon
