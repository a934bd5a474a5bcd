// The texts of values: what is read is written so that it reads back equal.

#include <cstddef>

#include <tenon/decimal.hpp>
#include <tenon/error.hpp>
#include <tenon/json.hpp>
#include <tenon/time.hpp>
#include <tenon/uuid.hpp>

#include "fuzz/targets.hpp"
#include "value/base64.hpp"
#include "value/utf8.hpp"

namespace tenon::fuzz {

namespace {

/// `parse` and `try_parse` agree, and a value's text reads back as that value.
template <class T, class Write>
void round_trip(std::string_view input, Write write) {
    T quiet;
    const bool is_one = T::try_parse(input, quiet);
    bool was_read = false;
    try {
        const T value = T::parse(input);
        was_read = true;
        require(value == quiet, "parse and try_parse give different values");
        require(T::parse(write(value)) == value, "a value's text reads back as another value");
    } catch (const CastError&) {
        require(!was_read, "a value's own text is refused");
    }
    require(was_read == is_one, "parse and try_parse disagree about what can be read");
}

}  // namespace

void json(std::string_view input) {
    Json read;
    try {
        read = Json::parse(input);
    } catch (const CastError&) {
        return;
    }
    const std::string text = read.to_string();
    const Json again = Json::parse(text);
    require(again == read, "JSON reads back as another value");
    require(again.to_string() == text, "JSON is written in two ways");
}

void timestamp(std::string_view input) {
    round_trip<Timestamp>(input, [](Timestamp value) { return value.iso(); });
}
void date(std::string_view input) {
    round_trip<Date>(input, [](Date value) { return value.iso(); });
}
void time(std::string_view input) {
    round_trip<Time>(input, [](Time value) { return value.iso(); });
}
void decimal(std::string_view input) {
    round_trip<Decimal>(input, [](const Decimal& value) { return value.to_string(); });
}
void uuid(std::string_view input) {
    round_trip<Uuid>(input, [](const Uuid& value) { return value.to_string(); });
}
void object_id(std::string_view input) {
    round_trip<ObjectId>(input, [](const ObjectId& value) { return value.to_string(); });
}

void base64(std::string_view input) {
    Bytes bytes;
    if (base64_decode(input, bytes)) require(base64_encode(bytes) == input, "base64 is read that is not the only text");
    const auto* const data = reinterpret_cast<const std::byte*>(input.data());
    Bytes again;
    require(base64_decode(base64_encode({data, input.size()}), again), "our own base64 is refused");
    require(again == Bytes(data, data + input.size()), "bytes come back changed");
}

void utf8(std::string_view input) {
    const bool is_text = is_valid_utf8(input) && !has_nul(input);
    bool passed = true;
    try {
        check_text(input, "name");
    } catch (const CastError&) {
        passed = false;
    }
    require(passed == is_text, "check_text lets other texts pass than the functions that it is made of");
    require(code_points(input) <= input.size(), "there are more code points than bytes");
    require(trimmed(trimmed(input)) == trimmed(input), "what was trimmed can be trimmed again");
    require(lower_ascii(input).size() == input.size(), "lower case has another size");
    if (!is_text) return;
    if (const auto next = next_prefix(input)) {
        require(is_valid_utf8(*next), "the next prefix is no UTF-8");
        require(*next > input, "the next prefix is not greater");
        require(!next->starts_with(input), "the next prefix begins with the prefix");
    }
}

}  // namespace tenon::fuzz
