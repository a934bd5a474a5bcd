#include "bson/extended_json.hpp"

#include <cmath>

#include "value/base64.hpp"
#include "value/json_writer.hpp"
#include "value/numbers.hpp"
#include <tenon/error.hpp>

namespace tenon::bson {

namespace {

class Writer {
public:
    explicit Writer(JsonStyle style) : canonical_(style == JsonStyle::canonical) {}

    void write(const Template& node) {
        switch (node.kind) {
        case Template::Kind::document: return members(node, '{', '}');
        case Template::Kind::array: return members(node, '[', ']');
        case Template::Kind::slot: return slot(node);
        default: return scalar(node);
        }
    }

    std::string take() { return std::move(out_); }

private:
    void members(const Template& node, char open, char close) {
        out_ += open;
        bool first = true;
        for (const Member& member : node.members) {
            if (!first) out_ += ',';
            first = false;
            if (open == '{') {
                append_json_text(member.name, out_);
                out_ += ':';
            }
            write(member.node);
        }
        out_ += close;
    }

    void slot(const Template& node) {
        out_ += R"({"$slot":)";
        append_integer(std::int64_t{node.slot.number}, out_);
        if (node.slot.form != Form::as_is) {
            out_ += R"(,"form":)";
            append_json_text(name_of(node.slot.form), out_);
        }
        if (node.slot.folded) out_ += R"(,"folded":true)";
        if (node.slot.omit_empty) out_ += R"(,"omit":"empty")";
        for (const Member& member : node.members) {
            out_ += R"(,"of":)";
            write(member.node);
        }
        out_ += '}';
    }

    void tagged(std::string_view tag, std::string_view text) {
        out_ += '{';
        append_json_text(tag, out_);
        out_ += ':';
        append_json_text(text, out_);
        out_ += '}';
    }

    void integer(std::int64_t value, bool int32) {
        std::string text;
        append_integer(value, text);
        if (!canonical_) {
            out_ += text;
            return;
        }
        tagged(int32 ? "$numberInt" : "$numberLong", text);
    }

    void real(double value) {
        if (!std::isfinite(value)) {
            return tagged("$numberDouble", std::isnan(value) ? "NaN" : value < 0 ? "-Infinity" : "Infinity");
        }
        std::string text;
        append_double(value, text);
        if (text.find_first_of(".e") == std::string::npos) text += ".0";
        if (canonical_) return tagged("$numberDouble", text);
        out_ += text;
    }

    void decimal(const Decimal& value);
    void binary(std::span<const std::byte> bytes, std::string_view subtype);
    void date(Timestamp instant);
    void scalar(const Template& node);

    bool canonical_;
    std::string out_;
};

// As the decimal arithmetic specification spells a coefficient and an exponent ("to-scientific-string").
std::string decimal_text(const Decimal& value) {
    const int adjusted = value.digits() - 1 - value.scale();
    if (adjusted >= -6) return value.to_string();
    std::string digits = value.to_string();
    const std::size_t first = digits.find_first_of("123456789");
    digits = first == std::string::npos ? "0" : digits.substr(first);
    if (digits.size() > 1) digits.insert(1, 1, '.');
    return (value.negative() ? "-" : "") + digits + "E" + std::to_string(adjusted);
}

void Writer::decimal(const Decimal& value) { tagged("$numberDecimal", decimal_text(value)); }

void Writer::binary(std::span<const std::byte> bytes, std::string_view subtype) {
    out_ += R"({"$binary":{"base64":")";
    append_base64(bytes, out_);
    out_ += R"(","subType":")";
    out_ += subtype;
    out_ += R"("}})";
}

// Relaxed: ISO 8601 for the years 1970 to 9999.
void Writer::date(Timestamp instant) {
    const std::int64_t milliseconds = instant.floored(3).microseconds / 1000;
    if (!canonical_ && milliseconds >= 0) return tagged("$date", instant.floored(3).iso());
    out_ += R"({"$date":)";
    tagged("$numberLong", std::to_string(milliseconds));
    out_ += '}';
}

void Writer::scalar(const Template& node) {
    const Value& value = node.value;
    switch (value.kind()) {
    case Kind::empty: out_ += "null"; return;
    case Kind::boolean: out_ += *value.if_boolean() ? "true" : "false"; return;
    case Kind::integer: return integer(*value.if_integer(), node.int32);
    case Kind::real: return real(*value.if_real());
    case Kind::decimal: return decimal(*value.if_decimal());
    case Kind::text: return append_json_text(*value.if_text(), out_);
    case Kind::bytes: return binary(*value.if_bytes(), "00");
    case Kind::uuid: return binary(std::as_bytes(std::span(value.if_uuid()->bytes)), "04");
    case Kind::object_id: return tagged("$oid", value.if_object_id()->to_string());
    case Kind::timestamp: return date(*value.if_timestamp());
    default: throw CastError("A value of kind " + std::string(name_of(value.kind())) + " has no place in BSON.");
    }
}

}  // namespace

std::string extended_json(const Template& node, JsonStyle style) {
    Writer writer(style);
    writer.write(node);
    return writer.take();
}

}  // namespace tenon::bson
