#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the sandbox for each operation of operations.txt: it must be known, and answered with JSON or a file.

An address nobody answers has the code "not_found" alone; a document that is not there has a code of its own.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
KEYS = ("test_key", "live_key", "user_key")


def call(ready, method, path, key):
    request = urllib.request.Request(ready["url"] + path, method=method,
                                     data=b"{}" if method in ("POST", "PUT") else None)
    request.add_header("Authorization", "Bearer " + ready[key])
    request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def judge(status, headers, body):
    """What is wrong with an answer, or None; and whether the key was of the wrong kind."""
    if "X-Facturapi-Log-Id" not in headers:
        return "without X-Facturapi-Log-Id", False
    if status < 400:
        return None, False
    error = json.loads(body)
    if not error.get("message") or not error.get("code") or error.get("status") != status:
        return "an error without message, code or status", False
    if status >= 500 or status == 405 or error["code"] == "not_found":
        return f"{status} {error['code']}", False
    return None, status == 403


def try_operation(ready, method, path):
    accepted = 0
    for key in KEYS:
        try:
            wrong, forbidden = judge(*call(ready, method, path, key))
        except (ValueError, OSError) as error:
            return f"{key}: {error}"
        if wrong:
            return f"{key}: {wrong}"
        accepted += not forbidden
    return None if accepted else "no key may do it"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sandbox", required=True)
    parser.add_argument("--catalog", required=True)
    arguments = parser.parse_args()
    with open(os.path.join(HERE, "operations.txt"), encoding="utf-8") as table:
        operations = [line.split() for line in table if line.strip() and not line.startswith("#")]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen([arguments.sandbox, "--listen", "127.0.0.1:0", "--state", folder,
                                    "--catalog", arguments.catalog],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        ready = json.loads(process.stdout.readline())
        if "FACTURADOR_SANDBOX_JUDGE" in os.environ:
            ready["url"] = os.environ["FACTURADOR_SANDBOX_JUDGE"] + "/" + ready["url"].rsplit(":", 1)[1]
        print(f"1..{len(operations)}")
        for number, (method, pattern) in enumerate(operations, 1):
            path = pattern.replace("{format}", "pdf")
            if method == "GET":
                path = path.replace("{organization_id}", ready["organization"])
            path = re.sub(r"\{[^}]*\}", "0" * 24, path)
            wrong = try_operation(ready, method, path)
            failed += wrong is not None
            print(f"{'not ok' if wrong else 'ok'} {number} {method} {pattern}")
            if wrong:
                print(f"# {wrong}")
        process.terminate()
        process.wait()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
