// Keys of every kind, and every type of member through a write, a read and a condition.

#include <limits>
#include <map>
#include <variant>

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;

namespace {

struct Token {
    tenon::Uuid id{};
    std::string name{};
};
struct Paper {
    tenon::ObjectId id{};
    tenon::Ref<Token, tenon::Uuid> token{};
};
struct Country {
    std::string code{};
    std::string name{};
};
struct Visit {
    std::string country{};
    int year = 0;
    std::string note{};
};
void describe(tenon::Schema<Country>& country) { country.key(f<&Country::code>); }
void describe(tenon::Schema<Visit>& visit) { visit.key(f<&Visit::country>, f<&Visit::year>); }

struct Circle {
    double radius = 0;
};
struct Box {
    double width = 0, height = 0;
};
struct Line {
    std::string sku{};
    int quantity = 0;
    std::optional<tenon::Decimal> price{};
};
struct Coin {
    std::int64_t id = 0;
    tenon::Decimal worth{};
};
enum class Level : std::uint8_t { low = 1, high = 5 };

struct Everything {
    std::int64_t id = 0;
    bool flag = false;
    std::int8_t tiny = 0;
    std::int16_t small = 0;
    std::int32_t medium = 0;
    std::uint8_t byte = 0;
    std::uint16_t word = 0;
    std::uint32_t natural = 0;
    std::uint64_t big = 0;
    float single = 0;
    double real = 0;
    tenon::Decimal money{};
    std::string text{};
    tenon::Bytes bytes{};
    tenon::Timestamp at{};
    tenon::Date day{};
    tenon::Time clock{};
    tenon::Uuid uuid{};
    tenon::ObjectId object{};
    Level level = Level::low;
    Line line{};
    std::vector<Line> lines{};
    std::vector<std::int64_t> numbers{};
    std::optional<std::vector<std::string>> words{};
    std::map<std::string, int> counts{};
    std::variant<Circle, Box> shape{};
    tenon::Json json{};
    std::optional<Line> maybe{};
};
void describe(tenon::Schema<Everything>& all) {
    all.field(f<&Everything::money>).precision(12, 2);
    all.field(f<&Everything::at>).precision(6);
    all.field(f<&Everything::line, &Line::price>).precision(10, 3);
    all.field(f<&Everything::maybe, &Line::price>).precision(10, 3);
}
void describe(tenon::Schema<Line>& line) { line.field(f<&Line::price>).precision(10, 3); }

Everything sample() {
    Everything all;
    all.flag = true;
    all.tiny = std::numeric_limits<std::int8_t>::min();
    all.small = std::numeric_limits<std::int16_t>::max();
    all.medium = std::numeric_limits<std::int32_t>::min();
    all.byte = 255;
    all.word = 65535;
    all.natural = std::numeric_limits<std::uint32_t>::max();
    all.big = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    all.single = 0.5F;
    all.real = 0.1;
    all.money = tenon::Decimal::parse("-12345.67");
    all.text = "é 😀 'quoted' \"twice\" \\ %_";
    all.bytes = {std::byte{0}, std::byte{255}, std::byte{39}};
    all.at = tenon::Timestamp::parse("1969-12-31T23:59:59.999999Z");
    all.day = tenon::Date(2024, 2, 29);
    all.clock = tenon::Time(23, 59, 59, 999999);
    all.uuid = tenon::Uuid::parse("0190a4e5-7b1c-7def-8abc-0123456789ab");
    all.object = tenon::ObjectId::parse("0123456789abcdef01234567");
    all.level = Level::high;
    all.line = {"a\"b", 3, tenon::Decimal::parse("9.990")};
    all.lines = {{"x", 1, {}}, {"y", 2, tenon::Decimal::parse("0.125")}};
    all.numbers = {std::numeric_limits<std::int64_t>::max(), -1, 9007199254740993};
    all.words = std::vector<std::string>{"one", ""};
    all.counts = {{"a.b", 1}, {"$c", 2}};
    all.shape = Box{2, 0.25};
    all.json = tenon::Json::parse(R"({"a":[1,2.5,null,true],"b":{"c":"d"}})");
    return all;
}

}  // namespace

