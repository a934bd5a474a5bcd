// Every function that takes a name of a table, a column, an index, … is in one list here, and is given hostile ones: each is kept
// as it is, or refused before anything is sent. A function of the public headers that the list hasn't fails the test.
// (reliability A1, A3; rig R5)

#include <cctype>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "support/backends.hpp"
#include "support/statements.hpp"

namespace {

struct Badge {
    std::string text{};
};

}  // namespace

template <>
struct tenon::Codec<Badge> {
    using Stored = std::string;
    static const std::string& encode(const Badge& badge) { return badge.text; }
    static Badge decode(const std::string& stored) { return {stored}; }
};

using namespace backends;
using tenon::field;
namespace types = tenon::types;

namespace {

const std::vector<std::string> hostile{"\"",
                                       "'",
                                       "`",
                                       "]",
                                       "\\",
                                       ";",
                                       "--",
                                       "/*",
                                       "\x01",
                                       "\x1B[0m",
                                       "\n",
                                       "\xE2\x80\x99",
                                       "\xFF",
                                       "\xC0\xAF",
                                       "\xED\xA0\x80",
                                       std::string("a\0b", 3),
                                       "a.b",
                                       "name.name",
                                       "above.name",
                                       "name\"",
                                       "name\" --",
                                       "name desc",
                                       "-name",
                                       "name; drop table things",
                                       "(select secret from things)",
                                       "' or ''='",
                                       "$1",
                                       "?",
                                       ":x",
                                       "$where",
                                       "__proto__",
                                       "*",
                                       std::string(64, 'n'),
                                       std::string(5000, '"')};

tenon::RecordModel define_things(const tenon::Database& db) {
    return db.define(
        "Thing",
        {{"name", {.type = types::text}},
         {"size", {.type = types::int64}},
         {"marks", {.type = types::map(types::text)}},
         {"homes", {.type = types::map(types::structure({{"name", {.type = types::text}}}))}},
         {"shape", {.type = types::variant({{"name", {types::structure({{"name", {.type = types::text}}})}}})}},
         {"above", {.type = types::int64, .references = "Thing"}}},
        {.has_many = {{"below", "Thing", "above"}}});
}

struct World {
    explicit World(const tenon::Database& database) : db(database), things(define_things(db)) {
        db.sync();
        (void)things.create({{"name", "kept"}, {"size", 1}});
    }
    [[nodiscard]] tenon::RecordQuery all() const { return things.find(); }

