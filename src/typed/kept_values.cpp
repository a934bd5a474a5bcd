#include <tenon/typed/kept_values.hpp>

#include <iterator>
#include <memory>
#include <new>
#include <vector>

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
KeptValues::KeptValues(const KeptValues& other) : KeptValues() { append(other); }
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

}  // namespace tenon::typed
