// Hidden, immutable and read-only fields, of structs and of run-time models.

#include "support/backends.hpp"
#include "support/statements.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::field;

namespace {

struct Visit;

struct Member {
    std::int64_t id = 0;
    std::string name{};
    std::string secret{};
    std::string invited_by{};
    std::optional<std::string> note{};
    tenon::Many<Visit> visits{};
};

struct Visit {
    std::int64_t id = 0;
    tenon::Ref<Member> member{};
    std::optional<std::string> place{};
};

void describe(tenon::Schema<Member>& member) {
    member.field(f<&Member::name>).required().unique();
    member.field(f<&Member::secret>).required().min_length(4).hidden();
    member.field(f<&Member::invited_by>).immutable();
    member.field(f<&Member::note>).read_only();
    member.has_many(f<&Member::visits>, f<&Visit::member>);
}
void describe(tenon::Schema<Visit>& visit) { visit.field(f<&Visit::place>).hidden(); }

struct Account {
    std::int64_t id = 0;
    std::string email{};
    std::string name{};
    std::string pin{};
    std::optional<std::string> hint{};
};
void describe(tenon::Schema<Account>& account) {
    account.field(f<&Account::email>).unique();
    account.field(f<&Account::name>).required();
    account.field(f<&Account::pin>).required().min_length(4).hidden();
    account.field(f<&Account::hint>).required().hidden();
}

Member ada(const tenon::Database& db) {
    db.sync<Member, Visit>();
    return db.model<Member>().create({.name = "Ada", .secret = "engine", .invited_by = "Bob", .note = "ours"});
}

tenon::RecordModel guests(const tenon::Database& db) {
    const auto model = db.define("Guest", {{"name", {.type = types::text}},
                                           {"secret", {.type = types::text, .min_length = 4, .hidden = true}},
                                           {"host", {.type = types::text, .immutable = true}},
                                           {"note", {.type = types::text, .read_only = true}}});
    db.sync();
    return model;
}

}  // namespace

TEST_CASE("a hidden field is read when it is asked for alone") {
    on_each([](const tenon::Database& db) {
        const auto members = db.model<Member>();
        const Member made = ada(db);
        CHECK(made.secret == "engine");
        CHECK(members.get(made.id).secret.empty());
        CHECK(members.get(made.id).name == "Ada");
        CHECK(members.find().all().at(0).secret.empty());
        CHECK(members.find(f<&Member::secret> == "engine").one().secret.empty());
        CHECK(members.find().with_hidden().one().secret == "engine");
        CHECK(members.find(f<&Member::name> == "Ada").with_hidden().order_by(f<&Member::secret>).first()->secret ==
              "engine");
        CHECK(members.find().select(f<&Member::secret>).all() == std::vector<std::string>{"engine"});
        const tenon::Query<Member> query = members.find();
        CHECK(query.all().at(0).secret.empty());
        CHECK(query.with_hidden().all().at(0).secret == "engine");
        CHECK(query.with_hidden().count() == 1);
    });
}

TEST_CASE("statements don't name a hidden field") {
    on_each([](const tenon::Database& db) {
        ada(db);
        CHECK(db.model<Member>().find().to_sql().find("secret") == std::string::npos);
        if (db.backend() != "memory")
            CHECK(db.model<Member>().find().with_hidden().to_sql().find("secret") != std::string::npos);
    });
}

TEST_CASE("included objects have no hidden fields") {
    on_each([](const tenon::Database& db) {
        const Member made = ada(db);
        (void)db.model<Visit>().create({.member = made.id, .place = "home"});
        const Member read = db.model<Member>().find().include(f<&Member::visits>).one();
        REQUIRE(read.visits.size() == 1);
        CHECK(!read.visits[0].place);
        CHECK(read.visits[0].member.key() == made.id);
        CHECK(db.model<Visit>().find(f<&Visit::place> == "home").count() == 1);
    });
}

TEST_CASE("objects saved as a whole leave a hidden field alone") {
    on_each([](const tenon::Database& db) {
        const auto members = db.model<Member>();
        const Member made = ada(db);
        const auto secret = [&] { return members.find().with_hidden().one().secret; };
        Member read = members.get(made.id);
        read.name = "Augusta";
        (void)members.save(read);
        CHECK(secret() == "engine");
        read.secret = "other";
        (void)members.upsert(read);
        CHECK(secret() == "engine");
        CHECK(members.get(made.id).name == "Augusta");
    });
}

