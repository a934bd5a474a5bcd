#include <map>

#include "support/backends.hpp"

using namespace backends;

namespace {

struct Part {
    std::int64_t id = 0;
    std::optional<tenon::Ref<Part>> parent{};
    std::string name{};
    int weight = 0;
};

using Texts = std::vector<std::string>;

/// car: (wheel: (tyre, rim: (bolt)), engine: (bolt2)); boat alone.
void some_parts(const tenon::Database& db) {
    db.sync<Part>();
    const auto parts = db.model<Part>();
    std::map<std::string, std::int64_t> ids;
    const auto add = [&](const std::string& name, const std::string& parent, int weight) {
        Part part{.name = name, .weight = weight};
        if (!parent.empty()) part.parent = ids.at(parent);
        ids[name] = parts.create(part).id;
    };
    add("car", "", 1);
    add("wheel", "car", 2);
    add("engine", "car", 3);
    add("tyre", "wheel", 4);
    add("rim", "wheel", 5);
    add("bolt", "rim", 6);
    add("bolt2", "engine", 7);
    add("boat", "", 8);
}

}  // namespace

TEST_CASE("descend finds rows and all below them, with their depth") {
    on_each([](const tenon::Database& db) {
        some_parts(db);
        const auto parts = db.model<Part>();
        const auto below = [&](const std::string& name) {
            return parts.find(f<&Part::name> == name).descend(f<&Part::parent>);
        };
        const auto names = [](const auto& query) {
            return query.select(f<&Part::name>).order_by(f<&Part::name>).all();
        };
        CHECK(names(below("car")) == Texts{"bolt", "bolt2", "car", "engine", "rim", "tyre", "wheel"});
        CHECK(names(below("wheel")) == Texts{"bolt", "rim", "tyre", "wheel"});
        CHECK(names(below("boat")) == Texts{"boat"});
        CHECK(names(below("nothing")).empty());
        const auto depths =
            below("car").order_by(tenon::depth(), f<&Part::name>).select(f<&Part::name>, tenon::depth()).all();
        REQUIRE(depths.size() == 7);
        CHECK(depths[0] == std::tuple<std::string, std::int64_t>("car", 0));
        CHECK(depths[2] == std::tuple<std::string, std::int64_t>("wheel", 1));
        CHECK(depths[6] == std::tuple<std::string, std::int64_t>("bolt", 3));
        const auto objects = below("rim").order_by(tenon::depth()).all();
        REQUIRE(objects.size() == 2);
        CHECK(objects[0].name == "rim");
        CHECK(objects[1].weight == 6);
        CHECK(below("car").order_by(tenon::depth().desc()).first()->name == "bolt");
        CHECK(below("car").count() == 7);
        CHECK(below("tyre").exists());
        CHECK(below("car").limit(0).all().empty());
    });
}

TEST_CASE("conditions behind descend are on what it found, and it goes so many steps") {
    on_each([](const tenon::Database& db) {
        some_parts(db);
        const auto parts = db.model<Part>();
        const auto names = [](const auto& query) {
            return query.select(f<&Part::name>).order_by(f<&Part::name>).all();
        };
        const auto below = [&](std::int64_t levels) {
            return parts.find(f<&Part::name> == "car").descend(f<&Part::parent>, levels);
        };
        CHECK(names(below(0)) == Texts{"car"});
        CHECK(names(below(1)) == Texts{"car", "engine", "wheel"});
        CHECK(names(below(2).where(tenon::depth() == 2)) == Texts{"bolt2", "rim", "tyre"});
        CHECK(names(below(9).where(f<&Part::weight> > 4 && tenon::depth() > 0)) == Texts{"bolt", "bolt2", "rim"});
        CHECK(below(9).where(f<&Part::id> == 4).count() == 1);
        CHECK(below(9).where(f<&Part::weight> > 4).aggregate(tenon::sum(f<&Part::weight>)) == 18);
        const auto per_level =
            below(9).group_by(tenon::depth()).select(tenon::depth(), tenon::count()).order_by(tenon::depth()).all();
        REQUIRE(per_level.size() == 4);
        CHECK(per_level[2] == std::tuple<std::int64_t, std::int64_t>(2, 3));
        CHECK(parts.count(f<&Part::id>.in(below(1).select(f<&Part::id>))) == 3);
        CHECK(below(3).select(f<&Part::name>).union_with(below(1).select(f<&Part::name>)).count() == 7);
    });
}

