# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells the leaks of the toolkit that no suppression can name (their functions have no symbols) from all others."""
import os
import re

KNOWN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "support", "gui", "leaks-by-shape.txt")
# frames of every stack of the main thread
LOOP = {"main", "fac_application_run"}


def shapes(path=KNOWN):
    """Each known leak: the frames above its allocation, a function's name or its library's."""
    with open(path, encoding="utf-8") as lines:
        return [line.split() for line in lines if line.strip() and not line.startswith("#")]


def stacks(report):
    """The direct leaks of a report, each the list of (function, place) from the allocation down."""
    for block in re.split(r"\n\s*\n", report):
        if block.lstrip().startswith("Direct leak"):
            yield [(match.group(1) or "", match.group(2))
                   for match in re.finditer(r"^\s+#\d+ 0x[0-9a-f]+ (?:in (\S+))?\s*(.*)$", block, re.M)]


def names(stack):
    """A function's name, or the library's where there is none."""
    return [function or os.path.basename(place.strip(" ()").split("+")[0]) for function, place in stack]


def is_ours(stack):
    return any(place.startswith("../src/") and function not in LOOP for function, place in stack)


def is_known(stack, known):
    found = names(stack)
    return not is_ours(stack) and any(
        found[start:start + len(shape)] == shape for shape in known for start in range(len(found)))


def only_known(report, known):
    """Whether a report tells nothing but leaks, and each is known."""
    found = list(stacks(report))
    return ("detected memory leaks" in report and report.count("ERROR: ") == 1 and bool(found)
            and all(is_known(stack, known) for stack in found))