TEST_CASE("an object that was read is upserted, though its hidden field is required and was not read") {
    on_each([](const tenon::Database& db) {
        db.sync<Account>();
        const auto accounts = db.model<Account>();
        const Account made = accounts.create({.email = "ada@x.org", .name = "Ada", .pin = "1234", .hint = "cat"});
        const auto pin = [&] { return accounts.find().with_hidden().one().pin; };
        Account read = accounts.get(made.id);
        read.name = "Augusta";
        CHECK(accounts.upsert(read).name == "Augusta");
        CHECK(accounts.get(made.id).name == "Augusta");
        CHECK(pin() == "1234");
        const Account by_index{.email = "ada@x.org", .name = "A"};
        CHECK(accounts.upsert(by_index).id == made.id);
        const auto rule = tenon::on_conflict(f<&Account::email>);
        CHECK(!accounts.upsert(by_index, rule.do_nothing()));
        CHECK(!accounts.upsert(by_index, rule.where(f<&Account::name> == "Ada")));
        CHECK(accounts.upsert(read, tenon::on_conflict(f<&Account::id>).where(f<&Account::name> == "A")));
        CHECK(accounts.upsert(by_index, rule.update_only(f<&Account::name>)).name == "A");
        CHECK(accounts.get(made.id).name == "A");
        CHECK(pin() == "1234");
        CHECK(accounts.count() == 1);
    });
}

TEST_CASE("an upsert that would insert needs the hidden field") {
    on_each([](const tenon::Database& db) {
        db.sync<Account>();
        const auto accounts = db.model<Account>();
        accounts.create({.email = "ada@x.org", .name = "Ada", .pin = "1234", .hint = "cat"});
        const auto rule = tenon::on_conflict(f<&Account::email>);
        const Account eve{.email = "eve@x.org", .name = "Eve"};
        CHECK_THROWS_WITH_AS((void)accounts.upsert({.id = 77, .email = "e", .name = "Eve", .pin = "1234"}),
                             "Account is not valid: `hint` is required.", tenon::ValidationError);
        CHECK_THROWS_AS((void)accounts.upsert(eve), tenon::ValidationError);
        CHECK_THROWS_AS((void)accounts.upsert(eve, rule.do_nothing()), tenon::ValidationError);
        CHECK_THROWS_AS((void)accounts.upsert(eve, rule.where(f<&Account::id> == 0)), tenon::ValidationError);
        CHECK_THROWS_AS((void)accounts.upsert({.email = "ada@x.org"}), tenon::ValidationError);  // no name either
        CHECK(accounts.count() == 1);
        CHECK(accounts.find().one().name == "Ada");
    });
}

TEST_CASE("an upsert is one statement, whether hidden fields were read or not") {
    on_each([](const tenon::Database& db) {
        db.sync<Account>();
        const auto accounts = db.model<Account>();
        const Account made = accounts.create({.email = "ada@x.org", .name = "Ada", .pin = "1234", .hint = "cat"});
        const Statements statements(db);
        (void)accounts.upsert(made);
        CHECK(statements.count() == 1);
        (void)accounts.upsert({.id = made.id, .email = "ada@x.org", .name = "A"});
        CHECK(statements.count() == 2);
    });
}

TEST_CASE("a tracked object writes a hidden field that was set") {
    on_each([](const tenon::Database& db) {
        const auto members = db.model<Member>();
        const Member made = ada(db);
        auto tracked = members.edit(made.id);
        tracked->name = "Augusta";
        CHECK(tracked.changed() == std::vector<std::string>{"name"});
        tracked.save();
        CHECK(members.find().with_hidden().one().secret == "engine");
        tracked->secret = "new";
        CHECK_THROWS_AS(tracked.save(), tenon::ValidationError);
        tracked->secret = "newer";
        tracked.save();
        CHECK(members.find().with_hidden().one().secret == "newer");
        CHECK(members.update(f<&Member::id> == made.id, f<&Member::secret> = "newest") == 1);
        for (auto& one : members.find().with_hidden().edit()) {
            CHECK(one->secret == "newest");
            one->secret = "last";
            one.save();
        }
        CHECK(members.find().with_hidden().one().secret == "last");
    });
}

TEST_CASE("a hidden field's value is in no JSON and no failure") {
    on_each([](const tenon::Database& db) {
        const Member made = ada(db);
        CHECK(db.model<Member>().to_json(made).find("engine") == std::string::npos);
        try {
            (void)db.model<Member>().create({.name = "Eve", .secret = "bad"});
            FAIL("it was created");
        } catch (const tenon::ValidationError& error) {
            REQUIRE(error.failures().size() == 1);
            CHECK(!error.failures()[0].value);
            CHECK(error.failures()[0].message.find("bad") == std::string::npos);
        }
    });
}

