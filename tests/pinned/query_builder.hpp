#pragma once
// A pinned query in a line or two.

#include <utility>

#include "pinned/models.hpp"
#include "pinned/queries.hpp"
#include "support/ir_builder.hpp"

namespace tenon::pinned {

using namespace tenon::test;
using ir::Verb;

inline Query query(std::string name, const schema::Model& model, Verb verb, const Code& code) {
    return {std::move(name), prepare(model, verb, code), code.values};
}

/// The ids of the users for whom a condition holds.
inline Query users_where(std::string name, const Code& condition) {
    return query(std::move(name), users(), Verb::all, join({where(condition), output(named("id"))}));
}

inline Query statement(std::string name, ir::Statement of, std::vector<Value> values) {
    return {std::move(name), query::prepare(std::move(of)), std::move(values)};
}

inline Code assign(std::string path, const Code& value) { return op(Op::assign, {named(std::move(path)), value}); }
inline Code order(const Code& by, std::uint8_t flags = 0) { return op(Op::order_by, {by}, 0, flags); }
inline Code limit(const Code& count) { return op(Op::limit, {count}); }
inline Code offset(const Code& count) { return op(Op::offset, {count}); }

/// A condition on the rows of a relation of the users.
inline Code related(Op what, std::size_t relation, const Code& condition) {
    return op(what, {condition}, users().relations.at(relation).member);
}
inline constexpr std::size_t posts_of_user = 0, manager_of_user = 1, reports_of_user = 2;

}  // namespace tenon::pinned