TEST_CASE("every type comes back as it was stored") {
    on_each([](const tenon::Database& db) {
        db.sync<Everything>();
        const auto model = db.model<Everything>();
        const Everything wrote = model.create(sample());
        for (const Everything& read : {model.get(wrote.id), model.find().one()}) {
            CHECK(model.to_json(read) == model.to_json(wrote));
            CHECK(read.real == 0.1);
            CHECK(read.bytes == wrote.bytes);
            CHECK(read.at == wrote.at);
            CHECK(read.lines[1].price == tenon::Decimal::parse("0.125"));
            CHECK(read.numbers == wrote.numbers);
            CHECK(read.counts.at("a.b") == 1);
            CHECK(std::get<Box>(read.shape).height == 0.25);
            CHECK(read.json == wrote.json);
            CHECK(!read.maybe);
        }
        CHECK(model.edit(wrote.id).changed().empty());
    });
}

TEST_CASE("every type is found by its value") {
    on_each([](const tenon::Database& db) {
        db.sync<Everything>();
        const auto model = db.model<Everything>();
        const Everything wrote = model.create(sample());
        (void)model.create({});
        const auto only = [&](const auto& condition) {
            return model.count(condition) == 1 && model.one(condition).id == wrote.id;
        };
        CHECK(only(f<&Everything::flag>));
        CHECK(only(f<&Everything::tiny> == wrote.tiny));
        CHECK(only(f<&Everything::natural> == wrote.natural));
        CHECK(only(f<&Everything::big> == wrote.big));
        CHECK(only(f<&Everything::single> == 0.5));
        CHECK(only(f<&Everything::real> == 0.1));
        CHECK(only(f<&Everything::money> == tenon::Decimal::parse("-12345.670")));
        CHECK(only(f<&Everything::money> < 0));
        CHECK(only(f<&Everything::text> == wrote.text));
        CHECK(only(f<&Everything::text>.contains("%_")));
        CHECK(only(f<&Everything::text>.starts_with("é ")));
        CHECK(only(f<&Everything::text>.ends_with("\\ %_")));
        CHECK(only(f<&Everything::bytes> == wrote.bytes));
        CHECK(only(f<&Everything::at> == wrote.at));
        CHECK(only(f<&Everything::at> < tenon::Timestamp(0)));
        CHECK(only(f<&Everything::day> == wrote.day));
        CHECK(only(f<&Everything::day> > tenon::Date(2024, 2, 28)));
        CHECK(only(f<&Everything::clock> >= tenon::Time(12, 0, 0)));
        CHECK(only(f<&Everything::uuid> == wrote.uuid));
        CHECK(only(f<&Everything::object> == wrote.object));
        CHECK(only(f<&Everything::level> == Level::high));
        CHECK(only(f<&Everything::line, &Line::sku> == "a\"b"));
        CHECK(only(f<&Everything::line, &Line::price> > tenon::Decimal::parse("9.98")));
        CHECK(only(f<&Everything::lines>.any(f<&Line::sku> == "y" && f<&Line::quantity> == 2)));
        CHECK(model.count(f<&Everything::lines>.any(f<&Line::sku> == "y" && f<&Line::quantity> == 1)) == 0);
        CHECK(only(f<&Everything::numbers>.contains(9007199254740993)));
        CHECK(only(f<&Everything::words>.contains("")));
        CHECK(only(f<&Everything::line> == wrote.line));
        CHECK(only(f<&Everything::counts> == wrote.counts));
    });
}

TEST_CASE("keys may be UUIDs, ObjectIds, text, or several fields") {
    on_each([](const tenon::Database& db) {
        db.sync<Token, Paper, Country, Visit>();
        const auto tokens = db.model<Token>();
        const Token token = tokens.create({.name = "t"});
        CHECK(token.id.version() == 7);
        CHECK(tokens.get(token.id).name == "t");
        const Paper paper = db.model<Paper>().create({.token = token.id});
        CHECK(!paper.id.is_nil());
        CHECK(db.model<Paper>().find().include(f<&Paper::token>).one().token->name == "t");
        CHECK_THROWS_AS((void)db.model<Paper>().create({.token = tenon::Uuid::v4()}), tenon::ForeignKeyViolation);

        const auto countries = db.model<Country>();
        (void)countries.create({"FR", "France"});
        CHECK(countries.get("FR").name == "France");
        CHECK_THROWS_AS((void)countries.create({"FR", "Frankreich"}), tenon::UniqueViolation);
        CHECK(countries.upsert({"FR", "République"}).name == "République");
        auto france = countries.edit("FR");
        france->name = "France!";
        CHECK(france.save());

        const auto visits = db.model<Visit>();
        (void)visits.create({"FR", 2020, "rain"});
        (void)visits.create({"FR", 2021, "sun"});
        CHECK(visits.get("FR", 2021).note == "sun");
        CHECK_THROWS_AS((void)visits.get("FR"), tenon::QueryError);
        auto visit = visits.edit("FR", 2020);
        visit->note = "snow";
        visit.save();
        CHECK(visits.count(f<&Visit::note> == "snow") == 1);
    });
}

