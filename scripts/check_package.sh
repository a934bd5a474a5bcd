#!/usr/bin/env bash
# Builds tests/package, a project outside of Tenon's tree, in each way that it can take Tenon in, and runs it.
#
#   scripts/check_package.sh WORK_FOLDER [COMPILER]
#
# With TENON_PACKAGE_COUNT set, writes "passed failed" into that file.
set -uo pipefail
cd "$(dirname "$0")/.."
root="$PWD"
work="$1"
compiler="${2:-g++}"
prefix="$work/prefix"
moved="$work/prefix-moved"
bare="$work/prefix-without-sqlite"
jobs="$(nproc)"
mkdir -p "$work"
rm -rf "$work"/prefix* "$work"/use-*

options=(-G Ninja -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DTENON_PCH=OFF
    -DCMAKE_UNITY_BUILD=ON)
# Each build of the library is in the same folder, so that ccache takes it for the same and it is compiled once.
built="$work/tenon"
unset CCACHE_BASEDIR # relative paths would tell the builds apart
command -v ccache >/dev/null && options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)

passed=0
failed=0
check() {
    local what="$1"
    shift
    echo "== $what"
    if "$@"; then
        passed=$((passed + 1))
        echo "== ok: $what"
    else
        failed=$((failed + 1))
        echo "== FAILED: $what"
    fi
}

# An install of its own, as a distribution makes it: no tests, no warnings.
install_tenon() {
    local to="$1"
    rm -rf "$built"
    cmake -S . -B "$built" "${options[@]}" -DTENON_DEVELOPER=OFF -DTENON_BUILD_TESTS=OFF -DTENON_BUILD_EXAMPLES=OFF &&
        cmake --build "$built" -j "$jobs" && cmake --install "$built" --prefix "$to"
}

configure_use() {
    local name="$1" way="$2"
    shift 2
    cmake -S tests/package -B "$work/use-$name" "${options[@]}" -DTENON_WAY="$way" -DTENON_BINARY="$built" "$@"
}

use() {
    rm -rf "$built"
    configure_use "$@" && cmake --build "$work/use-$1" -j "$jobs" && "$work/use-$1/consumer"
}

use_with_pkg_config() {
    local path flags
    path="$(dirname "$(find "$moved" -name tenon.pc)")"
    flags="$(PKG_CONFIG_PATH="$path" pkg-config --cflags --libs tenon)" || return
    mkdir -p "$work/use-pkg-config"
    # shellcheck disable=SC2086
    "$compiler" -std=c++20 -DTENON_CONSUMER_SQLITE=1 tests/package/main.cpp -o "$work/use-pkg-config/consumer" $flags &&
        "$work/use-pkg-config/consumer"
}

# find_package must fail, and say the sentence.
refuses() {
    local name="$1" sentence="$2" output
    shift 2
    if output="$(configure_use "$name" find_package "$@" 2>&1)"; then
        echo "configured, but should have been refused with: $sentence"
        return 1
    fi
    # CMake breaks long lines
    if ! tr -s ' \n' ' ' <<<"$output" | grep -qF -- "$sentence"; then
        printf 'refused, but without the sentence: %s\n%s\n' "$sentence" "$output"
        return 1
    fi
}

# The package files of a build without SQLite: its configuration is enough, nothing needs to be compiled.
package_without_sqlite() {
    cmake -S . -B "$work/without-sqlite" "${options[@]}" -DTENON_DEVELOPER=OFF -DTENON_BUILD_TESTS=OFF \
        -DTENON_BUILD_EXAMPLES=OFF -DTENON_SQLITE=OFF -DCMAKE_INSTALL_PREFIX="$bare" &&
        mkdir -p "$bare/lib/cmake/tenon" &&
        cp "$work/without-sqlite/package/"*.cmake cmake/TenonDependencies.cmake "$bare/lib/cmake/tenon/"
}

check "installs into a prefix" install_tenon "$prefix"
check "find_package" use find-package find_package "-DCMAKE_PREFIX_PATH=$prefix"
check "refuses a component that does not exist" refuses unknown-component \
    'Tenon has no component "oracle". Its components are: memory, sqlite.' "-DCMAKE_PREFIX_PATH=$prefix" \
    -DTENON_PARTS=oracle
mv "$prefix" "$moved"
check "find_package without components, from a tree that was moved" \
    use find-plain find_package "-DCMAKE_PREFIX_PATH=$moved" -DTENON_PARTS=
check "pkg-config, from a tree that was moved" use_with_pkg_config
check "configures without SQLite" package_without_sqlite
check "refuses a component that was not built" refuses unbuilt-component \
    'build Tenon again with -DTENON_SQLITE=ON' "-DCMAKE_PREFIX_PATH=$bare" -DTENON_PARTS=sqlite
check "add_subdirectory" use add-subdirectory add_subdirectory "-DTENON_SOURCE=$root"
check "FetchContent" use fetch-content fetch_content "-DFETCHCONTENT_SOURCE_DIR_TENON=$root"

[[ -z "${TENON_PACKAGE_COUNT:-}" ]] || echo "$passed $failed" >"$TENON_PACKAGE_COUNT"
[[ $failed == 0 ]]
