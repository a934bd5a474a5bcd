#include "people.hpp"

#include <chrono>

namespace bench::hand {
namespace {

const std::string select = "select id, name, email, age, score, active, created_at, updated_at from people";

void read(const Statement& row, Person& person) {
    person.id = row.integer(0);
    row.text(1, person.name);
    row.text(2, person.email);
    if (!row.is_null(3)) person.age = static_cast<int>(row.integer(3));
    person.score = row.real(4);
    person.active = row.integer(5) != 0;
    person.created_at.microseconds = row.integer(6);
    person.updated_at.microseconds = row.integer(7);
}

std::vector<Person> read_all(Statement& statement) {
    std::vector<Person> people;
    while (statement.step()) read(statement, people.emplace_back());
    statement.reset();
    return people;
}

}  // namespace

tenon::Timestamp now() {
    using namespace std::chrono;
    const auto since = duration_cast<milliseconds>(system_clock::now().time_since_epoch());
    return tenon::Timestamp(since.count() * 1000);
}

void validate(const Person& person) {
    if (person.name.empty()) throw std::invalid_argument("name is required");
    if (person.email.empty()) throw std::invalid_argument("email is required");
    if (person.age && (*person.age < 0 || *person.age > 150)) throw std::invalid_argument("age must be from 0 to 150");
}

People::People(const Database& database)
    : database_(database),
      insert_(database, "insert into people (name, email, age, score, active, created_at, updated_at) "
                        "values (?, ?, ?, ?, ?, ?, ?)"),
      get_(database, select + " where id = ?"),
      all_(database, select),
      active_from_(database, select + " where age >= ? and active order by age limit ?"),
      set_score_(database, "update people set score = ?, updated_at = ? where id = ?") {}

void People::create(Person& person, tenon::Timestamp now) {
    validate(person);
    person.created_at = person.updated_at = now;
    insert_.bind(1, person.name);
    insert_.bind(2, person.email);
    if (person.age)
        insert_.bind(3, std::int64_t{*person.age});
    else
        insert_.bind_null(3);
    insert_.bind(4, person.score);
    insert_.bind(5, std::int64_t{person.active});
    insert_.bind(6, person.created_at.microseconds);
    insert_.bind(7, person.updated_at.microseconds);
    insert_.run();
    person.id = sqlite3_last_insert_rowid(database_);
}

std::optional<Person> People::get(std::int64_t id) {
    std::optional<Person> person;
    get_.bind(1, id);
    if (get_.step()) read(get_, person.emplace());
    get_.reset();
    return person;
}

std::vector<Person> People::all() { return read_all(all_); }

std::vector<Person> People::active_from(int age, std::int64_t most) {
    active_from_.bind(1, std::int64_t{age});
    active_from_.bind(2, most);
    return read_all(active_from_);
}

std::int64_t People::set_score(std::int64_t id, double score) {
    set_score_.bind(1, score);
    set_score_.bind(2, now().microseconds);
    set_score_.bind(3, id);
    set_score_.run();
    return sqlite3_changes64(database_);
}

}  // namespace bench::hand
