#pragma once
// Vocabulary: what a description of models in JSON may name of the program's own.
//
//     tenon::Vocabulary vocabulary;
//     vocabulary.type("money", types::of<Money>())
//         .default_from("slug", [] { return make_slug(); })
//         .check("vat", [](const tenon::Value& number) { return is_vat(number.as_text()); }, "{path} is no VAT number.")
//         .record_check("ordered", [](const tenon::Record& span) { return span["low"].as_int64() <= span["high"].as_int64(); });
//     db.define(tenon::Json::parse(text), vocabulary);
//
// A description may come from outside: it names what is listed here, or what is Tenon's own, and is refused when it names
// anything else. So list what its writer may have the program do.
//
// Exceptions: a name that is empty, given already or one of Tenon's own is a SchemaError, and nothing is added.
// Lifetimes: models keep what they name, so a Vocabulary may go when they are defined. Functions must not hold a Database or a
// handle of one, which would never close then.
// Thread safety: as of values. Functions are called by each thread that writes, maybe at once.

#include <memory>
#include <string>
#include <utility>

#include <tenon/callback.hpp>
#include <tenon/custom_check.hpp>
#include <tenon/schema.hpp>
#include <tenon/value.hpp>

namespace tenon {

namespace model {
struct Words;
}

/// The same name may be that of a type, a default, a field's check and a record's check at once.
class Vocabulary {
public:
    Vocabulary();
    Vocabulary(const Vocabulary& other);
    Vocabulary& operator=(const Vocabulary& other);
    ~Vocabulary();

    /// {"type": "money"}, and wherever else a type stands. Any type that a run-time field may have.
    Vocabulary& type(std::string name, schema::Type type);
    /// {"default_from": "slug"}: called for each record that is created without a value, as FieldOptions::default_from.
    Vocabulary& default_from(std::string name, Callback<Value()> function);
    /// {"checks": "vat"} of a field, a member, an element or an alternative: a function as value_check takes it. The name is the
    /// Failure's kind, unless the description gives another; so is the message the one that it has by itself.
    template <class F>
    Vocabulary& check(std::string name, F function, std::string message = {}) {
        return add(value_check(std::move(name), std::move(function), std::move(message)));
    }
    /// {"checks": "ordered"} of a model: a function as record_check takes it.
    template <class F>
    Vocabulary& record_check(std::string name, F function, std::string message = {}) {
        return add(tenon::record_check(std::move(name), std::move(function), std::move(message)));
    }

    /// For the library.
    [[nodiscard]] const model::Words& words() const noexcept { return *words_; }

private:
    Vocabulary& add(ValueCheck check);
    Vocabulary& add(RecordCheck check);

    std::unique_ptr<model::Words> words_;
};

}  // namespace tenon
