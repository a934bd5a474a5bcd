#include <doctest/doctest.h>

#include <poll.h>

#include "support/scripted_driver.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::drivers;
using namespace tenon::testing;

namespace {

bool is_ready(const Connection& connection, short events) {
    pollfd waiting{connection.socket(), events, 0};
    return ::poll(&waiting, 1, 0) == 1;
}

struct Rig {
    std::shared_ptr<Script> script = std::make_shared<Script>();
    std::unique_ptr<Driver> driver = make_scripted_driver(script);
    std::unique_ptr<Connection> connection = driver->connect(Role::writer);
};

}  // namespace

TEST_CASE("a script is played step by step and every call is recorded") {
    Rig rig;
    rig.script->steps = {want_read(), row({1, "one"}), done(7)};
    const auto plan = scripted_plan("select ?");
    const std::vector<Cell> values{Cell::of(std::int64_t{1})};
    Connection::Operation* operation = nullptr;
    CHECK(rig.connection->start(*plan, values, {}, operation) == Status::want_read);
    REQUIRE(operation != nullptr);
    CHECK(is_ready(*rig.connection, POLLIN));
    std::span<const Cell> cells;
    REQUIRE(operation->fetch(cells) == Status::row);
    REQUIRE(cells.size() == 2);
    CHECK(cells[0].integer == 1);
    CHECK(cells[1].text_view() == "one");
    CHECK(operation->fetch(cells) == Status::done);
    CHECK(operation->result().rows == 7);
    rig.connection->finish(*operation);
    CHECK(rig.script->words() == std::vector<std::string>{"start select ?", "fetch", "fetch", "finish"});
}

TEST_CASE("a socket stays silent when the script says so") {
    Rig rig;
    rig.script->steps = {want_read(false), want_write(false), want_write()};
    CHECK(rig.connection->control(Control::ping, 0, {}) == Status::want_read);
    CHECK_FALSE(is_ready(*rig.connection, POLLIN));
    CHECK(rig.connection->control(Control::ping, 0, {}) == Status::want_write);
    CHECK_FALSE(is_ready(*rig.connection, POLLOUT));
    CHECK(rig.connection->control(Control::ping, 0, {}) == Status::want_write);
    CHECK(is_ready(*rig.connection, POLLOUT));
}

TEST_CASE("a failed step throws its error and may break the connection") {
    Rig rig;
    rig.script->steps = {failed(UniqueViolation("taken")), failed(ConnectionError("gone"), true)};
    CHECK(rig.connection->control(Control::begin, 0, {}) == Status::failed);
    CHECK_THROWS_AS(rig.connection->throw_error(nullptr), UniqueViolation);
    CHECK_FALSE(rig.connection->broken());
    CHECK(rig.connection->control(Control::begin, 0, {}) == Status::failed);
    CHECK(rig.connection->broken());
    CHECK_FALSE(rig.connection->in_transaction());
}

TEST_CASE("a script that has ended fails") {
    Rig rig;
    CHECK(rig.connection->control(Control::ping, 0, {}) == Status::failed);
    CHECK_THROWS_WITH_AS(rig.connection->throw_error(nullptr), "The script has ended.", QueryError);
}
