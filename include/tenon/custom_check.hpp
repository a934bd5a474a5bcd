#pragma once
// Checks of one's own: rules that are C++ functions, on a field's value or on a whole object, with the database at hand
// when they ask for it.
//
//     user.field(f<&User::name>).check("not_reserved", [](const std::string& name) { return name != "root"; });
//     user.check("adult_or_guided", [](const User& one) { return one.age >= 18 || one.guardian; });
//
// A function gives `true` when it has nothing against the value; `false`, and the check's message is told; or a
// std::optional<std::string>, which is empty or the message. It may take a `const tenon::Transaction&` as well, through
// which it asks the database: the write that it guards runs in the same transaction.
//
// Exceptions: what a function throws passes through, and nothing is written.
// Thread safety: functions are called by each thread that writes, maybe at once.

#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

#include <tenon/value.hpp>

namespace tenon {

class Record;
class Transaction;

/// What a check said.
struct Verdict {
    bool passes = true;
    std::string message{};  ///< of its own, or empty
};

namespace schema {

struct Field;

/// A check as a model keeps it.
struct Check {
    std::string kind;       ///< Failure::kind
    std::string message{};  ///< empty: a sentence with the kind; "{path}" stands for the path
    std::string at{};       ///< of a whole object: the path that its failure names
    bool asks_database = false;
    std::shared_ptr<const void> function{};
    /// On an object of the type that it takes: a member, a whole object, a Value, a Record.
    Verdict (*run)(const void* function, const void* object, const Transaction& transaction) = nullptr;
    /// On a value that becomes one first; nullptr: a whole object only, or one that takes a Value.
    Verdict (*run_value)(const void* function, const Value& value, const Field& field,
                         const Transaction& transaction) = nullptr;
};

/// A custom message of a built-in rule.
struct RuleMessage {
    std::string kind;  ///< "required", "min", …
    std::string text;  ///< "{path}" and "{limit}" stand for the path and the rule's limit
};

/// Checks, and messages of rules: none in most models. A word with a wall behind it, so that files which describe models
/// don't compile lists of them.
class Customs {
public:
    Customs() noexcept = default;
    Customs(const Customs& other) : kept_(other.kept_ == nullptr ? nullptr : copy(*other.kept_)) {}
    Customs(Customs&& other) noexcept : kept_(std::exchange(other.kept_, nullptr)) {}
    Customs& operator=(Customs other) noexcept {
        std::swap(kept_, other.kept_);
        return *this;
    }
    ~Customs() {
        if (kept_ != nullptr) destroy(kept_);
    }

    [[nodiscard]] std::span<const Check> checks() const noexcept;
    [[nodiscard]] std::span<const RuleMessage> messages() const noexcept;
    void add(Check check);
    void add(RuleMessage message);
    /// A check that is still being described.
    [[nodiscard]] Check& check(std::size_t index) noexcept;

private:
    struct Kept;
    static Kept* copy(const Kept& kept);
    static void destroy(Kept* kept) noexcept;
    Kept& keep();
    Kept* kept_ = nullptr;
};

}  // namespace schema

namespace typed {

inline Verdict verdict(bool passes) { return {passes, {}}; }
inline Verdict verdict(std::optional<std::string> objection) {
    return objection ? Verdict{false, std::move(*objection)} : Verdict{};
}

template <class F, class V>
inline constexpr bool checks_alone = std::is_invocable_v<const F&, const V&>;
template <class F, class V>
inline constexpr bool checks_with_database = std::is_invocable_v<const F&, const V&, const Transaction&>;

template <class F, class V>
consteval bool is_verdict() {
    if constexpr (checks_alone<F, V>) {
        using Result = std::invoke_result_t<const F&, const V&>;
        return std::is_same_v<Result, bool> || std::is_same_v<Result, std::optional<std::string>>;
    } else {
        using Result = std::invoke_result_t<const F&, const V&, const Transaction&>;
        return std::is_same_v<Result, bool> || std::is_same_v<Result, std::optional<std::string>>;
    }
}

template <class F, class V>
Verdict run_check(const void* function, const void* object, const Transaction& transaction) {
    const F& call = *static_cast<const F*>(function);
    const V& value = *static_cast<const V*>(object);
    if constexpr (checks_alone<F, V>)
        return verdict(call(value));
    else
        return verdict(call(value, transaction));
}

template <class V, class F>
schema::Check make_check(std::string kind, F function) {
    constexpr bool fits = checks_alone<F, V> || checks_with_database<F, V>;
    static_assert(fits, "Tenon: check() takes a function of the value, (const V&) or (const V&, const "
                        "tenon::Transaction&), callable when it is const");
    schema::Check check;
    if constexpr (fits) {
        static_assert(is_verdict<F, V>(),
                      "Tenon: a check gives bool, or std::optional<std::string>: empty, or what is wrong");
        if constexpr (is_verdict<F, V>()) {
            check.kind = std::move(kind);
            check.asks_database = !checks_alone<F, V>;
            check.function = std::make_shared<const F>(std::move(function));
            check.run = run_check<F, V>;
        }
    }
    return check;
}

}  // namespace typed

/// A check for a field of a run-time model, made by `value_check`.
struct ValueCheck {
    schema::Check check;
};
/// A check for whole run-time objects, made by `record_check`.
struct RecordCheck {
    schema::Check check;
};

// The options of run-time models that hold them.
struct ValueChecks {
    ValueChecks() noexcept = default;
    ValueChecks(std::initializer_list<ValueCheck> checks);
    schema::Customs list;
};
struct RecordChecks {
    RecordChecks() noexcept = default;
    RecordChecks(std::initializer_list<RecordCheck> checks);
    schema::Customs list;
};
struct RuleMessages {
    RuleMessages() noexcept = default;
    RuleMessages(std::initializer_list<schema::RuleMessage> messages);
    schema::Customs list;
};

/// {"name", {.type = types::text, .checks = {tenon::value_check("known", [](const tenon::Value& name) { … })}}}. The
/// function isn't called for an empty value. It must not hold a Database or a handle of one, which would never close
/// then: what it asks it asks through its second parameter, tx.model("Guest"). `at` is the member of a structure that its
/// failures name.
template <class F>
[[nodiscard]] ValueCheck value_check(std::string kind, F function, std::string message = {}, std::string at = {}) {
    schema::Check check = typed::make_check<Value>(std::move(kind), std::move(function));
    check.message = std::move(message);
    check.at = std::move(at);
    return {std::move(check)};
}

/// db.define("Stay", {…}, {.checks = {tenon::record_check("order", [](const tenon::Record& stay) { … })}}). `at` is the
/// field that its failures name.
template <class F>
[[nodiscard]] RecordCheck record_check(std::string kind, F function, std::string message = {}, std::string at = {}) {
    schema::Check check = typed::make_check<Record>(std::move(kind), std::move(function));
    check.message = std::move(message);
    check.at = std::move(at);
    return {std::move(check)};
}

/// Ready functions for `check`.
namespace checks {

/// 12 to 19 digits, spaces and hyphens among them left out, of which the last is right (Luhn, ISO/IEC 7812-1).
bool credit_card(const std::string& number);
/// Not only white space.
bool not_blank(const std::string& text);

}  // namespace checks

}  // namespace tenon
