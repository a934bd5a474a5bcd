// A struct's model and one that is defined at run time are the same engine: the same description and the same statements.

#include "support/backends.hpp"
#include "support/statements.hpp"

using namespace backends;
using tenon::field;
namespace types = tenon::types;

namespace {

struct Aged {
    std::string name{};
    std::int64_t place = 0;
};

struct Guest {
    std::int64_t id = 0;
    std::string name{};
    std::string email{};
    std::optional<std::int32_t> age{};
};

void describe(tenon::Schema<Guest>& guest) {
    guest.field(f<&Guest::name>).required();
    guest.field(f<&Guest::email>).required().unique();
    guest.field(f<&Guest::age>).min(0).index();
}

struct Visit;

struct House {
    std::int64_t id = 0;
    std::string town{};
    tenon::Many<Visit> visits{};
    tenon::Many<Visit> seconds{};
    tenon::One<Visit> last{};
};

struct Visit {
    std::int64_t id = 0;
    tenon::Ref<House> house{};
    std::optional<tenon::Ref<House>> second{};
    std::int32_t days = 0;
    std::vector<std::string> notes{};
};

void describe(tenon::Schema<House>& house) {
    house.field(f<&House::town>).required();
    house.has_many(f<&House::visits>, f<&Visit::house>).on_delete(tenon::cascade);
    house.has_many(f<&House::seconds>, f<&Visit::second>);
    house.has_one(f<&House::last>, f<&Visit::second>);
}

void define_houses(const tenon::Database& db) {
    db.define("House", {{"town", {.type = types::text, .required = true}}},
              {.has_many = {{"visits", "Visit", "house", tenon::cascade}, {"seconds", "Visit", "second"}},
               .has_one = {{"last", "Visit", "second"}}});
    db.define("Visit",
              {{"house", {.type = types::int64, .required = true, .column = "house_id", .references = "House"}},
               {"second", {.type = types::int64, .column = "second_id", .references = "House"}},
               {"days", {.type = types::int32, .required = true}},
               {"notes", {.type = types::array(types::text), .required = true}}});
}

std::vector<std::string> relations_of_struct(const tenon::Database& db) {
    const auto houses = db.model<House>();
    const auto visits = db.model<Visit>();
    const Statements sent(db);
    (void)houses.find(f<&House::visits>.any(f<&Visit::days> > 2) || f<&House::seconds>.none()).all();
    (void)houses.find(f<&House::visits>.all(f<&Visit::second>.any(f<&House::town> == "Rome"))).count();
    (void)houses.find(!f<&House::last>.any() && f<&House::visits>.count(f<&Visit::days> == 1) > 1).all();
    (void)visits.find(f<&Visit::house>.any(f<&House::town>.starts_with("R"))).exists();
    (void)visits.find(f<&Visit::second>.none(f<&House::town> == "Rome")).order_by(f<&Visit::house>).all();
    (void)visits.find(f<&Visit::notes>.any(tenon::element<std::string> == "x") && f<&Visit::notes>.any()).all();
    houses.update(f<&House::seconds>.count() == 0, f<&House::town> = "Oslo");
    (void)houses.find()
        .include(
            f<&House::visits>.where(f<&Visit::days> < 9).order_by(f<&Visit::days>.desc()).limit(1).include(f<&Visit::second>),
            f<&House::last>)
        .order_by(f<&House::id>)
        .all();
    (void)visits.find().include(f<&Visit::house>.include(f<&House::visits>.order_by(f<&Visit::id>))).all();
    (void)houses.find()
        .order_by(f<&House::id>)
        .join(f<&House::visits>.where(f<&Visit::days> > 1).order_by(f<&Visit::id>).limit(2))
        .select(f<&House::town>, f<&Visit::days>)
        .all();
    (void)houses.find().select(f<&House::town>, f<&House::visits>.count()).all();
    return sent.texts();
}

std::vector<std::string> relations_at_run_time(const tenon::Database& db) {
    const auto houses = db.model("House");
    const auto visits = db.model("Visit");
    const Statements sent(db);
    (void)houses.find(field("visits").any(field("days") > 2) || field("seconds").none()).all();
    (void)houses.find(field("visits").all(field("second").any(field("town") == "Rome"))).count();
    (void)houses.find(!field("last").any() && field("visits").count(field("days") == 1) > 1).all();
    (void)visits.find(field("house").any(field("town").starts_with("R"))).exists();
    (void)visits.find(field("second").none(field("town") == "Rome")).order_by("house").all();
    (void)visits.find(field("notes").any(tenon::this_element() == "x") && field("notes").any()).all();
    houses.update(field("seconds").count() == 0, {{"town", "Oslo"}});
    (void)houses.find()
        .include(field("visits").where(field("days") < 9).order_by_descending("days").limit(1).include("second"),
                 "last")
        .order_by("id")
        .all();
    (void)visits.find().include(field("house").include(field("visits").order_by("id"))).all();
    (void)houses.find()
        .order_by("id")
        .join("visits", visits.find(field("days") > 1).order_by("id").limit(2))
        .select({"town", {"days", tenon::joined(field("days"))}})
        .all();
    (void)houses.find().select({"town", {"visits", field("visits").count()}}).all();
    return sent.texts();
}

tenon::RecordModel define_guests(const tenon::Database& db) {
    return db.define("Guest", {{"name", {.type = types::text, .required = true}},
                               {"email", {.type = types::text, .required = true, .unique = true}},
                               {"age", {.type = types::int32, .index = true, .min = 0}}});
}

std::vector<std::string> statements_of_struct(const tenon::Database& db) {
    const auto guests = db.model<Guest>();
    const Statements sent(db);
    guests.create({.name = "Ada", .email = "ada@example.com", .age = 36});
    (void)guests.get(1);
    (void)guests.find(f<&Guest::age> >= 18 && f<&Guest::name>.starts_with("A"))
        .order_by(f<&Guest::name>.desc())
        .limit(3)
        .all();
    (void)guests.find(f<&Guest::age> != std::optional<std::int32_t>()).count();
    (void)guests.find(f<&Guest::email> == "ada@example.com").exists();
    guests.update(f<&Guest::name> == "Ada", f<&Guest::age> = 37);
    guests.remove(f<&Guest::age> > 100);
    return sent.texts();
}

std::vector<std::string> selections_of_struct(const tenon::Database& db) {
    const auto guests = db.model<Guest>();
    const Statements sent(db);
    const auto names = guests.find(f<&Guest::age> > 18).select(f<&Guest::name>);
    (void)guests.find()
        .order_by(f<&Guest::id>)
        .select(f<&Guest::name>, tenon::rank().over(tenon::partition_by(f<&Guest::email>),
                                                    tenon::order_by(f<&Guest::age>.desc(), f<&Guest::id>)))
        .limit(3)
        .all();
    (void)guests.find()
        .select(tenon::sum(f<&Guest::age>).over(), tenon::count().over(tenon::partition_by(f<&Guest::name>)),
                tenon::lag<2>(f<&Guest::name>).over(tenon::order_by(f<&Guest::id>)))
        .all();
    (void)guests.find()
        .group_by(f<&Guest::name>)
        .select(f<&Guest::name>, tenon::max(f<&Guest::age>), tenon::count())
        .having(tenon::count() > 1)
        .order_by(tenon::output<2>.desc())
        .all();
    (void)names.union_with(guests.find().select(f<&Guest::email>)).order_by(tenon::output<0>).limit(2).all();
    (void)names.except(names).union_all(names).count();
    (void)names.intersect(names).exists();
    (void)tenon::from(guests.find().select<Aged>(f<&Guest::name>, f<&Guest::id>))
        .where(f<&Aged::place> > 1 || f<&Aged::name> == "Ada")
        .order_by(f<&Aged::place>.desc())
        .limit(2)
        .all();
    return sent.texts();
}

std::vector<std::string> selections_at_run_time(const tenon::Database& db) {
    const auto guests = db.model("Guest");
    const Statements sent(db);
    const auto names = guests.find(field("age") > 18).select({"name"});
    (void)guests.find()
        .order_by("id")
        .select({"name",
                 {"place", tenon::rank().over(tenon::partition_by(field("email")),
                                              tenon::order_by(field("age").desc(), field("id")))}})
        .limit(3)
        .all();
    (void)guests.find()
        .select({{"ages", tenon::sum(field("age")).over()},
                 {"namesakes", tenon::count().over(tenon::partition_by(field("name")))},
                 {"before", tenon::lag(field("name"), 2).over(tenon::order_by(field("id")))}})
        .all();
    (void)guests.find()
        .group_by("name")
        .select({"name", {"oldest", tenon::max(field("age"))}, {"guests", tenon::count()}})
        .having(tenon::count() > 1)
        .order_by_descending("guests")
        .all();
    (void)names.union_with(guests.find().select({"email"})).order_by("name").limit(2).all();
    (void)names.except(names).union_all(names).count();
    (void)names.intersect(names).exists();
    (void)tenon::from(guests.find().select({"name", {"place", field("id")}}))
        .where(field("place") > 1 || field("name") == "Ada")
        .order_by_descending("place")
        .limit(2)
        .all();
    return sent.texts();
}

std::vector<std::string> statements_at_run_time(const tenon::Database& db) {
    const auto guests = db.model("Guest");
    const Statements sent(db);
    guests.create({{"name", "Ada"}, {"email", "ada@example.com"}, {"age", 36}});
    (void)guests.get(1);
    (void)guests.find(field("age") >= 18 && field("name").starts_with("A")).order_by_descending("name").limit(3).all();
    (void)guests.find(field("age") != tenon::Value()).count();
    (void)guests.find(field("email") == "ada@example.com").exists();
    guests.update(field("name") == "Ada", {{"age", 37}});
    guests.remove(field("age") > 100);
    return sent.texts();
}

}  // namespace

