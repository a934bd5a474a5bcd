#pragma once
// What stands inside a Json member: f<&Event::data>.text_at("user", "name") == "Ada", f<&Event::data>.has("tags", 0).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <tenon/json.hpp>
#include <tenon/typed/path.hpp>

namespace tenon::typed {

template <class Step>
inline constexpr bool is_json_key = !ExpressionType<Step> && std::is_convertible_v<const Step&, std::string_view>;
/// A whole number; a Value is made of no character.
template <class Step>
inline constexpr bool is_json_index = is_integer_type<Step> && std::is_convertible_v<Step, Value>;

template <class Step>
using JsonStepSlot = std::conditional_t<is_json_index<Step>, IntegerSlot, TextSlot>;
template <class Step>
KeptValues json_step(const Step& step) {
    if constexpr (is_json_index<Step>)
        return KeptValues(checked_element(step));
    else
        return KeptValues(std::string_view(step));
}

template <ir::JsonPart Part, class Result, class Self, class... Steps>
constexpr auto json_part(const Self& self, const Steps&... steps) {
    constexpr bool is_json = std::is_same_v<Stripped<TypeOf<Self>>, Json>;
    constexpr bool are_steps = ((is_json_key<Steps> || is_json_index<Steps>) && ...);
    static_assert(is_json,
                  "Tenon: text_at(), int64_at(), double_at(), bool_at(), json_type() and has() look into a Json");
    static_assert(are_steps,
                  "Tenon: what leads into a Json are keys, which are texts, and numbers of elements, given here");
    if constexpr (is_json && are_steps) {
        using Shape =
            OpShape<ir::Op::json_at, static_cast<std::uint8_t>(Part), static_cast<std::uint16_t>(sizeof...(Steps)),
                    ShapeOf<Self>, SlotShape<JsonStepSlot<Steps>>...>;
        auto values = both(self.values(), joined_values(json_step(steps)...));
        return Expression<RootOf<Self>, std::optional<Result>, Shape, decltype(values)>(std::move(values));
    } else {
        return Refused<Self>();
    }
}

}  // namespace tenon::typed
