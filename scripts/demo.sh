#!/usr/bin/env bash
# Builds the library and the examples, then runs quickstart and atlas, each in an empty folder.
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD"

scripts/install-dependencies.sh build

echo "Building Tenon and its examples in build/demo"
mkdir -p build/demo
log="$root/build/demo/build.log"
launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
if ! { cmake -S . -B build/demo -G Ninja -DCMAKE_BUILD_TYPE=Release -DTENON_BUILD_TESTS=OFF -DTENON_DEVELOPER=OFF \
    -DTENON_SQLITE=ON -DCMAKE_UNITY_BUILD=ON -DTENON_PCH=OFF "${launcher[@]}" && cmake --build build/demo --target tenon example_all; } >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    echo "demo: the build failed; all of its output is in $log" >&2
    exit 1
fi

for example in quickstart atlas; do
    program="$root/build/demo/examples/$example"
    if [[ ! -x "$program" ]]; then
        echo "demo: there is no example called $example" >&2
        exit 1
    fi
    printf '\n== examples/%s\n' "$example"
    rm -rf "build/demo/run/$example" && mkdir -p "build/demo/run/$example"
    (cd "build/demo/run/$example" && "$program")
done
