// Types of the user's own, enumerations stored as numbers, and arrays of a fixed length.

#include <array>
#include <stdexcept>

#include "support/backends.hpp"

namespace {

struct Cents {
    std::int64_t count = 0;
    friend bool operator==(Cents, Cents) = default;
};

class Slug {
public:
    Slug() = default;
    explicit Slug(std::string text) : text_(std::move(text)) {
        if (text_.find(' ') != std::string::npos) throw std::invalid_argument("a space");
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

/// Time of a day, as minutes.
struct Clock {
    int hour = 0, minute = 0;
};

enum class Level { low = -1, middle = 5, high = 10 };

}  // namespace

template <>
struct tenon::Codec<Cents> {
    using Stored = std::int64_t;
    static std::int64_t encode(const Cents& cents) { return cents.count; }
    static Cents decode(std::int64_t stored) { return Cents{stored}; }
};
template <>
struct tenon::Codec<Slug> {
    using Stored = std::string;
    static const std::string& encode(const Slug& slug) { return slug.text(); }
    static Slug decode(const std::string& stored) { return Slug(stored); }
};
template <>
struct tenon::Codec<Clock> {
    using Stored = tenon::Time;
    static tenon::Time encode(const Clock& clock) {
        return tenon::Time(static_cast<std::int64_t>(clock.hour * 60 + clock.minute) * 60'000'000);
    }
    static Clock decode(tenon::Time time) {
        const auto minutes = static_cast<int>(time.microseconds / 60'000'000);
        return {minutes / 60, minutes % 60};
    }
};
template <>
struct tenon::Codec<Level> : tenon::StoredAsInteger<Level> {};

namespace {

using namespace backends;

struct Detail {
    Cents fee{};
    std::optional<Slug> alias{};
};

struct Product {
    std::int64_t id = 0;
    Slug slug{};
    Cents price{};
    std::optional<Cents> rebate{};
    Clock opens{};
    Level level = Level::low;
    std::optional<Level> wanted{};
    Detail detail{};
    std::vector<Cents> steps{};
    std::array<int, 3> size{};
    std::array<std::string, 2> names{};
};

void describe(tenon::Schema<Product>& product) {
    product.field(f<&Product::slug>).unique().max_length(20);
    product.field(f<&Product::price>).min(0).index();
}

Product make(const tenon::Database& db) {
    db.sync<Product>();
    return db.model<Product>().create({.slug = Slug("cup"),
                                       .price = {250},
                                       .opens = {9, 30},
                                       .level = Level::middle,
                                       .wanted = Level::high,
                                       .detail = {.fee = {7}, .alias = Slug("mug")},
                                       .steps = {{1}, {2}},
                                       .size = {1, 2, 3},
                                       .names = {"a", "b"}});
}

}  // namespace

TEST_CASE("a type with a codec is stored as what that gives") {
    on_each([](const tenon::Database& db) {
        const auto products = db.model<Product>();
        const Product read = products.get(make(db).id);
        CHECK(read.slug.text() == "cup");
        CHECK(read.price == Cents{250});
        CHECK(!read.rebate);
        CHECK(read.opens.hour == 9);
        CHECK(read.opens.minute == 30);
        CHECK(read.level == Level::middle);
        CHECK(read.price.count == 250);
        CHECK(read.wanted == Level::high);
        CHECK(read.detail.fee == Cents{7});
        CHECK(read.detail.alias->text() == "mug");
        CHECK(read.steps == std::vector<Cents>{{1}, {2}});
        if (db.backend() == "memory") return;
        CHECK(db.query<std::string>("select slug || price || level || wanted from products") ==
              std::vector<std::string>{"cup250510"});
    });
}

TEST_CASE("conditions, updates and values of queries take such types") {
    on_each([](const tenon::Database& db) {
        const auto products = db.model<Product>();
        const Product made = make(db);
        CHECK(products.count(f<&Product::price> == Cents{250}) == 1);
        CHECK(products.count(f<&Product::price> > Cents{100} && f<&Product::price> < 251) == 1);
        CHECK(products.count(f<&Product::slug> == Slug("cup")) == 1);
        CHECK(products.count(f<&Product::slug>.starts_with("c")) == 1);
        CHECK(products.count(f<&Product::rebate>.is_empty()) == 1);
        CHECK(products.count(f<&Product::opens> < Clock{10, 0}) == 1);
        CHECK(products.count(f<&Product::level> < Level::high) == 1);
        CHECK(products.count(f<&Product::level>.in({Level::low, Level::middle})) == 1);
        CHECK(products.count(f<&Product::detail, &Detail::fee> == Cents{7}) == 1);
        products.update(f<&Product::id> == made.id, f<&Product::rebate> = Cents{5},
                        f<&Product::price> = f<&Product::price> + 1);
        CHECK(products.get(made.id).rebate == Cents{5});
        CHECK(products.find().select(f<&Product::price>).all() == std::vector<Cents>{{251}});
        auto tracked = products.edit(made.id);
        CHECK(tracked.changed().empty());
        tracked->opens.hour = 11;
        tracked->price.count = -1;
        CHECK(tracked.changed() == std::vector<std::string>{"price", "opens"});
        CHECK_THROWS_AS(tracked.save(), tenon::ValidationError);
        tracked->price.count = 1;
        CHECK(tracked.save());
        CHECK(products.get(made.id).opens.hour == 11);
        CHECK_THROWS_AS((void)products.create({.slug = Slug("cup")}), tenon::UniqueViolation);
    });
}

TEST_CASE("what a codec refuses is a CastError that names the field") {
    const auto db = tenon::open("sqlite::memory:");
    const Product made = make(db);
    const auto refuses = [&](const std::string& field) {
        try {
            (void)db.model<Product>().get(made.id);
            FAIL("it was read");
        } catch (const tenon::CastError& error) {
            CHECK(error.fields() == std::vector<std::string>{field});
        }
    };
    db.execute("update products set slug = 'a b'");
    refuses("slug");
    db.execute("update products set slug = 'ab', level = 4");
    refuses("level");
}

TEST_CASE("an array of a fixed length is stored as a vector is") {
    on_each([](const tenon::Database& db) {
        const auto products = db.model<Product>();
        const Product made = make(db);
        Product read = products.get(made.id);
        CHECK(read.size == std::array<int, 3>{1, 2, 3});
        CHECK(read.names == std::array<std::string, 2>{"a", "b"});
        auto tracked = products.edit(made.id);
        tracked->size[1] = 9;
        CHECK(tracked.changed() == std::vector<std::string>{"size"});
        tracked.save();
        CHECK(products.get(made.id).size[1] == 9);
        if (db.backend() == "memory") return;
        db.execute("update products set size = '[4]'");
        CHECK(products.get(made.id).size == std::array<int, 3>{4, 0, 0});
        db.execute("update products set size = '[1,2,3,4]'");
        CHECK_THROWS_AS((void)products.get(made.id), tenon::CastError);
    });
}
