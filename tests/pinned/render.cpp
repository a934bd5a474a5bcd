#include "pinned/render.hpp"

#include "bson/compile.hpp"
#include "bson/extended_json.hpp"
#include "sql/compile.hpp"
#include <tenon/error.hpp>

namespace tenon::pinned {
namespace {

std::string_view name_of(sql::Form form) {
    switch (form) {
    case sql::Form::as_is: return "";
    case sql::Form::next_prefix: return " next_prefix";
    case sql::Form::like_pattern: return " like_pattern";
    case sql::Form::like_suffix: return " like_suffix";
    case sql::Form::folded: return " folded";
    case sql::Form::canonical_json: return " canonical_json";
    case sql::Form::list_as_json: return " list_as_json";
    case sql::Form::list_element: return " list_element";
    case sql::Form::round_up: return " round_up";
    case sql::Form::round_down: return " round_down";
    case sql::Form::exact: return " exact";
    case sql::Form::equal: return " equal";
    case sql::Form::list_as_array: return " list_as_array";
    case sql::Form::regex: return " regex";
    }
    return " ?";
}

std::string_view name_of(sql::Storage storage) {
    switch (storage) {
    case sql::Storage::as_is: return "";
    case sql::Storage::boolean: return " boolean";
    case sql::Storage::scaled: return " scaled";
    case sql::Storage::decimal_text: return " decimal_text";
    case sql::Storage::microseconds: return " microseconds";
    case sql::Storage::iso_text: return " iso_text";
    case sql::Storage::uuid_text: return " uuid_text";
    case sql::Storage::uuid_bytes: return " uuid_bytes";
    case sql::Storage::object_id_text: return " object_id_text";
    case sql::Storage::json: return " json";
    case sql::Storage::real: return " real";
    }
    return " ?";
}

std::string spell(const sql::Parameter& parameter) {
    std::string out = "?" + std::to_string(parameter.slot + 1);
    if (parameter.form == sql::Form::list_element) out += "[" + std::to_string(parameter.element) + "]";
    if (parameter.form != sql::Form::list_element) out += name_of(parameter.form);
    out += name_of(parameter.storage);
    if (parameter.storage == sql::Storage::scaled) out += " " + std::to_string(parameter.scale);
    if (parameter.precision != 6) out += " to " + std::to_string(parameter.precision) + " digits";
    if (parameter.meets_integer) out += " meets_integer";
    if (parameter.folded) out += " case_folded";
    return out;
}

/// The text, and behind `--` what each placeholder takes: `?1 round_up` is the first value, rounded up.
std::string spell(const sql::Statement& statement) {
    std::string out = statement.text;
    for (std::size_t i = 0; i < statement.parameters.size(); ++i) {
        out += (i == 0 ? "  -- " : ", ") + spell(statement.parameters[i]);
    }
    return out;
}

template <const sql::Dialect& (*Dialect)()>
std::string text(const query::Prepared& prepared) {
    return spell(sql::compile(prepared, Dialect()));
}

template <const sql::Dialect& (*Dialect)()>
std::string table(const schema::Model& model) {
    std::string out;
    for (const std::string& statement : sql::create_table(model, Dialect())) {
        out += (out.empty() ? "" : "\n") + statement + ";";
    }
    return out;
}

/// The command as relaxed extended JSON: {"$slot": 0} is the first value, in its form.
std::string command(const query::Prepared& prepared) {
    return bson::extended_json(bson::compile(prepared).body, bson::JsonStyle::relaxed);
}

constexpr Renderer all[] = {
    {"sqlite", text<sql::sqlite_dialect>, table<sql::sqlite_dialect>},
    {"postgres", text<sql::postgres_dialect>, table<sql::postgres_dialect>},
    {"mariadb", text<sql::mariadb_dialect>, table<sql::mariadb_dialect>},
    {"mongodb", command},
};

}  // namespace

std::span<const Renderer> renderers() noexcept { return all; }

std::string table(const Renderer& renderer, const schema::Model& model) {
    try {
        return renderer.table(model);
    } catch (const Error& refusal) {
        return "refused: " + std::string(refusal.code());
    }
}

std::string line(const Renderer& renderer, const query::Prepared& prepared) {
    try {
        return renderer.text(prepared);
    } catch (const Error& refusal) {
        return "refused: " + std::string(refusal.code());
    }
}

}  // namespace tenon::pinned
