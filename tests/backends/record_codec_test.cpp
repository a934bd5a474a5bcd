// Types of the user's own in run-time models, and the same table as a struct has it.

#include <string>
#include <utility>
#include <vector>

#include "support/backends.hpp"
#include "support/messages.hpp"
#include "support/money.hpp"

namespace {

struct Weight {
    tenon::Decimal kilograms{};
};

enum class Grade { low = -1, high = 10 };

}  // namespace

template <>
struct tenon::Codec<Weight> {
    using Stored = tenon::Decimal;
    static const tenon::Decimal& encode(const Weight& weight) { return weight.kilograms; }
    static Weight decode(const tenon::Decimal& stored) { return {stored}; }
};
template <>
struct tenon::Codec<Grade> : tenon::StoredAsInteger<Grade> {};

namespace {

using namespace backends;
using tenon::Array;
using tenon::Document;
using tenon::field;
using tenon::Value;
namespace types = tenon::types;

struct Part {
    Money fee{};
    std::optional<Handle> called{};
};

struct Ware {
    std::int64_t id = 0;
    Handle name{};
    Money price{};
    std::optional<Money> rebate{};
    std::optional<Weight> weight{};
    Grade grade = Grade::low;
    std::optional<Part> part{};
    std::vector<Money> steps{};
};

void describe(tenon::Schema<Ware>& ware) {
    ware.field(f<&Ware::name>).max_length(20).unique();
    ware.field(f<&Ware::price>).max(1000);
    ware.field(f<&Ware::weight>).precision(6, 2);
}

tenon::RecordModel define_wares(const tenon::Database& db) {
    return db.define(
        "Ware",
        {{"name", {.type = types::of<Handle>(), .required = true, .unique = true, .max_length = 20}},
         {"price", {.type = types::of<Money>(), .required = true, .default_value = Money{5}, .max = Money{1000}}},
         {"rebate", {.type = types::of<Money>()}},
         {"weight", {.type = types::of<Weight>(6, 2)}},
         {"grade", {.type = types::of<Grade>(), .required = true, .default_value = Grade::low}},
         {"part",
          {.type = types::structure(
               {{"fee", {.type = types::of<Money>(), .required = true}}, {"called", {.type = types::of<Handle>()}}})}},
         {"steps", {.type = types::array(types::of<Money>()), .required = true, .default_value = Array{}}}});
}

}  // namespace

TEST_CASE("values of a user's type go into a record through its Codec, and come out by get") {
    on_each([](const tenon::Database& db) {
        const auto wares = define_wares(db);
        db.sync();
        CHECK(db.check("Ware").empty());
        auto made = wares.create({{"name", Handle("Cup")},
                                  {"price", Money{250}},
                                  {"weight", Weight{tenon::Decimal::parse("1.5")}},
                                  {"grade", Grade::high},
                                  {"part", Document{{"fee", Money{7}}, {"called", "Ear"}}},
                                  {"steps", Array{Money{1}, "2"}}});
        CHECK(
            made.to_json() ==
            R"({"id":1,"name":"cup","price":250,"rebate":null,"weight":"1.50","grade":10,"part":{"fee":7,"called":"ear"},"steps":[1,2]})");
        const auto read = wares.get(1);
        CHECK(read.to_json() == made.to_json());
        CHECK(read["price"].as_int64() == 250);
        CHECK(read.get<Money>("price") == Money{250});
        CHECK(read.get<Handle>("name").text() == "cup");
        CHECK(read.get<Weight>("weight").kilograms == tenon::Decimal::parse("1.5"));
        CHECK(read.get<Grade>("grade") == Grade::high);
        CHECK(read.get<Money>("part.fee") == Money{7});
        CHECK(read.get<std::optional<Handle>>("part.called")->text() == "ear");
        CHECK(!read.get<std::optional<Money>>("rebate"));
        CHECK(message_of<tenon::Error>([&] { (void)read.get<Money>("rebate"); }) ==
              "Ware: `rebate` is empty: read it as a std::optional.");
        CHECK(message_of<tenon::Error>([&] { (void)read.get<Money>("name"); }).starts_with("Ware: "));
        CHECK_THROWS_AS((void)read.get<Money>("prise"), tenon::QueryError);

        const auto plain = wares.from_json(R"({"name": "PLATE", "steps": ["4"]})");
        CHECK(plain["name"].as_text() == "plate");
        CHECK(plain.get<Money>("price") == Money{5});
        CHECK(plain.get<Grade>("grade") == Grade::low);
        made.set("name", "Mug").set("part.fee", Money{8}).set("rebate", Money{1});
        CHECK(made["name"].as_text() == "mug");
        CHECK(made.save());
        CHECK(wares.get(1).get<Money>("part.fee") == Money{8});
    });
}

