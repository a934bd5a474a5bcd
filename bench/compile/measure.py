#!/usr/bin/env python3
"""Measures what Tenon costs a user's compiler. Prints lines

    compile <what> <seconds> <MiB> <ratio>

with the compiler's processor time (the least of several runs by turns) and its largest memory:

    include-O0, include-O2   tenon.hpp alone; ratio to a file of the standard headers that most programs have (goal 1.5)
    program                  10 models and 20 queries, -O2; ratio to the goal of 5 seconds and 400 MiB, the worse of both
    query                    a further query, from 20 more of them: its time, its part of the object's text in MiB; ratio
                             to the goal of 40 ms and 1.5 kB, the worse of both
"""
import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
RUNS = 5


def compile_once(compiler: str, source: str, level: str, output: Path) -> tuple[float, float]:
    """Processor seconds and MiB."""
    command = [compiler, "-std=c++20", level, "-DNDEBUG", "-I", str(ROOT / "include"), "-c", str(FOLDER / source), "-o", str(output)]
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{source} doesn't compile")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(compiler: str, sources: list[str], level: str, work: Path) -> list[tuple[float, float]]:
    """For each source the least time and the largest memory."""
    results = [(float("inf"), 0.0) for _ in sources]
    for _ in range(RUNS):
        for i, source in enumerate(sources):
            seconds, memory = compile_once(compiler, source, level, work / (Path(source).stem + ".o"))
            results[i] = (min(results[i][0], seconds), max(results[i][1], memory))
    return results


def text_size(compiled: Path) -> int:
    """Bytes of code and constants."""
    columns = subprocess.run(["size", str(compiled)], check=True, capture_output=True, text=True).stdout.splitlines()[1]
    return int(columns.split()[0])


def show(what: str, seconds: float, memory: float, ratio: float) -> None:
    print(f"compile {what} {seconds:.3f} {memory:.4g} {ratio:.2f}", flush=True)


def main() -> None:
    compiler, work = sys.argv[1], Path(sys.argv[2])
    for level in ("-O0", "-O2"):
        standard, tenon = compare(compiler, ["include_standard.cpp", "include_tenon.cpp"], level, work)
        show("include" + level, *tenon, tenon[0] / standard[0])
    program, larger = compare(compiler, ["program.cpp", "program_larger.cpp"], "-O2", work)
    show("program", *program, max(program[0] / 5, program[1] / 400))
    seconds = (larger[0] - program[0]) / 20
    size = (text_size(work / "program_larger.o") - text_size(work / "program.o")) / 20
    show("query", seconds, size / 2**20, max(seconds / 0.040, size / 1500))


if __name__ == "__main__":
    main()
