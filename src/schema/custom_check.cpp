#include <tenon/custom_check.hpp>

#include <vector>

#include "value/utf8.hpp"

namespace tenon {

namespace schema {

struct Customs::Kept {
    std::vector<Check> checks;
    std::vector<RuleMessage> messages;
};

Customs::Kept* Customs::copy(const Kept& kept) { return new Kept(kept); }
void Customs::destroy(Kept* kept) noexcept { delete kept; }

Customs::Kept& Customs::keep() {
    if (kept_ == nullptr) kept_ = new Kept;
    return *kept_;
}

std::span<const Check> Customs::checks() const noexcept {
    return kept_ == nullptr ? std::span<const Check>() : std::span<const Check>(kept_->checks);
}
std::span<const RuleMessage> Customs::messages() const noexcept {
    return kept_ == nullptr ? std::span<const RuleMessage>() : std::span<const RuleMessage>(kept_->messages);
}
void Customs::add(Check check) { keep().checks.push_back(std::move(check)); }
void Customs::add(RuleMessage message) { keep().messages.push_back(std::move(message)); }
Check& Customs::check(std::size_t index) noexcept { return kept_->checks[index]; }

}  // namespace schema

ValueChecks::ValueChecks(std::initializer_list<ValueCheck> checks) {
    for (const ValueCheck& own : checks) list.add(own.check);
}
RecordChecks::RecordChecks(std::initializer_list<RecordCheck> checks) {
    for (const RecordCheck& own : checks) list.add(own.check);
}
RuleMessages::RuleMessages(std::initializer_list<schema::RuleMessage> messages) {
    for (const schema::RuleMessage& message : messages) list.add(message);
}

}  // namespace tenon

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
