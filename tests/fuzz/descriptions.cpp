// Descriptions of run-time models in JSON, which may come from a file that somebody else wrote.

#include <tenon/tenon.hpp>

#include "fuzz/targets.hpp"

namespace tenon::fuzz {

void description(std::string_view input) {
    Json json;
    try {
        json = Json::parse(input);
    } catch (const CastError&) {
        return;
    }
    for (const char* url : {"memory:", "sqlite::memory:"}) {
        try {
            const Database db = open(url);
            const RecordModel model = db.define(json);
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
