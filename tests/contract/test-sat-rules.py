#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks each rule of the SAT's matrices as sat-rules.txt says and expects its code.

By request ("api"): a good body of sat-documents.json is changed and posted; the sandbox must refuse to stamp it with
that code. With "own:CODE" the API's own checks already refuse it so. In the document ("xml"): the good body is stamped,
its XML changed and judged. With --coverage the table of what is provoked in which way is printed at the end.
"""
import argparse
import collections
import copy
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET

from sat_documents import document_of, edit_json, read_documents

HERE = os.path.dirname(os.path.abspath(__file__))
# "document@issuer": RFC, name and régimen of other organizations than the example company.
ISSUERS = {
    "natural": ("CAOA850101AB1", "ANA CASTRO OLVERA", "626"),
    "moral": ("PEX200115AB1", "PRODUCTORES DEL EXITO", "626"),
    "state": ("GOB150310AB1", "GOBIERNO DE PRUEBA", "603"),
}


class Sandbox:
    def __init__(self, program, catalog, state):
        self.process = subprocess.Popen([program, "--listen", "127.0.0.1:0", "--state", state, "--catalog", catalog],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        ready = json.loads(self.process.stdout.readline())
        self.url, self.key = ready["url"], ready["test_key"]
        self.user_key, self.organization = ready["user_key"], ready["organization"]
        self.keys = {"": self.key}
        if "FACTURADOR_SANDBOX_JUDGE" in os.environ:
            self.url = os.environ["FACTURADOR_SANDBOX_JUDGE"] + "/" + self.url.rsplit(":", 1)[1]

    def send(self, method, path, data, kind):
        request = urllib.request.Request(self.url + path, method=method, data=data)
        request.add_header("Authorization", "Bearer " + self.key)
        request.add_header("Content-Type", kind)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def call(self, method, path, body=None):
        return self.send(method, path, json.dumps(body).encode() if body is not None else None, "application/json")

    def set_up(self, method, path, body=None):
        status, answer = self.call(method, path, body)
        if status >= 400:
            raise OSError(f"{method} {path}: {answer.decode()}")
        return json.loads(answer)

    def hire(self, issuer, cer, key, password):
        """An organization of its own for this issuer, so that what only its kind may break can be asked for."""
        _, name, tax_system = ISSUERS[issuer]
        self.key = self.user_key
        path = "/organizations/" + self.set_up("POST", "/organizations", {"name": name})["id"]
        boundary, form = "a-boundary-that-no-part-has", b""
        for field, data in (("cer", cer), ("key", key), ("password", password)):
            of_file = "" if field == "password" else f'; filename="{field}.bin"\r\nContent-Type: application/octet-stream'
            form += (f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"{of_file}\r\n\r\n').encode()
            form += data + b"\r\n"
        status, answer = self.send("PUT", path + "/certificate", form + f"--{boundary}--\r\n".encode(),
                                   "multipart/form-data; boundary=" + boundary)
        if status != 200:
            raise OSError(answer.decode())
        self.set_up("PUT", path + "/legal", {"name": name, "legal_name": name, "tax_system": tax_system,
                                             "address": {"zip": "50000"}})
        self.keys[issuer] = self.set_up("GET", path + "/apikeys/test")

    def stamp(self, body, issuer=""):
        """The stamped XML, or the answer that refused it."""
        path = "/retentions" if "cve_retenc" in body else "/invoices"
        self.key = self.keys[issuer]
        status, answer = self.call("POST", path, body)
        if status != 200:
            return None, json.loads(answer)
        return self.call("GET", f"{path}/{json.loads(answer)['id']}/xml")[1], None


class Judge:
    def __init__(self, program, catalog, folder):
        self.program, self.file = program, os.path.join(folder, "document.xml")
        self.process = subprocess.Popen([program, os.path.join(folder, "judge"), catalog], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def mint(self, rfc, name):
        """Certificate, key and its password."""
        folder = os.path.dirname(self.file)
        subprocess.run([self.program, "--mint", rfc, name, folder], check=True)
        files = []
        for each in ("cer", "key"):
            with open(os.path.join(folder, f"{rfc}.{each}"), "rb") as file:
                files.append(file.read())
        return (*files, rfc.encode())

    def codes(self, xml):
        with open(self.file, "wb") as out:
            out.write(xml)
        self.process.stdin.write(self.file + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().split()


def local(node):
    return node.tag.rsplit("}", 1)[-1]


def find(node, path):
    """"Name/Name[2]": each name is looked for at any depth."""
    for step in filter(None, path.split("/")):
        name, index = re.fullmatch(r"([^\[]+)(?:\[(\d+)\])?", step).groups()
        found = [each for each in node.iter() if local(each) == name]
        node = found[int(index or 1) - 1]
    return node


def edit_xml(root, edit):
    """Path@Attribute=value, Path@Attribute+=text, Path@Attribute- ; Path! cuts, Path* copies, Path+Name adds."""
    parents = {child: parent for parent in root.iter() for child in parent}
    if "@" in edit:
        path, rest = edit.split("@", 1)
        node = find(root, path)
        if rest.endswith("-") and "=" not in rest:
            del node.attrib[rest[:-1]]
        elif "+=" in rest:
            name, value = rest.split("+=", 1)
            node.set(name, node.attrib[name] + value)
        else:
            name, value = rest.split("=", 1)
            node.set(name, value)
    elif edit.endswith("!"):
        node = find(root, edit[:-1])
        parents[node].remove(node)
    elif edit.endswith("*"):
        node = find(root, edit[:-1])
        parents[node].insert(list(parents[node]).index(node), copy.deepcopy(node))
    elif ">" in edit:
        path, target = edit.split(">", 1)
        node = find(root, path)
        parents[node].remove(node)
        find(root, target).append(node)
    else:
        path, name = edit.split("+", 1)
        ET.SubElement(find(root, path), root.tag[:root.tag.index("}") + 1] + name)


def read_rules():
    with open(os.path.join(HERE, "sat-rules.txt"), encoding="utf-8") as table:
        for line in table:
            line = line.strip()
            if line and not line.startswith("#"):
                code, way, document, edits = (line.split(None, 3) + [""])[:4]
                yield code, way, document, [edit for edit in edits.split(" ; ") if edit]


class Run:
    def __init__(self, arguments, folder):
        self.documents = read_documents()
        self.sandbox = Sandbox(arguments.sandbox, arguments.catalog, os.path.join(folder, "state"))
        self.judge = Judge(arguments.judge, arguments.catalog, folder)
        self.stamped = {}

    def good(self, name):
        if name not in self.stamped:
            xml, refusal = self.sandbox.stamp(document_of(self.documents, name))
            if xml is None:
                return None, [f"{name} is refused: " + ", ".join(f"{e['code']} {e.get('path')}" for e in refusal["errors"])]
            self.stamped[name] = xml
        return self.stamped[name], self.judge.codes(self.stamped[name])

    def by_request(self, document, edits, own=None):
        document, _, issuer = document.partition("@")
        if issuer not in self.sandbox.keys:
            self.sandbox.hire(issuer, *self.judge.mint(*ISSUERS[issuer][:2]))
        body = document_of(self.documents, document)
        for edit in edits:
            edit_json(body, edit)
        xml, refusal = self.sandbox.stamp(body, issuer)
        if xml is not None:
            return ["it was stamped"]
        if own is not None:
            return [error["code"] for error in refusal["errors"]]
        if not refusal["code"].endswith("_stamping_validation_error"):
            return [f"{refusal['code']}: " + ", ".join(f"{e['code']} {e.get('path')}" for e in refusal["errors"])]
        return [error["code"] for error in refusal["errors"]]

    def in_document(self, document, edits):
        xml, found = self.good(document)
        if xml is None:
            return found
        root = ET.fromstring(xml)
        for edit in edits:
            edit_xml(root, edit)
        return self.judge.codes(ET.tostring(root, encoding="utf-8"))

    def provoke(self, way, document, edits):
        try:
            if way == "xml":
                return self.in_document(document, edits)
            return self.by_request(document, edits, way.partition(":")[2] or None)
        except (KeyError, IndexError, TypeError) as error:
            return [f"the table is wrong: {error!r}"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sandbox", required=True)
    parser.add_argument("--judge", required=True)
    parser.add_argument("--catalog", required=True)
    parser.add_argument("--coverage", action="store_true")
    arguments = parser.parse_args()
    failed, ways = 0, collections.defaultdict(set)
    with tempfile.TemporaryDirectory() as folder:
        run = Run(arguments, folder)
        rules = list(read_rules())
        print(f"1..{len(run.documents) + len(rules)}")
        number = 0
        for name in run.documents:
            number += 1
            found = run.good(name)[1]
            failed += bool(found)
            print(f"{'not ok' if found else 'ok'} {number} good {name}{' # ' + '; '.join(found) if found else ''}")
        for code, way, document, edits in rules:
            number += 1
            found = run.provoke(way, document, edits)
            ways[code].add(way.partition(":")[0])
            right = (way.partition(":")[2] or code) in found
            failed += not right
            print(f"{'ok' if right else 'not ok'} {number} {code} {way} {document}")
            if not right:
                print(f"# {' ; '.join(edits)} gave {', '.join(found) or 'nothing'}")
        for process in (run.sandbox.process, run.judge.process):
            process.terminate()
            process.wait()
    if arguments.coverage:
        for family in ("CFDI", "CRP", "NOM", "CCE", "CP", "Reten"):
            codes = [code for code in ways if re.fullmatch(family + r"\d+", code)]
            by_request = sum("api" in ways[code] for code in codes)
            before = sum("own" in ways[code] and "api" not in ways[code] for code in codes)
            print(f"# {family}: {len(codes)} rules provoked, {by_request} by a request, {before} refused before the SAT")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
