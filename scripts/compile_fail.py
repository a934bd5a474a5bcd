#!/usr/bin/env python3
"""Compiles the programs in tests/compile_fail, most of which must not compile.

The first line of each says what is expected:

    // expect: sentence      compiling fails, and the first line with an error contains the sentence
    // expect-ok             compiling succeeds; a control, so that the others fail for the reason they give

Many are compiled at once, each in a namespace of its own, which takes a third of the time. One that doesn't show there
what it must is compiled alone, and that decides.

Usage: scripts/compile_fail.py COMPILER... [-- FILE...]     prints `N passed, N failed` at the end
"""

import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "tests/compile_fail"
AT_ONCE = 20
ERROR = re.compile(r"\berror: ")
PLACE = re.compile(r"tests/compile_fail/(\w+\.cpp):\d+")
DIRECTIVE = re.compile(r"^#(include|pragma) ?(.*)$", re.MULTILINE)


def is_clang(compiler):
    return "clang" in Path(compiler).name


def run_compiler(compiler, arguments):
    command = [compiler, "-std=c++20", "-O0", "-I", "include", *arguments]
    environment = dict(os.environ, LC_ALL="C")
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, errors="replace")
    return done.returncode, done.stderr


def precompile(compiler, folder):
    """Tenon's headers, compiled once; gives the arguments that take them into a program."""
    header = Path(folder) / "tenon.hpp"
    header.write_text("#include <tenon/tenon.hpp>\n")
    compiled = header.with_suffix(".hpp.pch" if is_clang(compiler) else ".hpp.gch")
    status, output = run_compiler(compiler, ["-x", "c++-header", str(header), "-o", str(compiled)])
    if status != 0:
        sys.exit(f"{compiler} does not compile <tenon/tenon.hpp>:\n{output}")
    return ["-include-pch", str(compiled)] if is_clang(compiler) else ["-include", str(header)]


def expectation(path):
    with path.open(encoding="utf-8") as file:
        return file.readline().strip()


def problem_with(path, status, first_error):
    """What is wrong with a program that was compiled, or None."""
    expected = expectation(path)
    if expected == "// expect-ok":
        return None if status == 0 else f"must compile, but: {first_error}"
    match = re.fullmatch(r"// expect: (\S.*)", expected)
    if not match:
        return "its first line must be `// expect: sentence` or `// expect-ok`"
    if status == 0:
        return f"compiles, but must fail with: {match[1]}"
    if match[1] not in first_error:
        return f"must fail with:  {match[1]}\n    but fails with: {first_error}"
    return None


def compile_alone(compiler, headers, path):
    status, output = run_compiler(compiler, [*headers, "-c", "-o", os.devnull, str(path.relative_to(ROOT))])
    first_error = next((line for line in output.splitlines() if ERROR.search(line)), output.strip())
    return problem_with(path, status, first_error)


def joined(paths):
    """The text of several programs, each in a namespace that has models of its own."""
    texts = {path: path.read_text(encoding="utf-8") for path in [PROGRAMS / "models.hpp", *paths]}
    system = {target for text in texts.values() for _, target in DIRECTIVE.findall(text) if target.startswith("<")}
    parts = [f"#include {header}\n" for header in sorted(system)]
    for number, path in enumerate(paths):
        parts.append(f"namespace program_{number} {{\n")
        for file in (PROGRAMS / "models.hpp", path):
            if file == path or '#include "models.hpp"' in texts[path]:
                parts.append(f'#line 1 "{file.relative_to(ROOT)}"\n{DIRECTIVE.sub("", texts[file])}\n')
        parts.append("}\n")
    return "".join(parts)


def first_errors(compiler, output):
    """The first line with an error for each program. Where an error is in a header, g++ says before, clang after it, which
    line of which program led there."""
    errors = {}
    error = None
    name = None
    for line in output.splitlines():
        place = PLACE.match(line)
        if place:
            name = place[1]
        elif is_clang(compiler):
            name = None
        if ERROR.search(line):
            error = line
        if name and error:
            errors.setdefault(name, error)
            error = None
    return errors


def compile_together(compiler, headers, paths, source):
    source.write_text(joined(paths), encoding="utf-8")
    limit = "-ferror-limit=0" if is_clang(compiler) else "-fmax-errors=0"
    status, output = run_compiler(compiler, [*headers, limit, "-c", "-o", os.devnull, str(source)])
    errors = first_errors(compiler, output)
    problems = {}
    for path in paths:
        failed = path.name in errors or (status != 0 and not errors)
        problem = problem_with(path, int(failed), errors.get(path.name, ""))
        problems[compiler, path] = problem and compile_alone(compiler, headers, path)
    return problems


def main(arguments):
    split = arguments.index("--") if "--" in arguments else len(arguments)
    compilers, named = arguments[:split], arguments[split + 1 :]
    if not compilers:
        print(__doc__)
        return 2
    paths = [Path(name).resolve() for name in named] or sorted(PROGRAMS.glob("*.cpp"))
    batches = -(-len(paths) // AT_ONCE)
    problems = {}
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        running = []
        for number, compiler in enumerate(compilers):
            own_folder = Path(folder) / str(number)
            own_folder.mkdir()
            headers = precompile(compiler, own_folder)
            for batch in range(batches):  # those that expect the same sentence have names that are neighbours
                work = (compiler, headers, paths[batch::batches], own_folder / f"{batch}.cpp")
                running.append(pool.submit(compile_together, *work))
        for job in running:
            problems.update(job.result())
    for (compiler, path), problem in sorted(problems.items()):
        name = f"{compiler} {path.relative_to(ROOT)}"
        print(f"ok   {name}" if problem is None else f"FAIL {name}: {problem}")
    failed = sum(problem is not None for problem in problems.values())
    print(f"{len(problems) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
