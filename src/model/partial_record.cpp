// Records that were read in part: a query left some of their fields out.

#include <algorithm>

#include "model/instance.hpp"
#include "model/record_access.hpp"
#include <tenon/error.hpp>
#include <tenon/record.hpp>

namespace tenon {

std::vector<std::uint16_t> model::left_out_of(const ir::Code& query) {
    std::vector<std::uint16_t> fields;
    int inside = 0;  // queries in it have fields of their own
    for (const ir::Node& node : query.nodes) {
        if (node.op == ir::Op::query_begin) ++inside;
        if (node.op >= ir::Op::query_values && node.op <= ir::Op::query_joined) --inside;
        if (inside == 0 && node.op == ir::Op::leave_out) fields.push_back(node.a);
    }
    return fields;
}

RecordQuery RecordQuery::exclude(const std::vector<std::string>& fields) const {
    RecordQuery next = *this;
    const schema::Model& model = instance_->model;
    for (const std::string& name : fields) {
        const std::uint16_t field = model::RecordAccess::field_of(*instance_, name);
        const bool is_key = std::find(model.key.begin(), model.key.end(), field) != model.key.end();
        if (is_key || field == model.version)
            throw QueryError("exclude() of " + model.name + " can't leave out `" + name + "`, the " +
                                 (is_key ? "key" : "version") + ": a record is saved by it.",
                             {.model = model.name, .fields = {name}, .constraint = {}, .database_code = {}});
        next.code_.nodes.push_back({ir::Op::leave_out, 0, field, 0, 0});
    }
    return next;
}

bool Record::is_read(std::uint16_t field) const {
    return std::find(left_out_.begin(), left_out_.end(), field) == left_out_.end();
}

void Record::require_read(std::uint16_t field) const {
    if (is_read(field)) return;
    const schema::Model& model = instance_->model;
    const std::string& name = model.fields[field].name;
    throw NotLoaded("`" + name + "` of this " + model.name +
                        " was left out by the query's exclude(). Leave it in, or call reload().",
                    {.model = model.name, .fields = {name}, .constraint = {}, .database_code = {}});
}

void Record::require_whole(std::string_view call) const {
    if (left_out_.empty()) return;
    const schema::Model& model = instance_->model;
    std::vector<std::string> names;
    for (const std::uint16_t field : left_out_) names.push_back(model.fields[field].name);
    throw NotLoaded(std::string(call) + " of this " + model.name + ": the model's checks look at whole records, and `" +
                        names.front() + "` was left out by the query's exclude(). Leave it in, or call reload().",
                    {.model = model.name, .fields = names, .constraint = {}, .database_code = {}});
}

}  // namespace tenon
