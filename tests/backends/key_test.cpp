// Keys as they are given to get, find_by_key and edit: what works, and what a wrong one says before any statement is sent.

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
namespace types = tenon::types;

namespace {

enum class Size { small, large };
enum class Colour { red, blue };

struct Token {
    tenon::Uuid id{};
    std::string name{};
};
struct Paper {
    tenon::ObjectId number{};
    std::string title{};
};
struct Country {
    std::string code{};
    std::string name{};
};
struct Visit {
    std::string country{};
    std::int32_t year = 0;
    std::string note{};
};
/// Has an id that is not its key.
struct Machine {
    std::int64_t id = 0;
    std::string serial{};
};
struct Shirt {
    Size size{};
    int amount = 0;
};
struct Price {
    tenon::Decimal amount{};
    std::string note{};
};
struct Beat {
    tenon::Timestamp at{};
    std::string note{};
};
struct Member {
    tenon::Ref<Country, std::string> country{};
    std::int64_t number = 0;
    std::string name{};
};
void describe(tenon::Schema<Paper>& paper) { paper.key(f<&Paper::number>); }
void describe(tenon::Schema<Country>& country) { country.key(f<&Country::code>); }
void describe(tenon::Schema<Visit>& visit) { visit.key(f<&Visit::country>, f<&Visit::year>); }
void describe(tenon::Schema<Machine>& machine) { machine.key(f<&Machine::serial>); }
void describe(tenon::Schema<Shirt>& shirt) { shirt.key(f<&Shirt::size>); }
void describe(tenon::Schema<Price>& price) {
    price.key(f<&Price::amount>);
    price.field(f<&Price::amount>).precision(8, 2);
}
void describe(tenon::Schema<Beat>& beat) { beat.key(f<&Beat::at>); }
void describe(tenon::Schema<Member>& member) { member.key(f<&Member::country>, f<&Member::number>); }

}  // namespace

