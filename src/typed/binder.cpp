#include <tenon/typed/binder.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <memory>
#include <new>
#include <string>
#include <utility>

#include <tenon/error.hpp>
#include <tenon/schema.hpp>
#include <tenon/typed/slots.hpp>
#include <tenon/typed/table.hpp>

namespace tenon::typed {

struct KeptValues::More {
    std::vector<Value> values;  ///< all, when there are more than few
    std::vector<char> present;
};

KeptValues::KeptValues() noexcept {}
KeptValues::KeptValues(Value&& value) noexcept : count_(1) { new (room_) Value(std::move(value)); }
KeptValues::KeptValues(std::string_view text) : KeptValues(Value(text)) {}
KeptValues::KeptValues(std::int64_t number) noexcept : count_(1) { new (room_) Value(number); }
KeptValues::KeptValues(double number) noexcept : count_(1) { new (room_) Value(number); }
KeptValues::KeptValues(const KeptValues& other) { append(other); }
KeptValues::KeptValues(KeptValues&& other) noexcept { take(other); }
KeptValues::KeptValues(const KeptValues& left, const KeptValues& right) : KeptValues(left) { append(right); }
KeptValues::KeptValues(const KeptValues& left, KeptValues&& right) : KeptValues(left) { append(std::move(right)); }
KeptValues::KeptValues(KeptValues&& left, KeptValues&& right) : KeptValues(std::move(left)) {
    append(std::move(right));
}
KeptValues& KeptValues::operator=(const KeptValues& other) { return *this = KeptValues(other); }
KeptValues& KeptValues::operator=(KeptValues&& other) noexcept {
    if (this == &other) return *this;
    clear();
    take(other);
    return *this;
}
KeptValues::~KeptValues() { clear(); }

/// Into what holds nothing.
void KeptValues::take(KeptValues& other) noexcept {
    count_ = other.count_;
    if (count_ <= few) {
        std::uninitialized_move_n(other.first_, count_, first_);
        std::destroy_n(other.first_, count_);
    } else {
        first_ = std::exchange(other.first_, other.room());
    }
    other.count_ = 0;
    more_ = std::exchange(other.more_, nullptr);
}

void KeptValues::clear() noexcept {
    if (count_ <= few) std::destroy_n(first_, count_);
    first_ = room();
    count_ = 0;
    delete std::exchange(more_, nullptr);
}

KeptValues::More& KeptValues::more() {
    if (more_ == nullptr) more_ = new More;
    return *more_;
}

void KeptValues::add(Value&& value) {
    if (count_ < few) {
        new (first_ + count_) Value(std::move(value));
    } else {
        std::vector<Value>& all = more().values;
        if (count_ == few) {
            all.reserve(2 * few);
            all.assign(std::make_move_iterator(first_), std::make_move_iterator(first_ + few));
            std::destroy_n(first_, few);
        }
        all.push_back(std::move(value));
        first_ = all.data();
    }
    ++count_;
}

void KeptValues::add_present(bool is_present) { more().present.push_back(is_present ? 1 : 0); }

void KeptValues::append(const KeptValues& other) {
    for (const Value& value : other) add(Value(value));
    add_conditions(other);
}
void KeptValues::append(KeptValues&& other) {
    for (std::size_t i = 0; i < other.count_; ++i) add(std::move(other.first_[i]));
    add_conditions(other);
}
void KeptValues::add_conditions(const KeptValues& other) {
    const std::span<const char> conditions = other.present();
    if (!conditions.empty()) more().present.insert(more().present.end(), conditions.begin(), conditions.end());
}

std::span<const char> KeptValues::present() const noexcept {
    return more_ != nullptr ? std::span<const char>(more_->present) : std::span<const char>();
}

const KeptValues& all_kept(None) noexcept {
    static const KeptValues none;
    return none;
}

OwnedText::OwnedText(std::string text) noexcept : text_(std::move(text)) {}
OwnedText::OwnedText(const OwnedText&) = default;
OwnedText::OwnedText(OwnedText&&) noexcept = default;
OwnedText& OwnedText::operator=(const OwnedText&) = default;
OwnedText& OwnedText::operator=(OwnedText&&) noexcept = default;
OwnedText::~OwnedText() = default;

std::int64_t checked_count(std::int64_t count) {
    if (count < 0) throw QueryError("limit() and offset() take 0 or more; " + std::to_string(count) + " was given.");
    return count;
}

std::int64_t checked_place(std::int64_t place) {
    constexpr std::int64_t beyond_every_text = 1'000'000'000;
    if (place < 0)
        throw QueryError("A place in text, or a number of characters, is 0 or more; " + std::to_string(place) +
                         " was given.");
    return place < beyond_every_text ? place : beyond_every_text;
}

std::int64_t checked_element(const Value& number) {
    constexpr std::int64_t beyond_every_array = std::numeric_limits<std::int32_t>::max();
    if (number.if_unsigned() != nullptr) return beyond_every_array;
    const std::int64_t given = number.as_int64();
    if (given < 0) throw QueryError("The number of an element is 0 or more; " + std::to_string(given) + " was given.");
    return std::min(given, beyond_every_array);
}

std::uint64_t real_state(double value) noexcept {
    constexpr double limit = 9223372036854775808.0;  // 2^63
    if (value >= limit) return 2;
    if (value < -limit) return 3;
    return value == std::floor(value) ? 0 : 1;
}

const schema::Field& anonymous_field(const TypeInfo& type) {
    // One per type for the life of the process: whole nested values in conditions are rare and their types few.
    struct Entry {
        const TypeInfo* type;
        std::unique_ptr<schema::Field> field;
    };
    static thread_local std::vector<Entry> fields;
    for (const Entry& entry : fields)
        if (entry.type == &type) return *entry.field;
    auto field = std::make_unique<schema::Field>();
    field->name = "the value";
    field->type = make_type(type, schema::Naming());
    fields.push_back({&type, std::move(field)});
    return *fields.back().field;
}

}  // namespace tenon::typed
