// From a struct and its describe to a model: names, columns, rules, keys, indexes, linked relations.

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "schema/check.hpp"
#include "typed/hidden_describe.hpp"
#include <tenon/error.hpp>
#include <tenon/model.hpp>
#include <tenon/typed/table.hpp>

using namespace tenon;
using schema::RelationKind;

namespace library {

enum class Genre { novel, poem };

struct Address {
    std::string streetName{};
    std::string city{};
    std::optional<double> latitude{};
};

struct Book;
struct Passport;

struct Author {
    std::int64_t id = 0;
    std::string fullName{};
    std::string email{};
    std::optional<int> age{};
    Genre genre{};
    Decimal price{};
    Address address{};
    std::vector<std::string> tags{};
    Timestamp created_at{}, updated_at{};
    Many<Book> books{};
    One<Passport> passport{};
};

struct Passport {
    Uuid id{};
    Ref<Author> author{};
};

struct Book {
    std::int64_t id = 0;
    Ref<Author> author{};
    std::optional<Ref<Author>> editor{};
    std::string title{};
};

void describe(Schema<Address>& address) {
    address.field(f<&Address::streetName>).max_length(80);
    address.field(f<&Address::city>).required().column("town");
}

void describe(Schema<Author>& author) {
    author.field(f<&Author::fullName>).required().min_length(2).max_length(50).trim();
    author.field(f<&Author::email>).unique().lowercase().matches(formats::email);
    author.field(f<&Author::age>).min(0).max(150).index();
    author.field(f<&Author::genre>).one_of({Genre::poem});
    author.field(f<&Author::price>).precision(10, 2).hidden();
    author.field(f<&Author::address, &Address::streetName>).min_length(3).column("road");
    author.field(f<&Author::updated_at>).precision(6).stored_as_text();
    author.unique(f<&Author::fullName>, f<&Author::age>);
    author.has_many(f<&Author::books>, f<&Book::author>).on_delete(cascade);
    author.has_one(f<&Author::passport>, f<&Passport::author>);
    author.timestamps(f<&Author::created_at>, f<&Author::updated_at>);
}

void describe(Schema<Book>& book) {
    book.table("volumes").index(f<&Book::title>);
    book.belongs_to(f<&Book::editor>).on_delete(set_null);
}

struct Plain {
    std::int64_t id = 0;
    std::string HTTPName{};
    std::optional<std::vector<int>> numbers{};
};

/// Describes itself, has two keys.
struct Seat {
    int row = 0;
    std::string letter{};
    static void describe(Schema<Seat>& seat) { seat.key(f<&Seat::row>, f<&Seat::letter>); }
};

struct Keyless {
    std::string name{};
};

struct Undescribed {
    std::int64_t id = 0;
    Many<Plain> plains{};
};

struct Inner {
    std::string name{};
};
void describe(Schema<Inner>& inner) { inner.field(f<&Inner::name>).unique(); }
struct Outer {
    std::int64_t id = 0;
    Inner inner{};
};

struct Tabled {
    std::string name{};
};
void describe(Schema<Tabled>& tabled) { tabled.table("elsewhere"); }
struct HoldsTabled {
    std::int64_t id = 0;
    std::vector<Tabled> all{};
};

struct ByText {
    std::int64_t id = 0;
    Ref<Plain, std::string> plain{};
};

struct SetsNull {
    std::int64_t id = 0;
    Ref<Plain> plain{};
};
void describe(Schema<SetsNull>& model) { model.belongs_to(f<&SetsNull::plain>).on_delete(set_null); }

}  // namespace library

