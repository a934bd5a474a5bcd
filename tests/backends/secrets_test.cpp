// A secret is given wherever a value goes, and what goes wrong with it is written down: it is in no message, statement,
// event or explanation, neither as it is nor percent-coded nor in base64. (reliability G2)

#include <functional>
#include <string>
#include <vector>

#include "support/backends.hpp"
#include "value/base64.hpp"

using namespace backends;
using tenon::field;
namespace types = tenon::types;

namespace {

const std::string secret = "Hunter2/+pass:w@rd&Geheim";

struct Vault {
    std::int64_t id = 0;
    std::string owner{};
    std::string password{};
    std::string pin{};
    std::optional<std::int32_t> number{};
    std::optional<tenon::Json> data{};
    tenon::Bytes seal{};
};
void describe(tenon::Schema<Vault>& vault) {
    vault.field(f<&Vault::owner>).unique();
    vault.field(f<&Vault::password>).min_length(8).max_length(40).check("strong", [](const std::string& text) {
        return text.find("weak") == std::string::npos;
    });
    vault.field(f<&Vault::pin>).hidden().max_length(30).matches("^[^!]*$");
    vault.constraint("other_than_owner", f<&Vault::password> != f<&Vault::owner>);
}

struct Box {
    std::string key{};
    tenon::Ref<Vault> vault{};
    std::string text{};
};
void describe(tenon::Schema<Box>& box) { box.key(f<&Box::key>); }

std::string percent_coded(const std::string& text) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string coded;
    for (const char letter : text) {
        const auto c = static_cast<unsigned char>(letter);
        if (std::isalnum(c) != 0) {
            coded += letter;
        } else {
            coded += {'%', digits[c / 16], digits[c % 16]};
        }
    }
    return coded;
}

/// The secret as it may look like, a part of it too.
std::vector<std::string> looks() {
    std::vector<std::string> all{secret,   percent_coded(secret), "Hunter2",
                                 "Geheim", "48756E74657232",      "48756e74657232"};
    for (std::size_t before = 0; before < 3; ++before) {  // in base64 each alignment is another text
        const std::string text = std::string(before, 'x') + secret;
        std::string coded = tenon::base64_encode(std::as_bytes(std::span(text)));
        all.push_back(coded.substr(4, coded.size() - 8));
    }
    return all;
}

