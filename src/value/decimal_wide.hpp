#pragma once
// Decimal coefficients as wide integers. Boost's header is heavy: include this in decimal*.cpp alone.

#include <array>
#include <cstddef>
#include <cstdint>

#include <boost/multiprecision/cpp_int.hpp>

#include "value/decimal_access.hpp"

namespace tenon {

/// Holds the product of two coefficients.
using Wide = boost::multiprecision::uint512_t;

inline Wide wide_of(const Decimal& value) {
    const auto& limbs = DecimalAccess::coefficient(value);
    Wide wide = limbs[3];
    for (std::size_t i = 3; i-- > 0;) {
        wide <<= 64;
        wide |= limbs[i];
    }
    return wide;
}

/// 10^exponent, for 0 to 153.
inline const Wide& power_of_ten(int exponent) {
    static const std::array<Wide, 154> powers = [] {
        std::array<Wide, 154> table;
        table[0] = 1;
        for (std::size_t i = 1; i < table.size(); ++i) table[i] = table[i - 1] * 10;
        return table;
    }();
    return powers[static_cast<std::size_t>(exponent)];
}

inline bool fits(const Wide& coefficient) { return coefficient < power_of_ten(Decimal::max_digits); }

/// The coefficient must fit.
inline Decimal decimal_of(Wide coefficient, int scale, bool negative) {
    DecimalAccess::Limbs limbs{};
    for (std::uint64_t& limb : limbs) {
        limb = static_cast<std::uint64_t>(coefficient & UINT64_MAX);
        coefficient >>= 64;
    }
    return DecimalAccess::make(limbs, scale, negative);
}

}  // namespace tenon
