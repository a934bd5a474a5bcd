#include "model/condition_json.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "model/json_parts.hpp"
#include "model/value_json.hpp"
#include "query/types.hpp"
#include "schema/cast.hpp"
#include <tenon/error.hpp>

namespace tenon::model {
namespace {

std::string near_name(const std::string& name, const std::vector<std::string>& known) {
    const std::string near = schema::suggestion(name, known);
    return near.empty() ? "." : "; " + near;
}

schema::Type member_type(const schema::Type& type, const std::string& name, const std::string& path) {
    std::vector<std::string> known;
    for (const schema::Field& member : type.members) {
        if (member.name == name) return member.type;
        known.push_back(member.name);
    }
    refuse_at(path, "there is no member `" + name + "`" + near_name(name, known));
}

schema::Type own_type(const Described& model, const std::string& name, const std::string& path) {
    std::vector<std::string> known;
    bool has_key = false;
    for (const FieldDefinition& given : model.fields) {
        if (given.name == name || (!name.empty() && given.options.alias == name)) return given.options.type;
        known.push_back(given.name);
        has_key = has_key || given.options.key;
    }
    if (!has_key && name == "id") return types::int64;
    const TimestampsOption& times = model.options.timestamps;
    if (times.wanted && (name == times.created || name == times.updated)) return types::timestamp;
    if (model.options.version.wanted && name == model.options.version.field) return types::int64;
    if (model.options.soft_delete.wanted && name == model.options.soft_delete.field) return types::timestamp;
    refuse_at(path, "there is no field `" + name + "`" + near_name(name, known));
}

struct Compared {
    RecordExpression place;
    schema::Type type;
    std::string path;  ///< in the description
};

class Conditions {
public:
    explicit Conditions(const Described& model) : model_(model) {}

    RecordExpression all_of(const Value& filter, const std::string& path) const {
        std::optional<RecordExpression> all;
        for (const auto& [name, value] : object_at(filter, path)) {
            RecordExpression one = part(name, value, inside(path, name));
            all = all ? *all && one : std::move(one);
        }
        if (!all) refuse_at(path, "a condition names at least one field.");
        return *all;
    }

private:
    RecordExpression part(const std::string& name, const Value& value, const std::string& path) const {
        if (name == "$and") return joined(value, path, ir::Op::and_);
        if (name == "$or") return joined(value, path, ir::Op::or_);
        if (name == "$nor") return !joined(value, path, ir::Op::or_);
        if (name == "$expr") return comparison_at(model_, value, path);
        if (name.starts_with('$')) refuse_at(path, "between fields there are $and, $or, $nor and $expr.");
        const Compared target{field(name), type_of(name, path), path};
        const Document* operators = value.if_document();
        return operators == nullptr ? equal(target, value, path) : operations(target, *operators, path);
    }

    RecordExpression joined(const Value& value, const std::string& path, ir::Op op) const {
        std::optional<RecordExpression> whole;
        std::size_t number = 0;
        for (const Value& filter : array_at(value, path)) {
            RecordExpression one = all_of(filter, inside(path, std::to_string(number++)));
            whole = whole ? whole->binary(op, one, 2) : std::move(one);
        }
        if (!whole) refuse_at(path, "at least one condition is needed.");
        return *whole;
    }

    RecordExpression operations(const Compared& target, const Document& operators, const std::string& path) const {
        std::optional<RecordExpression> all;
        for (const auto& [name, value] : operators) {
            RecordExpression one = operation(target, name, value, inside(path, name));
            all = all ? *all && one : std::move(one);
        }
        if (!all) refuse_at(path, "a value, or at least one operator, is needed.");
        return *all;
    }

    RecordExpression operation(const Compared& target, const std::string& name, const Value& value,
                               const std::string& path) const {
        if (name == "$eq") return equal(target, value, path);
        if (name == "$ne") return !equal(target, value, path);
        if (name == "$gt") return ordered(target, ir::Op::gt, value, path);
        if (name == "$gte") return ordered(target, ir::Op::ge, value, path);
        if (name == "$lt") return ordered(target, ir::Op::lt, value, path);
        if (name == "$lte") return ordered(target, ir::Op::le, value, path);
        if (name == "$in") return one_of(target, value, path);
        if (name == "$nin") return !one_of(target, value, path);
        if (name == "$exists") return flag_at(value, path) ? !target.place.is_empty() : target.place.is_empty();
        if (name == "$not") return !operations(target, object_at(value, path), path);
        refuse_at(path, "the operators are $eq, $ne, $gt, $gte, $lt, $lte, $in, $nin, $exists and $not.");
    }

    static RecordExpression equal(const Compared& target, const Value& value, const std::string& path) {
        if (value.is_empty()) return target.place.is_empty();
        return target.place == literal(target, value, path);
    }
    static RecordExpression ordered(const Compared& target, ir::Op op, const Value& value, const std::string& path) {
        if (!query::is_ordered(query::family_of(target.type.base)))
            refuse_at(path, "values of type " + std::string(name_of(target.type.base)) + " have no order.");
        if (value.is_empty()) refuse_at(path, "a value is needed.");
        return target.place.binary(op, literal(target, value, path));
    }
    static RecordExpression one_of(const Compared& target, const Value& value, const std::string& path) {
        std::vector<Value> values;
        for (const Value& one : array_at(value, path))
            values.push_back(one.is_empty() ? Value()
                                            : literal(target, one, inside(path, std::to_string(values.size()))));
        if (values.empty()) refuse_at(path, "at least one value is needed.");
        return target.place.in(std::move(values));
    }
    static Value literal(const Compared& target, const Value& value, const std::string& path) {
        try {
            return schema::cast(value, target.type, path);
        } catch (const CastError& error) {
            refuse_at(path, error.what());
        }
    }

    /// Of a path that leads to a single value.
    [[nodiscard]] schema::Type type_of(const std::string& name, const std::string& path) const {
        schema::Type type = described_type(model_, name, path);
        if (is_nested(type.base))
            refuse_at(path, "a condition looks at single values, and `" + name + "` is of type " +
                                std::string(name_of(type.base)) + ".");
        return type;
    }

    const Described& model_;
};

}  // namespace

schema::Type described_member(schema::Type type, const std::string& name, const std::string& path) {
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find('.', begin), name.size());
        type = member_type(type, name.substr(begin, end - begin), path);
        begin = end + 1;
    }
    return type;
}

schema::Type described_type(const Described& model, const std::string& name, const std::string& path) {
    const std::size_t dot = name.find('.');
    schema::Type type = own_type(model, name.substr(0, dot), path);
    return dot == std::string::npos ? type : described_member(std::move(type), name.substr(dot + 1), path);
}

RecordExpression condition_at(const Described& model, const Value& filter, const std::string& path) {
    return Conditions(model).all_of(filter, path);
}

}  // namespace tenon::model
