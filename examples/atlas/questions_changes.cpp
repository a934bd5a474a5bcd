// Writing: every change here is rolled back, or refused, so that the atlas stays as it was loaded.

#include <iostream>
#include <stdexcept>

#include "questions.hpp"
#include "table.hpp"

namespace atlas {

using tenon::f;

namespace {

struct RolledBack : std::runtime_error {
    RolledBack() : std::runtime_error("rolled back") {}
};

/// Runs the changes in a transaction that never commits.
template <class F>
void try_out(const Atlas& atlas, F&& changes) {
    try {
        atlas.db.transaction([&](tenon::Transaction& tx) {
            changes(tx);
            throw RolledBack();
        });
    } catch (const RolledBack&) {}
}

std::int64_t people_in(const tenon::Model<City>& cities, const std::string& country) {
    return cities.find(f<&City::country> == country).aggregate(tenon::sum(f<&City::population>));
}

void iceland_grows(const Atlas& atlas) {
    Table table({"when", "people in Iceland's cities"});
    table.row({"before", people_in(atlas.cities, "ISL")});
    try_out(atlas, [&](const tenon::Transaction& tx) {
        const auto cities = tx.model<City>();
        const auto changed =
            cities.update(f<&City::country> == "ISL", f<&City::population> = f<&City::population> * 11 / 10);
        table.row({"a tenth more in " + grouped(changed) + " cities", people_in(cities, "ISL")});
    });
    table.row({"rolled back", people_in(atlas.cities, "ISL")});
    table.print();
}

// A savepoint inside the transaction is undone by itself.
void a_union_and_its_end(const Atlas& atlas) {
    Table table({"when", "cities of Germany", "of Austria"});
    const auto count = [&](const char* when, const tenon::Model<City>& cities) {
        table.row({when, cities.count(f<&City::country> == "DEU"), cities.count(f<&City::country> == "AUT")});
    };
    count("before", atlas.cities);
    try_out(atlas, [&](const tenon::Transaction& tx) {
        try {
            tx.transaction([&](const tenon::Transaction& savepoint) {
                const auto cities = savepoint.model<City>();
                cities.update(f<&City::country> == "AUT", f<&City::country> = "DEU");
                count("inside the savepoint", cities);
                throw RolledBack();
            });
        } catch (const RolledBack&) {}
        count("after the savepoint", tx.model<City>());
    });
    table.print();
}

void renamed(const Atlas& atlas) {
    Table table({"step", "what is seen"});
    try_out(atlas, [&](const tenon::Transaction& tx) {
        auto country = tx.model<Country>().edit("CIV");
        country->name.common = "Côte d'Ivoire";
        country->capital.push_back("Abidjan");
        std::string changed;
        for (const std::string& field : country.changed()) changed += (changed.empty() ? "" : ", ") + field;
        table.row({"changed", changed});
        table.row({"saved", country.save() ? "yes" : "no"});
        table.row({"saved again", country.save() ? "yes" : "no, nothing changed"});
        table.row({"read again", tx.model<Country>().get("CIV").name.common});
    });
    table.row({"rolled back", atlas.countries.get("CIV").name.common});
    table.print();
}

void a_country_less(const Atlas& atlas) {
    Table table({"when", "countries", "borders", "cities"});
    const auto count = [&](const char* when, const auto& from) {
        table.row({when, from.template model<Country>().count(), from.template model<Border>().count(),
                   from.template model<City>().count()});
    };
    count("before", atlas.db);
    try_out(atlas, [&](const tenon::Transaction& tx) {
        tx.model<Country>().remove(f<&Country::cca3> == "ITA");
        count("without Italy", tx);
    });
    count("rolled back", atlas.db);
    table.print();
}

void refused(const Atlas& atlas) {
    try {
        atlas.cities.create({.country = {"ATL"}, .population = -5, .latitude = 123});
    } catch (const tenon::ValidationError& error) {
        for (const tenon::Failure& failure : error.failures())
            std::cout << "  ValidationError: " << failure.message << '\n';
    }
    try {
        atlas.cities.create({.name = "Poseidonis", .country = {"ATL"}, .population = 5000});
    } catch (const tenon::ForeignKeyViolation& error) {
        std::cout << "  ForeignKeyViolation: " << error.what() << '\n';
    }
    try {
        atlas.borders.create({.from = {"FRA"}, .to = {"ESP"}});
    } catch (const tenon::UniqueViolation& error) {
        std::cout << "  UniqueViolation: " << error.what() << '\n';
    }
    try {
        std::cout << atlas.countries.get("FRA").cities.size();
    } catch (const tenon::NotLoaded& error) {
        std::cout << "  NotLoaded: " << error.what() << '\n';
    }
}

}  // namespace

std::vector<Question> questions_of_changes() {
    return {{"What if Iceland grew by a tenth?", iceland_grows},
            {"What if a part of a transaction is undone?", a_union_and_its_end},
            {"What if a country is renamed?", renamed},
            {"What goes with a country that is removed?", a_country_less},
            {"What is refused?", refused}};
}

}  // namespace atlas
