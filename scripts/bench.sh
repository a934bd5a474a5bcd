#!/usr/bin/env bash
# Builds and runs the benchmarks. Of their output, the lines to look at are
#
#   ratio <what> <number>                            Tenon's time over that of hand-written driver code, in one run
#   compile <file> <seconds> s <kilobytes> kB        what bench/compile/<file> costs a user's build, -O2, best of three
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD"

scripts/install-dependencies.sh build

mkdir -p build/bench
log="$root/build/bench/build.log"
if ! { cmake -S . -B build/bench -G Ninja -DCMAKE_BUILD_TYPE=Release -DTENON_BUILD_TESTS=OFF \
    -DTENON_BUILD_EXAMPLES=OFF -DTENON_BUILD_BENCH=ON -DTENON_DEVELOPER=OFF &&
    cmake --build build/bench --target bench_all; } >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    echo "bench: the build failed; all of its output is in $log" >&2
    exit 1
fi

run="$root/build/bench/run"
rm -rf "$run" && mkdir -p "$run"
find build/bench/bench -maxdepth 1 -type f -executable 2>/dev/null | sort | while read -r program; do
    echo "== $(basename "$program")"
    (cd "$run" && "$root/$program")
done

compiler="${CXX:-g++}"
milliseconds() { date +%s%3N; }
for file in bench/compile/*.cpp; do
    [[ -e "$file" ]] || continue
    best=""
    for _ in 1 2 3; do
        start="$(milliseconds)"
        "$compiler" -std=c++20 -O2 -DNDEBUG -Iinclude -c "$file" -o "$run/compiled.o"
        took=$(($(milliseconds) - start))
        [[ -z "$best" || "$took" -lt "$best" ]] && best="$took"
    done
    size=$(($(size "$run/compiled.o" | awk 'NR == 2 { print $1 + $2 }') / 1024))
    printf 'compile %s %d.%03d s %d kB\n' "$(basename "$file" .cpp)" $((best / 1000)) $((best % 1000)) "$size"
done
