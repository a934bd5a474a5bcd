#!/usr/bin/env bash
# Every check of Tenon, in stages. `make check` runs them all; scripts/check.sh gcc clang runs those two.
#
#   format        the layout of the C++ files                          scripts/format.sh
#   includes      includes go one way between the rooms                scripts/check_includes.py
#   gcc           g++ -O3, our warnings as errors: library, quickstart, what compilers read of structs, the tests that
#                 count allocations, the whole of the oracle
#   compile_fail  what must not compile doesn't, on both compilers     scripts/compile_fail.py
#   clang         clang++, the same warnings, address and undefined-behaviour sanitizers: library, quickstart, all tests
#                 but those that count allocations and the oracle's typed queries (of its questions a tenth), the
#                 documentation's code
#   tsan          clang++, thread sanitizer: the tests under tests/threads
#   package       an outside project uses Tenon in each way there is   scripts/check_package.sh
#   secrets       no log of the stages has the tests' secret           scripts/find_secrets.py
#
# tsan compiles the library's files one by one, the others each folder as one: that is quicker, and both must work. The
# tests of clang have no debug information, which is quicker too: their frames in a report have names, but no lines.
#
# Outputs are kept in build/check, logs in build/check/logs. The last line is `N passed, N failed`, which counts test
# cases, programs that must not compile, and the checks that are neither.
set -uo pipefail
cd "$(dirname "$0")/.."

