#include "value/case_fold.hpp"

#include <cstdlib>
#include <memory>
#include <new>

#include <utf8proc.h>

#include "value/utf8.hpp"
#include <tenon/error.hpp>

namespace tenon {

std::string case_folded(std::string_view text) {
    if (is_plain_ascii(text)) return lower_ascii(text);
    constexpr int options = UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE | UTF8PROC_STABLE;
    utf8proc_uint8_t* made = nullptr;
    const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                               static_cast<utf8proc_ssize_t>(text.size()), &made,
                                               static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owner(made, std::free);
    if (size == UTF8PROC_ERROR_NOMEM) throw std::bad_alloc();
    if (size < 0) throw CastError("Text that is no UTF-8 can't be folded.");
    return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(size)};
}

}  // namespace tenon
