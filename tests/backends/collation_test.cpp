// Text that is sorted as a language does. Swedish: a < z < å < ä < ö; German: a < ä < b; both: a < A < b.

#include "support/messages.hpp"
#include "support/people.hpp"

using namespace backends;
namespace types = tenon::types;

namespace collation_test {

struct Town {
    std::int64_t id = 0;
    std::string name{};
    std::string german{};
    std::string plain{};
    std::optional<std::string> nick{};
    std::optional<tenon::Ref<Town>> near{};
    tenon::Many<Town> around{};
};

inline void describe(tenon::Schema<Town>& town) {
    town.field(f<&Town::name>).collation("sv").index();
    town.field(f<&Town::german>).collation("de");
    town.field(f<&Town::nick>).collation("sv");
    town.has_many(f<&Town::around>, f<&Town::near>).on_delete(tenon::set_null);
}

struct Pair {
    std::string first{};
    std::int64_t count = 0;
};

}  // namespace collation_test

using collation_test::Town;

#ifdef TENON_WITH_ICU

namespace {

constexpr const char* towns[] = {"zoo", "örn", "ab", "Ab", "äng", "ålö", "bo", "aa", "Ba"};

void some_towns(const tenon::Database& db) {
    db.sync<Town>();
    for (const char* name : towns)
        (void)db.model<Town>().create({.name = name, .german = name, .plain = name, .nick = std::string(name)});
    (void)db.model<Town>().create({.name = "ab", .german = "ab", .plain = "ab"});
}

template <class Query>
std::string joined_names(const Query& query) {
    std::string all;
    for (const auto& name : query.all()) all += (all.empty() ? "" : " ") + name;
    return all;
}

const std::string swedish = "aa ab ab Ab Ba bo zoo ålö äng örn";
const std::string german = "aa ab ab Ab ålö äng Ba bo örn zoo";
const std::string bytes = "Ab Ba aa ab ab bo zoo äng ålö örn";

}  // namespace

TEST_CASE("rows are in the order of a field's language") {
    on_each([](const tenon::Database& db) {
        some_towns(db);
        const auto all = db.model<Town>().find();
        CHECK(joined_names(all.order_by(f<&Town::name>).select(f<&Town::name>)) == swedish);
        CHECK(joined_names(all.order_by(f<&Town::german>).select(f<&Town::name>)) == german);
        CHECK(joined_names(all.order_by(f<&Town::plain>).select(f<&Town::name>)) == bytes);
        CHECK(joined_names(all.order_by(f<&Town::name>.desc()).limit(3).select(f<&Town::name>)) == "örn äng ålö");
        CHECK(all.order_by(f<&Town::nick>).first()->nick == std::nullopt);
        CHECK(all.order_by(f<&Town::nick>.desc()).first()->nick == "örn");
        CHECK(all.order_by(f<&Town::nick>.desc_empties_first()).first()->nick == std::nullopt);
        CHECK(joined_names(all.select(f<&Town::name>).distinct().order_by(f<&Town::name>)) ==
              "aa ab Ab Ba bo zoo ålö äng örn");
    });
}

