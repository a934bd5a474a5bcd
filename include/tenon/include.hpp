#pragma once
// include: relations that a query loads along, each by one further statement, however many parents there are.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/clauses.hpp>

namespace tenon {
namespace typed {

struct NoIncludes {
    static constexpr std::size_t count = 0;
};
template <class First, class Rest>
struct IncludeList {
    static constexpr std::size_t count = 1 + Rest::count;
    First first;
    Rest rest;
};

/// A relation to be loaded, with what is wanted of it. The root, which follows from the member, is there for the reason
/// that it is in PathShape.
template <class Root_, auto Member, class Shape_ = EmptyShape, class Values_ = None, class Includes_ = NoIncludes>
class Include {
public:
    using Relation = std::remove_cvref_t<Bare<typename Path<Member>::Member>>;
    using Root = Root_;
    using Target = typename Relation::Target;
    using Shape = Shape_;
    using Values = Values_;
    static constexpr std::uint16_t member = static_cast<std::uint16_t>(member_index<Member>);
    static constexpr auto pointer = Member;
    static constexpr bool tenon_include = true;
    static constexpr std::size_t include_count = Includes_::count;

    constexpr Include() = default;
    constexpr Include(Values values, Includes_ includes) : values_(std::move(values)), includes_(std::move(includes)) {}

    /// Only related objects that fulfil this.
    template <class C>
    [[nodiscard]] constexpr auto where(C&& condition) const {
        if constexpr (require_condition_on<std::remove_cvref_t<C>, Target>())
            return clause<OpShape<ir::Op::where, 0, 0, ShapeOf<C>>>(std::forward<C>(condition).values());
        else
            return *this;
    }
    template <class... Orders>
    [[nodiscard]] constexpr auto order_by(Orders&&... orders) const {
        return ordered(as_ordering(std::forward<Orders>(orders))...);
    }
    /// At most so many for each parent.
    [[nodiscard]] constexpr auto limit(std::int64_t most) const {
        static_assert(is_many<Relation>, "Tenon: this relation has one object: there is nothing to limit");
        return clause<OpShape<ir::Op::limit, 0, 0, SlotShape<IntegerSlot>>>(KeptValues{checked_count(most)});
    }
    /// Also related objects that were removed, of a model with soft_delete.
    [[nodiscard]] constexpr auto with_deleted() const { return clause<OpShape<ir::Op::with_deleted, 0, 0>>(None{}); }
    template <class I>
    [[nodiscard]] constexpr auto include(I&& inner) const;