TEST_CASE("rows where several trees begin are found once, and cycles end") {
    on_each([](const tenon::Database& db) {
        some_parts(db);
        const auto parts = db.model<Part>();
        const auto both = parts.find(f<&Part::name>.in({"car", "rim"})).descend(f<&Part::parent>);
        CHECK(both.count() == 7);
        CHECK(both.where(f<&Part::name> == "bolt").select(tenon::depth()).one() == 1);
        CHECK(parts.update(f<&Part::name> == "car", f<&Part::parent> = parts.find(f<&Part::name> == "bolt").one().id) ==
              1);
        const auto around = parts.find(f<&Part::name> == "wheel").descend(f<&Part::parent>);
        CHECK(around.count() == 7);
        CHECK(around.where(f<&Part::name> == "bolt2").select(tenon::depth()).one() == 5);
        CHECK(parts.find(f<&Part::weight> > 0).descend(f<&Part::parent>).count() == 8);
        CHECK(parts.find(f<&Part::parent> == std::nullopt).descend(f<&Part::parent>).count() == 1);
        CHECK(parts.update(f<&Part::name> == "boat",
                           f<&Part::parent> = parts.find(f<&Part::name> == "boat").one().id) == 1);
        CHECK(parts.find(f<&Part::name> == "boat").descend(f<&Part::parent>).count() == 1);
    });
}

TEST_CASE("ascend finds rows and all above them, by the shortest way") {
    on_each([](const tenon::Database& db) {
        some_parts(db);
        const auto parts = db.model<Part>();
        const auto names = [](const auto& query) {
            return query.select(f<&Part::name>).order_by(f<&Part::name>).all();
        };
        const auto above = [&](const std::string& name) {
            return parts.find(f<&Part::name> == name).ascend(f<&Part::parent>);
        };
        CHECK(names(above("bolt")) == Texts{"bolt", "car", "rim", "wheel"});
        CHECK(names(above("car")) == Texts{"car"});
        CHECK(names(above("nothing")).empty());
        CHECK(above("bolt").count() == 4);
        CHECK(above("bolt").where(f<&Part::weight> < 3).order_by(f<&Part::weight>).first()->name == "car");
        const auto steps = parts.find(f<&Part::name> == "bolt").ascend(f<&Part::parent>, 2);
        CHECK(steps.order_by(tenon::depth()).select(f<&Part::name>, tenon::depth()).all() ==
              std::vector<std::tuple<std::string, std::int64_t>>{{"bolt", 0}, {"rim", 1}, {"wheel", 2}});
        CHECK(parts.find(f<&Part::name> == "bolt").ascend(f<&Part::parent>, 0).count() == 1);
        // Two ways lead to the car: the shorter one counts; a row where one begins is no row above.
        const auto two = parts.find(f<&Part::name>.in({"bolt", "engine", "rim"})).ascend(f<&Part::parent>, 9);
        CHECK(two.order_by(tenon::depth(), f<&Part::name>).select(f<&Part::name>, tenon::depth()).all() ==
              std::vector<std::tuple<std::string, std::int64_t>>{
                  {"bolt", 0}, {"engine", 0}, {"rim", 0}, {"car", 1}, {"wheel", 1}});
        CHECK(parts.find(f<&Part::weight> > 0).ascend(f<&Part::parent>).count() == 8);
        CHECK(parts.count(f<&Part::id>.in(above("tyre").select(f<&Part::id>))) == 3);
        CHECK(tenon::Query<Part>(above("tyre")).count() == 3);
        // A cycle that is entered from outside.
        parts.update(f<&Part::name> == "car", f<&Part::parent> = parts.find(f<&Part::name> == "wheel").one().id);
        CHECK(names(above("bolt")) == Texts{"bolt", "car", "rim", "wheel"});
        CHECK(parts.find(f<&Part::name> == "bolt").ascend(f<&Part::parent>, 50).select(tenon::depth()).count() == 4);
        CHECK(parts.find(f<&Part::name> == "bolt")
                  .ascend(f<&Part::parent>, 50)
                  .where(f<&Part::name> == "car")
                  .select(tenon::depth())
                  .one() == 3);
        CHECK(names(above("car")) == Texts{"car", "wheel"});
        CHECK_THROWS_AS((void)above("bolt").select(tenon::depth()).all(), tenon::QueryError);
        CHECK_THROWS_AS((void)parts.find().ascend(f<&Part::parent>).all(), tenon::QueryError);
        CHECK_THROWS_AS(above("bolt").remove(), tenon::QueryError);
    });
}

