// Rows of run-time models that are removed softly.

#include "support/clock.hpp"
#include "support/messages.hpp"
#include <tenon/bulk.hpp>
#include <tenon/record_bulk.hpp>
#include <tenon/record_selection.hpp>

using namespace backends;
using tenon::everything;
using tenon::field;
using tenon::Json;
using tenon::Record;
using tenon::RecordModel;
using tenon::Value;
namespace types = tenon::types;

namespace {

struct World {
    explicit World(const tenon::Database& db) {
        const auto models = db.define_all(
            {{"Author",
              {{"email", {.type = types::text, .required = true, .unique = true}},
               {"mentor", {.type = types::int64, .references = "Author"}}},
              {.timestamps = true, .version = true, .soft_delete = true, .has_many = {{"posts", "Post", "author"}}}},
             {"Post",
              {{"author", {.type = types::int64, .required = true, .references = "Author"}},
               {"title", {.type = types::text}},
               {"gone", {.type = types::timestamp}}},
              {.soft_delete = "gone"}}});
        authors.emplace(models.at(0));
        posts.emplace(models.at(1));
        db.sync();
        for (const char* name : {"ada", "bob", "eve"}) {
            const std::int64_t id = authors->create({{"email", name}})["id"].as_int64();
            posts->create({{"author", id}, {"title", "first"}});
            posts->create({{"author", id}, {"title", "second"}});
        }
        posts->remove(field("title") == "second");
        authors->remove(field("email") == "eve");
    }
    std::optional<RecordModel> authors, posts;
};

std::vector<std::string> emails(const std::vector<Record>& records) {
    std::vector<std::string> found;
    for (const Record& record : records) found.push_back(record["email"].as_text());
    return found;
}
using Emails = std::vector<std::string>;

}  // namespace

