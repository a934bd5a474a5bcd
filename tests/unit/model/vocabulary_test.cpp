// What a Vocabulary takes.

#include <string>
#include <utility>

#include <doctest/doctest.h>
#include <tenon/tenon.hpp>

#include "model/words.hpp"
#include "support/messages.hpp"

using backends::message_of;
using tenon::Record;
using tenon::SchemaError;
using tenon::Value;
using tenon::Vocabulary;
namespace types = tenon::types;

namespace {

bool passes(const Value&) { return true; }
bool record_passes(const Record&) { return true; }
int three() { return 3; }

Vocabulary vocabulary() {
    Vocabulary words;
    words.type("word", types::text)
        .default_from("word", three)
        .check("word", passes)
        .record_check("word", record_passes);
    return words;
}

}  // namespace

TEST_CASE("a Vocabulary keeps a name of each kind") {
    const Vocabulary words = vocabulary();
    CHECK(words.words().types.at("word").base == tenon::BaseType::text);
    CHECK(words.words().defaults.at("word")() == Value(3));
    CHECK(words.words().field_checks.at("word").kind == "word");
    CHECK(words.words().record_checks.at("word").kind == "word");
}

TEST_CASE("copies of a Vocabulary are their own") {
    const Vocabulary words = vocabulary();
    Vocabulary copy = words;
    copy.type("more", types::int32);
    CHECK(words.words().types.size() == 1);
    Vocabulary moved = std::move(copy);
    moved = words;
    CHECK(moved.words().types.size() == 1);
    copy.type("even_more", types::int32);  // NOLINT: a moved one is as good
}

TEST_CASE("a Vocabulary refuses names that are empty, taken or Tenon's own, and takes nothing then") {
    Vocabulary words = vocabulary();
    const auto type = [&](const char* name) {
        return message_of<SchemaError>([&] { words.type(name, types::int32); });
    };
    CHECK(type("") == "The vocabulary: a type has an empty name.");
    CHECK(type("word") == "The vocabulary: two types are called `word`.");
    for (const char* own :
         {"boolean", "int8",    "int16",       "int32", "int64", "uint8",     "uint16",    "uint32",  "uint64",
          "float32", "real",    "text",        "bytes", "date",  "time",      "timestamp", "uuid",    "object_id",
          "json",    "decimal", "enumeration", "array", "map",   "structure", "variant",   "optional"})
        CHECK(type(own) ==
              "The vocabulary: `" + std::string(own) + "` is the name of a type of Tenon's own: choose another.");
    CHECK(message_of<SchemaError>([&] { words.type("nothing", {}); }) ==
          "The vocabulary: the type `nothing` is none: say tenon::types::of<Money>(), or another.");

    const auto default_from = [&](const char* name) {
        return message_of<SchemaError>([&] { words.default_from(name, three); });
    };
    CHECK(default_from("") == "The vocabulary: a function for defaults has an empty name.");
    CHECK(default_from("word") == "The vocabulary: two functions for defaults are called `word`.");
    for (const char* own : {"now", "today", "uuid_v4", "uuid_v7", "object_id"})
        CHECK(default_from(own) == "The vocabulary: `" + std::string(own) +
                                       "` is the name of a function for defaults of Tenon's own: choose another.");
    CHECK(message_of<SchemaError>([&] { words.default_from("nothing", static_cast<int (*)()>(nullptr)); }) ==
          "The vocabulary: `nothing` has no function.");

    CHECK(message_of<SchemaError>([&] { words.check("", passes); }) ==
          "The vocabulary: a check of fields has an empty name.");
    CHECK(message_of<SchemaError>([&] { words.check("word", passes); }) ==
          "The vocabulary: two checks of fields are called `word`.");
    CHECK(message_of<SchemaError>([&] { words.record_check("", record_passes); }) ==
          "The vocabulary: a check of records has an empty name.");
    CHECK(message_of<SchemaError>([&] { words.record_check("word", record_passes); }) ==
          "The vocabulary: two checks of records are called `word`.");
    for (const char* rule : {"required", "min", "max", "min_length", "max_length", "matches", "one_of"}) {
        const std::string taken = "The vocabulary: `" + std::string(rule) +
                                  "` is the name of a rule of Tenon's own: choose another.";
        CHECK(message_of<SchemaError>([&] { words.check(rule, passes); }) == taken);
        CHECK(message_of<SchemaError>([&] { words.record_check(rule, record_passes); }) == taken);
    }

    CHECK(words.words().types.size() == 1);
    CHECK(words.words().defaults.size() == 1);
    CHECK(words.words().field_checks.size() == 1);
    CHECK(words.words().record_checks.size() == 1);
    words.type("now", types::date).default_from("text", three);  // these are names of the other kind
    CHECK(words.words().types.size() == 2);
}
