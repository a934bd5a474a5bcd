#pragma once
// Bounds: a field's rules as far as two numbers tell them, so that most members that keep them are told at once.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include <tenon/direct.hpp>
#include <tenon/typed/table.hpp>

namespace tenon::model {

/// Of a whole number: its least and greatest value. Of a text: its least and greatest number of bytes, with which it surely
/// has as many code points as its rules ask for.
class Bounds {
public:
    /// `column` is the index of `of`.
    Bounds(const typed::Column& of, std::uint16_t column);

    [[nodiscard]] std::uint16_t column() const noexcept { return column_; }
    /// False: the rules are to be asked one by one.
    [[nodiscard]] bool surely_hold(const void* object) const {
        return direct::with_member(place_, object, false, [this](const auto& member) { return hold_for(member); });
    }

private:
    [[nodiscard]] bool hold_for(std::int64_t number) const { return least_ <= number && number <= most_; }
    [[nodiscard]] bool hold_for(std::int32_t number) const { return hold_for(std::int64_t{number}); }
    [[nodiscard]] bool hold_for(const std::string& text) const {
        return hold_for(static_cast<std::int64_t>(text.size()));
    }
    template <class T>
    [[nodiscard]] bool hold_for(const T&) const {
        return false;
    }
    template <class T>
    [[nodiscard]] bool hold_for(const std::optional<T>& member) const {
        return member ? hold_for(*member) : !required_;
    }

    direct::Place place_;  ///< direct::Kind::no where two numbers tell nothing
    std::uint16_t column_;
    bool required_;
    std::int64_t least_ = std::numeric_limits<std::int64_t>::min();
    std::int64_t most_ = std::numeric_limits<std::int64_t>::max();
};

}  // namespace tenon::model