    const tenon::Database& db;
    tenon::RecordModel things;
};

struct Use {
    std::string function;
    std::function<void(const World&, const std::string& name)> run;
};

std::string quoted(const std::string& text) { return tenon::Value(text).to_json(); }

/// Where a name is looked up among those of the model. None of the hostile ones is there.
const std::vector<Use> lookups{
    {"field", [](const World& w, const std::string& n) { (void)w.things.find(field(n) == "x").all(); }},
    {"order_by", [](const World& w, const std::string& n) { (void)w.all().order_by(n).all(); }},
    {"order_by_descending", [](const World& w, const std::string& n) { (void)w.all().order_by_descending(n).all(); }},
    {"distinct_on", [](const World& w, const std::string& n) { (void)w.all().distinct_on(n).order_by(n).all(); }},
    {"descend", [](const World& w, const std::string& n) { (void)w.all().descend(n).all(); }},
    {"descend", [](const World& w, const std::string& n) { (void)w.all().descend(n, 2).all(); }},
    {"ascend", [](const World& w, const std::string& n) { (void)w.all().ascend(n).all(); }},
    {"join", [](const World& w, const std::string& n) { (void)w.all().join(w.all(), n).select({"name"}).all(); }},
    {"join", [](const World& w, const std::string& n) { (void)w.all().join(n, w.all()).select({"name"}).all(); }},
    {"left_join",
     [](const World& w, const std::string& n) { (void)w.all().left_join(w.all(), n).select({"name"}).all(); }},
    {"left_join",
     [](const World& w, const std::string& n) { (void)w.all().left_join(n, w.all()).select({"name"}).all(); }},
    {"joined",
     [](const World& w, const std::string& n) {
         (void)w.all().join("above", w.all()).select({{"beside", tenon::joined(field(n))}}).all();
     }},
    {"field", [](const World& w, const std::string& n) { (void)w.things.find(field(n).any()).all(); }},
    {"field", [](const World& w, const std::string& n) { (void)w.things.find(field(n).count() == 1).all(); }},
    {"field",
     [](const World& w, const std::string& n) { (void)w.things.find(field("below").any(field(n) == "x")).all(); }},
    {"as", [](const World& w, const std::string& n) { (void)w.things.find(field("shape").as(n) == "x").all(); }},
    {"as",
     [](const World& w, const std::string& n) { (void)w.things.find(field("shape").as("name", n) == "x").all(); }},
    {"holds", [](const World& w, const std::string& n) { (void)w.things.find(field("shape").holds(n)).all(); }},
    {"at", [](const World& w, const std::string& n) { (void)w.things.find(field("homes").at("a", n) == "x").all(); }},
    {"RecordInclude", [](const World& w, const std::string& n) { (void)w.all().include(n).all(); }},
    {"RecordInclude",
     [](const World& w, const std::string& n) { (void)w.all().include(field("below").include(n)).all(); }},
    {"exclude", [](const World& w, const std::string& n) { (void)w.all().exclude({n}).all(); }},
    {"related",
     [](const World& w, const std::string& n) { (void)w.all().order_by(tenon::related(n, field("name"))).all(); }},
    {"related",
     [](const World& w, const std::string& n) { (void)w.things.find(tenon::related("above", field(n)) == "x").all(); }},
    {"group_by", [](const World& w, const std::string& n) { (void)w.all().group_by(n).select({"name"}).all(); }},
    {"pluck", [](const World& w, const std::string& n) { (void)w.all().pluck(n); }},
    {"sum", [](const World& w, const std::string& n) { (void)w.all().sum(n); }},
    {"avg", [](const World& w, const std::string& n) { (void)w.all().avg(n); }},
    {"min", [](const World& w, const std::string& n) { (void)w.all().min(n); }},
    {"max", [](const World& w, const std::string& n) { (void)w.all().max(n); }},
    {"RecordOutput",
     [](const World& w, const std::string& n) { (void)w.all().select({tenon::RecordOutput(n)}).all(); }},
    {"RecordOutput", [](const World& w, const std::string& n) { (void)w.all().select({{"x", field(n)}}).all(); }},
    {"order_by", [](const World& w, const std::string& n) { (void)w.all().select({"name"}).order_by(n).all(); }},
    {"order_by_descending",
     [](const World& w, const std::string& n) { (void)w.all().select({"name"}).order_by_descending(n).all(); }},
    {"group_by",
     [](const World& w, const std::string& n) {
         (void)tenon::from(w.all().select({"name"})).group_by(n).select({"name"}).all();
     }},
    {"order_by",
     [](const World& w, const std::string& n) { (void)tenon::from(w.all().select({"name"})).order_by(n).all(); }},
    {"in",
     [](const World& w, const std::string& n) { (void)w.things.find(tenon::in(field("name"), w.all(), n)).all(); }},
    {"value_of", [](const World& w,
                    const std::string& n) { (void)w.things.find(field("name") == tenon::value_of(w.all(), n)).all(); }},
    {"update",
     [](const World& w, const std::string& n) { w.things.find(field("name") == "x").update(n, field("name")); }},
    {"update", [](const World& w, const std::string& n) { w.things.update(field("name") == "x", {{n, "x"}}); }},
    {"create", [](const World& w, const std::string& n) { (void)w.things.create({{n, "x"}}); }},
    {"upsert", [](const World& w, const std::string& n) { (void)w.things.upsert({{"id", 1}, {n, "x"}}); }},
    {"increment", [](const World& w, const std::string& n) { w.things.increment(1, n); }},
    {"decrement", [](const World& w, const std::string& n) { w.things.decrement(1, n); }},
    {"from_json", [](const World& w, const std::string& n) { (void)w.things.from_json("{" + quoted(n) + ":\"x\"}"); }},
    {"model", [](const World& w, const std::string& n) { (void)w.db.model(n); }},
    {"check", [](const World& w, const std::string& n) { (void)w.db.check(n); }},
    {"fn",
     [](const World& w, const std::string& n) {
         if (tenon::typed::is_function_name(n))
             throw tenon::QueryError("a function of the database's own may be called this");
         (void)w.things.find(tenon::fn(types::int64, n, 1) == 1).all();
     }},
    {"VersionOption", [](const World& w, const std::string& n) { (void)w.db.define("Listed", {}, {.version = n}); }},
    {"SoftDeleteOption",
     [](const World& w, const std::string& n) { (void)w.db.define("Listed", {}, {.soft_delete = n}); }},
    {"IndexKey",
     [](const World& w, const std::string& n) {
         (void)w.db.define("Listed", {{"name", {.type = types::text}}}, {.indexes = {{.keys = {n}}}});
     }},
};

/// The same of what is read already, and of what is said of the related records: nothing is sent with the name.
const std::vector<Use> reads{
    {"operator[]", [](const World& w, const std::string& n) { (void)w.things.get(1)[n]; }},
    {"operator[]", [](const World& w, const std::string& n) { (void)w.all().select({"name"}).all().front()[n]; }},
    {"get", [](const World& w, const std::string& n) { (void)w.things.get(1).get<Badge>(n); }},
    {"set", [](const World& w, const std::string& n) { w.things.get(1).set(n, "x"); }},
    {"changed", [](const World& w, const std::string& n) { (void)w.things.get(1).changed(n); }},
    {"previous", [](const World& w, const std::string& n) { (void)w.things.get(1).previous(n); }},
    {"revert", [](const World& w, const std::string& n) { w.things.get(1).revert(n); }},
    {"related", [](const World& w, const std::string& n) { (void)w.things.get(1).related(n); }},
    {"one", [](const World& w, const std::string& n) { (void)w.things.get(1).one(n); }},
    {"is_loaded", [](const World& w, const std::string& n) { (void)w.things.get(1).is_loaded(n); }},
    {"order_by", [](const World& w, const std::string& n) { (void)w.all().include(field("below").order_by(n)).all(); }},
    {"order_by_descending",
     [](const World& w, const std::string& n) { (void)w.all().include(field("below").order_by_descending(n)).all(); }},
};

std::string given;  // the name that describe gives

struct Labelled {
    std::int64_t id = 0;
    std::string text{};
    std::int64_t size = 0;
};
void describe(tenon::Schema<Labelled>& labelled) {
    labelled.table("t" + given);
    labelled.field(f<&Labelled::text>).column("c" + given).alias("a" + given);
    labelled.index(f<&Labelled::size>).name("i" + given);
    labelled.constraint("k" + given, f<&Labelled::size> >= 0);
}

struct Seen {
    std::int64_t id = 0;
    std::string text{};
};
void describe(tenon::Schema<Seen>& seen) { seen.view(given); }

void define(const World& w, tenon::FieldDefinition extra, tenon::DefineOptions options) {
    const auto model = w.db.define("Made", {{"kept", {.type = types::text}}, std::move(extra)}, std::move(options));
    w.db.sync();
    (void)model.create({{"kept", "x"}});
    CHECK(model.find(field("kept") == "x").count() == 1);
}

/// Where a name is given. What the database calls it is looked at below.
const std::vector<Use> makers{
    {"define",
     [](const World& w, const std::string& n) {
         const auto model = w.db.define(n, {{"kept", {.type = types::text}}});
         w.db.sync();
         (void)model.create({{"kept", "x"}});
         CHECK(w.db.model(n).find(field("kept") == "x").count() == 1);
     }},
    {"FieldDefinition::name", [](const World& w, const std::string& n) { define(w, {n, {.type = types::text}}, {}); }},
    {"FieldOptions::column",
     [](const World& w, const std::string& n) { define(w, {"text", {.type = types::text, .column = n}}, {}); }},
    {"FieldOptions::alias",
     [](const World& w, const std::string& n) {
         define(w, {"text", {.type = types::text, .alias = n}}, {});
         if (n.find('.') == std::string::npos) CHECK(w.db.model("Made").find(field(n) == "y").count() == 0);
     }},
    {"FieldOptions::references",
     [](const World& w, const std::string& n) {
         CHECK_THROWS_AS(define(w, {"other", {.type = types::int64, .references = n}}, {}), tenon::Error);
         throw tenon::SchemaError("as it has to");
     }},
    {"DefineOptions::table",
     [](const World& w, const std::string& n) { define(w, {"text", {.type = types::text}}, {.table = n}); }},
    {"DefineOptions::table_schema",  // SQLite has none
     [](const World& w, const std::string& n) {
         const auto make = [&] { define(w, {"text", {.type = types::text}}, {.table_schema = n}); };
         if (w.db.backend() == "memory" || n.empty()) return make();
         CHECK_THROWS_AS(make(), tenon::Unsupported);
         throw tenon::SchemaError("as it has to");
     }},
    {"IndexDefinition::name",
     [](const World& w, const std::string& n) {
         define(w, {"text", {.type = types::text}}, {.indexes = {{.keys = {"text"}, .name = n}}});
     }},
    {"ConstraintDefinition::name",
     [](const World& w, const std::string& n) {
         define(w, {"size", {.type = types::int64}}, {.constraints = {{n, !(field("size") < 0)}}});
         CHECK_THROWS_AS((void)w.db.model("Made").create({{"size", -1}}), tenon::CheckViolation);
     }},
    {"RelationDefinition::name",
     [](const World& w, const std::string& n) {
         define(w, {"other", {.type = types::int64, .references = "Made"}}, {.has_many = {{n, "Made", "other"}}});
         CHECK(w.db.model("Made").find(field(n).none()).include(n).one().related(n).empty());
     }},
    {"RelationDefinition::model",
     [](const World& w, const std::string& n) {
         define(w, {"other", {.type = types::int64, .references = "Made"}}, {.has_many = {{"kin", n, "other"}}});
         CHECK_THROWS_AS((void)w.db.model("Made").find(field("kin").any()).all(), tenon::QueryError);
     }},
    {"RelationDefinition::field",
     [](const World& w, const std::string& n) {
         define(w, {"other", {.type = types::int64, .references = "Made"}}, {.has_many = {{"kin", "Made", n}}});
     }},
    {"define_all",
     [](const World& w, const std::string& n) {
         (void)w.db.define_all({{n, {{"kept", {.type = types::text}}}}});
         w.db.sync();
         (void)w.db.model(n).create({{"kept", "x"}});
     }},
    {"structure",
     [](const World& w, const std::string& n) {
         define(w, {"inner", {.type = types::structure({{n, {.type = types::text}}})}}, {});
         const auto made = w.db.model("Made").create({{"inner", tenon::Document{{n, "x"}}}});
         CHECK(*w.db.model("Made").get(made["id"])["inner"].if_document()->find(n) == tenon::Value("x"));
     }},
    {"enumeration",
     [](const World& w, const std::string& n) {
         const std::string label = n.c_str();  // ends at a NUL
         define(w, {"label", {.type = types::enumeration({label.c_str(), "other"})}}, {});
         (void)w.db.model("Made").create({{"label", label}});
         CHECK(w.db.model("Made").find(field("label") == label).count() == 1);
     }},
    {"RecordOutput::name",
     [](const World& w, const std::string& n) {
         CHECK(w.all().select({{n, field("name")}}).order_by(n).all().front()[n] == tenon::Value("kept"));
     }},
    {"variant",
     [](const World& w, const std::string& n) {
         define(w, {"held", {.type = types::variant({{n, {types::text}}, {"other", {types::text}}})}}, {});
         const auto model = w.db.model("Made");
         const auto made = model.create({{"held", tenon::Document{{"type", n}, {"value", "x"}}}});
         CHECK(*model.get(made["id"])["held"].if_document()->find("type") == tenon::Value(n));
         CHECK(model.find(field("held").holds(n)).count() == 1);
         CHECK(model.find(field("held").as(n) == "x").count() == 1);
         CHECK(model.find(field("held").holds("other")).count() == 0);
     }},
    {"type default_from check record_check",  // of a Vocabulary
     [](const World& w, const std::string& n) {
         tenon::Vocabulary words;
         words.type(n, types::text)
             .default_from(n, [] { return "x"; })
             .check(n, [](const tenon::Value& text) { return text.as_text() == "x"; })
             .record_check(n, [](const tenon::Record& made) { return !made["kept"].is_empty(); });
         const std::string word = quoted(n);
         const auto model = w.db.define(tenon::Json::parse(R"({"name": "Made", "fields": {"kept": {"type": )" + word +
                                                           R"(, "default_from": )" + word + R"(, "checks": [)" + word +
                                                           R"(]}}, "checks": )" + word + "}"),
                                        words);
         w.db.sync();
         (void)model.create({});
         CHECK(model.find(field("kept") == "x").count() == 1);
         CHECK_THROWS_AS((void)model.create({{"kept", "y"}}), tenon::ValidationError);
         CHECK_THROWS_AS((void)model.create({{"kept", tenon::Value()}}), tenon::ValidationError);
     }},
    {"contains_key",
     [](const World& w, const std::string& n) {
         const auto made = w.things.create({{"marks", tenon::Document{{n, "x"}}}});
         CHECK(w.things.find(field("marks").contains_key(n)).count() == 1);
         CHECK(w.things.find(field("marks").at(n) == "x").count() == 1);
         w.things.remove(field("id") == made["id"]);
     }},
    {"table column alias name constraint",
     [](const World& w, const std::string& n) {
         given = n;
         w.db.sync<Labelled>();
         const auto model = w.db.model<Labelled>();
         (void)model.create({.text = "x", .size = 1});
         CHECK(model.find(f<&Labelled::text> == "x").order_by(f<&Labelled::text>).one().size == 1);
         CHECK_THROWS_AS((void)model.create({.size = -1}), tenon::CheckViolation);
     }},
    {"view",
     [](const World& w, const std::string& n) {
         given = n;
         (void)w.db.model<Seen>().count();
     }},
};

/// All that the database has a name for.
std::set<std::string> names_in(const tenon::Database& db) {
    std::set<std::string> names;
    for (const std::string& name : db.query<std::string>("select name from sqlite_schema")) names.insert(name);
    for (const std::string& name : db.query<std::string>(
             "select c.name from sqlite_schema as s, pragma_table_xinfo(s.name) as c where s.type = 'table'"))
        names.insert(name);
    return names;
}

void require_kept(const World& w) {
    REQUIRE(w.all().select({"name"}).all().front()["name"] == tenon::Value("kept"));
    REQUIRE(w.things.get(1)["size"] == tenon::Value(1));
}

// --- the headers ---

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// The function whose parameter stands at this place; "" when it is a member or a variable.
std::string function_around(const std::string& text, std::size_t at) {
    for (int depth = 0; at-- > 0 && text[at] != ';' && text[at] != '{' && text[at] != '}';) {
        if (text[at] == ')') ++depth;
        if (text[at] != '(' || depth-- > 0) continue;
        std::size_t begin = at;
        while (begin > 0 && is_word(text[begin - 1])) --begin;
        return begin == at ? "operator[]" : text.substr(begin, at - begin);
    }
    return "";
}

/// What in the public headers takes a text that is called a name: functions, and structs' members.
std::set<std::string> takers_of_names() {
    std::set<std::string> found;
    const std::filesystem::path headers = std::filesystem::path(TENON_TESTS_DIR) / ".." / "include" / "tenon";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(headers)) {
        if (entry.path().extension() != ".hpp") continue;
        const std::string text = contents(entry.path());
        for (const std::string type : {"std::string ", "std::string_view ", "std::string& ", "std::string_view& "})
            for (std::size_t at = text.find(type); at != std::string::npos; at = text.find(type, at + 1)) {
                std::size_t end = at + type.size();
                while (end < text.size() && is_word(text[end])) ++end;
                const std::string called = text.substr(at + type.size(), end - at - type.size());
                const std::set<std::string> names{"name",  "path",   "field", "their_field", "named",   "table",
                                                  "alias", "column", "model", "references",  "relation"};
                if (!names.contains(called) || (end < text.size() && text[end] == '(')) continue;
                const std::string function = function_around(text, at);
                found.insert(function.empty() ? entry.path().filename().string() + " " + called : function);
            }
    }
    return found;
}

