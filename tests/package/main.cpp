#include <cstdint>
#include <cstdio>
#include <string>
#include <tenon/tenon.hpp>
#include <tenon/version.hpp>

struct Joint {
    std::int64_t id = 0;
    std::string name{};
};

// Compiles the typed surface, links the core, and reaches the driver that was asked for.
static bool works(const char* url) {
    auto db = tenon::open(url);
    auto joints = db.model<Joint>();
    db.sync<Joint>();
    Joint made = joints.create({.name = "mortise and tenon"});
    return made.id != 0 && joints.find(tenon::f<&Joint::name> == made.name).count() == 1;
}

int main() {
    bool good = works("memory:");
#ifdef TENON_CONSUMER_SQLITE
    good = works("sqlite::memory:") && good;
#endif
    std::printf("Tenon %s %s\n", TENON_VERSION, good ? "works" : "does not work");
    return good ? 0 : 1;
}
