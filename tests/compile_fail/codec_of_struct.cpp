// expect: Tenon: Codec<T>::Stored is a scalar: a number, bool, std::string, tenon::Bytes, a time or an id
#include "models.hpp"

struct Colour {
    int number = 0;
};
template <>
struct tenon::Codec<Colour> {
    using Stored = Address;
    static Address encode(const Colour&) { return {}; }
    static Colour decode(const Address&) { return {}; }
};
struct Wall {
    std::int64_t id = 0;
    Colour colour{};
};

void use() { (void)db.model<Wall>(); }
