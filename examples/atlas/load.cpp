#include "load.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "csv.hpp"
#include "models.hpp"
#include "table.hpp"

namespace atlas {

namespace {

constexpr std::size_t chunk = 1000;  // rows that one insert_many gets

std::ifstream open_file(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    return file;
}

const tenon::Value& at(const tenon::Document& document, std::string_view name) {
    const tenon::Value* value = document.find(name);
    if (value == nullptr) throw std::runtime_error("a country has no \"" + std::string(name) + "\"");
    return *value;
}
const std::string& text(const tenon::Document& document, std::string_view name) { return at(document, name).as_text(); }

std::vector<std::string> texts(const tenon::Value& array) {
    std::vector<std::string> found;
    for (const tenon::Value& value : array.as_array()) found.push_back(value.as_text());
    return found;
}

Name read_name(const tenon::Document& document) {
    Name name{.common = text(document, "common"), .official = text(document, "official")};
    for (const auto& [language, native] : at(document, "native").as_document())
        name.native[language] = {text(native.as_document(), "official"), text(native.as_document(), "common")};
    return name;
}

Country read_country(const tenon::Document& document) {
    Country country;
    country.cca3 = text(document, "cca3");
    country.cca2 = text(document, "cca2");
    country.name = read_name(at(document, "name").as_document());
    country.capital = texts(at(document, "capital"));
    country.region = text(document, "region");
    country.subregion = text(document, "subregion");
    for (const auto& [code, currency] : at(document, "currencies").as_document()) {
        country.currencies[code] = {text(currency.as_document(), "name"), text(currency.as_document(), "symbol")};
        country.currency_codes.push_back(code);
    }
    for (const auto& [code, language] : at(document, "languages").as_document()) {
        country.languages[code] = language.as_text();
        country.language_names.push_back(language.as_text());
    }
    const tenon::Array& position = at(document, "latlng").as_array();
    country.position = {position.at(0).as_double(), position.at(1).as_double()};
    const double area = at(document, "area").as_double();
    if (area >= 0) country.area = area;  // the file says -1 where nobody knows
    country.landlocked = at(document, "landlocked").as_bool();
    const tenon::Value& independent = at(document, "independent");
    if (!independent.is_empty()) country.independent = independent.as_bool();
    country.un_member = at(document, "unMember").as_bool();
    return country;
}

std::vector<City> read_cities(const std::string& path, const std::vector<Country>& countries) {
    std::map<std::string, std::string> keys;  // cca2 -> cca3
    for (const Country& country : countries) keys[country.cca2] = country.cca3;

    std::ifstream file = open_file(path);
    std::string line;
    std::getline(file, line);  // id,name,country,admin,feature,population,longitude,latitude
    std::vector<City> cities;
    while (std::getline(file, line)) {
        const std::vector<std::string> fields = csv_fields(line);
        cities.push_back({.id = std::stoll(fields.at(0)),
                          .name = fields.at(1),
                          .country = keys.at(fields.at(2)),
                          .feature = fields.at(4),
                          .population = std::stoll(fields.at(5)),
                          .latitude = std::stod(fields.at(7)),
                          .longitude = std::stod(fields.at(6))});
    }
    return cities;
}

/// On a terminal a bar that moves; elsewhere nothing until the end.
void show_progress(const char* what, std::size_t done, std::size_t all) {
    static const bool terminal = isatty(STDOUT_FILENO) == 1;
    if (!terminal) return;
    const std::size_t width = 40;
    const std::size_t filled = all == 0 ? width : done * width / all;
    std::cout << "\r  " << what << " [" << std::string(filled, '#') << std::string(width - filled, '.') << "]"
              << std::flush;
    if (done == all) std::cout << "\r\033[K";
}

template <class T>
void insert(const tenon::Transaction& tx, const char* what, const std::vector<T>& objects) {
    const auto model = tx.model<T>();
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t done = 0; done < objects.size();) {
        const std::size_t end = std::min(done + chunk, objects.size());
        model.insert_many(
            {objects.begin() + static_cast<std::ptrdiff_t>(done), objects.begin() + static_cast<std::ptrdiff_t>(end)});
        done = end;
        show_progress(what, done, objects.size());
    }
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    const double rate = static_cast<double>(objects.size()) / std::max(time.count(), 1e-6);
    std::cout << "  " << grouped(static_cast<std::int64_t>(objects.size())) << " " << what << " in "
              << decimals(time.count() * 1000, 0) << " ms (" << decimals(rate, 0) << " rows per second)\n";
}

}  // namespace

void load(const tenon::Database& db, const std::string& folder) {
    std::vector<Country> countries;
    std::vector<Border> borders;
    std::ifstream file = open_file(folder + "/countries.jsonl");
    for (std::string line; std::getline(file, line);) {
        const tenon::Json json = tenon::Json::parse(line);
        const tenon::Document& document = json.value().as_document();
        countries.push_back(read_country(document));
        for (const std::string& neighbour : texts(at(document, "borders")))
            borders.push_back({.from = countries.back().cca3, .to = neighbour});
    }
    const std::vector<City> cities = read_cities(folder + "/cities.csv", countries);

    db.sync<Country, Border, City>({.force = true});
    db.transaction([&](const tenon::Transaction& tx) {
        insert(tx, "countries", countries);
        insert(tx, "borders", borders);
        insert(tx, "cities", cities);
    });
}

}  // namespace atlas
