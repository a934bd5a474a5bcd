#include "model/cast_errors.hpp"

#include <utility>
#include <vector>

namespace tenon::model {

void throw_of_model(const CastError& error, const schema::Model& model, const std::string& outer) {
    std::vector<Failure> failures = error.failures();
    for (Failure& failure : failures) {
        const std::string named = "`" + failure.path + "`";
        const std::size_t at = outer.empty() ? std::string::npos : failure.message.find(named);
        if (at != std::string::npos) failure.message.insert(at + 1, outer);
        failure.path.insert(0, outer);
    }
    throw CastError(model.name, std::move(failures));
}

}  // namespace tenon::model
