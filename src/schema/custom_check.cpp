#include <tenon/custom_check.hpp>

#include "value/utf8.hpp"

namespace tenon::checks {

bool credit_card(const std::string& number) {
    int sum = 0;
    std::size_t digits = 0;
    for (auto at = number.rbegin(); at != number.rend(); ++at) {
        if (*at == ' ' || *at == '-') continue;
        if (*at < '0' || *at > '9') return false;
        const int digit = *at - '0';
        const int doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
        sum += digits++ % 2 == 0 ? digit : doubled;
    }
    return digits >= 12 && digits <= 19 && sum % 10 == 0;
}

bool not_blank(const std::string& text) { return !trimmed(text).empty(); }

}  // namespace tenon::checks
