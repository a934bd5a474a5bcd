// Text, bytes, empties and JSON: what goes in comes out, or is refused with its field. (reliability D10 to D16)

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "backends/fidelity.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::Bytes;

namespace {

struct Note {
    std::int64_t id = 0;
    std::string text{};
    std::optional<std::string> maybe{};
    Bytes blob{};
    std::optional<Bytes> seal{};
    std::vector<std::optional<std::int64_t>> gaps{};
    std::vector<std::vector<std::string>> table{};
    std::map<std::string, std::string> marks{};
};

struct Label {
    std::int64_t id = 0;
    std::string text{};
};
void describe(tenon::Schema<Label>& label) { label.field(f<&Label::text>).unique().max_length(8); }

struct Shelf {
    std::string name{};
    std::string note{};
};
void describe(tenon::Schema<Shelf>& shelf) { shelf.key(f<&Shelf::name>); }

struct Measured {
    std::int64_t id = 0;
    std::string text{};
    std::optional<std::string> more{};
};
void describe(tenon::Schema<Measured>& measured) {
    measured.field(f<&Measured::text>).max_length(5);
    measured.field(f<&Measured::more>).max_length(5);
}

struct Loose {
    std::int64_t id = 0;
    tenon::Json data{};
    std::optional<tenon::Json> more{};
};

struct Options {
    std::int64_t id = 0;
    std::optional<bool> flag{};
    std::optional<std::int32_t> number{};
    std::optional<double> real{};
    std::optional<std::string> text{};
    std::optional<tenon::Timestamp> at{};
    std::optional<tenon::Date> day{};
    std::optional<tenon::Uuid> uuid{};
    std::optional<Bytes> bytes{};
    std::optional<std::vector<std::int32_t>> list{};
};

Bytes bytes_of(std::size_t size) {
    Bytes bytes(size);
    const std::size_t period = 251;
    for (std::size_t i = 0; i < std::min(size, period); ++i) bytes[i] = static_cast<std::byte>(i);
    for (std::size_t filled = period; filled < size; filled *= 2)
        std::memcpy(&bytes[filled], bytes.data(), std::min(filled, size - filled));
    return bytes;
}
bool are_same(const Bytes& a, const Bytes& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size()) == 0;
}

template <auto Member>
void check_empty(const tenon::Model<Options>& model) {
    const Options made = model.create({});
    CHECK(!(made.*Member));
    CHECK(!(model.get(made.id).*Member));
    CHECK(model.count(f<&Options::id> == made.id && f<Member>.is_empty()) == 1);
    CHECK(model.count(f<&Options::id> == made.id && f<Member> == std::nullopt) == 1);
    CHECK(model.count(f<&Options::id> == made.id && f<Member> != std::nullopt) == 0);
}

}  // namespace

