// What a tracked object knows of its changes.

#include "support/people.hpp"

using namespace backends;

TEST_CASE("a tracked object tells of each member whether it changed, and what it was") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        auto ada = db.model<Person>().edit(made[0].id);
        CHECK(!ada.changed(f<&Person::age>));
        ada->age.reset();
        ada->home.city = "Bath";
        ada->tags.push_back("engines");
        CHECK(ada.changed(f<&Person::age>));
        CHECK(ada.changed(f<&Person::home>));
        CHECK(ada.changed(f<&Person::home, &Address::city>));
        CHECK(!ada.changed(f<&Person::home, &Address::zip>));
        CHECK(ada.changed(f<&Person::tags>));
        CHECK(!ada.changed(f<&Person::name>));
        CHECK(ada.previous(f<&Person::age>) == 36);
        CHECK(ada.previous(f<&Person::home, &Address::city>) == "London");
        CHECK(ada.previous(f<&Person::tags>).size() == 2);
        ada.revert(f<&Person::age>);
        ada.revert(f<&Person::home, &Address::city>);
        CHECK(ada.changed() == std::vector<std::string>{"tags"});
        CHECK(ada.save());
        CHECK(!ada.changed(f<&Person::tags>));
        ada->name = "X";
        ada.revert();
        CHECK(ada.changed().empty());
        CHECK(!ada.save());
    });
}

namespace {
struct Lens {
    int focus = 0;
};
struct Camera {
    std::int64_t id = 0;
    std::optional<Lens> lens{};
};
}  // namespace

TEST_CASE("a path through an optional gives an optional") {
    on_each([](const tenon::Database& db) {
        db.sync<Camera>();
        const auto cameras = db.model<Camera>();
        auto camera = cameras.edit(cameras.create({.lens = Lens{50}}).id);
        constexpr auto focus = f<&Camera::lens, &Lens::focus>;
        CHECK(!camera.changed(focus));
        camera->lens->focus = 35;
        CHECK(camera.changed(focus));
        CHECK(camera.previous(focus) == 50);
        camera->lens.reset();
        CHECK(camera.changed(focus));
        CHECK(camera.save());
        CHECK(!camera.previous(focus));
    });
}

TEST_CASE("a record tells of each field whether it changed, and what it was") {
    on_each([](const tenon::Database& db) {
        namespace types = tenon::types;
        const auto users = db.define("User", {{"name", {.type = types::text}}, {"age", {.type = types::int32}}});
        db.sync();
        auto ada = users.create({{"name", "Ada"}, {"age", 36}});
        CHECK(!ada.changed("age"));
        CHECK(ada.previous("age") == 36);
        ada.set("age", 37).set("name", "Ada");
        CHECK(ada.changed("age"));
        CHECK(!ada.changed("name"));
        CHECK(ada.previous("age") == 36);
        CHECK(ada["age"] == 37);
        ada.revert();
        CHECK(ada["age"] == 36);
        CHECK(!ada.save());
        const auto fresh = users.build({{"name", "Eve"}});
        CHECK(fresh.changed("name"));
        CHECK(!fresh.changed("age"));
        CHECK(fresh.previous("name").is_empty());
        CHECK_THROWS_AS((void)ada.changed("agee"), tenon::QueryError);
        CHECK_THROWS_AS((void)ada.previous("agee"), tenon::QueryError);
    });
}
