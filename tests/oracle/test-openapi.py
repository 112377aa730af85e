#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract tests once more, each request passing through Prism with the service's OpenAPI document as the judge.

What it objects to in a request that the service accepted, or in any answer, must be listed in openapi-errors.tsv with the
reason why the document is wrong; what is listed and no longer occurs fails as well.
"""
import argparse
import concurrent.futures
import fnmatch
import json
import os
import re
import socket
import subprocess
import sys
import time

from judge import Judge
from oracle import HERE, artifacts, npm_packages, openapi_document, skip


def read_listed():
    with open(os.path.join(HERE, "openapi-errors.tsv"), encoding="utf-8") as table:
        rows = [line.rstrip("\n").split("\t") for line in table if line.strip() and not line.startswith("#")]
    return [row[:3] for row in rows]


def start_prism(modules, document, upstream):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [os.path.join(modules, ".bin", "prism"), "proxy", document, f"http://127.0.0.1:{upstream}", "--port", str(port),
               "--cors", "false", "--verboseLevel", "silent"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return process, port
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    skip("Prism does not start with this Node")


class Report:
    def __init__(self):
        self.number = self.failed = 0

    def tell(self, good, name, *notes):
        self.number += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.number} {name}", flush=True)
        if not good:
            for note in notes:
                print("# " + str(note).replace("\n", "\n# "))


def matches(row, key):
    return all(fnmatch.fnmatchcase(value, re.sub(r"\[", "[[]", pattern)) for pattern, value in zip(row, key))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--script", action="append", default=[], help="a Python program with its arguments")
    arguments = parser.parse_args()
    modules = npm_packages()
    document = openapi_document()
    if document is None:
        skip("the OpenAPI document is not here: nothing was compared")
    with open(document, encoding="utf-8") as text:
        judge = Judge(json.load(text))
    process, judge.prism = start_prism(modules, document, judge.back)
    report = Report()
    environment = dict(os.environ, FACTURADOR_SANDBOX_JUDGE=judge.url)
    commands = [(os.path.basename(path), [path, "--tap"]) for path in arguments.tests]
    commands += [(os.path.basename(script.split()[0]), [sys.executable, *script.split()]) for script in arguments.script]
    run = lambda command: subprocess.run(command, env=environment, capture_output=True, text=True)
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        results = list(pool.map(lambda each: run(each[1]), commands))
    for (name, _), done in zip(commands, results):
        report.tell(done.returncode == 0, f"{name} through the judge", (done.stdout + done.stderr)[-3000:])
    process.terminate()
    tell_violations(report, judge)
    print(f"1..{report.number}")
    return 1 if report.failed else 0


def tell_violations(report, judge):
    listed = read_listed()
    occurred = set()
    with open(os.path.join(artifacts(), "openapi-violations.txt"), "w", encoding="utf-8") as log:
        for key, (count, example) in sorted(judge.seen.items()):
            rows = [i for i, row in enumerate(listed) if matches(row, key)]
            occurred.update(rows)
            print(*key, count, example if not rows else "(listed)", sep="\t", file=log)
            if not rows:
                report.tell(False, " | ".join(key), f"{count} times", example)
    for i, row in enumerate(listed):
        report.tell(i in occurred, "listed and occurs: " + " | ".join(row))
    missing = sorted(f"{method.upper()} {path}" for _, path, methods in judge.operations for method in methods
                     if method in ("get", "put", "post", "delete") and f"{method.upper()} {path}" not in judge.used)
    report.tell(not missing, "every operation of the document was asked for", "\n".join(missing))


if __name__ == "__main__":
    sys.exit(main())