TEST_CASE("an immutable field is set once") {
    on_each([](const tenon::Database& db) {
        const auto members = db.model<Member>();
        const Member made = ada(db);
        auto tracked = members.edit(made.id);
        tracked->invited_by = "Eve";
        try {
            tracked.save();
            FAIL("it was saved");
        } catch (const tenon::QueryError& error) {
            CHECK(error.fields() == std::vector<std::string>{"invited_by"});
            CHECK(std::string(error.what()) ==
                  "`invited_by` of Member is immutable: it is set when the object is created, "
                  "and can't be changed.");
        }
        CHECK_THROWS_AS(members.update(f<&Member::id> == made.id, f<&Member::invited_by> = "Eve"), tenon::QueryError);
        const tenon::Query<Member> query = members.find(f<&Member::id> == made.id);
        CHECK_THROWS_AS(query.update(f<&Member::invited_by> = "Eve"), tenon::QueryError);
        Member whole = members.get(made.id);
        whole.invited_by = "Eve";
        (void)members.save(whole);
        whole.name = "Augusta";
        whole.secret = "for a new row";
        CHECK(members.upsert(whole).invited_by == "Bob");
        CHECK(members.get(made.id).invited_by == "Bob");
        CHECK(members.get(made.id).name == "Augusta");
    });
}

TEST_CASE("a read-only field is never written") {
    on_each([](const tenon::Database& db) {
        const auto members = db.model<Member>();
        const Member made = ada(db);
        CHECK(!made.note);
        CHECK(!members.get(made.id).note);
        auto tracked = members.edit(made.id);
        tracked->note = "mine";
        CHECK_THROWS_WITH_AS(tracked.save(),
                             "`note` of Member is read-only: the database fills it, and it can't be changed.",
                             tenon::QueryError);
        CHECK_THROWS_AS(members.update(tenon::everything, f<&Member::note> = "mine"), tenon::QueryError);
        Member whole = members.get(made.id);
        whole.note = "mine";
        CHECK(!members.save(whole).note);
        whole.note = "mine";
        whole.secret = "for a new row";
        (void)members.upsert(whole);
        CHECK(!members.get(made.id).note);
        CHECK(!members.insert_many({{.name = "Cid", .secret = "12345", .note = "mine"}}).at(0).note);
        if (db.backend() == "memory") return;
        db.execute("update members set note = 'theirs'");
        CHECK(members.get(made.id).note == "theirs");
        auto later = members.edit(made.id);
        later->name = "Ida";
        later.save();
        CHECK(later->note == "theirs");
    });
}

TEST_CASE("records have hidden, immutable and read-only fields") {
    on_each([](const tenon::Database& db) {
        const auto model = guests(db);
        tenon::Record made = model.create({{"name", "Ada"}, {"secret", "engine"}, {"host", "Bob"}, {"note", "ours"}});
        CHECK(made["note"].is_empty());
        const std::int64_t id = made["id"].as_int64();
        CHECK(model.get(id)["secret"].is_empty());
        CHECK(model.find(field("secret") == "engine").one()["secret"].is_empty());
        CHECK(model.find().with_hidden().one()["secret"].as_text() == "engine");
        tenon::Record read = model.get(id);
        read.set("host", "Eve");
        CHECK_THROWS_AS(read.save(), tenon::QueryError);
        read = model.get(id);
        read.set("secret", "newer");
        CHECK(read.save());
        CHECK(model.find().with_hidden().one()["secret"].as_text() == "newer");
        CHECK_THROWS_AS(model.update(field("id") == id, {{"host", "Eve"}}), tenon::QueryError);
        CHECK_THROWS_AS(model.update(field("id") == id, {{"note", "mine"}}), tenon::QueryError);
        CHECK(model.get(id)["host"].as_text() == "Bob");
    });
}

TEST_CASE("a key is neither hidden nor read-only") {
    const auto db = tenon::open("memory:");
    CHECK_THROWS_AS((void)db.define("A", {{"code", {.type = types::text, .key = true, .hidden = true}}}),
                    tenon::SchemaError);
    CHECK_THROWS_AS((void)db.define("B", {{"code", {.type = types::text, .key = true, .read_only = true}}}),
                    tenon::SchemaError);
}

namespace {

struct Caller {
    std::int64_t id = 0;
    std::string name{};
};

void describe(tenon::Schema<Caller>& caller) { caller.field(f<&Caller::name>).column("n").alias("full_name"); }

}  // namespace

TEST_CASE("JSON may call a field by its alias, and is written with its name") {
    on_each([](const tenon::Database& db) {
        db.sync<Caller>();
        const auto callers = db.model<Caller>();
        const Caller ada = callers.create(callers.from_json(R"({"full_name": "Ada"})"));
        CHECK(callers.to_json(ada) == R"({"id":1,"name":"Ada"})");
        CHECK(callers.find(f<&Caller::name> == "Ada").count() == 1);
    });
}

