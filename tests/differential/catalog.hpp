#pragma once
// What a generator can name: every path of a model and of the elements of its arrays, with values that rows hold there.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "differential/world.hpp"

namespace tenon::oracle {

/// What stands at a key of a map, or in a variant while it holds an alternative; or a member of that.
struct Step {
    const schema::Type* whole = nullptr;  ///< the map's or variant's
    std::optional<std::string> key{};     ///< none: of a variant
    std::uint16_t alternative = 0;
    std::optional<std::uint16_t> member{};
    std::string member_name{};
};

/// A field or a path into a nested struct; "" for an array's element itself.
struct Place {
    std::string path;
    const schema::Type* type = nullptr;
    bool nullable = false;  ///< it, or what leads to it, may be empty
    bool large = false;     ///< numbers to the limits
    std::vector<Value> samples{};
    std::vector<Place> inside{};  ///< arrays: what can be named of an element
    std::optional<Step> step{};   ///< it stands inside of the map or variant at `path`
};

class Catalog {
public:
    explicit Catalog(const World& world);
    [[nodiscard]] const std::vector<Place>& places(const std::string& model) const { return places_.at(model); }
    [[nodiscard]] const schema::Model& model(const std::string& name) const { return *models_.at(name); }

private:
    std::map<std::string, std::vector<Place>> places_;
    std::map<std::string, const schema::Model*> models_;
};

}  // namespace tenon::oracle
