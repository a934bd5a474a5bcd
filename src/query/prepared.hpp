#pragma once
// A statement made ready for a compiler: names resolved, and in normal form.

#include <cstdint>
#include <string>
#include <vector>

#include "ir/statement.hpp"
#include "query/evaluation_error.hpp"

namespace tenon::schema {
struct Type;
}

namespace tenon::query {

/// What each value must be, so that run-time values can be cast to it and checked before they are sent.
struct Slot {
    BaseType type = BaseType::none;          ///< of the value, or of a list's elements; none: whatever it is
    const schema::Type* declared = nullptr;  ///< the field's type that it meets, for precision, scale and labels
    bool list = false;
    PatternKind pattern = PatternKind::none;
};

struct Prepared {
    ir::Statement resolved;  ///< as written, names resolved and types known: what the evaluator reads
    ir::Statement normal;    ///< the same in normal form: what compilers read
    std::vector<Slot> slots;
    std::string comment{};  ///< of the user's, to be seen in the statement; empty: none
};

}  // namespace tenon::query
