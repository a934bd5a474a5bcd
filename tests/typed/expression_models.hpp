#pragma once
// The models of expression_test.cpp, as a program would write them.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tenon/model.hpp>

namespace tenon::test {

enum class Grade { low, high };

struct Place {
    double latitude = 0;
};

struct Address {
    std::string street{};
    std::string city{};
    std::optional<Place> place{};
};

struct Letter;

struct Writer {
    std::int64_t id = 0;                  // member 0
    std::string name{};                   // 1
    std::optional<std::string> nick{};    // 2
    std::optional<int> age{};             // 3
    int score = 0;                        // 4
    double rating = 0;                    // 5
    bool active = false;                  // 6
    Grade grade{};                        // 7
    Decimal price{};                      // 8
    Address address{};                    // 9
    std::optional<Address> second{};      // 10
    std::vector<std::string> tags{};      // 11
    std::vector<Address> homes{};         // 12
    Timestamp joined{};                   // 13
    std::optional<Ref<Writer>> editor{};  // 14
    Many<Letter> letters{};               // 15
    std::vector<int> marks{};             // 16
    Json notes{};                         // 17
};

struct Letter {
    std::int64_t id = 0;
    Ref<Writer> writer{};
    std::string title{};
};

inline void describe(Schema<Writer>& writer) {
    writer.field(f<&Writer::price>).precision(10, 2);
    writer.has_many(f<&Writer::letters>, f<&Letter::writer>);
}

}  // namespace tenon::test
