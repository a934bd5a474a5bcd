#pragma once
// JsonReader: JSON text, read piece by piece where it lies.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/cell.hpp>
#include <tenon/decimal.hpp>

namespace tenon {

/// A pull parser over JSON text that must outlive it. Strict RFC 8259; what is read or skipped is checked, and all of
/// it once the outermost value is left. CastError for text that is no JSON or no UTF-8, for more than 1,000 levels and
/// for U+0000. It allocates only for text with escapes, and keeps its buffers for the next `reset`.
///
/// Numbers: whole ones are integers where int64 or uint64 holds them; beyond that doubles when those hold them, up to
/// the shortest digits (1e300 that PostgreSQL writes out), else decimals of up to 76 digits. All others are doubles.
/// Duplicate names are given as they come: ValueBuilder refuses them.
class JsonReader final : public NestedReader {
public:
    JsonReader() = default;
    explicit JsonReader(std::string_view json) { reset(json); }
    JsonReader(const JsonReader&) = delete;
    JsonReader& operator=(const JsonReader&) = delete;

    void reset(std::string_view json);

    Shape shape() override;
    Cell scalar() override;
    void enter() override;
    bool next(std::string_view& key) override;
    void leave() override;

private:
    struct Level {
        char close = ']';
        bool first = true;
        bool done = false;
    };

    [[noreturn]] void refuse(const char* what) const;
    void skip_space();
    [[nodiscard]] char peek();
    Level& level() { return levels_[depth_ - 1]; }
    void skip_value();
    void finish_value();
    Cell read_scalar();
    Cell read_literal(std::string_view word, const Cell& cell);
    Cell read_number();
    Cell big_whole_number(std::string_view digits);
    std::string_view read_text(std::string& room);
    void read_escape(std::string& room);
    char32_t read_hex4();

    const char* begin_ = nullptr;
    const char* at_ = nullptr;
    const char* end_ = nullptr;
    bool waiting_ = false;  // `at_` is before a value that was not read yet
    bool cached_ = false;   // the value was a scalar, and is in `cell_`
    Cell cell_;
    Decimal decimal_;
    std::string text_;  // room for a text with escapes
    std::string key_;   // room for a name with escapes
    std::vector<Level> levels_;
    std::size_t depth_ = 0;
};

}  // namespace tenon