/// Those whose text never becomes a name in a statement, and why.
const std::set<std::string> no_identifiers{
    "CastError",
    "ValidationError",
    "error.hpp model",
    "error.hpp path",  // what an error says
    "find",
    "erase",
    "append",  // Document's own
    "key",
    "append_path",  // keys and paths in messages
    "find_field",
    "find_relation",
    "index_of",
    "suggestion",  // look into a described model
    "is_function_name",
    "make_call",  // fn's own
    "add",
    "aggregate",
    "ordered",
    "descended",
    "joined_with",
    "read_as",  // private, of those in the list
    "named",
    "raw.hpp name",  // placeholders: A9
    "schema.hpp name",
    "schema.hpp column",
    "schema.hpp alias",
    "schema.hpp table",  // a described model
    "joins.hpp model",
    "reflect.hpp name",
    "type_info.hpp name",
    "compiler.hpp name",
    "found",  // of C++ types
    "describe_parts.hpp path",
    "event.hpp model",  // in messages and events
    "pattern.hpp name",
    "Pattern",  // of a format, in messages
};

/// Members that the list above has under their structs' names.
const std::set<std::string> members{"record_definition.hpp name",       "record_definition.hpp column",
                                    "record_definition.hpp alias",      "record_definition.hpp table",
                                    "record_definition.hpp references", "record_definition.hpp model",
                                    "record_definition.hpp field",      "record_selection.hpp name"};

}  // namespace

