#pragma once
// RecordAccess: what the library does with records and users may not.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/instance.hpp"
#include "value/json_writer.hpp"
#include <tenon/record.hpp>

namespace tenon::model {

/// A value of a query, whose type follows what it meets.
void add_value(ir::Code& code, Value value);

/// Text as nodes: a fragment's, the name of a query's model.
void add_text(ir::Code& code, std::string_view text);

/// Throws QueryError when there is none of this name.
const schema::Relation& relation_named(const schema::Model& model, std::string_view name);

struct RecordAccess {
    /// A record that is not stored, with these values.
    static Record copy(const Session& session, const Instance& instance, const Value* values);
    /// The values of a record, one per field; it is taken as stored from then on.
    static Value* stored_values(Record& record);
    [[nodiscard]] static const Value* values(const Record& record) { return record.values_.data(); }
    [[nodiscard]] static const Instance& instance(const Record& record) { return *record.instance_; }
    [[nodiscard]] static const Session& session(const Record& record) { return record.session_; }

    // --- loaded relations ---
    using Related = std::shared_ptr<const std::vector<Record>>;
    static void load(Record& record, const schema::Relation& relation, Related records);
    /// nullptr: it isn't loaded.
    [[nodiscard]] static const std::vector<Record>* related(const Record& record, const schema::Relation& relation);
    /// A reference that was changed leads elsewhere.
    static void forget(Record& record, std::uint16_t field);
    static void write(JsonWriter& out, const Record& record);
    /// Throws NotLoaded when it was left out.
    static void require_read(const Record& record, std::uint16_t field) { record.require_read(field); }
    /// These fields of a record were not read.
    static void leave_out(Record& record, const std::vector<std::uint16_t>& fields);
    /// Throws QueryError for a name that the model hasn't.
    static std::uint16_t field_of(const Instance& instance, std::string_view name);
};

/// The fields that a query leaves out of its records.
std::vector<std::uint16_t> left_out_of(const ir::Code& query);

/// Rows on their way into records.
class RecordRows {
public:
    RecordRows(const Session& session, const Instance& instance)
        : session_(session.without_options()),
          instance_(instance) {}
    [[nodiscard]] Sink sink() {
        return {this,
                [](void* target, std::size_t, std::size_t, std::size_t expected) -> direct::Room {
                    auto& rows = *static_cast<RecordRows*>(target);
                    rows.records_.reserve(expected);
                    return {rows.add(), 1};
                },
                0};
    }
    /// Of a query that may leave fields out.
    RecordRows(const Session& session, const Instance& instance, const ir::Code& query)
        : RecordRows(session, instance) {
        left_out_ = left_out_of(query);
    }
    /// Makes room for one more; gives its values.
    Value* add() {
        Record& record = records_.emplace_back(session_, &instance_);
        if (!left_out_.empty()) RecordAccess::leave_out(record, left_out_);
        return RecordAccess::stored_values(record);
    }
    [[nodiscard]] std::vector<Record> take() { return std::move(records_); }

private:
    Session session_;
    const Instance& instance_;
    std::vector<Record> records_;
    std::vector<std::uint16_t> left_out_;
};

}  // namespace tenon::model
