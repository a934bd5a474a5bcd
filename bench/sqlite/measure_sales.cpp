// The later ways to read and write: a stream of 100,000 rows, keyset pages, a window, pushes into a nested list, and bulk
// writes of several kinds.

#include <optional>
#include <tuple>

#include "workloads.hpp"

namespace bench {
namespace {

using tenon::f;

struct Sale {
    std::int64_t id = 0;
    std::string shop{};
    std::int64_t price = 0;
    std::vector<std::string> notes{};
};

void describe(tenon::Schema<Sale>& sale) { sale.index(f<&Sale::price>, f<&Sale::id>); }

constexpr std::size_t rows = 100'000;

Sale sale_of(std::size_t i) {
    Sale sale;
    sale.shop = "shop " + std::to_string(i % 50);
    sale.price = static_cast<std::int64_t>(i * 7919 % 10'000);
    sale.notes = {"first"};
    return sale;
}

std::int64_t weight(const Sale& sale) { return sale.id + sale.price + static_cast<std::int64_t>(sale.shop.size()); }

void fill(const tenon::Database& db, const hand::Database& by_hand) {
    std::vector<Sale> made(rows);
    for (std::size_t i = 0; i < rows; ++i) made[i] = sale_of(i);
    (void)db.model<Sale>().insert_many(std::move(made));
    hand::Statement insert(by_hand, "insert into sales (shop, price, notes) values (?, ?, '[\"first\"]')");
    by_hand.transaction([&] {
        for (std::size_t i = 0; i < rows; ++i) {
            const Sale sale = sale_of(i);
            insert.bind(1, sale.shop);
            insert.bind(2, sale.price);
            insert.run();
        }
    });
}

void read(const hand::Statement& row, Sale& sale) {
    sale.id = row.integer(0);
    row.text(1, sale.shop);
    sale.price = row.integer(2);
}

/// Without the list, which the hand-written side would have to parse.
struct Short {
    std::int64_t id;
    std::string shop;
    std::int64_t price;
};

void measure_stream(const tenon::Database& db, const hand::Database& by_hand, Report& report) {
    const auto sales = db.model<Sale>();
    hand::Statement all(by_hand, "select id, shop, price from sales");
    report.compare(
        {"stream", rows},
        [&](std::size_t) {
            std::int64_t sum = 0;
            for (const Short& sale : sales.find().select<Short>(f<&Sale::id>, f<&Sale::shop>, f<&Sale::price>).stream())
                sum += sale.id + sale.price + static_cast<std::int64_t>(sale.shop.size());
            return sum;
        },
        [&](std::size_t) {
            std::int64_t sum = 0;
            Short sale{};  // its text's room is used again
            while (all.step()) {
                sale.id = all.integer(0);
                all.text(1, sale.shop);
                sale.price = all.integer(2);
                sum += sale.id + sale.price + static_cast<std::int64_t>(sale.shop.size());
            }
            all.reset();
            return sum;
        });
}

void measure_page(const tenon::Database& db, const hand::Database& by_hand, Report& report) {
    const auto sales = db.model<Sale>();
    hand::Statement first(by_hand, "select id, shop, price, notes from sales order by price, id limit 21");
    hand::Statement next(by_hand,
                         "select id, shop, price, notes from sales where price >= ? and (price > ? or (price = ? "
                         "and id > ?)) order by price, id limit 21");
    constexpr std::size_t pages = 500;
    const auto read_page = [](hand::Statement& statement, Sale& last) {
        std::int64_t sum = 0;
        for (int i = 0; statement.step(); ++i) {
            if (i == 20) break;  // only tells that there are more
            Sale sale;
            read(statement, sale);
            std::string notes;
            statement.text(3, notes);
            sum += weight(sale);
            last = std::move(sale);
        }
        statement.reset();
        return sum;
    };
    report.compare(
        {"page", pages},
        [&](std::size_t) {
            std::int64_t sum = 0;
            std::string cursor;
            for (std::size_t i = 0; i < pages; ++i) {
                const auto ordered = sales.find().order_by(f<&Sale::price>);
                const auto page = i == 0 ? ordered.page(20) : ordered.page(20, cursor);
                for (const Sale& sale : page.items) sum += weight(sale);
                cursor = page.next;
            }
            return sum;
        },
        [&](std::size_t) {
            Sale last;
            std::int64_t sum = read_page(first, last);
            for (std::size_t i = 1; i < pages; ++i) {
                next.bind(1, last.price);
                next.bind(2, last.price);
                next.bind(3, last.price);
                next.bind(4, last.id);
                sum += read_page(next, last);
            }
            return sum;
        });
}

void measure_window(const tenon::Database& db, const hand::Database& by_hand, Report& report) {
    const auto sales = db.model<Sale>();
    hand::Statement ranked(by_hand,
                           "select id, rank() over (partition by shop order by price) from sales where price < 500");
    report.compare(
        {"window", 1},
        [&](std::size_t) {
            std::int64_t sum = 0;
            for (const auto& [id, rank] :
                 sales.find(f<&Sale::price> < 500)
                     .select(f<&Sale::id>,
                             tenon::rank().over(tenon::partition_by(f<&Sale::shop>), tenon::order_by(f<&Sale::price>))))
                sum += id * rank;
            return sum;
        },
        [&](std::size_t) {
            std::int64_t sum = 0;
            std::vector<std::tuple<std::int64_t, std::int64_t>> all;
            while (ranked.step()) all.emplace_back(ranked.integer(0), ranked.integer(1));
            ranked.reset();
            for (const auto& [id, rank] : all) sum += id * rank;
            return sum;
        });
}

void measure_push(const tenon::Database& db, const hand::Database& by_hand, Report& report) {
    constexpr std::size_t count = 2'000;
    hand::Statement push(by_hand, "update sales set notes = json_insert(notes, '$[#]', ?) where id = ?");
    const auto id = [](std::size_t round, std::size_t i) {
        return static_cast<std::int64_t>((round * count + i) % rows) + 1;
    };
    report.compare(
        {"push", count},
        [&](std::size_t round) {
            return db.transaction([&](tenon::Transaction& tx) {
                const auto sales = tx.model<Sale>();
                std::int64_t sum = 0;
                for (std::size_t i = 0; i < count; ++i)
                    sum += sales.update(f<&Sale::id> == id(round, i), f<&Sale::notes>.push("one more"));
                return sum;
            });
        },
        [&](std::size_t round) {
            std::int64_t sum = 0;
            const std::string note = "one more";
            by_hand.transaction([&] {
                for (std::size_t i = 0; i < count; ++i) {
                    push.bind(1, note);
                    push.bind(2, id(round, i));
                    push.run();
                    sum += sqlite3_changes64(by_hand);
                }
            });
            return sum;
        });
}

void measure_bulk_write(const tenon::Database& db, const hand::Database& by_hand, Report& report) {
    constexpr std::size_t count = 3'000;
    hand::Statement insert(by_hand, "insert into sales (shop, price, notes) values (?, ?, '[\"first\"]')");
    hand::Statement update(by_hand, "update sales set price = price + 1 where id = ?");
    hand::Statement begin(by_hand, "savepoint one"), end(by_hand, "release one");
    report.compare(
        {"bulk_write", count},
        [&](std::size_t round) {
            tenon::Bulk<Sale> bulk;
            for (std::size_t i = 0; i < count; ++i) {
                if (i % 2 == 0)
                    bulk.insert(sale_of(i));
                else
                    bulk.update(f<&Sale::id> == static_cast<std::int64_t>(round * count + i),
                                f<&Sale::price> = f<&Sale::price> + 1);
            }
            const tenon::BulkResult result = db.model<Sale>().bulk_write(bulk);
            return result.inserted + result.updated;
        },
        [&](std::size_t round) {
            std::int64_t sum = 0;
            by_hand.transaction([&] {
                for (std::size_t i = 0; i < count; ++i) {
                    begin.run();  // each operation wholly or not at all
                    if (i % 2 == 0) {
                        const Sale sale = sale_of(i);
                        insert.bind(1, sale.shop);
                        insert.bind(2, sale.price);
                        insert.run();
                    } else {
                        update.bind(1, static_cast<std::int64_t>(round * count + i));
                        update.run();
                    }
                    sum += sqlite3_changes64(by_hand);
                    end.run();
                }
            });
            return sum;
        });
}

}  // namespace

void measure_sales(const Backend& backend, Report& report) {
    const tenon::Database db = backend.open("sales");
    db.sync<Sale>();
    const hand::Database by_hand(backend.path("sales-hand"), schema_of(db));
    fill(db, by_hand);
    measure_stream(db, by_hand, report);
    measure_page(db, by_hand, report);
    measure_window(db, by_hand, report);
    measure_push(db, by_hand, report);
    measure_bulk_write(db, by_hand, report);
}

}  // namespace bench
