// Comments that differ from call to call, as a request's id does.

#include "model/state.hpp"
#include "support/people.hpp"
#include "support/statements.hpp"

using namespace backends;

namespace {

std::size_t plans(const tenon::Model<Person>& people) {
    return tenon::model::state_of(people.find().session()).plans().size();
}

}  // namespace

TEST_CASE("a comment that is another one in each call takes no memory that stays") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        CHECK(people.find(f<&Person::age> > 20).comment("request 0").count() == 2);
        const std::size_t before = plans(people);
        for (int i = 1; i <= 10'000; ++i)
            REQUIRE(people.find(f<&Person::age> > 20).comment("request " + std::to_string(i)).count() == 2);
        CHECK(plans(people) <= before + 256);
        const Statements statements(db);
        CHECK(people.find(f<&Person::age> > 20).comment("request 1").count() == 2);
        CHECK(statements.texts().back().ends_with(" /* request 1 */"));
        CHECK(people.find(f<&Person::age> > 30).comment("request 1").count() == 2);
        CHECK(people.find(f<&Person::age> > 20).comment("request 9999").all().size() == 2);
    });
}

TEST_CASE("what a query with a comment needs lives as long as the query, or its stream") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto kept = people.find(f<&Person::age> > 20).order_by(f<&Person::name>).comment("kept");
        CHECK(kept.all().size() == 2);
        auto stream = people.find().order_by(f<&Person::name>).comment("stream").stream(1);
        auto at = stream.begin();
        CHECK(at->name == "Ada");
        for (int i = 0; i < 600; ++i)
            REQUIRE(people.find(f<&Person::age> > 20).comment(std::to_string(i)).to_sql().ends_with(" */"));
        ++at;
        CHECK(at->name == "Bob");
        while (at != stream.end()) ++at;
        CHECK(kept.all().size() == 2);
    });
}
