// Names, labels and keys never reach a statement unquoted: with the quoted parts taken out, the text for hostile names is
// the text for harmless ones.

#include <filesystem>
#include <initializer_list>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "sql/compile.hpp"
#include "support/ir_builder.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;
using ir::Verb;

namespace {

/// A model in which everything that has a name has this one, made different by a letter.
struct Names {
    schema::Model other;
    schema::Model model;

    explicit Names(const std::string& name)
        : other(test::model("Other", name + "o", {field(name + "k", type(BaseType::int64))})),
          model(test::model("Model", name + "t",
                            {field(name + "i", type(BaseType::int64)), field(name + "f", type(BaseType::text, true)),
                             field(name + "e", enumeration({(name + "x").c_str(), (name + "y").c_str()})),
                             field(name + "n", structure({field(name + "m", type(BaseType::text)),
                                                          field(name + "b", type(BaseType::int32, true))})),
                             field(name + "r", type(BaseType::int64)),
                             field(name + "a", array_of(type(BaseType::text)))})) {
        relate(model, "other", schema::RelationKind::belongs_to, other, 4, 0);
        model.indexes.push_back({name + "u", {1}, true});
        model.indexes.push_back({"", {1, 2}, false});
        model.fields[1].rules.one_of = {Value(name)};
    }

    static Code path(std::initializer_list<std::uint16_t> indexes) {
        Code code;
        for (const std::uint16_t index : indexes) code.append(node(code.nodes.empty() ? Op::field : Op::member, index));
        return code;
    }

    /// Every statement that uses all of the names.
    [[nodiscard]] std::vector<query::Prepared> statements(const std::string& name) const {
        const Code conditions =
            all_of({op(Op::contains, {path({1}), value("v")}), op(Op::eq, {path({3, 0}), value("v")}),
                    op(Op::gt, {path({3, 1}), value(1)}), op(Op::array_contains, {path({5}), value("v")}),
                    op(Op::related_any, {op(Op::gt, {path({0}), value(1)})}, model.relations[0].member)});
        ir::Insert insert{&model, {1, 2}, ir::Conflict{{1}, {2}}, {}};
        return {
            prepare(model, Verb::all,
                    join({where(conditions), output(path({1}), name), op(Op::order_by, {path({2})}),
                          op(Op::limit, {constant(1)})})),
            prepare(model, Verb::all, join({where(conditions), op(Op::limit, {constant(1)}), node(Op::per_parent, 4)})),
            prepare(model, Verb::aggregate,
                    join({op(Op::group_by, {path({1})}), output(op(Op::min, {path({0})}), name)})),
            prepare(model, Verb::update,
                    join({where(conditions), op(Op::assign, {path({1}), value("v")}),
                          op(Op::assign, {path({3, 0}), value("v")})})),
            prepare(model, Verb::remove, where(conditions)),
            query::prepare(ir::Statement(insert)),
        };
    }
};

/// The text with what stands in quotes of any kind, and in MariaDB's hexadecimal literals, taken out.
std::string skeleton(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char quote = text[i];
        if (quote != '"' && quote != '\'' && quote != '`') {
            out += quote;
            continue;
        }
        const bool escapes = quote == '\'' && !out.empty() && out.back() == 'E';
        if (escapes) out.pop_back();
        const bool hexadecimal = quote == '\'' && out.size() >= 9 && out.compare(out.size() - 9, 9, "convert(x") == 0;
        for (++i; i < text.size(); ++i) {
            if (escapes && text[i] == '\\') {
                ++i;
            } else if (text[i] == quote) {
                if (i + 1 >= text.size() || text[i + 1] != quote) break;
                ++i;
            }
        }
        REQUIRE(i < text.size());
        if (hexadecimal) {
            out.resize(out.size() - 9);
            const std::string rest = " using utf8mb4)";
            REQUIRE(text.compare(i + 1, rest.size(), rest) == 0);
            i += rest.size();
        }
        out += "''";
    }
    return out;
}

