// Lists of nodes made by dice: whatever they are, they are prepared or refused with an error of ours.
#include <doctest/doctest.h>

#include <iterator>
#include <random>

#include "unit/query/people.hpp"
#include "unit/query/random_conditions.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;

namespace {

class Dice {
public:
    unsigned below(unsigned count) { return static_cast<unsigned>(dice_() % count); }
    std::uint64_t word() { return std::uint64_t{dice_()} << 32 | dice_(); }

    ir::Node node() {
        ir::Node made;
        made.op = static_cast<Op>(below(below(2) == 0 ? 6 : static_cast<unsigned>(Op::hint) + 1));
        made.flag = below(3) == 0 ? static_cast<std::uint8_t>(below(5)) : std::uint8_t{0};
        made.a = static_cast<std::uint16_t>(below(30));
        made.b = below(9);
        made.value = static_cast<std::int64_t>(below(3)) - 1;
        return made;
    }

private:
    std::mt19937 dice_{99};
};

// True when it was prepared; anything but an error of ours passes through.
bool survives(ir::Verb verb, const Code& code, std::uint64_t variant) {
    try {
        const query::Prepared made = query::prepare(people().person, verb, code.nodes, code.names, variant);
        return !query::describe(made.normal).empty();
    } catch (const Error&) {
        return false;
    }
}

}  // namespace

TEST_CASE("no list of nodes does worse than an error") {
    Dice dice;
    Code code;
    code.names = {"age", "name", "tags", "home.zip", "marks", "lines", "qty", "nonsense"};
    int prepared = 0;
    for (int round = 0; round < 60'000; ++round) {
        code.nodes.clear();
        for (unsigned i = dice.below(9) + 1; i > 0; --i) code.nodes.push_back(dice.node());
        prepared += survives(static_cast<ir::Verb>(dice.below(8)), code, dice.word()) ? 1 : 0;
    }
    CHECK(prepared > 20);
}

TEST_CASE("a list with one wrong node does no worse either") {
    Dice dice;
    RandomConditions random(3);
    int prepared = 0;
    for (int round = 0; round < 20'000; ++round) {
        Code code = where(random.condition(3));
        const ir::Verb verb = dice.below(2) == 0 ? ir::Verb::all : ir::Verb::remove;
        code.nodes.at(dice.below(static_cast<unsigned>(code.nodes.size()))) = dice.node();
        prepared += survives(verb, code, dice.word()) ? 1 : 0;
    }
    CHECK(prepared > 500);
    CHECK(prepared < 19'000);
}

TEST_CASE("queries on the rows of queries do no worse either") {
    Dice dice;
    constexpr Op ops[] = {Op::rows_of,  Op::output, Op::named,         Op::field,    Op::group_by,   Op::where,
                          Op::order_by, Op::limit,  Op::result_column, Op::distinct, Op::count_rows, Op::constant,
                          Op::gt,       Op::max,    Op::distinct_on,   Op::descend,  Op::per_parent, Op::fragment_text};
    Code code;
    code.names = {"age", "name", "tags", "total"};
    int prepared = 0;
    for (int round = 0; round < 60'000; ++round) {
        code.nodes = {{Op::named, 0, 0, dice.below(2), 0}, {Op::output, 0, 0, 0, 0}, {Op::rows_of, 0, 0, 0, 0}};
        for (unsigned i = dice.below(9); i > 0; --i) {
            ir::Node node = dice.node();
            node.op = ops[dice.below(static_cast<unsigned>(std::size(ops)))];
            node.a = static_cast<std::uint16_t>(dice.below(3));
            node.b = node.op == Op::output ? 0 : dice.below(4);
            code.nodes.push_back(node);
        }
        prepared += survives(static_cast<ir::Verb>(dice.below(14)), code, 0) ? 1 : 0;
    }
    CHECK(prepared > 1'000);
}

TEST_CASE("every operation refuses to stand alone, unless it is a leaf") {
    for (int op = 0; op <= static_cast<int>(Op::assign); ++op) {
        const Op what = static_cast<Op>(op);
        const std::vector<ir::Node> nodes{{what, 0, 1, 0, 0}};
        CAPTURE(ir::name_of(what));
        const bool leaf = what <= Op::constant || what == Op::count_rows || what == Op::depth ||
                          what == Op::result_column;
        if (leaf) CHECK_NOTHROW(query::decode_expression(nodes, std::vector<std::string>{"age"}, 0));
        if (!leaf) CHECK_THROWS_AS(query::decode_expression(nodes, {}, 0), QueryError);
    }
}