TEST_CASE("order comparisons, between, min and max are in the order of a field's language") {
    on_each([](const tenon::Database& db) {
        some_towns(db);
        const auto all = db.model<Town>();
        const auto named = [&](auto condition) {
            return joined_names(all.find(condition).order_by(f<&Town::name>).select(f<&Town::name>));
        };
        CHECK(named(f<&Town::name> > "zoo") == "ålö äng örn");
        CHECK(named(f<&Town::german> > "zoo").empty());
        CHECK(named(f<&Town::plain> > "zoo") == "ålö äng örn");
        CHECK(named(f<&Town::german> < "b") == "aa ab ab Ab ålö äng");
        CHECK(named(f<&Town::name> <= "Ab") == "aa ab ab Ab");
        CHECK(named(f<&Town::name> < "Ab") == "aa ab ab");
        CHECK(named(f<&Town::name>.between("b", "z")) == "Ba bo");
        CHECK(named(!f<&Town::name>.between("b", "z")) == "aa ab ab Ab zoo ålö äng örn");
        CHECK(named(f<&Town::nick> >= "å") == "ålö äng örn");
        CHECK(named(!(f<&Town::nick> >= "å")) == "aa ab ab Ab Ba bo zoo");
        CHECK(all.find().aggregate(tenon::max(f<&Town::name>)) == "örn");
        CHECK(all.find().aggregate(tenon::min(f<&Town::name>)) == "aa");
        CHECK(all.find().aggregate(tenon::max(f<&Town::german>)) == "zoo");
        CHECK(all.find().aggregate(tenon::min(f<&Town::plain>)) == "Ab");
        CHECK(all.find(f<&Town::name> > "örn").aggregate(tenon::max(f<&Town::name>)) == std::nullopt);
        // what has no language is compared with what has one
        CHECK(named(f<&Town::name> > f<&Town::plain>).empty());
        CHECK(named(f<&Town::plain> < f<&Town::plain>.lower()) == "Ab Ba");
        CHECK(named(f<&Town::name> > f<&Town::plain>.lower()) == "Ab Ba");
        CHECK(named(f<&Town::name>.lower() < "b") == "aa ab ab Ab");
        const auto chosen = tenon::case_when(f<&Town::name> < "zoo", f<&Town::plain>).otherwise("y");
        CHECK(named(chosen < "a") == "Ab Ba");
        CHECK(named(chosen < "b") == "aa ab ab Ab Ba");
        CHECK(named(tenon::coalesce(f<&Town::nick>, f<&Town::name>) > "zoo") == "ålö äng örn");
        CHECK(named(tenon::coalesce(f<&Town::name>, f<&Town::plain>) < "b") == "aa ab ab Ab");
        CHECK(named(tenon::coalesce(f<&Town::plain>, f<&Town::name>) < "b") == "aa ab ab Ab Ba");
    });
}

TEST_CASE("equality, lists, groups, distinct, prefixes and unique stay those of bytes") {
    on_each([](const tenon::Database& db) {
        some_towns(db);
        const auto all = db.model<Town>();
        CHECK(all.count(f<&Town::name> == "ab") == 2);
        CHECK(all.count(f<&Town::name> == "AB") == 0);
        CHECK(all.count(f<&Town::name> != "ab") == 8);
        CHECK(all.count(f<&Town::name>.in({"Ab", "äng"})) == 2);
        CHECK(all.count(f<&Town::name>.starts_with("a")) == 3);
        CHECK(all.count(f<&Town::name>.starts_with("å")) == 1);
        CHECK(all.count(f<&Town::name> == f<&Town::nick>) == 9);
        CHECK(all.find().aggregate(tenon::count_distinct(f<&Town::name>)) == 9);
        const auto groups = all.find()
                                .group_by(f<&Town::name>)
                                .order_by(f<&Town::name>)
                                .select<collation_test::Pair>(f<&Town::name>, tenon::count())
                                .having(f<&Town::name> < "b")
                                .all();
        REQUIRE(groups.size() == 3);
        CHECK(groups[1].first == "ab");
        CHECK(groups[1].count == 2);
        CHECK(groups[2].first == "Ab");
        // two spellings of é, which every language holds equal: two texts, the first of which is the lesser in bytes
        const std::string two_points = "e\xCC\x81";
        const std::string one_point = "\xC3\xA9";
        (void)all.create({.name = one_point});
        (void)all.create({.name = two_points});
        CHECK(all.count(f<&Town::name> == one_point) == 1);
        CHECK(all.count(f<&Town::name> < one_point && f<&Town::name> >= two_points) == 1);
    });
}

