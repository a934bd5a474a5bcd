#pragma once
// RecordPath: a field of a run-time model by its name, or a member inside of one: "home.city".

#include <cstdint>
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
    /// What it leads to.
    [[nodiscard]] const schema::Field& target(const schema::Model& model) const {
        return inside_.empty() ? model.fields[field_] : *inside_.back();
    }
    /// What stands there in the field's value; empty where there is nothing.
    [[nodiscard]] const Value& in(const Value& whole) const;
    /// The field's value with another one there.
    [[nodiscard]] Value changed(const Value& whole, const Value& given) const;

private:
    std::uint16_t field_ = 0;
    std::vector<const schema::Field*> inside_;
};

}  // namespace tenon::model
