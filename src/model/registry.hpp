#pragma once
// Registry: the models of one Database. A model is described when it is first named, with all that its members name.

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string_view>
#include <vector>

#include "model/instance.hpp"

namespace tenon::model {

/// Thread-safe. What was registered never changes and lives as long as the registry.
class Registry {
public:
    explicit Registry(schema::Naming naming) : naming_(std::move(naming)) {}

    /// The instance of a struct, registered now if it wasn't. Throws SchemaError for a description that can't be.
    const Instance& require(const typed::ModelInfo& info);
    /// A run-time model. Throws SchemaError when its name is taken.
    const Instance& define(schema::Model model) {
        return *define(std::vector<schema::Model>{std::move(model)}).front();
    }
    /// Several, which may refer to each other.
    std::vector<const Instance*> define(std::vector<schema::Model> models);
    /// nullptr when there is none of that name.
    const Instance* find(std::string_view name) const;
    /// What a model's rows are records of: a run-time model itself; of a struct's, a view of it with the same fields, which is
    /// only read: rules, checks and defaults are the struct's, whose objects these aren't.
    const Instance& records_of(const Instance& instance);
    /// All of them, in the order of registration.
    [[nodiscard]] std::vector<const schema::Model*> models() const;
    [[nodiscard]] const schema::Naming& naming() const noexcept { return naming_; }

private:
    const Instance* find_locked(const void* tag) const;
    const Instance* view_locked(const Instance& instance) const;
    void keep(std::vector<std::unique_ptr<Instance>> fresh);
    void link(std::vector<std::unique_ptr<Instance>>& fresh);

    schema::Naming naming_;
    mutable std::shared_mutex mutex_;
    std::vector<std::unique_ptr<Instance>> instances_;
    std::vector<std::unique_ptr<Instance>> views_;
};

}  // namespace tenon::model
