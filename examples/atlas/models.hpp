#pragma once
// Countries, the borders between them, and their cities.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <tenon/tenon.hpp>

namespace atlas {

struct NativeName {
    std::string official{};
    std::string common{};
};

struct Name {
    std::string common{};
    std::string official{};
    std::map<std::string, NativeName> native{};  // by language: {"deu": {…}}
};

struct Currency {
    std::string name{};
    std::string symbol{};
};

struct Position {
    double latitude = 0;
    double longitude = 0;
};

struct City;
struct Border;

struct Country {
    std::string cca3{};  // the key: "DEU"
    std::string cca2{};  // "DE", by which the cities' file names countries
    Name name{};
    std::vector<std::string> capital{};
    std::string region{};
    std::string subregion{};
    std::map<std::string, Currency> currencies{};    // {"EUR": {…}}
    std::vector<std::string> currency_codes{};       // the same by code alone, for contains()
    std::map<std::string, std::string> languages{};  // {"deu": "German"}
    std::vector<std::string> language_names{};       // the same by name alone
    Position position{};
    std::optional<double> area{};  // km²
    bool landlocked = false;
    std::optional<bool> independent{};
    bool un_member = false;
    tenon::Many<City> cities{};
    tenon::Many<Border> borders{};
};

/// A link from one country to another. Every border is there twice, once from each side.
struct Border {
    std::int64_t id = 0;
    tenon::Ref<Country, std::string> from{};
    tenon::Ref<Country, std::string> to{};
};

struct City {
    std::int64_t id = 0;
    std::string name{};
    tenon::Ref<Country, std::string> country{};
    std::string feature{};  // "PPLC" is a capital, "PPLA" the seat of a province, "PPL" any place
    std::int64_t population = 0;
    double latitude = 0;
    double longitude = 0;
};

void describe(tenon::Schema<Country>& country);
void describe(tenon::Schema<Border>& border);
void describe(tenon::Schema<City>& city);

}  // namespace atlas
