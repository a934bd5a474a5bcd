// Bulk writes of run-time models.

#include "support/backends.hpp"
#include "support/statements.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::field;

namespace {

tenon::RecordModel jobs_of(const tenon::Database& db) {
    const auto jobs = db.define("Job", {{"name", {.type = types::text, .required = true, .unique = true}},
                                        {"state", {.type = types::text, .default_value = "new"}},
                                        {"tries", {.type = types::int32, .default_value = 0}}});
    db.sync();
    return jobs;
}

}  // namespace

TEST_CASE("a bulk write of records runs operations of all kinds in one transaction") {
    on_each([](const tenon::Database& db) {
        const auto jobs = jobs_of(db);
        const Statements statements(db);
        const auto result = jobs.bulk_write(tenon::RecordBulk()
                                                .insert({{"name", "saw"}, {"tries", "3"}})
                                                .insert({{"name", "oil"}})
                                                .update(field("name") == "saw", {{"state", "taken"}})
                                                .update(field("tries") >= 0, field("tries").inc(1))
                                                .upsert({{"name", "oil"}, {"state", "done"}})
                                                .upsert({{"name", "oil"}}, {.do_nothing = true})
                                                .upsert({{"name", "wax"}}, {.on_conflict = {"name"}})
                                                .remove(field("name") == "saw"));
        CHECK(result.failures.empty());
        CHECK(result.inserted == 2);
        CHECK(result.updated == 3);
        CHECK(result.upserted == 2);
        CHECK(result.removed == 1);
        CHECK(statements.all().front() == "begin");
        CHECK(statements.all().back() == "commit");
        CHECK(jobs.count() == 2);
        CHECK(jobs.find(field("name") == "oil").one()["state"] == "done");
    });
}

TEST_CASE("an ordered bulk write of records stops at a failure, and tells which operation it was") {
    on_each([](const tenon::Database& db) {
        const auto jobs = jobs_of(db);
        tenon::RecordBulk bulk;
        bulk.insert({{"name", "saw"}}).insert({{"name", "saw"}}).insert({{"name", "oil"}});
        CHECK(bulk.size() == 3);
        const auto result = jobs.bulk_write(bulk);
        REQUIRE(result.failures.size() == 1);
        CHECK(result.failures[0].index == 1);
        CHECK(result.failures[0].code == "TN-0003");
        CHECK(result.failures[0].fields == std::vector<std::string>{"name"});
        CHECK(result.inserted == 1);
        CHECK(jobs.count() == 1);
    });
}

TEST_CASE("an unordered bulk write of records goes on, and tells all failures") {
    on_each([](const tenon::Database& db) {
        const auto jobs = jobs_of(db);
        tenon::RecordBulk bulk;
        bulk.insert({{"name", ""}})
            .insert({{"nmae", "saw"}})
            .insert({{"name", "saw"}, {"tries", "many"}})
            .update(field("name") == "saw", {{"tries", 5}})
            .insert({{"name", "oil"}});
        const auto result = jobs.bulk_write(bulk, tenon::unordered);
        REQUIRE(result.failures.size() == 3);
        CHECK(result.failures[0].code == "TN-0001");
        CHECK(result.failures[1].code == "TN-0016");
        CHECK(result.failures[2].code == "TN-0002");
        CHECK(result.failures[2].index == 2);
        CHECK(result.inserted == 1);
        CHECK(jobs.count() == 1);
        CHECK(jobs.bulk_write(bulk, tenon::unordered).failures.size() == 4);
        db.transaction([&](tenon::Transaction& tx) {
            CHECK(tx.model("Job").bulk_write(tenon::RecordBulk().insert({{"name", "wax"}})).inserted == 1);
        });
        CHECK(jobs.count() == 2);
    });
}
