// Finding, ordering and including: what a query for whole objects can do.

#include <iostream>

#include "questions.hpp"
#include "table.hpp"

namespace atlas {

using tenon::f;

namespace {

void largest_cities(const Atlas& atlas) {
    Table table({"city", "country", "population"});
    for (const City& city :
         atlas.cities.find().include(f<&City::country>).order_by(f<&City::population>.desc()).limit(8))
        table.row({city.name, city.country->name.common, city.population});
    table.print();
}

// The cities of all five countries come by one further statement, three for each.
void largest_cities_per_country(const Atlas& atlas) {
    Table table({"country", "area, km²", "largest listed cities"});
    for (const Country& country : atlas.countries.find()
                                      .include(f<&Country::cities>.order_by(f<&City::population>.desc()).limit(3))
                                      .order_by(f<&Country::area>.desc())
                                      .limit(6)) {
        std::string names;
        for (const City& city : country.cities) names += (names.empty() ? "" : ", ") + city.name;
        table.row({country.name.common, Cell(country.area.value_or(0), 0), names.empty() ? "(none)" : names});
    }
    table.print();
}

void capitals_in_the_north(const Atlas& atlas) {
    Table table({"capital", "country", "latitude"});
    for (const City& city : atlas.cities.find(f<&City::feature> == "PPLC" && f<&City::latitude> > 56.0)
                                .include(f<&City::country>)
                                .order_by(f<&City::latitude>.desc()))
        table.row({city.name, city.country->name.common, Cell(city.latitude, 2)});
    table.print();
}

void cities_at_the_equator(const Atlas& atlas) {
    Table table({"city", "country", "population", "latitude"});
    for (const City& city : atlas.cities.find(f<&City::latitude>.between(-0.25, 0.25))
                                .include(f<&City::country>)
                                .order_by(f<&City::population>.desc())
                                .limit(7))
        table.row({city.name, city.country->name.common, city.population, Cell(city.latitude, 3)});
    table.print();
}

void countries_without_cities(const Atlas& atlas) {
    const auto without = atlas.countries.find(f<&Country::cities>.none());
    Table table({"country", "region", "area, km²"});
    for (const Country& country : without.order_by(f<&Country::area>.desc()).limit(6))
        table.row({country.name.common, country.region, Cell(country.area.value_or(0), 0)});
    table.print();
    std::cout << "  " << without.count() << " in all\n";
}

// A path goes into a nested struct, wherever the database keeps that.
void the_far_east_and_west(const Atlas& atlas) {
    constexpr auto longitude = f<&Country::position, &Position::longitude>;
    Table table({"country", "longitude"});
    for (const Country& country :
         atlas.countries.find(longitude > 172.0 || longitude < -172.0).order_by(longitude, f<&Country::cca3>))
        table.row({country.name.common, Cell(country.position.longitude, 2)});
    table.print();
}

// Conditions put together step by step, as a search form does it.
void a_search_form(const Atlas& atlas) {
    const std::string region = "South America";
    const std::optional<std::int64_t> at_least = 1'000'000;
    const bool capitals_only = false;

    tenon::Filter<City> filter;
    if (!region.empty()) filter &= f<&City::country>.any(f<&Country::subregion> == region);
    if (at_least) filter &= f<&City::population> >= *at_least;
    if (capitals_only) filter &= f<&City::feature> == "PPLC";

    const tenon::Query<City> query = atlas.cities.find(filter);
    Table table({"city", "country", "population"});
    for (const City& city : query.include(f<&City::country>).order_by(f<&City::population>.desc()).limit(4))
        table.row({city.name, city.country->name.common, city.population});
    table.print();
    std::cout << "  " << query.count() << " in all\n";
}

}  // namespace

std::vector<Question> questions_of_places() {
    return {{"Which are the largest cities?", largest_cities},
            {"Which cities are the largest of the largest countries?", largest_cities_per_country},
            {"Which capitals lie north of 56°?", capitals_in_the_north},
            {"Which large cities lie at the equator?", cities_at_the_equator},
            {"Which countries have no listed city?", countries_without_cities},
            {"Which countries lie around the date line?", the_far_east_and_west},
            {"Which cities of South America have a million people?", a_search_form}};
}

}  // namespace atlas
