#include "workloads.hpp"

namespace bench {
namespace {

constexpr std::size_t rows = 100'000;

struct Item {
    std::int64_t id = 0;
    std::string name;
    std::int64_t stock = 0;
    double price = 0;
};

class Items {
public:
    explicit Items(const hand::Database& database)
        : insert_(database, "insert into items (name, stock, price) values (?, ?, ?)"),
          in_stock_(database, "select id, name, stock, price from items where stock >= ? order by stock limit ?") {}

    void add(std::size_t n) {
        const std::string name = "Item number " + std::to_string(n);
        insert_.bind(1, name);
        insert_.bind(2, static_cast<std::int64_t>(n % 5'000));
        insert_.bind(3, static_cast<double>(n % 900) / 4);
        insert_.run();
    }
    std::vector<Item> in_stock(std::int64_t least, std::int64_t most) {
        in_stock_.bind(1, least);
        in_stock_.bind(2, most);
        std::vector<Item> items;
        while (in_stock_.step()) {
            Item& item = items.emplace_back();
            item.id = in_stock_.integer(0);
            in_stock_.text(1, item.name);
            item.stock = in_stock_.integer(2);
            item.price = in_stock_.real(3);
        }
        in_stock_.reset();
        return items;
    }

private:
    hand::Statement insert_, in_stock_;
};

}  // namespace

void measure_records(const Backend& backend, Report& report) {
    namespace types = tenon::types;
    const tenon::Database db = backend.open("items");
    const tenon::RecordModel items =
        db.define("Item", {
                              {"name", {.type = types::text, .required = true}},
                              {"stock", {.type = types::int64, .required = true, .index = true}},
                              {"price", {.type = types::real, .required = true}},
                          });
    db.sync();
    const hand::Database by_hand(backend.path("items-hand"), schema_of(db));
    Items table(by_hand);
    by_hand.transaction([&] {
        for (std::size_t i = 0; i < rows; ++i) table.add(i);
    });
    db.transaction([&](tenon::Transaction& tx) {
        for (const Item& item : table.in_stock(0, rows))
            tx.execute("insert into items (id, name, stock, price) values (?, ?, ?, ?)", item.id, item.name, item.stock,
                       item.price);
    });

    constexpr std::size_t selects = 500;
    report.compare(
        {"dynamic", selects},
        [&](std::size_t round) {
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < selects; ++i) {
                const auto least = static_cast<std::int64_t>((round + i * 7) % 4'000);
                for (const tenon::Record& item :
                     items.find(tenon::field("stock") >= least).order_by("stock").limit(20).all())
                    sum += *item["id"].if_integer() + static_cast<std::int64_t>(item["name"].if_text()->size());
            }
            return sum;
        },
        [&](std::size_t round) {
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < selects; ++i) {
                const auto least = static_cast<std::int64_t>((round + i * 7) % 4'000);
                for (const Item& item : table.in_stock(least, 20))
                    sum += item.id + static_cast<std::int64_t>(item.name.size());
            }
            return sum;
        });
}

}  // namespace bench
