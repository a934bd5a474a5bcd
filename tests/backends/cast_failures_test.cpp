// Values of one input that don't fit are told together.

#include "support/backends.hpp"

using namespace backends;
namespace types = tenon::types;

namespace {

struct Line {
    std::string sku{};
    int qty = 0;
};
struct Order {
    std::int64_t id = 0;
    std::string name{};
    std::optional<tenon::Date> day{};
    std::vector<Line> lines{};
};

template <class Run>
std::vector<std::string> refused(Run&& run) {
    try {
        run();
    } catch (const tenon::CastError& error) {
        std::vector<std::string> paths;
        for (const tenon::Failure& failure : error.failures()) {
            CHECK(failure.kind == "type");
            CHECK(failure.message.find("`" + failure.path + "`") != std::string::npos);
            CHECK(std::string(error.what()).find(failure.path) != std::string::npos);
            paths.push_back(failure.path);
        }
        CHECK(error.fields() == paths);
        return paths;
    }
    return {};
}
using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("from_json tells all values that don't fit, with their whole paths") {
    on_each([](const tenon::Database& db) {
        const auto orders = db.model<Order>();
        CHECK(refused([&] {
                  (void)orders.from_json(R"({"name": [1], "day": "2023-02-30", "nmae": 1, "lines":
                      [{"sku": "a", "qty": "1"}, {"sku": "b", "qty": "two"}, {"qty": 1.5, "color": 1}, 4]})");
              }) == Paths{"name", "day", "nmae", "lines.1.qty", "lines.2.qty", "lines.2.color", "lines.3"});
        CHECK(refused([&] { (void)orders.from_json(R"({"day": 1})"); }) == Paths{"day"});
        CHECK(orders.from_json(R"({"name": "Ada", "lines": [{"qty": "2"}]})").lines.at(0).qty == 2);
        try {
            (void)orders.from_json(R"({"name": [], "day": "x"})");
            FAIL("cast");
        } catch (const tenon::CastError& error) {
            CHECK(error.model() == "Order");
            REQUIRE(error.find("day") != nullptr);
            CHECK(error.find("id") == nullptr);
        }
    });
}

TEST_CASE("a record's values that don't fit are told together") {
    on_each([](const tenon::Database& db) {
        const auto jobs = db.define(
            "Job",
            {{"name", {.type = types::text}}, {"tries", {.type = types::int32}}, {"day", {.type = types::date}}});
        CHECK(refused([&] { (void)jobs.create({{"tries", "many"}, {"name", "a"}, {"day", "2023-02-30"}}); }) ==
              Paths{"tries", "day"});
        CHECK(refused([&] { (void)jobs.from_json(R"({"tries": 1.5, "day": 0})"); }) == Paths{"tries", "day"});
    });
}
