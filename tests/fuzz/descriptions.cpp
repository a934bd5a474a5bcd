// Descriptions of run-time models in JSON, which may come from a file that somebody else wrote.

#include <cstdint>
#include <stdexcept>

#include <tenon/tenon.hpp>

#include "fuzz/targets.hpp"

namespace tenon::fuzz {
namespace {

struct Money {
    std::int64_t cents = 0;
};

}  // namespace
}  // namespace tenon::fuzz

template <>
struct tenon::Codec<tenon::fuzz::Money> {
    using Stored = std::int64_t;
    static std::int64_t encode(const tenon::fuzz::Money& money) { return money.cents; }
    static tenon::fuzz::Money decode(std::int64_t stored) {
        if (stored < 0) throw std::invalid_argument("debts");
        return {stored};
    }
};

namespace tenon::fuzz {
namespace {

/// What descriptions may name.
Vocabulary vocabulary() {
    Vocabulary words;
    words.type("money", types::of<Money>())
        .type("state", types::enumeration({{"held", 1}, {"sold", 2}}))
        .default_from("one", [] { return 1; })
        .check("odd", [](const Value& value) { return value.is_empty(); })
        .record_check("full", [](const Record& record) { return !record.to_json().empty(); });
    return words;
}

}  // namespace

void description(std::string_view input) {
    Json json;
    try {
        json = Json::parse(input);
    } catch (const CastError&) {
        return;
    }
    const Vocabulary words = vocabulary();
    for (const char* url : {"memory:", "sqlite::memory:"}) {
        try {
            const Database db = open(url);
            const RecordModel model = db.define(json, words);
            require(!model.schema().fields.empty(), "a model without fields was defined");
            db.sync();
            require(db.check(model.schema().name).empty(), "a table that was just made differs from its model");
            require(model.count() == 0, "a new table has rows");
            const Record record = model.build({});
            (void)record.to_json();
            record.validate();
        } catch (const Error&) {}
    }
}

}  // namespace tenon::fuzz
