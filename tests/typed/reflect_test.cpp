#include <tenon/typed/reflect.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace typed = tenon::typed;

namespace shop {

enum class Color { red, green };

struct Address {
    std::string street{};
    std::string city{};
};

struct User {
    std::int64_t id = 0;
    std::string name{};
    std::optional<int> age{};
};

struct Everything {
    bool flag;
    std::string text;
    std::optional<std::string> maybe;
    std::vector<Address> many;
    Address nested;
    std::array<int, 3> fixed;
    std::array<Address, 2> nested_fixed;
    Color color = Color::green;
    std::unique_ptr<Address> owned;
    std::variant<int, std::string> either;
    std::optional<Address> maybe_nested;
    double last = 1.5;
};

struct FromAnything {
    FromAnything() = default;
    template <class U>
    FromAnything(U&&) {}  // NOLINT: as greedy as can be
};

struct FromNothing {
    explicit FromNothing(int) {}
};

struct ExplicitDefault {
    explicit ExplicitDefault() = default;
    explicit ExplicitDefault(int) {}
};

struct Greedy {
    FromAnything first;
    int second;
    FromAnything third;
};

struct WithoutDefault {
    int id;
    FromNothing key;
    std::string name;
    std::optional<Address> address;
    std::vector<int> numbers;
};

struct WithInitialiser {
    int id;
    FromNothing key = FromNothing(1);
    ExplicitDefault other{};
    std::string name{};
};

struct Empty {};

struct HoldsEmpty {
    Empty empty;
    int number;
};

template <class T, char>
struct Page {
    std::vector<T> items{};
    T first{};
};

struct Sixty {
    int a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9;
    int c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9;
    int e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9;
};

struct SixtyFour {
    Sixty* before;
    int a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9;
    int c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9;
    int e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9;
    int g0, g1;
    std::string last;
};

struct SixtyFive {
    Sixty* before;
    int a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9;
    int c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9;
    int e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9;
    int g0, g1, g2;
    std::string last;
};

struct Timestamps {
    int created = 0;
};

struct Derived : Timestamps {
    std::string title;
};

struct DerivedFromEmpty : Empty {
    int number;
};

struct ListedDerived : Timestamps {
    std::string title;
    static constexpr auto tenon_members() { return tenon::members<&ListedDerived::title, &ListedDerived::created>(); }
};

class Account {
public:
    Account() = default;
    Account(std::int64_t id, std::string name) : id_(id), name_(std::move(name)) {}
    static constexpr auto tenon_members() {
        return tenon::members<&Account::id_, &Account::name_, &Account::_owner_>();
    }
    static consteval std::size_t place_of_name() { return typed::member_index<&Account::name_>; }
    static consteval std::string_view name_of_name() { return typed::member_name<&Account::name_>(); }

private:
    std::int64_t id_ = 0;
    std::string name_;
    std::unique_ptr<User> _owner_;
    [[maybe_unused]] int cached_ = 0;
};

struct Forgetful : Account {
    int more = 0;
};

class Point {
public:
    Point(int a, int b) : x(a), y(b) {}
    int x, y;
};

constexpr auto tenon_members(std::type_identity<Point>) { return tenon::members<&Point::x, &Point::y>(); }

struct Underscores {
    int _first_name_, _, plain, x_;
    static constexpr auto tenon_members() {
        return tenon::members<&Underscores::_first_name_, &Underscores::_, &Underscores::plain, &Underscores::x_>();
    }
};

struct WrongList {
    int id;
    static constexpr auto tenon_members() { return 1; }
};

class NotListed {
public:
    int id = 0;

private:
    [[maybe_unused]] int hidden_ = 0;
};

union Either {
    int number;
    float real;
};

struct WithArray {
    int id;
    char text[20];
    std::string name;
};

struct WithArrayOfOne {
    int id;
    Address addresses[1];
};

struct WithArrayAndKey {
    FromNothing key;
    int id;
    char text[300];
    int numbers[2][3];
    std::string name;
};

struct WithReference {
    int id;
    std::string& name;
};

namespace {

struct Hidden {
    int one = 1;
    std::string two{};
};

}  // namespace

}  // namespace shop

using shop::User;

TEST_CASE("the members of a struct are counted whatever their types") {
    CHECK(typed::member_count<User> == 3);
    CHECK(typed::member_count<const User> == 3);
    CHECK(typed::member_count<shop::Everything> == 12);
    CHECK(typed::member_count<shop::Empty> == 0);
    CHECK(typed::member_count<shop::HoldsEmpty> == 2);
    CHECK(typed::member_count<shop::Page<User, '>'>> == 2);
}

