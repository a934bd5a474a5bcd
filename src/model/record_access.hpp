#pragma once
// RecordAccess: what the library does with records and users may not.

#include "model/instance.hpp"
#include <tenon/record.hpp>

namespace tenon::model {

struct RecordAccess {
    /// A record that is not stored, with these values.
    static Record copy(const Session& session, const Instance& instance, const Value* values);
};

}  // namespace tenon::model
