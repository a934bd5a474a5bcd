// Queries on run-time models: what they read beside whole vectors of records.

#include "model/record_access.hpp"
#include "model/record_include.hpp"
#include "query/query.hpp"
#include <tenon/error.hpp>
#include <tenon/projection.hpp>
#include <tenon/record.hpp>
#include <tenon/snapshot.hpp>

namespace tenon {

Stream<Record> RecordQuery::stream(std::size_t batch) const {
    const std::vector<std::uint16_t> left_out = model::left_out_of(code_);
    if (left_out.empty() && includes_.empty())
        return Stream<Record>(session_, instance_, ir::Verb::all, code_, {}, batch);
    return Stream<Record>(session_, instance_, ir::Verb::all, code_, {}, batch,
                          [left_out, instance = instance_, includes = includes_](const engine::Session& session,
                                                                                 typed::Objects<Record> read) {
                              const std::span<Record> records(read.first, read.count);
                              if (!left_out.empty())
                                  for (Record& record : records) model::RecordAccess::leave_out(record, left_out);
                              model::load_includes(session, *instance, records, includes);
                          });
}

typed::Batch<Record>::Batch(const engine::Session& session, const model::Instance* instance)
    : session_(session.without_options()),
      instance_(instance) {}
typed::Batch<Record>::~Batch() = default;
typed::Objects<Record> typed::Batch<Record>::rows() { return rows_; }
void typed::Batch<Record>::clear() { rows_.clear(); }
model::Sink typed::Batch<Record>::sink() {
    return {this,
            [](void* target, std::size_t, std::size_t, std::size_t) -> direct::Room {
                auto& batch = *static_cast<Batch*>(target);
                Record& record = batch.rows_.emplace_back(batch.session_, batch.instance_);
                return {model::RecordAccess::stored_values(record), 1};
            },
            0};
}

typed::RowIterator<Record> RecordQuery::begin() const { return typed::RowIterator<Record>(all()); }

std::optional<Record> RecordQuery::last() const {
    std::vector<Record> records = run(ir::Verb::last);
    if (records.empty()) return std::nullopt;
    return std::move(records.front());
}

Counted<Record> RecordQuery::find_and_count() const {
    const model::ReadScope scope(session_);
    model::RecordRows rows(session_, *instance_, code_);
    model::read(scope.session(), *instance_, ir::Verb::all, code_, {}, rows.sink());
    std::vector<Record> records = loaded(scope.session(), rows.take());
    return {std::move(records), model::total(scope.session(), *instance_, code_)};
}

Page<Record> RecordQuery::page(std::size_t size, std::string_view cursor) const {
    const model::PagedQuery query(session_, *instance_, code_, size, cursor);
    model::RecordRows rows(session_, *instance_, code_);
    query.read(rows.sink());
    Page<Record> page = typed::page_of(
        query, rows.take(), [](Record& record) -> const void* { return model::RecordAccess::stored_values(record); });
    page.items = loaded(session_, std::move(page.items));
    return page;
}

std::vector<Value> RecordQuery::values_of(ir::Verb verb, const RecordExpression& output) const {
    const model::OutputType outputs[] = {{&typed::type_info<Value>, 0}};
    ir::Code code = code_;
    code.append(output.code());
    code.nodes.push_back({ir::Op::output, 0, 0, 0, 0});
    std::vector<Value> values;
    model::read(session_, *instance_, verb, code, outputs, typed::sink_of_values(values));
    return values;
}

std::vector<Value> RecordQuery::pluck(std::string path) const {
    return values_of(ir::Verb::all, field(std::move(path)));
}

Value RecordQuery::aggregate(ir::Op op, std::string path) const {
    for (const ir::Op limiting : {ir::Op::limit, ir::Op::offset})
        if (typed::any_own_node(code_.nodes.data(), code_.nodes.size(), [=](ir::Op here) { return here == limiting; }))
            typed::throw_limited_aggregate(*instance_);
    return values_of(ir::Verb::aggregate, field(std::move(path)).unary(op)).at(0);
}

RecordQuery RecordQuery::timeout(std::chrono::nanoseconds longest) const {
    RecordQuery next = *this;
    next.session_ = session_.with_timeout(longest);
    return next;
}

RecordQuery RecordQuery::cancelled_by(const Cancellation& cancellation) const {
    RecordQuery next = *this;
    next.session_ = session_.with_stop(cancellation.flag());
    return next;
}

RecordQuery RecordQuery::comment(std::string text) const {
    RecordQuery next = *this;
    next.session_ = session_.with_comment(std::move(text));
    return next;
}

std::string RecordQuery::explain() const { return model::explain(session_, *instance_, ir::Verb::all, code_); }

}  // namespace tenon
