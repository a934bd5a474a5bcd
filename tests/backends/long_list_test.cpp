// Long lists of `in`.

#include "support/backends.hpp"

using namespace backends;
using namespace std::chrono_literals;

namespace {

struct Stone {
    std::int64_t id = 0;
    std::optional<std::int64_t> weight{};
    double share = 0;
    std::string name{};
};
using Ids = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a long list finds what a short one does") {
    on_each([](const tenon::Database& db) {
        db.sync<Stone>();
        const auto stones = db.model<Stone>();
        for (int i = 1; i <= 5; ++i)
            stones.create({.weight = i == 5 ? std::nullopt : std::optional<std::int64_t>(i),
                           .share = i / 2.0,
                           .name = std::string(static_cast<std::size_t>(i), 'x')});
        const auto found = [&](const auto& condition) {
            Ids ids;
            for (const Stone& stone : stones.find(condition).order_by(f<&Stone::id>).all()) ids.push_back(stone.id);
            return ids;
        };
        std::vector<double> reals{2.5, 1e300, 3.0};
        std::vector<std::optional<std::int64_t>> weights{std::nullopt, 4};
        std::vector<std::int64_t> wholes{1, 2};
        std::vector<std::string> texts{"", "xx", "xxxxxx"};
        for (int i = 0; i < 20; ++i) {
            reals.push_back(100.5 + i);
            weights.emplace_back(100 + i);
            wholes.push_back(100 + i);
            texts.push_back("y" + std::to_string(i));
        }
        CHECK(found(f<&Stone::weight>.in(reals)) == Ids{3});
        CHECK(found(!f<&Stone::weight>.in(reals)) == Ids{1, 2, 4, 5});
        CHECK(found(f<&Stone::weight>.in(weights)) == Ids{4, 5});
        CHECK(found(f<&Stone::weight>.in(wholes)) == Ids{1, 2});
        CHECK(found(!f<&Stone::weight>.in(wholes)) == Ids{3, 4, 5});
        CHECK(found(f<&Stone::share>.in(wholes)) == Ids{2, 4});
        CHECK(found(f<&Stone::share>.in(reals)) == Ids{5});
        CHECK(found(f<&Stone::name>.in(texts)) == Ids{2});
        CHECK(stones.update(f<&Stone::name>.in(texts), f<&Stone::share> = 9) == 1);
        CHECK(stones.remove(f<&Stone::weight>.in(wholes)) == 2);
    });
}

TEST_CASE("memory: looks through a long list once, and not for each row") {
    const tenon::Database db = tenon::open("memory:");
    db.sync<Stone>();
    const auto stones = db.model<Stone>();
    std::vector<Stone> many(10'000);
    std::vector<std::int64_t> wanted;
    for (std::size_t i = 0; i < many.size(); ++i) {
        many[i].weight = static_cast<std::int64_t>(i);
        wanted.push_back(static_cast<std::int64_t>(i) * 2);
    }
    (void)stones.insert_many(many);
    const auto listed = f<&Stone::weight>.in(wanted);
    CHECK(stones.find(listed).timeout(3s).count() == 5'000);  // by comparing each with each: 75,000,000 comparisons
    CHECK(stones.find(listed && f<&Stone::name> == "").timeout(3s).update(f<&Stone::share> = 1) == 5'000);
}
