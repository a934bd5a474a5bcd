#include "value/json_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <tenon/error.hpp>

#include "value/digit.hpp"
#include "value/hex.hpp"
#include "value/numbers.hpp"
#include "value/utf8.hpp"

namespace tenon {

namespace {

bool is_json_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
constexpr std::array<bool, 256> special = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0; i < 0x20; ++i) table[i] = true;
    table['"'] = true;
    table['\\'] = true;
    return table;
}();

bool ends_plain_run(char c) { return special[static_cast<unsigned char>(c)]; }

// True when the shortest text of this double has the digits of the whole number, trailing zeros aside. (Its text
// without an exponent may have more: those of the double's exact value.)
bool same_digits(std::string_view whole, double value) {
    char text[double_text_size];
    std::string shown(text, std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr);
    shown.erase(std::min(shown.find('e'), shown.size()));
    if (const std::size_t point = shown.find('.'); point != std::string::npos) shown.erase(point, 1);
    const auto without_zeros = [](std::string_view s) { return s.substr(0, s.find_last_not_of('0') + 1); };
    return without_zeros(whole) == without_zeros(shown);
}

}  // namespace

void JsonReader::refuse(const char* what) const {
    throw CastError("The text is not valid JSON: " + std::string(what) + " at byte " + std::to_string(at_ - begin_) +
                    ".");
}

void JsonReader::reset(std::string_view json) {
    static constexpr char nothing[] = "";
    begin_ = at_ = json.empty() ? nothing : json.data();
    end_ = begin_ + json.size();
    depth_ = 0;
    waiting_ = true;
    cached_ = false;
    if (!is_plain_ascii(json) && !is_valid_utf8(json)) refuse("there are bytes that are no UTF-8");
    skip_space();
}

void JsonReader::skip_space() {
    while (at_ != end_ && is_json_space(*at_)) ++at_;
}

char JsonReader::peek() {
    if (at_ == end_) refuse("it ends too early");
    return *at_;
}

NestedReader::Shape JsonReader::shape() {
    if (!waiting_) {
        if (cached_) return Shape::scalar;
        throw CastError("A nested value was read twice.");
    }
    const char c = peek();
    return c == '{' ? Shape::document : c == '[' ? Shape::array : Shape::scalar;
}

Cell JsonReader::scalar() {
    if (cached_) return cell_;
    if (shape() != Shape::scalar) throw CastError("A nested document or array was read as a single value.");
    cell_ = read_scalar();
    cached_ = true;
    finish_value();
    return cell_;
}

void JsonReader::enter() {
    const Shape here = shape();
    if (here == Shape::scalar) throw CastError("A single value was read as a nested document or array.");
    if (depth_ == max_nesting) refuse("it is nested deeper than 1,000 levels");
    ++depth_;
    levels_[depth_ - 1] = 0;
    if (here == Shape::document) mark(in_document);
    ++at_;
    waiting_ = false;
    cached_ = false;
}

bool JsonReader::next(std::string_view& key) {
    if (depth_ == 0) throw CastError("A nested value was read beyond its end.");
    if (waiting_) skip_value();
    cached_ = false;
    if (is(done)) return false;
    const bool document = is(in_document);
    skip_space();
    const char c = peek();
    if (c == (document ? '}' : ']')) {
        ++at_;
        mark(done);
        return false;
    }
    if (is(started)) {
        if (c != ',') refuse("there is no comma");
        ++at_;
        skip_space();
    }
    mark(started);
    if (document) {
        if (peek() != '"') refuse("there is no name in quotes");
        key = read_text(key_);
        skip_space();
        if (peek() != ':') refuse("there is no colon");
        ++at_;
        skip_space();
    }
    waiting_ = true;
    return true;
}

void JsonReader::leave() {
    std::string_view key;
    while (next(key)) {}
    --depth_;
    waiting_ = false;
    finish_value();
}

void JsonReader::skip_value() {
    if (shape() == Shape::scalar) {
        scalar();
    } else {
        enter();
        leave();
    }
}

void JsonReader::finish_value() {
    waiting_ = false;
    if (depth_ > 0) return;
    skip_space();
    if (at_ != end_) refuse("there is something after the value");
}

Cell JsonReader::read_scalar() {
    switch (peek()) {
    case '"': return Cell::of(read_text(text_));
    case 't': return read_literal("true", Cell::of(true));
    case 'f': return read_literal("false", Cell::of(false));
    case 'n': return read_literal("null", Cell());
    default: return read_number();
    }
}