TEST_CASE("a struct and a run-time definition of it are one model and reach the database by the same statements") {
    on_pairs([](const tenon::Database& typed, const tenon::Database& defined) {
        const auto guests = typed.model<Guest>();
        const auto records = define_guests(defined);
        typed.sync<Guest>();
        defined.sync();

        const tenon::schema::Model& described = guests.schema();
        const tenon::schema::Model& made = records.schema();
        CHECK(described.table == made.table);
        CHECK(described.key == made.key);
        CHECK(described.indexes.size() == made.indexes.size());
        REQUIRE(described.fields.size() == made.fields.size());
        for (std::size_t at = 0; at < made.fields.size(); ++at) {
            CHECK(described.fields[at].name == made.fields[at].name);
            CHECK(described.fields[at].column == made.fields[at].column);
            CHECK(described.fields[at].type.base == made.fields[at].type.base);
            CHECK(described.fields[at].type.nullable == made.fields[at].type.nullable);
            CHECK(described.fields[at].rules.required == made.fields[at].rules.required);
        }

        const std::vector<std::string> of_struct = statements_of_struct(typed);
        CHECK(of_struct.size() == 7);
        CHECK(of_struct == statements_at_run_time(defined));
        const std::vector<std::string> selections = selections_of_struct(typed);
        CHECK(selections.size() == 7);
        CHECK(selections == selections_at_run_time(defined));
    });
}

TEST_CASE("relations of a struct and of a run-time definition are asked and loaded by the same statements") {
    on_pairs([](const tenon::Database& typed, const tenon::Database& defined) {
        typed.sync<House, Visit>();
        define_houses(defined);
        defined.sync();
        for (const std::int64_t house : {1, 2}) {
            typed.model<House>().create({.town = "Rome"});
            defined.model("House").create({{"town", "Rome"}});
            for (const std::int32_t days : {1, 3}) {
                typed.model<Visit>().create({.house = house, .second = 1, .days = days, .notes = {"x"}});
                defined.model("Visit").create(
                    {{"house", house}, {"second", 1}, {"days", days}, {"notes", tenon::Array{"x"}}});
            }
        }
        const std::vector<std::string> of_struct = relations_of_struct(typed);
        CHECK(of_struct.size() == 16);
        CHECK(of_struct == relations_at_run_time(defined));

        CHECK(typed.model<House>().remove(f<&House::id> == 2) == 1);
        CHECK(defined.model("House").remove(field("id") == 2) == 1);
        CHECK(typed.model<Visit>().count() == 2);
        CHECK(defined.model("Visit").count() == 2);
    });
}
