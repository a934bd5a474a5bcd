// Fragments: the user's own SQL, with its placeholders replaced by ours.

#include "sql/compiler.hpp"
#include <tenon/error.hpp>
#include <tenon/sql_tokens.hpp>

namespace tenon::sql {
namespace {

bool stands_alone(const ir::Expr& operand) {
    return is_parameter(operand) || is_place(operand) || operand.op == ir::Op::fragment;  // which has its brackets
}

}  // namespace

void Compiler::fragment(const ir::Expr& e) {
    query::require(dialect.backend(), query::Capability::fragments);
    const std::string_view text = e.name;
    SqlTokens tokens(text);
    std::size_t written = 0;
    std::size_t next = 0;
    sql << "(";
    for (SqlToken token = tokens.next(); token.kind != SqlToken::Kind::end; token = tokens.next()) {
        if (token.kind != SqlToken::Kind::placeholder) continue;
        if (next == e.args.size()) throw QueryError("a fragment has more placeholders than values");
        const ir::Expr& operand = e.args[next++];
        sql.fragment(text.substr(written, tokens.position() - token.text.size() - written));
        written = tokens.position();
        if (!stands_alone(operand)) sql << "(";
        value(operand);
        if (!stands_alone(operand)) sql << ")";
    }
    if (next != e.args.size()) throw QueryError("a fragment has more values than placeholders");
    sql.fragment(text.substr(written));
    sql << ")";
}

}  // namespace tenon::sql
