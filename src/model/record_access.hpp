#pragma once
// RecordAccess: what the library does with records and users may not.

#include "model/instance.hpp"
#include <tenon/record.hpp>

namespace tenon::model {

/// A value of a query, whose type follows what it meets.
void add_value(ir::Code& code, Value value);

/// Text as nodes: a fragment's, the name of a query's model.
void add_text(ir::Code& code, std::string_view text);

struct RecordAccess {
    /// A record that is not stored, with these values.
    static Record copy(const Session& session, const Instance& instance, const Value* values);
    /// The values of a record, one per field; it is taken as stored from then on.
    static Value* stored_values(Record& record);
};

/// Rows on their way into records.
class RecordRows {
public:
    RecordRows(const Session& session, const Instance& instance)
        : session_(session.without_options()),
          instance_(instance) {}
    [[nodiscard]] Sink sink() {
        return {this,
                [](void* target, const direct::Sink::Need&) -> direct::Room {
                    return {static_cast<RecordRows*>(target)->add(), 1};
                },
                0};
    }
    /// Makes room for one more; gives its values.
    Value* add() { return RecordAccess::stored_values(records_.emplace_back(session_, &instance_)); }
    [[nodiscard]] std::vector<Record> take() { return std::move(records_); }

private:
    Session session_;
    const Instance& instance_;
    std::vector<Record> records_;
};

}  // namespace tenon::model
