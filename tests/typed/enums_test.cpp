#include <tenon/typed/enums.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace typed = tenon::typed;

namespace shop {

enum class Color { red, green = 5, blue };
enum class Tiny : unsigned char { none, all = 127, most = 255 };
enum class Byte : signed char { lowest = -16, one = 1 };
enum class Flag : bool { off, on };
enum class Letter : char { a = 'a', z = 'z' };
enum class Large : std::uint64_t { none, one };
enum class Signs { minus = -1, zero, plus };
enum class Aliases { first = 1, again = 1, second };
enum class größe { klein, groß };
enum Weekday { monday, tuesday, wednesday = 6 };
enum Signed { below = -3, above = 2 };
enum Single { only };
enum Fixed : int { left, right = 100 };
enum class Http { ok = 200, not_found = 404 };

template <class T>
struct Box {
    enum class Kind { open, closed };
    enum Old { old_open, old_closed };
};

struct Order {
    enum class Status { placed, paid };
};

namespace {

enum class Hidden { yes, no };

}  // namespace

}  // namespace shop

template <>
struct tenon::enum_range<shop::Http> {
    static constexpr int min = 100;
    static constexpr int max = 599;
};

namespace {

template <class Enum>
std::string text_of() {
    std::string text;
    for (const typed::EnumLabel& each : typed::enum_labels<Enum>())
        text += std::to_string(each.value) + " " + std::string(each.label) + ", ";
    return text;
}

}  // namespace

TEST_CASE("labels are in order of value") {
    CHECK(text_of<shop::Color>() == "0 red, 5 green, 6 blue, ");
    CHECK(text_of<shop::Signs>() == "-1 minus, 0 zero, 1 plus, ");
}

TEST_CASE("labels are looked for within what the underlying type holds") {
    CHECK(text_of<shop::Tiny>() == "0 none, 127 all, ");
    CHECK(text_of<shop::Byte>() == "-16 lowest, 1 one, ");
    CHECK(text_of<shop::Flag>() == "0 off, 1 on, ");
    CHECK(text_of<shop::Letter>() == "97 a, 122 z, ");
    CHECK(text_of<shop::Large>() == "0 none, 1 one, ");
}

TEST_CASE("unscoped enums have labels, with a fixed type or without") {
    CHECK(text_of<shop::Weekday>() == "0 monday, 1 tuesday, 6 wednesday, ");
    CHECK(text_of<shop::Signed>() == "-3 below, 2 above, ");
    CHECK(text_of<shop::Single>() == "0 only, ");
    CHECK(text_of<shop::Fixed>() == "0 left, 100 right, ");
}

TEST_CASE("nested, local and hidden enums have labels") {
    enum class Local { here, there };
    enum Loose { near, far };
    CHECK(text_of<Local>() == "0 here, 1 there, ");
    CHECK(text_of<Loose>() == "0 near, 1 far, ");
    CHECK(text_of<shop::Hidden>() == "0 yes, 1 no, ");
    CHECK(text_of<shop::Order::Status>() == "0 placed, 1 paid, ");
    CHECK(text_of<shop::Box<std::vector<int>>::Kind>() == "0 open, 1 closed, ");
    CHECK(text_of<shop::Box<int>::Old>() == "0 old_open, 1 old_closed, ");
    CHECK(text_of<shop::größe>() == "0 klein, 1 groß, ");
}

TEST_CASE("the first of two enumerators with one value gives the label") {
    CHECK(text_of<shop::Aliases>() == "1 first, 2 second, ");
}

TEST_CASE("the range can be set for an enum") { CHECK(text_of<shop::Http>() == "200 ok, 404 not_found, "); }

TEST_CASE("a value has its label, and a label its value") {
    constexpr auto labels = typed::enum_labels<shop::Color>();
    static_assert(typed::label_of(labels, 5) == "green");
    static_assert(typed::value_of(labels, "blue") == 6);
    CHECK(typed::label_of(labels, 0) == "red");
    CHECK(typed::label_of(labels, 6) == "blue");
    CHECK(typed::value_of(labels, "red") == 0);
}

TEST_CASE("unknown values and labels have nothing") {
    const auto labels = typed::enum_labels<shop::Color>();
    CHECK(typed::label_of(labels, 1).empty());
    CHECK(typed::label_of(labels, -1).empty());
    CHECK(typed::label_of(labels, 7).empty());
    CHECK(typed::label_of({}, 0).empty());
    CHECK_FALSE(typed::value_of(labels, "Red").has_value());
    CHECK_FALSE(typed::value_of(labels, "").has_value());
    CHECK_FALSE(typed::value_of({}, "red").has_value());
}
