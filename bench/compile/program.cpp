#include "queries.hpp"

int main() {
    const auto db = tenon::open("memory:");
    db.sync<shop::Customer, shop::Category, shop::Supplier, shop::Product, shop::Order, shop::OrderLine, shop::Payment,
            shop::Review, shop::Warehouse, shop::Shipment>();
    return shop::run_queries(db, "a", 1) == 0 ? 0 : 1;
}
