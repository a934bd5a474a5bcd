#pragma once
// Which values of an update go to which fields as they are, to be checked by the fields' rules. What the database computes
// is left to its own checks.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ir/statement.hpp"
#include <tenon/schema.hpp>
#include <tenon/value.hpp>

namespace tenon::model {

struct Assigned {
    std::uint16_t slot = 0;
    const schema::Field* field = nullptr;
    bool is_ruled = false;                     ///< the field has rules, or a range
    bool is_checked = false;                   ///< it has checks
    bool is_coded = false;                     ///< it is of a type of the user's own, or something nested in it is
    std::string path{};                        ///< whole, for errors
    std::optional<Value> constant{};           ///< a value that is part of the statement; `slot` says nothing then
    std::shared_ptr<const schema::Field> own;  ///< `field`, when it is none of the model's: of an array's elements
};

void note_assigned(const schema::Model& model, const ir::Assignment& assignment, std::vector<Assigned>& assigned);

}  // namespace tenon::model
