#include "model/cursor.hpp"

#include "engine/open_stream.hpp"
#include "model/cast_errors.hpp"
#include "model/code_values.hpp"
#include "model/read_objects.hpp"
#include "model/statements.hpp"
#include "query/query.hpp"
#include <tenon/error.hpp>
#include <tenon/stream.hpp>

namespace tenon::model {

Cursor::~Cursor() = default;

namespace {

class QueryCursor final : public Cursor {
public:
    QueryCursor(const Session& session, const Instance& instance, ir::Verb verb, const ir::Code& code,
                std::span<const OutputType> outputs)
        : options_(session.options),
          values_given_(code.values),
          entry_(code_entry(session, instance, verb, code.nodes, code.names, query::variant_of(code.nodes, code.values),
                            outputs)),
          is_projected_(!outputs.empty()),
          values_(entry_, values_given_) {
        check_values(entry_, values_.cells());
        stream_.emplace(session, *entry_.plan, &instance.model, values_.cells());
    }

    std::size_t read(std::size_t most, Sink sink) override {
        return of_model(*entry_.model, [&] {
            return read_some_rows(stream_->running(), decoding_of(entry_), is_projected_, sink, most, most);
        });
    }
    [[nodiscard]] const Session& along() const noexcept override { return stream_->along(); }

private:
    std::shared_ptr<const engine::CallOptions> options_;  ///< which may hold the entry
    std::vector<Value> values_given_;
    const engine::Entry& entry_;
    bool is_projected_;
    CodeValues values_;
    std::optional<engine::OpenStream> stream_;
};

}  // namespace

CursorHandle open_cursor(const Session& session, const Instance& instance, ir::Verb verb, const ir::Code& code,
                         std::span<const OutputType> outputs) {
    return std::make_shared<QueryCursor>(session, instance, verb, code, outputs);
}

std::size_t read_some(Cursor& cursor, std::size_t most, Sink sink) { return cursor.read(most, sink); }

const Session& session_along(const Cursor& cursor) noexcept { return cursor.along(); }

void refuse_batch_of_none(const Instance& instance) {
    throw QueryError("stream() of " + instance.model.name + " needs batches of at least one row.",
                     {.model = instance.model.name, .fields = {}, .constraint = {}, .database_code = {}});
}

}  // namespace tenon::model
