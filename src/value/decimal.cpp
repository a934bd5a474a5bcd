#include <tenon/decimal.hpp>

#include <charconv>

#include <tenon/error.hpp>

#include "value/decimal_wide.hpp"
#include "value/digit.hpp"

namespace tenon {

namespace {

constexpr int max_scale = Decimal::max_digits;

constexpr std::array<std::uint64_t, 20> small_powers = [] {
    std::array<std::uint64_t, 20> table{};
    table[0] = 1;
    for (std::size_t i = 1; i < table.size(); ++i) table[i] = table[i - 1] * 10;
    return table;
}();

std::uint64_t small_power(int exponent) { return small_powers[static_cast<std::size_t>(exponent)]; }

[[noreturn]] void refuse_scale() {
    throw CastError("A decimal has at most 76 digits, and at most 76 after the point; this one needs more.");
}

[[noreturn]] void digits_lost() {
    throw CastError("The decimal has more digits after the point than the scale asked for; round it first.");
}

void check_scale(int scale) {
    if (scale < 0 || scale > max_scale) throw CastError("The scale of a decimal is between 0 and 76.");
}

std::uint64_t limb(const Decimal& value) { return DecimalAccess::coefficient(value)[0]; }

// Collects digits, nineteen at a time.
class Coefficient {
public:
    bool add(char digit) {
        if (digit == '0' && count_ == 0) return true;
        if (++count_ > Decimal::max_digits) return false;
        if (pending_ == 19) flush();
        chunk_ = chunk_ * 10 + static_cast<std::uint64_t>(digit - '0');
        ++pending_;
        return true;
    }
    [[nodiscard]] int count() const { return count_; }

    Decimal decimal(int scale, bool negative) {
        if (!wide_used_) return DecimalAccess::make({chunk_, 0, 0, 0}, scale, negative);
        flush();
        return decimal_of(wide_, scale, negative);
    }

private:
    void flush() {
        wide_ = wide_ * power_of_ten(pending_) + chunk_;
        wide_used_ = true;
        chunk_ = 0;
        pending_ = 0;
    }

    Wide wide_;
    std::uint64_t chunk_ = 0;
    int pending_ = 0;
    int count_ = 0;
    bool wide_used_ = false;
};

bool scan_exponent(std::string_view text, std::size_t& at, int& exponent) {
    ++at;
    bool minus = false;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) minus = text[at++] == '-';
    if (at == text.size()) return false;
    int value = 0;
    for (; at < text.size(); ++at) {
        if (!is_digit(text[at])) return false;
        if (value < 100000) value = value * 10 + (text[at] - '0');
    }
    exponent = minus ? -value : value;
    return true;
}

bool scan_digits(std::string_view text, std::size_t& at, Coefficient& coefficient) {
    const std::size_t start = at;
    for (; at < text.size() && is_digit(text[at]); ++at) {
        if (!coefficient.add(text[at])) return false;
    }
    return at > start;
}

bool scan(std::string_view text, Decimal& out) {
    std::size_t at = 0;
    const bool negative = !text.empty() && text[0] == '-';
    if (negative) ++at;
    Coefficient coefficient;
    if (!scan_digits(text, at, coefficient)) return false;
    int fraction = 0;
    if (at < text.size() && text[at] == '.') {
        const std::size_t start = ++at;
        if (!scan_digits(text, at, coefficient) || at - start > 100000) return false;
        fraction = static_cast<int>(at - start);
    }
    int exponent = 0;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E') && !scan_exponent(text, at, exponent)) return false;
    if (at != text.size()) return false;

    int scale = fraction - exponent;
    if (coefficient.count() == 0) {
        out = DecimalAccess::make({}, scale < 0 ? 0 : scale > max_scale ? max_scale : scale, false);
        return true;
    }
    if (scale > max_scale || coefficient.count() - (scale < 0 ? scale : 0) > Decimal::max_digits) return false;
    for (; scale < 0; ++scale) coefficient.add('0');
    out = coefficient.decimal(scale, negative);
    return true;
}

}  // namespace