TEST_CASE("a decimal that its field can't keep is refused with the field's name, alike on each backend") {
    on_each([](const tenon::Database& db) {
        db.sync<Everything, Coin>();
        const auto model = db.model<Everything>();
        const auto refusal = [](auto&& run) { return message_of<tenon::CastError>(run); };
        const char* const keeps =
            "Everything: `money` keeps 12 digits, 2 of them after the point, and this decimal has more: round it.";
        Everything all = sample();
        all.money = tenon::Decimal::parse("1.005");
        CHECK(refusal([&] { (void)model.create(all); }) == keeps);
        all.money = tenon::Decimal::parse("12345678901");
        CHECK(refusal([&] { (void)model.create(all); }) == keeps);
        CHECK(refusal([&] {
                  (void)model.update(f<&Everything::id> == 1, f<&Everything::money> = tenon::Decimal::parse("0.001"));
              }) == keeps);
        all.money = tenon::Decimal::parse("-1234567890.1200");
        CHECK(model.get(model.create(all).id).money == all.money);
        CHECK(says(refusal([&] { (void)db.model<Coin>().create({.worth = tenon::Decimal::parse("0.5")}); }),
                   {"`worth` keeps no digits after the point", "precision(digits, scale)"}));
        CHECK(db.model<Coin>().create({.worth = tenon::Decimal::parse("5.0")}).worth == 5);
    });
}

TEST_CASE("a value that doesn't fit is refused before the statement") {
    on_each([](const tenon::Database& db) {
        db.sync<Everything>();
        const auto model = db.model<Everything>();
        Everything all = sample();
        all.real = std::numeric_limits<double>::quiet_NaN();
        CHECK_THROWS_AS((void)model.create(all), tenon::CastError);
        all = sample();
        all.money = tenon::Decimal::parse("1.005");
        CHECK_THROWS_AS((void)model.create(all), tenon::CastError);
        CHECK(model.count() == 0);
    });
}

namespace {
struct Meter {
    std::uint64_t count = 0;
};
struct House {
    std::int64_t id = 0;
    Meter meter{};
    std::vector<std::uint64_t> counts{};
};
}  // namespace

TEST_CASE("unsigned integers beyond int64 are refused inside nested values as they are in columns") {
    on_each([](const tenon::Database& db) {
        db.sync<House>();
        const auto houses = db.model<House>();
        const std::uint64_t most = std::numeric_limits<std::int64_t>::max();
        const auto id = houses.create({.meter = {most}, .counts = {most}}).id;
        CHECK(houses.find(f<&House::meter, &Meter::count> == most).select(f<&House::meter, &Meter::count>).one() ==
              most);
        if (db.backend() == "memory") {
            houses.create({.meter = {most + 1}});
            CHECK(houses.count(f<&House::meter, &Meter::count> > most) == 1);
            return;
        }
        CHECK_THROWS_WITH_AS(houses.create({.meter = {most + 1}}), doctest::Contains("9223372036854775807"),
                             tenon::CastError);
        CHECK_THROWS_AS(houses.create({.counts = {1, most + 1}}), tenon::CastError);
        CHECK_THROWS_AS(houses.update(f<&House::id> == id, f<&House::meter, &Meter::count> = most + 1),
                        tenon::CastError);
        CHECK_THROWS_AS(houses.update(f<&House::id> == id, f<&House::counts>.push(most + 1)), tenon::CastError);
        CHECK(houses.count() == 1);
        CHECK(houses.get(id).counts == std::vector<std::uint64_t>{most});
    });
}
