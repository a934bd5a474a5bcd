// expect-ok
#include "models.hpp"

#include <map>
#include <variant>

class Account {
public:
    static constexpr auto tenon_members() { return tenon::members<&Account::id_, &Account::name_>(); }

private:
    std::int64_t id_ = 0;
    std::string name_{};
};

struct Base {
    std::int64_t id = 0;
};
struct Derived : Base {
    std::string name{};
    static constexpr auto tenon_members() { return tenon::members<&Base::id, &Derived::name>(); }
};

struct Types {
    tenon::Uuid id{};
    std::int8_t small = 0;
    std::uint64_t large = 0;
    float real = 0;
    tenon::Decimal price{};
    tenon::Date date{};
    tenon::Time time{};
    tenon::Json json{};
    std::map<std::string, int> counts{};
    std::variant<int, std::string> either{};
    std::optional<Address> address{};
    std::optional<Ref<User>> user{};
    std::vector<std::vector<int>> matrix{};
};

void describe(tenon::Schema<Types>& types) {
    types.table("all_types");
    types.field(f<&Types::price>).precision(10, 2).min(1);
    types.field(f<&Types::small>).one_of({1, 2}).max(2);
    types.field(f<&Types::address, &Address::city>).required().trim();
    types.belongs_to(f<&Types::user>).on_delete(tenon::set_null);
    types.index(f<&Types::date>, f<&Types::time>);
}

void describe(tenon::Schema<User>& user) {
    user.field(f<&User::name>).required().unique().lowercase().matches("[a-z]+").min_length(1).max_length(50);
    user.field(f<&User::tags>).max_length(3);
    user.field(f<&User::role>).one_of({Role::reader});
    user.field(f<&User::created_at>).precision(6);
    user.field(f<&User::nickname>).required().message("Who?").check([](const std::string& name) {
        return name != "x";
    });
    user.field(f<&User::age>).check("asks", [](int age, const tenon::Transaction& tx) -> std::optional<std::string> {
        return age > 0 && tx.model<Post>().exists() ? std::nullopt : std::optional<std::string>("no");
    });
    user.field(f<&User::homes>).check("few", [](const auto& homes) { return homes.size() < 3; }).message("{path}");
    user.field(f<&User::avatar>).check("small", [](const tenon::Bytes& bytes) { return bytes.size() < 9; });
    user.check("whole", [](const User& one) { return one.active; }).message("no").at(f<&User::address, &Address::city>);
    user.has_many(f<&User::posts>, f<&Post::author>).on_delete(tenon::cascade);
    user.has_one(f<&User::profile>, f<&Profile::user>);
    user.timestamps(f<&User::created_at>, f<&User::updated_at>);
}

void run() { db.sync<User, Account, Derived, Types>(); }
