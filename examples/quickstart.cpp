// The first minutes with Tenon: a model that is a struct, and one that is made at run time.
// Writes app.db in the folder where it runs.

#include <iostream>

#include <tenon/tenon.hpp>

using tenon::f, tenon::Many, tenon::Ref;

struct Post;

struct User {
    std::int64_t id = 0;
    std::string name{};
    std::string email{};
    std::string password{};
    std::optional<int> age{};
    tenon::Timestamp created_at{}, updated_at{};
    Many<Post> posts{};  // a relation: loaded only when asked for
};

struct Post {
    std::int64_t id = 0;
    Ref<User> author{};  // column author_id NOT NULL; std::optional<Ref<User>> is nullable
    std::string title{};
    std::vector<std::string> tags{};  // an array in MongoDB, JSON in SQL
};

void describe(tenon::Schema<User>& user) {
    user.field(f<&User::name>).required();
    user.field(f<&User::email>).required().unique().lowercase().matches(tenon::formats::email);
    user.field(f<&User::password>).required().min_length(8).hidden();
    user.field(f<&User::age>).min(0).max(150);
    user.has_many(f<&User::posts>, f<&Post::author>).on_delete(tenon::cascade);
    user.timestamps(f<&User::created_at>, f<&User::updated_at>);
}

void with_structs() {
    auto db = tenon::open("sqlite:app.db");
    auto users = db.model<User>();
    auto posts = db.model<Post>();
    db.sync<User, Post>({.force = true});  // drops their tables first, so that this can be run again

    // Every statement can be seen. Here they are shown while `shown` is true.
    bool shown = false;
    db.on_statement([&shown](const tenon::StatementEvent& event) {
        if (shown) std::cout << "     SQL: " << event.text << '\n';
    });

    std::cout << "1. Create\n";
    User ada = users.create({.name = "Ada", .email = "Ada@Example.com", .password = "analytical engine", .age = 35});
    User grace = users.create({.name = "Grace", .email = "grace@example.com", .password = "compiler", .age = 17});
    posts.create({.author = ada, .title = "Notes on the Analytical Engine", .tags = {"engines", "notes"}});
    posts.create({.author = ada, .title = "Bernoulli numbers", .tags = {"mathematics"}});
    posts.create({.author = grace, .title = "A first bug", .tags = {"moths"}});
    std::cout << "   " << users.to_json(ada) << "\n";

    std::cout << "2. Find, with a relation\n";
    shown = true;
    for (const User& u : users.find(f<&User::age> >= 18 && f<&User::email>.ends_with("@example.com"))
                             .include(f<&User::posts>)
                             .order_by(f<&User::name>)
                             .limit(10))
        std::cout << "   " << u.name << ": " << u.posts.size() << " posts\n";
    shown = false;

    std::cout << "3. Find inside an array and through a relation\n";
    for (const Post& p : posts.find(f<&Post::tags>.contains("moths") || f<&Post::author>.any(f<&User::age> > 30))
                             .include(f<&Post::author>)
                             .order_by(f<&Post::title>))
        std::cout << "   " << p.title << ", by " << p.author->name << '\n';

    std::cout << "4. Update by an expression\n";
    shown = true;
    auto matched = users.update(f<&User::name> == "Ada", f<&User::age> = f<&User::age> + 1);
    shown = false;
    std::cout << "   " << matched << " row matched; Ada is now " << users.get(ada.id).age.value_or(0) << '\n';

    std::cout << "5. Change an object in a transaction\n";
    db.transaction([&](tenon::Transaction& tx) {
        auto user = tx.model<User>().edit(ada.id);  // a Tracked<User>: knows what changed
        user->age = 37;
        shown = true;
        user.save();  // writes what changed, and nothing else
        shown = false;
    });
    std::cout << "   Ada is now " << users.get(ada.id).age.value_or(0) << '\n';

    std::cout << "6. An exception rolls a transaction back\n";
    try {
        db.transaction([&](tenon::Transaction& tx) {
            tx.model<User>().remove(f<&User::name> == "Ada");  // and her posts: on_delete(cascade)
            std::cout << "   inside: " << tx.model<Post>().count() << " post\n";
            throw std::runtime_error("changed my mind");
        });
    } catch (const std::runtime_error& error) {
        std::cout << "   " << error.what() << ": " << posts.count() << " posts\n";
    }

    std::cout << "7. Totals, and SQL of your own\n";
    auto [people, oldest] = users.aggregate(tenon::count(), tenon::max(f<&User::age>));
    std::cout << "   " << people << " users, the oldest is " << oldest.value_or(0) << '\n';
    struct Writer {
        std::string name;
        std::int64_t posts;
    };
    for (const Writer& writer : db.query<Writer>("select u.name, count(*) as posts from users u"
                                                 " join posts p on p.author_id = u.id"
                                                 " where u.age > ? group by u.id order by u.name",
                                                 10))
        std::cout << "   " << writer.name << " wrote " << writer.posts << '\n';
}

void at_run_time() {
    namespace types = tenon::types;
    auto db = tenon::open("sqlite::memory:");
    auto users =
        db.define("User", {
                              {"name", {.type = types::text, .required = true}},
                              {"email", {.type = types::text, .required = true, .unique = true}},
                              {"password", {.type = types::text, .required = true, .min_length = 8, .hidden = true}},
                              {"age", {.type = types::int32, .min = 0, .max = 150}},
                          });
    db.sync();

    std::cout << "1. Create\n";
    tenon::Record ada =
        users.create({{"name", "Ada"}, {"email", "ada@example.com"}, {"password", "analytical engine"}});
    std::cout << "   " << ada.to_json() << '\n';

    std::cout << "2. What breaks a rule is told before anything is sent, all of it\n";
    try {
        users.create({{"email", "grace@example.com"}, {"password", "short"}, {"age", -1}});
    } catch (const tenon::ValidationError& error) {
        for (const tenon::Failure& failure : error.failures())
            std::cout << "   " << failure.path << " (" << failure.kind << "): " << failure.message << '\n';
    }

    std::cout << "3. What the database refuses is an error with its fields\n";
    try {
        users.create({{"name", "Another Ada"}, {"email", "ada@example.com"}, {"password", "difference engine"}});
    } catch (const tenon::UniqueViolation& error) {
        std::cout << "   " << error.code() << ", field " << error.fields().at(0) << ": " << error.what() << '\n';
    }

    std::cout << "4. Change and find\n";
    ada.set("age", 36);
    ada.save();
    for (const tenon::Record& user :
         users.find(tenon::field("age") >= 18 && tenon::field("name").starts_with("A")).all())
        std::cout << "   " << user["name"].as_text() << " is " << user["age"].as_int64() << '\n';
}

int main() {
    std::cout << "With structs, in app.db\n";
    with_structs();
    std::cout << "\nWith models made at run time, in memory\n";
    at_run_time();
}
