#pragma once
// What find_or_create and find_or_build give.

namespace tenon {

/// An object that was found, or is new: auto [user, is_new] = users.find_or_create(…).
template <class T>
struct FoundOrNew {
    T object;
    bool is_new;
};

}  // namespace tenon
