#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever one value of a good request becomes, what is stamped is valid by the SAT's own schemas; libxml2 is the judge.

Every field of every document gets values of all shapes, one at a time: a sample of them within a minute, all of them with
--thorough. FACTURADOR_FUZZ_SEED repeats a sample.
"""
import argparse
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET

from oracle import HERE, THOROUGH, Sandbox, shared, skip

sys.path.insert(0, os.path.join(HERE, "..", "contract"))
from sat_documents import document_of, read_documents  # noqa: E402

SECONDS = 35
TEXTS = ["ZZZ", "99", "0", "0000000000", "1234567890", "a" * 40, "a" * 300, "  ", "2026-13-40", "2026-01-01", "09", "X|Y",
         'ñ&<"', "-1", "1.123456789", "A1", "AAA010101AAA", "000", "00000", "99999999"]
NUMBERS = [0, -1, 0.0000001, 1.1234567, 999999999999, 1e15, 123456.789012]
ADDENDA = ("{http://www.sat.gob.mx/cfd/4}Addenda", "{http://www.sat.gob.mx/esquemas/retencionpago/2}Addenda")


def without_addenda(xml):
    """It is nobody's but the two parties'."""
    root = ET.fromstring(xml)
    for addenda in [child for child in root if child.tag in ADDENDA]:
        root.remove(addenda)
    return root.tag.endswith("}Retenciones"), ET.tostring(root, encoding="utf-8")


def judge(schemas, documents, folder):
    """What xmllint says of each document that is not valid. Reading a schema takes it seconds: all of a kind at once."""
    faults = []
    for is_retention, schema in ((False, "cfdi40-all.xsd"), (True, "retenciones20-all.xsd")):
        labels = {}
        for label, xml in documents:
            of_retention, text = without_addenda(xml)
            if of_retention == is_retention:
                name = os.path.join(folder, f"{len(labels)}.xml")
                labels[name] = label
                with open(name, "wb") as out:
                    out.write(text)
        names = list(labels)
        for first in range(0, len(names), 2000):
            done = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", os.path.join(schemas, schema),
                                   *names[first:first + 2000]], capture_output=True, text=True)
            said = done.stderr.splitlines()
            good = {line[:-len(" validates")] for line in said if line.endswith(" validates")}
            for name in names[first:first + 2000]:
                if name not in good:
                    why = [line for line in said if line.startswith(name + ":")] or ["not judged"]
                    faults.append(f"{labels[name]}: {why[0].split(': ', 1)[-1]}")
    return faults


def leaves(node, path=()):
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else None
    if children is None:
        yield path, node
    else:
        for key, value in children:
            yield from leaves(value, path + (key,))


def changed(body, path, value):
    body = copy.deepcopy(body)
    node = body
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return body


def cases(documents):
    for name in documents:
        base = document_of(documents, name)
        yield name, base, (), None
        for path, value in leaves(base):
            if isinstance(value, bool):
                continue
            for other in TEXTS if isinstance(value, str) else NUMBERS if isinstance(value, (int, float)) else []:
                yield name, base, path, other


def xml_of(sandbox, path, number):
    request = urllib.request.Request(f"{sandbox.url}{path}/{number}/xml",
                                     headers={"Authorization": "Bearer " + sandbox.ready["test_key"]})
    with urllib.request.urlopen(request) as answer:
        return answer.read()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sandbox", required=True)
    arguments = parser.parse_args()
    schemas, catalogue = shared("data/sat/xsd"), shared("data/sat/sat-catalogs.sqlite")
    if schemas is None or catalogue is None:
        skip("the SAT's schemas are not here: no XML was judged by them")
    if not shutil.which("xmllint"):
        skip("xmllint is not here: no XML was judged by the SAT's schemas")
    seed = int(os.environ.get("FACTURADOR_FUZZ_SEED", random.SystemRandom().randrange(2 ** 32)))
    print(f"# seed {seed}")
    documents = read_documents()
    everything = list(cases(documents))
    good = [case for case in everything if not case[2]]
    rest = [case for case in everything if case[2]]
    random.Random(seed).shuffle(rest)
    stamped, refused, faults, started = [], 0, [], time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(arguments.sandbox, os.path.join(folder, "state"), "--catalog", catalogue)
        for name, base, path, value in good + rest:
            if path and not THOROUGH and time.monotonic() - started > SECONDS:
                break
            where = "/retentions" if "cve_retenc" in base else "/invoices"
            status, answer = sandbox.call("POST", where, changed(base, path, value) if path else base)
            label = f"{name} {'.'.join(map(str, path))} {str(value)[:40]!r}"
            if status >= 500 or (not path and status != 200):
                faults.append(f"{label}: {status}")
            elif status == 200 and answer.get("status") == "valid":
                stamped.append((label, xml_of(sandbox, where, answer["id"])))
            else:
                refused += 1
        sandbox.stop()
        faults += judge(schemas, stamped, folder)
    print("1..2")
    for fault in faults[:50]:
        print(f"# {fault[:300]}")
    print(f"{'not ok' if faults else 'ok'} 1 {len(stamped)} stamped documents are valid, {refused} requests refused")
    enough = len(stamped) > len(good) and refused > 0
    print(f"{'ok' if enough else 'not ok'} 2 there was something to judge")
    return 0 if enough and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
