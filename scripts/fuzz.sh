#!/usr/bin/env bash
# Fuzzes: scripts/fuzz.sh [seconds] [target…], 30 seconds of each target when none is named (tests/fuzz/targets.hpp).
#
# Begins with tests/fuzz/corpus; what it finds beyond that, and the input of a failure, are left in build/fuzz/found. An
# input that showed a mistake belongs into tests/fuzz/corpus/<target>, where every run of the tests replays it.
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD"

seconds=30
if [[ "${1:-}" =~ ^[0-9]+$ ]]; then
    seconds="$1"
    shift
fi
targets=("$@")
if [[ ${#targets[@]} -eq 0 ]]; then
    for folder in tests/fuzz/corpus/*/; do targets+=("$(basename "$folder")"); done
fi

scripts/install-dependencies.sh build test
clang="$(scripts/find_clang.sh)" || exit 1

mkdir -p build/fuzz
log="$root/build/fuzz/build.log"
if ! { cmake --preset asan -B build/fuzz -DCMAKE_CXX_COMPILER="$clang" -DTENON_TEST_SUITES=fuzz -DTENON_BUILD_FUZZER=ON \
    -DTENON_BUILD_EXAMPLES=OFF -DTENON_TEST_OPTIONS= -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1 -fsanitize=fuzzer-no-link" &&
    cmake --build build/fuzz --target tenon_fuzz; } >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    echo "fuzz: the build failed; all of its output is in $log" >&2
    exit 1
fi

status=0
for target in "${targets[@]}"; do
    found="build/fuzz/found/$target"
    mkdir -p "$found"
    if TENON_FUZZ_TARGET="$target" build/fuzz/tests/tenon_fuzz -max_total_time="$seconds" -timeout=10 -max_len=512 \
        -artifact_prefix="$found/failure-" "$found" "tests/fuzz/corpus/$target" >"$found.log" 2>&1; then
        printf '%-12s ok      %s\n' "$target" "$(grep -oE '^Done [0-9]+ runs' "$found.log" | tail -n 1)"
    else
        status=1
        printf '%-12s FAILED  %s\n' "$target" "the end of $found.log:"
        tail -n 25 "$found.log" | cut -c1-300
    fi
done
exit $status
