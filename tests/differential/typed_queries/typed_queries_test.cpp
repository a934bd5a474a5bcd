// Each generated typed query is its run-time twin: in IR, in SQL, and in what it selects or changes.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "differential/examination.hpp"
#include "differential/typed_queries/asked.hpp"
#include "differential/typed_queries/spelled.hpp"
#include "differential/verdict.hpp"
#include "query/query.hpp"

using namespace tenon;
using namespace tenon::oracle;
using namespace tenon::oracle::typed_queries;

namespace {

constexpr std::size_t rows = 24;

const World& world() {
    static const World made(oracle_seed(), rows);
    return made;
}

// As it is resolved, and in normal form.
struct Meaning {
    std::string resolved, normal;
};

Meaning meaning(const std::string& model, ir::Verb verb, const ir::Code& code) {
    const query::Prepared prepared =
        query::prepare(world().model(model), verb, code.nodes, code.names, query::variant_of(code.nodes, code.values));
    return {spelled(prepared.resolved, code.values), spelled(prepared.normal, code.values)};
}

Outcome run(const Backend& backend, const TypedQuery& query, Asked& asked) {
    return outcome_of([&]() -> Answer {
        if (!query.writes) {
            query.run(backend.models(), asked);
            return asked.answer;
        }
        return backend.changed([&](const Models& on) {
            query.run(on, asked);
            return asked.answer.front().front();
        });
    });
}

std::string in_words(const Outcome& outcome) {
    return outcome.kind == Outcome::Kind::answer ? oracle::in_words(outcome.answer) : outcome.words;
}

std::string differ(const std::string& what, const std::string& typed, const std::string& twin) {
    return typed == twin ? "" : "its " + what + " is\n" + typed + "\nand its twin's\n" + twin;
}

// What is wrong with a query on a backend; empty when nothing is.
std::string wrong(const Backend& backend, const TypedQuery& query, Asked& asked, bool& raised) {
    const Outcome typed = run(backend, query, asked);
    const Question& twin = asked.twin;
    if (asked.verb != twin.verb) return "raised before it was run: " + typed.words;
    const ir::Code code = to_code(twin);
    const Meaning a = meaning(twin.model, asked.verb, asked.code), b = meaning(twin.model, twin.verb, code);
    std::string found = differ("meaning", a.resolved, b.resolved);
    if (found.empty()) found = differ("normal form", a.normal, b.normal);
    if (!found.empty()) return found;

    const Outcome run_time = backend.ask(twin);
    raised = typed.kind != Outcome::Kind::answer;
    if (raised || typed.kind != run_time.kind || typed.answer != run_time.answer)
        found = differ("answer", in_words(typed), in_words(run_time));
    if (!found.empty()) return found + "\nboth being\n" + a.resolved;
    if (raised) return "";
    const bool is_select = !query.writes && asked.verb != ir::Verb::aggregate;
    const ir::Verb of_text = is_select ? ir::Verb::all : asked.verb;
    if (backend.name() != "memory:")  // its text is the query in words, where a `between` stays one
        found = differ("statement", query.writes ? backend.text_of(twin.model, of_text, asked.code) : asked.text,
                       backend.text_of(twin.model, of_text, code));
    if (!found.empty()) return found + "\nboth being\n" + a.resolved;
    bool tolerated = false;
    const auto misjudged = judge(twin, expect(world(), twin), typed, tolerated);
    return misjudged ? *misjudged + "\nof\n" + a.resolved : "";
}

// Run-time builders alone make these, or the normal form, or an include. Fragments are SQL, which the evaluator hasn't.
// Queries inside a query have tests of their own: a term here has one model. So have what looks at rows in an order, and
// updates of nested values in place: tests/backends/nested_update_random_test.cpp asks two backends for the same ones.
const std::set<Op> never_asked{
    Op::named,          Op::between,     Op::same,         Op::not_same,     Op::per_parent,   Op::fragment_text,
    Op::fragment,       Op::query_begin, Op::query_values, Op::query_exists, Op::query_value,  Op::in_query,
    Op::query_combined, Op::first,       Op::last,         Op::push,         Op::order_key,    Op::row_number,
    Op::rank,           Op::dense_rank,  Op::lag,          Op::lead,         Op::over,         Op::depth,
    Op::result_column,  Op::or_zero,     Op::least,        Op::greatest,     Op::array_push,   Op::array_sort,
    Op::array_slice,    Op::array_pop,   Op::array_keep,   Op::array_add,    Op::array_change, Op::map_rename,
    Op::query_joined,   Op::joined};

// What has more than one spelling, or leaves no node of its own.
constexpr const char* spellings[] = {
    ".in({",
    ".in(std::vector<",
    ".in(std::vector<std::optional<",
    ".in(std::span(",
    ".contains_all({",
    ".contains_all(std::vector<",
    "std::nullopt",
    "constant<",
    "std::optional<",
    ".between(",
    ">.at(",
    ".as<",
    ".contains_key(",
    ".holds<",
    ".has_value()",
    ".any()",
    ".none()",
    "when(true, ",
    "when(false, ",
    "Ref<Maker>(",
    "Color::",
    "Core{",
    "Filter<Thing>()",
    "!Filter<Thing>(",
    "Query<Thing>(",
    ").where(",
    ".asc()",
    ".desc()",
    ".asc_empties_last()",
    ".desc_empties_first()",
    ".select(",
    ".select<Named>(",
    ".distinct()",
    "aggregate(",
    "first(",
    "one(",
    "count(on",
    "exists(",
    "everything",
    "remove(",
};

}  // namespace

TEST_CASE("typed queries mean and select what their run-time twins do") {
    const std::vector<TypedQuery> queries = all_queries();
    CHECK(queries.size() >= 300);
    for (const std::string spelling : spellings) {
        const auto is_spelled = [&](const TypedQuery& query) {
            return std::string_view(query.text).find(spelling) != std::string_view::npos;
        };
        CHECK_MESSAGE(std::any_of(queries.begin(), queries.end(), is_spelled), spelling);
    }
    std::set<Op> seen;
    int flags_seen = 0;
    std::size_t raised = 0;
    for (const auto& backend : world().backends())
        for (const TypedQuery& query : queries) {
            Asked asked;
            bool raises = false;
            const std::string found = wrong(*backend, query, asked, raises);
            raised += raises ? 1 : 0;
            if (!found.empty())
                FAIL_CHECK(backend->name() << ", query " << query.number << ": " << std::string(query.text) << "\n"
                                           << found);
            for (const ir::Node& node : asked.code.nodes) {
                seen.insert(node.op);
                if (node.op == Op::param || node.op == Op::list) flags_seen |= 1 << node.flag;
            }
        }
    CHECK(raised <= queries.size() / 20);  // both did: beyond what a backend can do, or beyond the years
    for (int op = 0; op <= static_cast<int>(Op::assign); ++op)
        if (!never_asked.contains(static_cast<Op>(op)))
            CHECK_MESSAGE(seen.contains(static_cast<Op>(op)), ir::name_of(static_cast<Op>(op)));
    CHECK(flags_seen == 0b1111);  // each of the flags of values, alone and with the other
}
