#include "schema/check.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "schema/cast.hpp"
#include "schema/late_relation.hpp"
#include "schema/short_name.hpp"
#include "value/case_fold.hpp"
#include "value/collation.hpp"
#include <tenon/error.hpp>

namespace tenon::schema {
namespace {

constexpr std::uint32_t default_key_length = 255;
constexpr std::uint32_t most_key_length = 768;

[[noreturn]] void refuse(const Model& model, const std::string& sentence) {
    throw SchemaError("Model " + model.name + ": " + sentence,
                      {.model = model.name, .fields = {}, .constraint = {}, .database_code = {}});
}

Model* find(const std::vector<Model*>& models, std::string_view name) {
    const auto found =
        std::find_if(models.begin(), models.end(), [&](const Model* model) { return model->name == name; });
    return found == models.end() ? nullptr : *found;
}

void check_columns(const Model& model) {
    std::set<std::string> columns;
    const auto check = [&](const std::string& column) {
        if (column.empty()) refuse(model, "a field has a column without a name.");
        if (!columns.insert(column).second) refuse(model, "two fields have the column `" + column + "`.");
    };
    for (const Field& field : model.fields) {
        check(field.column);
        if (field.folded) check(field.folded_column());
    }
}

/// A name leads to one field.
void check_aliases(const Model& model) {
    for (const Field& field : model.fields) {
        if (field.alias.empty()) continue;
        const auto called = std::count_if(model.fields.begin(), model.fields.end(),
                                          [&](const Field& other) { return other.is_called(field.alias); });
        if (called > 1 || model.find_relation(field.alias) != nullptr)
            refuse(model, "the alias `" + field.alias + "` of `" + field.name + "` is the name of something else.");
        if (field.alias.find('.') != std::string::npos)
            refuse(model, "the alias `" + field.alias + "` of `" + field.name + "` holds a dot, as paths do.");
    }
}

void check_names(const Model& model, const std::vector<Model*>& fresh, const std::vector<const Model*>& known) {
    const auto clashes = [&](const Model* other) {
        const bool same_table = other->table == model.table && other->table_schema == model.table_schema;
        return other != &model && (other->name == model.name || same_table);
    };
    const bool among_fresh = std::any_of(fresh.begin(), fresh.end(), clashes);
    if (among_fresh || std::any_of(known.begin(), known.end(), clashes))
        refuse(model, "another model of this Database has the same name or the same table `" + model.full_table() +
                          "`. Give one of them another by table(\"…\").");
    if (model.table.empty()) refuse(model, "its table has no name.");
    check_columns(model);
    check_aliases(model);
    if (model.fields.empty()) refuse(model, "it has no fields.");
}

void check_key(Model& model) {
    if (model.key.empty()) refuse(model, "it has no key. Add a member `id`, or name the key by key(f<…>) in describe.");
    for (const std::uint16_t index : model.key) {
        const Field& field = model.fields[index];
        if (field.type.nullable || is_nested(field.type.base) || is_real(field.type.base))
            refuse(model,
                   "`" + field.name + "` can't be the key: a key is never empty, nested or a floating-point number.");
    }
    for (const std::uint16_t index : model.key) {
        const Field& field = model.fields[index];
        if (field.hidden || field.read_only || !field.default_sql.empty())
            refuse(model, "`" + field.name + "` is in the key, and can't be hidden, read-only or left to a default.");
    }
    const Field& first = model.fields[model.key.front()];
    const bool is_reference =
        std::any_of(model.relations.begin(), model.relations.end(), [&](const Relation& relation) {
            return relation.kind == RelationKind::belongs_to && relation.local.front() == model.key.front();
        });
    model.key_is_assigned = model.key.size() == 1 && is_integer(first.type.base) && !is_numbered(first.type) &&
                            !is_reference;
}

void limit_key_text(Model& model, std::uint16_t index) {
    Field& field = model.fields[index];
    if (field.type.base != BaseType::text) return;
    if (field.type.max_length == 0) field.type.max_length = default_key_length;
    const std::uint32_t most = field.folded ? most_key_length / longest_folding : most_key_length;
    if (field.type.max_length > most)
        refuse(model, "`" + field.name + "` is in a key or index: its max_length() can be at most " +
                          std::to_string(most) + (field.folded ? ", since folding may make it longer." : "."));
    if (!field.rules.max_length) field.rules.max_length = field.type.max_length;
}

/// A value that was not given comes from one place.
void check_defaults(const Model& model) {
    for (const Field& field : model.fields) {
        const int given = (field.default_value ? 1 : 0) + (field.default_function.run != nullptr ? 1 : 0) +
                          (field.default_sql.empty() ? 0 : 1) + (field.generated.nodes.empty() ? 0 : 1);
        if (given > 1)
            refuse(model, "`" + field.name + "` has several defaults: give one value, function or SQL expression.");
    }
}

/// min and max are values of the field: a whole number for whole numbers.
void check_limits(const Model& model, const Type& type, const Rules& rules, const std::string& path) {
    const auto check = [&](const char* rule, const std::optional<Value>& limit) {
        try {
            if (limit) (void)cast(*limit, type, path);
        } catch (const CastError& error) {
            refuse(model, std::string(rule) + "() of `" + path + "`: " + error.what());
        }
    };
    check("min", rules.min);
    check("max", rules.max);
    for (const Field& member : type.members) check_limits(model, member.type, member.rules, path + "." + member.name);
    for (std::size_t i = 0; i < type.elements.size(); ++i)
        check_limits(model, type.elements[i], i < type.element_rules.size() ? type.element_rules[i] : Rules(), path);
}

/// A variant is stored with the name of what it holds.
void check_alternatives(const Model& model, const Type& type, const std::string& path) {
    const std::vector<std::string>& names = type.alternatives;
    for (auto name = names.begin(); name != names.end(); ++name)
        if (std::find(names.begin(), name, *name) != name)
            refuse(model, "`" + path + "` has two alternatives that are stored as `" + *name +
                              "`: make one of them a struct, whose name tells it apart.");
    for (const Field& member : type.members) check_alternatives(model, member.type, path + "." + member.name);
    for (const Type& element : type.elements) check_alternatives(model, element, path);
}

bool contains(const std::vector<std::uint16_t>& fields, std::uint16_t field) {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
}

/// What a folded field is compared by is not what keys and references are.
void check_folded(const Model& model) {
    for (std::uint16_t i = 0; i < model.fields.size(); ++i) {
        const Field& field = model.fields[i];
        if (!field.folded) continue;
        if (field.read_only || !field.default_sql.empty() || model.read_only)
            refuse(model,
                   "`" + field.name + "` is folded() by our own code, and so it can't be filled by the database.");
        const bool refers = std::any_of(model.relations.begin(), model.relations.end(),
                                        [&](const Relation& relation) { return contains(relation.local, i); });
        if (refers || contains(model.key, i))
            refuse(model, "`" + field.name +
                              "` is in the key or a reference, which are compared as they are: it can't "
                              "be folded().");
    }
}

/// The order of a language is that of text, and ICU knows it.
void check_collations(const Model& model) {
    for (const Field& field : model.fields) {
        const std::string& tag = field.type.collation;
        if (tag.empty()) continue;
        const std::string option = "the collation `" + tag + "` of `" + field.name + "` ";
        if (field.type.base != BaseType::text) refuse(model, option + "is for text.");
        if (!has_collations())
            refuse(model, option +
                              "needs ICU, and this Tenon was built without it. Install ICU's development files and "
                              "build Tenon again with -DTENON_ICU=ON.");
        if (!is_language(tag))
            refuse(model, option +
                              "is no language that ICU knows: say its tag, with letters, digits and hyphens, as in "
                              "\"sv\", \"de-AT\" or \"und\".");
    }
}

/// The time of a removal is empty until then, and set by the library. The values of removed rows are free again.
void check_soft_delete(Model& model) {
    if (!model.deleted_at) return;
    const Field& field = model.fields[*model.deleted_at];
    const std::string name = "`" + field.name + "` is the time of soft_delete: ";
    if (field.type.base != BaseType::timestamp || !field.type.nullable || field.rules.required)
        refuse(model, name + "it is a timestamp that may be empty, as it is of all rows that weren't removed.");
    const bool is_set = field.default_value || field.default_function.run != nullptr || !field.default_sql.empty();
    if (field.immutable || field.read_only || is_set || contains(model.key, *model.deleted_at))
        refuse(model,
               name + "a removal sets it, and so it can't be in the key, immutable, read-only or have a default.");
    if (model.created_at == model.deleted_at || model.updated_at == model.deleted_at)
        refuse(model, name + "it can't be one of those of timestamps, too.");
    if (model.read_only)
        refuse(model, name + "of a model whose rows are never written, say by where(…) which ones are meant.");
    for (const Field& other : model.fields)
        if (other.column == living_column)
            refuse(model, "`" + other.name + "` has the column `" + std::string(living_column) +
                              "`, which soft_delete adds to some databases' tables: give it another one.");
    for (Index& index : model.indexes) index.living = index.unique;
}

/// `fields` of an index that is given by its parts; ascending fields alone need no parts.
void fill_index(Index& index) {
    bool is_plain = true;
    for (const IndexPart& part : index.parts) {
        if (part.field != IndexPart::none) index.fields.push_back(part.field);
        is_plain = is_plain && part.field != IndexPart::none && !part.descending;
    }
    if (is_plain) index.parts.clear();
}

void name_indexes(Model& model) {
    for (Index& index : model.indexes) {
        if (!index.name.empty()) continue;
        index.name = model.table;
        for (const std::uint16_t field : index.fields) index.name += "_" + model.fields[field].column;
        if (index.fields.empty()) index.name += "_expression";
        if (index.unique) index.name += "_unique";
        index.name = short_name(std::move(index.name));
    }
    std::set<std::string> names;
    for (const Index& index : model.indexes)
        if (!names.insert(index.name).second)
            refuse(model, "the index `" + index.name +
                              "` is declared twice. If they differ, give "
                              "one of them another name by name(\"…\").");
}

/// A reference's index is made for it: every join and include needs one.
void index_references(Model& model) {
    for (const Relation& relation : model.relations) {
        if (relation.kind != RelationKind::belongs_to) continue;
        const bool covered = std::any_of(model.indexes.begin(), model.indexes.end(),
                                         [&](const Index& index) {
                                             return index.is_plain() && index.fields.front() == relation.local.front();
                                         }) ||
                             model.key.front() == relation.local.front();
        if (covered) continue;
        model.indexes.emplace_back();
        model.indexes.back().fields = relation.local;
    }
}

/// nullptr: it may be defined later.
const Model* target_of(const Model& model, const Relation& relation, const std::vector<Model*>& fresh,
                       const std::vector<const Model*>& known) {
    if (const Model* target = find(fresh, relation.target_name)) return target;
    for (const Model* other : known)
        if (other->name == relation.target_name) return other;
    if (relation.kind != RelationKind::belongs_to) return nullptr;
    refuse(model, "its relation `" + relation.name + "` names the model `" + relation.target_name +
                      "`, which is not registered.");
}

void link_reference(const Model& model, Relation& relation) {
    const Model& target = *relation.target;
    relation.foreign = target.key;
    const Field& local = model.fields[relation.local.front()];
    const Field& key = target.fields[target.key.front()];
    if (target.key.size() != 1 || local.type.base != key.type.base)
        refuse(model, "`" + relation.name + "` refers to " + target.name +
                          " by a key of another type: declare it as Ref<" + target.name + ", its key's type>.");
    if (relation.on_delete == OnDelete::set_null && !local.type.nullable)
        refuse(model, "`" + relation.name + "` can't be emptied on delete: make it a std::optional<Ref<" + target.name +
                          ">>.");
}

void link_owner(const Model& model, Relation& relation, const std::vector<Model*>& fresh) {
    if (relation.foreign_names.empty())
        refuse(model, "the relation `" + relation.name + "` is not described: say has_many(f<&" + model.name +
                          "::" + relation.name + ">, f<&" + relation.target_name + "::…>) in describe.");
    relation.local = model.key;
    if (relation.target == nullptr) {
        relation.late = std::make_shared<LateRelation>();
        return;
    }
    relation.foreign = referring_fields(model, relation, *relation.target);
    if (Model* owner = find(fresh, relation.target_name)) pass_on_delete(relation, relation.foreign, *owner);
}

}  // namespace

void link(const std::vector<Model*>& fresh, const std::vector<const Model*>& known) {
    for (Model* model : fresh) {
        check_names(*model, fresh, known);
        check_key(*model);
        check_defaults(*model);
        for (const Field& field : model->fields) check_limits(*model, field.type, field.rules, field.name);
        for (const Field& field : model->fields) check_alternatives(*model, field.type, field.name);
        for (Index& index : model->indexes) fill_index(index);
    }
    for (Model* model : fresh)
        for (Relation& relation : model->relations) relation.target = target_of(*model, relation, fresh, known);
    for (Model* model : fresh)
        for (Relation& relation : model->relations)
            if (relation.kind != RelationKind::belongs_to) link_owner(*model, relation, fresh);
    for (Model* model : fresh)
        for (Relation& relation : model->relations)
            if (relation.kind == RelationKind::belongs_to) link_reference(*model, relation);
    for (Model* model : fresh) {
        check_folded(*model);
        check_collations(*model);
        check_soft_delete(*model);
        index_references(*model);
        name_indexes(*model);
        for (const std::uint16_t field : model->key) limit_key_text(*model, field);
        for (const Index& index : model->indexes)
            for (const std::uint16_t field : index.fields) limit_key_text(*model, field);
    }
}

}  // namespace tenon::schema
