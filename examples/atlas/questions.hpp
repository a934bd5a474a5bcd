#pragma once
// Questions to the atlas. Each answer is a query, and a small table.

#include <map>
#include <string>
#include <vector>

#include "models.hpp"

namespace atlas {

struct Atlas {
    tenon::Database db;
    tenon::Model<Country> countries = db.model<Country>();
    tenon::Model<Border> borders = db.model<Border>();
    tenon::Model<City> cities = db.model<City>();
};

struct Question {
    const char* text;
    void (*answer)(const Atlas&);
};

/// What countries are called, by key: for groups, which have keys only.
std::map<std::string, std::string> country_names(const Atlas& atlas);

std::vector<Question> questions_of_places();
std::vector<Question> questions_of_borders();
std::vector<Question> questions_of_names();
std::vector<Question> questions_of_numbers();
std::vector<Question> questions_of_changes();

}  // namespace atlas
