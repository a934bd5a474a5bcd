// expect-ok
#include "models.hpp"

#include <chrono>

using tenon::element;

auto comparisons = f<&User::name> == "Ada" && "Ada" == f<&User::name> && f<&User::nickname> != std::nullopt &&
                   f<&User::age> >= 18 && f<&User::age> == f<&User::score> && f<&User::score> < 1.5 &&
                   f<&User::active> && !f<&User::active> && f<&User::active> == false &&
                   f<&User::role> == Role::writer && f<&User::avatar> == tenon::Bytes() &&
                   f<&User::created_at> < std::chrono::system_clock::now() && f<&User::age>.between(18, 65) &&
                   f<&User::age>.is_empty() && f<&User::score> == tenon::constant<3>;
auto nested = f<&User::address> == Address{"Rome", ""} && f<&User::address, &Address::city> == "Rome" &&
              f<&User::tags> == std::vector<std::string>{"cpp"};
auto lists = f<&User::score>.in({1, 2, 3}) && f<&User::name>.in(std::vector<std::string>{"Ada"}) &&
             f<&User::role>.in({Role::reader}) && f<&User::age>.in(std::vector<std::optional<int>>{std::nullopt});
auto texts = f<&User::name>.contains("d") && f<&User::name>.starts_with(f<&User::nickname>) &&
             f<&User::name>.lower().length() == 3 && f<&User::name>.concat("!") == "Ada!" &&
             f<&User::name>.matches("^A");
auto vectors =
    f<&User::tags>.contains("cpp") && f<&User::tags>.contains_all({"a", "b"}) && f<&User::tags>.size() > 1 &&
    f<&User::tags>.any(element<std::string>.starts_with("c")) && f<&User::homes>.all(f<&Address::city> == "Rome");
auto relations = f<&User::posts>.any() && f<&User::posts>.any(f<&Post::title> == "x") &&
                 f<&User::posts>.count(f<&Post::votes> > 1) == 2 && f<&User::profile>.none();
auto references = f<&Post::author> == 5 && f<&Post::author>.any(f<&User::name> == "Ada");
auto numbers = f<&User::score> + 1 == 2 && -f<&User::score> * 2 < f<&User::rating> / 2.0 && f<&User::age> % 2 == 0;
auto optional = tenon::when(true, f<&User::score> == 1);
auto assignments = std::tuple{f<&User::score> = f<&User::score> + 1,
                              f<&User::age> = std::nullopt,
                              f<&User::role> = Role::reader,
                              f<&User::tags> = std::vector<std::string>{},
                              f<&User::rating> = 3,
                              f<&User::address, &Address::city> = "Rome"};