TEST_CASE("records are removed softly, in each way") {
    with_clock([](const tenon::Database& db, Clock& clock) {
        const World world(db);
        const RecordModel& posts = *world.posts;
        const auto made = [&] { return posts.create({{"author", 1}, {"title", "x"}})["id"].as_int64(); };
        const auto is_removed = [&](std::int64_t id) {
            const Record found = posts.find(field("id") == id).with_deleted().one();
            return !posts.find_by_key(id) && found["gone"] == Value(clock.now);
        };
        clock.now = at(7'000);
        const std::int64_t one = made(), two = made(), three = made(), four = made(), five = made();
        posts.get(one).remove();
        CHECK(is_removed(one));
        CHECK(posts.remove(field("id") == two) == 1);
        CHECK(is_removed(two));
        CHECK(posts.bulk_write(tenon::RecordBulk().remove(field("id") == three)).removed == 1);
        CHECK(is_removed(three));
        CHECK(posts.find_one_and_remove(field("id") == four).value()["gone"] == Value(clock.now));
        CHECK(is_removed(four));
        CHECK(posts.find(field("id") == five).returning().remove().at(0)["gone"] == Value(clock.now));
        CHECK(is_removed(five));
        clock.now = at(8'000);
        CHECK(posts.remove(field("id") == five) == 0);
        CHECK(posts.remove(everything) == 3);
        CHECK(posts.count() == 0);
        CHECK(posts.find().only_deleted().count() == 11);
    });
}

TEST_CASE("queries of records are on living ones, unless they say otherwise") {
    on_each([](const tenon::Database& db) {
        const World world(db);
        const RecordModel &authors = *world.authors, &posts = *world.posts;
        const auto all = authors.find().order_by("id");
        CHECK(emails(all.all()) == Emails{"ada", "bob"});
        CHECK(emails(all.with_deleted().all()) == Emails{"ada", "bob", "eve"});
        CHECK(emails(all.only_deleted().all()) == Emails{"eve"});
        CHECK(authors.count() == 2);
        CHECK(!authors.exists(field("email") == "eve"));
        CHECK(!authors.find_by_key(3));
        CHECK(all.max("id") == Value(2));
        CHECK(all.with_deleted().max("id") == Value(3));
        CHECK(all.pluck("email").size() == 2);
        CHECK(all.page(9).items.size() == 2);
        CHECK(authors.update(field("email") == "eve", {{"email", "eva"}}) == 0);
        CHECK(all.with_deleted().select({"email"}).all().size() == 3);

        const auto read = all.include("posts").all();
        CHECK(read.at(0).related("posts").size() == 1);
        CHECK(all.include(field("posts").with_deleted()).all().at(0).related("posts").size() == 2);
        CHECK(all.include(field("posts").where(field("title") == "second").with_deleted())
                  .all()
                  .at(0)
                  .related("posts")
                  .size() == 1);
        const auto post = posts.find(field("author") == 3).include("author").one();
        CHECK(post.one("author") == nullptr);
        CHECK(posts.find(field("author").any(field("email") == "eve")).count() == 0);
        CHECK(posts.find(field("author").none(field("email") == "bob")).count() == 2);
        CHECK(authors.find(field("posts").any(field("title") == "second")).count() == 0);
        CHECK(authors.find(field("posts").count() == 1).count() == 2);
        CHECK(posts.find(tenon::related("author", field("email")).is_empty()).count() == 1);
        CHECK(posts.find(tenon::in(field("author"), authors.find().only_deleted(), "id")).count() == 1);
    });
}

TEST_CASE("records are restored and purged") {
    with_clock([](const tenon::Database& db, Clock& clock) {
        const World world(db);
        const RecordModel &authors = *world.authors, &posts = *world.posts;
        clock.now = at(9'000);
        authors.restore(3);
        const Record eve = authors.get(3);
        CHECK(eve["deleted_at"].is_empty());
        CHECK(eve["updated_at"] == Value(at(9'000)));
        CHECK(eve["version"] == Value(3));
        CHECK_THROWS_AS(authors.restore(3), tenon::NotFound);
        CHECK(posts.find(field("author") == 1).restore() == 1);

        Record bob = authors.get(2);
        bob.remove();
        CHECK_THROWS_AS(bob.reload(), tenon::NotFound);
        bob.restore();
        CHECK(bob["version"] == Value(3));
        bob.set("email", "bobby");
        CHECK(bob.save());
        CHECK(authors.get(2)["email"] == Value("bobby"));

        CHECK(posts.find(field("title") == "second").purge() == 1);
        CHECK(posts.find(field("title") == "second").with_deleted().purge() == 2);
        CHECK(posts.find().with_deleted().count() == 3);
        posts.remove(field("author") == 3);
        posts.purge(5);
        CHECK_THROWS_AS(posts.purge(5), tenon::NotFound);
        CHECK_THROWS_AS(authors.purge(2), tenon::ForeignKeyViolation);
        Record first = posts.get(1);
        first.purge();
        CHECK(posts.find().with_deleted().count() == 1);

        Record removed = authors.create({{"email", "zoe"}});
        authors.remove(field("email") == "zoe");
        removed = authors.find(field("email") == "zoe").with_deleted().one();
        removed.set("email", "zoé");
        CHECK(removed.save());
        CHECK(authors.upsert({{"email", "zoé"}})["id"].as_int64() > removed["id"].as_int64());
        CHECK(authors.upsert({{"id", removed["id"]}, {"email", "yan"}})["deleted_at"].is_empty());
    });
}

TEST_CASE("a definition in JSON says what is removed softly") {
    on_each([](const tenon::Database& db) {
        const RecordModel notes = db.define(Json::parse(R"({"name": "Note", "soft_delete": true,
            "fields": {"slug": {"type": "text", "unique": true}},
            "indexes": [{"keys": ["deleted_at"]}, {"keys": ["id", "slug"], "where": {"deleted_at": null}}]})"));
        const RecordModel pages = db.define(Json::parse(R"({"name": "Page", "soft_delete": "gone",
            "fields": {"gone": "timestamp"}})"));
        db.sync();
        CHECK(pages.schema().deleted_at == pages.schema().index_of("gone"));
        notes.create({{"slug", "a"}});
        CHECK(notes.remove(field("slug") == "a") == 1);
        notes.create({{"slug", "a"}});
        CHECK_THROWS_AS(notes.create({{"slug", "a"}}), tenon::UniqueViolation);
        CHECK(notes.find().with_deleted().count() == 2);
    });
}

TEST_CASE("what can't be the time of a removal is refused") {
    const auto of = [](tenon::FieldOptions options) {
        return message_of<tenon::SchemaError>(
            [&] { tenon::open("memory:").define("A", {{"gone", std::move(options)}}, {.soft_delete = "gone"}); });
    };
    const std::string empty =
        "Model A: `gone` is the time of soft_delete: it is a timestamp that may be empty, as it is of "
        "all rows that weren't removed.";
    CHECK(of({.type = types::boolean}) == empty);
    CHECK(of({.type = types::timestamp, .required = true}) == empty);
    CHECK(of({.type = types::timestamp, .immutable = true}) ==
          "Model A: `gone` is the time of soft_delete: a removal sets it, and so it can't be in the key, immutable, "
          "read-only or have a default.");
    CHECK(of({.type = types::timestamp, .read_only = true}) ==
          "Model A: `gone` is set by the library: it can't be a key, read-only or generated.");
    const auto define = [](tenon::DefineOptions options) {
        return message_of<tenon::SchemaError>(
            [&] { tenon::open("memory:").define("A", {{"count", {.type = types::int64}}}, std::move(options)); });
    };
    CHECK(define({.soft_delete = "cuont"}) ==
          "Model A: the option .soft_delete names `cuont`, and there is no such field: "
          "declare it; did you mean `count`?");
    CHECK(define({.soft_delete = true, .read_only = true}) ==
          "Model A: `deleted_at` is the time of soft_delete: of a model whose rows are never written, say by where(…) "
          "which ones are meant.");
    CHECK(message_of<tenon::SchemaError>([] {
              tenon::open("memory:").define("A", {{"tenon_living", {.type = types::boolean}}}, {.soft_delete = true});
          }) == "Model A: `tenon_living` has the column `tenon_living`, which soft_delete adds to some databases' "
                "tables: give it "
                "another one.");
    const auto json = [](const char* text) {
        return message_of<tenon::SchemaError>([&] { tenon::open("memory:").define(Json::parse(text)); });
    };
    CHECK(says(json(R"({"name": "A", "fields": {"a": "int64"}, "soft_delete": 1})"),
               {"soft_delete", "true or false is needed, or the name of a field."}));
    CHECK(says(json(R"({"name": "A", "fields": {"a": "int64"}, "soft_delete": "b"})"), {"there is no field `b`"}));
}
