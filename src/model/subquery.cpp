// Queries inside a query, of run-time models.

#include <tenon/record_selection.hpp>
#include <tenon/subquery.hpp>

#include "model/instance.hpp"
#include "model/record_access.hpp"

namespace tenon {

void model::add_text(ir::Code& code, std::string_view text) {
    for (; !text.empty(); text.remove_prefix(text.size() < 8 ? text.size() : 8)) {
        ir::Node piece{ir::Op::fragment_text, 0, 0, 0, 0};
        std::uint64_t characters = 0;
        for (; piece.flag < 8 && piece.flag < text.size(); ++piece.flag)
            characters |= std::uint64_t{static_cast<unsigned char>(text[piece.flag])} << (piece.flag * 8);
        piece.value = static_cast<std::int64_t>(characters);
        code.nodes.push_back(piece);
    }
}

namespace {

template <class Query>
void add_query(ir::Code& code, const Query& query, const std::string& path, ir::Op wanted) {
    model::add_text(code, query.instance()->model.name);
    code.nodes.push_back({ir::Op::query_begin, 0, 0, 0, 0});
    code.append(query.code());
    if (!path.empty()) {
        code.append(field(path).code());
        code.nodes.push_back({ir::Op::output, 0, 0, 0, 0});
    }
    code.nodes.push_back({wanted, 0, 0, 0, 0});
}

template <class Query>
RecordExpression expression(const Query& query, const std::string& path, ir::Op wanted) {
    ir::Code code;
    add_query(code, query, path, wanted);
    return RecordExpression(std::move(code));
}

}  // namespace

RecordExpression in(const RecordExpression& value, const RecordQuery& query, std::string path) {
    ir::Code code = value.code();
    add_query(code, query, path, ir::Op::query_values);
    code.nodes.push_back({ir::Op::in_query, 0, 0, 0, 0});
    return RecordExpression(std::move(code));
}

RecordExpression in(const RecordExpression& value, const RecordSelection& query) {
    ir::Code code = value.code();
    add_query(code, query, {}, ir::Op::query_values);
    code.nodes.push_back({ir::Op::in_query, 0, 0, 0, 0});
    return RecordExpression(std::move(code));
}

RecordExpression exists(const RecordSelection& query) { return expression(query, {}, ir::Op::query_exists); }

RecordExpression value_of(const RecordSelection& query) { return expression(query, {}, ir::Op::query_value); }

RecordExpression related(std::string reference, const RecordExpression& value) {
    ir::Code code = value.code();
    code.nodes.push_back({ir::Op::related_value, 0, 0, static_cast<std::uint32_t>(code.names.size() + 1), 0});
    code.names.push_back(std::move(reference));
    return RecordExpression(std::move(code));
}

RecordExpression exists(const RecordQuery& query) { return expression(query, {}, ir::Op::query_exists); }

RecordExpression value_of(const RecordQuery& query, std::string path) {
    return expression(query, path, ir::Op::query_value);
}

}  // namespace tenon
