#pragma once
// Types of a user's own, by a Codec.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

#include <tenon/codec.hpp>

namespace backends {

struct Money {
    std::int64_t cents = 0;
    friend bool operator==(Money, Money) = default;
};

/// Lower case, without spaces.
class Handle {
public:
    Handle() = default;
    explicit Handle(std::string text) : text_(std::move(text)) {
        for (char& c : text_) {
            if (c == ' ') throw std::invalid_argument("a space");
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
        }
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

}  // namespace backends

template <>
struct tenon::Codec<backends::Money> {
    using Stored = std::int64_t;
    static std::int64_t encode(const backends::Money& money) { return money.cents; }
    static backends::Money decode(std::int64_t stored) {
        if (stored < 0) throw std::invalid_argument("debts");
        return backends::Money{stored};
    }
};
template <>
struct tenon::Codec<backends::Handle> {
    using Stored = std::string;
    static const std::string& encode(const backends::Handle& handle) { return handle.text(); }
    static backends::Handle decode(const std::string& stored) { return backends::Handle(stored); }
};
