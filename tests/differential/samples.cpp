#include "differential/samples.hpp"

#include <array>
#include <limits>
#include <string>

#include "differential/inside.hpp"
#include <tenon/json.hpp>

namespace tenon::oracle {

namespace {

using Limits = std::numeric_limits<std::int64_t>;

constexpr const char* texts[] = {"",           "",       "a",
                                 "A",          "ab",     "aB",
                                 "AB",         "abc",    "b",
                                 "B",          "b%",     "50%_",
                                 "%",          "_",      "a_c",
                                 "\\",         "a\\b",   "\\%",
                                 "it's",       "\"q\"",  "é",
                                 "e\u0301",    "É",      "😀",
                                 "😀a",        "z",      "Z",
                                 "\u00e4",     "\u00c4", "\uffff",
                                 "\U0010ffff", "\x7f",   "a\nb",
                                 "a\tb",       " ",      "a ",
                                 " a",         "\u212a", "k",
                                 "ſ",          "s",      "ß",
                                 "*",          "?",      "[a]",
                                 "{}",         "null",   "0",
                                 "10",         "9",      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                                 "😀😀"};
constexpr const char* likes[] = {"%",    "_",    "a%",  "%a", "%b%",  "a_",  "_b", "__",   "%\\%%",   "%\\_%", "a\\\\b",
                                 "\\\\", "A%",   "%é%", "_%", "%_%_", "",    "ab", "AB",   "%\u0301", "😀%",   "_a",
                                 "%'%",  "%\"%", "[a]", "*",  "a?",   "%*%", "k",  "%\n%", "a%b%c",   "\u00c4"};
constexpr const char* regexes[] = {"a",    "^a",  "b$",        "^a.*b", "[a-c]+", "\\d+", "^$",   "a|b",   "(a|😀)+",
                                   "\\w",  "\\s", "^[^a]*$",   "é",     "a{2,}",  "^.$",  "^..$", "\\.",   "%",
                                   "\\\\", "A",   "(?:a)(b)?", "\\D",   "\\W$",   "\"",   "'",    "^\\S+$"};

constexpr std::int64_t large_integers[] = {Limits::min(),    Limits::max(),    Limits::min() + 1, Limits::max() - 1,
                                           9007199254740993, 9007199254740992, -9007199254740993, 4294967296};
constexpr double large_reals[] = {
    1e300, -1e300,    1e-300, 9223372036854775807.0, -9223372036854775808.0, 9007199254740992.0,
    0.1,   1.0 / 3.0, 1e15,   123456789.125,         2.2250738585072014e-308};

Value integer(std::int64_t low, std::int64_t high, Dice& dice, bool large) {
    if (large && dice.one_in(2)) {
        const std::int64_t found = dice.pick(large_integers);
        if (found >= low && found <= high) return found;
    }
    if (dice.one_in(12)) return dice.pick({low, high});
    return dice.between(low < 0 ? -3 : 0, 9);
}

// Beyond the smallest types' limits, numbers are kept small, so that no sum of them overflows.
Value integer_of(BaseType base, Dice& dice, bool large) {
    switch (base) {
    case BaseType::int8: return integer(-128, 127, dice, large);
    case BaseType::int16: return integer(-32768, 32767, dice, large);
    case BaseType::uint8: return integer(0, 255, dice, large);
    case BaseType::uint16: return integer(0, 65535, dice, large);
    case BaseType::int32: return integer(-1'000'000'000, 1'000'000'000, dice, large);
    case BaseType::uint32: return integer(0, 4294967295LL, dice, large);
    case BaseType::uint64: return large ? integer(0, Limits::max(), dice, true) : Value(dice.between(0, 9));
    default: return large ? integer(Limits::min(), Limits::max(), dice, true) : Value(dice.between(-3, 9));
    }
}

Value real(Dice& dice, bool large) {
    if (large && dice.coin()) return dice.pick(large_reals);
    return static_cast<double>(dice.between(-6, 20)) / 4.0;
}

Value decimal(const schema::Type& type, Dice& dice) {
    if (dice.one_in(10)) {
        std::string digits(type.precision, '9');
        digits.insert(digits.size() - type.scale, ".");
        return Decimal::parse(dice.coin() ? digits : "-" + digits);
    }
    return Decimal::scaled(dice.pick({-250, -100, -1, 0, 1, 50, 99, 100, 101, 110, 250, 1000}), type.scale);
}

Value timestamp(const schema::Type& type, Dice& dice) {
    static constexpr std::int64_t known[] = {0,
                                             -1000,
                                             1000,
                                             1'700'000'000'000'000,
                                             1'700'000'000'123'000,
                                             -62'135'596'800'000'000,
                                             253'402'300'799'999'000,
                                             951'782'400'000'000,
                                             -86'400'000'000,
                                             1'700'000'000'124'000};
    const std::int64_t found = dice.pick(known);
    return Timestamp(type.precision == 6 && dice.coin() ? found + dice.between(0, 2) * 3 : found);
}

Value date(Dice& dice) {
    static constexpr std::int32_t known[] = {0, -1, 1, 11016, 11017, -719162, 2932896, 19675, 19676};
    return Date(dice.pick(known));
}

Value time_of_day(Dice& dice) {
    static constexpr std::int64_t known[] = {
        0, 1, 86'399'999'999, 43'200'000'000, 43'200'500'000, 3'600'000'000, 60'000'000};
    return Time(dice.pick(known));
}

Value uuid(Dice& dice) {
    Uuid made;
    made.bytes[0] = dice.pick<std::uint8_t>({0x00, 0x7f, 0x80, 0xff});
    made.bytes[15] = dice.pick<std::uint8_t>({1, 2, 0xff});
    return made;
}

Value object_id(Dice& dice) {
    ObjectId made;
    made.bytes[0] = dice.pick<std::uint8_t>({0x00, 0x7f, 0x80, 0xff});
    made.bytes[11] = dice.pick<std::uint8_t>({1, 2, 0xff});
    return made;
}

Value bytes(Dice& dice) {
    Bytes made;
    for (std::size_t i = dice.below(4); i > 0; --i)
        made.push_back(dice.pick({std::byte{0}, std::byte{1}, std::byte{0x80}, std::byte{0xff}}));
    return made;
}

Value json(Dice& dice) {
    static constexpr const char* known[] = {"null",
                                            "true",
                                            "0",
                                            "-1.5",
                                            "12345678901234567890",
                                            "\"a\\\"\\u00e9\"",
                                            "[]",
                                            "[1,[2,null]]",
                                            "{}",
                                            R"({"a":1,"b":{"c":"x"}})",
                                            R"({"a":-9223372036854775808,"b":{"c":true},"a.b":null})",
                                            R"({"a":2.0,"b":{"c":null}})",
                                            R"({"a":null,"b":["c"]})",
                                            R"({"a":"1","b":{"c":-0.25}})",
                                            R"({"b":{"0":"x"}})",
                                            "\"\"",
                                            "1e300"};
    return Json::parse(dice.pick(known)).value();
}

Value structure(const schema::Type& type, Dice& dice, bool large) {
    Document made;
    for (const schema::Field& member : type.members)
        made.append(member.column, sample(member.type, dice, large || is_large(member)));
    return made;
}

Value map(const schema::Type& type, Dice& dice, bool large) {
    Document made;
    for (std::size_t i = dice.below(4); i > 0; --i)
        made.set(sample_key(dice), sample(type.elements.front(), dice, large));
    return made;
}

Value variant(const schema::Type& type, Dice& dice, bool large) {
    const std::size_t which = dice.below(type.elements.size());
    Document made;
    made.append("type", type.alternatives[which]);
    made.append("value", sample(type.elements[which], dice, large));
    return made;
}

Value array(const schema::Type& type, Dice& dice, bool large) {
    Array made;
    for (std::size_t i = dice.below(4); i > 0; --i) made.push_back(sample(type.elements.front(), dice, large));
    return made;
}

}  // namespace

bool is_large(const schema::Field& field) {
    return field.name == "big" || field.name == "huge" || field.name == "far" || field.name == "total" ||
           field.name == "bigs" || field.name == "wide";
}

Value sample_text(Dice& dice) { return dice.pick(texts); }
Value sample_like(Dice& dice) { return dice.pick(likes); }
Value sample_regex(Dice& dice) { return dice.pick(regexes); }

Value sample(const schema::Type& type, Dice& dice, bool large) {
    return type.nullable && dice.one_in(3) ? Value() : full_sample(type, dice, large);
}

Value full_sample(const schema::Type& type, Dice& dice, bool large) {
    if (is_integer(type.base)) return integer_of(type.base, dice, large);
    switch (type.base) {
    case BaseType::boolean: return dice.coin();
    case BaseType::float32:
    case BaseType::float64: return real(dice, large);
    case BaseType::decimal: return decimal(type, dice);
    case BaseType::text: return sample_text(dice);
    case BaseType::bytes: return bytes(dice);
    case BaseType::timestamp: return timestamp(type, dice);
    case BaseType::date: return date(dice);
    case BaseType::time: return time_of_day(dice);
    case BaseType::uuid: return uuid(dice);
    case BaseType::object_id: return object_id(dice);
    case BaseType::enumeration: return dice.pick(type.labels).text;
    case BaseType::json: return json(dice);
    case BaseType::structure: return structure(type, dice, large);
    case BaseType::array: return array(type, dice, large);
    case BaseType::map: return map(type, dice, large);
    case BaseType::variant: return variant(type, dice, large);
    default: return {};
    }
}

}  // namespace tenon::oracle
