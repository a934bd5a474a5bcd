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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ERROR = re.compile(r"\berror: ")


def compile_file(compiler, path):
    command = [compiler, "-std=c++20", "-O0", "-I", "include", "-c", "-o", os.devnull, str(path)]
    environment = dict(os.environ, LC_ALL="C")
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, errors="replace")
    return done.returncode, done.stderr


def problem_with(compiler, path):
    """What is wrong with a file under a compiler, or None."""
    with (ROOT / path).open(encoding="utf-8") as file:
        first_line = file.readline().strip()
    status, output = compile_file(compiler, path)
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
    jobs = [(compiler, path) for path in files for compiler in compilers]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        problems = list(pool.map(lambda job: problem_with(*job), jobs))
    for (compiler, path), problem in zip(jobs, problems):
        print(f"{'ok  ' if problem is None else 'FAIL'} {compiler} {path}" + (f": {problem}" if problem else ""))
    failed = sum(problem is not None for problem in problems)
    print(f"{len(jobs) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
