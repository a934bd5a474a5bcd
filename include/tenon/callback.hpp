#pragma once
// Callback: a function of the user's, kept until it is called.

#include <memory>
#include <type_traits>
#include <utility>

namespace tenon {

template <class Signature>
class Callback;

/// A function object with all that it holds; copies share it. Empty when none was given, or a null pointer. It is called by
/// the thread that it is needed on, and locks nothing.
///
/// As std::function, without its header, which every file that includes ours would have to compile.
template <class R, class... Args>
class Callback<R(Args...)> {
public:
    Callback() noexcept = default;
    template <class F>
        requires(!std::is_same_v<F, Callback> && std::is_invocable_r_v<R, F&, Args...>)
    Callback(F function) {  // NOLINT: a function is one
        if constexpr (requires { function == nullptr; })
            if (function == nullptr) return;
        function_ = std::make_shared<F>(std::move(function));
        call_ = [](void* kept, Args... arguments) -> R {
            return (*static_cast<F*>(kept))(std::forward<Args>(arguments)...);
        };
    }

    explicit operator bool() const noexcept { return call_ != nullptr; }
    /// There must be one.
    R operator()(Args... arguments) const { return call_(function_.get(), std::forward<Args>(arguments)...); }

private:
    std::shared_ptr<void> function_;
    R (*call_)(void* kept, Args... arguments) = nullptr;
};

}  // namespace tenon