/// All that is said while it lives.
class Log {
public:
    explicit Log(const tenon::Database& db) {
        db.on_statement([text = text_](const tenon::StatementEvent& event) {
            *text += event.text;
            *text += tenon::format_statement(event) + "\n";
        });
    }
    void add(const std::string& text) const { *text_ += text + "\n"; }
    /// Something that is refused.
    void refused(const std::function<void()>& run) {
        ++tried_;
        try {
            run();
            FAIL_CHECK("attempt " << tried_ << " passed");
        } catch (const tenon::Error& error) {
            add(error.what());
            add(error.model() + error.constraint() + error.database_code() + std::string(error.code()));
            for (const std::string& path : error.fields()) add(path);
            if (const auto* all = dynamic_cast<const tenon::ValidationError*>(&error)) add(all->failures());
            if (const auto* all = dynamic_cast<const tenon::CastError*>(&error)) add(all->failures());
        }
    }
    void require_silence() const {
        REQUIRE(text_->size() > 2'000);
        for (const std::string& look : looks()) {
            const std::size_t at = text_->find(look);
            if (at != std::string::npos) FAIL_CHECK(text_->substr(at < 200 ? 0 : at - 200, 400));
        }
    }

private:
    void add(const std::vector<tenon::Failure>& failures) const {
        for (const tenon::Failure& failure : failures) {
            add(failure.path + failure.kind + failure.message);
            if (failure.path == "pin") CHECK(!failure.value);
        }
    }

    std::shared_ptr<std::string> text_ = std::make_shared<std::string>();
    int tried_ = 0;
};

void refuse_structs(const tenon::Database& db, Log& log) {
    const auto vaults = db.model<Vault>();
    const Vault made = vaults.create({.owner = secret, .password = secret + "1", .pin = secret});
    const auto create = [&](Vault vault) { log.refused([&] { (void)vaults.create(vault); }); };
    create({.owner = secret, .password = secret + "5"});
    create({.owner = "b", .password = secret + secret});
    create({.owner = "b", .password = secret + "weak"});
    create({.owner = "b", .password = secret, .pin = secret + "!"});
    create({.owner = "b", .password = secret, .pin = secret + secret});
    create({.owner = secret + "2", .password = secret + "2"});
    create({.owner = "b", .password = secret + "\xFF"});
    create({.owner = secret + std::string(1, '\0'), .password = secret});
    log.refused([&] { vaults.update(f<&Vault::owner> == secret, f<&Vault::password> = secret); });
    log.refused([&] { vaults.update(f<&Vault::owner> == secret, f<&Vault::password> = f<&Vault::owner>); });
    log.refused([&] { (void)vaults.find(f<&Vault::owner> == secret + "x").one(); });
    log.refused(
        [&] { (void)vaults.find_or_create(f<&Vault::owner> == secret && f<&Vault::password> == secret + "x"); });
    log.refused([&] {
        vaults.update(f<&Vault::owner> == secret,
                      f<&Vault::password> = f<&Vault::password>.concat(secret).concat(secret));
    });
    log.refused([&] { (void)vaults.find(f<&Vault::owner>.matches(secret + "(")).count(); });
    log.refused([&] { (void)vaults.find(f<&Vault::owner>.like(secret + "\\")).count(); });
    log.refused([&] { (void)vaults.find().order_by(f<&Vault::id>).page(3, secret); });
    log.refused([&] {
        (void)vaults.insert_many({{.owner = "c", .password = secret}, {.owner = secret, .password = secret + "3"}});
    });
    log.refused([&] { (void)vaults.from_json("{\"number\":\"" + secret + "\"}"); });
    log.refused([&] { (void)vaults.from_json("{\"number\": " + secret); });
    log.refused([&] { (void)vaults.from_json("{\"seal\":\"" + secret + "\"}"); });
    log.refused([&] { (void)db.model<Box>().get(secret); });
    log.refused([&] { (void)db.model<Box>().create({.key = secret, .vault = 99, .text = secret}); });
    (void)db.model<Box>().create({.key = secret, .vault = made.id, .text = secret});
    log.refused([&] { (void)db.model<Box>().create({.key = secret, .vault = made.id}); });
    log.refused([&] { (void)vaults.remove(f<&Vault::owner> == secret); });
    const auto query = vaults.find(f<&Vault::password>.contains(secret) && f<&Vault::owner>.in(std::vector{secret}));
    log.add(query.to_sql() + query.explain());
    log.add(tenon::Query<Vault>(query).to_sql());
    log.add(vaults.to_json(vaults.get(made.id)).find(secret) == std::string::npos ? "" : "it is a value there");
}

void refuse_records(const tenon::Database& db, Log& log) {
    const auto things = db.define("Thing", {{"number", {.type = types::int64}},
                                            {"label", {.type = types::enumeration({"a", "b"})}},
                                            {"day", {.type = types::date}},
                                            {"price", {.type = types::decimal(10, 2)}},
                                            {"uuid", {.type = types::uuid}},
                                            {"text", {.type = types::text, .max_length = 5}}});
    db.sync();
    for (const char* name : {"number", "label", "day", "price", "uuid", "text"}) {
        log.refused([&] { (void)things.create({{name, secret}}); });
        log.refused([&] { (void)things.update(field("id") == 1, {{name, secret}}); });
        if (std::string_view(name) == "text") continue;
        log.refused([&] { (void)things.find(field(name) == secret).count(); });
    }
    log.refused([&] { (void)things.get(secret); });
    log.refused([&] { (void)things.find().page(2, secret); });
}

void refuse_texts(Log& log) {
    log.refused([] { (void)tenon::Timestamp::parse(secret); });
    log.refused([] { (void)tenon::Date::parse(secret); });
    log.refused([] { (void)tenon::Time::parse(secret); });
    log.refused([] { (void)tenon::Uuid::parse(secret); });
    log.refused([] { (void)tenon::ObjectId::parse(secret); });
    log.refused([] { (void)tenon::Decimal::parse(secret); });
    log.refused([] { (void)tenon::Json::parse("{\"a\":" + secret + "}"); });
    for (const std::string& url :
         {"postgres://user:" + secret + "@host/db", "mariadb://user:" + percent_coded(secret) + "@host:port/db",
          "mongodb://" + secret, secret, "://" + secret, "sqlite:?mode=" + secret, "sqlite:a.db?busy_timeout=" + secret,
          "sqlite:a.db?synchronous=" + secret, "memory:" + secret, "memory:?" + secret,
          "sqlite://user:" + secret + "@host/a.db"})
        log.refused([&] { (void)tenon::open(url); });
}

}  // namespace

TEST_CASE("a secret that is given as a value is in no message, statement or event") {
    on_each([](const tenon::Database& db) {
        Log log(db);
        db.sync<Vault, Box>();
        refuse_structs(db, log);
        refuse_records(db, log);
        refuse_texts(log);
        if (db.backend() != "memory") {
            log.refused(
                [&] { (void)db.execute("insert into vaults (owner, password) values (?, ?)", secret, secret + "4"); });
            log.refused([&] { (void)db.query<std::int64_t>("select ?", secret); });
            log.refused([&] { (void)db.query<std::int64_t>("select json_extract(?, ?)", secret, secret); });
        }
        log.require_silence();
    });
}
