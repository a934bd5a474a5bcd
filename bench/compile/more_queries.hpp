#pragma once
// Twenty further queries: what is measured is how much longer they take, and how much larger the program gets.

#include <string>

#include "models.hpp"

namespace shop {

inline std::size_t run_more_queries(const tenon::Database& db, const std::string& text, std::int64_t id) {
    const auto customers = db.model<Customer>();
    const auto products = db.model<Product>();
    const auto orders = db.model<Order>();
    const auto reviews = db.model<Review>();
    std::size_t n = 0;
    n += customers.find(f<&Customer::email> == text).all().size();
    n += customers.find(f<&Customer::age> < 18 && f<&Customer::name>.starts_with(text)).limit(10).all().size();
    n += customers.find(f<&Customer::address, &Address::country> == text).order_by(f<&Customer::age>).all().size();
    n += customers.find(f<&Customer::name>.in({"Ada", "Grace"})).all().size();
    n += static_cast<std::size_t>(customers.find(!f<&Customer::age>.is_empty()).count());
    n += customers.find(f<&Customer::updated_at> > Timestamp()).first().has_value() ? 1 : 0;
    n += customers.find().include(f<&Customer::reviews>).limit(5).all().size();
    n += customers.find(f<&Customer::age> > 65).select(f<&Customer::name>, f<&Customer::email>).all().size();
    n += products.find(f<&Product::price> > 10.0).order_by(f<&Product::name>).all().size();
    n += products.find(f<&Product::stock> > 0 && f<&Product::price> <= 100.0).all().size();
    n += products.find(f<&Product::supplier> == id).offset(10).limit(10).all().size();
    n += products.find(f<&Product::name>.contains(text)).exists() ? 1 : 0;
    n += static_cast<std::size_t>(products.update(f<&Product::id> == id, f<&Product::price> = 5.0));
    n += static_cast<std::size_t>(
        products.update(f<&Product::price> < 3.0, f<&Product::price> = f<&Product::price> * 2.0));
    n += orders.find(f<&Order::customer> == id && f<&Order::total> > 10.0).all().size();
    n += orders.find(f<&Order::status> == text).order_by(f<&Order::total>.desc()).limit(20).all().size();
    n += orders.find(f<&Order::total> < 5.0).order_by(f<&Order::id>).all().size();
    n += static_cast<std::size_t>(orders.remove(f<&Order::status> == text && f<&Order::total> < 1.0));
    n += reviews.find(f<&Review::stars> >= 4).limit(3).all().size();
    n += static_cast<std::size_t>(reviews.count(f<&Review::customer> == id && f<&Review::stars> == 1));
    return n;
}

}  // namespace shop