namespace {

using namespace library;

template <class T>
schema::Model described(const schema::Naming& naming = {}) {
    schema::Model model = typed::make_model(typed::model_info<T>(), naming);
    typed::describe_model(typed::model_info<T>(), model);
    return model;
}

using Case = schema::Naming::Case;

schema::Naming naming(Case columns, Case tables) {
    schema::Naming made;
    made.columns = columns;
    made.tables = tables;
    return made;
}

/// Author, Book and Passport, linked; they keep pointers to each other.
struct Linked {
    schema::Model author = described<Author>();
    schema::Model book = described<Book>();
    schema::Model passport = described<Passport>();
    Linked() { schema::link({&author, &book, &passport}, {}); }
    Linked(const Linked&) = delete;
    Linked& operator=(const Linked&) = delete;
};

const schema::Index* find_index(const schema::Model& model, std::string_view name) {
    for (const schema::Index& index : model.indexes)
        if (index.name == name) return &index;
    return nullptr;
}

std::vector<std::string> columns(const schema::Model& model) {
    std::vector<std::string> names;
    for (const schema::Field& field : model.fields) names.push_back(field.column);
    return names;
}

/// The sentence of the SchemaError that registering these models throws, or "".
template <class... Ts>
std::string refusal() {
    try {
        std::vector<std::unique_ptr<schema::Model>> models;
        (models.push_back(std::make_unique<schema::Model>(described<Ts>())), ...);
        std::vector<schema::Model*> fresh;
        for (const auto& model : models) fresh.push_back(model.get());
        schema::link(fresh, {});
    } catch (const SchemaError& error) {
        return error.what();
    }
    return {};
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a struct alone gives names, columns, types and the key") {
    const schema::Model model = described<Plain>();
    CHECK(model.name == "Plain");
    CHECK(model.table == "plains");
    CHECK(columns(model) == std::vector<std::string>{"id", "HTTPName", "numbers"});
    CHECK(model.key == std::vector<std::uint16_t>{0});
    CHECK(model.fields[0].type.base == BaseType::int64);
    CHECK(model.fields[1].type.base == BaseType::text);
    CHECK(model.fields[2].type.base == BaseType::array);
    CHECK(model.fields[2].type.nullable);
    CHECK(model.fields[2].type.elements.at(0).base == BaseType::int32);
    CHECK(model.indexes.empty());
    CHECK(model.relations.empty());
    CHECK_FALSE(model.created_at.has_value());
}

TEST_CASE("a naming strategy names tables and columns") {
    schema::Naming one = naming(Case::snake, Case::snake);
    one.plural = false;
    one.table_prefix = "my_";
    const schema::Model snake = described<Plain>(one);
    CHECK(snake.table == "my_plain");
    CHECK(columns(snake) == std::vector<std::string>{"id", "http_name", "numbers"});
    CHECK(snake.fields[1].name == "HTTPName");
    const schema::Model camel = described<Author>(naming(Case::camel, Case::as_is));
    CHECK(camel.table == "Authors");
    CHECK(camel.find_field("created_at")->column == "createdAt");
    CHECK(described<Passport>(naming(Case::camel, Case::snake)).find_field("author")->column == "authorId");
}

TEST_CASE("functions of a naming strategy stand in for its rules") {
    schema::Naming own = naming(Case::snake, Case::snake);
    own.table_schema = "app";
    own.name_table = [](std::string_view name) { return "t:" + std::string(name); };
    own.name_column = [](std::string_view name) { return "c:" + std::string(name); };
    const schema::Model model = described<Plain>(own);
    CHECK(model.table == "t:Plain");
    CHECK(model.full_table() == "app.t:Plain");
    CHECK(columns(model) == std::vector<std::string>{"c:id", "c:HTTPName", "c:numbers"});
    CHECK(described<Passport>(own).find_field("author")->column == "c:author_id");
}

TEST_CASE("the naming strategy reaches into nested structs, but not what describe names") {
    const schema::Model model = described<Author>(naming(Case::camel, Case::snake));
    const auto& members = model.find_field("address")->type.members;
    CHECK(members[1].column == "town");
    CHECK(members[2].column == "latitude");
}

TEST_CASE("a Ref is a column with _id and a relation") {
    const schema::Model model = described<Book>();
    const schema::Field& author = *model.find_field("author");
    CHECK(author.column == "author_id");
    CHECK(author.type.base == BaseType::int64);
    CHECK_FALSE(author.type.nullable);
    CHECK(model.find_field("editor")->column == "editor_id");
    CHECK(model.find_field("editor")->type.nullable);
    REQUIRE(model.relations.size() == 2);
    CHECK(model.relations[0].kind == RelationKind::belongs_to);
    CHECK(model.relations[0].target_name == "Author");
    CHECK(model.relations[0].local == std::vector<std::uint16_t>{1});
    CHECK(model.members[1].field == 1);
    CHECK(model.members[1].relation == 0);
}

TEST_CASE("Many and One are relations without a column") {
    const schema::Model model = described<Author>();
    CHECK(model.fields.size() == 10);
    CHECK(model.find_field("books") == nullptr);
    CHECK(model.members[10].field == schema::MemberRole::none);
    CHECK(model.find_relation("books")->kind == RelationKind::has_many);
    CHECK(model.find_relation("passport")->kind == RelationKind::has_one);
    CHECK(model.find_relation("books")->member == 10);
}

TEST_CASE("describe sets rules") {
    const schema::Model model = described<Author>();
    const schema::Rules& name = model.find_field("fullName")->rules;
    CHECK(name.required);
    CHECK(name.trim);
    CHECK(name.min_length == 2);
    CHECK(name.max_length == 50);
    CHECK(model.find_field("fullName")->type.max_length == 50);
    CHECK(model.find_field("email")->rules.lowercase);
    CHECK(model.find_field("email")->rules.matches->name() == "email");
    CHECK(model.find_field("age")->rules.min == Value(0));
    CHECK(model.find_field("age")->rules.max == Value(150));
    CHECK(model.find_field("genre")->rules.one_of == std::vector<Value>{"poem"});
    CHECK(model.find_field("tags")->rules.required == false);
}

namespace {

struct Told {
    std::int64_t id = 0;
    std::string name{};
    std::optional<int> age{};
    static void describe(Schema<Told>& told) {
        told.field(f<&Told::name>)
            .required()
            .message("Who?")
            .check([](const std::string&) { return true; })
            .message("No.");
        told.field(f<&Told::age>).min(1).max(9).message("Too much.");
        told.check("whole", [](const Told&) { return true; }).message("Not so.").at(f<&Told::age>);
    }
};
struct Mute {
    std::int64_t id = 0;
    static void describe(Schema<Mute>& mute) { mute.field(f<&Mute::id>).message("What?"); }
};

}  // namespace

TEST_CASE("a message is for the rule or check before it") {
    const schema::Model model = described<Told>();
    const schema::Rules& name = model.find_field("name")->rules;
    REQUIRE(name.customs.messages().size() == 1);
    CHECK(name.customs.messages()[0].kind == "required");
    CHECK(name.customs.messages()[0].text == "Who?");
    REQUIRE(name.customs.checks().size() == 1);
    CHECK(name.customs.checks()[0].kind == "check");
    CHECK(name.customs.checks()[0].message == "No.");
    CHECK_FALSE(name.customs.checks()[0].asks_database);
    CHECK(model.find_field("age")->rules.customs.messages()[0].kind == "max");
    REQUIRE(model.customs.checks().size() == 1);
    CHECK(model.customs.checks()[0].at == "age");
    CHECK(model.customs.checks()[0].message == "Not so.");
    CHECK_THROWS_AS((void)described<Mute>(), SchemaError);
}

TEST_CASE("describe sets how a field is stored") {
    const schema::Model model = described<Author>();
    const schema::Field& price = *model.find_field("price");
    CHECK(price.type.precision == 10);
    CHECK(price.type.scale == 2);
    CHECK(price.hidden);
    CHECK(model.find_field("created_at")->type.precision == 3);
    CHECK(model.find_field("updated_at")->type.precision == 6);
    CHECK(model.find_field("updated_at")->type.stored_as_text);
    CHECK(model.created_at == model.index_of("created_at"));
    CHECK(model.updated_at == model.index_of("updated_at"));
    CHECK(model.find_field("genre")->type.labels.size() == 2);
    CHECK(model.find_field("genre")->type.labels[1].text == "poem");
}

TEST_CASE("a nested struct has its own describe, and the model's on top") {
    const schema::Model model = described<Author>();
    const schema::Type& address = model.find_field("address")->type;
    CHECK(address.base == BaseType::structure);
    REQUIRE(address.members.size() == 3);
    CHECK(address.members[0].rules.max_length == 80);
    CHECK(address.members[0].rules.min_length == 3);
    CHECK(address.members[0].column == "road");
    CHECK(address.members[1].rules.required);
    CHECK(address.members[1].column == "town");
    CHECK(address.members[1].member == 1);
    CHECK(address.members[2].type.nullable);
}

TEST_CASE("describe may be a static member, and name several keys") {
    schema::Model model = described<Seat>();
    CHECK(model.key == std::vector<std::uint16_t>{0, 1});
    schema::link({&model}, {});
    CHECK_FALSE(model.key_is_assigned);
    CHECK(model.fields[1].type.max_length == 255);
}

TEST_CASE("a key is assigned when it is one integer") {
    const Linked models;
    CHECK(models.author.key_is_assigned);
    CHECK_FALSE(models.passport.key_is_assigned);
}

TEST_CASE("indexes get their names when models are linked") {
    const Linked models;
    const schema::Index* email = find_index(models.author, "authors_email_unique");
    REQUIRE(email != nullptr);
    CHECK(email->unique);
    CHECK(email->fields == std::vector<std::uint16_t>{2});
    const schema::Index* age = find_index(models.author, "authors_age");
    REQUIRE(age != nullptr);
    CHECK_FALSE(age->unique);
    const schema::Index* both = find_index(models.author, "authors_fullName_age_unique");
    REQUIRE(both != nullptr);
    CHECK(both->fields == std::vector<std::uint16_t>{1, 3});
    CHECK(find_index(models.book, "volumes_title") != nullptr);
}

TEST_CASE("every reference has an index") {
    const Linked models;
    CHECK(find_index(models.book, "volumes_author_id") != nullptr);
    CHECK(find_index(models.book, "volumes_editor_id") != nullptr);
    CHECK(find_index(models.passport, "passports_author_id") != nullptr);
}

TEST_CASE("text in an index has a maximum length") {
    const Linked models;
    CHECK(models.author.find_field("email")->type.max_length == 255);
    CHECK(models.author.find_field("email")->rules.max_length == 255);
    CHECK(models.author.find_field("fullName")->type.max_length == 50);
}

TEST_CASE("relations are linked in both directions") {
    const Linked models;
    const schema::Relation& books = *models.author.find_relation("books");
    CHECK(books.target == &models.book);
    CHECK(books.local == models.author.key);
    CHECK(books.foreign == std::vector<std::uint16_t>{1});
    const schema::Relation& author = *models.book.find_relation("author");
    CHECK(author.target == &models.author);
    CHECK(author.local == std::vector<std::uint16_t>{1});
    CHECK(author.foreign == models.author.key);
    CHECK(models.author.find_relation("passport")->target == &models.passport);
    CHECK(models.author.find_relation("passport")->foreign == std::vector<std::uint16_t>{1});
}

TEST_CASE("what a delete does reaches the side that holds the reference") {
    const Linked models;
    CHECK(models.book.find_relation("author")->on_delete == OnDelete::cascade);
    CHECK(models.book.find_relation("editor")->on_delete == OnDelete::set_null);
    CHECK(models.passport.find_relation("author")->on_delete == OnDelete::restrict);
}

TEST_CASE("the models that members name are known") {
    const auto related = typed::related_models(typed::model_info<Author>());
    REQUIRE(related.size() == 2);
    CHECK(related[0] == &typed::model_info<Book>());
    CHECK(related[1] == &typed::model_info<Passport>());
    CHECK(typed::related_models(typed::model_info<Book>()).size() == 2);
    CHECK(typed::related_models(typed::model_info<Plain>()).empty());
}

TEST_CASE("a model without a key is refused") {
    CHECK(refusal<Plain>() == "");
    CHECK(contains(refusal<Keyless>(), "Add a member `id`"));
}

TEST_CASE("a Many that no describe explains is refused") {
    CHECK(contains(refusal<Undescribed, Plain>(), "say has_many(f<&Undescribed::plains>, f<&Plain::"));
}

TEST_CASE("what only a model can have is refused in the describe of a nested struct") {
    CHECK(contains(refusal<Outer>(), "Inner is stored inside another model"));
    CHECK(contains(refusal<HoldsTabled>(), "describe(Schema<Tabled>&) sets table"));
}

TEST_CASE("a reference by a key of another type is refused") {
    CHECK(contains(refusal<ByText, Plain>(), "`plain` refers to Plain by a key of another type"));
}

TEST_CASE("a reference that can't be empty can't be emptied on delete") {
    CHECK(contains(refusal<SetsNull, Plain>(), "make it a std::optional<Ref<Plain>>"));
}

TEST_CASE("a describe in another file is detected when the model is registered") {
    const auto sentence = [] {
        try {
            hidden::register_secret();
        } catch (const SchemaError& error) {
            CHECK(error.model() == "Secret");
            return std::string(error.what());
        }
        return std::string();
    }();
    CHECK(contains(sentence, "describe(tenon::Schema<Secret>&)"));
    CHECK(contains(sentence, "Declare it in the header beside the struct"));
}
