#pragma once
// What is fuzzed: functions that take any bytes, as a hostile user or a damaged database gives them. Each checks what must
// hold of its answer; a sanitizer's report, an exception that is not of our hierarchy or a Broken one is a failure.
//
// `make fuzz` runs each with libFuzzer; the tests run them over tests/fuzz/corpus/<name>, and over changed copies of these.

#include <span>
#include <stdexcept>
#include <string_view>

namespace tenon::fuzz {

struct Target {
    std::string_view name;
    void (*run)(std::string_view input);
};

/// All of them.
std::span<const Target> targets();

/// What must hold of every input doesn't.
class Broken : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

inline void require(bool holds, const char* what) {
    if (!holds) throw Broken(what);
}

void json(std::string_view input);
void timestamp(std::string_view input);
void date(std::string_view input);
void time(std::string_view input);
void decimal(std::string_view input);
void uuid(std::string_view input);
void object_id(std::string_view input);
void base64(std::string_view input);
void utf8(std::string_view input);
void pattern(std::string_view input);
void like(std::string_view input);
void url(std::string_view input);
void raw_sql(std::string_view input);
void record_json(std::string_view input);
void condition(std::string_view input);
void page_cursor(std::string_view input);
void description(std::string_view input);

}  // namespace tenon::fuzz
