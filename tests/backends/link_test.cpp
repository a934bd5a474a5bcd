// descend through links: rows of another model that refer to rows of one twice.

#include <string>
#include <tuple>
#include <vector>

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::f;
using tenon::field;
namespace types = tenon::types;

namespace link_test {

struct Follow;

struct Fan {
    std::int64_t id = 0;
    std::string name{};
    tenon::Many<Follow> follows{};
    tenon::Many<Follow> followers{};
};

struct Follow {
    std::int64_t id = 0;
    tenon::Ref<Fan> who{};
    std::optional<tenon::Ref<Fan>> whom{};
};

void describe(tenon::Schema<Fan>& fan) {
    fan.has_many(f<&Fan::follows>, f<&Follow::who>);
    fan.has_many(f<&Fan::followers>, f<&Follow::whom>);
}

using Texts = std::vector<std::string>;

}  // namespace link_test

using namespace link_test;

namespace {

/// a -> b -> c -> d -> b, a -> c, e -> a; f follows itself, g nobody, and c somebody unknown.
void some_fans(const tenon::Database& db) {
    db.sync<Fan, Follow>();
    std::vector<Fan> fans;
    for (const char* name : {"a", "b", "c", "d", "e", "f", "g"}) fans.push_back({.name = name});
    fans = db.model<Fan>().insert_many(std::move(fans));
    std::vector<Follow> follows;
    for (const auto& [who, whom] :
         std::vector<std::pair<int, int>>{{0, 1}, {1, 2}, {2, 3}, {3, 1}, {0, 2}, {4, 0}, {5, 5}, {0, 1}})
        follows.push_back(
            {.who = fans[static_cast<std::size_t>(who)].id, .whom = fans[static_cast<std::size_t>(whom)].id});
    follows.push_back({.who = fans[2].id});
    (void)db.model<Follow>().insert_many(std::move(follows));
}

template <class Query>
Texts names(const Query& query) {
    return query.select(f<&Fan::name>).order_by(f<&Fan::name>).all();
}

}  // namespace

TEST_CASE("descend goes through links, finds each row once, and ends in cycles") {
    on_each([](const tenon::Database& db) {
        some_fans(db);
        const auto fans = db.model<Fan>();
        const auto from = [&](const char* name) {
            return fans.find(f<&Fan::name> == name).descend(f<&Fan::follows>, f<&Follow::whom>);
        };
        CHECK(names(from("a")) == Texts{"a", "b", "c", "d"});
        CHECK(names(from("b")) == Texts{"b", "c", "d"});
        CHECK(names(from("e")) == Texts{"a", "b", "c", "d", "e"});
        CHECK(names(from("f")) == Texts{"f"});
        CHECK(names(from("g")) == Texts{"g"});
        CHECK(names(from("nobody")).empty());
        CHECK(from("a").count() == 4);
        CHECK(from("g").exists());
        CHECK(names(fans.find(f<&Fan::name>.in({std::string("b"), std::string("f")}))
                        .descend(f<&Fan::follows>, f<&Follow::whom>)) == Texts{"b", "c", "d", "f"});
        CHECK(names(fans.find(f<&Fan::name> == "d").descend(f<&Fan::followers>, f<&Follow::who>)) ==
              Texts{"a", "b", "c", "d", "e"});
        CHECK(names(from("a").where(f<&Fan::name> > "b")) == Texts{"c", "d"});
        CHECK(from("a").order_by(f<&Fan::name>.desc()).limit(1).one().name == "d");
        CHECK(from("a").include(f<&Fan::follows>).order_by(f<&Fan::name>).first()->follows.size() == 3);
        CHECK(names(fans.find(f<&Fan::id>.in(from("b").select(f<&Fan::id>)) && f<&Fan::name> != "b")) ==
              Texts{"c", "d"});
    });
}

TEST_CASE("descend through links goes so many steps, and tells them by the shortest way") {
    on_each([](const tenon::Database& db) {
        some_fans(db);
        const auto fans = db.model<Fan>();
        const auto from = [&](std::int64_t levels) {
            return fans.find(f<&Fan::name> == "a").descend(f<&Fan::follows>, f<&Follow::whom>, levels);
        };
        CHECK(names(from(0)) == Texts{"a"});
        CHECK(names(from(1)) == Texts{"a", "b", "c"});
        CHECK(names(from(2)) == Texts{"a", "b", "c", "d"});
        CHECK(names(from(100)) == Texts{"a", "b", "c", "d"});
        using Depths = std::vector<std::tuple<std::string, std::int64_t>>;
        CHECK(from(9).order_by(tenon::depth(), f<&Fan::name>).select(f<&Fan::name>, tenon::depth()).all() ==
              Depths{{"a", 0}, {"b", 1}, {"c", 1}, {"d", 2}});
        CHECK(names(from(9).where(tenon::depth() == 1)) == Texts{"b", "c"});
        CHECK_THROWS_WITH_AS((void)fans.find(f<&Fan::name> == "a")
                                 .descend(f<&Fan::follows>, f<&Follow::whom>)
                                 .order_by(tenon::depth())
                                 .all(),
                             doctest::Contains("with a number of steps"), tenon::QueryError);
        CHECK_THROWS_AS((void)fans.find().descend(f<&Fan::follows>, f<&Follow::whom>).all(), tenon::QueryError);
    });
}

TEST_CASE("records descend through links") {
    on_each([](const tenon::Database& db) {
        const auto people =
            db.define("Person", {{"name", {.type = types::text}}},
                      {.has_many = {{"friendships", "Friendship", "one"}, {"befriended", "Friendship", "other"}}});
        const auto friendships = db.define("Friendship", {{"one", {.type = types::int64, .references = "Person"}},
                                                          {"other", {.type = types::int64, .references = "Person"}},
                                                          {"since", {.type = types::text}}});
        db.sync();
        for (const char* name : {"a", "b", "c", "d"}) people.create({{"name", name}});
        for (const auto& [one, other] : std::vector<std::pair<int, int>>{{1, 2}, {2, 3}, {3, 1}})
            friendships.create({{"one", one}, {"other", other}});
        const auto named = [](const std::vector<tenon::RawRow>& rows) {
            std::string all;
            for (const tenon::RawRow& row : rows) all += row["name"].as_text();
            return all;
        };
        const auto a = people.find(field("name") == "a");
        CHECK(named(a.descend("friendships", "other").select({"name"}).order_by("name").all()) == "abc");
        CHECK(named(a.descend("friendships", "other", 1).select({"name"}).order_by("name").all()) == "ab");
        CHECK(named(a.descend("befriended", "one", 1).select({"name"}).order_by("name").all()) == "ac");
        CHECK(a.descend("friendships", "other").count() == 3);
        CHECK_THROWS_AS((void)a.descend("friends", "other"), tenon::QueryError);
        CHECK_THROWS_AS((void)a.descend("friendships", "another"), tenon::QueryError);
        CHECK_THROWS_WITH_AS((void)a.descend("friendships", "since").all(),
                             doctest::Contains("`since` holds no key of Person"), tenon::QueryError);
    });
}

TEST_CASE("rows that nothing links any more are no longer found") {
    on_each([](const tenon::Database& db) {
        some_fans(db);
        const auto fans = db.model<Fan>();
        const auto from_a = fans.find(f<&Fan::name> == "a").descend(f<&Fan::follows>, f<&Follow::whom>);
        CHECK(from_a.count() == 4);
        db.model<Follow>().remove(f<&Follow::whom>.any(f<&Fan::name> == "d"));
        CHECK(names(from_a) == Texts{"a", "b", "c"});
    });
}
