#pragma once
// The models that most backend tests use.

#include "support/backends.hpp"

namespace backends {

enum class Mood { calm, glad, angry };

struct Address {
    std::string city{};
    std::optional<std::string> zip{};
};

struct Book;

struct Person {
    std::int64_t id = 0;
    std::string name{};
    std::string email{};
    std::optional<int> age{};
    double score = 0;
    bool active = true;
    Mood mood = Mood::calm;
    Address home{};
    std::vector<std::string> tags{};
    tenon::Timestamp created_at{}, updated_at{};
    tenon::Many<Book> books{};
};

struct Book {
    std::int64_t id = 0;
    tenon::Ref<Person> author{};
    std::optional<tenon::Ref<Person>> editor{};
    std::string title{};
    int pages = 0;
};

inline void describe(tenon::Schema<Address>& address) { address.field(f<&Address::city>).max_length(40); }

inline void describe(tenon::Schema<Person>& person) {
    person.field(f<&Person::name>).required().trim();
    person.field(f<&Person::email>).unique().lowercase().matches(tenon::formats::email);
    person.field(f<&Person::age>).min(0).max(150).index();
    person.has_many(f<&Person::books>, f<&Book::author>).on_delete(tenon::cascade);
    person.timestamps(f<&Person::created_at>, f<&Person::updated_at>);
}

inline void describe(tenon::Schema<Book>& book) {
    book.field(f<&Book::title>).required();
    book.belongs_to(f<&Book::editor>).on_delete(tenon::set_null);
    book.unique(f<&Book::author>, f<&Book::title>);
}

/// Ada 36, Bob without an age, Cid 18, Dan 64.
inline std::vector<Person> four_people(const tenon::Database& db) {
    db.sync<Person, Book>();
    return db.model<Person>().insert_many({
        {.name = "Ada",
         .email = "ada@example.com",
         .age = 36,
         .score = 1.5,
         .mood = Mood::glad,
         .home = {"London", "N1"},
         .tags = {"maths", "poetry"}},
        {.name = "Bob", .email = "bob@example.com", .score = 2.5, .active = false, .home = {"Paris", {}}},
        {.name = "Cid", .email = "cid@example.com", .age = 18, .home = {"London", {}}, .tags = {"maths"}},
        {.name = "Dan",
         .email = "dan@example.com",
         .age = 64,
         .score = -1,
         .mood = Mood::angry,
         .home = {"Rome", "00"}},
    });
}

template <class Query>
std::string names(const Query& query) {
    std::string all;
    for (const Person& person : query) all += (all.empty() ? "" : " ") + person.name;
    return all;
}

}  // namespace backends
