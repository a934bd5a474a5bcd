#pragma once
// Twenty queries, each of a shape of its own.

#include <string>

#include "models.hpp"

namespace shop {

struct CountryCount {
    std::string country;
    std::int64_t count;
};

inline std::size_t run_queries(const tenon::Database& db, const std::string& text, std::int64_t id) {
    const auto customers = db.model<Customer>();
    const auto products = db.model<Product>();
    const auto orders = db.model<Order>();
    const auto reviews = db.model<Review>();
    std::size_t n = 0;
    n += customers.find(f<&Customer::name> == text).all().size();
    n += customers.find(f<&Customer::age> >= 18 && f<&Customer::email>.ends_with(text)).limit(10).all().size();
    n += customers.find(f<&Customer::address, &Address::city> == text).order_by(f<&Customer::name>).all().size();
    n += customers.find(f<&Customer::id>.in({1, 2, 3})).all().size();
    n += static_cast<std::size_t>(customers.find(f<&Customer::age>.is_empty()).count());
    n += customers.find(f<&Customer::created_at> > Timestamp()).first().has_value() ? 1 : 0;
    n += customers.find().include(f<&Customer::orders>).limit(5).all().size();
    n += customers.find()
             .group_by(f<&Customer::name>)
             .select<CountryCount>(f<&Customer::name>, tenon::count())
             .all()
             .size();
    n += products.find(f<&Product::price> < 10.0).order_by(f<&Product::price>.desc()).all().size();
    n += products.find(f<&Product::stock> == 0 || f<&Product::price> > 100.0).all().size();
    n += products.find(f<&Product::category> == id).offset(10).limit(10).all().size();
    n += products.find(!f<&Product::name>.starts_with(text)).exists() ? 1 : 0;
    n += static_cast<std::size_t>(products.update(f<&Product::id> == id, f<&Product::stock> = 5));
    n +=
        static_cast<std::size_t>(products.update(f<&Product::stock> < 3, f<&Product::stock> = f<&Product::stock> + 10));
    n += orders.find(f<&Order::customer> == id && f<&Order::status> == text).all().size();
    n += orders.find(f<&Order::total> >= 50.0).order_by(f<&Order::created_at>.desc()).limit(20).all().size();
    n += orders.find(f<&Order::status> != text).include(f<&Order::lines>).all().size();
    n += static_cast<std::size_t>(orders.remove(f<&Order::total> == 0.0));
    n += reviews.find(f<&Review::stars> <= 2).select(f<&Review::text>).all().size();
    n += static_cast<std::size_t>(reviews.count(f<&Review::product> == id));
    return n;
}

}  // namespace shop
