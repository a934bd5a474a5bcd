#pragma once
// A world: rows that the generator made and holds, and the same rows in each database that is asked.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "differential/dice.hpp"
#include "differential/question.hpp"
#include "differential/things.hpp"
#include "query/evaluator.hpp"

namespace tenon::oracle {

using Row = std::vector<Value>;
using Answer = std::vector<Row>;

/// The rows, by field index of their models.
struct Data {
    std::vector<Row> things, makers;
};

/// Rows by dice; ids run from 1. `models` gives the fields.
Data make_data(const schema::Model& thing, const schema::Model& maker, Dice& dice, std::size_t rows);

class DataRows : public query::Rows {
public:
    explicit DataRows(const Data& data) : data_(data) {}
    void each(const schema::Model& model, const std::function<bool(query::Row)>& see) const override;

private:
    const Data& data_;
};

/// What a backend gave, or what it said.
struct Outcome {
    enum class Kind { answer, error, refused };
    Kind kind = Kind::answer;
    Answer answer{};
    std::string words{};       ///< of the error or refusal
    bool query_error = false;  ///< the error is a QueryError or CastError, as it should be
};

/// An object of a model's, as the evaluator has it.
Row to_row(const void* object, const typed::Table& table);

/// Of what this gives or throws.
Outcome outcome_of(const std::function<Answer()>& ask);

/// The models, of a database or inside a transaction.
struct Models {
    Model<Thing> things;
    Model<Maker> makers;
};

class Backend {
public:
    Backend(std::string url, const Data& data);
    [[nodiscard]] const std::string& name() const noexcept { return url_; }
    [[nodiscard]] Models models() const { return {database_.model<Thing>(), database_.model<Maker>()}; }
    [[nodiscard]] const schema::Model& model(const std::string& name) const;
    /// Without outputs: whole objects. Updates and removes: the count of matched rows, then all rows as they were after it,
    /// by key; then rolled back.
    [[nodiscard]] Outcome ask(const Question& question) const;
    /// What `change` gives, then all rows as they were after it, by key; then rolled back.
    [[nodiscard]] Answer changed(const std::function<Value(const Models&)>& change) const;
    [[nodiscard]] std::string text_of(const Question& question) const;
    [[nodiscard]] std::string text_of(const std::string& model, ir::Verb verb, const ir::Code& code) const;

private:
    [[nodiscard]] Answer read(const engine::Session& session, const Question& question, const ir::Code& code) const;

    std::string url_;
    Database database_;
};

class World {
public:
    World(std::uint64_t seed, std::size_t rows);
    /// The same with other rows.
    explicit World(Data data);

    [[nodiscard]] const Data& data() const noexcept { return data_; }
    [[nodiscard]] const std::vector<std::unique_ptr<Backend>>& backends() const noexcept { return backends_; }
    /// The model as the generator and the evaluator see it.
    [[nodiscard]] const schema::Model& model(const std::string& name) const { return backends_.front()->model(name); }

private:
    void open();
    Data data_;
    std::vector<std::unique_ptr<Backend>> backends_;
};

}  // namespace tenon::oracle
