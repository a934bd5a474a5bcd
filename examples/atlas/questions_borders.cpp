// Conditions through relations: any, all, none, count.

#include "questions.hpp"
#include "table.hpp"

namespace atlas {

using tenon::f;

namespace {

void landlocked_with_most_neighbours(const Atlas& atlas) {
    struct Row {
        std::string country;
        std::string region;
        std::int64_t neighbours;
    };
    Table table({"country", "region", "neighbours"});
    for (const Row& row :
         atlas.countries.find(f<&Country::landlocked>)
             .select<Row>(f<&Country::name, &Name::common>, f<&Country::subregion>, f<&Country::borders>.count())
             .order_by(f<&Country::borders>.count().desc(), f<&Country::cca3>)
             .limit(8))
        table.row({row.country, row.region, row.neighbours});
    table.print();
}

void doubly_landlocked(const Atlas& atlas) {
    const auto landlocked_neighbour = f<&Border::to>.any(f<&Country::landlocked>);
    Table table({"country", "its neighbours"});
    for (const Country& country : atlas.countries
                                      .find(f<&Country::borders>.any() && f<&Country::landlocked> &&
                                            f<&Country::borders>.all(landlocked_neighbour))
                                      .include(f<&Country::borders>.include(f<&Border::to>))
                                      .order_by(f<&Country::cca3>)) {
        std::string names;
        for (const Border& border : country.borders) names += (names.empty() ? "" : ", ") + border.to->name.common;
        table.row({country.name.common, names});
    }
    table.print();
}

void surrounded(const Atlas& atlas) {
    Table table({"country", "lies in"});
    for (const Country& country : atlas.countries.find(f<&Country::landlocked> && f<&Country::borders>.count() == 1)
                                      .include(f<&Country::borders>.include(f<&Border::to>))
                                      .order_by(f<&Country::cca3>))
        table.row({country.name.common, country.borders[0].to->name.common});
    table.print();
}

// Of cities, through their country and its borders: two relations deep, grouped.
void around_germany(const Atlas& atlas) {
    struct Row {
        std::string country;
        std::int64_t cities;
        std::int64_t population;
    };
    const auto in_a_neighbour = f<&City::country>.any(f<&Country::borders>.any(f<&Border::to> == "DEU"));
    const auto names = country_names(atlas);
    Table table({"neighbour", "listed cities", "people in them"});
    for (const Row& row : atlas.cities.find(in_a_neighbour)
                              .group_by(f<&City::country>)
                              .select<Row>(f<&City::country>, tenon::count(), tenon::sum(f<&City::population>))
                              .order_by(tenon::sum(f<&City::population>).desc()))
        table.row({names.at(row.country), row.cities, row.population});
    table.print();
}

void two_borders_from_portugal(const Atlas& atlas) {
    const auto next_to_portugal = f<&Country::borders>.any(f<&Border::to> == "PRT");
    const auto two_away = f<&Country::borders>.any(f<&Border::to>.any(next_to_portugal));
    Table table({"country", "capital"});
    for (const Country& country :
         atlas.countries.find(two_away && f<&Country::cca3> != "PRT").order_by(f<&Country::cca3>))
        table.row({country.name.common, country.capital.empty() ? "" : country.capital.front()});
    table.print();
}

void islands(const Atlas& atlas) {
    struct Row {
        std::string region;
        std::int64_t countries;
        std::optional<double> largest;
    };
    Table table({"region", "UN members without a land border", "largest, km²"});
    for (const Row& row : atlas.countries.find(f<&Country::borders>.none() && f<&Country::un_member>)
                              .group_by(f<&Country::region>)
                              .select<Row>(f<&Country::region>, tenon::count(), tenon::max(f<&Country::area>))
                              .order_by(tenon::count().desc(), f<&Country::region>))
        table.row({row.region, row.countries, Cell(row.largest.value_or(0), 0)});
    table.print();
}

// What the expressions can't say is SQL, into any struct.
void one_sided(const Atlas& atlas) {
    struct Row {
        std::string country;
        std::string neighbour;
    };
    Table table({"country", "says it borders on"});
    for (const Row& row : atlas.db.query<Row>(
             "select json_extract(a.name, '$.common') as country, json_extract(b.name, '$.common') as neighbour"
             " from borders x join countries a on a.cca3 = x.from_id join countries b on b.cca3 = x.to_id"
             " where not exists (select 1 from borders y where y.from_id = x.to_id and y.to_id = x.from_id)"))
        table.row({row.country, row.neighbour});
    table.print();
}

}  // namespace

std::vector<Question> questions_of_borders() {
    return {{"Which landlocked countries have the most neighbours?", landlocked_with_most_neighbours},
            {"Which countries have landlocked neighbours only?", doubly_landlocked},
            {"Which countries lie inside another one?", surrounded},
            {"How many people live in the listed cities around Germany?", around_germany},
            {"Where can one be after two borders from Portugal?", two_borders_from_portugal},
            {"Where are the countries without a land border?", islands},
            {"Which borders does the data know from one side only? (SQL)", one_sided}};
}

}  // namespace atlas
