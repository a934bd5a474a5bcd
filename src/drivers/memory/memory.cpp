#include "drivers/memory/memory.hpp"

#include "drivers/memory/connection.hpp"
#include "drivers/memory/plan.hpp"
#include "drivers/memory/tables.hpp"
#include <tenon/error.hpp>

namespace tenon::drivers {

namespace {

using memory::MemoryConnection;

class MemoryDriver final : public Driver {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "memory"; }
    [[nodiscard]] bool runs_at_once() const noexcept override { return true; }
    [[nodiscard]] std::size_t max_readers() const noexcept override { return 0; }

    std::unique_ptr<Connection> connect(Role) override { return std::make_unique<MemoryConnection>(store_); }

    std::unique_ptr<const Plan> compile(const query::Prepared& statement) override {
        return std::make_unique<memory::MemoryPlan>(statement);
    }

    std::string explain(Connection& connection, const Plan& plan, std::span<const Cell> values) override {
        return static_cast<MemoryConnection&>(connection).explain(static_cast<const memory::MemoryPlan&>(plan), values);
    }

    std::unique_ptr<const Plan> compile_raw(std::string_view, std::size_t) override {
        throw Unsupported(
            "memory: has no SQL. Say it with find(), update() and the like, or open \"sqlite::memory:\".");
    }

    std::vector<SchemaDifference> create_missing(Connection& connection,
                                                 std::span<const schema::Model* const> models) override {
        return memory::create_missing(static_cast<MemoryConnection&>(connection), models);
    }

    std::vector<SchemaDifference> differences(Connection& connection,
                                              std::span<const schema::Model* const> models) override {
        return memory::differences(static_cast<MemoryConnection&>(connection), models);
    }

    void drop(Connection& connection, std::span<const schema::Model* const> models) override {
        memory::drop(static_cast<MemoryConnection&>(connection), models);
    }

private:
    std::shared_ptr<memory::Store> store_ = std::make_shared<memory::Store>();
};

}  // namespace

std::unique_ptr<Driver> make_memory_driver() { return std::make_unique<MemoryDriver>(); }

}  // namespace tenon::drivers
