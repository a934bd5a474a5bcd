// Lists of nodes made by dice: whatever they are, they are prepared or refused with an error of ours.
#include <doctest/doctest.h>

#include <random>

#include "unit/query/people.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;

TEST_CASE("no list of nodes does worse than an error") {
    std::mt19937 dice(99);
    const auto below = [&](unsigned count) { return static_cast<unsigned>(dice() % count); };
    const std::vector<std::string> names{"age", "name", "tags", "home.zip", "marks", "lines", "qty", "nonsense"};
    int prepared = 0;
    for (int round = 0; round < 60'000; ++round) {
        std::vector<ir::Node> nodes;
        for (unsigned i = below(9) + 1; i > 0; --i) {
            ir::Node node;
            const bool leaf = below(2) == 0;
            node.op = leaf ? static_cast<Op>(below(6)) : static_cast<Op>(below(static_cast<unsigned>(Op::assign) + 1));
            node.flag = below(3) == 0 ? static_cast<std::uint8_t>(below(5)) : std::uint8_t{0};
            node.a = static_cast<std::uint16_t>(below(30));
            node.b = below(9);
            node.value = static_cast<std::int64_t>(below(3)) - 1;
            nodes.push_back(node);
        }
        const auto verb = static_cast<ir::Verb>(below(8));
        const std::uint64_t variant = std::uint64_t{dice()} << 32 | dice();
        try {
            const query::Prepared made = query::prepare(people().person, verb, nodes, names, variant);
            ++prepared;
            if (query::describe(made.normal).empty()) FAIL_CHECK("a statement without words");
        } catch (const Error&) {
            continue;
        }
    }
    CHECK(prepared > 100);
}

TEST_CASE("every operation refuses to stand alone, unless it is a leaf") {
    for (int op = 0; op <= static_cast<int>(Op::assign); ++op) {
        const Op what = static_cast<Op>(op);
        const std::vector<ir::Node> nodes{{what, 0, 1, 0, 0}};
        CAPTURE(ir::name_of(what));
        const bool leaf = what <= Op::constant || what == Op::count_rows;
        if (leaf) CHECK_NOTHROW(query::decode_expression(nodes, std::vector<std::string>{"age"}, 0));
        if (!leaf) CHECK_THROWS_AS(query::decode_expression(nodes, {}, 0), QueryError);
    }
}