TEST_CASE("what a Codec refuses is a CastError with its path") {
    on_each([](const tenon::Database& db) {
        const auto wares = define_wares(db);
        db.sync();
        const std::string refused = " is refused by the Codec of its type.";
        CHECK(message_of<tenon::Error>([&] { (void)wares.create({{"name", "a cup"}}); }) == "Ware: `name`" + refused);
        CHECK(message_of<tenon::Error>([&] { (void)wares.create({{"name", "x"}, {"price", -1}}); }) ==
              "Ware: `price`" + refused);
        CHECK(message_of<tenon::Error>([&] {
                  (void)wares.create({{"name", "x"}, {"price", "dear"}});
              }).starts_with("Ware: `price` must be a whole number"));
        CHECK(message_of<tenon::Error>([&] { (void)wares.create({{"name", "x"}, {"grade", 3}}); }) ==
              "Ware: `grade`" + refused);
        CHECK(message_of<tenon::Error>([&] {
                  (void)wares.build({{"name", "x"}, {"weight", "1.234"}});
              }).starts_with("Ware: `weight` keeps 6 digits"));
        try {
            (void)wares.from_json(R"({"name": "a b", "part": {"fee": -1, "called": "c d"}, "steps": [1, -2, -3]})");
            FAIL("it was taken");
        } catch (const tenon::CastError& error) {
            std::string paths;
            for (const tenon::Failure& failure : error.failures()) paths += failure.path + " ";
            CHECK(paths == "name part.fee part.called steps.1 steps.2 ");
        }
        CHECK(message_of<tenon::Error>([&] { (void)wares.create({{"name", "x"}, {"price", Money{1001}}}); }) ==
              "Ware is not valid: `price` must be at most 1000.");
        CHECK(message_of<tenon::Error>([&] {
                  (void)db.define("Other", {{"x", {.type = types::of<Money>(), .default_value = -1}}});
              }).find("Codec") != std::string::npos);
        CHECK(wares.count() == 0);
    });
}

TEST_CASE("conditions compare what is stored, and updates go through the Codec") {
    on_each([](const tenon::Database& db) {
        const auto wares = define_wares(db);
        db.sync();
        wares.create({{"name", "cup"}, {"price", 250}, {"grade", Grade::high}, {"steps", Array{1}}});
        wares.create({{"name", "mug"}, {"price", 300}, {"rebate", Money{2}}, {"part", Document{{"fee", 7}}}});
        CHECK(wares.find(field("price") == Money{250}).count() == 1);
        CHECK(wares.find(field("price") > Money{100} && field("price") < 300).count() == 1);
        CHECK(wares.find(field("price").in({Money{250}, Money{300}})).count() == 2);
        CHECK(wares.find(field("name") == Handle("CUP")).count() == 1);
        CHECK(wares.find(field("name") == "CUP").count() == 0);
        CHECK(wares.find(field("grade") == Grade::high).count() == 1);
        CHECK(wares.find(field("part.fee") == Money{7}).count() == 1);
        CHECK(wares.find(field("steps").contains_element(Money{1})).count() == 1);
        CHECK(wares.find().sum("price").as_int64() == 550);

        const auto cup = field("name") == "cup";
        CHECK(wares.update(cup, {{"price", Money{400}}}) == 1);
        CHECK(wares.update(cup, field("price").inc(1), field("steps").push(Money{9}), field("rebate").set(Money{3})) ==
              1);
        CHECK(wares.find(cup).one().to_json() ==
              R"({"id":1,"name":"cup","price":401,"rebate":3,"weight":null,"grade":10,"part":null,"steps":[1,9]})");
        CHECK(wares.update(cup, field("name").set("KETTLE")) == 1);
        CHECK(wares.get(1)["name"].as_text() == "kettle");
        const auto update = [&](const tenon::RecordUpdate& change) {
            return message_of<tenon::Error>([&] { wares.update(field("id") == 1, change); });
        };
        const std::string refused = " is refused by the Codec of its type.";
        CHECK(update(field("name").set("a b")) == "Ware: `name`" + refused);
        CHECK(update(field("steps").push(-1)) == "Ware: `steps.0`" + refused);
        CHECK(update(field("steps").each().set(-1)) == "Ware: `steps`" + refused);
        CHECK(update(field("part").set(Document{{"fee", -1}})) == "Ware: `part.fee`" + refused);
        CHECK(message_of<tenon::Error>([&] { wares.update(field("id") == 1, {{"part.fee", -1}}); }) ==
              "Ware: `part.fee`" + refused);
        CHECK(wares.find_or_create(field("name") == "jug", {{"price", Money{1}}}).object.get<Money>("price") ==
              Money{1});
        wares.upsert({{"name", "JUG"}, {"price", 2}});
        CHECK(wares.find(field("name") == "jug").one()["price"].as_int64() == 2);
    });
}

TEST_CASE("a struct and a run-time model with the same types are the same table") {
    const TemporaryFolder folder;
    const std::string url = "sqlite:" + folder.file("wares.db");
    const auto first = tenon::open(url), second = tenon::open(url);
    first.sync<Ware>();
    const auto typed = first.model<Ware>();
    const auto wares = define_wares(second);
    CHECK(second.check("Ware").empty());
    const Ware cup = typed.create({.name = Handle("Cup"),
                                   .price = {250},
                                   .weight = Weight{tenon::Decimal::parse("1.5")},
                                   .grade = Grade::high,
                                   .part = Part{.fee = {7}, .called = Handle("ear")},
                                   .steps = {{1}, {2}}});
    CHECK(wares.get(1).to_json() == typed.to_json(typed.get(cup.id)));
    wares.create({{"name", "MUG"}, {"price", 300}, {"part", Document{{"fee", 9}}}});
    const Ware mug = typed.get(2);
    CHECK(mug.name.text() == "mug");
    CHECK(mug.price == Money{300});
    CHECK(mug.part->fee == Money{9});
    CHECK(mug.grade == Grade::low);
    CHECK(first.model("Ware").get(2).get<Money>("price") == Money{300});

    first.execute("update wares set name = 'a b' where id = 1");
    CHECK_THROWS_AS((void)typed.get(1), tenon::CastError);
    CHECK(message_of<tenon::Error>([&] { (void)wares.get(1); }) == "Ware: `name` is refused by the Codec of its type.");
    CHECK_THROWS_AS((void)wares.find().all(), tenon::CastError);
    first.execute("update wares set name = 'x', steps = '[1,-2]' where id = 1");
    CHECK(message_of<tenon::Error>([&] { (void)wares.get(1); }) ==
          "Ware: `steps.1` is refused by the Codec of its type.");
}
