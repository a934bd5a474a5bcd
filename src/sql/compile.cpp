#include "sql/compile.hpp"

#include <type_traits>
#include <utility>

#include "sql/comment.hpp"
#include "sql/compiler.hpp"

namespace tenon::sql {

Statement compile(const query::Prepared& prepared, const Dialect& dialect) {
    Compiler compiler(dialect);
    Statement statement;
    std::visit(
        [&](const auto& normal) {
            using Kind = std::decay_t<decltype(normal)>;
            if constexpr (std::is_same_v<Kind, ir::Select>) {
                compiler.select(normal);
                statement.gives_rows = true;
            } else {
                statement.writes = true;
                if constexpr (std::is_same_v<Kind, ir::Insert>) {
                    compiler.insert(normal);
                    statement.gives_rows = !normal.returning.empty();
                } else if constexpr (std::is_same_v<Kind, ir::Update>) {
                    compiler.update(normal);
                    statement.gives_rows = !normal.reach.returning.empty();
                } else {
                    compiler.remove(normal);
                    statement.gives_rows = !normal.reach.returning.empty();
                }
            }
        },
        prepared.normal);
    statement.has_fragments = compiler.sql.has_fragments();
    statement.text = compiler.sql.take_text() + comment(prepared.comment);
    statement.parameters = compiler.sql.take_parameters();
    statement.slots = static_cast<std::uint16_t>(prepared.slots.size());
    return statement;
}

}  // namespace tenon::sql
