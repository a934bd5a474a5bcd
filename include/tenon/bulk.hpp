#pragma once
// Bulk: writes of several kinds, sent together.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/callback.hpp>
#include <tenon/model.hpp>

namespace tenon {

/// An operation of a bulk write that failed.
struct BulkFailure {
    std::size_t index = 0;            ///< which one, from 0
    std::string code;                 ///< of the error: "TN-0003"
    std::string message;              ///< the error's
    std::vector<std::string> fields;  ///< that it is about
};

/// What a bulk write did.
struct BulkResult {
    std::int64_t inserted = 0;
    std::int64_t updated = 0;   ///< rows matched by updates
    std::int64_t removed = 0;   ///< rows matched by removals
    std::int64_t upserted = 0;  ///< objects stored by upserts, new or not
    std::vector<BulkFailure> failures;
};

/// A bulk write goes on after a failure, where it else stops.
struct Unordered {};
inline constexpr Unordered unordered{};

namespace model {
/// Runs the operations one by one in one transaction, each wholly or not at all. What they throw that is no Error of ours
/// passes through, and nothing is kept then.
BulkResult run_bulk(const Session&, std::size_t count, bool stops_at_failure, void* context,
                    void (*run)(void* context, const Session&, std::size_t index, BulkResult& result));

/// The same for a list of functions; `open` makes the model that they work on, from the session that they run in.
template <class Operation, class Open>
BulkResult run_operations(const Session& session, const std::vector<Operation>& operations, bool stops_at_failure,
                          Open open) {
    struct Context {
        const std::vector<Operation>& operations;
        const Open& open;
    } context{operations, open};
    return run_bulk(session, operations.size(), stops_at_failure, &context,
                    [](void* given, const Session& inside, std::size_t index, BulkResult& result) {
                        const auto& with = *static_cast<Context*>(given);
                        with.operations[index](with.open(inside), result);
                    });
}
}  // namespace model

/// Operations on objects of type T, a value:
///
///     const auto result = users.bulk_write(tenon::Bulk<User>()
///                                              .insert({.name = "Ada", .email = "ada@example.com"})
///                                              .update(f<&User::age> < 18, f<&User::minor> = true)
///                                              .remove(f<&User::gone>));
template <class T>
class Bulk {
public:
    Bulk& insert(T object) {
        return add([object = std::move(object)](const Model<T>& model, BulkResult& result) {
            model.create(object);
            ++result.inserted;
        });
    }
    /// Changes the rows that fulfil the filter, as `Model<T>::update` does.
    template <class... As>
    Bulk& update(Filter<T> filter, const As&... assignments) {
        if constexpr (typed::require_assignments<T, As...>()) {
            add([filter = std::move(filter), values = std::tuple<As...>(assignments...)](const Model<T>& model,
                                                                                         BulkResult& result) {
                std::apply([&](const auto&... given) { result.updated += model.find(filter).update(given...); },
                           values);
            });
        }
        return *this;
    }
    Bulk& remove(Filter<T> filter) {
        return add([filter = std::move(filter)](const Model<T>& model, BulkResult& result) {
            result.removed += model.find(filter).remove();
        });
    }
    /// As `Model<T>::upsert`, with on_conflict(f<…>) or without.
    template <class... Conflict>
    Bulk& upsert(T object, const Conflict&... conflict) {
        return add([object = std::move(object), rules = std::tuple<Conflict...>(conflict...)](const Model<T>& model,
                                                                                              BulkResult& result) {
            std::apply(
                [&](const auto&... given) {
                    if constexpr (std::is_same_v<decltype(model.upsert(object, given...)), T>)
                        static_cast<void>(model.upsert(object, given...)), ++result.upserted;
                    else
                        result.upserted += model.upsert(object, given...) ? 1 : 0;
                },
                rules);
        });
    }

    [[nodiscard]] std::size_t size() const noexcept { return operations_.size(); }

private:
    friend class Model<T>;
    using Operation = Callback<void(const Model<T>&, BulkResult&)>;

    template <class F>
    Bulk& add(F operation) {
        operations_.emplace_back(std::move(operation));
        return *this;
    }
    [[nodiscard]] BulkResult run_on(const engine::Session& session, const model::Instance& instance,
                                    bool stops_at_failure) const {
        return model::run_operations(session, operations_, stops_at_failure,
                                     [&](const engine::Session& inside) { return Model<T>(inside, instance); });
    }

    std::vector<Operation> operations_;
};

template <class T>
BulkResult Model<T>::bulk_write(const Bulk<T>& bulk) const {
    return bulk.run_on(session_, *instance_, true);
}
template <class T>
BulkResult Model<T>::bulk_write(const Bulk<T>& bulk, Unordered) const {
    return bulk.run_on(session_, *instance_, false);
}

}  // namespace tenon