Decimal::Decimal(std::int64_t whole) : Decimal(scaled(whole, 0)) {}

Decimal Decimal::parse(std::string_view text) {
    Decimal value;
    if (!scan(text, value)) {
        throw CastError("This text is no decimal number of at most 76 digits: write it as -12.340 or 1.5e-4.");
    }
    return value;
}

Decimal Decimal::scaled(std::int64_t coefficient, int scale) {
    check_scale(scale);
    const auto bits = static_cast<std::uint64_t>(coefficient);
    return DecimalAccess::make({coefficient < 0 ? 0 - bits : bits, 0, 0, 0}, scale, coefficient < 0);
}

bool Decimal::try_parse(std::string_view text, Decimal& out) noexcept { return scan(text, out); }

bool Decimal::is_zero() const noexcept { return coefficient_ == std::array<std::uint64_t, 4>{}; }

int Decimal::digits() const {
    int count = 1;
    if (DecimalAccess::fits_one_limb(*this)) {
        while (count < 20 && coefficient_[0] >= small_power(count)) ++count;
        return count;
    }
    const Wide wide = wide_of(*this);
    for (count = 20; wide >= power_of_ten(count);) ++count;
    return count;
}

Decimal Decimal::with_scale(int scale) const {
    if (scale == scale_) return *this;
    check_scale(scale);
    const int up = scale - scale_;
    if (up > 0) {
        if (up < 20 && DecimalAccess::fits_one_limb(*this) && coefficient_[0] <= UINT64_MAX / small_power(up)) {
            return DecimalAccess::make({coefficient_[0] * small_power(up), 0, 0, 0}, scale, negative_);
        }
        const Wide wide = wide_of(*this) * power_of_ten(up);
        if (!fits(wide)) refuse_scale();
        return decimal_of(wide, scale, negative_);
    }
    Decimal cut = rounded(scale);
    if (cut != *this) digits_lost();
    return cut;
}

Decimal Decimal::rounded(int scale) const {
    check_scale(scale);
    if (scale >= scale_) return with_scale(scale);
    const Wide& unit = power_of_ten(scale_ - scale);
    const Wide wide = wide_of(*this);
    Wide quotient = wide / unit;
    const Wide twice = (wide - quotient * unit) * 2;
    if (twice > unit || (twice == unit && (quotient & 1) == 1)) ++quotient;
    return decimal_of(quotient, scale, negative_);
}

std::int64_t Decimal::scaled_int64(int scale) const {
    const Decimal at_scale = with_scale(scale);
    constexpr std::uint64_t limit = std::uint64_t{1} << 63;
    const std::uint64_t magnitude = limb(at_scale);
    if (!DecimalAccess::fits_one_limb(at_scale) || magnitude > limit || (magnitude == limit && !negative_)) {
        throw CastError("The decimal doesn't fit into 64 bits at this scale.");
    }
    return static_cast<std::int64_t>(negative_ ? 0 - magnitude : magnitude);
}

std::string Decimal::to_string() const {
    std::string text;
    if (DecimalAccess::fits_one_limb(*this)) {
        char buffer[20];
        text.assign(buffer, std::to_chars(buffer, buffer + sizeof buffer, coefficient_[0]).ptr);
    } else {
        text = wide_of(*this).str();
    }
    const auto after_point = static_cast<std::size_t>(scale_);
    if (text.size() <= after_point) text.insert(0, after_point + 1 - text.size(), '0');
    if (after_point > 0) text.insert(text.size() - after_point, 1, '.');
    if (negative_) text.insert(0, 1, '-');
    return text;
}

double Decimal::to_double() const {
    constexpr std::uint64_t exact = std::uint64_t{1} << 53;
    if (DecimalAccess::fits_one_limb(*this) && coefficient_[0] <= exact && scale_ < 20) {
        const double value = static_cast<double>(coefficient_[0]) / static_cast<double>(small_power(scale_));
        return negative_ ? -value : value;
    }
    const std::string text = to_string();
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace tenon
