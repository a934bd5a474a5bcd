#include <unordered_map>

#include "workloads.hpp"

namespace bench {
namespace {

using tenon::f;

constexpr std::size_t author_count = 1'000;
constexpr std::size_t books_each = 20;

void fill(const tenon::Database& db) {
    std::vector<Author> authors(author_count);
    for (std::size_t i = 0; i < author_count; ++i) authors[i].name = "Author number " + std::to_string(i);
    authors = db.model<Author>().insert_many(std::move(authors));
    std::vector<Book> books(author_count * books_each);
    for (std::size_t i = 0; i < books.size(); ++i) {
        books[i].author = authors[i % author_count];
        books[i].title = "The book number " + std::to_string(i);
        books[i].pages = static_cast<int>(i % 700);
    }
    (void)db.model<Book>().insert_many(std::move(books));
}

// Without Tenon's types, the hand-written side has smaller ones.
struct PlainBook {
    std::int64_t id = 0;
    std::int64_t author = 0;
    std::string title;
    int pages = 0;
};
struct PlainAuthor {
    std::int64_t id = 0;
    std::string name;
    std::vector<PlainBook> books;
};

class Library {
public:
    explicit Library(const hand::Database& database)
        : authors_(database, "select id, name from authors"),
          books_(database,
                 "select id, author_id, title, pages from books where author_id in (select id from authors)") {}

    std::vector<PlainAuthor> authors_with_books() {
        std::vector<PlainAuthor> authors;
        std::unordered_map<std::int64_t, std::size_t> places;
        while (authors_.step()) {
            PlainAuthor& author = authors.emplace_back();
            author.id = authors_.integer(0);
            authors_.text(1, author.name);
            places.emplace(author.id, authors.size() - 1);
        }
        authors_.reset();
        while (books_.step()) {
            const std::int64_t author = books_.integer(1);
            PlainBook& book = authors[places.at(author)].books.emplace_back();
            book.id = books_.integer(0);
            book.author = author;
            books_.text(2, book.title);
            book.pages = static_cast<int>(books_.integer(3));
        }
        books_.reset();
        return authors;
    }

private:
    hand::Statement authors_, books_;
};

template <class Authors>
std::int64_t weight(const Authors& authors) {
    std::int64_t sum = 0;
    for (const auto& author : authors)
        for (const auto& book : author.books)
            sum += author.id + book.id + book.pages + static_cast<std::int64_t>(book.title.size());
    return sum;
}

}  // namespace

void measure_library(const Backend& backend, Report& report) {
    const tenon::Database db = backend.open("library");
    db.sync<Author, Book>();
    const auto authors = db.model<Author>();
    const hand::Database by_hand(backend.path("library-hand"), schema_of(db));
    fill(db);
    hand::Statement author_copy(by_hand, "insert into authors (id, name) values (?, ?)");
    hand::Statement book_copy(by_hand, "insert into books (id, author_id, title, pages) values (?, ?, ?, ?)");
    by_hand.transaction([&] {
        for (const Author& author : authors.find().all()) {
            author_copy.bind(1, author.id);
            author_copy.bind(2, author.name);
            author_copy.run();
        }
        for (const Book& book : db.model<Book>().find().all()) {
            book_copy.bind(1, book.id);
            book_copy.bind(2, book.author.key());
            book_copy.bind(3, book.title);
            book_copy.bind(4, std::int64_t{book.pages});
            book_copy.run();
        }
    });
    Library library(by_hand);
    report.compare(
        {"include", 1, 25}, [&](std::size_t) { return weight(authors.find().include(f<&Author::books>).all()); },
        [&](std::size_t) { return weight(library.authors_with_books()); });
}

}  // namespace bench
