#!/usr/bin/env python3
"""Compiles the programs in tests/compile_fail, most of which must not compile.

The first line of each says what is expected:

    // expect: sentence      compiling fails, and the first line with an error contains the sentence
    // expect-ok             compiling succeeds; a control, so that the others fail for the reason they give

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
ERROR = re.compile(r"\berror: ")


def run_compiler(compiler, arguments):
    command = [compiler, "-std=c++20", "-O0", "-I", "include", *arguments]
    environment = dict(os.environ, LC_ALL="C")
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, errors="replace")
    return done.returncode, done.stderr


def precompile(compiler, folder):
    """Tenon's headers, compiled once; gives the arguments that take them into a program."""
    header = Path(folder) / "tenon.hpp"
    header.write_text("#include <tenon/tenon.hpp>\n")
    is_clang = "clang" in Path(compiler).name
    compiled = header.with_suffix(".hpp.pch" if is_clang else ".hpp.gch")
    status, output = run_compiler(compiler, ["-x", "c++-header", str(header), "-o", str(compiled)])
    if status != 0:
        sys.exit(f"{compiler} does not compile <tenon/tenon.hpp>:\n{output}")
    return ["-include-pch", str(compiled)] if is_clang else ["-include", str(header)]


def problem_with(compiler, headers, path):
    """What is wrong with a file under a compiler, or None."""
    with (ROOT / path).open(encoding="utf-8") as file:
        first_line = file.readline().strip()
    status, output = run_compiler(compiler, [*headers, "-c", "-o", os.devnull, str(path)])
    first_error = next((line for line in output.splitlines() if ERROR.search(line)), "")
    if first_line == "// expect-ok":
        return None if status == 0 else f"must compile, but: {first_error or output.strip()}"
    match = re.fullmatch(r"// expect: (\S.*)", first_line)
    if not match:
        return "its first line must be `// expect: sentence` or `// expect-ok`"
    if status == 0:
        return f"compiles, but must fail with: {match[1]}"
    if match[1] not in first_error:
        return f"must fail with:  {match[1]}\n    but fails with: {first_error or output.strip()}"
    return None


def main(arguments):
    split = arguments.index("--") if "--" in arguments else len(arguments)
    compilers, named = arguments[:split], arguments[split + 1 :]
    if not compilers:
        print(__doc__)
        return 2
    files = [Path(name).resolve() for name in named] or sorted((ROOT / "tests/compile_fail").glob("*.cpp"))
    files = [path.relative_to(ROOT) for path in files]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        headers = {}
        for number, compiler in enumerate(compilers):
            own_folder = Path(folder) / str(number)
            own_folder.mkdir()
            headers[compiler] = precompile(compiler, own_folder)
        jobs = [(compiler, headers[compiler], path) for path in files for compiler in compilers]
        problems = list(pool.map(lambda job: problem_with(*job), jobs))
    for (compiler, _, path), problem in zip(jobs, problems):
        print(f"{'ok  ' if problem is None else 'FAIL'} {compiler} {path}" + (f": {problem}" if problem else ""))
    failed = sum(problem is not None for problem in problems)
    print(f"{len(jobs) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
