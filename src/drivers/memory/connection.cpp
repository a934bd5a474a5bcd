#include "drivers/memory/connection.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <variant>

#include "drivers/memory/constraints.hpp"
#include "query/evaluation_error.hpp"
#include <tenon/error.hpp>

namespace tenon::drivers::memory {

MemoryConnection::~MemoryConnection() {
    try {
        rollback();
    } catch (...) {
        broken_ = true;  // out of memory, and no one left to tell
    }
}

void MemoryConnection::change(const Deadline& deadline, const std::function<void(Store&)>& run) {
    if (state_ == State::reading) {
        throw QueryError("The statement writes, but its transaction was begun as a reading one.");
    }
    const Turn turn(store_->turns, this, deadline);
    store_->repair();
    const std::size_t mark = store_->mark();
    try {
        run(*store_);
        check_constraints(*store_, mark);
    } catch (...) {
        store_->undo_to(mark);
        throw;
    }
    if (state_ == State::idle) store_->forget();
}

Outcome MemoryConnection::run(const MemoryPlan& plan, std::span<const Cell> cells, const Deadline& deadline) {
    if (deadline) deadline.check("The deadline had passed before the statement was started.");
    const std::vector<Value> values = plan.values(cells);
    const ir::Statement& statement = plan.statement();
    Outcome outcome;
    if (const auto* select = std::get_if<ir::Select>(&statement)) {
        const Turn turn(store_->turns, this, deadline);
        store_->repair();
        const Table& table = store_->table(stored_model(*select));
        const StoredRows rows(*store_, table, candidates(table, plan.equalities(), values), deadline);
        outcome.rows = query::run(*select, rows, values);
        return outcome;
    }
    change(deadline, [&](Store& store) {
        if (const auto* made = std::get_if<ir::Insert>(&statement)) {
            outcome = insert(store, *made, values);
        } else if (const auto* changed = std::get_if<ir::Update>(&statement)) {
            outcome = update(store, *changed, plan.equalities(), values);
        } else {
            outcome = remove(store, std::get<ir::Delete>(statement), plan.equalities(), values);
        }
        if (deadline) deadline.check("The deadline passed while memory: was still changing rows.");
    });
    return outcome;
}

namespace {

std::string rows_of(std::size_t count) { return std::to_string(count) + (count == 1 ? " row" : " rows"); }

/// A line for each table that is read whole, in the order in which the select names them.
std::string reads(const Store& store, const ir::Select& select) {
    std::string text;
    const auto add = [&](const ir::Select& inner) { text += (text.empty() ? "" : "\n") + reads(store, inner); };
    if (select.join) {
        for (const ir::Select& side : select.join->sides) add(side);
    } else if (!select.source.empty()) {
        add(select.source.front());
    } else if (select.named) {
        add(select.named->query);
    } else if (!select.combined.empty()) {
        for (const ir::Select& part : select.combined) add(part);
    } else {
        const std::size_t count = store.table(*select.model).rows().size();
        text = "READ all of " + select.model->full_table() + ", " + rows_of(count);
    }
    return text;
}

}  // namespace

std::string MemoryConnection::explain(const MemoryPlan& plan, std::span<const Cell> cells) {
    const auto* select = std::get_if<ir::Select>(&plan.statement());
    if (select == nullptr) throw QueryError("Only queries are explained.");
    const std::vector<Value> values = plan.values(cells);
    const Turn turn(store_->turns, this, std::nullopt);
    store_->repair();
    const Table& table = store_->table(stored_model(*select));
    const std::string name = stored_model(*select).full_table();
    const Index* index = index_for(table, plan.equalities(), values);
    const auto found = candidates(table, plan.equalities(), values);
    std::string text = index == nullptr || !found
                           ? reads(*store_, *select)
                           : "SEARCH " + name + " BY INDEX " + index->name() + ", " + rows_of(found->size());
    if (!select->group.empty()) text += "\nGROUP";
    if (!select->order.empty()) text += "\nSORT";
    return text;
}

MemoryOperation& MemoryConnection::free_operation() {
    const auto found = std::find_if(operations_.begin(), operations_.end(),
                                    [](const auto& operation) { return !operation->is_busy(); });
    if (found != operations_.end()) return **found;
    return *operations_.emplace_back(std::make_unique<MemoryOperation>());
}

Status MemoryConnection::start(const Plan& plan, std::span<const Cell> values, const Deadline& deadline,
                               Operation*& out) {
    try {
        const auto& own = static_cast<const MemoryPlan&>(plan);
        MemoryOperation& operation = free_operation();
        const Status status = operation.begin(own, run(own, values, deadline));
        out = &operation;
        return status;
    } catch (...) {
        failure_ = std::current_exception();
        return Status::failed;
    }
}

Status MemoryConnection::batch(const Plan& plan, std::size_t rows, std::span<const Cell> values,
                               const Deadline& deadline, std::vector<std::int64_t>* generated) {
    error_row_ = 0;
    try {
        const auto& own = static_cast<const MemoryPlan&>(plan);
        if (values.size() != rows * own.slots()) {
            throw QueryError("A batch of " + std::to_string(rows) + " rows takes " +
                             std::to_string(rows * own.slots()) + " values; " + std::to_string(values.size()) +
                             " were given.");
        }
        for (std::size_t row = 0; row < rows; ++row) {
            error_row_ = row;
            const Outcome outcome = run(own, values.subspan(row * own.slots(), own.slots()), deadline);
            const auto& key = outcome.result.generated_key;
            if (generated != nullptr && key) generated->push_back(*key);
        }
        return Status::done;
    } catch (...) {
        failure_ = std::current_exception();
        return Status::failed;
    }
}

void MemoryConnection::throw_error(const schema::Model* model) {
    if (!failure_) throw QueryError("No statement of this connection has failed.");
    try {
        std::rethrow_exception(failure_);
    } catch (const query::EvaluationError& error) {
        if (model == nullptr) throw;
        query::throw_evaluation_error(error.what(), *model);
    }
}

void MemoryConnection::begin(State state, const Deadline& deadline) {
    if (in_transaction()) throw TransactionError("A transaction is open already: nest by a savepoint.");
    Turn turn(store_->turns, this, deadline);
    turn.keep();
    state_ = state;
}

void MemoryConnection::end_transaction(Turn& turn) noexcept {
    store_->forget();
    savepoints_.clear();
    state_ = State::idle;
    turn.give_back();
}

void MemoryConnection::commit() {
    if (!in_transaction()) throw TransactionError("There is nothing to commit: no transaction is open.");
    Turn turn(store_->turns, this, std::nullopt);
    end_transaction(turn);
}

void MemoryConnection::rollback() {
    if (!in_transaction()) return;
    Turn turn(store_->turns, this, std::nullopt);
    store_->undo_to(0);
    end_transaction(turn);
}

void MemoryConnection::reset() {
    for (const auto& operation : operations_) operation->finish();
    rollback();
}

void MemoryConnection::set_savepoint(std::uint32_t depth) {
    if (!in_transaction()) throw TransactionError("A savepoint needs an open transaction.");
    savepoints_.push_back({depth, store_->mark()});
}

void MemoryConnection::end_savepoint(std::uint32_t depth, bool undo) {
    const auto last = std::find_if(savepoints_.rbegin(), savepoints_.rend(),
                                   [&](const Savepoint& savepoint) { return savepoint.depth == depth; });
    if (last == savepoints_.rend()) {
        throw TransactionError("There is no savepoint of depth " + std::to_string(depth) + ".");
    }
    const auto place = last.base() - 1;
    if (undo) {
        const Turn turn(store_->turns, this, std::nullopt);
        store_->undo_to(place->mark);
    }
    savepoints_.erase(undo ? place + 1 : place, savepoints_.end());  // it outlives going back to it, as in SQL
}

Status MemoryConnection::control(Control what, std::uint32_t depth, const Deadline& deadline) {
    try {
        switch (what) {
        case Control::begin: begin(State::writing, deadline); break;
        case Control::begin_read_only: begin(State::reading, deadline); break;
        case Control::commit: commit(); break;
        case Control::rollback: rollback(); break;
        case Control::savepoint: set_savepoint(depth); break;
        case Control::release_savepoint: end_savepoint(depth, false); break;
        case Control::rollback_to_savepoint: end_savepoint(depth, true); break;
        case Control::ping: break;
        case Control::reset: reset(); break;
        }
        return Status::done;
    } catch (...) {
        failure_ = std::current_exception();
        return Status::failed;
    }
}

}  // namespace tenon::drivers::memory
