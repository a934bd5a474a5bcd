#!/usr/bin/env python3
"""Writes include/tenon/typed/bindings.hpp: one case for each number of members that a struct can have.

C++20 can't name "as many structured bindings as the struct has members" in a template, so each number is written out.

    scripts/make_bindings.py > include/tenon/typed/bindings.hpp
"""

import textwrap

LIMIT = 64

HEADER = """\
#pragma once

// clang-format off
/// Written by scripts/make_bindings.py: do not edit. A struct of N members, N from 0 to {limit}, taken apart by C++'s
/// structured bindings; `Bindings<N>` has what needs N names or N initialisers to be written out. The last case
/// only serves to find out that a struct has too many.

#include <cstddef>

namespace tenon::typed {{

inline constexpr std::size_t member_limit = {limit};

/// - `accepts<T, Extra...>`: T can be initialised by N empty braces, followed by a value of each type in Extra.
/// - `visit(object, visitor)`: gives visitor(m0, m1, ...), called with a reference to each member.
template <std::size_t N>
struct Bindings;
"""

CASE = """
template <>
struct Bindings<{n}> {{
    static constexpr std::size_t count = {n};

    template <class T, class... Extra>
{accepts}

    template <class T, class Visitor>
    static constexpr decltype(auto) visit({object}, Visitor&& visitor) {{
{visit}
    }}
}};
"""


def wrap(text, indent):
    return textwrap.fill(text, 120, initial_indent=" " * indent, subsequent_indent=" " * (indent + 4),
                         break_long_words=False, break_on_hyphens=False)


def names(n):
    return ", ".join(f"m{i}" for i in range(n))


def case(n):
    braces = ", ".join(["{}"] * n + ["Extra{}..."])
    accepts = wrap(f"static constexpr bool accepts = requires {{ T{{{braces}}}; }};", 4)
    visit = []
    if n > 0:
        visit.append(wrap(f"auto& [{names(n)}] = object;", 8))
    visit.append(wrap(f"return visitor({names(n)});", 8))
    return CASE.format(n=n, object="T& object" if n > 0 else "T&", accepts=accepts, visit="\n".join(visit))


def main():
    print(HEADER.format(limit=LIMIT), end="")
    for n in range(LIMIT + 2):
        print(case(n), end="")
    print("\n}  // namespace tenon::typed")


main()