all_stages=(format includes gcc compile_fail clang tsan package secrets)
stages=("$@")
[[ ${#stages[@]} -gt 0 ]] || stages=("${all_stages[@]}")
for stage in "${stages[@]}"; do
    if [[ " ${all_stages[*]} " != *" $stage "* ]]; then
        echo "check: there is no stage '$stage'; the stages are ${all_stages[*]}" >&2
        exit 2
    fi
done

scripts/install-dependencies.sh build test || exit 1

gcc="${TENON_GCC:-g++}"
clang="$(scripts/find_clang.sh)" || exit 1

out="$PWD/build/check"
logs="$out/logs"
mkdir -p "$logs"
jobs="$(nproc)"

launcher=()
if command -v ccache >/dev/null; then
    launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    export CCACHE_BASEDIR="$PWD"
fi
export ASAN_OPTIONS="detect_stack_use_after_return=1:check_initialization_order=1:strict_string_checks=1"
# Debian's packages of clang come without its symbolizer.
command -v addr2line >/dev/null && ASAN_OPTIONS+=":external_symbolizer_path=$(command -v addr2line)"
export UBSAN_OPTIONS="print_stacktrace=1"
export TSAN_OPTIONS="second_deadlock_stack=1"

# --- what the stages are made of -------------------------------------------------------------------------------------

unity=(-DCMAKE_UNITY_BUILD=ON -DTENON_PCH=OFF)

# configure NAME PRESET SUITES COMPILER [option…]
configure() {
    local name="$1" preset="$2" suites="$3" compiler="$4"
    shift 4
    local tests=ON
    [[ -n "$suites" ]] || tests=OFF
    cmake --preset "$preset" -B "$out/$name" -DCMAKE_CXX_COMPILER="$compiler" -DTENON_DEVELOPER=ON -DTENON_SQLITE=ON -DTENON_ICU=ON \
        -DTENON_BUILD_TESTS="$tests" -DTENON_TEST_SUITES="$suites" -DTENON_BUILD_EXAMPLES=OFF "${launcher[@]}" "$@"
}

# Runs the suites of a build, and writes what passed and failed: the test cases of each, and each that ended otherwise.
run_suites() {
    local name="$1" status
    shift
    "$@" ctest --test-dir "$out/$name" -V -j "$jobs" | tee "$out/$name/ctest.log"
    status=${PIPESTATUS[0]}
    awk '
        /^[0-9]+: \[doctest\] test cases:/ {
            suite = $1 + 0; line = $0; gsub(/[^0-9|]/, "", line); split(line, count, "|")
            passed[suite] = count[2]; failed[suite] = count[3]
        }
        /^ *[0-9]+\/[0-9]+ Test +#[0-9]+:/ {
            match($0, /#[0-9]+/); suite = substr($0, RSTART + 1, RLENGTH - 1) + 0
            seen[suite] = 1; broken[suite] = ($0 !~ / Passed /)
        }
        END {
            for (suite in seen) {
                p += passed[suite]
                f += failed[suite]
                if (broken[suite] && failed[suite] == 0) f += 1     # crashed, hung, or the sanitizer spoke
                if (!broken[suite] && passed[suite] == 0) f += 1    # ran nothing
            }
            print p + 1, f + 0    # the build itself is one
        }' "$out/$name/ctest.log" >"$out/$name.count"
    return $status
}

# Leak and race detection need addresses that the newest kernels do not give out when they are random.
without_random_addresses() {
    if setarch "$(uname -m)" -R true 2>/dev/null; then
        setarch "$(uname -m)" -R "$@"
    else
        "$@"
    fi
}

run_quickstart() { (cd "$(mktemp -d)" && timeout 120 "$out/$1/examples/quickstart"); }

# --- the stages ------------------------------------------------------------------------------------------------------

stage_format() { scripts/format.sh --check; }

stage_includes() { python3 scripts/check_includes.py; }

stage_gcc() {
    configure gcc release "typed;hot_path;differential" "$gcc" "${unity[@]}" -DTENON_TEST_OPTIONS=-O0 \
        -DTENON_BUILD_EXAMPLES=ON &&
        cmake --build "$out/gcc" -j "$jobs" --target tenon example_quickstart tenon_tests &&
        run_quickstart gcc && run_suites gcc env
}

stage_compile_fail() {
    python3 scripts/compile_fail.py "$gcc" "$clang" | tee "$out/compile_fail.log"
    local status=${PIPESTATUS[0]}
    sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$out/compile_fail.log" >"$out/compile_fail.count"
    return "$status"
}

stage_clang() {
    configure clang asan "typed;unit;backends;differential;pinned;fault;fuzz;threads;docs" "$clang" "${unity[@]}" \
        -DTENON_BUILD_EXAMPLES=ON -DTENON_TEST_TYPED_QUERIES=OFF &&
        cmake --build "$out/clang" -j "$jobs" --target tenon example_quickstart tenon_tests -- -k 20 &&
        run_quickstart clang && run_suites clang env TENON_ORACLE_COUNT=2000
}

stage_tsan() {
    configure tsan tsan threads "$clang" &&
        cmake --build "$out/tsan" -j "$jobs" --target tenon_tests -- -k 20 && run_suites tsan without_random_addresses
}

stage_package() { TENON_PACKAGE_COUNT="$out/package.count" scripts/check_package.sh "$out/package" "$gcc"; }

# Of the stages that were run now or before; first, that the search would find it.
stage_secrets() {
    local log all=()
    for log in "$logs"/*.log; do
        [[ $log == "$logs/secrets.log" ]] || all+=("$log")
    done
    python3 scripts/find_secrets.py --test && { [[ ${#all[@]} == 0 ]] || python3 scripts/find_secrets.py "${all[@]}"; }
}

# --- running them ----------------------------------------------------------------------------------------------------

passed=0
failed=0
started="$(date +%s)"
for stage in "${stages[@]}"; do
    rm -f "$out/$stage.count"
    before="$(date +%s)"
    "stage_$stage" >"$logs/$stage.log" 2>&1
    status=$?
    took=$(($(date +%s) - before))
    if [[ $stage == format && $status == 77 ]]; then
        printf '%-13s not checked: %s\n' "$stage" "$(tail -n 1 "$logs/$stage.log")"
        continue
    fi
    stage_passed=0
    stage_failed=0
    if [[ -s "$out/$stage.count" ]]; then
        read -r stage_passed stage_failed <"$out/$stage.count"
    elif [[ $status == 0 ]]; then
        stage_passed=1
    fi
    if [[ $status != 0 && $stage_failed == 0 ]]; then
        stage_failed=1
    fi
    passed=$((passed + stage_passed))
    failed=$((failed + stage_failed))
    if [[ $stage_failed == 0 ]]; then
        printf '%-13s ok      %4d s   %d passed\n' "$stage" "$took" "$stage_passed"
    else
        printf '%-13s FAILED  %4d s   %d passed, %d failed\n' "$stage" "$took" "$stage_passed" "$stage_failed"
        echo "--- the end of $logs/$stage.log"
        grep -E '(^|[^a-z_])(error|FAILED|ERROR|runtime error):' "$logs/$stage.log" | cut -c1-400 | head -n 15
        echo ...
        tail -n 30 "$logs/$stage.log" | cut -c1-400
        echo "---"
    fi
done

printf 'total %d s\n' $(($(date +%s) - started))
printf '%d passed, %d failed\n' "$passed" "$failed"
[[ $failed == 0 ]]
