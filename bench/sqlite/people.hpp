#pragma once
// The table `people`, written by hand.

#include <optional>
#include <vector>

#include "hand.hpp"
#include "models.hpp"

namespace bench::hand {

/// Now, in the milliseconds that the column keeps.
tenon::Timestamp now();
/// The rules that the model declares.
void validate(const Person& person);

class People {
public:
    explicit People(const Database& database);

    void create(Person& person, tenon::Timestamp now = hand::now());
    std::optional<Person> get(std::int64_t id);
    std::vector<Person> all();
    std::vector<Person> active_from(int age, std::int64_t most);
    std::int64_t set_score(std::int64_t id, double score);

private:
    sqlite3* database_;
    Statement insert_, get_, all_, active_from_, set_score_;
};

}  // namespace bench::hand
