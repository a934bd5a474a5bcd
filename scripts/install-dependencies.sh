#!/usr/bin/env bash
# Installs what Tenon needs on Debian 12 or later and on Ubuntu. Does nothing, and says nothing, when all is there.
#
#   scripts/install-dependencies.sh build           to build the library, the examples and the benchmarks
#   scripts/install-dependencies.sh build test      also what `make check` uses
#
# TENON_SKIP_INSTALL=1 turns it off, for systems that get their packages in another way.
set -euo pipefail

build_packages=(g++ make cmake ninja-build pkg-config libsqlite3-dev libsimdjson-dev libre2-dev libutf8proc-dev
    libboost-dev libicu-dev)
test_packages=(doctest-dev python3 ccache)
clang_versions=(19 20 21 22 18 17) # the first one there is taken

fail() {
    printf 'install-dependencies: %s\n' "$*" >&2
    exit 1
}

installed() { [[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]; }

offered() { [[ -n "$(apt-cache show --no-all-versions "$1" 2>/dev/null)" ]]; }

clang_packages() { printf '%s\n' "clang-$1" "clang-format-$1" "libclang-rt-$1-dev"; }

# The clang to use: one whose packages are all installed, else the first that apt offers. Empty when there is none.
choose_clang() {
    local version package
    for version in "${clang_versions[@]}"; do
        for package in $(clang_packages "$version"); do
            installed "$package" || continue 2
        done
        echo "$version" && return
    done
    for version in "${clang_versions[@]}"; do
        offered "clang-$version" && echo "$version" && return
    done
    return 0
}

missing_of() {
    local package
    for package in "$@"; do
        installed "$package" || echo "$package"
    done
}

as_root() {
    if [[ "$(id -u)" == 0 ]]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

apt() {
    local log
    log="$(mktemp)"
    if ! as_root apt-get -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 -qq "$@" >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        fail "\`apt-get $*\` failed; its last lines are above."
    fi
    rm -f "$log"
}

[[ "${TENON_SKIP_INSTALL:-0}" == 1 ]] && exit 0
[[ $# -gt 0 ]] || fail "name what to install: build, test, or both."

packages=() want_clang=no
for group in "$@"; do
    case "$group" in
        build) packages+=("${build_packages[@]}") ;;
        test) packages+=("${test_packages[@]}") want_clang=yes ;;
        *) fail "there is no group '$group'; the groups are build and test." ;;
    esac
done

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    fail "this script knows Debian and Ubuntu only. Install the equivalents of: ${packages[*]}" \
        "$([[ $want_clang == yes ]] && echo 'clang (17 or later) and clang-format')." \
        "Then set TENON_SKIP_INSTALL=1."
fi

clang=""
[[ $want_clang == yes ]] && clang="$(choose_clang)"
wanted=("${packages[@]}")
[[ -n "$clang" ]] && mapfile -t -O "${#wanted[@]}" wanted < <(clang_packages "$clang")
mapfile -t missing < <(missing_of "${wanted[@]}")
if [[ ${#missing[@]} == 0 && ($want_clang == no || -n "$clang") ]]; then
    exit 0
fi

if [[ "$(id -u)" != 0 ]]; then
    command -v sudo >/dev/null ||
        fail "needs root or sudo, and has neither. As root, run: apt-get install ${missing[*]}"
    if ! sudo -n true 2>/dev/null && [[ ! -t 0 ]]; then
        fail "sudo asks for a password, and there is no terminal to ask on. Run: sudo apt-get install ${missing[*]}"
    fi
fi

apt update
if [[ $want_clang == yes ]]; then
    clang="$(choose_clang)" # the lists may have been empty before
    [[ -n "$clang" ]] || fail "this system offers no clang between 17 and 22, which the checks need."
    mapfile -t missing < <(missing_of "${packages[@]}" $(clang_packages "$clang"))
fi
echo "Installing ${missing[*]}"
apt install --yes --no-install-recommends "${missing[@]}"
