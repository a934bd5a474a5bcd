#pragma once
// The models that questions are asked about: a field of every type, each with one beside it that may be empty.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <tenon/tenon.hpp>

namespace tenon::oracle {

enum class Color : std::uint8_t { red, green, blue };
enum class Mood : std::uint8_t { sad, calm, glad };

struct Core {
    std::string code{};
    std::optional<std::int32_t> level{};
};

struct Spot {
    std::string label{};
    std::optional<std::string> note{};
    std::int32_t depth = 0;
    std::optional<std::int32_t> floor{};
    std::int64_t far = 0;  // to the limits, written as text inside JSON
    double weight = 0;
    bool open = false;
    std::optional<bool> lit{};
    Color color = Color::red;
    Decimal fee{};
    std::optional<Timestamp> since{};
    std::optional<Date> day{};
    std::optional<Time> hour{};
    std::optional<Uuid> badge{};
    std::optional<ObjectId> mark{};
    std::optional<Bytes> seal{};
    Core core{};
};

struct Line {
    std::string sku{};
    std::optional<std::string> note{};
    std::int32_t qty = 0;
    std::optional<std::int32_t> spare{};
    double rate = 0;
    bool done = false;
    std::optional<Color> color{};
    std::optional<Decimal> price{};
    std::optional<Timestamp> due{};
};

struct Disc {
    double radius = 0;
    std::optional<std::string> title{};
};

struct Crate {
    std::int32_t radius = 0;  // a name that the other one has too, of another type
    std::optional<Decimal> weight{};
    bool open = false;
    std::optional<Timestamp> packed{};
};

struct Thing;

struct Maker {
    std::int64_t id = 0;
    std::string name{};
    std::optional<std::string> motto{};
    std::optional<std::int32_t> rank{};
    double fame = 0;
    bool open = false;
    std::vector<std::string> marks{};
    Many<Thing> things{};
    Many<Thing> helped{};
};

struct Thing {
    std::int64_t id = 0;
    bool flag = false;
    std::optional<bool> maybe{};
    std::int8_t tiny = 0;
    std::int16_t small = 0;
    std::int32_t number = 0;
    std::optional<std::int32_t> count{};
    std::uint8_t level = 0;
    std::uint32_t wide = 0;
    std::uint64_t total = 0;
    std::int64_t big = 0;  // to the limits
    std::optional<std::int64_t> huge{};
    double real = 0;
    std::optional<double> ratio{};
    double far = 0;  // to the limits
    Decimal price{};
    std::optional<Decimal> cost{};
    Decimal fine{};
    std::optional<Decimal> exactly{};  // stored as text
    float slim = 0;
    std::optional<float> thin{};
    std::string name{};
    std::optional<std::string> nick{};
    std::string word{};  // sorted as Swedish is
    std::optional<std::string> term{};
    Color color = Color::red;
    std::optional<Mood> mood{};
    Timestamp seen{};
    std::optional<Timestamp> left{};
    std::optional<Timestamp> exact{};    // to the microsecond
    std::optional<Timestamp> written{};  // stored as text
    Date day{};
    std::optional<Date> born{};
    Time hour{};
    std::optional<Time> alarm{};
    Uuid token{};
    std::optional<Uuid> other{};
    ObjectId mark{};
    std::optional<ObjectId> twin{};
    Bytes photo{};
    std::optional<Bytes> proof{};
    Spot spot{};
    std::optional<Spot> home{};
    std::vector<std::string> tags{};
    std::optional<std::vector<std::string>> notes{};
    std::vector<std::int32_t> marks{};
    std::vector<std::optional<std::int32_t>> gaps{};
    std::vector<std::int64_t> bigs{};
    std::vector<double> reals{};
    std::vector<Color> colors{};
    std::vector<Date> days{};
    std::vector<Line> lines{};
    std::optional<std::vector<Line>> more{};
    std::map<std::string, std::int32_t> counts{};
    std::optional<std::map<std::string, std::string>> labels{};
    std::map<std::string, Core> cores{};
    std::variant<Disc, Crate> shape{};
    std::optional<std::variant<Crate, std::string>> cover{};
    Json data{};
    Ref<Maker> maker{};
    std::optional<Ref<Maker>> helper{};
};

inline void describe(Schema<Spot>& spot) { spot.field(f<&Spot::fee>).precision(10, 2); }
inline void describe(Schema<Line>& line) { line.field(f<&Line::price>).precision(10, 2); }
inline void describe(Schema<Crate>& crate) { crate.field(f<&Crate::weight>).precision(10, 2); }
inline void describe(Schema<Maker>& maker) {
    maker.field(f<&Maker::name>).folded();
    maker.field(f<&Maker::motto>).folded();
    maker.has_many(f<&Maker::things>, f<&Thing::maker>);
    maker.has_many(f<&Maker::helped>, f<&Thing::helper>);
}
inline void describe(Schema<Thing>& thing) {
    thing.field(f<&Thing::price>).precision(10, 2);
    thing.field(f<&Thing::cost>).precision(10, 2);
    thing.field(f<&Thing::fine>).precision(15, 4);
    thing.field(f<&Thing::exactly>).precision(30, 10).stored_as_text();
    thing.field(f<&Thing::exact>).precision(6);
    thing.field(f<&Thing::written>).stored_as_text();
    thing.index(f<&Thing::number>, f<&Thing::color>);
    thing.field(f<&Thing::nick>).index();
#ifdef TENON_WITH_ICU
    thing.field(f<&Thing::word>).collation("sv").index();
    thing.field(f<&Thing::term>).collation("sv");
#endif
    thing.field(f<&Thing::price>).index();
    thing.field(f<&Thing::seen>).index();
    thing.field(f<&Thing::token>).index();
    thing.field(f<&Thing::real>).index();
    thing.field(f<&Thing::big>).index();
    thing.field(f<&Thing::maker>).index();
}

}  // namespace tenon::oracle
