// Numbers at the limits of their types. (reliability D1 to D5)

#include <cmath>
#include <limits>

#include "backends/fidelity.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::Decimal;

namespace {

struct Integers {
    std::int64_t id = 0;
    std::int8_t i8 = 0;
    std::int16_t i16 = 0;
    std::int32_t i32 = 0;
    std::int64_t i64 = 0;
    std::uint8_t u8 = 0;
    std::uint16_t u16 = 0;
    std::uint32_t u32 = 0;
    std::uint64_t u64 = 0;
};

struct Reals {
    std::int64_t id = 0;
    double wide = 0;
    float slim = 0;
};

struct Decimals {
    std::int64_t id = 0;
    Decimal price{};
    Decimal most{};  // all that an int64 holds
    Decimal tiny{};  // 30 digits after the point
    Decimal long_one{};
};
void describe(tenon::Schema<Decimals>& decimals) {
    decimals.field(f<&Decimals::price>).precision(10, 2);
    decimals.field(f<&Decimals::most>).precision(18, 0);
    decimals.field(f<&Decimals::tiny>).precision(34, 30).stored_as_text();
    decimals.field(f<&Decimals::long_one>).precision(38, 0).stored_as_text();
}

template <auto Member>
void check_limits(const tenon::Model<Integers>& model) {
    using Number = std::remove_cvref_t<decltype(std::declval<Integers>().*Member)>;
    constexpr Number least = std::numeric_limits<Number>::min(), most = std::numeric_limits<Number>::max();
    for (const auto number : {least, static_cast<Number>(least + 1), static_cast<Number>(0), static_cast<Number>(1),
                              static_cast<Number>(-1), static_cast<Number>(most - 1), most})
        check_kept<Member>(model, number);
}

/// One more than the greatest is refused, and the row stays.
template <auto Member>
void check_beyond(const tenon::Model<Integers>& model) {
    using Number = std::remove_cvref_t<decltype(std::declval<Integers>().*Member)>;
    Integers object;
    object.*Member = std::numeric_limits<Number>::max();
    const auto itself = f<&Integers::id> == model.create(object).id;
    const auto check_refused = [](const auto& update) {
        try {
            (void)update();
            FAIL("it was stored");
        } catch (const tenon::CastError& error) {  // as inside of JSON: nested_range_test
            CHECK(sizeof(Number) < 8);
            CHECK(error.model() == "Integers");
            REQUIRE(error.fields().size() == 1);
            CHECK(says(error.what(), {("`" + error.fields().front() + "` must be a whole number from ").c_str(),
                                      (" to " + std::to_string(std::numeric_limits<Number>::max())).c_str()}));
        } catch (const tenon::QueryError&) {  // beyond what is computed in
            CHECK(sizeof(Number) == 8);
        }
    };
    check_refused([&] { return model.update(itself, f<Member> = f<Member> + 1); });
    check_refused([&] { return model.update(itself, f<Member>.inc(1)); });
    if constexpr (sizeof(Number) < 8) {
        const auto beyond = std::int64_t{std::numeric_limits<Number>::max()} + 1;
        CHECK_THROWS_AS(model.update(itself, f<Member> = beyond), tenon::ValidationError);  // before the statement
        CHECK_THROWS_AS(model.update(itself, f<Member> = std::int64_t{std::numeric_limits<Number>::min()} - 1),
                        tenon::ValidationError);
    }
    CHECK(model.one(itself).*Member == std::numeric_limits<Number>::max());
    CHECK(model.count(itself && f<Member> < static_cast<std::int64_t>(0)) == 0);
}

}  // namespace

TEST_CASE("integers are kept to the limits of each width") {
    on_each([](const tenon::Database& db) {
        db.sync<Integers>();
        const auto model = db.model<Integers>();
        check_limits<&Integers::i8>(model);
        check_limits<&Integers::i16>(model);
        check_limits<&Integers::i32>(model);
        check_limits<&Integers::i64>(model);
        check_limits<&Integers::u8>(model);
        check_limits<&Integers::u16>(model);
        check_limits<&Integers::u32>(model);
    });
}

TEST_CASE("what an update computes beyond an integer's width is refused") {
    on_each([](const tenon::Database& db) {
        db.sync<Integers>();
        const auto model = db.model<Integers>();
        check_beyond<&Integers::i8>(model);
        check_beyond<&Integers::i16>(model);
        check_beyond<&Integers::i32>(model);
        check_beyond<&Integers::i64>(model);
        check_beyond<&Integers::u8>(model);
        check_beyond<&Integers::u16>(model);
        check_beyond<&Integers::u32>(model);
    });
}

