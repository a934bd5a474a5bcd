#pragma once
// CastErrors of what is written: they name the model, and the whole path.

#include <string>

#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::model {

/// The same failures, of the model; `outer`, which ends with a dot, stands before their paths.
[[noreturn]] void throw_of_model(const CastError& error, const schema::Model& model, const std::string& outer);

/// Runs this; a CastError that it throws is thrown on with the model.
template <class Write>
auto of_model(const schema::Model& model, Write write) {
    try {
        return write();
    } catch (const CastError& error) {
        if (!error.model().empty()) throw;
        throw_of_model(error, model, {});
    }
}

}  // namespace tenon::model
