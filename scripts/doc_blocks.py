#!/usr/bin/env python3
"""Makes test programs of the C++ blocks in README.md, CONTRIBUTING.md and docs/, so that the pages can't be wrong.

    scripts/doc_blocks.py OUTPUT_FOLDER

writes one source for each page that has ```cpp blocks, and prints their names, joined by semicolons (for CMake).

The blocks of a page are one program. Types, functions, `using` and test cases go to the page's namespace; statements
run one after the other in one scope. A block with a `main` stands alone. If the next fenced block, ```sh left aside, is
```text, it must be what the block printed. `<!-- code: … -->` before a block is code that the page doesn't show. Every block starts
with <iostream>, <tenon/tenon.hpp> and `using tenon::f, tenon::Many, tenon::One, tenon::Ref;`.

Also checks that the pages' links lead somewhere, and that every fenced block says what it is.
"""

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = {"cpp", "text", "sh", "cmake"}
HIDDEN = "<!-- code:"

HEAD = """\
// Written by scripts/doc_blocks.py from {page}: do not edit.

#include <iostream>
#include <doctest/doctest.h>
#include <tenon/tenon.hpp>
#include "docs/page.hpp"
{includes}
namespace {name} {{

using tenon::f, tenon::Many, tenon::One, tenon::Ref;
"""


class PageError(Exception):
    def __init__(self, page, line, sentence):
        super().__init__(f"{page}:{line}: {sentence}")


@dataclass
class Block:
    language: str
    line: int  # of its first line
    text: str
    hidden: list = field(default_factory=list)  # (line, text)


def pages():
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


# --- reading ---------------------------------------------------------------------------------------------------------


def read_blocks(name, text):
    lines = text.split("\n")
    blocks, hidden, at = [], [], 0
    while at < len(lines):
        line = lines[at]
        if line.startswith(HIDDEN):
            start = at
            while "-->" not in lines[at]:
                at += 1
            code = "\n".join(lines[start : at + 1])
            hidden.append((start + 1, code[len(HIDDEN) : code.index("-->")]))
        elif line.lstrip().startswith("```"):
            language = line.strip()[3:]
            if language not in LANGUAGES or line != line.lstrip():
                raise PageError(name, at + 1, f"a fenced block begins its line and is one of {sorted(LANGUAGES)}")
            start = at + 1
            at = start
            while lines[at] != "```":
                at += 1
                if at == len(lines):
                    raise PageError(name, start, "this block is never closed")
            block = Block(language, start + 1, "\n".join(lines[start:at]) + "\n")
            if language == "cpp":
                block.hidden, hidden = hidden, []
            blocks.append(block)
        at += 1
    if hidden:
        raise PageError(name, hidden[0][0], "hidden code must stand before a ```cpp block")
    return blocks


TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((?:.*?)\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|[(){}\[\];]', re.DOTALL)


def items(code, line):
    """The declarations and statements of a piece of code, as (line, text)."""
    depth, start = 0, 0
    for token in TOKEN.finditer(code):
        word = token[0]
        depth += (word in "({[") - (word in ")}]")
        after = code[token.end() :].lstrip()
        ends = word == ";" or (word == "}" and not re.match(r"[;,.)]|else\b|catch\b|while\b", after))
        if depth == 0 and ends:
            yield piece(code, start, token.end(), line)
            start = token.end()
    if code[start:].strip() and not re.fullmatch(r"(\s|//[^\n]*)*", code[start:]):
        raise PageError("a block", line, f"this does not end: {code[start:].strip()[:60]}")


def piece(code, start, end, line):
    text = code[start:end]
    skipped = len(text) - len(text.lstrip())
    return line + code.count("\n", 0, start + skipped), text.strip()


DECLARATION = re.compile(r"(struct|class|enum|template|namespace|using|inline|constexpr auto tenon_|TEST_CASE)\b")
FUNCTION = re.compile(r"(?!return\b|else\b|throw\b|new\b)[\w:<>,&*\s]+[\s&*]\w+\s*\([^=]*?\)\s*(const\s*)?\{", re.DOTALL)


SPECIALISATION = re.compile(r"template <>\s*struct tenon::")


def is_declaration(text):
    bare = re.sub(r"^(//[^\n]*\n\s*)+", "", text)
    return bool(DECLARATION.match(bare)) or (bare.endswith("}") and bool(FUNCTION.match(bare)))


# --- writing ---------------------------------------------------------------------------------------------------------


class Program:
    def __init__(self, page):
        self.page = page.relative_to(ROOT).as_posix()
        self.includes = set()
        self.declarations = []
        self.statements = []
        self.programs = 0

    def at(self, line, text):
        return f'#line {line} "{self.page}"\n{text}\n'

    def name(self):
        return "page_" + re.sub(r"\W", "_", self.page.removesuffix(".md"))

    def outside(self, line, text):
        """A specialisation of a template of Tenon's stands outside of the page's namespace."""
        name = self.name()
        return f"}}  // namespace {name}\nusing namespace {name};\n{self.at(line, text)}namespace {name} {{\n"

    def take_includes(self, code):
        def take(match):
            if match[1] not in ("<iostream>", "<tenon/tenon.hpp>"):
                self.includes.add(f"#include {match[1]}")
            return ""

        return re.sub(r"^#include (\S+).*$", take, code, flags=re.MULTILINE)

    def add(self, block, shown):
        self.statements.append("    tenon_page.begin();\n")
        for line, text in [*block.hidden, (block.line, block.text)]:
            code = self.take_includes(text)
            if re.search(r"^int main\(\)", code, re.MULTILINE):
                self.add_program(code, line)
            else:
                for where, item in items(code, line):
                    written = self.outside(where, item) if SPECIALISATION.match(item) else self.at(where, item)
                    (self.declarations if is_declaration(item) else self.statements).append(written)
        if shown is not None:
            check = f'tenon_page.shows(R"shown({shown.text})shown", "{self.page}:{shown.line}");'
            self.statements.append(self.at(shown.line, check))

    def add_program(self, code, line):
        self.programs += 1
        name = f"program_{self.programs}"
        code = re.sub(r"^int main\(\)", "inline void run()", code, flags=re.MULTILINE)
        self.declarations.append(f"namespace {name} {{\n{self.at(line, code)}}}\n")
        self.statements.append(f"    {name}::run();\n")

    def text(self):
        name = self.name()
        head = HEAD.format(page=self.page, name=name, includes="".join(i + "\n" for i in sorted(self.includes)))
        test = f'\nTEST_CASE("the code in {self.page} does what the page says") {{\n    docs::Page tenon_page;\n'
        return head + "".join(self.declarations) + test + "".join(self.statements) + f"}}\n\n}}  // namespace {name}\n"


def program_of(page, blocks):
    program = Program(page)
    for number, block in enumerate(blocks):
        if block.language == "cpp":
            after = next((b for b in blocks[number + 1 :] if b.language != "sh"), None)
            program.add(block, after if after and after.language == "text" else None)
    return program.text()


# --- links -----------------------------------------------------------------------------------------------------------


def without_code(text):
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


def anchors(page):
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def check_links(page, text):
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(text)):
        if re.match(r"\w+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists():
            raise PageError(page.relative_to(ROOT), 1, f"the link to {target} leads nowhere")
        if anchor and anchor not in anchors(there):
            raise PageError(page.relative_to(ROOT), 1, f"the link to {target} names no heading")


def write_if_changed(path, text):
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def main(arguments):
    if len(arguments) != 1:
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    try:
        for page in pages():
            text = page.read_text(encoding="utf-8")
            check_links(page, text)
            blocks = read_blocks(page.relative_to(ROOT), text)
            if any(block.language == "cpp" for block in blocks):
                name = re.sub(r"\W", "_", page.relative_to(ROOT).as_posix().removesuffix(".md")).lower()
                write_if_changed(folder / f"{name}.cpp", program_of(page, blocks))
                written.append((folder / f"{name}.cpp").as_posix())
    except PageError as error:
        print(error, file=sys.stderr)
        return 1
    print(";".join(written), end="")
    return 0


sys.exit(main(sys.argv[1:]))
