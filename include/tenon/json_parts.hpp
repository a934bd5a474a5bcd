#pragma once
// What stands inside a Json member: f<&Event::data>.text_at("user", "name") == "Ada", f<&Event::data>.has("user").

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <tenon/json.hpp>
#include <tenon/typed/path.hpp>

namespace tenon::typed {

template <class Key>
inline constexpr bool is_json_key = !ExpressionType<Key> && std::is_convertible_v<const Key&, std::string_view>;

template <ir::JsonPart Part, class Result, class Self, class... Keys>
constexpr auto json_part(const Self& self, const Keys&... keys) {
    constexpr bool is_json = std::is_same_v<Stripped<TypeOf<Self>>, Json>;
    constexpr bool are_texts = (is_json_key<Keys> && ...);
    static_assert(is_json,
                  "Tenon: text_at(), int64_at(), double_at(), bool_at(), json_type() and has() look into a Json");
    static_assert(are_texts, "Tenon: the keys that lead into a Json are texts given here");
    if constexpr (is_json && are_texts) {
        using Shape =
            OpShape<ir::Op::json_at, static_cast<std::uint8_t>(Part), static_cast<std::uint16_t>(sizeof...(Keys)),
                    ShapeOf<Self>, SlotShape<std::conditional_t<is_json_key<Keys>, TextSlot, Keys>>...>;
        auto values = both(self.values(), joined_values(TextSlot{std::string(std::string_view(keys))}...));
        return Expression<RootOf<Self>, std::optional<Result>, Shape, decltype(values)>(std::move(values));
    } else {
        return Refused<Self>();
    }
}

}  // namespace tenon::typed
