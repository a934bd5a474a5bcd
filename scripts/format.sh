#!/usr/bin/env bash
# Formats the C++ files in place; with --check, changes nothing, lists those that differ and fails if there are any.
# Another version of clang-format would want another layout, so only the one that .clang-format was written for is used.
set -euo pipefail
cd "$(dirname "$0")/.."

version=19
program=""
for candidate in "clang-format-$version" clang-format; do
    if command -v "$candidate" >/dev/null && "$candidate" --version | grep -q "version $version\."; then
        program="$candidate"
        break
    fi
done
if [[ -z "$program" ]]; then
    echo "format: needs clang-format $version, which is not installed" >&2
    exit 77
fi

mapfile -d '' -t files < <(find include src tests examples bench -type f \( -name '*.hpp' -o -name '*.cpp' \) -print0 | sort -z)
if [[ "${1:-}" == --check ]]; then
    printf '%s\0' "${files[@]}" | xargs -0 -P "$(nproc)" -n 25 "$program" --dry-run --Werror
else
    printf '%s\0' "${files[@]}" | xargs -0 -P "$(nproc)" -n 25 "$program" -i
fi