TEST_CASE("every function that takes a name is in the list") {
    std::set<std::string> listed = no_identifiers;
    listed.insert(members.begin(), members.end());
    for (const auto* uses : {&lookups, &reads, &makers})
        for (const Use& use : *uses) {
            std::string word;
            for (const char c : use.function + " ") {
                if (c != ' ') {
                    word += c;
                } else {
                    listed.insert(std::exchange(word, {}));
                }
            }
        }
    const std::set<std::string> takers = takers_of_names();
    CHECK(takers.size() > 40);
    for (const std::string& taker : takers) CHECK_MESSAGE(listed.contains(taker), taker);
    for (const std::string& name : no_identifiers) CHECK_MESSAGE(takers.contains(name), name);
}

TEST_CASE("a hostile name that is looked up is refused before anything is sent") {
    on_each([](const tenon::Database& db) {
        const World world(db);
        for (const Use& use : lookups)
            for (const std::string& name : hostile) {
                CAPTURE(use.function);
                CAPTURE(name);
                const Statements statements(db);
                CHECK_THROWS_AS(use.run(world, name), tenon::Error);
                CHECK(statements.texts().empty());
            }
        for (const Use& use : reads)
            for (const std::string& name : hostile) {
                CAPTURE(use.function);
                CAPTURE(name);
                CHECK_THROWS_AS(use.run(world, name), tenon::QueryError);
            }
        require_kept(world);
    });
}

