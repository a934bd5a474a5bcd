#include "drivers/driver.hpp"

#include <atomic>

namespace tenon::drivers {

Plan::~Plan() = default;

std::uint32_t Plan::next_id() noexcept {
    static std::atomic<std::uint32_t> last{0};
    return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

Connection::~Connection() = default;
Connection::Operation::~Operation() = default;
Driver::~Driver() = default;

}  // namespace tenon::drivers
