#pragma once
// KeptValues: what a query has beside its shape.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include <tenon/ir.hpp>
#include <tenon/value.hpp>

namespace tenon::typed {

/// No values.
struct None {};

/// The values of a query, in the order in which the IR names them, as a run-time query has them. What copies, joins and
/// ends them is not inline: it would be in a user's program for each call of a chain.
class KeptValues {
public:
    KeptValues() noexcept;
    explicit KeptValues(Value&& value) noexcept;
    explicit KeptValues(std::string_view text);
    explicit KeptValues(std::int64_t number) noexcept;
    explicit KeptValues(double number) noexcept;
    KeptValues(const KeptValues& other);
    KeptValues(KeptValues&& other) noexcept;
    /// Those of the left side, then those of the right.
    KeptValues(const KeptValues& left, const KeptValues& right);
    KeptValues(const KeptValues& left, KeptValues&& right);
    KeptValues(KeptValues&& left, KeptValues&& right);
    KeptValues& operator=(const KeptValues& other);
    KeptValues& operator=(KeptValues&& other) noexcept;
    ~KeptValues();

    void add(Value&& value);
    void append(const KeptValues& more);
    void append(KeptValues&& more);
    void append(None) noexcept {}
    /// 1 or 0 of each `when`, and of each Json that may be missing, in their order.
    void add_present(bool is_present);
    [[nodiscard]] const Value* begin() const noexcept { return first_; }
    [[nodiscard]] const Value* end() const noexcept { return first_ + count_; }
    [[nodiscard]] std::size_t size() const noexcept { return count_; }
    [[nodiscard]] std::span<const char> present() const noexcept;

private:
    static constexpr std::size_t few = 3;  ///< so many need no memory of their own
    struct More;
    [[nodiscard]] Value* room() noexcept { return reinterpret_cast<Value*>(room_); }
    void take(KeptValues& other) noexcept;
    void add_conditions(const KeptValues& other);
    void clear() noexcept;
    More& more();

    Value* first_ = room();
    std::size_t count_ = 0;
    More* more_ = nullptr;  ///< owned; a std::unique_ptr would cost each program that includes this some compile time
    alignas(Value) std::byte room_[few * sizeof(Value)];
};

/// Does a present of KeptValues tell whether this value is there?
constexpr bool is_optional_json(const ir::Node& node) noexcept {
    return node.op == ir::Op::param && static_cast<BaseType>(node.a) == BaseType::json &&
           (node.flag & ir::may_be_empty) != 0;
}

template <class L, class R>
using BothOf = std::conditional_t<std::is_same_v<L, None> && std::is_same_v<R, None>, None, KeptValues>;

/// Values of the left side, then those of the right.
template <class L, class R>
constexpr auto both(L&& left, R&& right) {
    using Left = std::remove_cvref_t<L>;
    using Right = std::remove_cvref_t<R>;
    if constexpr (std::is_same_v<Left, None>)
        return Right(std::forward<R>(right));
    else if constexpr (std::is_same_v<Right, None>)
        return Left(std::forward<L>(left));
    else
        return KeptValues(std::forward<L>(left), std::forward<R>(right));
}

/// The same, of expressions that have none as well.
inline const KeptValues& all_kept(const KeptValues& values) noexcept { return values; }
const KeptValues& all_kept(None) noexcept;

}  // namespace tenon::typed