TEST_CASE("texts are kept to the byte, and an empty one is not none") {
    using namespace std::string_literals;
    on_each([](const tenon::Database& db) {
        db.sync<Note>();
        const auto model = db.model<Note>();
        const std::string texts[] = {"",
                                     " ",
                                     "a ",
                                     "  a  ",
                                     "\t\r\n",
                                     "a\x01\x1F\x7F",
                                     "\xF0\x9F\x98\x80",                               // an emoji of 4 bytes
                                     "e\xCC\x81 \xC3\xA9",                             // combining, and composed
                                     "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE2\x80\xAE",  // right to left
                                     "\xEF\xBF\xBD\xEF\xBF\xBF",                       // U+FFFD, U+FFFF
                                     "\xF4\x8F\xBF\xBF",                               // the last one
                                     std::string(100'000, 'x')};
        for (const std::string& text : texts) {
            check_kept<&Note::text>(model, text);
            check_kept<&Note::maybe>(model, std::optional(text));
            check_kept<&Note::marks>(model, std::map<std::string, std::string>{{text, text}});
        }
        CHECK(model.count(f<&Note::maybe> == "") == 1);
        CHECK(model.count(f<&Note::text> == "a") == 0);
        CHECK(model.count(f<&Note::text> == "e\xCC\x81 e\xCC\x81") == 0);
    });
}

TEST_CASE("bytes that are no text, and U+0000, are refused wherever text goes") {
    on_each([](const tenon::Database& db) {
        db.sync<Note, Shelf>();
        const auto model = db.model<Note>();
        (void)model.create({.text = "ab"});
        (void)db.model<Shelf>().create({.name = "ab"});
        for (const std::string& text :
             {std::string("\xFF"), std::string("\xC3"), std::string("\xED\xA0\x80"), std::string("\xC0\x80"),
              std::string("\xF4\x90\x80\x80"), std::string("ab\0cd", 5), std::string("\0", 1)}) {
            check_refused<tenon::CastError, &Note::text>(model, text);
            check_refused<tenon::CastError, &Note::maybe>(model, std::optional(text));
            check_refused<tenon::CastError, &Note::marks>(model, std::map<std::string, std::string>{{text, "x"}});
            check_refused<tenon::CastError, &Note::marks>(model, std::map<std::string, std::string>{{"x", text}});
            CHECK_THROWS_AS((void)model.count(f<&Note::text> == text), tenon::CastError);
            CHECK_THROWS_AS((void)model.update(tenon::everything, f<&Note::text> = text), tenon::CastError);
            CHECK_THROWS_AS((void)db.model<Shelf>().create({.name = text}), tenon::CastError);
            CHECK_THROWS_AS((void)db.model<Shelf>().find_by_key(text), tenon::CastError);
        }
        check_kept<&Note::blob>(model, Bytes{std::byte{'a'}, std::byte{0}, std::byte{'b'}});
    });
}

TEST_CASE("a text beyond its field's length is refused, counted in characters") {
    on_each([](const tenon::Database& db) {
        db.sync<Label>();
        const auto labels = db.model<Label>();
        check_kept<&Label::text>(labels, std::string("12345678"));
        check_kept<&Label::text>(labels, std::string("\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80"
                                                     "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"));
        check_refused<tenon::ValidationError, &Label::text>(labels, std::string("123456789"));
        CHECK_THROWS_AS((void)labels.update(tenon::everything, f<&Label::text> = "123456789"), tenon::ValidationError);
        CHECK_THROWS_AS(
            (void)labels.update(f<&Label::text> == "12345678", f<&Label::text> = f<&Label::text>.concat("9")),
            tenon::CheckViolation);
        CHECK(labels.count(f<&Label::text> == "12345678") == 1);
    });
}

TEST_CASE("texts that differ in one byte are different to a unique index") {
    on_each([](const tenon::Database& db) {
        db.sync<Label>();
        const auto labels = db.model<Label>();
        for (const char* text : {"a", "A", "a ", "\xC3\xA1", "a\xCC\x81", ""})
            check_kept<&Label::text>(labels, std::string(text));
        for (const char* text : {"a", "A", "a ", "\xC3\xA1", "a\xCC\x81", ""})
            CHECK_THROWS_AS((void)labels.create({.text = text}), tenon::UniqueViolation);
        CHECK(labels.count() == 6);
    });
}

TEST_CASE("bytes of every value and many sizes are kept") {
    on_each([](const tenon::Database& db) {
        db.sync<Note>();
        const auto model = db.model<Note>();
        Bytes each(256);
        for (std::size_t i = 0; i < each.size(); ++i) each[i] = static_cast<std::byte>(i);
        check_kept<&Note::blob>(model, Bytes());
        check_kept<&Note::blob>(model, Bytes{std::byte{0}});
        check_kept<&Note::blob>(model, each);
        check_kept<&Note::seal>(model, std::optional(each));
        CHECK(model.count(f<&Note::seal> == Bytes()) == 0);
        check_kept<&Note::seal>(model, std::optional(Bytes()));
        CHECK(model.count(f<&Note::seal> == Bytes()) == 1);
        for (const std::size_t size :
             {std::size_t{1} << 20, std::size_t{15'900'000}, (std::size_t{16} << 20) + 1, std::size_t{64} << 20}) {
            const Bytes great = bytes_of(size);
            const Note made = model.create({.blob = great});
            CHECK(are_same(model.get(made.id).blob, great));
            CHECK(model.count(f<&Note::id> == made.id && f<&Note::blob> == great) == 1);
            model.remove(f<&Note::id> == made.id);
        }
    });
}

// TENON_GREAT_BLOB=1: it takes 5 GB of memory.
TEST_CASE("a gigabyte and a byte is kept or refused, and the connection goes on") {
    if (std::getenv("TENON_GREAT_BLOB") == nullptr) return;  // NOLINT(concurrency-mt-unsafe)
    on_each([](const tenon::Database& db) {
        db.sync<Note>();
        const auto model = db.model<Note>();
        const Bytes great = bytes_of(1'000'000'001);
        if (db.backend() == "memory") {
            const Note made = model.create({.blob = great});
            CHECK(model.count(f<&Note::blob> == great) == 1);
            model.remove(f<&Note::id> == made.id);
        } else {
            check_refused<tenon::CastError, &Note::blob>(model, great);
            CHECK_THROWS_AS((void)model.count(f<&Note::blob> == great), tenon::CastError);
        }
        check_kept<&Note::blob>(model, bytes_of(10));
    });
}

TEST_CASE("arrays keep their empties and their nesting") {
    using Gaps = std::vector<std::optional<std::int64_t>>;
    using Table = std::vector<std::vector<std::string>>;
    on_each([](const tenon::Database& db) {
        db.sync<Note>();
        const auto model = db.model<Note>();
        const auto keeps = [&](const Note& note, const auto& condition) {
            const Note read = model.get(model.create(note).id);
            CHECK(read.gaps == note.gaps);
            CHECK(read.table == note.table);
            CHECK(model.count(f<&Note::id> == read.id && condition) == 1);
        };
        for (const Gaps& gaps : {Gaps{}, Gaps{std::nullopt}, Gaps{1, std::nullopt, 9007199254740993}})
            keeps({.gaps = gaps}, f<&Note::gaps> == gaps);
        for (const Table& table : {Table{}, Table{{}}, Table{{""}, {}, {"a", "\"]"}}})
            keeps({.table = table}, f<&Note::table> == table);
        CHECK(model.count(f<&Note::gaps>.contains(9007199254740993)) == 1);
        CHECK(model.count(f<&Note::gaps>.contains(9007199254740992)) == 0);
    });
}

TEST_CASE("text of a limited length is kept whole") {
    using namespace std::string_literals;
    on_each([](const tenon::Database& db) {
        db.sync<Measured>();
        const auto model = db.model<Measured>();
        for (const std::string& text : {""s, "a"s, "abcde"s, "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"s}) {
            const Measured read = model.get(model.create({.text = text, .more = text}).id);
            CHECK(read.text == text);
            CHECK(read.more == text);
        }
        CHECK(!model.get(model.create({.text = "a"}).id).more);
        CHECK_THROWS_AS((void)model.create({.text = "abcdef"}), tenon::ValidationError);
        for (const std::string& text : {"a\0b"s, "\0"s, "ab\0\0"s}) {
            CHECK_THROWS_AS((void)model.create({.text = text}), tenon::CastError);
            CHECK_THROWS_AS((void)model.create({.text = "a", .more = text}), tenon::CastError);
        }
    });
}

TEST_CASE("a Json that may be missing is told from its null") {
    on_each([](const tenon::Database& db) {
        db.sync<Loose>();
        const auto model = db.model<Loose>();
        if (db.backend() == "memory") return;  // which has one empty for both
        const Loose made = model.create({});
        const std::optional<tenon::Json> null = tenon::Json();
        const std::optional<tenon::Json> none;
        for (const auto& given : {null, none, null}) {
            model.update(f<&Loose::id> == made.id, f<&Loose::more> = given);
            CHECK(model.get(made.id).more == given);
            for (const auto& asked : {null, none})
                CHECK(model.exists(f<&Loose::id> == made.id && f<&Loose::more> == asked) == (asked == given));
            CHECK(model.exists(f<&Loose::id> == made.id && tenon::when(true, f<&Loose::more> == given)));
            CHECK(model.exists(f<&Loose::id> == made.id && tenon::when(false, f<&Loose::more> != given)));
        }
    });
}

TEST_CASE("JSON keeps large integers and its null, one of two equal keys, and so much depth") {
    on_each([](const tenon::Database& db) {
        db.sync<Loose>();
        const auto model = db.model<Loose>();
        for (const char* text : {"null", "9007199254740993", "[9223372036854775807,-9223372036854775808]",
                                 "18446744073709551615", R"({"a":{"b":[null,{}]},"":""})", "0.1", "\"\"", "[]"}) {
            const tenon::Json json = tenon::Json::parse(text);
            const Loose made = model.create({.data = json, .more = json});
            CHECK(model.get(made.id).data == json);
            CHECK(model.get(made.id).data.to_string() == json.to_string());
            CHECK(model.count(f<&Loose::id> == made.id && f<&Loose::data> == json) == 1);
        }
        CHECK(!model.get(model.create({}).id).more);
        const auto deep = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
        const tenon::Json kept = tenon::Json::parse(deep(100));
        CHECK(model.get(model.create({.data = kept}).id).data == kept);
        CHECK_THROWS_AS((void)tenon::Json::parse(deep(100'000)), tenon::CastError);
        try {
            const tenon::Json thousand = tenon::Json::parse(deep(1'000));
            CHECK(model.get(model.create({.data = thousand}).id).data == thousand);
        } catch (const tenon::Error& error) {
            CHECK(error.code() == "TN-0002");
        }
        try {
            const tenon::Json twice = tenon::Json::parse(R"({"a":1,"a":2})");
            CHECK(model.get(model.create({.data = twice}).id).data == twice);
        } catch (const tenon::Error& error) {
            CHECK(error.code() == "TN-0002");
        }
    });
}

TEST_CASE("an empty of every type is none, and is found as none") {
    on_each([](const tenon::Database& db) {
        db.sync<Options>();
        const auto model = db.model<Options>();
        check_empty<&Options::flag>(model);
        check_empty<&Options::number>(model);
        check_empty<&Options::real>(model);
        check_empty<&Options::text>(model);
        check_empty<&Options::at>(model);
        check_empty<&Options::day>(model);
        check_empty<&Options::uuid>(model);
        check_empty<&Options::bytes>(model);
        check_empty<&Options::list>(model);
        check_kept<&Options::flag>(model, std::optional(false));
        check_kept<&Options::number>(model, std::optional(0));
        check_kept<&Options::list>(model, std::optional(std::vector<std::int32_t>{}));
        // The bytes of a UUID stand in the order of its text.
        const tenon::Uuid first = tenon::Uuid::parse("00112233-4455-6677-8899-aabbccddeeff");
        const tenon::Uuid second = tenon::Uuid::parse("ff112233-4455-6677-8899-aabbccddee00");
        check_kept<&Options::uuid>(model, std::optional(second));
        check_kept<&Options::uuid>(model, std::optional(first));
        CHECK(model.find(!f<&Options::uuid>.is_empty()).order_by(f<&Options::uuid>).first()->uuid == first);
        CHECK(model.count(f<&Options::uuid> < second) == 1);
    });
}

TEST_CASE("a run-time record without a field that must be there is refused") {
    namespace types = tenon::types;
    on_each([](const tenon::Database& db) {
        const auto notes =
            db.define("Note", {{"text", {.type = types::text, .required = true}}, {"number", {.type = types::int64}}});
        db.sync();
        CHECK_THROWS_AS((void)notes.create({{"number", 1}}), tenon::ValidationError);
        CHECK_THROWS_AS((void)notes.create({{"text", nullptr}}), tenon::ValidationError);
        (void)notes.create({{"text", "a"}});
        CHECK_THROWS_AS((void)notes.update(tenon::field("id") == 1, {{"text", nullptr}}), tenon::ValidationError);
        CHECK(notes.find(tenon::field("number").is_empty() && tenon::field("text") == "a").count() == 1);
        if (db.backend() == "memory") return;
        CHECK_THROWS_AS((void)db.execute("insert into notes (number) values (1)"), tenon::NotNullViolation);
    });
}
