#include "engine/transaction.hpp"
#include "model/code_values.hpp"
#include "model/statements.hpp"
#include "query/query.hpp"
#include <tenon/event.hpp>
#include <tenon/execution.hpp>

namespace tenon::model {

std::string explain(const Session& session, const Instance& instance, ir::Verb verb, const ir::Code& code,
                    std::span<const OutputType> outputs) {
    const engine::Entry& entry = code_entry(session, instance, verb, code.nodes, code.names,
                                            query::variant_of(code.nodes, code.values), outputs);
    const CodeValues values(entry, code.values);
    const engine::Lease lease(session, drivers::Role::reader);
    const std::string steps = session.core->driver().explain(lease.connection(), *entry.plan, values.cells());
    std::string text = format_sql(entry.plan->text());
    while (text.ends_with('\n')) text.pop_back();
    text += "\n-- ";
    for (const char c : steps) text.append(c == '\n' ? "\n-- " : std::string(1, c));
    return text;
}

}  // namespace tenon::model
