// Which rows a run-time query is on: the first of each, those below.

#include <algorithm>

#include <tenon/error.hpp>
#include <tenon/record.hpp>

#include "model/instance.hpp"

namespace tenon {

RecordQuery RecordQuery::distinct_on(std::string path) const {
    RecordQuery next = *this;
    next.code_.append(field(std::move(path)).code());
    next.code_.nodes.push_back({ir::Op::distinct_on, 0, 0, 0, 0});
    return next;
}

RecordQuery RecordQuery::descend(std::string_view field) const {
    RecordQuery next = *this;
    next.code_.nodes.push_back({ir::Op::constant, static_cast<std::uint8_t>(ir::ConstantKind::empty), 0, 0, 0});
    return next.descended(field);
}

RecordQuery RecordQuery::descend(std::string_view field, std::int64_t levels) const {
    RecordQuery next = *this;
    next.code_.nodes.push_back({ir::Op::param, 0, static_cast<std::uint16_t>(BaseType::int64), 0, 0});
    next.code_.values.emplace_back(typed::checked_count(levels));
    return next.descended(field);
}

RecordQuery RecordQuery::descended(std::string_view name) const {
    const schema::Model& model = instance_->model;
    const auto is_it = [&](const schema::Field& field) { return field.name == name; };
    const auto found = std::find_if(model.fields.begin(), model.fields.end(), is_it);
    if (found == model.fields.end())
        throw QueryError("Model " + model.name + " has no field `" + std::string(name) + "` to descend by.",
                         {.model = model.name, .fields = {std::string(name)}, .constraint = {}, .database_code = {}});
    RecordQuery next = *this;
    next.code_.nodes.push_back({ir::Op::descend, 0, found->member, 0, 0});
    return next;
}

}  // namespace tenon
