#include "model/page_cursor.hpp"

#include <algorithm>
#include <array>

#include "query/declared_type.hpp"
#include "query/keyset.hpp"
#include "schema/cast.hpp"
#include "value/base64.hpp"
#include <tenon/error.hpp>
#include <tenon/json.hpp>
#include <tenon/schema.hpp>

// The text is base64 of JSON with 8 hexadecimal digits before it, which tell damage: [shape, backward, value, …]. The shape
// stands for the model and its order.

namespace tenon::model {
namespace {

constexpr std::size_t most_characters = 65'536;
constexpr std::size_t digits = 8;

[[noreturn]] void refuse_cursor(const schema::Model& model, std::string_view why) {
    throw CursorError("page() of " + model.name + ": " + std::string(why) + " Begin at the first page again.",
                      {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
}
[[noreturn]] void refuse_damaged(const schema::Model& model) {
    refuse_cursor(model, "this text is no cursor, or was changed on its way.");
}

std::uint64_t hash(std::string_view text) {  // FNV-1a: the same in every program
    std::uint64_t sum = 14'695'981'039'346'656'037U;
    for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
    return sum;
}

std::string hex(std::uint64_t number, std::size_t count) {
    std::string text(count, '0');
    for (std::size_t i = count; i-- > 0; number >>= 4) text[i] = "0123456789abcdef"[number & 15];
    return text;
}

std::string check_of(std::string_view json) { return hex(hash(json) >> 32, digits); }

std::string decoded(const schema::Model& model, std::string_view text) {
    if (text.size() > most_characters) refuse_damaged(model);
    std::string base64(text);
    for (char& c : base64) {
        if (c == '+' || c == '/' || c == '=') refuse_damaged(model);
        if (c == '-') c = '+';
        if (c == '_') c = '/';
    }
    base64.append((4 - base64.size() % 4) % 4, '=');
    Bytes bytes;
    if (!base64_decode(base64, bytes) || bytes.size() <= digits) refuse_damaged(model);
    const std::string all(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::string json = all.substr(digits);
    if (all.substr(0, digits) != check_of(json)) refuse_damaged(model);
    return json;
}

const schema::Type& type_of(const ir::Order& order) {
    return order.by.declared != nullptr ? *order.by.declared : query::plain_type(order.by.type);
}

PageCursor read(const PageOrder& order, const Array& parts) {
    const ir::Select& select = order.select;
    const std::size_t count = select.order.size();
    if (parts.size() < 2 || parts[0].if_text() == nullptr || parts[1].if_boolean() == nullptr)
        refuse_damaged(*select.model);
    if (*parts[0].if_text() != order.shape || parts.size() != count + 2)
        refuse_cursor(*select.model, "this cursor is of another query: its model or its order differs.");
    PageCursor cursor;
    cursor.backward = *parts[1].if_boolean();
    for (std::size_t i = 0; i < count; ++i) {
        schema::Type type = type_of(select.order[i]);
        type.nullable = select.order[i].by.nullable;
        cursor.position.push_back(schema::cast(parts[i + 2], type, "cursor"));
    }
    return cursor;
}

}  // namespace

PageOrder::PageOrder(ir::Select of) : select(std::move(of)), shape(hex(hash(query::order_shape(select)), 16)) {}

std::string format_cursor(const PageOrder& order, const PageCursor& cursor) {
    Array parts{Value(order.shape), Value(cursor.backward)};
    parts.insert(parts.end(), cursor.position.begin(), cursor.position.end());
    return sealed_cursor(Value(std::move(parts)).to_json());
}

std::string sealed_cursor(std::string json) {
    const std::string text = check_of(json) + json;
    std::string base64 = base64_encode(std::as_bytes(std::span<const char>(text.data(), text.size())));
    while (base64.ends_with('=')) base64.pop_back();
    std::replace(base64.begin(), base64.end(), '+', '-');
    std::replace(base64.begin(), base64.end(), '/', '_');
    return base64;
}

PageCursor parse_cursor(const PageOrder& order, std::string_view text) {
    const schema::Model& model = *order.select.model;
    const std::string json = decoded(model, text);
    try {
        const Json parsed = Json::parse(json);
        const Array* const parts = parsed.value().if_array();
        if (parts == nullptr) refuse_damaged(model);
        return read(order, *parts);
    } catch (const CastError&) {
        refuse_damaged(model);
    }
}

}  // namespace tenon::model
