#pragma once
// RecordPath: a field of a run-time model by its name, or what is inside of one: "home.city", "shape.Circle.radius".

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/schema.hpp>

namespace tenon::model {

class RecordPath {
public:
    /// Throws QueryError for what the model hasn't.
    RecordPath(const schema::Model& model, std::string_view path);
    [[nodiscard]] std::uint16_t field() const noexcept { return field_; }
    [[nodiscard]] bool is_inside() const noexcept { return !inside_.empty(); }
    /// Does it lead into a variant, which is written as a whole?
    [[nodiscard]] bool is_in_variant() const noexcept { return variant_ != std::string_view::npos; }
    /// The part of the path that names the first variant on the way; all of it when there is none.
    [[nodiscard]] std::string_view until_variant(std::string_view path) const { return path.substr(0, variant_); }
    /// What it leads to, outside of variants.
    [[nodiscard]] const schema::Field& target(const schema::Model& model) const {
        return inside_.empty() ? model.fields[field_] : *inside_.back().member;
    }
    /// What stands there in the field's value; empty where there is nothing.
    [[nodiscard]] const Value& in(const Value& whole) const;
    /// The field's value with another one there.
    [[nodiscard]] Value changed(const Value& whole, const Value& given) const;

private:
    /// A member of a structure, or else an alternative of a variant.
    struct Leg {
        const schema::Field* member = nullptr;
        const std::string* alternative = nullptr;
    };

    std::uint16_t field_ = 0;
    std::size_t variant_ = std::string_view::npos;
    std::vector<Leg> inside_;
};

}  // namespace tenon::model
