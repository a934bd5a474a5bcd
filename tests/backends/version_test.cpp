// Optimistic locking: a save of what somebody else has changed is refused.

#include "support/people.hpp"
#include "support/statements.hpp"

using namespace backends;

namespace {
struct Account {
    std::int64_t id = 0;
    std::string owner{};
    std::int64_t cents = 0;
    int version = 0;
    tenon::Timestamp created_at{}, updated_at{};
};
void describe(tenon::Schema<Account>& account) {
    account.field(f<&Account::owner>).required().unique();
    account.field(f<&Account::cents>).min(0);
    account.timestamps(f<&Account::created_at>, f<&Account::updated_at>);
    account.version(f<&Account::version>);
}
}  // namespace

TEST_CASE("a version is 1 at first, and moves with every write") {
    on_each([](const tenon::Database& db) {
        db.sync<Account>();
        const auto accounts = db.model<Account>();
        const Account ada = accounts.create({.owner = "Ada", .cents = 5, .version = 77});
        const auto version = [&] { return accounts.get(ada.id).version; };
        CHECK(ada.version == 1);
        CHECK(version() == 1);
        accounts.update(f<&Account::id> == ada.id, f<&Account::cents> = 6);
        CHECK(version() == 2);
        accounts.increment(ada.id, f<&Account::cents>, 4);
        CHECK(version() == 3);
        accounts.touch(ada.id);
        CHECK(version() == 4);
        CHECK(accounts.find(f<&Account::id> == ada.id).update_one(f<&Account::cents> = 7).value().version == 5);
        CHECK(accounts.find_one_and_update(f<&Account::id> == ada.id, f<&Account::cents> = 8, tenon::before)
                  .value()
                  .version == 5);
        CHECK(version() == 6);
        CHECK(accounts.upsert({.owner = "Ada", .cents = 9}).version == 7);
        CHECK(accounts
                  .upsert({.owner = "Ada", .cents = 10},
                          tenon::on_conflict(f<&Account::owner>).update_only(f<&Account::cents>))
                  .version == 8);
        CHECK(!accounts.upsert({.owner = "Ada"}, tenon::on_conflict(f<&Account::owner>).do_nothing()));
        CHECK(version() == 8);
        CHECK(accounts.upsert({.owner = "Bob", .version = 4}).version == 1);
        accounts.update(f<&Account::id> == ada.id, f<&Account::version> = 20);
        CHECK(version() == 20);
    });
}

TEST_CASE("a tracked object's save moves the version by one statement, and is refused when it is stale") {
    on_each([](const tenon::Database& db) {
        db.sync<Account>();
        const auto accounts = db.model<Account>();
        const Account made = accounts.create({.owner = "Ada", .cents = 5});
        auto mine = accounts.edit(made.id);
        auto yours = accounts.edit(made.id);
        const Statements statements(db);
        CHECK(!mine.save());
        mine->cents = 6;
        mine->version = 99;  // is the library's
        CHECK(mine.save());
        CHECK(statements.count() == 1);
        CHECK(mine->version == 2);
        mine->cents = 7;
        CHECK(mine.save());
        CHECK(mine->version == 3);
        yours->cents = 1000;
        CHECK_THROWS_AS(yours.save(), tenon::StaleObject);
        CHECK(yours->version == 1);
        CHECK(yours.changed(f<&Account::cents>));
        CHECK(accounts.get(made.id).cents == 7);
        CHECK_THROWS_AS(yours.remove(), tenon::StaleObject);
        yours.reload();
        yours->cents = 1000;
        CHECK(yours.save());
        CHECK(accounts.get(made.id).cents == 1000);
        CHECK(accounts.get(made.id).version == 4);
        yours.remove();
        mine->cents = 1;
        CHECK_THROWS_AS(mine.save(), tenon::NotFound);
        CHECK_THROWS_AS(mine.remove(), tenon::NotFound);
    });
}

TEST_CASE("a whole value's save looks at its version") {
    on_each([](const tenon::Database& db) {
        db.sync<Account>();
        const auto accounts = db.model<Account>();
        const Account made = accounts.create({.owner = "Ada", .cents = 5});
        Account changed = made;
        changed.cents = 6;
        const Account saved = accounts.save(changed);
        CHECK(saved.version == 2);
        CHECK(accounts.save(saved).version == 3);
        try {
            (void)accounts.save(made);
            FAIL("it was saved");
        } catch (const tenon::StaleObject& error) {
            CHECK(error.model() == "Account");
            CHECK(error.fields() == std::vector<std::string>{"version"});
        }
        CHECK(accounts.get(made.id).cents == 6);
        CHECK_THROWS_AS((void)accounts.save({.id = 99, .owner = "X"}), tenon::NotFound);
    });
}

TEST_CASE("a save that fails for another reason leaves the object's version as it was") {
    on_each([](const tenon::Database& db) {
        db.sync<Account>();
        const auto accounts = db.model<Account>();
        accounts.create({.owner = "Ada"});
        auto bob = accounts.edit(accounts.create({.owner = "Bob"}).id);
        bob->owner = "Ada";
        CHECK_THROWS_AS(bob.save(), tenon::UniqueViolation);
        CHECK(bob->version == 1);
        bob->owner = "Bobby";
        CHECK(bob.save());
        CHECK(bob->version == 2);
    });
}

TEST_CASE("records have versions") {
    on_each([](const tenon::Database& db) {
        namespace types = tenon::types;
        const auto pages = db.define(
            "Page",
            {{"path", {.type = types::text, .unique = true}}, {"views", {.type = types::int64, .default_value = 0}}},
            {.timestamps = true, .version = true});
        db.sync();
        auto mine = pages.create({{"path", "/"}});
        CHECK(mine["version"] == 1);
        auto yours = pages.get(mine["id"]);
        mine.set("views", 1);
        CHECK(mine.save());
        CHECK(mine["version"] == 2);
        yours.set("views", 100);
        CHECK_THROWS_AS(yours.save(), tenon::StaleObject);
        CHECK(yours["version"] == 1);
        CHECK_THROWS_AS(yours.remove(), tenon::StaleObject);
        CHECK(pages.get(mine["id"])["views"] == 1);
        pages.increment(mine["id"], "views");
        pages.update(tenon::field("path") == "/", {{"views", 7}});
        mine.reload();
        CHECK(mine["version"] == 4);
        CHECK(pages.upsert({{"path", "/"}, {"views", 8}})["version"] == 5);
        mine.reload();
        mine.remove();
        CHECK(pages.count() == 0);
    });
}
