#include "drivers/sqlite/plan.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace tenon::drivers::sqlite {

namespace {

bool takes_cells_as_they_are(const sql::Parameter& parameter) {
    using sql::Storage;
    return parameter.form == sql::Form::as_is && !parameter.folded && parameter.storage != Storage::scaled &&
           parameter.storage != Storage::decimal_text && parameter.storage != Storage::json;
}

std::uint32_t integers_of(sql::Storage storage) {
    const auto bit = [](CellType type) { return std::uint32_t{1} << static_cast<unsigned>(type); };
    return (storage == sql::Storage::real ? 0 : bit(CellType::integer)) |
           (storage == sql::Storage::iso_text ? 0 : bit(CellType::timestamp));
}

std::vector<PlannedParameter> planned(const std::vector<sql::Parameter>& parameters) {
    std::vector<PlannedParameter> all;
    all.reserve(parameters.size());
    for (const sql::Parameter& parameter : parameters) {
        const bool direct = takes_cells_as_they_are(parameter);
        all.push_back({parameter, direct, direct ? integers_of(parameter.storage) : 0});
    }
    return all;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool same_word(std::string_view word, std::string_view lower_case) {
    return std::equal(word.begin(), word.end(), lower_case.begin(), lower_case.end(),
                      [](char a, char b) { return lower(a) == b; });
}

template <std::size_t Size>
bool is_one_of(std::string_view word, const std::array<std::string_view, Size>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view known) { return same_word(word, known); });
}

// The words of SQL text, without those in quotes and comments.
class Words {
public:
    explicit Words(std::string_view text) : text_(text) {}

    // Empty at the end.
    std::string_view next() {
        while (at_ < text_.size()) {
            if (is_letter(text_[at_])) return word();
            if (!skip("--", "\n") && !skip("/*", "*/") && !skip("'", "'") && !skip("\"", "\"") && !skip("`", "`") &&
                !skip("[", "]")) {
                ++at_;
            }
        }
        return {};
    }

private:
    std::string_view word() {
        const std::size_t start = at_;
        while (at_ < text_.size() && (is_letter(text_[at_]) || (text_[at_] >= '0' && text_[at_] <= '9'))) ++at_;
        return text_.substr(start, at_ - start);
    }

    bool skip(std::string_view open, std::string_view close) {
        if (text_.substr(at_, open.size()) != open) return false;
        const std::size_t end = text_.find(close, at_ + open.size());
        at_ = end == std::string_view::npos ? text_.size() : end + close.size();
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

bool seems_to_write(std::string_view text) {
    constexpr std::array<std::string_view, 3> reading{"select", "values", "explain"};
    constexpr std::array<std::string_view, 4> writing{"insert", "update", "delete", "replace"};
    Words words(text);
    const std::string_view first = words.next();
    if (is_one_of(first, reading)) return false;
    if (!same_word(first, "with")) return true;
    for (std::string_view word = words.next(); !word.empty(); word = words.next()) {
        if (is_one_of(word, writing)) return true;
    }
    return false;
}

bool inserts(std::string_view text) {
    constexpr std::array<std::string_view, 2> inserting{"insert", "replace"};
    return is_one_of(Words(text).next(), inserting);
}

}  // namespace

SqlitePlan::SqlitePlan(sql::Statement statement, Origin origin, bool assigns_key, const schema::Model* rows_of)
    : text_(std::move(statement.text)),
      parameters_(planned(statement.parameters)),
      slots_(statement.slots),
      writes_(statement.writes),
      origin_(origin),
      assigns_key_(assigns_key),
      has_fragments_(statement.has_fragments),
      rows_of_(rows_of) {}

std::unique_ptr<const SqlitePlan> plan_raw(std::string_view text, std::size_t values) {
    if (values > std::numeric_limits<std::uint16_t>::max()) {
        throw QueryError("A statement of your own takes at most 65,535 values; put a list into one JSON value.");
    }
    if (text.find('\0') != std::string_view::npos) throw QueryError("SQL text can't hold the character U+0000.");
    sql::Statement statement;
    statement.text = text;
    statement.slots = static_cast<std::uint16_t>(values);
    statement.writes = seems_to_write(text);
    for (std::uint16_t slot = 0; slot < statement.slots; ++slot) {
        sql::Parameter parameter;
        parameter.slot = slot;
        statement.parameters.push_back(parameter);
    }
    return std::make_unique<SqlitePlan>(std::move(statement), SqlitePlan::Origin::raw, inserts(text));
}

}  // namespace tenon::drivers::sqlite
