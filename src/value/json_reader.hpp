#pragma once
// JsonReader: JSON text, read piece by piece where it lies.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <tenon/cell.hpp>
#include <tenon/decimal.hpp>

#include "value/nesting.hpp"

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
    enum Level : unsigned char { in_document = 1, started = 2, done = 4 };  // flags of one level

    [[noreturn]] void refuse(const char* what) const;
    void skip_space();
    [[nodiscard]] char peek();
    [[nodiscard]] bool is(Level flag) const { return (levels_[depth_ - 1] & flag) != 0; }
    void mark(Level flag) { levels_[depth_ - 1] = static_cast<unsigned char>(levels_[depth_ - 1] | flag); }
    void skip_value();
    void finish_value();
    Cell read_scalar();
    Cell read_literal(std::string_view word, const Cell& cell);
    std::size_t skip_digits();
    bool skip_number();  // true for a whole one
    Cell read_number();
    Cell whole_number(std::string_view digits);
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
    std::string text_;                               // room for a text with escapes
    std::string key_;                                // room for a name with escapes
    std::array<unsigned char, max_nesting> levels_;  // set when a level is entered
    std::size_t depth_ = 0;
};

}  // namespace tenon
