// Lists of values: what contains_all looks for.

#include "support/backends.hpp"

using namespace backends;

namespace {

struct Draw {
    std::int64_t id = 0;
    std::vector<int> numbers{};
    std::vector<std::optional<std::int64_t>> maybe{};
};

std::vector<std::int64_t> ids(const std::vector<Draw>& draws) {
    std::vector<std::int64_t> all;
    for (const Draw& draw : draws) all.push_back(draw.id);
    return all;
}
using Ids = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("contains_all of a real that no integer equals is never true") {
    on_each([](const tenon::Database& db) {
        db.sync<Draw>();
        const auto draws = db.model<Draw>();
        draws.create({.numbers = {1, 2, 3}, .maybe = {1, std::nullopt}});
        draws.create({.numbers = {}, .maybe = {}});
        const auto found = [&](const auto& condition) {
            const tenon::Query<Draw> query = draws.find(condition);  // its run-time twin
            const Ids all = ids(draws.find(condition).order_by(f<&Draw::id>).all());
            const Ids twins = ids(query.order_by(f<&Draw::id>).all());
            CHECK(twins.size() == all.size());
            CHECK(query.to_sql() == draws.find(condition).to_sql());
            CHECK(twins == all);
            return all;
        };
        CHECK(found(f<&Draw::numbers>.contains_all({2.5})).empty());
        CHECK(found(!f<&Draw::numbers>.contains_all({2.5})) == Ids{1, 2});
        CHECK(found(f<&Draw::numbers>.contains_all({1.0, 2.5})).empty());
        CHECK(found(f<&Draw::numbers>.contains_all({1.0, 3.0})) == Ids{1});
        CHECK(found(f<&Draw::numbers>.contains_all({1e300})).empty());
        CHECK(found(f<&Draw::numbers>.contains_all(std::vector<double>{})) == Ids{1, 2});
        CHECK(found(f<&Draw::numbers>.contains_all({1.0, 2.0, 3.0, 1.0, 2.0, 3.0, 1.0, 2.0, 3.0})) == Ids{1});
        CHECK(found(f<&Draw::numbers>.contains_all({1.0, 2.0, 3.0, 1.0, 2.0, 3.0, 1.0, 2.0, 3.5})).empty());
        CHECK(found(f<&Draw::maybe>.contains_all({1.0})) == Ids{1});
        CHECK(found(f<&Draw::maybe>.contains_all({1.5})).empty());
        CHECK(found(f<&Draw::maybe>.contains_all(std::vector<std::optional<double>>{1.0, std::nullopt})) == Ids{1});
        CHECK(found(f<&Draw::maybe>.contains_all(std::vector<std::optional<double>>{1.5, std::nullopt})).empty());
    });
}