TEST_CASE("an unsigned integer beyond int64 is kept, or refused in rows and in conditions alike") {
    on_each([](const tenon::Database& db) {
        db.sync<Integers>();
        const auto model = db.model<Integers>();
        constexpr std::uint64_t half = std::uint64_t{1} << 63;
        check_kept<&Integers::u64>(model, half - 1);
        for (const std::uint64_t number : {half, half + 1, std::numeric_limits<std::uint64_t>::max()}) {
            if (db.backend() == "memory") {
                check_kept<&Integers::u64>(model, number);
                continue;
            }
            check_refused<tenon::CastError, &Integers::u64>(model, number);
            CHECK_THROWS_AS((void)model.count(f<&Integers::u64> == number), tenon::CastError);
            CHECK_THROWS_AS(model.update(tenon::everything, f<&Integers::u64> = number), tenon::CastError);
        }
        CHECK(model.count(f<&Integers::u64> == half - 1) == 1);
    });
}

TEST_CASE("doubles are kept to the last bit, and what is no number is refused") {
    using Limits = std::numeric_limits<double>;
    on_each([](const tenon::Database& db) {
        db.sync<Reals>();
        const auto model = db.model<Reals>();
        for (const double number :
             {0.1, 1.0 / 3, -0.0, Limits::denorm_min(), Limits::min(), Limits::max(), Limits::lowest(), 5e-324,
              9007199254740993.0, 1e22, 123456789.12345678, Limits::infinity(), -Limits::infinity()})
            check_kept<&Reals::wide>(model, number);
        for (const float number : {0.1F, std::numeric_limits<float>::denorm_min(), std::numeric_limits<float>::max(),
                                   std::numeric_limits<float>::lowest()})
            check_kept<&Reals::slim>(model, number);
        check_refused<tenon::CastError, &Reals::wide>(model, Limits::quiet_NaN());
        check_refused<tenon::CastError, &Reals::slim>(model, std::numeric_limits<float>::quiet_NaN());
        CHECK_THROWS_AS((void)model.count(f<&Reals::wide> == Limits::quiet_NaN()), tenon::CastError);
        CHECK(model.count(f<&Reals::wide> == 0.0) == model.count(f<&Reals::wide> == -0.0));
        CHECK(model.count(f<&Reals::wide> > Limits::max()) == 1);
    });
}

TEST_CASE("an increment beyond int64 is an error, and the number stays") {
    on_each([](const tenon::Database& db) {
        db.sync<Integers>();
        const auto model = db.model<Integers>();
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
        const std::int64_t high = model.create({.i64 = most}).id;
        const std::int64_t low = model.create({.i64 = std::numeric_limits<std::int64_t>::min()}).id;
        CHECK_THROWS_AS(model.increment(high, f<&Integers::i64>), tenon::QueryError);
        CHECK_THROWS_AS(model.decrement(low, f<&Integers::i64>), tenon::QueryError);
        CHECK(model.get(high).i64 == most);
        CHECK(model.aggregate(tenon::sum(f<&Integers::i64>)) == -1);
        (void)model.create({.i64 = most});
        (void)model.create({.i64 = most});
        CHECK_THROWS_AS((void)model.aggregate(tenon::sum(f<&Integers::i64>)), tenon::QueryError);
    });
}

TEST_CASE("decimals are kept digit by digit, or refused") {
    on_each([](const tenon::Database& db) {
        db.sync<Decimals>();
        const auto model = db.model<Decimals>();
        for (const char* text : {"0", "1.1", "1.10", "-0.01", "99999999.99", "-99999999.99"})
            check_kept<&Decimals::price>(model, Decimal::parse(text));
        CHECK(model.count(f<&Decimals::price> == Decimal::parse("1.1")) == 2);
        CHECK(model.get(2).price.to_string() == model.get(3).price.to_string());
        for (const char* text : {"999999999999999999", "-999999999999999999"})
            check_kept<&Decimals::most>(model, Decimal::parse(text));
        for (const char* text : {"1e-30", "-0.000000000000000000000000000001", "9999.999999999999999999999999999999"})
            check_kept<&Decimals::tiny>(model, Decimal::parse(text));
        for (const char* text : {"99999999999999999999999999999999999999", "-12345678901234567890123456789012345678"})
            check_kept<&Decimals::long_one>(model, Decimal::parse(text));
        for (const char* text : {"0.001", "1.005", "100000000", "1e-30", "1e30"})
            check_refused<tenon::CastError, &Decimals::price>(model, Decimal::parse(text));
        check_refused<tenon::CastError, &Decimals::most>(model, Decimal::parse("1000000000000000000"));
        check_refused<tenon::CastError, &Decimals::tiny>(model, Decimal::parse("1e-31"));
        check_refused<tenon::CastError, &Decimals::long_one>(model, Decimal::parse("1e38"));
    });
}
