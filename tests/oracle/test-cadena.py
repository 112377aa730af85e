#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The SAT's own stylesheet makes the cadena, OpenSSL verifies the seal over it: nothing of ours in between.

The sheets of the complements are in no package: documents with one are compared in the unit tests with recorded cadenas.
"""
import argparse
import base64
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import xml.etree.ElementTree as ET

from oracle import HERE, Sandbox, npm_packages, skip

WITHOUT_COMPLEMENT = ("sale", "simple", "abroad", "public")
EMPTY = '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>'


def catalogue(sheet, folder):
    """Where xsltproc finds what the sheet includes by address."""
    empty = os.path.join(folder, "empty.xslt")
    with open(empty, "w", encoding="utf-8") as out:
        out.write(EMPTY)
    with open(sheet, encoding="utf-8") as text:
        addresses = re.findall(r'<xsl:include href="([^"]+)"', text.read())
    lines = [f'<uri name="{address}" uri="file://{os.path.join(HERE, "utilerias.xslt") if "utilerias" in address else empty}"/>'
             for address in addresses]
    path = os.path.join(folder, "catalog.xml")
    with open(path, "w", encoding="utf-8") as out:
        out.write('<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">' + "".join(lines) + "</catalog>")
    return path


def verified(xml, sheet, folder, environment):
    """Whether the seal is the signature, by the certificate inside, of what the sheet makes of the document."""
    at = lambda name: os.path.join(folder, name)
    with open(at("document.xml"), "wb") as out:
        out.write(xml)
    cadena = subprocess.run(["xsltproc", "--nonet", sheet, at("document.xml")], env=environment, capture_output=True).stdout
    root = ET.fromstring(xml)
    for name, data in (("cadena", cadena.rstrip(b"\n")), ("seal", base64.b64decode(root.get("Sello"))),
                       ("cer", base64.b64decode(root.get("Certificado")))):
        with open(at(name), "wb") as out:
            out.write(data)
    subprocess.run(["openssl", "x509", "-inform", "der", "-in", at("cer"), "-pubkey", "-noout", "-out", at("pem")], check=True)
    done = subprocess.run(["openssl", "dgst", "-sha256", "-verify", at("pem"), "-signature", at("seal"), at("cadena")],
                          capture_output=True)
    return cadena.startswith(b"||4.0|") and done.returncode == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sandbox", required=True)
    arguments = parser.parse_args()
    if not shutil.which("xsltproc") or not shutil.which("openssl"):
        skip("xsltproc or openssl is not here: no cadena was compared")
    sheets = glob.glob(os.path.join(npm_packages(), "cfdi40", "**", "cadenaoriginal_4_0.xslt"), recursive=True)
    if not sheets:
        skip("the package has no stylesheet")
    with open(os.path.join(HERE, "..", "contract", "sat-documents.json"), encoding="utf-8") as text:
        documents = json.load(text)
    bodies = {name: documents[name] for name in WITHOUT_COMPLEMENT}
    bodies["credit note"] = dict(documents["simple"], type="E", use="G02",
                                 related_documents=[{"relationship": "01", "documents": ["7B3FC188-DCE3-512C-9BEA-A2F2980FDC1F"]}])
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, XML_CATALOG_FILES=catalogue(sheets[0], folder))
        sandbox = Sandbox(arguments.sandbox, os.path.join(folder, "state"))
        print(f"1..{len(bodies) + 1}")
        for number, (name, body) in enumerate(bodies.items(), 1):
            invoice = sandbox.call("POST", "/invoices", body)[1]
            request = urllib.request.Request(f"{sandbox.url}/invoices/{invoice.get('id')}/xml",
                                             headers={"Authorization": "Bearer " + sandbox.ready["test_key"]})
            with urllib.request.urlopen(request) as answer:
                xml = answer.read()
            good = verified(xml, sheets[0], folder, environment)
            failed += not good
            print(f"{'ok' if good else 'not ok'} {number} {name}")
        changed = verified(re.sub(rb' Total="[^"]*"', b' Total="7.77"', xml), sheets[0], folder, environment)
        failed += changed
        print(f"{'not ok' if changed else 'ok'} {len(bodies) + 1} a changed total is found")
        sandbox.stop()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
