#pragma once
// The models of the benchmarks. The hand-written side fills the same structs.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tenon/tenon.hpp>

namespace bench {

struct Person {
    std::int64_t id = 0;
    std::string name{};
    std::string email{};
    std::optional<int> age{};
    double score = 0;
    bool active = false;
    tenon::Timestamp created_at{}, updated_at{};
};

struct Address {
    std::string street{};
    std::string city{};
    int number = 0;
};

struct Place {
    std::int64_t id = 0;
    std::string name{};
    Address address{};  // one column that holds JSON
};

struct Book;

struct Author {
    std::int64_t id = 0;
    std::string name{};
    tenon::Many<Book> books{};
};

struct Book {
    std::int64_t id = 0;
    tenon::Ref<Author> author{};
    std::string title{};
    int pages = 0;
};

inline void describe(tenon::Schema<Person>& person) {
    person.field(tenon::f<&Person::name>).required();
    person.field(tenon::f<&Person::email>).required();
    person.field(tenon::f<&Person::age>).min(0).max(150).index();
    person.timestamps(tenon::f<&Person::created_at>, tenon::f<&Person::updated_at>);
}

inline void describe(tenon::Schema<Author>& author) {
    author.has_many(tenon::f<&Author::books>, tenon::f<&Book::author>);
}

inline void describe(tenon::Schema<Book>& book) { book.index(tenon::f<&Book::author>); }

/// People that are not stored yet.
std::vector<Person> make_people(std::size_t count);

}  // namespace bench