TEST_CASE("members that take anything or have no default constructor are counted") {
    CHECK(typed::member_count<shop::Greedy> == 3);
    CHECK(typed::member_count<shop::WithoutDefault> == 5);
    CHECK(typed::member_count<shop::WithInitialiser> == 4);
}

TEST_CASE("a struct has up to sixty-four members") {
    CHECK(typed::member_count<shop::Sixty> == 60);
    CHECK(typed::member_count<shop::SixtyFour> == 64);
    CHECK(typed::member_names<shop::SixtyFour>()[0] == "before");
    CHECK(typed::member_names<shop::SixtyFour>()[62] == "g1");
    CHECK(typed::member_names<shop::SixtyFour>()[63] == "last");
    CHECK(typed::obstacle<shop::SixtyFive> == typed::Obstacle::too_many_members);
}

TEST_CASE("members have their names in order of declaration") {
    static_assert(typed::member_names<User>()[0] == "id");
    CHECK(typed::member_names<User>() == std::array<std::string_view, 3>{"id", "name", "age"});
    CHECK(typed::member_names<const User>()[2] == "age");
    CHECK(typed::member_names<shop::WithInitialiser>()[2] == "other");
    CHECK(typed::member_names<shop::Everything>()[11] == "last");
    CHECK(typed::member_names<shop::Page<shop::Page<User, ','>, '>'>>() ==
          std::array<std::string_view, 2>{"items", "first"});
    CHECK(typed::member_names<shop::Empty>().empty());
}

TEST_CASE("local structs and those in anonymous namespaces have names") {
    struct Local {
        int id = 0;
        std::string größe{};
        shop::Hidden hidden{};
    };
    CHECK(typed::member_names<Local>() == std::array<std::string_view, 3>{"id", "größe", "hidden"});
    CHECK(typed::member_names<shop::Hidden>() == std::array<std::string_view, 2>{"one", "two"});
    CHECK(typed::member_name<&Local::größe>() == "größe");
    CHECK(typed::member_index<&Local::hidden> == 2);
    CHECK(typed::type_name<Local>() == "Local");
    CHECK(typed::type_name<shop::Hidden>() == "Hidden");
}

TEST_CASE("a type's name leaves out namespaces and template arguments") {
    static_assert(typed::type_name<User>() == "User");
    CHECK(typed::type_name<const User>() == "User");
    CHECK(typed::type_name<shop::Color>() == "Color");
    CHECK(typed::type_name<shop::Account>() == "Account");
    CHECK(typed::type_name<shop::Page<std::vector<User>, '>'>>() == "Page");
    CHECK(typed::type_name<shop::Page<shop::Page<int, '<'>, '\''>>() == "Page");
}

TEST_CASE("members are visited in order, by reference") {
    User user{7, "Ada", 36};
    typed::visit_members(user, [](auto& id, std::string& name, std::optional<int>& age) {
        static_assert(std::is_same_v<decltype(id), std::int64_t&>);
        ++id;
        name += " Lovelace";
        age.reset();
    });
    CHECK(user.id == 8);
    CHECK(user.name == "Ada Lovelace");
    CHECK_FALSE(user.age.has_value());
}

TEST_CASE("the members of a constant object are constant") {
    const User user{7, "Ada", {}};
    const std::size_t count = typed::visit_members(user, [](auto&... member) {
        static_assert((std::is_const_v<std::remove_reference_t<decltype(member)>> && ...));
        return sizeof...(member);
    });
    CHECK(count == 3);
}

TEST_CASE("a visitor may return a reference to a member") {
    User user{7, "Ada", {}};
    std::string& name = typed::visit_members(user, [](auto&, auto& second, auto&) -> auto& { return second; });
    CHECK(&name == &user.name);
}

TEST_CASE("a struct tells the types of its members") {
    static_assert(std::is_same_v<typed::MemberTypesOf<const User>,
                                 typed::MemberTypes<std::int64_t, std::string, std::optional<int>>>);
}

TEST_CASE("members can be visited in a constant expression") {
    struct Pair {
        int left, right;
    };
    constexpr Pair pair{2, 3};
    static_assert(typed::visit_members(pair, [](auto&... member) { return (member + ...); }) == 5);
    CHECK(typed::member_count<Pair> == 2);
}