TEST_CASE("a key is found by every value that converts to it without loss") {
    on_each([](const tenon::Database& db) {
        db.sync<Token, Paper, Country, Visit, Machine, Shirt, Price, Beat, Member>();
        const Token token = db.model<Token>().create({.name = "t"});
        CHECK(db.model<Token>().get(token.id).name == "t");
        CHECK(db.model<Token>().get(std::optional(token.id)).name == "t");
        CHECK(db.model<Token>().get(tenon::Ref<Token, tenon::Uuid>(token.id)).name == "t");
        CHECK(!db.model<Token>().find_by_key(tenon::Uuid::v4()));

        const Paper paper = db.model<Paper>().create({.title = "p"});
        CHECK(db.model<Paper>().get(paper.number).title == "p");
        CHECK(db.model<Paper>().edit(paper.number)->title == "p");

        (void)db.model<Country>().create({"FR", "France"});
        CHECK(db.model<Country>().get("FR").name == "France");
        CHECK(db.model<Country>().get(std::string("FR")).name == "France");
        CHECK(db.model<Country>().get(std::string_view("FR")).name == "France");
        CHECK(!db.model<Country>().find_by_key("fr"));

        (void)db.model<Visit>().create({"FR", 2020, "rain"});
        CHECK(db.model<Visit>().get("FR", 2020).note == "rain");
        CHECK(db.model<Visit>().get("FR", std::uint8_t{20} * 101LL).note == "rain");
        CHECK(db.model<Visit>().get("FR", 2020.0).note == "rain");
        CHECK(db.model<Visit>().get("FR", tenon::Decimal::parse("2020.00")).note == "rain");
        CHECK(!db.model<Visit>().find_by_key("FR", 1LL << 40));
        CHECK_THROWS_AS((void)db.model<Visit>().get("FR", 2021), tenon::NotFound);

        (void)db.model<Machine>().create({7, "X-1"});
        CHECK(db.model<Machine>().get("X-1").id == 7);
        CHECK(db.model<Machine>().edit("X-1")->id == 7);

        (void)db.model<Shirt>().create({Size::large, 3});
        CHECK(db.model<Shirt>().get(Size::large).amount == 3);
        CHECK(!db.model<Shirt>().find_by_key(Size::small));

        (void)db.model<Price>().create({tenon::Decimal::parse("12.00"), "dozen"});
        CHECK(db.model<Price>().get(tenon::Decimal::parse("12")).note == "dozen");
        CHECK(db.model<Price>().get(12).note == "dozen");

        (void)db.model<Beat>().create({tenon::Timestamp(5'000), "five"});
        CHECK(db.model<Beat>().get(tenon::Timestamp(5'000)).note == "five");

        (void)db.model<Member>().create({.country = "FR", .number = 1, .name = "m"});
        CHECK(db.model<Member>().get("FR", 1).name == "m");
        CHECK(db.model<Member>().get(tenon::Ref<Country, std::string>("FR"), 1).name == "m");
    });
}

TEST_CASE("an empty key is nobody's") {
    on_each([](const tenon::Database& db) {
        db.sync<Token, Visit>();
        (void)db.model<Visit>().create({"FR", 2020, "rain"});
        CHECK(!db.model<Token>().find_by_key(std::optional<tenon::Uuid>()));
        CHECK(!db.model<Visit>().find_by_key("FR", std::optional<int>()));
        CHECK(!db.model<Visit>().find_by_key("FR", std::optional<double>()));
        CHECK_THROWS_AS((void)db.model<Token>().get(std::optional<tenon::Uuid>()), tenon::NotFound);
    });
}

TEST_CASE("a key of another type or number is an error that tells the key, and sends nothing") {
    on_each([](const tenon::Database& db) {
        db.sync<Token, Paper, Country, Visit, Machine, Shirt, Price, Beat>();
        int statements = 0;
        db.on_statement([&](const tenon::StatementEvent&) { ++statements; });
        const auto visits = db.model<Visit>();
        const char* const visit_key = "the key of Visit is `country` (text) and `year` (int32)";
        CHECK(says(message_of<tenon::QueryError>([&] { (void)visits.get("FR"); }),
                   {"get(): ", visit_key, "text was given", "Give 2 values, in the key's order"}));
        CHECK(says(message_of<tenon::QueryError>([&] { (void)visits.find_by_key("FR", 2020, 5); }),
                   {"find_by_key(): ", visit_key, "text, int64 and int64 were given"}));
        CHECK(says(message_of<tenon::CastError>([&] { (void)visits.get(2020, "FR"); }),
                   {visit_key, "int64 and text were given"}));
        CHECK(says(message_of<tenon::CastError>([&] { (void)visits.edit("FR", true); }),
                   {"edit(): ", visit_key, "text and boolean were given"}));
        CHECK(says(message_of<tenon::CastError>([&] { (void)visits.get("FR", 2020.5); }),
                   {visit_key, "this value doesn't fit", "`year` must be a whole number"}));
        CHECK(says(message_of<tenon::CastError>([&] { (void)visits.get("FR", ~std::uint64_t{0}); }),
                   {visit_key, "`year` must be a whole number"}));
        CHECK(says(message_of<tenon::QueryError>([&] { (void)db.model<Country>().get("FR", "FR"); }),
                   {"the key of Country is `code` (text)", "Give one value"}));
        CHECK(says(message_of<tenon::CastError>([&] { (void)db.model<Country>().get(33); }),
                   {"the key of Country is `code` (text)", "int64 was given", "find(condition)"}));
        CHECK(says(message_of<tenon::CastError>([&] { (void)db.model<Country>().get(Colour::red); }),
                   {"the key of Country is `code` (text)", "enumeration was given"}));
        const std::string text = tenon::Uuid::v7().to_string();
        CHECK(says(message_of<tenon::CastError>([&] { (void)db.model<Country>().get(tenon::Uuid::v7()); }),
                   {"`code` (text)", "uuid was given"}));
        CHECK(says(message_of<tenon::CastError>([&] { (void)db.model<Paper>().find_by_key(text); }),
                   {"the key of Paper is `number` (object id)", "text was given", "ObjectId::parse"}));
        CHECK(says(message_of<tenon::CastError>([&] { (void)db.model<Paper>().get(tenon::Uuid::v7()); }),
                   {"`number` (object id)", "uuid was given"}));
        CHECK(says(message_of<tenon::CastError>([&] { (void)db.model<Machine>().get(7); }),
                   {"the key of Machine is `serial` (text)", "int64 was given"}));
        CHECK(says(message_of<tenon::CastError>([&] { (void)db.model<Shirt>().get("large"); }),
                   {"the key of Shirt is `size` (enumeration)", "text was given", "enumerators"}));
        CHECK(says(message_of<tenon::CastError>([&] { (void)db.model<Shirt>().get(Colour::red); }),
                   {"the key of Shirt is `size` (enumeration)", "must be one of small, large"}));
        CHECK(says(message_of<tenon::CastError>([&] { (void)db.model<Price>().get("12.00"); }),
                   {"`amount` (decimal)", "text was given"}));
        CHECK(says(message_of<tenon::CastError>([&] { (void)db.model<Beat>().get(5'000); }),
                   {"`at` (timestamp)", "int64 was given"}));
        try {
            (void)visits.get("FR");
        } catch (const tenon::QueryError& error) {
            CHECK(error.model() == "Visit");
            CHECK(error.fields() == std::vector<std::string>{"country", "year"});
        }
        CHECK(statements == 0);
    });
}

TEST_CASE("a time finer than its key is refused as in a condition") {
    on_each([](const tenon::Database& db) {
        db.sync<Beat>();
        (void)db.model<Beat>().create({tenon::Timestamp(5'000), "five"});
        CHECK_THROWS_AS((void)db.model<Beat>().find_by_key(tenon::Timestamp(5'001)), tenon::CastError);
        CHECK_THROWS_AS((void)db.model<Beat>().count(f<&Beat::at> == tenon::Timestamp(5'001)), tenon::CastError);
    });
}

TEST_CASE("records are found by keys of several fields too") {
    on_each([](const tenon::Database& db) {
        const auto visits = db.define("Stay", {
                                                  {"country", {.type = types::text, .key = true}},
                                                  {"year", {.type = types::int32, .key = true}},
                                                  {"note", {.type = types::text}},
                                              });
        db.sync();
        visits.create({{"country", "FR"}, {"year", 2020}, {"note", "rain"}});
        CHECK(visits.get("FR", 2020)["note"].as_text() == "rain");
        CHECK(visits.get("FR", "2020")["note"].as_text() == "rain");
        CHECK_THROWS_AS((void)visits.get("FR", 2021), tenon::NotFound);
        CHECK_THROWS_AS((void)visits.get("FR", "later"), tenon::CastError);
        CHECK(says(message_of<tenon::QueryError>([&] { (void)visits.get("FR"); }),
                   {"get(): the key of Stay is `country` (text) and `year` (int32)", "text was given"}));
        CHECK(says(message_of<tenon::QueryError>([&] { (void)visits.get("FR", 2020, true); }),
                   {"the key of Stay", "text, int64 and boolean were given"}));
    });
}

namespace {

struct Shelf {
    std::string shop{};
    int number = 0;
    std::string label{};
};

void describe(tenon::Schema<Shelf>& shelf) { shelf.key(f<&Shelf::shop>, f<&Shelf::number>); }

struct Box {
    std::int64_t id = 0;
    tenon::Ref<Shelf, std::string> shelf{};
};

}  // namespace

TEST_CASE("objects with a key of several fields are changed, stored again and removed") {
    on_each([](const tenon::Database& db) {
        db.sync<Shelf>();
        const auto shelves = db.model<Shelf>();
        (void)shelves.insert_many({{"Bath", 1, "a"}, {"Bath", 2, "b"}, {"Rome", 1, "c"}});
        auto tracked = shelves.edit("Bath", 2);
        tracked->label = "changed";
        CHECK(tracked.save());
        (void)shelves.save({"Rome", 1, "saved"});
        (void)shelves.upsert({"Bath", 1, "again"});
        (void)shelves.upsert({"Rome", 2, "new"});
        CHECK(shelves.find().order_by(f<&Shelf::shop>, f<&Shelf::number>).select(f<&Shelf::label>).all() ==
              std::vector<std::string>{"again", "changed", "saved", "new"});
        tracked->number = 3;
        CHECK_THROWS_AS(tracked.save(), tenon::QueryError);
        tracked.revert();
        tracked.remove();
        CHECK(!shelves.find_by_key("Bath", 2));
        CHECK(shelves.count() == 3);
        CHECK_THROWS_AS((void)shelves.create({"Rome", 1, "twice"}), tenon::UniqueViolation);
    });
}

TEST_CASE("a reference to a key of several fields is refused") {
    const auto db = tenon::open("memory:");
    CHECK_THROWS_AS((void)db.model<Box>(), tenon::SchemaError);
}
