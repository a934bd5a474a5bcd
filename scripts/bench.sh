#!/usr/bin/env bash
# Builds and runs the benchmarks. Of their output, the lines to look at are
#
#   ratio <backend> <workload> <ratio>         Tenon's processor time over that of hand-written driver code, in one run
#   compile <what> <seconds> <MiB> <ratio>     what Tenon costs a user's build (bench/compile/measure.py says of what)
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

echo "== compile"
python3 bench/compile/measure.py "${CXX:-g++}" "$run"
