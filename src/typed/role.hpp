#pragma once

#include <tenon/typed/type_info.hpp>

namespace tenon::typed {

/// Is it Many or One, which has no column?
[[nodiscard]] inline bool is_relation(const TypeInfo& type) noexcept {
    return type.role == Role::many || type.role == Role::one;
}

}  // namespace tenon::typed
