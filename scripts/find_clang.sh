#!/usr/bin/env bash
# Writes the name of a clang++ 17 or later: TENON_CLANG, or the first that is installed. Fails without one.
set -euo pipefail

clang="${TENON_CLANG:-}"
for version in 19 20 21 22 18 17; do
    [[ -n "$clang" ]] || clang="$(command -v "clang++-$version" || true)"
done
if [[ -z "$clang" ]]; then
    echo "there is no clang++ 17 or later; set TENON_CLANG to one" >&2
    exit 1
fi
echo "$clang"