TEST_CASE("descend is refused where it has no meaning") {
    on_each([](const tenon::Database& db) {
        some_parts(db);
        const auto parts = db.model<Part>();
        CHECK_THROWS_AS((void)parts.find().descend(f<&Part::parent>).all(), tenon::QueryError);
        CHECK_THROWS_AS((void)parts.find(tenon::when(false, f<&Part::id> == 1)).descend(f<&Part::parent>).all(),
                        tenon::QueryError);
        CHECK_THROWS_AS((void)parts.find(f<&Part::id> == 1).limit(1).descend(f<&Part::parent>).all(),
                        tenon::QueryError);
        CHECK_THROWS_AS((void)parts.find(tenon::depth() == 1).all(), tenon::QueryError);
        CHECK_THROWS_AS(parts.find(f<&Part::id> == 1).descend(f<&Part::parent>).remove(), tenon::QueryError);
        CHECK_THROWS_AS((void)parts.find(f<&Part::id> == 1).descend(f<&Part::parent>, -1), tenon::QueryError);
        CHECK(parts.count() == 8);
    });
}

TEST_CASE("run-time models descend, and are distinct on a field") {
    on_each([](const tenon::Database& db) {
        namespace types = tenon::types;
        using tenon::field;
        const auto nodes = db.define(
            "Node", {{"name", {.type = types::text}}, {"above", {.type = types::int64, .references = "Node"}}});
        db.sync();
        (void)nodes.create({{"name", "root"}});
        (void)nodes.create({{"name", "a"}, {"above", 1}});
        (void)nodes.create({{"name", "b"}, {"above", 2}});
        (void)nodes.create({{"name", "a"}, {"above", 3}});
        CHECK(nodes.find(field("name") == "b").descend("above").count() == 2);
        CHECK(nodes.find(field("name") == "root").descend("above").count() == 4);
        CHECK(nodes.find(field("name") == "root").descend("above", 1).all().size() == 2);
        CHECK(nodes.find(field("name") == "root").descend("above").where(field("name") == "a").count() == 2);
        CHECK(nodes.find(field("id") == 4).ascend("above").count() == 4);
        CHECK(nodes.find(field("id") == 4).ascend("above", 2).where(field("name") != "a").count() == 1);
        CHECK_THROWS_AS((void)nodes.find(field("id") == 1).ascend("nothing"), tenon::QueryError);
        CHECK_THROWS_AS((void)nodes.find(field("id") == 1).descend("nothing").count(), tenon::QueryError);
        CHECK_THROWS_AS((void)nodes.find(field("id") == 1).descend("name").count(), tenon::QueryError);
        const auto last = nodes.find().distinct_on("name").order_by_descending("id").all();
        REQUIRE(last.size() == 3);
        CHECK(last[0]["id"] == tenon::Value(4));
    });
}