TEST_CASE("a hostile name that is given is kept as it is, or refused") {
    std::size_t kept = 0;
    for (const Use& use : makers)
        for (const std::string& name : hostile) {
            CAPTURE(use.function);
            CAPTURE(name);
            for (const char* url : {"memory:", "sqlite::memory:"}) {
                const tenon::Database db = tenon::open(url);
                const World world(db);
                bool is_refused = false;
                try {
                    use.run(world, name);
                    ++kept;
                } catch (const tenon::Error& error) {
                    is_refused = true;
                    const std::string code(error.code());
                    CHECK_MESSAGE((code == tenon::SchemaError("").code() || code == tenon::QueryError("").code() ||
                                   code == tenon::CastError("").code()),
                                  error.what());
                }
                require_kept(world);
                if (db.backend() != "sqlite" || is_refused) continue;
                const std::set<std::string> names = names_in(db);
                if (use.function == "FieldDefinition::name" || use.function == "FieldOptions::column" ||
                    use.function == "DefineOptions::table" || use.function == "IndexDefinition::name")
                    CHECK(names.contains(name));
                if (use.function.starts_with("table column"))
                    for (const char* letter : {"t", "c", "i"}) CHECK(names.contains(letter + name));
                for (const std::string& other : names) CHECK(other.size() < 64);  // none was cut by the database
            }
        }
    CHECK(kept > 200);
}
