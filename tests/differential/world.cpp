#include "differential/world.hpp"

#include <functional>

#include "differential/samples.hpp"
#include <tenon/error.hpp>

namespace tenon::oracle {

namespace {

Row make_row(const schema::Model& model, Dice& dice, std::int64_t id, std::size_t makers) {
    Row row;
    for (const schema::Field& field : model.fields) row.push_back(sample(field.type, dice, is_large(field)));
    row[model.key.front()] = id;
    const auto some_maker = [&] { return Value(dice.between(1, static_cast<std::int64_t>(makers))); };
    for (const schema::Relation& relation : model.relations) {
        if (relation.kind != schema::RelationKind::belongs_to) continue;
        const std::uint16_t local = relation.local.front();
        row[local] = model.fields[local].type.nullable && dice.one_in(3) ? Value() : some_maker();
    }
    return row;
}

template <class T>
std::vector<T> to_objects(const std::vector<Row>& rows, const typed::Table& table) {
    std::vector<T> objects(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            const typed::Column& place = table.columns[column];
            typed::from_value(*place.type, rows[i][column], reinterpret_cast<char*>(&objects[i]) + place.offset,
                              *place.field);
        }
    return objects;
}

template <class T>
Answer whole_rows(const engine::Session& session, const model::Instance& instance, ir::Verb verb,
                  const ir::Code& code) {
    std::vector<T> objects;
    model::read(session, instance, verb, code, {}, typed::sink_into(objects));
    Answer answer;
    for (const T& object : objects) answer.push_back(to_row(&object, model::table_of(instance)));
    return answer;
}

Answer projected_rows(const engine::Session& session, const model::Instance& instance, const Question& question,
                      const ir::Code& code) {
    std::vector<model::OutputType> types;
    for (std::size_t i = 0; i < question.outputs.size(); ++i)
        types.push_back({&typed::type_info<Value>, static_cast<std::uint32_t>(i * sizeof(Value))});
    struct Rows {
        Answer answer;
        std::size_t width;
    } rows{{}, types.size()};
    const auto room = [](void* target, std::size_t, std::size_t, std::size_t) -> direct::Room {
        auto& to = *static_cast<Rows*>(target);
        return {to.answer.emplace_back(to.width).data(), 1};
    };
    model::read(session, instance, question.verb, code, types, {&rows, room, 0});
    return std::move(rows.answer);
}

struct RollBack {};

template <class T>
void store(const Database& database, const std::vector<Row>& rows) {
    const Model<T> model = database.model<T>();
    const auto query = model.find();
    (void)model.insert_many(to_objects<T>(rows, model::table_of(*query.instance())));
}

}  // namespace

Data make_data(const schema::Model& thing, const schema::Model& maker, Dice& dice, std::size_t rows) {
    Data data;
    const std::size_t makers = 4 + rows / 8;
    for (std::size_t i = 0; i < makers; ++i)
        data.makers.push_back(make_row(maker, dice, static_cast<std::int64_t>(i) + 1, makers));
    for (std::size_t i = 0; i < rows; ++i)
        data.things.push_back(make_row(thing, dice, static_cast<std::int64_t>(i) + 1, makers));
    return data;
}

void DataRows::each(const schema::Model& model, const std::function<bool(query::Row)>& see) const {
    for (const Row& row : model.name == "Thing" ? data_.things : data_.makers)
        if (!see(row)) return;
}

Row to_row(const void* object, const typed::Table& table) {
    Row row;
    for (const typed::Column& column : table.columns)
        row.push_back(typed::to_value(*column.type, static_cast<const char*>(object) + column.offset, *column.field));
    return row;
}

Outcome outcome_of(const std::function<Answer()>& ask) {
    Outcome outcome;
    try {
        outcome.answer = ask();
    } catch (const Unsupported& error) {
        outcome.kind = Outcome::Kind::refused;
        outcome.words = error.what();
    } catch (const std::exception& error) {
        outcome.kind = Outcome::Kind::error;
        outcome.words = error.what();
        outcome.query_error = dynamic_cast<const QueryError*>(&error) != nullptr ||
                              dynamic_cast<const CastError*>(&error) != nullptr;
    }
    return outcome;
}

Backend::Backend(std::string url, const Data& data) : url_(std::move(url)), database_(open(url_)) {
    database_.sync<Maker, Thing>();
    store<Maker>(database_, data.makers);
    store<Thing>(database_, data.things);
}

const schema::Model& Backend::model(const std::string& name) const {
    return name == "Thing" ? database_.model<Thing>().schema() : database_.model<Maker>().schema();
}

Answer Backend::read(const engine::Session& session, const Question& question, const ir::Code& code) const {
    const bool thing = question.model == "Thing";
    const model::Instance& instance = thing ? *database_.model<Thing>().find().instance()
                                            : *database_.model<Maker>().find().instance();
    if (question.verb == ir::Verb::count) return {{model::count(session, instance, code)}};
    if (question.verb == ir::Verb::exists) return {{model::exists(session, instance, code)}};
    if (!question.outputs.empty()) return projected_rows(session, instance, question, code);
    return thing ? whole_rows<Thing>(session, instance, question.verb, code)
                 : whole_rows<Maker>(session, instance, question.verb, code);
}

Answer Backend::changed(const std::function<Value(const Models&)>& change) const {
    Answer answer;
    try {
        database_.transaction([&](Transaction& transaction) {
            answer.push_back({change({transaction.model<Thing>(), transaction.model<Maker>()})});
            Question all;
            all.orders.push_back({named("id", 0), 0});
            const auto query = transaction.model<Thing>().find();
            for (Row& row : read(query.session(), all, to_code(all))) answer.push_back(std::move(row));
            throw RollBack();
        });
    } catch (const RollBack&) {}
    return answer;
}

Outcome Backend::ask(const Question& question) const {
    const ir::Code code = to_code(question);
    return outcome_of([&]() -> Answer {
        if (question.verb != ir::Verb::update && question.verb != ir::Verb::remove)
            return read(database_.model<Thing>().find().session(), question, code);
        return changed([&](const Models& models) -> Value {
            const auto query = models.things.find();
            return model::write(query.session(), *query.instance(), question.verb, code);
        });
    });
}

std::string Backend::text_of(const Question& question) const {
    return text_of(question.model, question.verb, to_code(question));
}

std::string Backend::text_of(const std::string& model, ir::Verb verb, const ir::Code& code) const {
    const auto query = database_.model<Thing>().find();
    const model::Instance& instance = model == "Thing" ? *query.instance()
                                                       : *database_.model<Maker>().find().instance();
    return model::text_of(query.session(), instance, verb, code);
}

World::World(std::uint64_t seed, std::size_t rows) {
    const Database models = tenon::open("memory:");
    Dice dice(seed);
    data_ = make_data(models.model<Thing>().schema(), models.model<Maker>().schema(), dice, rows);
    open();
}

World::World(Data data) : data_(std::move(data)) { open(); }

void World::open() {
    for (const char* url : {"sqlite::memory:", "memory:"}) backends_.push_back(std::make_unique<Backend>(url, data_));
}

}  // namespace tenon::oracle
