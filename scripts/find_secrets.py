#!/usr/bin/env python3
"""Looks for the tests' secret in what tests have printed: as it is, percent-coded, in base64 and in hexadecimal.

tests/backends/secrets_test.cpp gives the secret to everything that takes a value; here nothing may say it.

Usage: scripts/find_secrets.py LOG…       prints where it stands; fails if it does
       scripts/find_secrets.py --test     fails unless each form of it would be found
"""

import base64
import re
import sys
import tempfile
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "tests" / "backends" / "secrets_test.cpp"


def read_secret():
    found = re.search(r'^const std::string secret = "([^"\\]+)";$', SOURCE.read_text(), re.MULTILINE)
    if found is None:
        sys.exit(f"{SOURCE} has no line `const std::string secret = \"…\";` any more: change {Path(__file__).name} too.")
    return found.group(1)


def in_base64(text):
    """The middle of it, which is the same whatever stands around: in base64 each alignment is another text."""
    for before in range(3):
        coded = base64.b64encode(b"x" * before + text.encode()).decode()
        whole = coded[4:-4]
        yield whole
        yield whole.replace("+", "-").replace("/", "_")


def forms_of(secret):
    percent = urllib.parse.quote(secret, safe="")
    lower = re.sub(r"%[0-9A-F]{2}", lambda code: code.group().lower(), percent)
    hexadecimal = secret.encode().hex()
    words = re.findall(r"\w{6,}", secret)  # a part of it says too much as well
    return {secret, percent, lower, hexadecimal, hexadecimal.upper(), *words, *in_base64(secret)}


def places(path, forms):
    with open(path, encoding="utf-8", errors="replace") as log:
        for number, line in enumerate(log, 1):
            if any(form in line for form in forms):
                yield f"{path}:{number}: the tests' secret was printed"


def test(secret):
    forms = forms_of(secret)
    coded = [
        f"what(): the password is {secret}.",
        "postgres://user:" + urllib.parse.quote(secret, safe="") + "@host/db",
        "postgres://user:" + urllib.parse.quote(secret, safe=":@/&+") + "@host/db",
        urllib.parse.quote_plus(secret).lower().replace(secret.lower()[:7], secret[:7]),
        f"X'{secret.encode().hex().upper()}'",
        f"{secret[:9]}…",
        *("basic " + base64.b64encode(("u" * size + ":" + secret + "!").encode()).decode() for size in range(1, 4)),
        "bearer " + base64.urlsafe_b64encode(("name:" + secret).encode()).decode(),
    ]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "test.log"
        for text in coded:
            log.write_text(f"[doctest] all is well\n  {text}\n")
            if len(list(places(log, forms))) != 1:
                sys.exit(f"the search misses the secret in: {text}")
        log.write_text("[doctest] test cases: 1 | 1 passed | 0 failed\nthe value must have at least 8 characters\n")
        if list(places(log, forms)):
            sys.exit("the search finds a secret where there is none")


def main(arguments):
    secret = read_secret()
    if arguments == ["--test"]:
        test(secret)
        return
    if not arguments:
        sys.exit(__doc__)
    found = [place for path in arguments for place in places(path, forms_of(secret))]
    print("\n".join(found))
    if found:
        sys.exit(1)


main(sys.argv[1:])
