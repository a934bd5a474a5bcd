#include <cmath>

#include <tenon/error.hpp>

#include "value/decimal_wide.hpp"

namespace tenon {

namespace {

[[noreturn]] void too_many_digits() {
    throw CastError("The result has more than the 76 digits of a decimal; round the operands first.");
}

Wide at_scale(const Decimal& value, int scale) { return wide_of(value) * power_of_ten(scale - value.scale()); }

bool small(const Decimal& value) {
    return DecimalAccess::fits_one_limb(value) && DecimalAccess::coefficient(value)[0] < std::uint64_t{1} << 63;
}

Decimal add_small(const Decimal& a, const Decimal& b, bool b_negative) {
    const std::uint64_t left = DecimalAccess::coefficient(a)[0];
    const std::uint64_t right = DecimalAccess::coefficient(b)[0];
    const bool same_sign = a.negative() == b_negative;
    const std::uint64_t result = same_sign ? left + right : left > right ? left - right : right - left;
    const bool negative = same_sign || left > right ? a.negative() : b_negative;
    return DecimalAccess::make({result, 0, 0, 0}, a.scale(), negative);
}

Decimal add(const Decimal& a, const Decimal& b, bool b_negative) {
    if (a.scale() == b.scale() && small(a) && small(b)) return add_small(a, b, b_negative);
    const int scale = a.scale() > b.scale() ? a.scale() : b.scale();
    const Wide left = at_scale(a, scale);
    const Wide right = at_scale(b, scale);
    const bool same_sign = a.negative() == b_negative;
    const Wide result = same_sign ? Wide(left + right) : left > right ? Wide(left - right) : Wide(right - left);
    const bool negative = same_sign || left > right ? a.negative() : b_negative;
    if (!fits(result)) too_many_digits();
    return decimal_of(result, scale, negative);
}

std::strong_ordering order_of(const Wide& a, const Wide& b) {
    if (a < b) return std::strong_ordering::less;
    return a == b ? std::strong_ordering::equal : std::strong_ordering::greater;
}

std::strong_ordering compare_magnitudes(const Decimal& a, const Decimal& b) {
    if (a.scale() == b.scale() && DecimalAccess::fits_one_limb(a) && DecimalAccess::fits_one_limb(b)) {
        return DecimalAccess::coefficient(a)[0] <=> DecimalAccess::coefficient(b)[0];
    }
    const int scale = a.scale() > b.scale() ? a.scale() : b.scale();
    return order_of(at_scale(a, scale), at_scale(b, scale));
}

std::strong_ordering reversed_if(bool reverse, std::strong_ordering order) { return reverse ? 0 <=> order : order; }

int sign_of(const Decimal& value) { return value.is_zero() ? 0 : value.negative() ? -1 : 1; }

// |value| against |real|, which is finite and not zero: real = mantissa × 2^exponent, all made whole.
std::strong_ordering compare_magnitudes(const Decimal& value, double real) {
    using boost::multiprecision::cpp_int;
    int exponent = 0;
    const double fraction = std::frexp(std::fabs(real), &exponent);
    cpp_int right = static_cast<std::uint64_t>(std::ldexp(fraction, 53));
    cpp_int left(wide_of(value));
    exponent -= 53;
    right *= cpp_int(power_of_ten(value.scale()));
    if (exponent >= 0) {
        right <<= exponent;
    } else {
        left <<= -exponent;
    }
    if (left < right) return std::strong_ordering::less;
    return left == right ? std::strong_ordering::equal : std::strong_ordering::greater;
}

}  // namespace

Decimal operator+(const Decimal& a, const Decimal& b) { return add(a, b, b.negative()); }

Decimal operator-(const Decimal& a, const Decimal& b) { return add(a, b, !b.negative()); }

Decimal operator*(const Decimal& a, const Decimal& b) {
    Wide product = wide_of(a) * wide_of(b);
    int scale = a.scale() + b.scale();
    while ((!fits(product) || scale > Decimal::max_digits) && scale > 0 && product % 10 == 0) {
        product /= 10;
        --scale;
    }
    if (!fits(product) || scale > Decimal::max_digits) too_many_digits();
    return decimal_of(product, scale, a.negative() != b.negative());
}

Decimal operator-(const Decimal& a) {
    return DecimalAccess::make(DecimalAccess::coefficient(a), a.scale(), !a.negative());
}

bool operator==(const Decimal& a, const Decimal& b) {
    return a.negative() == b.negative() && compare_magnitudes(a, b) == 0;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
    if (a.negative() != b.negative()) return sign_of(a) <=> sign_of(b);
    return reversed_if(a.negative(), compare_magnitudes(a, b));
}

std::partial_ordering Decimal::compare(double other) const {
    if (std::isnan(other)) return std::partial_ordering::unordered;
    if (std::isinf(other)) return other > 0 ? std::partial_ordering::less : std::partial_ordering::greater;
    const int sign = sign_of(*this);
    const int other_sign = other > 0 ? 1 : other < 0 ? -1 : 0;
    if (sign != other_sign || sign == 0) return sign <=> other_sign;
    return reversed_if(negative_, compare_magnitudes(*this, other));
}

}  // namespace tenon
