#pragma once
// What Schema<T> gives back of its parts: checks, relations and indexes under description.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/schema.hpp>
#include <tenon/typed/path.hpp>

namespace tenon {

using schema::OnDelete;
inline constexpr OnDelete cascade = OnDelete::cascade;      ///< delete what refers to the deleted object
inline constexpr OnDelete set_null = OnDelete::set_null;    ///< empty the reference (an optional<Ref>)
inline constexpr OnDelete restricted = OnDelete::restrict;  ///< refuse the delete (the default)

namespace typed {

struct SchemaTarget;

void append_path(std::string& path, std::string_view member);

/// An expression with its values, as data.
ir::Code make_code(std::span<const ir::Node> nodes, const KeptValues& values);
template <class E>
ir::Code definition_code(const E& expression) {
    return make_code(E::Shape::nodes, all_kept(expression.values()));
}

template <class E>
inline constexpr bool is_long_path = false;
template <auto First, auto Second, auto... Rest>
inline constexpr bool is_long_path<Path<First, Second, Rest...>> = true;

/// A member of T, an expression over T's members, or one of these under .desc().
template <class Part, class T>
consteval bool is_index_part() {
    if constexpr (requires { requires Part::tenon_ordering; })
        return std::is_same_v<typename Part::Root, T>;
    else if constexpr (ExpressionType<Part>)
        return std::is_same_v<RootOf<Part>, T> && !is_long_path<Part>;
    else
        return false;
}
template <class Part>
ir::Code part_code(const Part& part) {
    if constexpr (ExpressionType<Part>) {
        return definition_code(part);
    } else {
        return make_code(Part::Shape::nodes, all_kept(part.values));
    }
}
void add_index(SchemaTarget& target, std::vector<ir::Code> parts, bool unique);

}  // namespace typed

/// A check of whole objects under description.
template <class T>
class CheckSchema {
public:
    explicit CheckSchema(schema::Customs& customs) : customs_(customs), index_(customs.checks().size() - 1) {}
    /// What is said when it gives false.
    CheckSchema& message(std::string text) {
        customs_.check(index_).message = std::move(text);
        return *this;
    }
    /// The member that its failures name: at(f<&Stay::end>). Without it their path is the object's own, which is empty.
    template <auto First, auto... Rest>
    CheckSchema& at(const typed::Path<First, Rest...>&) {
        static_assert(std::is_same_v<typename typed::Path<First, Rest...>::Root, T>,
                      "Tenon: at() names a member of the object that is checked");
        std::string& path = customs_.check(index_).at;
        path.clear();
        typed::append_path(path, typed::member_name<First>());
        (typed::append_path(path, typed::member_name<Rest>()), ...);
        return *this;
    }

private:
    schema::Customs& customs_;
    std::size_t index_;
};

/// A relation under description.
class RelationSchema {
public:
    explicit RelationSchema(schema::Relation& relation) : relation_(relation) {}
    /// What happens to the referring rows when the object that they refer to is deleted.
    RelationSchema& on_delete(OnDelete action) {
        relation_.on_delete = action;
        return *this;
    }

private:
    schema::Relation& relation_;
};

/// An index under description.
template <class T>
class IndexSchema {
public:
    explicit IndexSchema(schema::Model& model) : model_(model), index_(model.indexes.size() - 1) {}
    /// Its name in the database, when another than the one made of the table's and the columns' names.
    IndexSchema& name(std::string name) {
        model_.indexes[index_].name = std::move(name);
        return *this;
    }
    /// Only the rows that fulfil this are in the index: unique(f<&User::email>).where(f<&User::deleted_at>.is_empty()).
    /// Its values are written into the table's definition, so a query uses the index when it says the same by constants:
    /// is_empty(), a bool member.
    template <class C>
    IndexSchema& where(const C& condition) {
        if constexpr (typed::require_condition_on<C, T>())
            model_.indexes[index_].where = typed::definition_code(condition);
        return *this;
    }

private:
    schema::Model& model_;
    std::size_t index_;
};

}  // namespace tenon
