#include <tenon/vocabulary.hpp>

#include <string_view>

#include "model/default_json.hpp"
#include "model/define.hpp"
#include "model/type_json.hpp"
#include "model/words.hpp"
#include <tenon/error.hpp>

namespace tenon {
namespace {

[[noreturn]] void refuse_word(const std::string& sentence) {
    throw SchemaError("The vocabulary: " + sentence,
                      {.model = {}, .fields = {}, .constraint = {}, .database_code = {}});
}

/// "a type", "types", of which Tenon has some.
struct WordKind {
    std::string_view one, many;
    bool (*is_own)(std::string_view name);
    std::string_view own = one;
};
constexpr WordKind type_words{"a type", "types", model::is_own_type};
constexpr WordKind default_words{"a function for defaults", "functions for defaults", model::is_own_default};
constexpr WordKind field_check_words{"a check of fields", "checks of fields", model::is_rule, "a rule"};
constexpr WordKind record_check_words{"a check of records", "checks of records", model::is_rule, "a rule"};

template <class T>
void add_word(model::Words::ByName<T>& known, const WordKind& kind, std::string name, T meaning) {
    if (name.empty()) refuse_word(std::string(kind.one) + " has an empty name.");
    if (kind.is_own(name))
        refuse_word("`" + name + "` is the name of " + std::string(kind.own) + " of Tenon's own: choose another.");
    if (known.contains(name)) refuse_word("two " + std::string(kind.many) + " are called `" + name + "`.");
    known.emplace(std::move(name), std::move(meaning));
}

}  // namespace

Vocabulary::Vocabulary() : words_(std::make_unique<model::Words>()) {}
Vocabulary::Vocabulary(const Vocabulary& other) : words_(std::make_unique<model::Words>(*other.words_)) {}
Vocabulary& Vocabulary::operator=(const Vocabulary& other) {
    *words_ = model::Words(*other.words_);
    return *this;
}
Vocabulary::~Vocabulary() = default;

Vocabulary& Vocabulary::type(std::string name, schema::Type type) {
    if (type.base == BaseType::none)
        refuse_word("the type `" + name + "` is none: say tenon::types::of<Money>(), or another.");
    add_word(words_->types, type_words, std::move(name), std::move(type));
    return *this;
}

Vocabulary& Vocabulary::default_from(std::string name, Callback<Value()> function) {
    if (!function) refuse_word("`" + name + "` has no function.");
    add_word(words_->defaults, default_words, std::move(name), std::move(function));
    return *this;
}

Vocabulary& Vocabulary::add(ValueCheck check) {
    std::string name = check.check.kind;
    add_word(words_->field_checks, field_check_words, std::move(name), std::move(check.check));
    return *this;
}

Vocabulary& Vocabulary::add(RecordCheck check) {
    std::string name = check.check.kind;
    add_word(words_->record_checks, record_check_words, std::move(name), std::move(check.check));
    return *this;
}

}  // namespace tenon
