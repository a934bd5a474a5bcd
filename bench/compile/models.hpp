#pragma once
// Ten models of a web shop, as an application has them: what the measured programs speak of.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tenon/tenon.hpp>

namespace shop {

using tenon::f, tenon::Many, tenon::Ref, tenon::Timestamp;

struct Order;
struct Review;
struct Product;
struct OrderLine;

struct Address {
    std::string street{}, city{}, country{};
};

struct Customer {
    std::int64_t id = 0;
    std::string name{};
    std::string email{};
    std::optional<int> age{};
    Address address{};
    Timestamp created_at{}, updated_at{};
    Many<Order> orders{};
    Many<Review> reviews{};
};

struct Category {
    std::int64_t id = 0;
    std::string name{};
    std::optional<Ref<Category>> parent{};
    Many<Product> products{};
};

struct Supplier {
    std::int64_t id = 0;
    std::string name{};
    std::string country{};
    bool active = true;
};

struct Product {
    std::int64_t id = 0;
    Ref<Category> category{};
    Ref<Supplier> supplier{};
    std::string name{};
    double price = 0;
    int stock = 0;
    std::vector<std::string> tags{};
    Many<Review> reviews{};
};

struct Order {
    std::int64_t id = 0;
    Ref<Customer> customer{};
    std::string status{};
    double total = 0;
    Timestamp created_at{}, updated_at{};
    Many<OrderLine> lines{};
};

struct OrderLine {
    std::int64_t id = 0;
    Ref<Order> order{};
    Ref<Product> product{};
    int quantity = 1;
    double price = 0;
};

struct Payment {
    std::int64_t id = 0;
    Ref<Order> order{};
    double amount = 0;
    std::optional<std::string> failure{};
};

struct Review {
    std::int64_t id = 0;
    Ref<Customer> customer{};
    Ref<Product> product{};
    int stars = 0;
    std::string text{};
};

struct Warehouse {
    std::int64_t id = 0;
    std::string name{};
    Address address{};
};

struct Shipment {
    std::int64_t id = 0;
    Ref<Order> order{};
    Ref<Warehouse> warehouse{};
    std::optional<Timestamp> sent_at{};
};

inline void describe(tenon::Schema<Customer>& customer) {
    customer.field(f<&Customer::name>).required();
    customer.field(f<&Customer::email>).required().unique().lowercase();
    customer.field(f<&Customer::age>).min(0).max(150);
    customer.has_many(f<&Customer::orders>, f<&Order::customer>);
    customer.has_many(f<&Customer::reviews>, f<&Review::customer>);
    customer.timestamps(f<&Customer::created_at>, f<&Customer::updated_at>);
}
inline void describe(tenon::Schema<Category>& category) {
    category.field(f<&Category::name>).required();
    category.has_many(f<&Category::products>, f<&Product::category>);
}
inline void describe(tenon::Schema<Product>& product) {
    product.field(f<&Product::name>).required();
    product.field(f<&Product::price>).min(0);
    product.has_many(f<&Product::reviews>, f<&Review::product>);
}
inline void describe(tenon::Schema<Order>& order) {
    order.has_many(f<&Order::lines>, f<&OrderLine::order>);
    order.timestamps(f<&Order::created_at>, f<&Order::updated_at>);
}
inline void describe(tenon::Schema<Review>& review) { review.field(f<&Review::stars>).min(1).max(5); }

}  // namespace shop