namespace {

struct Profile {
    std::string city{};
    std::int32_t floor = 0;
};
struct Applicant {
    std::int64_t id = 0;
    std::string name{};
    std::optional<std::string> role{};
    std::string invited_by{};
    std::int64_t version = 0;
    tenon::Timestamp created_at{}, updated_at{};
    Profile profile{};
    std::vector<Profile> places{};
};
void describe(tenon::Schema<Applicant>& applicant) {
    applicant.field(f<&Applicant::role>).read_only();
    applicant.field(f<&Applicant::invited_by>).immutable();
    applicant.version(f<&Applicant::version>);
    applicant.timestamps(f<&Applicant::created_at>, f<&Applicant::updated_at>);
}

/// Everything that somebody else might send in the hope of being an administrator.
std::vector<std::string> greedy() {
    return {R"({"name":"Eve","admin":true})",
            R"({"name":"Eve","profile":{"city":"x","admin":true}})",
            R"({"name":"Eve","profile":{"city":"x","floor":1,"__proto__":{"admin":true}}})",
            R"({"name":"Eve","places":[{"city":"x"},{"city":"y","admin":true}]})",
            R"({"name":"Eve","profile.city":"x"})",
            R"({"name":"Eve","profile":{"city":"x","role":"admin"}})",
            R"({"name":"Eve","$set":{"role":"admin"}})",
            R"({"name":"Eve","__proto__":{"role":"admin"}})",
            R"({"name":"Eve","constructor":"x"})",
            R"({"name":"Eve","ROLE":"admin"})",
            R"({"name":"Eve","role ":"admin"})",
            R"({"name":"Eve","invited_by\u0000":"x"})"};
}

}  // namespace

TEST_CASE("keys of JSON that the model hasn't are refused, inside nested values too") {
    on_each([](const tenon::Database& db) {
        db.sync<Applicant>();
        const auto applicants = db.model<Applicant>();
        const auto guests = db.define(
            "Guest",
            {{"name", {.type = types::text}},
             {"role", {.type = types::text, .read_only = true}},
             {"invited_by", {.type = types::text}},
             {"profile",
              {.type = types::structure({{"city", {.type = types::text}}, {"floor", {.type = types::int32}}})}},
             {"places", {.type = types::array(types::structure({{"city", {.type = types::text}}}))}}});
        db.sync();
        for (const std::string& json : greedy()) {
            CAPTURE(json);
            CHECK_THROWS_AS((void)applicants.from_json(json), tenon::Error);
            CHECK_THROWS_AS((void)guests.from_json(json), tenon::Error);
        }
    });
}

TEST_CASE("what JSON says of fields that are the library's or the database's isn't written") {
    on_each([](const tenon::Database& db) {
        db.sync<Applicant, Visit, Member>();
        const auto applicants = db.model<Applicant>();
        const Applicant first = applicants.create({.name = "Ada", .invited_by = "Bob"});
        const auto stored = [&](std::int64_t id) { return applicants.get(id); };
        const std::string claims = R"("role":"admin","version":70,"created_at":"2001-01-01T00:00:00Z",)"
                                   R"("updated_at":"2001-01-01T00:00:00Z","invited_by":"nobody")";
        const auto taken = [&](const std::string& json) -> std::optional<Applicant> {
            try {
                return applicants.from_json(json);
            } catch (const tenon::Error&) {
                return std::nullopt;
            }
        };
        if (const auto eve = taken(R"({"name":"Eve",)" + claims + "}")) {
            const std::int64_t id = applicants.create(*eve).id;
            CHECK(!stored(id).role);
            CHECK(stored(id).version == 1);
            CHECK(stored(id).created_at.iso() > "2020");
        }
        if (const auto ada = taken(R"({"id":1,"name":"Augusta",)" + claims + "}")) {
            Applicant changed = *ada;
            changed.version = first.version;
            (void)applicants.save(changed);
            CHECK(stored(1).name == "Augusta");
            CHECK(!stored(1).role);
            CHECK(stored(1).version == 2);
            CHECK(stored(1).invited_by == "Bob");
            CHECK(stored(1).created_at == first.created_at);
            CHECK(stored(1).updated_at.iso() > "2020");
        }
        CHECK_THROWS_AS((void)db.model<Member>().from_json(R"({"name":"Eve","visits":[{"place":"x"}]})"), tenon::Error);
        CHECK(db.model<Visit>().count() == 0);
    });
}
