// Text, lists inside a row, and names that meet again.

#include "questions.hpp"
#include "table.hpp"

namespace atlas {

using tenon::f;

namespace {

constexpr auto common_name = f<&Country::name, &Name::common>;

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
    return all;
}
std::vector<std::string> first(std::vector<std::string> texts, std::size_t most) {
    if (texts.size() > most) texts.resize(most);
    return texts;
}

void languages(const Atlas& atlas) {
    Table table({"language", "countries", "some of them"});
    for (const char* language : {"English", "French", "Arabic", "Spanish", "Portuguese", "German", "Swahili"}) {
        const auto speaking = atlas.countries.find(f<&Country::language_names>.contains(language));
        table.row({language, speaking.count(),
                   joined(speaking.select(common_name).order_by(f<&Country::area>.desc()).limit(4).all())});
    }
    table.print();
}

void many_languages(const Atlas& atlas) {
    Table table({"country", "languages", "some of them"});
    for (const Country& country : atlas.countries.find(f<&Country::language_names>.size() >= 5)
                                      .order_by(f<&Country::language_names>.size().desc(), f<&Country::cca3>))
        table.row({country.name.common, country.language_names.size(), joined(first(country.language_names, 5))});
    table.print();
}

void french_and_english(const Atlas& atlas) {
    Table table({"country", "region", "languages"});
    for (const Country& country :
         atlas.countries.find(f<&Country::language_names>.contains_all({"English", "French"})).order_by(common_name))
        table.row({country.name.common, country.subregion, joined(country.language_names)});
    table.print();
}

void parts_of_names(const Atlas& atlas) {
    Table table({"the country's name", "how many", "the first ones"});
    const auto add = [&](const char* what, const auto& query) {
        table.row({what, query.count(), joined(query.select(common_name).order_by(common_name).limit(4).all())});
    };
    add("starts with \"New\"", atlas.countries.find(common_name.starts_with("New")));
    add("ends with \"stan\"", atlas.countries.find(common_name.ends_with("stan")));
    add("contains \"ISLAND\", in any case", atlas.countries.find(common_name.icontains("ISLAND")));
    add("is like \"%u_a\"", atlas.countries.find(common_name.like("%u_a")));
    add("matches \"^[A-Z][a-z]{3}$\"", atlas.countries.find(common_name.matches("^[A-Z][a-z]{3}$")));
    add("has 4 letters at most", atlas.countries.find(common_name.length() <= 4));
    table.print();
}

void same_names(const Atlas& atlas) {
    struct Row {
        std::string name;
        std::int64_t countries;
        std::int64_t cities;
        std::optional<std::int64_t> largest;
    };
    Table table({"city", "in countries", "cities", "people in the largest"});
    for (const Row& row : atlas.cities.find()
                              .group_by(f<&City::name>)
                              .select<Row>(f<&City::name>, tenon::count_distinct(f<&City::country>), tenon::count(),
                                           tenon::max(f<&City::population>))
                              .having(tenon::count_distinct(f<&City::country>) >= 7)
                              .order_by(tenon::count_distinct(f<&City::country>).desc(), f<&City::name>)
                              .limit(8))
        table.row({row.name, row.countries, row.cities, row.largest.value_or(0)});
    table.print();
}

void londons(const Atlas& atlas) {
    Table table({"London in", "population", "latitude", "longitude"});
    for (const City& city : atlas.cities.find(f<&City::name>.iequals("LONDON"))
                                .include(f<&City::country>)
                                .order_by(f<&City::population>.desc()))
        table.row({city.country->name.common, city.population, Cell(city.latitude, 2), Cell(city.longitude, 2)});
    table.print();
}

// Is a country that may or may not be independent "not independent"? An empty equals only an empty.
void independence(const Atlas& atlas) {
    constexpr auto independent = f<&Country::independent>;
    Table table({"independent", "countries", "the first one"});
    const auto add = [&](const char* what, const auto& query) {
        table.row({what, query.count(), query.select(common_name).order_by(common_name).first().value_or("")});
    };
    add("yes", atlas.countries.find(independent == true));
    add("no", atlas.countries.find(independent == false));
    add("nobody says", atlas.countries.find(independent.is_empty()));
    add("anything but yes", atlas.countries.find(independent != true));
    table.print();
}

}  // namespace

std::vector<Question> questions_of_names() {
    return {{"Where are these languages spoken?", languages},
            {"Which countries have five languages or more?", many_languages},
            {"Where are both English and French spoken?", french_and_english},
            {"What are countries called?", parts_of_names},
            {"Which names of cities are found in the most countries?", same_names},
            {"Where is London?", londons},
            {"How many countries are independent?", independence}};
}

}  // namespace atlas
