#pragma once
// SqlitePlan: SQL text with what each of its parameters takes.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/driver.hpp"
#include "sql/statement.hpp"

namespace tenon::drivers::sqlite {

/// A parameter with what can be known of it before any value is seen.
struct PlannedParameter {
    sql::Parameter parameter;
    bool direct = false;  ///< numbers, text, bytes and empties are bound as they are
    /// Of the types of cells, a bit each: those that are bound as the integer that they hold.
    std::uint32_t as_integers = 0;

    [[nodiscard]] bool is_integer(CellType type) const noexcept {
        return (as_integers >> static_cast<unsigned>(type) & 1) != 0;
    }
};

class SqlitePlan final : public Plan {
public:
    enum class Origin : std::uint8_t { compiled, raw };

    /// `assigns_key`: an insert whose key the database assigns. `rows_of`: it gives rows of this model's table, a column for
    /// each of its fields or of some of them; nullptr: something else.
    SqlitePlan(sql::Statement statement, Origin origin, bool assigns_key, const schema::Model* rows_of = nullptr);

    [[nodiscard]] std::string_view text() const noexcept override { return text_; }
    [[nodiscard]] std::size_t slots() const noexcept override { return slots_; }
    [[nodiscard]] bool writes() const noexcept override { return writes_; }
    [[nodiscard]] const std::vector<PlannedParameter>& parameters() const noexcept { return parameters_; }
    [[nodiscard]] bool is_raw() const noexcept { return origin_ == Origin::raw; }
    /// All of the text, or a part, is the user's own.
    [[nodiscard]] bool has_own_text() const noexcept { return is_raw() || has_fragments_; }
    [[nodiscard]] bool assigns_key() const noexcept { return assigns_key_; }
    [[nodiscard]] const schema::Model* rows_of() const noexcept { return rows_of_; }

private:
    std::string text_;
    std::vector<PlannedParameter> parameters_;
    std::size_t slots_;
    bool writes_;
    Origin origin_;
    bool assigns_key_;
    bool has_fragments_;
    const schema::Model* rows_of_;
};

/// Plans the user's own text. Whether it writes is guessed here from its words, to choose a connection; a connection
/// that only reads checks it again with SQLite's own answer.
std::unique_ptr<const SqlitePlan> plan_raw(std::string_view text, std::size_t values);

}  // namespace tenon::drivers::sqlite
