#!/usr/bin/env python3
"""Writes typed queries on the models of things.hpp as C++ source, each beside its run-time twin.

    make.py OUTPUT_FOLDER [--seed SEED] [--files COUNT]

The same seed gives the same text. typed_queries_test.cpp runs what this writes; queries.cmake calls it.
"""

import argparse
from pathlib import Path as File

from models import read_models
from queries import Queries, Query

SEED = 20_240_229
FILES = 4
HERE = File(__file__).resolve().parent

HEAD = """\
// Written by tests/differential/typed_queries/make.py: do not edit.

#include "differential/typed_queries/asked.hpp"

namespace tenon::oracle::typed_queries {

using tenon::constant;
using tenon::element;

namespace {

"""

FUNCTION = """\
void query_{number}(const Models& on, Asked& asked) {{
{twin}
    asked.{typed};
}}

"""


def function(number: int, query: Query) -> str:
    lines = ["    Question& twin = asked.twin;", *(f"    {line}" for line in query.twin)]
    return FUNCTION.format(number=number, twin="\n".join(lines), typed=query.typed)


def entry(number: int, query: Query) -> str:
    return f'    {{{number}, R"~({query.typed})~", {str(query.writes).lower()}, query_{number}}},\n'


def source(part: int, queries: list[tuple[int, Query]]) -> str:
    text = HEAD + "".join(function(number, query) for number, query in queries)
    text += "constexpr TypedQuery queries[] = {\n" + "".join(entry(number, query) for number, query in queries)
    text += "};\n\n}  // namespace\n\n"
    text += f"std::span<const TypedQuery> part_{part}() {{ return queries; }}\n\n"
    return text + "}  // namespace tenon::oracle::typed_queries\n"


def index(parts: int) -> str:
    text = "// Written by tests/differential/typed_queries/make.py: do not edit.\n\n"
    text += '#include "differential/typed_queries/asked.hpp"\n\nnamespace tenon::oracle::typed_queries {\n\n'
    text += "".join(f"std::span<const TypedQuery> part_{part}();\n" for part in range(1, parts + 1))
    text += "\nstd::vector<TypedQuery> all_queries() {\n    std::vector<TypedQuery> all;\n"
    names = ", ".join(f"part_{part}()" for part in range(1, parts + 1))
    text += f"    for (const auto& part : {{{names}}}) all.insert(all.end(), part.begin(), part.end());\n"
    return text + "    return all;\n}\n\n}  // namespace tenon::oracle::typed_queries\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=File)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--files", type=int, default=FILES)
    arguments = parser.parse_args()

    queries = list(enumerate(Queries(read_models(HERE.parent / "things.hpp"), arguments.seed).all(), start=1))
    arguments.folder.mkdir(parents=True, exist_ok=True)
    size = -(-len(queries) // arguments.files)
    for part in range(1, arguments.files + 1):
        # One after the other: queries of one sort share what the compiler has to make of them.
        text = source(part, queries[(part - 1) * size : part * size])
        (arguments.folder / f"queries_{part}.cpp").write_text(text, encoding="utf-8")
    (arguments.folder / "queries.cpp").write_text(index(arguments.files), encoding="utf-8")


if __name__ == "__main__":
    main()
