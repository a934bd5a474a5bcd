#!/usr/bin/env python3
"""Checks that includes go one way, between the rooms of the library.

A file's room is its folder under src/ or include/tenon/; the headers directly in include/tenon/ are in the table below.
Public headers include standard headers from a short list, and <tenon/...>; sources include <tenon/...> and
"room/file.hpp", which is relative to src/.
"""

import re
import sys
from pathlib import Path

# Which rooms a room may include from, beside itself.
VALUE = {"value"}
IR = VALUE | {"ir"}
SCHEMA = IR | {"schema"}
QUERY = SCHEMA | {"query"}
COMPILERS = QUERY | {"sql", "bson"}
DRIVERS = COMPILERS | {"drivers"}
ENGINE = DRIVERS | {"engine"}
MODEL = ENGINE | {"model", "typed"}
MIGRATE = MODEL | {"migrate"}
ALL = MIGRATE | {"tool", "studio", "everything"}
MAY_INCLUDE = {
    "value": VALUE,
    "ir": IR,
    "schema": SCHEMA,
    "typed": SCHEMA | {"typed"},
    "query": QUERY,
    "sql": QUERY | {"sql"},
    "bson": QUERY | {"bson"},
    "drivers": DRIVERS,
    "engine": ENGINE,
    "model": MODEL,
    "migrate": MIGRATE,
    "studio": MIGRATE | {"studio"},
    "tool": MIGRATE | {"tool", "studio"},
    "everything": ALL,
}

# The room of each header directly in include/tenon/.
ROOM_OF_HEADER = {
    "base_type.hpp": "value",
    "bytes.hpp": "value",
    "callback.hpp": "value",
    "cell.hpp": "value",
    "date.hpp": "value",
    "decimal.hpp": "value",
    "error.hpp": "value",
    "formats.hpp": "value",
    "json.hpp": "value",
    "object_id.hpp": "value",
    "pattern.hpp": "value",
    "direct.hpp": "value",
    "time.hpp": "value",
    "timestamp.hpp": "value",
    "uuid.hpp": "value",
    "value.hpp": "value",
    "version.hpp": "value",
    "ir.hpp": "ir",
    "codec.hpp": "value",
    "sql_text.hpp": "ir",
    "sql_tokens.hpp": "ir",
    "naming.hpp": "schema",
    "schema.hpp": "schema",
    "custom_check.hpp": "schema",
    "relation.hpp": "typed",
    "cancellation.hpp": "engine",
    "clauses.hpp": "model",
    "database.hpp": "model",
    "event.hpp": "engine",
    "execution.hpp": "model",
    "filter.hpp": "model",
    "fragment.hpp": "model",
    "database_function.hpp": "model",
    "from.hpp": "model",
    "joins.hpp": "model",
    "with.hpp": "model",
    "record_selection.hpp": "model",
    "record_windows.hpp": "model",
    "bulk.hpp": "model",
    "choices.hpp": "model",
    "record_updates.hpp": "model",
    "record_bulk.hpp": "model",
    "subquery.hpp": "model",
    "number_functions.hpp": "model",
    "ordered_aggregates.hpp": "model",
    "inside.hpp": "typed",
    "json_parts.hpp": "typed",
    "window_functions.hpp": "model",
    "set_operations.hpp": "model",
    "tree.hpp": "model",
    "time_functions.hpp": "model",
    "find.hpp": "model",
    "returning.hpp": "model",
    "row_lock.hpp": "ir",
    "found_or_new.hpp": "model",
    "on_conflict.hpp": "model",
    "include.hpp": "model",
    "many.hpp": "model",
    "model.hpp": "model",
    "options.hpp": "model",
    "projection.hpp": "model",
    "query.hpp": "model",
    "query_parts.hpp": "model",
    "raw.hpp": "model",
    "record.hpp": "model",
    "vocabulary.hpp": "model",
    "record_expression.hpp": "model",
    "record_definition.hpp": "model",
    "record_include.hpp": "model",
    "session.hpp": "engine",
    "ref.hpp": "model",
    "page.hpp": "model",
    "snapshot.hpp": "model",
    "stream.hpp": "model",
    "tracked.hpp": "model",
    "transaction.hpp": "model",
    "tenon.hpp": "everything",
}

# What a public header may include beside <tenon/...>: a user's file pays for each.
LIGHT = set(
    "array chrono compare concepts cstddef cstdint functional initializer_list memory optional source_location span stdexcept "
    "string string_view tuple type_traits utility variant vector".split()
)

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
ROOT = Path(__file__).resolve().parent.parent


def room_of(path):
    """The room of a file (given relative to the repository), or None."""
    inside = path.parts[2:] if path.parts[0] == "include" else path.parts[1:]
    if len(inside) == 1 and path.parts[0] == "include":
        return ROOM_OF_HEADER.get(inside[0])
    return inside[0] if len(inside) > 1 and inside[0] in MAY_INCLUDE else None


def target_of(path, bracket, name):
    """The file that an include names, relative to the repository; None for a header of another library."""
    if bracket == "<":
        return Path("include") / name if name.startswith("tenon/") else None
    return Path("src") / name


def check_include(path, room, bracket, name):
    public = path.parts[0] == "include"
    target = target_of(path, bracket, name)
    if target is None:
        if public and name not in LIGHT:
            return f"<{name}> is not on the list of headers that a public header may include"
        return None
    if public and bracket == '"':
        return f'"{name}": public headers include <tenon/...> only'
    if bracket == '"' and not (ROOT / target).is_file() and (ROOT / path.parent / name).is_file():
        return f'"{name}": write it relative to src/, "{(path.parent / name).relative_to("src")}"'
    if not (ROOT / target).is_file():
        return f'{bracket}{name}{">" if bracket == "<" else bracket}: there is no {target}'
    there = room_of(target)
    if there is None:
        return f"{target} is in no room: add it to ROOM_OF_HEADER in scripts/check_includes.py"
    if there not in MAY_INCLUDE[room]:
        return f"{room} may not include {there} ({target})"
    return None


def check_file(path):
    room = room_of(path)
    if room is None:
        yield 1, "is in no room: see MAY_INCLUDE and ROOM_OF_HEADER in scripts/check_includes.py"
        return
    text = (ROOT / path).read_text(encoding="utf-8")
    for match in INCLUDE.finditer(text):
        problem = check_include(path, room, match[1], match[2])
        if problem:
            yield text.count("\n", 0, match.start(2)) + 1, problem


def main():
    files = [
        path.relative_to(ROOT)
        for top in ("include/tenon", "src")
        for path in sorted((ROOT / top).rglob("*"))
        if path.suffix in (".hpp", ".cpp")
    ]
    problems = [(path, line, text) for path in files for line, text in check_file(path)]
    for path, line, text in problems:
        print(f"{path}:{line}: {text}")
    print(f"{len(files)} files, {len(problems)} problems")
    return 1 if problems else 0


sys.exit(main())