const std::initializer_list<const char*> hostile = {
    "\"",
    "'",
    "`",
    "]",
    "\\",
    ";",
    "--",
    "/*",
    "*/",
    "\n",
    "\x01",
    "\u2019",
    "a.b",
    "$1",
    "?",
    ":x",
    "' or ''='",
    "\" or \"\"=\"",
    "` or ``=`",
    "\\' or 1=1 --",
    "\\\\'",
    "[0]",
    "::int) or 1=1--",
    "x'y",
    "E'z",
    "); drop table t; --",
};

}  // namespace

TEST_CASE("hostile names give the same statement as harmless ones") {
    for (const sql::Dialect* dialect : {&sql::sqlite_dialect(), &sql::postgres_dialect(), &sql::mariadb_dialect()}) {
        const Names harmless("plain");
        for (const char* name : hostile) {
            CAPTURE(name);
            const Names names(name);
            const std::vector<query::Prepared> expected = harmless.statements("plain");
            const std::vector<query::Prepared> statements = names.statements(name);
            for (std::size_t i = 0; i < statements.size(); ++i) {
                CAPTURE(i);
                try {
                    const std::string text = skeleton(sql::compile(statements[i], *dialect).text);
                    const std::string wanted = skeleton(sql::compile(expected[i], *dialect).text);
                    const bool by_key = text.find("from json_each(t0.'') where key = ''") != std::string::npos;
                    if (!by_key) CHECK(text == wanted);
                } catch (const SchemaError&) {
                    CHECK(dialect == &sql::sqlite_dialect());  // its paths can't set a key with a quote or a backslash
                }
            }
            const std::vector<std::string> tables = sql::create_table(names.model, *dialect);
            const std::vector<std::string> wanted = sql::create_table(harmless.model, *dialect);
            REQUIRE(tables.size() == wanted.size());
            for (std::size_t i = 0; i < tables.size(); ++i) CHECK(skeleton(tables[i]) == skeleton(wanted[i]));
            CHECK(skeleton(sql::drop_table(names.model, *dialect)) == "drop table ''");
        }
    }
}

TEST_CASE("an alias that the database would cut is refused") {
    const Names names("n");
    const query::Prepared statement = prepare(names.model, Verb::all, output(Names::path({0}), std::string(64, 'a')));
    CHECK_THROWS_AS(sql::compile(statement, sql::sqlite_dialect()), SchemaError);
}

TEST_CASE("a backslash in a literal means itself in every mode of the server") {
    const Names names("\\");
    const std::string postgres = sql::create_table(names.model, sql::postgres_dialect()).front();
    const std::string mariadb = sql::create_table(names.model, sql::mariadb_dialect()).front();
    CHECK(postgres.find("in (E'\\\\x', E'\\\\y')") != std::string::npos);
    CHECK(mariadb.find("in (convert(x'5C78' using utf8mb4), convert(x'5C79' using utf8mb4))") != std::string::npos);
}

TEST_CASE("negative numbers never make a comment") {
    const Names names("n");
    const Code minus = op(Op::sub, {Names::path({0}), constant(-1)});
    const Code twice = op(Op::negate, {constant(-1)});
    const query::Prepared statement =
        prepare(names.model, Verb::all,
                where(all_of({op(Op::gt, {minus, constant(-2)}), op(Op::lt, {twice, Names::path({0})})})));
    for (const sql::Dialect* dialect : {&sql::sqlite_dialect(), &sql::postgres_dialect(), &sql::mariadb_dialect()}) {
        CHECK(sql::compile(statement, *dialect).text.find("--") == std::string::npos);
    }
}

TEST_CASE("these tests look at every dialect that there is") {
    std::set<std::string> names;
    const std::filesystem::path folder = std::filesystem::path(TENON_TESTS_DIR) / ".." / "src" / "sql";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string file = entry.path().filename().string();
        if (file.starts_with("dialect_") && file.ends_with(".hpp")) names.insert(file);
    }
    CHECK(names == std::set<std::string>{"dialect_mariadb.hpp", "dialect_postgres.hpp", "dialect_sqlite.hpp"});
}
