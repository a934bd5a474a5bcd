#include "value/collation.hpp"

#include <algorithm>

#include <tenon/error.hpp>

#ifdef TENON_WITH_ICU

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <new>

#include <unicode/ucol.h>
#include <unicode/uiter.h>
#include <unicode/uloc.h>

namespace tenon {
namespace {

constexpr std::string_view root = "und";

/// ICU's own name of the language, "" when the tag isn't spelled as it spells it.
std::string icu_name(std::string_view tag) {
    const bool plain = !tag.empty() && std::all_of(tag.begin(), tag.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!plain || tag.size() > ULOC_FULLNAME_CAPACITY / 2) return {};
    const std::string given(tag);
    std::array<char, ULOC_FULLNAME_CAPACITY> name{}, again{};
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t read = 0;
    uloc_forLanguageTag(given.c_str(), name.data(), static_cast<std::int32_t>(name.size()), &read, &status);
    if (U_FAILURE(status) || static_cast<std::size_t>(read) != given.size()) return {};
    uloc_toLanguageTag(name.data(), again.data(), static_cast<std::int32_t>(again.size()), true, &status);
    if (U_FAILURE(status) || given != again.data()) return {};
    return name.data();
}

bool is_available(const std::string& name) {
    for (std::int32_t i = 0; i < uloc_countAvailable(); ++i)
        if (name == uloc_getAvailable(i)) return true;
    return false;
}

int sign_of(UCollationResult result) noexcept { return result == UCOL_LESS ? -1 : (result == UCOL_GREATER ? 1 : 0); }

std::unique_ptr<Collation> opened(std::string_view tag) {
    UErrorCode status = U_ZERO_ERROR;
    UCollator* collator = ucol_open(tag == root ? "" : icu_name(tag).c_str(), &status);
    if (status == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    if (U_FAILURE(status))
        throw SchemaError("ICU has no order for the collation `" + std::string(tag) + "`: " + u_errorName(status));
    return std::make_unique<Collation>(collator);
}

UCollator* collator_of(void* collator) noexcept { return static_cast<UCollator*>(collator); }

}  // namespace

bool has_collations() noexcept { return true; }

bool is_language(std::string_view tag) {
    if (tag == root) return true;
    const std::string name = icu_name(tag);
    return !name.empty() && is_available(name);
}

const Collation& Collation::of(std::string_view tag) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<Collation>, std::less<>> all;
    const std::lock_guard lock(mutex);
    const auto found = all.find(tag);
    if (found != all.end()) return *found->second;
    if (!is_language(tag)) throw SchemaError("ICU knows no language `" + std::string(tag) + "`.");
    return *all.emplace(std::string(tag), opened(tag)).first->second;
}

Collation::~Collation() { ucol_close(collator_of(collator_)); }

int Collation::compare(std::string_view a, std::string_view b) const noexcept {
    if (a == b) return 0;
    const auto size = [](std::string_view text) {
        return static_cast<std::int32_t>(std::min<std::size_t>(text.size(), std::numeric_limits<std::int32_t>::max()));
    };
    UErrorCode status = U_ZERO_ERROR;
    const UCollationResult found =
        ucol_strcollUTF8(collator_of(collator_), a.data(), size(a), b.data(), size(b), &status);
    if (U_SUCCESS(status) && found != UCOL_EQUAL) return sign_of(found);
    return a < b ? -1 : 1;
}

std::string Collation::key(std::string_view text) const {
    std::string key;
    UCharIterator characters;
    uiter_setUTF8(&characters, text.data(), static_cast<std::int32_t>(text.size()));
    std::array<std::uint32_t, 2> state{};
    std::array<std::uint8_t, 256> part{};
    UErrorCode status = U_ZERO_ERROR;
    for (;;) {
        const std::int32_t size = ucol_nextSortKeyPart(collator_of(collator_), &characters, state.data(), part.data(),
                                                       static_cast<std::int32_t>(part.size()), &status);
        if (U_FAILURE(status)) throw std::bad_alloc();
        key.append(reinterpret_cast<const char*>(part.data()), static_cast<std::size_t>(size));
        if (static_cast<std::size_t>(size) < part.size()) break;
    }
    key.push_back('\0');  // no sort key has one inside
    return key.append(text);
}

}  // namespace tenon

#else

namespace tenon {
namespace {

[[noreturn]] void refuse_language(std::string_view tag) {
    throw SchemaError("This Tenon was built without ICU, which knows the order of the collation `" + std::string(tag) +
                      "`. Install ICU's development files and build Tenon again with -DTENON_ICU=ON.");
}

}  // namespace

bool has_collations() noexcept { return false; }
bool is_language(std::string_view) { return false; }
const Collation& Collation::of(std::string_view tag) { refuse_language(tag); }
Collation::~Collation() = default;
int Collation::compare(std::string_view a, std::string_view b) const noexcept { return a.compare(b); }
std::string Collation::key(std::string_view text) const { return std::string(text); }

}  // namespace tenon

#endif