TEST_CASE("windows and ordered aggregates follow the language") {
    on_each([](const tenon::Database& db) {
        some_towns(db);
        const auto all = db.model<Town>();
        using tenon::order_by;
        const auto places = all.find(f<&Town::nick> != std::nullopt)
                                .order_by(f<&Town::name>)
                                .select(f<&Town::name>, tenon::row_number().over(order_by(f<&Town::german>)),
                                        tenon::lag(f<&Town::name>).over(order_by(f<&Town::name>)))
                                .all();
        REQUIRE(places.size() == 9);
        CHECK(std::get<0>(places[6]) == "ålö");
        CHECK(std::get<1>(places[6]) == 4);
        CHECK(std::get<2>(places[6]) == "zoo");
        const auto latest =
            all.find().order_by(f<&Town::plain>).select(tenon::max(f<&Town::name>).over(order_by(f<&Town::id>))).all();
        CHECK(latest.front() == "örn");
        CHECK(all.find().aggregate(tenon::first(f<&Town::plain>).order_by(f<&Town::name>.desc())) == "örn");
        CHECK(all.find().aggregate(tenon::last(f<&Town::plain>).order_by(f<&Town::german>)) == "zoo");
        const std::vector<std::string> pushed =
            all.find(f<&Town::plain>.in({"äng", "bo", "zoo"}))
                .aggregate(tenon::push(f<&Town::plain>).order_by(f<&Town::name>.desc()));
        CHECK(pushed == std::vector<std::string>{"äng", "zoo", "bo"});
    });
}

TEST_CASE("pages, first rows of keys, and rows of queries follow the language") {
    on_each([](const tenon::Database& db) {
        some_towns(db);
        const auto all = db.model<Town>();
        std::string seen;
        std::string cursor;
        do {
            const auto page = all.find().order_by(f<&Town::name>.desc()).page(3, cursor);
            for (const Town& town : page.items) seen += town.name + " ";
            cursor = page.next;
        } while (!cursor.empty());
        CHECK(seen == "örn äng ålö zoo bo Ba Ab ab ab aa ");
        CHECK(all.find().distinct_on(f<&Town::near>).order_by(f<&Town::name>.desc(), f<&Town::id>).all().at(0).name ==
              "örn");
        const auto groups =
            all.find().group_by(f<&Town::name>).select<collation_test::Pair>(f<&Town::name>, tenon::count());
        CHECK(tenon::from(groups).where(f<&collation_test::Pair::first> > "zoo").count() == 3);
        CHECK(tenon::from(groups).order_by(f<&collation_test::Pair::first>.desc()).first()->first == "örn");
        const auto names = all.find(f<&Town::name> < "b").select(f<&Town::name>);
        CHECK(joined_names(names.union_with(all.find(f<&Town::name> > "zoo").select(f<&Town::name>))
                               .order_by(tenon::output<0>.desc())) == "örn äng ålö Ab ab aa");
        CHECK(all.find(f<&Town::name> ==
                       tenon::value_of(all.find().order_by(f<&Town::name>.desc()).select(f<&Town::name>)))
                  .one()
                  .name == "örn");
    });
}

TEST_CASE("related rows are sorted and limited in the order of a language") {
    on_each([](const tenon::Database& db) {
        some_towns(db);
        const auto all = db.model<Town>();
        const Town zoo = all.find(f<&Town::name> == "zoo").one();
        all.update(f<&Town::name> != "zoo", f<&Town::near> = tenon::Ref<Town>(zoo.id));
        const Town read =
            all.find(f<&Town::id> == zoo.id).include(f<&Town::around>.order_by(f<&Town::name>.desc()).limit(2)).one();
        REQUIRE(read.around.size() == 2);
        CHECK(read.around[0].name == "örn");
        CHECK(read.around[1].name == "äng");
        CHECK(all.count(f<&Town::around>.any(f<&Town::name> > "zoo")) == 1);
        CHECK(joined_names(all.find(f<&Town::id> == zoo.id)
                               .join(f<&Town::around>.order_by(f<&Town::name>.desc()).limit(2))
                               .select(tenon::joined(f<&Town::name>))) == "örn äng");
        CHECK(all.update(f<&Town::name> > "zoo", f<&Town::plain> = "after z") == 3);
        CHECK(all.find().order_by(f<&Town::name>.desc()).update_one(f<&Town::plain> = "last")->name == "örn");
        CHECK(all.update(f<&Town::name> == "bo", f<&Town::name>.max("ålö")) == 1);
        CHECK(all.count(f<&Town::name> == "ålö") == 2);
        CHECK(all.update(f<&Town::name> == "ålö", f<&Town::name>.min("äng")) == 2);
        CHECK(all.count(f<&Town::name> == "ålö") == 2);
        CHECK(all.remove(f<&Town::name> >= "ä") == 2);
    });
}

