#pragma once
// A memory: database with two models, and short ways to run statements on it.

#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "drivers/memory/memory.hpp"
#include "query/query.hpp"
#include "support/ir_builder.hpp"
#include "value/cells.hpp"
#include <tenon/error.hpp>

namespace tenon::test {

using drivers::Connection;
using drivers::Control;
using drivers::Driver;
using drivers::Status;
using Rows = std::vector<std::vector<Value>>;

/// The values as cells, and where they are kept.
class Cells {
public:
    explicit Cells(std::span<const Value> values) : lists_(values.size()) {
        for (std::size_t i = 0; i < values.size(); ++i) cells_.push_back(cell(values[i], lists_[i]));
    }
    operator std::span<const Cell>() const { return cells_; }

private:
    static Cell cell(const Value& value, std::vector<Cell>& list) {
        if (value.if_document() != nullptr) return Cell::of_nested(value);
        if (value.if_array() == nullptr) return scalar_cell(value);
        for (const Value& element : *value.if_array()) {
            if (element.if_array() != nullptr || element.if_document() != nullptr) return Cell::of_nested(value);
            if (!element.is_empty()) list.push_back(scalar_cell(element));
        }
        return Cell::of_list(list.data(), list.size());
    }

    std::vector<std::vector<Cell>> lists_;
    std::vector<Cell> cells_;
};

/// What a statement gave.
struct Answer {
    Rows rows;
    drivers::Result result;
};

inline std::vector<Value> values_of(std::span<const Cell> cells) {
    std::vector<Value> values;
    for (const Cell& cell : cells) values.push_back(to_value(cell));
    return values;
}

/// Runs a prepared statement to its end. Throws what it fails with.
inline Answer run(Driver& driver, Connection& connection, const query::Prepared& prepared, std::vector<Value> values) {
    const auto plan = driver.compile(prepared);
    const Cells cells(values);
    Connection::Operation* operation = nullptr;
    Status status = connection.start(*plan, cells, std::nullopt, operation);
    if (status == Status::failed) connection.throw_error(nullptr);
    Answer answer;
    std::span<const Cell> row;
    if (status == Status::row) {
        while ((status = operation->fetch(row)) == Status::row) answer.rows.push_back(values_of(row));
    }
    answer.result = operation->result();
    connection.finish(*operation);
    return answer;
}

struct MemoryDatabase {
    schema::Model user = users();
    schema::Model post = posts();
    std::unique_ptr<Driver> driver = drivers::make_memory_driver();
    std::unique_ptr<Connection> connection = driver->connect(drivers::Role::writer);

    explicit MemoryDatabase(schema::OnDelete on_delete = schema::OnDelete::restrict) {
        relate(user, "posts", schema::RelationKind::has_many, post, 0, 1);
        relate(post, "author", schema::RelationKind::belongs_to, user, 1, 0);
        post.relations.front().on_delete = on_delete;
        create({&user, &post});
    }
    MemoryDatabase(const MemoryDatabase&) = delete;
    MemoryDatabase& operator=(const MemoryDatabase&) = delete;

    /// id, email (unique), age (may be empty), address {city, street}, tags, nick (unique, may be empty), rank
    static schema::Model users() {
        schema::Model made =
            model("User", "users",
                  {field("id", type(BaseType::int64)), field("email", type(BaseType::text)),
                   field("age", type(BaseType::int32, true)),
                   field("address", optional(structure({field("city", type(BaseType::text)),
                                                        field("street", type(BaseType::text, true))}))),
                   field("tags", array_of(type(BaseType::text))), field("nick", type(BaseType::text, true)),
                   field("rank", optional(enumeration({"low", "high"})))});
        made.indexes.push_back({"users_email_unique", {1}, true});
        made.indexes.push_back({"users_nick_unique", {5}, true});
        return made;
    }
    /// id, author_id (may be empty), title
    static schema::Model posts() {
        return model("Post", "posts",
                     {field("id", type(BaseType::int64)), field("author_id", type(BaseType::int64, true)),
                      field("title", type(BaseType::text))});
    }

    std::vector<drivers::SchemaDifference> create(std::vector<const schema::Model*> models) {
        return driver->create_missing(*connection, models);
    }

    Answer run(const query::Prepared& prepared, std::vector<Value> values) {
        return test::run(*driver, *connection, prepared, std::move(values));
    }

    using Assigned = std::initializer_list<std::pair<const char*, Value>>;
    Answer insert(const schema::Model& into, Assigned given, std::optional<ir::Conflict> conflict = std::nullopt,
                  std::vector<std::uint16_t> returning = {}) {
        ir::Insert statement;
        statement.model = &into;
        statement.conflict = std::move(conflict);
        statement.returning = std::move(returning);
        std::vector<Value> values;
        for (const auto& [name, value] : given) {
            statement.fields.push_back(into.index_of(name).value());
            values.push_back(value);
        }
        return run(query::prepare(ir::Statement(statement)), std::move(values));
    }
    /// Its key.
    std::int64_t add_user(std::string email, Value age = {}) {
        return insert(user, {{"email", std::move(email)}, {"age", std::move(age)}}).result.generated_key.value();
    }
    std::int64_t add_post(Value author, std::string title) {
        return insert(post, {{"author_id", std::move(author)}, {"title", std::move(title)}})
            .result.generated_key.value();
    }

    Answer ask(const schema::Model& of, ir::Verb verb, const Code& code) {
        return run(prepare(of, verb, code), code.values);
    }
    Rows all(const schema::Model& of, const Code& code = {}) { return ask(of, ir::Verb::all, code).rows; }
    std::int64_t update(const schema::Model& of, const Code& code) {
        return ask(of, ir::Verb::update, code).result.rows;
    }
    std::int64_t remove(const schema::Model& of, const Code& code = {}) {
        return ask(of, ir::Verb::remove, code).result.rows;
    }
    std::int64_t count(const schema::Model& of, const Code& code = {}) {
        return ask(of, ir::Verb::count, code).rows.at(0).at(0).as_int64();
    }

    void control(Control what, std::uint32_t depth = 0) {
        if (connection->control(what, depth, std::nullopt) == Status::failed) connection->throw_error(nullptr);
    }
};

inline Code equals(std::string name, Value given) {
    return op(Op::eq, {named(std::move(name)), value(std::move(given))});
}
inline Code assign(std::string name, const Code& given) { return op(Op::assign, {named(std::move(name)), given}); }
inline Code assign(std::string name, Value given) { return assign(std::move(name), value(std::move(given))); }

}  // namespace tenon::test
