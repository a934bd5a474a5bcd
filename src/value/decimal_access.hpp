#pragma once
// The inside of a Decimal, for those who write it in a binary format.

#include <array>
#include <cstdint>

#include <tenon/decimal.hpp>

namespace tenon {

struct DecimalAccess {
    using Limbs = std::array<std::uint64_t, 4>;  ///< little endian

    static const Limbs& coefficient(const Decimal& value) noexcept { return value.coefficient_; }

    /// The coefficient must be below 10^76 and the scale between 0 and 76. Zero is never negative.
    static Decimal make(const Limbs& coefficient, int scale, bool negative) noexcept {
        Decimal value;
        value.coefficient_ = coefficient;
        value.scale_ = static_cast<std::int16_t>(scale);
        value.negative_ = negative && coefficient != Limbs{};
        return value;
    }

    static bool fits_one_limb(const Decimal& value) noexcept {
        const Limbs& limbs = value.coefficient_;
        return (limbs[1] | limbs[2] | limbs[3]) == 0;
    }
};

}  // namespace tenon