Cell JsonReader::read_literal(std::string_view word, const Cell& cell) {
    if (std::string_view(at_, static_cast<std::size_t>(end_ - at_)).substr(0, word.size()) != word) {
        refuse("there is no value");
    }
    at_ += word.size();
    return cell;
}

std::size_t JsonReader::skip_digits() {
    const char* first = at_;
    while (at_ != end_ && is_digit(*at_)) ++at_;
    return static_cast<std::size_t>(at_ - first);
}

bool JsonReader::skip_number() {
    if (peek() == '-') ++at_;
    if (at_ == end_ || !is_digit(*at_)) refuse("there is no value");
    const bool leading_zero = *at_ == '0';
    if (skip_digits() > 1 && leading_zero) refuse("there is a number with a leading zero");
    bool whole = true;
    if (at_ != end_ && *at_ == '.') {
        whole = false;
        ++at_;
        if (skip_digits() == 0) refuse("there is a number without a digit after its point");
    }
    if (at_ != end_ && (*at_ == 'e' || *at_ == 'E')) {
        whole = false;
        ++at_;
        if (at_ != end_ && (*at_ == '+' || *at_ == '-')) ++at_;
        if (skip_digits() == 0) refuse("there is a number without an exponent");
    }
    return whole;
}

Cell JsonReader::read_number() {
    const char* start = at_;
    const bool whole = skip_number();
    const std::string_view text(start, static_cast<std::size_t>(at_ - start));
    if (whole) return whole_number(text);
    double real = 0;
    if (std::from_chars(start, at_, real).ec == std::errc()) return Cell::of(real);
    Decimal zero;
    if (Decimal::try_parse(text, zero) && zero.is_zero()) return Cell::of(text[0] == '-' ? -0.0 : 0.0);
    refuse("there is a number beyond the range of doubles");
}

Cell JsonReader::whole_number(std::string_view digits) {
    std::int64_t integer = 0;
    std::uint64_t unsigned_integer = 0;
    if (digits == "-0") return Cell::of(-0.0);
    if (parse_integer(digits, integer)) return Cell::of(integer);
    if (digits[0] != '-' && parse_integer(digits, unsigned_integer)) return Cell::of(unsigned_integer);
    return big_whole_number(digits);
}

Cell JsonReader::big_whole_number(std::string_view digits) {
    double real = 0;
    const bool in_range = parse_double(digits, real);
    if (in_range && same_digits(digits, real)) return Cell::of(real);
    if (!Decimal::try_parse(digits, decimal_)) refuse("there is a number that no type holds exactly");
    return in_range && decimal_.compare(real) == 0 ? Cell::of(real) : Cell::of(decimal_);
}

std::string_view JsonReader::read_text(std::string& room) {
    const char* start = ++at_;
    while (at_ != end_ && !ends_plain_run(*at_)) ++at_;
    if (peek() == '"') return {start, static_cast<std::size_t>(at_++ - start)};
    room.assign(start, at_);
    while (peek() != '"') {
        if (*at_ != '\\') refuse("there is a control character in a text");
        ++at_;
        read_escape(room);
        const char* run = at_;
        while (at_ != end_ && !ends_plain_run(*at_)) ++at_;
        room.append(run, at_);
    }
    ++at_;
    return room;
}

void JsonReader::read_escape(std::string& room) {
    const char c = peek();
    ++at_;
    switch (c) {
    case '"':
    case '\\':
    case '/': room += c; return;
    case 'b': room += '\b'; return;
    case 'f': room += '\f'; return;
    case 'n': room += '\n'; return;
    case 'r': room += '\r'; return;
    case 't': room += '\t'; return;
    case 'u': break;
    default: refuse("there is an unknown escape");
    }
    char32_t point = read_hex4();
    if (point == 0) refuse("there is the character U+0000, which databases can't store,");
    if (point >= 0xDC00 && point <= 0xDFFF) refuse("there is an unpaired surrogate");
    if (point >= 0xD800 && point <= 0xDBFF) {
        if (end_ - at_ < 2 || at_[0] != '\\' || at_[1] != 'u') refuse("there is an unpaired surrogate");
        at_ += 2;
        const char32_t low = read_hex4();
        if (low < 0xDC00 || low > 0xDFFF) refuse("there is an unpaired surrogate");
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    }
    append_code_point(point, room);
}

char32_t JsonReader::read_hex4() {
    if (end_ - at_ < 4) refuse("it ends too early");
    const int high = hex::read(at_);
    const int low = hex::read(at_ + 2);
    if (high < 0 || low < 0) refuse("there is an escape without four hexadecimal digits");
    at_ += 4;
    return static_cast<char32_t>(high << 8 | low);
}

}  // namespace tenon