TEST_CASE("a member pointer knows its name, place, owner and type") {
    static_assert(typed::member_name<&User::age>() == "age");
    static_assert(typed::member_index<&User::age> == 2);
    static_assert(typed::member_index<&User::id> == 0);
    CHECK(std::is_same_v<typed::member_pointer_traits<&User::age>::owner, User>);
    CHECK(std::is_same_v<typed::member_pointer_traits<&User::age>::type, std::optional<int>>);
    CHECK(typed::member_name<&shop::Page<User, 'x'>::first>() == "first");
}

TEST_CASE("a pointer to an inherited member is told by its owner") {
    CHECK_FALSE(typed::is_own_member<shop::Derived, &shop::Derived::created>);
    CHECK(typed::is_own_member<shop::Derived, &shop::Derived::title>);
    CHECK(std::is_same_v<typed::member_pointer_traits<&shop::Derived::created>::owner, shop::Timestamps>);
}

TEST_CASE("a class can list its members, private ones too") {
    CHECK(typed::member_count<shop::Account> == 3);
    CHECK(typed::member_names<shop::Account>() == std::array<std::string_view, 3>{"id", "name", "owner"});
    CHECK(shop::Account::place_of_name() == 1);
    CHECK(shop::Account::name_of_name() == "name");
    shop::Account account{5, "main"};
    typed::visit_members(account, [](auto& id, auto& name, auto&) {
        CHECK(id == 5);
        name = "other";
    });
    const shop::Account& constant = account;
    CHECK(typed::visit_members(constant, [](auto&, auto& name, auto&) { return name; }) == "other");
}

TEST_CASE("members can be listed beside a class that can't be changed") {
    shop::Point point{3, 4};
    CHECK(typed::member_names<shop::Point>() == std::array<std::string_view, 2>{"x", "y"});
    CHECK(typed::member_index<&shop::Point::y> == 1);
    CHECK(typed::visit_members(point, [](auto x, auto y) { return x + y; }) == 7);
}

TEST_CASE("a list may hold members of a base class") {
    shop::ListedDerived object{};
    object.created = 4;
    CHECK(typed::member_names<shop::ListedDerived>() == std::array<std::string_view, 2>{"title", "created"});
    CHECK(typed::member_index_in<shop::ListedDerived, &shop::ListedDerived::created> == 1);
    CHECK(typed::member_index<&shop::ListedDerived::created> == 0);
    CHECK(typed::visit_members(object, [](auto&, auto& created) { return created; }) == 4);
}

TEST_CASE("underscores are left out at the ends of a listed name only") {
    CHECK(typed::member_names<shop::Underscores>() == std::array<std::string_view, 4>{"first_name", "_", "plain", "x"});
}

TEST_CASE("what can't be a model says why") {
    using typed::obstacle, typed::Obstacle;
    CHECK(obstacle<User> == Obstacle::none);
    CHECK(obstacle<int> == Obstacle::not_a_class);
    CHECK(obstacle<shop::Color> == Obstacle::not_a_class);
    CHECK(obstacle<shop::Either> == Obstacle::a_union);
    CHECK(obstacle<shop::NotListed> == Obstacle::members_unknown);
    CHECK(obstacle<std::string> == Obstacle::members_unknown);
    CHECK(obstacle<shop::WrongList> == Obstacle::not_a_list);
    CHECK(obstacle<shop::Forgetful> == Obstacle::inherited_list);
    CHECK(obstacle<shop::Derived> == Obstacle::base_class);
    CHECK(obstacle<shop::DerivedFromEmpty> == Obstacle::base_class);
    CHECK(obstacle<shop::WithArray> == Obstacle::c_array);
    CHECK(obstacle<shop::WithArrayOfOne> == Obstacle::c_array);
    CHECK(obstacle<shop::WithArrayAndKey> == Obstacle::c_array);
    CHECK(obstacle<std::array<int, 1>> == Obstacle::a_tuple);
    CHECK(obstacle<std::pair<int, int>> == Obstacle::a_tuple);
    CHECK(obstacle<shop::WithReference> == Obstacle::members_uncountable);
}

TEST_CASE("greedy members are no base classes") {
    CHECK(typed::Reflectable<shop::Greedy>);
    CHECK(typed::Reflectable<const shop::Everything>);
    CHECK(typed::Reflectable<shop::WithoutDefault>);
    CHECK_FALSE(typed::Reflectable<shop::Derived>);
}
