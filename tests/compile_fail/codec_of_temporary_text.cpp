// expect: Tenon: a Codec that stores text, bytes, a Decimal or an id gives a reference to one inside the object, or a std::string_view of text
#include "models.hpp"

struct Colour {
    int number = 0;
};
template <>
struct tenon::Codec<Colour> {
    using Stored = std::string;
    static std::string encode(const Colour& colour) { return std::to_string(colour.number); }
    static Colour decode(const std::string& stored) { return {static_cast<int>(stored.size())}; }
};
struct Wall {
    std::int64_t id = 0;
    Colour colour{};
};

void use() { (void)db.model<Wall>(); }