    [[nodiscard]] const Values& values() const { return values_; }
    [[nodiscard]] const Includes_& includes() const { return includes_; }

private:
    template <class Added, class V>
    constexpr auto clause(V&& values) const {
        using Joined = BothOf<Values, std::remove_cvref_t<V>>;
        return Include<Root, Member, AddClause<Shape, Added>, Joined, Includes_>(both(values_, std::forward<V>(values)),
                                                                                 includes_);
    }
    template <class First, class... Rest>
    constexpr auto ordered(First first, Rest... rest) const {
        static_assert(std::is_same_v<typename First::Root, Target>,
                      "Tenon: order an include by the related model's members");
        auto next = clause<typename First::Shape>(std::move(first.values));
        if constexpr (sizeof...(Rest) == 0)
            return next;
        else
            return next.order_by(std::move(rest)...);
    }
    [[no_unique_address]] Values values_;
    [[no_unique_address]] Includes_ includes_;
};

template <class I>
concept IncludeType = requires { requires std::remove_cvref_t<I>::tenon_include; };

/// Stands for what include() refused.
struct NoInclude {
    using Root = void;
    using Target = void;
};
template <class... Given>
constexpr auto refuse_include() {
    static_assert(never<Given...>, "Tenon: include() takes a relation: a Ref, Many or One");
    return NoInclude();
}

/// f<&User::posts>, or f<&User::posts> with clauses: an Include.
template <auto Member>
constexpr auto as_include(const Path<Member>&) {
    using Type = Bare<typename Path<Member>::Member>;
    if constexpr (is_many<Type> || is_one<Type> || is_ref<Type>)
        return Include<typename Path<Member>::Root, Member>();
    else
        return refuse_include<Type>();
}
template <IncludeType I>
constexpr auto as_include(I&& include) {
    return std::forward<I>(include);
}
template <class... Given>
constexpr auto as_include(const Given&...) {
    return refuse_include<Given...>();
}

template <class Root, auto Member, class Shape, class Values, class Includes>
template <class I>
constexpr auto Include<Root, Member, Shape, Values, Includes>::include(I&& inner) const {
    auto added = as_include(std::forward<I>(inner));
    static_assert(std::is_same_v<typename decltype(added)::Root, Target>,
                  "Tenon: a nested include takes a relation of the included model");
    using List = IncludeList<decltype(added), Includes>;
    return Include<Root, Member, Shape, Values, List>(values_, List{std::move(added), includes_});
}

// --- loading ---

template <class T>
void load_includes(const engine::Session&, const model::Instance&, Objects<T>, const NoIncludes&) {}
template <class T, class First, class Rest>
void load_includes(const engine::Session&, const model::Instance&, Objects<T>, const IncludeList<First, Rest>&);

/// Puts the children that came into their parents.
template <auto Member, class T, class C>
void attach(Objects<T> parents, std::vector<C>&& children, const std::vector<std::uint32_t>& matched) {
    using Relation = Bare<typename Path<Member>::Member>;
    if constexpr (is_ref<Relation>) {
        std::vector<Loaded> shared(children.size());
        for (std::size_t i = 0; i < parents.count; ++i) {
            if (matched[i] == model::npos) continue;
            auto& object = shared[matched[i]];
            if (!object) object = std::make_shared<C>(std::move(children[matched[i]]));
            auto& member = parents.first[i].*Member;
            if constexpr (is_optional<std::remove_cvref_t<decltype(member)>>)
                RelationAccess::set(member ? *member : member.emplace(), object);
            else
                RelationAccess::set(member, object);
        }
    } else if constexpr (is_one<Relation>) {
        for (std::size_t i = 0; i < parents.count; ++i) RelationAccess::set(parents.first[i].*Member, Loaded());
        for (std::size_t i = 0; i < children.size(); ++i)
            if (matched[i] != model::npos)
                RelationAccess::set(parents.first[matched[i]].*Member, std::make_shared<C>(std::move(children[i])));
    } else {
        std::vector<std::uint32_t> counts(parents.count);
        for (const std::uint32_t parent : matched)
            if (parent != model::npos) ++counts[parent];
        std::vector<void*> lists(parents.count);  // of C: one type of vector for all costs the compiler less
        for (std::size_t i = 0; i < parents.count; ++i) {
            auto list = std::make_shared<std::vector<C>>();
            list->reserve(counts[i]);
            lists[i] = list.get();
            RelationAccess::set(parents.first[i].*Member, std::move(list));
        }
        for (std::size_t i = 0; i < children.size(); ++i)
            if (matched[i] != model::npos)
                static_cast<std::vector<C>*>(lists[matched[i]])->push_back(std::move(children[i]));
    }
}

template <class T, class I>
void load_include(const engine::Session& session, const model::Instance& parent, Objects<T> parents, const I& include) {
    using C = typename I::Target;
    if (parents.count == 0) return;
    const schema::Relation& relation = model::relation_of(parent, I::member);
    const model::Instance& child = model::related_instance(session, model_info<C>());
    const auto keys = model::relation_keys(session, parent, relation, parents.first, parents.count, sizeof(T));
    std::vector<C> children;
    if (!keys.cells.empty()) {
        static_assert(variant_bits<typename I::Shape>() <= 61, "Tenon: this include has too many variable parts");
        model::read_related(session, {parent, relation, child}, I::Shape::nodes, all_kept(include.values()), keys,
                            sink_into(children));
        load_includes(session, child, Objects<C>(children), include.includes());
    }
    const auto matched = model::match_children(session, {parent, relation, child}, keys, parents.first, parents.count,
                                               sizeof(T), children.data(), children.size(), sizeof(C));
    attach<I::pointer>(parents, std::move(children), matched);
}

template <class T, class First, class Rest>
void load_includes(const engine::Session& session, const model::Instance& instance, Objects<T> parents,
                   const IncludeList<First, Rest>& includes) {
    load_includes(session, instance, parents, includes.rest);
    load_include(session, instance, parents, includes.first);
}

}  // namespace typed
}  // namespace tenon
