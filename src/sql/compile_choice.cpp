// `case` and `coalesce`.

#include "query/collation.hpp"
#include "sql/compiler.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

using ir::Op;

void Compiler::exactly(const ir::Expr& e) {
    const bool finer = e.type == BaseType::timestamp || e.type == BaseType::decimal;
    value(e, is_parameter(e) && finer && e.declared != nullptr ? Form::exact : Form::as_is);
}

void Compiler::choice(const ir::Expr& e) {
    if (e.op == Op::coalesce) {
        for (std::size_t i = 0; i < e.args.size(); ++i) {
            sql << (i == 0 ? Fixed("coalesce(") : Fixed(", "));
            exactly(e.args[i]);
        }
        sql << ")";
        return;
    }
    sql << "case";
    for (std::size_t i = 0; i + 1 < e.args.size(); i += 2) {
        sql << " when ";
        condition(e.args[i]);
        sql << " then ";
        exactly(e.args[i + 1]);
    }
    sql << " else ";
    exactly(e.args.back());
    sql << " end";
    // SQLite takes the order of a comparison inside for that of the result.
    if (e.type == BaseType::text && query::compares_in_language(e)) dialect.collate_bytes(sql);
}

}  // namespace tenon::sql
