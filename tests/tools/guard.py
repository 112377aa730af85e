"""What the guards share: the sources, without comments and texts, and one way to answer."""
import os
import re
import subprocess
import sys

ROOT = os.environ.get("FACTURADOR_TEST_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COMMENT_OR_TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def sources(folder="src", endings=(".c", ".h")):
    for where, folders, names in os.walk(os.path.join(ROOT, folder)):
        folders.sort()
        for name in sorted(names):
            if name.endswith(endings):
                yield os.path.relpath(os.path.join(where, name), ROOT)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def code_only(text, keep_texts=False):
    """The text with comments (and string literals) blanked, line numbers kept."""
    def blank(match):
        found = match.group(0)
        if keep_texts and found[0] in "\"'":
            return found
        if found[0] == '"':
            return '""' + "\n" * found.count("\n")
        return " " + "\n" * found.count("\n")
    return COMMENT_OR_TEXT.sub(blank, text)


def layers():
    """The table of src/meson.build: layer → the layers it may include."""
    table = {}
    for name, allowed in re.findall(r"^\s*\['(\w+)', \[(.*?)\]\],$", read("src/meson.build"), re.M):
        table[name] = re.findall(r"'(\w+)'", allowed)
    return table


def functions(text):
    """(name, first line, number of lines, braces included) of each function: a body that follows a parenthesis at depth 0."""
    code = code_only(text)
    depth, start = 0, None
    for match in re.finditer(r"[{}]", code):
        where = match.start()
        if match.group(0) == "{":
            if depth == 0 and code[:where].rstrip().endswith(")"):
                start = where
            depth += 1
            continue
        depth = max(depth - 1, 0)
        if depth == 0 and start is not None:
            head = code[max(code.rfind("}", 0, start), code.rfind(";", 0, start)) + 1:start]
            name = re.search(r"(\w+)\s*\((?:[^()]|\([^()]*\))*\)\s*$", head)
            yield name.group(1) if name else "?", code.count("\n", 0, start) + 1, code.count("\n", start, where) + 1
            start = None


def answer(problems, looked_at):
    for problem in problems:
        print(problem)
    if not looked_at:
        print("nothing was looked at")
        sys.exit(1)
    print(f"{looked_at} looked at, {len(problems)} problems")
    sys.exit(1 if problems else 0)


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, **options)