TEST_CASE("a file with collated fields is read and written by programs without ICU") {
    on_each([](const tenon::Database& db) {
        some_towns(db);
        if (db.backend() != "sqlite") return;
        CHECK(db.query<std::int64_t>("select count(*) from sqlite_schema where sql like '%collate%'").at(0) == 0);
        CHECK(db.query<std::string>("pragma integrity_check").at(0) == "ok");
    });
}

TEST_CASE("comparing texts of two languages is refused") {
    on_each([](const tenon::Database& db) {
        some_towns(db);
        const std::string said =
            message_of<tenon::QueryError>([&] { (void)db.model<Town>().count(f<&Town::name> < f<&Town::german>); });
        CHECK(said.find("declare one collation for both") != std::string::npos);
        CHECK(db.model<Town>().count(f<&Town::name> == f<&Town::german>) == 10);
    });
}

TEST_CASE("run-time models have collations, from options and from JSON") {
    on_each([](const tenon::Database& db) {
        const auto towns_model = db.define("Town", {{"name", {.type = types::text, .collation = "sv"}}});
        const auto rivers = db.define(
            tenon::Json::parse(R"({"name": "River", "fields": {"name": {"type": "text", "collation": "de"}}})"));
        db.sync();
        for (const char* name : towns) {
            (void)towns_model.create({{"name", name}});
            (void)rivers.create({{"name", name}});
        }
        const auto named = [](const tenon::RecordQuery& query) {
            std::string all;
            for (const tenon::Value& name : query.pluck("name")) all += (all.empty() ? "" : " ") + name.as_text();
            return all;
        };
        using tenon::field;
        CHECK(named(towns_model.find().order_by("name")) == "aa ab Ab Ba bo zoo ålö äng örn");
        CHECK(named(rivers.find().order_by("name")) == "aa ab Ab ålö äng Ba bo örn zoo");
        CHECK(named(towns_model.find(field("name") > "zoo").order_by("name")) == "ålö äng örn");
        CHECK(towns_model.find().max("name") == "örn");
        CHECK(rivers.find().max("name") == "zoo");
    });
}

TEST_CASE("a collation is a language that ICU knows, of text") {
    on_each([](const tenon::Database& db) {
        const auto refusal = [&](tenon::FieldOptions options) {
            return message_of<tenon::SchemaError>([&] { db.define("Bad", {{"name", std::move(options)}}); });
        };
        for (const char* tag : {"klingon", "sv_SE", "SV", "sv\"; drop table x; --", "sv-", "-", "de-u-co-phonebk", "C"})
            CHECK(refusal({.type = types::text, .collation = tag}).find("is no language that ICU knows") !=
                  std::string::npos);
        CHECK(refusal({.type = types::int32, .collation = "sv"}).find(".collation") != std::string::npos);
        for (const char* tag : {"und", "de-AT", "ja", "zh-Hant"})
            CHECK_NOTHROW(db.define(std::string("Good") + tag, {{"name", {.type = types::text, .collation = tag}}}));
        CHECK_THROWS_AS((void)types::structure({{"name", {.type = types::text, .collation = "sv"}}}),
                        tenon::SchemaError);
        CHECK(message_of<tenon::SchemaError>([&] {
                  db.define("Checked", {{"name", {.type = types::text, .collation = "sv"}}},
                            {.constraints = {{"early", tenon::field("name") < "m"}}});
                  db.sync();
              }).find("in the order of a language") != std::string::npos);
    });
}

#else

TEST_CASE("without ICU, a collation is refused with the option that turns it on") {
    on_each([](const tenon::Database& db) {
        CHECK(message_of<tenon::SchemaError>([&] { db.sync<Town>(); }).find("-DTENON_ICU=ON") != std::string::npos);
    });
}

#endif
