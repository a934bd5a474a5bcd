// expect-ok
#include "models.hpp"

struct Row {
    std::string name{};
    std::optional<int> age{};
};

void read() {
    tenon::Filter<User> filter = f<&User::age> >= 18;
    filter &= f<&User::active>;
    tenon::Query<User> query = users.find(filter).order_by(f<&User::name>);
    query = users.find(f<&User::active>).where(f<&User::score> > 1).where(filter);
    auto all = query.include(f<&User::posts>).limit(3).offset(1).all();
    auto parts = query.select<Row>(f<&User::name>, f<&User::age>).order_by(f<&User::age>.desc()).limit(3).all();
    auto groups =
        query.group_by(f<&User::role>).select(f<&User::role>, tenon::count()).having(tenon::count() > 1).all();
    auto best = query.aggregate(tenon::max(f<&User::score>));
    auto close =
        users.find(tenon::fragment<bool, "abs(? - ?) < ?">(f<&User::score>, f<&User::age>, 3) && f<&User::active>)
            .order_by(tenon::fragment<std::string, "lower(?)">(f<&User::name>).desc());
    filter &= !tenon::fragment<bool, "? = ?">(f<&User::role>, Role::reader);
    auto tuples = db.query<std::tuple<std::string, std::optional<int>>>("select name, age from users where id = :id",
                                                                        tenon::named("id", 1));
    auto user = users.get(5);
    auto maybe = users.find_by_key(user.id);
    auto count = users.count() + users.count(filter) + users.count(f<&User::score> > 1);
    auto exists = users.exists(f<&User::id>.in({1, 2}));
    for (
        const User& each : users.find().include(
            f<&User::posts>.where(f<&Post::votes> > 1).order_by(f<&Post::title>, f<&Post::id>.desc()).limit(2).include(f<&Post::comments>),
            f<&User::profile>))
        count += each.score;
    auto rows = users.find().select<Row>(f<&User::name>, f<&User::age>).order_by(f<&User::age>.desc()).all();
    auto names = users.find().select(f<&User::name>).distinct().all();
    auto pairs = users.find()
                     .group_by(f<&User::role>)
                     .select(f<&User::role>, tenon::count())
                     .having(tenon::count() > 1)
                     .order_by(tenon::count().desc())
                     .all();
    auto [sum, oldest] = users.aggregate(tenon::sum(f<&User::score>), tenon::max(f<&User::age>));
    auto roles = users.distinct(f<&User::role>);
    auto raw = db.query<Row>("select name, age from users where age > ? or name = ?", 18, std::string("Ada"));
    db.execute(tenon::unsafe_raw(user.name), std::optional<int>());
}

void write() {
    const tenon::Filter<User> filter = f<&User::id> == 1;
    users.update(f<&User::id> == 1, f<&User::score> = 5, f<&User::age> = std::nullopt);
    users.update(filter, f<&User::score> = 5);
    users.update(tenon::everything, f<&User::score> = 5);
    users.find(f<&User::id> == 1).update(f<&User::score> = f<&User::score> * 2);
    users.remove(f<&User::id> == 1);
    users.remove(filter);
    users.remove(tenon::everything);
    users.upsert(User(), f<&User::name>);
    users.upsert(User(), tenon::on_conflict(f<&User::name>).update_only(f<&User::age>, f<&User::score>));
    std::optional<User> kept = users.upsert(User(), tenon::on_conflict(f<&User::name>).where(f<&User::age> < 18));
    users.insert_many({User()}, tenon::ignore_duplicates);
    auto [found, is_new] = users.find_or_create(f<&User::name> == "Ada", {.age = 36});
    users.find(filter).order_by(f<&User::id>).update_one(f<&User::score> = 5, tenon::before);
    users.find_one_and_update(f<&User::id> == 1, f<&User::score> = 5, tenon::after);
    users.find_one_and_remove(filter);
    users.increment(1, f<&User::score>);
    users.decrement(1, f<&User::rating>, 0.5);
    users.touch(1);
    const User fresh = users.reload(User());
    users.find(f<&User::id> == 1).returning().update(f<&User::score> = 5);
    users.find(filter).returning().remove();
    users.edit(1).save();
}
