// Groups, totals, arithmetic, and SQL where that says it better.

#include <iostream>

#include "questions.hpp"
#include "table.hpp"

namespace atlas {

using tenon::f;

namespace {

void regions(const Atlas& atlas) {
    struct Row {
        std::string region;
        std::int64_t countries;
        double area;
        std::optional<double> average;
        std::optional<double> largest;
    };
    Table table({"region", "countries", "area, km²", "average", "largest"});
    for (const Row& row : atlas.countries.find()
                              .group_by(f<&Country::region>)
                              .select<Row>(f<&Country::region>, tenon::count(), tenon::sum(f<&Country::area>),
                                           tenon::avg(f<&Country::area>), tenon::max(f<&Country::area>))
                              .order_by(tenon::sum(f<&Country::area>).desc()))
        table.row({row.region, row.countries, Cell(row.area, 0), Cell(row.average.value_or(0), 0),
                   Cell(row.largest.value_or(0), 0)});
    table.print();
}

void whole_world(const Atlas& atlas) {
    const auto [cities, people, largest, countries] =
        atlas.cities.aggregate(tenon::count(), tenon::sum(f<&City::population>), tenon::max(f<&City::population>),
                               tenon::count_distinct(f<&City::country>));
    Table table({"cities", "people in them", "in the largest", "countries with cities"});
    table.row({cities, people, largest.value_or(0), countries});
    table.print();
}

// An expression over a relation's count and a column; empty where the area is unknown.
void dense(const Atlas& atlas) {
    const auto density = f<&Country::cities>.count() * 1000.0 / f<&Country::area>;
    struct Row {
        std::string country;
        std::int64_t cities;
        std::optional<double> area;
        std::optional<double> density;
    };
    Table table({"country", "listed cities", "area, km²", "cities per 1,000 km²"});
    for (const Row& row :
         atlas.countries.find(f<&Country::area> >= 1000.0)
             .select<Row>(f<&Country::name, &Name::common>, f<&Country::cities>.count(), f<&Country::area>, density)
             .order_by(density.desc())
             .limit(7))
        table.row({row.country, row.cities, Cell(row.area.value_or(0), 0), Cell(row.density.value_or(0), 1)});
    table.print();
}

void millions(const Atlas& atlas) {
    struct Row {
        std::string country;
        std::int64_t cities;
    };
    const auto names = country_names(atlas);
    Table table({"country", "cities of a million"});
    for (const Row& row : atlas.cities.find(f<&City::population> >= 1'000'000)
                              .group_by(f<&City::country>)
                              .select<Row>(f<&City::country>, tenon::count())
                              .having(tenon::count() >= 7)
                              .order_by(tenon::count().desc(), tenon::sum(f<&City::population>).desc()))
        table.row({names.at(row.country), row.cities});
    table.print();
}

void currencies(const Atlas& atlas) {
    struct Row {
        std::string code;
        std::string name;
        std::int64_t countries;
        double area;
    };
    Table table({"code", "currency", "countries", "area, km²"});
    for (const Row& row : atlas.db.query<Row>(
             "select c.key as code, max(json_extract(c.value, '$.name')) as name, count(*) as countries,"
             "  total(n.area) as area from countries n, json_each(n.currencies) c"
             " group by c.key having count(*) >= ? order by countries desc, code",
             5))
        table.row({row.code, row.name, row.countries, Cell(row.area, 0)});
    table.print();
    std::cout << '\n';

    Table members({"the euro's smallest countries", "area, km²"});
    for (const Country& country : atlas.countries.find(f<&Country::currency_codes>.contains("EUR"))
                                      .order_by(f<&Country::area>.asc_empties_last())
                                      .limit(4))
        members.row({country.name.common, Cell(country.area.value_or(0), 2)});
    members.print();
}

void small_capitals(const Atlas& atlas) {
    struct Row {
        std::string country;
        std::string capital;
        std::int64_t people;
        std::string largest;
        std::int64_t most;
    };
    Table table({"country", "capital", "population", "largest city", "population"});
    for (const Row& row : atlas.db.query<Row>(
             "with ranked as (select country_id, name, population, row_number() over"
             "   (partition by country_id order by population desc, id) as place from cities)"
             " select json_extract(n.name, '$.common') as country, c.name as capital, c.population as people,"
             "   r.name as largest, r.population as most"
             " from countries n join cities c on c.country_id = n.cca3 and c.feature = 'PPLC'"
             " join ranked r on r.country_id = n.cca3 and r.place = 1"
             " where r.population > c.population and r.population >= ?"
             " order by 1.0 * r.population / c.population desc limit 8",
             1'000'000))
        table.row({row.country, row.capital, row.people, row.largest, row.most});
    table.print();
}

}  // namespace

std::map<std::string, std::string> country_names(const Atlas& atlas) {
    std::map<std::string, std::string> names;
    for (const auto& [key, name] : atlas.countries.find().select(f<&Country::cca3>, f<&Country::name, &Name::common>))
        names[key] = name;
    return names;
}

std::vector<Question> questions_of_numbers() {
    return {{"How large are the regions?", regions},
            {"How many cities are there?", whole_world},
            {"Which countries have the most cities for their area?", dense},
            {"Which countries have the most cities of a million?", millions},
            {"Which currencies are used in five countries or more? (SQL)", currencies},
            {"Where is the capital far from being the largest city? (SQL)", small_capitals}};
}

}  // namespace atlas
