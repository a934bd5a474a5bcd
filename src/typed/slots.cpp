#include <tenon/typed/slots.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include <tenon/error.hpp>
#include <tenon/schema.hpp>
#include <tenon/typed/table.hpp>

namespace tenon::typed {

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
