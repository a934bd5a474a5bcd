#include "engine/failure.hpp"

#include <exception>

#include <tenon/error.hpp>

namespace tenon::engine {

void throw_failure(Core& core, drivers::Connection& connection, const schema::Model* model, StatementEvent event) {
    event.failed = true;
    try {
        connection.throw_error(model);
    } catch (const Error& error) {
        event.error_code = error.code();
        core.notify(event);
        throw;
    } catch (...) {
        core.notify(event);
        throw;
    }
    std::terminate();  // throw_error never returns; not every compiler sees that through a virtual call
}

}  // namespace tenon::engine
