#pragma once
// Failures: what rules and checks have against an object, or against several, until all was looked at.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::model {

class Failures {
public:
    /// From now on paths are those of this object among several: "1.name" is the name of the second.
    void begin_object(std::size_t index) { object_ = index; }

    /// `rest` is what follows the path in the usual sentence, "is required."; a custom message of the rule comes first.
    void add(const schema::Rules& rules, const std::string& path, const char* kind, std::string_view rest,
             const Value& value, const Value& limit = {});
    void add(const schema::Check& check, const std::string& path, Verdict verdict, const Value& value);
    /// A sentence that names the path by itself.
    void add_sentence(const std::string& path, const char* kind, std::string sentence, const Value& value);

    /// Has this value of the object failed?
    [[nodiscard]] bool has(std::string_view path) const;
    [[nodiscard]] std::size_t size() const noexcept { return failures_.size(); }
    [[nodiscard]] bool any() const noexcept { return !failures_.empty(); }
    /// Is each of them about a hidden field of this model?
    [[nodiscard]] bool are_of_hidden(const schema::Model& model) const;
    /// Forgets the values of failures from this one on: their field is hidden.
    void hide_values(std::size_t first);

    void throw_if_any(const schema::Model& model) {
        if (!failures_.empty()) [[unlikely]]
            raise(model);
    }

private:
    [[noreturn]] void raise(const schema::Model& model);
    [[nodiscard]] std::string whole(std::string_view path) const;

    std::vector<Failure> failures_;
    std::optional<std::size_t> object_;
};

}  // namespace tenon::model
